// The usual tools' outputs, in the forms that were recorded (seeds 000, 001, 004), times left open.
import { describe, expect, test } from 'vitest'
import { traceStyles, traceStyleText } from '../../src/presentation/trace-styles/index.ts'
import type { PathQuality, TraceAnswer } from '../../src/queries/answers.ts'
import { hairpin, noRoute, partly, unknown } from './samples.ts'

const en = { language: 'en' } as const

const quality: PathQuality = {
  milliseconds: { estimate: 4.2, low: 3, high: 6 },
  window: '2024',
  beyond: [],
  legs: [],
  bandwidth: { forward: null, return: null },
  mtu: null,
  costs: [],
}

describe('tracert', () => {
  test('as recorded over a circuit', () => {
    expect(traceStyleText(hairpin, 'tracert', en)).toBe(`
Tracing route to 10.110.0.4 over a maximum of 30 hops

  1     *        *        *     Request timed out.
  2    ?? ms    ?? ms    ?? ms  10.110.0.4

Trace complete.
`)
  })

  test('the columns of the times are those that were recorded', () => {
    const recorded = '  2   113 ms   110 ms   110 ms  10.110.0.5'
    const line = traceStyleText(hairpin, 'tracert', en).split('\n')[4] ?? ''
    expect(line.indexOf('10.110')).toBe(recorded.indexOf('10.110'))
  })

  test('goes on to hop 30 when nothing answers', () => {
    const lines = traceStyleText(noRoute, 'tracert', en).split('\n')
    expect(lines.filter((line) => line.endsWith('Request timed out.'))).toHaveLength(30)
    expect(lines).toContain(' 30     *        *        *     Request timed out.')
  })
})

describe('traceroute', () => {
  test('with a silent hop', () => {
    expect(traceStyleText(hairpin, 'traceroute', en)).toBe(
      'traceroute to 10.110.0.4 (10.110.0.4), 30 hops max, 60 byte packets\n 1  * * *\n 2  10.110.0.4  ?? ms  ?? ms  ?? ms\n',
    )
  })

  test('equal-cost ways share the three probes', () => {
    expect(traceStyleText(partly, 'traceroute', en)).toContain('\n 1  10.0.0.5  ?? ms  ?? ms *\n')
  })

  test('goes on to hop 30 when nothing answers', () => {
    expect(traceStyleText(noRoute, 'traceroute', en).trimEnd().split('\n').at(-1)).toBe('30  * * *')
  })
})

describe('ethr', () => {
  test('as recorded over a circuit', () => {
    expect(
      traceStyleText(hairpin, 'ethr', { ...en, port: 22 }),
    ).toBe(`Using destination: 10.110.0.4, ip: 10.110.0.4, port: 22
Tracing route to 10.110.0.4 over 30 hops:
 1.|--???
 2.|--10.110.0.4 []
Ethr done, measurement complete.
`)
  })

  test('stops after five lines when nothing answers', () => {
    expect(
      traceStyleText(noRoute, 'ethr', { ...en, port: 22 }),
    ).toBe(`Using destination: 10.20.0.4, ip: 10.20.0.4, port: 22
Tracing route to 10.20.0.4 over 30 hops:
 1.|--???
 2.|--???
 3.|--???
 4.|--???
 5.|--???
Ethr done, duration: 10s.
Hint: Use -d parameter to change duration of the test.
`)
  })
})

describe('ping', () => {
  test('four replies with the TTL of the way back', () => {
    expect(traceStyleText(hairpin, 'ping', en)).toBe(`PING 10.110.0.4 (10.110.0.4) 56(84) bytes of data.
64 bytes from 10.110.0.4: icmp_seq=1 ttl=63
64 bytes from 10.110.0.4: icmp_seq=2 ttl=63
64 bytes from 10.110.0.4: icmp_seq=3 ttl=63
64 bytes from 10.110.0.4: icmp_seq=4 ttl=63

--- 10.110.0.4 ping statistics ---
4 packets transmitted, 4 received, 0% packet loss
`)
  })

  test('replies whose TTL nobody knows', () => {
    const text = traceStyleText({ ...hairpin, replyTtl: null }, 'ping', en)
    expect(text).toContain('64 bytes from 10.110.0.4: icmp_seq=4 ttl=?')
    expect(text).toContain('4 received, 0% packet loss')
  })

  test('total loss', () => {
    expect(traceStyleText(noRoute, 'ping', en)).toBe(`PING 10.20.0.4 (10.20.0.4) 56(84) bytes of data.

--- 10.20.0.4 ping statistics ---
4 packets transmitted, 0 received, 100% packet loss
`)
  })

  test('both outputs where only some flows arrive', () => {
    const text = traceStyleText(partly, 'ping', en)
    expect(text).toContain('4 received, 0% packet loss')
    expect(text).toContain('# 50% of the flows')
    expect(text).toContain('0 received, 100% packet loss')
  })
})

