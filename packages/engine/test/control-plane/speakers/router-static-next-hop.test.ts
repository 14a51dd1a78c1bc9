// R7.1: the next hop of a prefix that a router originates from a static route.
import { expect, test } from 'vitest'
import { formatAddress } from '../../../src/net/index.ts'
import type { BgpConfiguration } from '../../../src/resources/index.ts'
import { appliance } from '../appliances.ts'
import { vnet } from '../azure.ts'
import { printed } from '../printed.ts'

const nextHopsOf = (daemon: BgpConfiguration['daemon']) => {
  const { resources, guests } = appliance(
    'nva',
    'hub/default',
    '10.0.0.20',
    { asn: 65001, networks: ['10.8.0.0/16', '10.9.0.0/16'], neighbors: [], ...(daemon && { daemon }) },
    { routes: [{ prefix: '10.8.0.0/16', via: '10.0.0.1' }] },
  )
  const { plane } = printed([vnet('hub', ['10.0.0.0/16']), ...resources], { guests })
  return plane.speakers.flatMap(({ originated }) =>
    originated.map(({ nextHop }) => (nextHop === undefined ? '-' : formatAddress(nextHop))),
  )
}

test('IOS lists that of the static route, where there is one', () => {
  expect(nextHopsOf('ios')).toEqual(['10.0.0.1', '-'])
})

test('FRR and BIRD list themselves', () => {
  expect(nextHopsOf('frr')).toEqual(['-', '-'])
  expect(nextHopsOf('bird')).toEqual(['-', '-'])
})
