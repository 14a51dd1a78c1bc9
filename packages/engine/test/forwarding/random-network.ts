// Networks by chance, the same for the same seed: two to six VNets with whatever the themes in random/ add to them.
import type { World } from '../../src/resources/index.ts'
import type { ArmResource } from './azure.ts'
import { diceOf } from './random/dice.ts'
import { addExpressRoute } from './random/expressroute.ts'
import { addFirewalls } from './random/firewalls.ts'
import { addTunnels } from './random/guests.ts'
import type { Making } from './random/making.ts'
import { addRouteServers } from './random/route-servers.ts'
import { addPeerings, addRoutes } from './random/routes.ts'
import { addSecurityAdminRules } from './random/security.ts'
import { addVirtualHub } from './random/virtual-hub.ts'
import { addVnet } from './random/vnets.ts'
import { addVpn, askForInstances } from './random/vpn.ts'

/** A network with the names and addresses about which it can be asked. */
export interface RandomNetwork {
  readonly resources: readonly ArmResource[]
  readonly world: Partial<World>
  /** Machines and site hosts. */
  readonly senders: readonly string[]
  /** Those that have an IPv6 address. */
  readonly withIpv6: ReadonlySet<string>
  /** What else has a name by which it can be called. */
  readonly names: readonly string[]
  readonly ipv6Names: ReadonlySet<string>
  /** Addresses: of machines, of fixtures, and of nobody. */
  readonly addresses: readonly string[]
  /** Who may stand at the end of a way that delivers, by address, or by the name of a public one that no input states. */
  readonly owners: ReadonlyMap<string, readonly string[]>
  /** The public address that stands for a private one of a machine; `''` where no input states it. */
  readonly publicOf: ReadonlyMap<string, string>
  /** For which protocol the outbound rule of a load balancer is, in lower case, by its name. */
  readonly outboundRules: ReadonlyMap<string, string>
}

/** What is decided first, because themes look at each other: who has a gateway, a firewall, a Route Server, a hub. */
const begin = (seed: number): Making => {
  const dice = diceOf(seed)
  const count = 2 + dice.roll(5)
  const some = (atMost: number): readonly number[] =>
    Array.from({ length: dice.roll(atMost + 1) }, () => dice.roll(count))
  const gateways = new Map(some(3).map((number) => [number, 'expressRoute'] as const))
  const all = new Map<number, 'expressRoute' | 'vpn'>(gateways)
  if (dice.chance(0.4))
    for (const number of [...some(2), ...some(2)]) if (!all.has(number)) all.set(number, 'vpn')
  const rest = Array.from({ length: count }, (_, number) => number).filter((number) => !all.has(number))
  return {
    dice,
    count,
    resources: [],
    guests: new Map(),
    sites: [],
    devices: [],
    state: [],
    senders: [],
    addresses: [],
    owners: new Map(),
    nextHops: [],
    appliances: [],
    gateways: all,
    dualStack: new Set(dice.chance(0.4) ? some(3) : []),
    publicOf: new Map(),
    withIpv6: new Set(),
    outboundRules: new Map(),
    names: [],
    ipv6Names: new Set(),
    circuits: [],
    inHub: new Set(dice.chance(0.25) ? rest.filter(() => dice.chance(0.7)) : []),
    firewalls: new Set(dice.chance(0.5) ? some(2) : []),
    routeServers: new Set(dice.chance(0.35) ? some(2) : []),
  }
}

/** The network of a seed. */
export const randomNetwork = (seed: number): RandomNetwork => {
  const making = begin(seed)
  const { dice, count } = making
  for (let number = 0; number < count; number += 1) addVnet(making, number)
  addFirewalls(making)
  askForInstances(making)
  addRoutes(making)
  addPeerings(making)
  addExpressRoute(making)
  addVpn(making)
  addRouteServers(making)
  addVirtualHub(making)
  addTunnels(making)
  if (dice.chance(0.2)) addSecurityAdminRules(making)
  // The last one is in the tag Storage.JapanEast.
  making.addresses.push('8.8.8.8', '10.0.0.200', '10.77.0.4', '172.20.0.9', '20.33.152.9')
  if (making.dualStack.size > 0) making.addresses.push('2001:4860:4860::8888', 'fd00:100::77')
  const { guests, state, sites, devices } = making
  return {
    resources: making.resources,
    world: {
      era: dice.pick([2019, 2022, 2024, 2026]),
      guests: Object.fromEntries(guests),
      state,
      sites,
      devices,
    },
    senders: making.senders,
    withIpv6: making.withIpv6,
    names: making.names,
    ipv6Names: making.ipv6Names,
    addresses: [...new Set(making.addresses)],
    owners: making.owners,
    publicOf: making.publicOf,
    outboundRules: making.outboundRules,
  }
}
