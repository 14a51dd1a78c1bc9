// What a trace sends: a tool is asked for nothing that it does not send.
import { describe, expect, test } from 'vitest'
import { sentPacket, type WrittenPacket } from '../src/sent-packet.ts'

const sent = (written: Partial<WrittenPacket>) => {
  const packet = sentPacket({ port: undefined, protocol: undefined, tool: undefined, ...written })
  return 'refusal' in packet ? packet.refusal.code : packet
}

test.each([
  [{}, { protocol: 'icmp' }],
  [{ port: '443' }, { protocol: 'tcp', port: 443 }],
  [
    { port: '53', protocol: 'udp' },
    { protocol: 'udp', port: 53 },
  ],
  [{ protocol: 'tcp' }, { protocol: 'tcp' }],
  [{ port: '443', protocol: 'icmp' }, 'HP5062'],
  [{ port: '65536' }, 'HP5061'],
  [{ port: '' }, 'HP5061'],
] as const)('%j', (written, expected) => {
  expect(sent(written)).toEqual(expected)
})

describe.each(['ping', 'tracert'] as const)('%s sends ICMP', (tool) => {
  test('by itself, and when told so', () => {
    expect(sent({ tool })).toEqual({ protocol: 'icmp' })
    expect(sent({ tool, protocol: 'icmp' })).toEqual({ protocol: 'icmp' })
  })

  test('neither to a port nor by another protocol', () => {
    expect(sent({ tool, port: '443' })).toBe('HP5060')
    expect(sent({ tool, port: '443', protocol: 'tcp' })).toBe('HP5060')
    expect(sent({ tool, protocol: 'udp' })).toBe('HP5060')
  })
})

test('psping connects to a port, and pings without one', () => {
  const tool = 'psping'
  expect(sent({ tool })).toEqual({ protocol: 'icmp' })
  expect(sent({ tool, port: '22' })).toEqual({ protocol: 'tcp', port: 22 })
  expect(sent({ tool, protocol: 'tcp' })).toBe('HP5060')
  expect(sent({ tool, port: '53', protocol: 'udp' })).toBe('HP5060')
})

test('Ethr connects, to its own port where none is named', () => {
  const tool = 'ethr'
  expect(sent({ tool })).toEqual({ protocol: 'tcp', port: 8888 })
  expect(sent({ tool, port: '22', protocol: 'tcp' })).toEqual({ protocol: 'tcp', port: 22 })
  expect(sent({ tool, protocol: 'udp' })).toBe('HP5060')
})

test('traceroute sends what it is told', () => {
  const tool = 'traceroute'
  expect(sent({ tool })).toEqual({ protocol: 'icmp' })
  expect(sent({ tool, port: '443' })).toEqual({ protocol: 'tcp', port: 443 })
  expect(sent({ tool, port: '33434', protocol: 'udp' })).toEqual({ protocol: 'udp', port: 33434 })
})