describe('psping', () => {
  test('connects to a port, with the estimate as its time', () => {
    expect(
      traceStyleText({ ...hairpin, quality }, 'psping', { ...en, port: 22 }),
    ).toBe(`TCP connect to 10.110.0.4:22:
5 iterations (warmup 1) ping test:
Connecting to 10.110.0.4:22 (warmup): from 10.10.0.4:?????: 4.20ms
Connecting to 10.110.0.4:22: from 10.10.0.4:?????: 4.20ms
Connecting to 10.110.0.4:22: from 10.10.0.4:?????: 4.20ms
Connecting to 10.110.0.4:22: from 10.10.0.4:?????: 4.20ms
Connecting to 10.110.0.4:22: from 10.10.0.4:?????: 4.20ms

TCP connect statistics for 10.110.0.4:22:
  Sent = 4, Received = 4, Lost = 0 (0% loss),
  Minimum = 4.20ms, Maximum = 4.20ms, Average = 4.20ms
`)
  })

  test('times out five times', () => {
    const lines = traceStyleText(noRoute, 'psping', { ...en, port: 22 }).split('\n')
    const timedOut = 'This operation returned because the timeout period expired.'
    expect(lines.filter((line) => line.endsWith(timedOut))).toHaveLength(5)
    expect(lines).toContain('  Sent = 4, Received = 0, Lost = 4 (100% loss),')
    expect(lines).toContain('  Minimum = 0.00ms, Maximum = 0.00ms, Average = 0.00ms')
  })

  test('pings where no port is asked for, and says nothing of a time that is not known', () => {
    const lines = traceStyleText(
      { ...hairpin, quality: { ...quality, milliseconds: null } },
      'psping',
      en,
    ).split('\n')
    expect(lines[0]).toBe('Pinging 10.110.0.4 with 32 bytes of data:')
    expect(lines.filter((line) => line === 'Reply from 10.110.0.4: ??ms')).toHaveLength(5)
    expect(traceStyleText(noRoute, 'psping', en)).toContain('\nRequest timed out.\n')
  })

  test('both outputs where only some flows arrive', () => {
    const text = traceStyleText(partly, 'psping', en)
    expect(text).toContain('# 50% of the flows')
    expect(text).toContain('Lost = 0 (0% loss)')
    expect(text).toContain('Lost = 4 (100% loss)')
  })
})

describe('a sender whose own kernel refuses', () => {
  const refusing = (prefix: string): TraceAnswer => ({
    ...noRoute,
    forward: {
      ending: 'noRoute',
      ways: [
        {
          share: 1,
          ending: 'noRoute',
          hops: [
            {
              element: 'vm-spoke10',
              kind: 'nic',
              answers: true,
              decrements: false,
              decision: { code: 'kernelBlackhole', rule: 'R6.12', parameters: { vm: 'vm-spoke10', prefix } },
            },
          ],
        },
      ],
    },
  })

  test('a route that discards', () => {
    expect(traceStyleText(refusing('10.0.0.0/8'), 'ping', en)).toBe('ping: connect: Invalid argument\n')
    expect(traceStyleText(refusing('10.0.0.0/8'), 'traceroute', en)).toBe(
      'traceroute to 10.20.0.4 (10.20.0.4), 30 hops max, 60 byte packets\nconnect: Invalid argument\n',
    )
  })

  test('no route at all', () => {
    expect(traceStyleText(refusing('10.20.0.4'), 'ping', en)).toBe('ping: connect: Network is unreachable\n')
  })

  test('a route that discards further on is met with silence', () => {
    const [way] = refusing('10.0.0.0/8').forward.ways
    const further = {
      ...noRoute,
      forward: {
        ending: 'noRoute',
        ways: way === undefined ? [] : [{ ...way, hops: [...way.hops, ...way.hops] }],
      },
    } as const
    expect(traceStyleText(further, 'ping', en)).toContain('100% packet loss')
  })
})

test.each(traceStyles)('%s claims nothing of an unknown outcome', (tool) => {
  expect(traceStyleText(unknown, tool, en)).toMatch(/^# [^\n]+\n$/u)
})
