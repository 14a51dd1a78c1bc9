// Following next hops to the link: recursion, circles, and cost.
import { expect, test } from 'vitest'
import { address, formatAddress, prefix } from '../../../src/net/index.ts'
import { type FollowedRoute, nextHopResolver } from '../../../src/queries/guest-tables/next-hops.ts'

const connected = [{ prefix: prefix('10.0.0.0/24'), dev: 'eth0' }]

const route = (text: string, via?: string, dev?: string): FollowedRoute => ({
  prefix: prefix(text),
  via: via === undefined ? undefined : address(via),
  dev,
  blackhole: false,
})

const followed = (routes: readonly FollowedRoute[], to: string): readonly string[] =>
  nextHopResolver(
    connected,
    routes,
  )(address(to)).map(
    ({ via, dev, onlink }) =>
      `${via === undefined ? '' : formatAddress(via)} ${dev}${onlink ? ' onlink' : ''}`,
  )

test('what is on the link is there already', () => {
  expect(followed([], '10.0.0.9')).toEqual(['10.0.0.9 eth0'])
})

test('routes are followed by the longest prefix, a host route before the network that holds it', () => {
  const routes = [route('10.1.0.0/16', '10.0.0.9'), route('10.1.1.0/24', '10.0.0.8')]
  expect(followed(routes, '10.1.1.1')).toEqual(['10.0.0.8 eth0'])
  expect(followed([route('10.0.0.1/32', undefined, 'eth0')], '10.0.0.1')).toEqual(['10.0.0.1 eth0 onlink'])
})

test('a default route finds no next hop, a discarding one neither', () => {
  expect(followed([route('0.0.0.0/0', '10.0.0.1')], '10.9.0.1')).toEqual([])
  expect(followed([{ ...route('10.9.0.0/16'), blackhole: true }], '10.9.0.1')).toEqual([])
})

test('a circle leads nowhere', () => {
  const routes = [route('10.1.0.0/16', '10.2.0.1'), route('10.2.0.0/16', '10.1.0.1')]
  expect(followed(routes, '10.1.0.9')).toEqual([])
  expect(followed([route('10.1.0.0/16', '10.1.0.1'), route('10.1.0.0/16', '10.1.0.2')], '10.1.0.9')).toEqual(
    [],
  )
})

test('equal routes that lead by equal routes, many levels deep, are followed once each', () => {
  const levels = 40
  const routes = Array.from({ length: levels }, (_, level) =>
    Array.from({ length: 8 }, (__, index) =>
      route(`10.${level + 1}.0.0/16`, level === 0 ? `10.0.0.${index + 1}` : `10.${level}.0.${index + 1}`),
    ),
  ).flat()
  expect(followed(routes, `10.${levels}.0.1`)).toHaveLength(8)
})
