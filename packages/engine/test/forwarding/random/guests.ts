// What appliances do inside: forwarding, filters, masquerade, routes of their own, and tunnels between them.
import type { GuestConfiguration, GuestFilter } from '../../../src/resources/guest-configuration.ts'
import { destinationNatOf } from './destination-nat.ts'
import { extendGuest, type Making, type PlainAppliance } from './making.ts'

const filtersOf = ({ dice, count }: Making): GuestConfiguration => {
  const stateful = dice.chance(0.5)
  const established = ['FORWARD', 'INPUT', 'OUTPUT'].flatMap((chain): GuestFilter[] =>
    chain === 'FORWARD' || chain === 'INPUT' || chain === 'OUTPUT'
      ? [{ chain, flow: 'established', action: 'accept' }]
      : [],
  )
  const rules = Array.from({ length: 1 + dice.roll(3) }, (): GuestFilter => {
    const protocol = dice.pick(['any', 'icmp', 'tcp', 'udp'] as const)
    return {
      chain: dice.pick(['FORWARD', 'FORWARD', 'INPUT', 'OUTPUT'] as const),
      protocol,
      ...(protocol === 'tcp' || protocol === 'udp' ? { ports: [dice.pick(['443', '22', '50-60'])] } : {}),
      ...(dice.chance(0.4) ? { source: `10.${dice.roll(count)}.0.0/16` } : {}),
      ...(dice.chance(0.4) ? { destination: `10.${dice.roll(count)}.0.0/16` } : {}),
      ...(dice.chance(0.1) ? { exceptDestination: `10.${dice.roll(count)}.0.0/24` } : {}),
      action: dice.pick(['accept', 'accept', 'drop'] as const),
    }
  })
  return {
    filters: [...(stateful ? established : []), ...rules],
    policies: dice.chance(0.3) ? { FORWARD: 'drop' } : {},
  }
}

/** What is said of the guest of an appliance with these devices and this first address; most often nothing. */
export const describeGuest = (
  making: Making,
  name: string,
  devices: readonly string[],
  address: string,
): void => {
  const { dice, count } = making
  const prefix = (): string => `10.${dice.roll(count)}.0.0/16`
  if (devices.length > 1)
    extendGuest(making, name, {
      ipForward: true,
      routes: [
        { prefix: prefix(), dev: dice.pick(devices), ...(dice.chance(0.1) ? { blackhole: true } : {}) },
      ],
    })
  if (dice.chance(0.15)) extendGuest(making, name, { ipForward: dice.chance(0.7) })
  if (dice.chance(0.2)) extendGuest(making, name, filtersOf(making))
  const publishes = dice.chance(0.35)
  if (publishes) extendGuest(making, name, { dnat: destinationNatOf(making, address) })
  if (dice.chance(publishes ? 0.4 : 0.15))
    extendGuest(making, name, {
      snat: [
        ...(dice.chance(0.3) ? [{ destination: prefix(), keep: true }] : []),
        { ...(dice.chance(0.5) ? { dev: 'eth0' } : { destination: '10.0.0.0/8' }) },
      ],
    })
  if (dice.chance(0.1)) extendGuest(making, name, { routes: [{ prefix: prefix(), blackhole: true }] })
  if (dice.chance(0.1))
    extendGuest(making, name, {
      routes: [{ prefix: prefix(), blackhole: true, table: '100' }],
      rules: [{ priority: 100 + dice.roll(3), source: prefix(), table: '100' }],
    })
  if (dice.chance(0.1))
    extendGuest(making, name, { rpFilter: dice.pick(['off', 'strict', 'loose'] as const) })
}

const tunnelled = (making: Making, number: number, a: PlainAppliance, b: PlainAppliance): void => {
  const { dice, addresses } = making
  const kind = dice.pick(['vxlan', 'vxlan', 'wireguard', 'ipsec', 'gre'] as const)
  const ends = [
    { own: a, far: b, inner: `169.254.${number}.1`, farInner: `169.254.${number}.2` },
    { own: b, far: a, inner: `169.254.${number}.2`, farInner: `169.254.${number}.1` },
  ]
  for (const { own, far, inner, farInner } of ends) {
    // An end that is forgotten, now and then.
    if (own === b && dice.chance(0.1)) continue
    extendGuest(making, own.name, {
      ipForward: true,
      routes: [
        { prefix: `10.${far.vnet}.0.0/16`, via: farInner },
        ...(dice.chance(0.8) ? [{ prefix: `${far.address}/32`, via: `10.${own.vnet}.1.1` }] : []),
      ],
      tunnels: [
        {
          kind,
          dev: `tun${number}`,
          local: own.address,
          remote: far.address,
          inner: `${inner}/24`,
          ...(kind === 'vxlan' ? { id: 7 + number } : {}),
        },
      ],
    })
    making.owners.set(inner, [own.name])
    addresses.push(inner)
  }
}

/** Tunnels between appliances of two VNets, now and then. */
export const addTunnels = (making: Making): void => {
  const { dice } = making
  const appliances = dice.shuffled(making.appliances)
  for (const [index, first] of appliances.slice(0, -1).entries()) {
    const second = appliances[index + 1]
    if (second === undefined || second.vnet === first.vnet || !dice.chance(0.3)) continue
    tunnelled(making, index, first, second)
  }
}
