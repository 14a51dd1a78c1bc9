// User routes and peerings.
import { type PeeringFlags, peeringSide, type Route, routeTable } from '../azure.ts'
import type { Making } from './making.ts'

/** Route tables for all subnets that have one. */
export const addRoutes = (making: Making): void => {
  const { dice, count, resources, nextHops, dualStack, firewalls } = making
  const isIpv6 = (text: string): boolean => text.includes(':')
  const prefixes = [
    ...(dualStack.size > 0
      ? ['::/0', 'fd00::/16', ...[...dualStack].map((number) => `fd00:10${number}::/64`)]
      : []),
    '0.0.0.0/0',
    '0.0.0.0/0',
    '10.0.0.0/8',
    '192.168.0.0/16',
    '192.168.8.0/24',
    ...Array.from({ length: count }, (_, number) => [
      `10.${number}.0.0/16`,
      `10.${number}.0.0/24`,
      `10.${number}.1.4/32`,
    ]).flat(),
  ]
  for (let number = 0; number < count; number += 1) {
    for (const table of ['main', 'nva', 'gateway', 'firewall']) {
      const chosen = new Set(Array.from({ length: dice.roll(5) }, () => dice.pick(prefixes)))
      const routes = [...chosen].map((prefix): Route => {
        const type = dice.pick([
          'VirtualAppliance',
          'VirtualAppliance',
          'VirtualAppliance',
          'VnetLocal',
          'Internet',
          'None',
          'VirtualNetworkGateway',
        ])
        const known = nextHops.filter((hop) => isIpv6(hop) === isIpv6(prefix))
        const nobodys = isIpv6(prefix) ? 'fd00:100:0:1::77' : '10.0.1.77'
        const own = firewalls.has(number) ? `10.${number}.2.4` : undefined
        if (own !== undefined && !isIpv6(prefix) && dice.chance(0.5)) return [prefix, 'VirtualAppliance', own]
        const hop =
          dice.chance(0.1) && !isIpv6(prefix) ? '10.99.0.4' : dice.pick([nobodys, ...known, ...known])
        return type === 'VirtualAppliance' ? [prefix, type, hop] : [prefix, type]
      })
      resources.push(routeTable(`${table}${number}`, routes, dice.chance(0.15)))
    }
  }
}

const flagsOf = ({ dice }: Making): PeeringFlags => ({
  ...(dice.chance(0.15) ? { allowVirtualNetworkAccess: false } : {}),
  ...(dice.chance(0.6) ? { allowForwardedTraffic: true } : {}),
})

const subnetPeering: PeeringFlags = {
  peerCompleteVnets: false,
  localSubnetNames: ['main'],
  remoteSubnetNames: ['main', 'nva'],
}

/** Peerings between most VNets; those without a gateway of their own may borrow one. */
export const addPeerings = (making: Making): void => {
  const { dice, count, resources, gateways, inHub } = making
  const borrowing = new Set<number>()
  for (let a = 0; a < count; a += 1) {
    for (let b = a + 1; b < count; b += 1) {
      if (dice.chance(0.4)) continue
      const kind = dice.chance(0.1) ? subnetPeering : {}
      const sides: [PeeringFlags, PeeringFlags] = [
        { ...flagsOf(making), ...kind },
        { ...flagsOf(making), ...kind },
      ]
      for (const [hub, spoke, side] of [
        [a, b, 1],
        [b, a, 0],
      ] as const) {
        const cannot = !gateways.has(hub) || gateways.has(spoke) || borrowing.has(spoke) || inHub.has(spoke)
        if (cannot || dice.chance(0.3)) continue
        borrowing.add(spoke)
        sides[side] = { ...sides[side], useRemoteGateways: true }
        sides[1 - side] = { ...sides[1 - side], allowGatewayTransit: true }
      }
      resources.push(peeringSide(`v${a}`, `v${b}`, sides[0]))
      if (dice.chance(0.95)) resources.push(peeringSide(`v${b}`, `v${a}`, sides[1]))
    }
  }
}
