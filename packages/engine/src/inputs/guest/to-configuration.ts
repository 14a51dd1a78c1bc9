// What a machine amounts to when everything was read: a guest configuration.

import type { GuestAddress, GuestConfiguration, GuestLink, GuestTunnel } from '../../resources/index.ts'
import { readIos } from './ios/read-ios.ts'
import type { Link } from './kernel.ts'
import { placedText } from './lines.ts'
import { frrGuest } from './load-frr.ts'
import { lookUp } from './look-up.ts'
import { forwardingKey, type Machine, notUsed } from './machine.ts'
import { rulesOf } from './netfilter-rules.ts'

const tunnelKinds: Readonly<Record<string, GuestTunnel['kind']>> = {
  vxlan: 'vxlan',
  gre: 'gre',
  gretap: 'gre',
  ipip: 'ipip',
  vti: 'ipsec',
  xfrm: 'ipsec',
  wireguard: 'wireguard',
}

/** The name under which packets enter a tunnel: a bridge with one tunnel among its ports stands for it. */
const entranceOf = (machine: Machine, link: Link): string => {
  const { links } = machine.kernel
  const bridge = link.master === undefined ? undefined : links.get(link.master)
  const others = [...links.values()].filter(
    (each) => each.master === link.master && lookUp(tunnelKinds, each.kind) !== undefined,
  )
  return bridge?.kind === 'bridge' && others.length === 1 ? bridge.dev : link.dev
}

const tunnelOf = (machine: Machine, link: Link): GuestTunnel | undefined => {
  const kind = lookUp(tunnelKinds, link.kind)
  const [remote, another] = link.remotes
  if (kind === undefined) return undefined
  if (remote === undefined || another !== undefined) {
    // An interface for packets of a daemon, or one with many far ends.
    notUsed(machine, link.kind, remote === undefined ? 'value' : 'notModelled', link.at)
    return undefined
  }
  const dev = entranceOf(machine, link)
  const inner = machine.kernel.addresses.find((address) => address.dev === dev || address.dev === link.dev)
  // Without an address of its own a tunnel takes that of the interface below it.
  const local = link.local ?? link.over
  const isUsualPort = kind === 'vxlan' && link.port === 4789
  return {
    kind,
    dev,
    ...(link.id === undefined ? {} : { id: link.id }),
    ...(link.port === undefined || isUsualPort ? {} : { port: link.port }),
    ...(local === undefined ? {} : { local }),
    remote,
    ...(inner === undefined ? {} : { inner: inner.address }),
    ...(link.mtu === undefined ? {} : { mtu: link.mtu }),
    span: link.at,
  }
}

/** Names by which forwarding knows that nothing is reached through an interface. */
const isLoopbackName = (dev: string): boolean => /^(?:lo|loopback|dummy)\d*$/i.test(dev)

const addressesOf = (machine: Machine, tunnels: readonly GuestTunnel[]): readonly GuestAddress[] =>
  machine.kernel.addresses
    .filter(
      ({ dev, address }) =>
        !tunnels.some(
          (tunnel) => tunnel.inner === address && (tunnel.dev === dev || isPort(machine, dev, tunnel.dev)),
        ),
    )
    .map(({ dev, address }) => {
      const isDummy = machine.kernel.links.get(dev)?.kind === 'dummy' && !isLoopbackName(dev)
      return { dev: isDummy ? 'lo' : dev, address }
    })

const isPort = (machine: Machine, dev: string, bridge: string): boolean =>
  machine.kernel.links.get(dev)?.master === bridge

const linksOf = (machine: Machine): readonly GuestLink[] => [
  ...[...machine.kernel.links.values()]
    .filter((link) => !link.up && lookUp(tunnelKinds, link.kind) !== undefined)
    .map(({ dev }) => ({ dev, up: false })),
  ...[...machine.kernel.states].flatMap(([dev, { up, mtu }]) =>
    up !== false && mtu === undefined
      ? []
      : [{ dev, ...(up === false ? { up } : {}), ...(mtu === undefined ? {} : { mtu }) }],
  ),
]

const modes = ['off', 'strict', 'loose'] as const

