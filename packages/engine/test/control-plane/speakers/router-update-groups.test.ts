// R7.2: what a router with `as-override` tells back to the neighbours that told it.
import { expect, test } from 'vitest'
import type { BgpConfiguration, BgpNeighbor } from '../../../src/resources/index.ts'
import { routeServer } from '../../model/azure-vpn.ts'
import { appliance, neighbor } from '../appliances.ts'
import { vnet } from '../azure.ts'
import { printed } from '../printed.ts'

const instances = ['10.0.0.8', '10.0.0.9']

/** What the appliance sends to each instance of the Route Server, which told it of its own VNet only. */
const sentBack = (neighbors: readonly BgpNeighbor[], daemon?: BgpConfiguration['daemon']) => {
  const { resources, guests } = appliance('nva', 'hub/default', '10.0.0.20', {
    asn: 65001,
    neighbors,
    ...(daemon === undefined ? {} : { daemon }),
  })
  const { sent } = printed(
    [
      vnet('hub', ['10.0.0.0/16'], { subnets: { default: {}, RouteServerSubnet: {} } }),
      routeServer('hub', { instances, peers: { nva: ['10.0.0.20', 65001] } }),
      ...resources,
    ],
    { guests },
  )
  return instances.map((_, index) => sent('router:nva', `rs-hub#${index}`))
}

const echo = ['10.0.0.0/16: 65001 65001']
const both = (more: Partial<BgpNeighbor> = {}, last: Partial<BgpNeighbor> = {}) =>
  instances.map((address, index) => neighbor(address, 65515, { ...more, ...(index === 1 ? last : {}) }))

test('neighbours with the same policy hear the same, the one that told the best path too', () => {
  expect(sentBack(both({ asOverride: true }))).toEqual([echo, echo])
  expect(sentBack(both({ asOverride: true }), 'ios')).toEqual([echo, echo])
})

test('a neighbour with a policy of its own hears nothing of what it told', () => {
  expect(sentBack(both({ asOverride: true }, { nextHopSelf: true }))).toEqual([[], echo])
})

test('nor does the only one of its group that is up', () => {
  expect(sentBack(both({ asOverride: true }, { up: false }))).toEqual([[], []])
})

test('BIRD tells nobody back, and without the override there is nothing to gain', () => {
  expect(sentBack(both({ asOverride: true }), 'bird')).toEqual([[], echo])
  expect(sentBack(both())[0]).toEqual([])
})
