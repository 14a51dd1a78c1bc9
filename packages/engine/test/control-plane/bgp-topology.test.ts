// Who speaks BGP with whom.
import { describe, expect, test } from 'vitest'
import { bgpTopology } from '../../src/control-plane/bgp-topology.ts'
import { eraOf } from '../../src/facts/index.ts'
import { formatAddress } from '../../src/net/index.ts'
import { networkOf } from '../model/network-of.ts'
import { announcing, circuit, connected, gateway, linksOf, vnet } from './azure.ts'

const resources = [
  vnet('hub', ['10.0.0.0/16']),
  gateway('hub'),
  circuit('er1', 'er2'),
  circuit('er2'),
  connected('hub', 'er1'),
]
const gateways = (mseePeers: readonly { link?: 'primary' | 'secondary'; address: string }[]) => [
  {
    name: 'gw-hub',
    instanceIps: ['10.0.0.12', '10.0.0.13', '10.0.0.14'],
    mseePeers: mseePeers.map((peer) => ({ circuit: 'er1', ...peer })),
  },
]

const sessionsOf = (world: Parameters<typeof networkOf>[1]) =>
  bgpTopology(networkOf(resources, world), eraOf()).flatMap(({ place, sessions }) =>
    sessions.map((end) => ({
      from: place.kind,
      to: end.peer.speaker.place.kind,
      addresses: [end.localAddress, end.peer.localAddress].map((address) =>
        address === undefined ? '-' : formatAddress(address),
      ),
      returns: end.peer.peer === end && end.peer.session === end.session,
    })),
  )

const addressesOf = (world: Parameters<typeof networkOf>[1], from: string, to: string) =>
  sessionsOf(world)
    .filter((session) => session.from === from && session.to === to)
    .map(({ addresses }) => addresses.join(' to '))

describe('gateways and MSEEs', () => {
  test('every instance speaks with both links, from its address to the one in its subnet', () => {
    const world = {
      gateways: gateways([
        { link: 'primary', address: '10.0.0.4' },
        { link: 'secondary', address: '10.0.0.5' },
      ]),
    }
    expect(addressesOf(world, 'expressRouteGateway', 'msee')).toEqual([
      '10.0.0.12 to 10.0.0.4',
      '10.0.0.12 to 10.0.0.5',
      '10.0.0.13 to 10.0.0.4',
      '10.0.0.13 to 10.0.0.5',
      '10.0.0.14 to 10.0.0.4',
      '10.0.0.14 to 10.0.0.5',
    ])
  })

  test('an address without a link belongs to both; without addresses there are two instances', () => {
    expect(
      new Set(addressesOf({ gateways: gateways([{ address: '10.0.0.4' }]) }, 'expressRouteGateway', 'msee')),
    ).toEqual(new Set(['10.0.0.12 to 10.0.0.4', '10.0.0.13 to 10.0.0.4', '10.0.0.14 to 10.0.0.4']))
    expect(addressesOf({}, 'expressRouteGateway', 'msee')).toEqual(['- to -', '- to -', '- to -', '- to -'])
  })
})

test('a site speaks with both links, from the first host address to the second (R3.20)', () => {
  const world = { circuits: [linksOf('er1', 3)], sites: [announcing('site', 65010, { er1: {} })] }
  expect(addressesOf(world, 'router', 'msee')).toEqual([
    '172.31.3.1 to 172.31.3.2',
    '172.31.3.5 to 172.31.3.6',
  ])
})

test('Global Reach is one session for each link, however often it is declared', () => {
  const twice = [...resources.filter(({ name }) => name !== 'er2'), circuit('er2', 'er1')]
  for (const declared of [resources, twice]) {
    const speakers = bgpTopology(networkOf(declared), eraOf())
    const between = speakers
      .filter(({ place }) => place.kind === 'msee')
      .flatMap(({ sessions }) => sessions.filter((end) => end.peer.speaker.place.kind === 'msee'))
    expect(between).toHaveLength(4)
  }
})

test('both ends of a session know each other, and keys are unique', () => {
  const world = { circuits: [linksOf('er1', 3)], sites: [announcing('site', 65010, { er1: {} })] }
  expect(sessionsOf(world).every(({ returns }) => returns)).toBe(true)
  const keys = bgpTopology(networkOf(resources, world), eraOf()).map(({ key }) => key)
  expect(new Set(keys).size).toBe(keys.length)
})
