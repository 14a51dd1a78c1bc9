// Whatever a text holds, readers of router configurations answer, and soon.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { frr, ios } from './read-text.ts'

const statements = [
  'router bgp 65001',
  ' neighbor 10.0.0.4 remote-as 65515',
  ' neighbor G peer-group',
  ' neighbor 10.0.0.4 peer-group G',
  ' neighbor 10.0.0.4 route-map M in',
  ' neighbor 10.0.0.4 local-as 65009 no-prepend replace-as',
  ' address-family ipv4 unicast',
  '  network 10.0.0.0/8 route-map M',
  '  network 10.0.0.0 mask 255.0.0.0',
  '  aggregate-address 10.0.0.0/8 summary-only',
  '  redistribute static route-map M',
  ' exit-address-family',
  'exit',
  'interface Tunnel1',
  ' ip address 10.0.0.1 255.255.255.0',
  ' tunnel source GigabitEthernet1',
  ' tunnel destination 10.9.0.4',
  'ip route 10.0.0.0/8 Null0',
  'ip route 10.0.0.0 255.0.0.0 Tunnel1 200',
  'ip prefix-list P seq 5 permit 10.0.0.0/8 ge 16 le 24',
  'bgp as-path access-list A seq 5 permit ^(65001_)+$',
  'bgp community-list expanded C seq 5 permit 65001:.*',
  'access-list 10 permit 10.0.0.0 0.255.255.255',
  'access-list 100 permit ip any 255.255.0.0 0.0.0.0',
  'ip nat inside source list 100 interface GigabitEthernet1 overload',
  'route-map M permit 10',
  ' match ip address prefix-list P',
  ' match as-path A',
  ' match community C',
  ' set as-path prepend 65001 65001',
  ' set community 65001:1 additive',
  ' on-match goto 20',
  ' call M',
  'route-map M deny 20',
  "vtysh -c 'conf t' -c 'router bgp 65001'",
  'banner motd ^C',
]

const words = [
  ...new Set(statements.flatMap((line) => line.trim().split(' '))),
  '',
  '-1',
  '999999999999',
  '::',
  '10.0.0.0/99',
  '__proto__',
  '"',
  "'",
  '\u0000',
  'no',
]

test('statements in any order, with words left out, changed and doubled', () => {
  const line = fc
    .tuple(
      fc.constantFrom(...statements),
      fc.nat(8),
      fc.constantFrom('keep', 'drop', 'change', 'double', 'negate'),
      fc.constantFrom(...words),
    )
    .map(([text, at, change, word]) => {
      const indent = text.slice(0, text.length - text.trimStart().length)
      const own = text.trim().split(' ')
      if (change === 'drop') own.splice(at, 1)
      if (change === 'change') own.splice(at, 1, word)
      if (change === 'double') own.splice(at, 0, own[at] ?? word)
      if (change === 'negate') own.unshift('no')
      return indent + own.join(' ')
    })
  fc.assert(
    fc.property(fc.array(line, { maxLength: 40 }), (lines) => {
      for (const read of [frr, ios]) {
        const reading = read(lines.join('\n'))
        for (const { span } of reading.findings) expect(span?.line).toBeLessThanOrEqual(lines.length)
        JSON.stringify(reading.guest)
      }
    }),
    { numRuns: 300 },
  )
})

test('any text at all', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
      frr(text)
      ios(text)
    }),
  )
})

test('maps that call each other are cut where the circle closes', () => {
  const text = `router bgp 65001
 neighbor 10.0.0.4 remote-as 65515
 neighbor 10.0.0.4 route-map A in
 neighbor 10.0.0.4 route-map B out
route-map A permit 10
 call B
route-map B permit 10
 call A
`
  expect(() => JSON.stringify(frr(text).guest)).not.toThrow()
})

test('thousands of routes and entries take no longer than their number', () => {
  const many = Array.from({ length: 20_000 }, (_, index) => `10.${index >> 8}.${index & 255}.0/24`)
  const text = many
    .flatMap((prefix) => [`ip route ${prefix} Null0`, `ip prefix-list P permit ${prefix}`])
    .join('\n')
  const reading = frr(text)
  expect(reading.guest.routes).toHaveLength(20_000)
  expect(reading.findings).toEqual([])
})

test('a name that is a property of every object is a name', () => {
  const text =
    'router bgp 65001\n no bgp ebgp-requires-policy\n neighbor 10.0.0.4 remote-as 65515\n neighbor 10.0.0.4 route-map __proto__ in\nroute-map __proto__ permit 10\n match as-path constructor\n'
  expect(frr(text).findings.map(({ code }) => code)).toEqual(['HP1113'])
})
