// Networks by chance, the same for the same seed: VNets, peerings, route tables, appliances, circuits and a site.
import type { GuestConfiguration, Site, StateFact, World } from '../../src/resources/index.ts'
import {
  type ArmResource,
  circuit,
  connection,
  gateway,
  loadBalancer,
  nic,
  type PeeringFlags,
  peeringSide,
  privateEndpoint,
  type Route,
  type RuleSettings,
  routeTable,
  securityGroup,
  vm,
  vmOn,
  vnet,
} from './azure.ts'

/** A network with the names and addresses about which it can be asked. */
export interface RandomNetwork {
  readonly resources: readonly ArmResource[]
  readonly world: Partial<World>
  /** Machines and site hosts. */
  readonly senders: readonly string[]
  /** Addresses: of machines, of fixtures, and of nobody. */
  readonly addresses: readonly string[]
  /** Who may stand at the end of a way that delivers, by address. */
  readonly owners: ReadonlyMap<string, readonly string[]>
}

interface Dice {
  /** An integer from 0 to `below` − 1. */
  readonly roll: (below: number) => number
  readonly chance: (probability: number) => boolean
  readonly pick: <T>(items: readonly T[]) => T
}

/** Mulberry32: small, and good enough to choose networks. */
const diceOf = (seed: number): Dice => {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const roll = (below: number): number => Math.floor(next() * below)
  return {
    roll,
    chance: (probability) => next() < probability,
    pick: (items) => {
      const item = items[roll(items.length)]
      if (item === undefined) throw new Error('Nothing to pick from')
      return item
    },
  }
}

interface Making {
  readonly dice: Dice
  readonly resources: ArmResource[]
  readonly guests: Record<string, GuestConfiguration>
  readonly state: StateFact[]
  readonly senders: string[]
  readonly addresses: string[]
  readonly owners: Map<string, readonly string[]>
  readonly nextHops: string[]
}

const own = (making: Making, address: string, ...names: readonly string[]): void => {
  making.addresses.push(address)
  making.owners.set(address, names)
}

const flagsOf = ({ dice }: Making): PeeringFlags => ({
  ...(dice.chance(0.15) ? { allowVirtualNetworkAccess: false } : {}),
  ...(dice.chance(0.6) ? { allowForwardedTraffic: true } : {}),
})

const addAppliance = (making: Making, number: number): void => {
  const { dice, resources, guests, state } = making
  const name = `nva${number}`
  const address = `10.${number}.1.4`
  const forwards = dice.chance(0.85)
  const withBalancer = dice.chance(0.3)
  const settings = { forwards, ...(withBalancer ? { pool: `lb${number}/pool` } : {}) }
  if (dice.chance(0.25)) {
    resources.push(nic(`${name}-a`, `v${number}/nva`, address, settings))
    resources.push(nic(`${name}-b`, `v${number}/main`, `10.${number}.0.9`, { forwards }))
    resources.push(vmOn(name, [`${name}-a`, `${name}-b`]))
    own(making, `10.${number}.0.9`, name)
    const to = `10.${dice.roll(6)}.0.0/16`
    guests[name] = { ipForward: true, routes: [{ prefix: to, dev: 'eth1', blackhole: dice.chance(0.1) }] }
  } else {
    resources.push(...vm(name, `v${number}/nva`, address, settings))
    if (dice.chance(0.3)) guests[name] = { ipForward: dice.chance(0.7) }
    else if (dice.chance(0.1))
      guests[name] = { filters: [{ chain: 'FORWARD', protocol: 'icmp', action: 'drop' }] }
  }
  own(making, address, name)
  making.senders.push(name)
  making.nextHops.push(address)
  if (dice.chance(0.1)) state.push({ vm: name, up: false })
  if (!withBalancer) return
  const second = `nva${number}-2`
  const frontend = `10.${number}.1.100`
  resources.push(loadBalancer(`lb${number}`, `v${number}/nva`, frontend))
  resources.push(
    ...vm(second, `v${number}/nva`, `10.${number}.1.5`, { forwards: true, pool: `lb${number}/pool` }),
  )
  own(making, `10.${number}.1.5`, second)
  own(making, frontend, name, second)
  making.senders.push(second)
  making.nextHops.push(frontend)
}

