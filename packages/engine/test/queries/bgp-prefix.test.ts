// `bgp --prefix`: who tells whom of a prefix, who stops it, and which of that one speaker takes part in.
import { expect, test } from 'vitest'
import { bgpPrefix, type PrefixStory } from '../../src/queries/index.ts'
import { analysisOf, circuit, connection, gateway, vnet } from '../forwarding/azure.ts'
import { idOf } from '../model/network-of.ts'

const analysis = analysisOf([
  vnet('hub1', '10.1.0.0/16', { GatewaySubnet: '10.1.255.0/27' }),
  vnet('hub2', '10.2.0.0/16', { GatewaySubnet: '10.2.255.0/27' }),
  vnet('hub3', '10.3.0.0/16', { GatewaySubnet: '10.3.255.0/27' }),
  gateway('hub1', { allowRemoteVnetTraffic: true }),
  gateway('hub2', { allowRemoteVnetTraffic: true }),
  gateway('hub3', { allowRemoteVnetTraffic: false }),
  circuit('er1', '172.31.0.0/30', '172.31.0.4/30'),
  ...['hub1', 'hub2', 'hub3'].map((name) => connection(name, 'er1')),
])

const storyOf = (prefix: string, selector?: string): PrefixStory => {
  const result = bgpPrefix(analysis, prefix, selector)
  if (!result.ok) throw new Error(result.finding.code)
  return result.answer
}

const refusalOf = (prefix: string, selector?: string): string | undefined => {
  const result = bgpPrefix(analysis, prefix, selector)
  return result.ok ? undefined : result.finding.code
}

const learnersOf = ({ learned }: PrefixStory): readonly string[] => [
  ...new Set(learned.map(({ speaker, from }) => `${speaker.name} < ${from.name}`)),
]

test('a prefix is told from its origin to all that take it', () => {
  const story = storyOf('10.1.0.0/16')
  expect([...new Set(story.origins.map(({ speaker }) => speaker.name))]).toEqual(['hub1-gw'])
  expect(learnersOf(story)).toEqual([
    'er1/primary < hub1-gw',
    'er1/secondary < hub1-gw',
    'hub2-gw < er1/primary',
    'hub2-gw < er1/secondary',
  ])
  const stopped = story.stops.filter(({ to }) => to.name === 'hub3-gw')
  expect([...new Set(stopped.map(({ side, code, rule }) => `${side} ${code} ${rule}`))]).toEqual([
    'receiver remoteVnetsOff R3.24',
  ])
  expect(story.programmed.map(({ vnet: { name } }) => name)).toEqual(['hub2'])
})

test.each([
  ['er1/primary', ['er1/primary < hub1-gw', 'hub2-gw < er1/primary']],
  ['hub2-gw', ['hub2-gw < er1/primary', 'hub2-gw < er1/secondary']],
  ['TEST/hub2-gw', ['hub2-gw < er1/primary', 'hub2-gw < er1/secondary']],
  [idOf('Microsoft.Network/expressRouteCircuits', 'er1'), learnersOf(storyOf('10.1.0.0/16'))],
  ['er1', learnersOf(storyOf('10.1.0.0/16'))],
])('%s: what it takes part in', (selector, expected) => {
  expect(learnersOf(storyOf('10.1.0.0/16', selector))).toEqual(expected)
})

test('what nobody knows, no prefix and nobody are refused', () => {
  expect(refusalOf('10.9.0.0/16')).toBe('HP5011')
  expect(refusalOf('10.1.0.0/33')).toBe('HP2004')
  expect(refusalOf('10.1.0.0/16', 'er2')).toBe('HP5001')
})