/** The kernel takes the larger of what it says for all interfaces and for one. */
const rpFilterOf = (machine: Machine): GuestConfiguration['rpFilter'] => {
  const settingOf = (name: string): number | undefined => {
    const value = machine.kernel.settings.get(`net.ipv4.conf.${name}.rp_filter`)?.value
    return value === undefined ? undefined : Number(value)
  }
  const values = [settingOf('all'), settingOf('eth0') ?? settingOf('default')].flatMap((value) => value ?? [])
  return values.length === 0 ? undefined : modes[Math.max(...values)]
}

/** Names of routing tables and the numbers that stand for them. */
const tableNames = (machine: Machine): ReadonlyMap<string, string> =>
  new Map(
    (machine.disk.get('/etc/iproute2/rt_tables')?.lines ?? []).flatMap(({ text }): [string, string][] => {
      const [, number, name] = /^\s*(\d+)\s+([\w-]+)/.exec(text) ?? []
      return number === undefined || name === undefined ? [] : [[name, number]]
    }),
  )

/** The configuration; `trustsDaemons`: as for FRR's daemons. Parts that nothing was said of are absent. */
export const configurationOf = (machine: Machine, trustsDaemons: boolean): GuestConfiguration => {
  const { kernel } = machine
  const names = tableNames(machine)
  const inTable = <T extends { readonly table?: string }>(entry: T): T => {
    const number = entry.table === undefined ? undefined : names.get(entry.table)
    return number === undefined ? entry : { ...entry, table: number }
  }
  const forwards = kernel.settings.get(forwardingKey)?.value
  const rpFilter = rpFilterOf(machine)
  const tunnels = [
    ...[...kernel.links.values()].flatMap((link) => tunnelOf(machine, link) ?? []),
    ...kernel.tunnels,
  ]
  const own: GuestConfiguration = {
    ...(forwards === undefined ? {} : { ipForward: forwards === '1' }),
    links: linksOf(machine),
    addresses: addressesOf(machine, tunnels),
    routes: kernel.routes.map((route) => ({ ...inTable(route), protocol: 'kernel' as const })),
    rules: kernel.rules.map(inTable),
    tunnels,
    ...rulesOf(machine),
    ...(rpFilter === undefined ? {} : { rpFilter }),
  }
  // What turned the kernel's forwarding on or off last is in its settings already.
  const { ipForward: _ipForward, ...frr } = frrGuest(machine, trustsDaemons)
  return [frr, ...machine.ios.map((lines) => iosGuest(machine, lines))].reduce(
    (joined, part) => joinGuests(joined, part),
    own,
  )
}

const iosGuest = (machine: Machine, lines: Machine['ios'][number]): GuestConfiguration => {
  const { source, place } = placedText(lines)
  const reading = readIos(source)
  for (const finding of reading.findings)
    machine.findings.push(finding.span === undefined ? finding : { ...finding, span: place(finding.span) })
  return reading.guest
}

/** Two configurations of one machine at the same time: lists are put one behind the other. */
const joinGuests = (first: GuestConfiguration, second: GuestConfiguration): GuestConfiguration => {
  const joined: GuestConfiguration = {
    ...first,
    ...second,
    links: [...(first.links ?? []), ...(second.links ?? [])],
    addresses: [...(first.addresses ?? []), ...(second.addresses ?? [])],
    routes: [...(first.routes ?? []), ...(second.routes ?? [])],
    rules: [...(first.rules ?? []), ...(second.rules ?? [])],
    tunnels: [...(first.tunnels ?? []), ...(second.tunnels ?? [])],
    filters: [...(first.filters ?? []), ...(second.filters ?? [])],
    snat: [...(first.snat ?? []), ...(second.snat ?? [])],
    dnat: [...(first.dnat ?? []), ...(second.dnat ?? [])],
  }
  return withoutEmpty(joined)
}

/** A copy without lists that hold nothing: nothing was said. */
const withoutEmpty = (guest: GuestConfiguration): GuestConfiguration =>
  Object.fromEntries(
    Object.entries(guest).filter(([, value]) => !(Array.isArray(value) && value.length === 0)),
  )