/** Now and then a security group with a few rules. */
const securityGroupFor = (
  { dice, resources }: Making,
  name: string,
): { readonly networkSecurityGroup?: string } => {
  if (dice.chance(0.75)) return {}
  const rules = Array.from({ length: dice.roll(4) }, (_, index): readonly [number, RuleSettings] => [
    100 + index,
    {
      direction: dice.pick(['Inbound', 'Outbound']),
      access: dice.pick(['Allow', 'Deny']),
      protocol: dice.pick(['*', 'Icmp', 'Tcp']),
      source: dice.pick(['*', 'VirtualNetwork', 'Internet', '10.0.0.0/8', `10.${dice.roll(6)}.0.0/16`]),
      destination: dice.pick(['*', 'VirtualNetwork', 'Internet', `10.${dice.roll(6)}.0.0/16`]),
    },
  ])
  resources.push(securityGroup(`nsg-${name}`, Object.fromEntries(rules)))
  return { networkSecurityGroup: `nsg-${name}` }
}

const addVnet = (making: Making, number: number): void => {
  const { dice, resources } = making
  const tabled = (prefix: string, table: string, probability: number) =>
    dice.chance(probability) ? { prefix, routeTable: `${table}${number}` } : { prefix }
  resources.push(
    vnet(
      `v${number}`,
      dice.chance(0.2) ? [`10.${number}.0.0/16`, `172.20.${number}.0/24`] : `10.${number}.0.0/16`,
      {
        main: {
          ...tabled(`10.${number}.0.0/24`, 'main', 0.7),
          defaultOutboundAccess: dice.chance(0.5),
          ...securityGroupFor(making, `main${number}`),
        },
        nva: { ...tabled(`10.${number}.1.0/24`, 'nva', 0.3), ...securityGroupFor(making, `nva${number}`) },
        GatewaySubnet: tabled(`10.${number}.255.0/27`, 'gateway', 0.3),
      },
      dice.pick(['japaneast', 'japanwest']),
    ),
  )
  resources.push(
    ...vm(`vm${number}`, `v${number}/main`, `10.${number}.0.4`, { publicAddress: dice.chance(0.2) }),
  )
  own(making, `10.${number}.0.4`, `vm${number}`)
  making.senders.push(`vm${number}`)
  if (dice.chance(0.7)) addAppliance(making, number)
  if (dice.chance(0.2)) {
    resources.push(privateEndpoint(`pe${number}`, `v${number}/main`, `10.${number}.0.20`))
    own(making, `10.${number}.0.20`, `pe${number}`)
  }
}

const addRoutes = (making: Making, count: number): void => {
  const { dice, resources, nextHops } = making
  const prefixes = [
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
    for (const table of ['main', 'nva', 'gateway']) {
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
        const hop = dice.chance(0.1) ? '10.99.0.4' : dice.pick(['10.0.1.77', ...nextHops, ...nextHops])
        return type === 'VirtualAppliance' ? [prefix, type, hop] : [prefix, type]
      })
      resources.push(routeTable(`${table}${number}`, routes, dice.chance(0.15)))
    }
  }
}

const subnetPeering: PeeringFlags = {
  peerCompleteVnets: false,
  localSubnetNames: ['main'],
  remoteSubnetNames: ['main', 'nva'],
}

const addPeerings = (making: Making, count: number, hubs: ReadonlySet<number>): void => {
  const { dice, resources } = making
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
        if (!hubs.has(hub) || hubs.has(spoke) || borrowing.has(spoke) || dice.chance(0.3)) continue
        borrowing.add(spoke)
        sides[side] = { ...sides[side], useRemoteGateways: true }
        sides[1 - side] = { ...sides[1 - side], allowGatewayTransit: true }
      }
      resources.push(peeringSide(`v${a}`, `v${b}`, sides[0]))
      if (dice.chance(0.95)) resources.push(peeringSide(`v${b}`, `v${a}`, sides[1]))
    }
  }
}

const siteOf = ({ dice }: Making, circuits: readonly string[]): Site => {
  const advertised = [
    '192.168.0.0/16',
    ...(dice.chance(0.2) ? ['0.0.0.0/0'] : []),
    ...(dice.chance(0.2) ? ['10.0.0.0/8'] : []),
  ]
  const common = {
    name: 'site',
    asn: 65050,
    prefixes: ['192.168.0.0/16'],
    hosts: [{ name: 'pc', ip: '192.168.0.10' }],
  }
  const links = circuits.map((name) => ({
    circuit: name,
    advertises: advertised.map((prefix) => ({ prefix, asPath: dice.chance(0.2) ? [65050, 65050] : [65050] })),
  }))
  if (dice.chance(0.6)) return { ...common, links }
  // A router of its own, which also carries routes from one circuit to the other.
  const neighbors = circuits.flatMap((_, index) =>
    [2, 6].map((host) => ({ address: `172.31.${index}.${host}`, asn: 12076 })),
  )
  return {
    ...common,
    links: circuits.map((name) => ({ circuit: name })),
    guest: {
      addresses: [{ dev: 'lo', address: '192.168.255.1/32' }],
      bgp: { asn: 65050, networks: ['192.168.0.0/16'], neighbors },
    },
  }
}

const addExpressRoute = (making: Making, hubs: ReadonlySet<number>): readonly Site[] => {
  const { dice, resources, state } = making
  const circuits = ['er0', ...(dice.chance(0.5) ? ['er1'] : [])]
  for (const [index, name] of circuits.entries()) {
    resources.push(circuit(name, `172.31.${index}.0/30`, `172.31.${index}.4/30`))
    if (dice.chance(0.15)) state.push({ circuitLink: { circuit: name, role: 'primary' }, up: false })
  }
  for (const hub of hubs) {
    resources.push(gateway(`v${hub}`, dice.chance(0.3) ? {} : { allowRemoteVnetTraffic: dice.chance(0.7) }))
    for (const name of circuits) {
      if (dice.chance(0.25)) continue
      const settings = { routingWeight: dice.pick([0, 0, 10]), expressRouteGatewayBypass: dice.chance(0.2) }
      resources.push(connection(`v${hub}`, name, settings))
    }
  }
  if (dice.chance(0.2)) return []
  own(making, '192.168.0.10', 'site')
  own(making, '192.168.8.8', 'site')
  making.senders.push('pc')
  return [siteOf(making, circuits)]
}

/** The network of a seed. */
export const randomNetwork = (seed: number): RandomNetwork => {
  const dice = diceOf(seed)
  const making: Making = {
    dice,
    resources: [],
    guests: {},
    state: [],
    senders: [],
    addresses: [],
    owners: new Map(),
    nextHops: [],
  }
  const count = 2 + dice.roll(5)
  const hubs = new Set(Array.from({ length: dice.roll(4) }, () => dice.roll(count)))
  for (let number = 0; number < count; number += 1) addVnet(making, number)
  addRoutes(making, count)
  addPeerings(making, count, hubs)
  const sites = hubs.size === 0 ? [] : addExpressRoute(making, hubs)
  making.addresses.push('8.8.8.8', '10.0.0.200', '10.77.0.4', '172.20.0.9')
  return {
    resources: making.resources,
    world: { era: dice.pick([2019, 2022, 2024, 2026]), guests: making.guests, state: making.state, sites },
    senders: making.senders,
    addresses: making.addresses,
    owners: making.owners,
  }
}
