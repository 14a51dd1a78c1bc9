// The IPv4 routes that a guest has before any daemon: its networks, what DHCP tells, what commands say (R6.13).
import { activeRoutes } from '../../control-plane/index.ts'
import type { Era } from '../../facts/index.ts'
import { devices, isDown, isMainTable, platformAddresses } from '../../forwarding/index.ts'
import type { GuestRoute, Vm } from '../../model/index.ts'
import {
  type Address,
  defaultPrefix,
  equalPrefixes,
  hostPrefix,
  type Ipv4,
  isIpv4,
  offsetAddress,
  type Prefix,
  parseAddress,
  prefixNamed,
} from '../../net/index.ts'
import type { GuestLinkRow } from './guest-answer.ts'
import { dhcpMetric, prefixOfSubnet } from './links.ts'
import { type LinkHop, longestRoute, nextHopResolver } from './next-hops.ts'

/** The network of an interface. */
export interface ConnectedRoute {
  readonly prefix: Prefix
  readonly dev: string
  readonly source: Address
  readonly metric: number
}

/** A route of the kernel that no daemon made. */
export interface FixedRoute {
  readonly prefix: Prefix
  readonly via: Address | undefined
  readonly dev: string | undefined
  readonly source: Address | undefined
  readonly metric: number
  readonly blackhole: boolean
  readonly protocol: 'dhcp' | 'boot'
}

/** Everything that is there before a daemon with BGP routes. */
export interface FixedRoutes {
  readonly connected: readonly ConnectedRoute[]
  readonly kernel: readonly FixedRoute[]
  /** Static routes of a daemon, in use or not. */
  readonly statics: readonly { readonly prefix: Prefix; readonly route: GuestRoute; readonly used: boolean }[]
  /** What a next hop is followed to; empty where nothing but a default route leads there. */
  readonly resolve: (address: Address) => readonly LinkHop[]
}

/** The address that Azure's virtual switch answers for: the first one of the subnet. */
export const gatewayOf = (prefix: Prefix): Address | undefined => offsetAddress(prefix.address, 1)

const connectedRoutes = (links: readonly GuestLinkRow[]): readonly ConnectedRoute[] =>
  links
    .filter(({ up }) => up)
    .flatMap(({ dev, addresses }) =>
      addresses
        .filter(({ secondary }) => !secondary)
        .flatMap(({ address: text, metric = 0 }): ConnectedRoute[] => {
          const prefix = prefixNamed(text)
          const source = parseAddress(text.split('/')[0] ?? '')
          if (prefix === undefined || source === undefined || !isIpv4(source)) return []
          return text.startsWith('127.') ? [] : [{ prefix, dev, source, metric }]
        }),
    )

/** What DHCP tells: the default route by the primary NIC alone, and from some year on a route to each gateway. */
const handedOut = (vm: Vm, { guestDhcp }: Era): readonly FixedRoute[] =>
  devices(vm).flatMap(({ dev, nic }, index) => {
    const source = nic.addresses.find((own): own is Ipv4 => isIpv4(own))
    const subnet = source === undefined ? undefined : prefixOfSubnet(nic, source)
    const via = subnet === undefined ? undefined : gatewayOf(subnet)
    if (source === undefined || via === undefined || isDown(vm.guest, dev)) return []
    const common = { dev, source, metric: dhcpMetric(index), blackhole: false, protocol: 'dhcp' as const }
    const toGateway: readonly FixedRoute[] =
      guestDhcp === 'everywhere' ? [{ ...common, prefix: hostPrefix(via), via: undefined }] : []
    if (index > 0) return toGateway
    // R6.13: DHCP tells a route for each of Azure's own addresses.
    const prefixes = [defaultPrefix(4), ...platformAddresses.map(hostPrefix)]
    return [...prefixes.map((prefix) => ({ ...common, prefix, via })), ...toGateway]
  })

const isThere = (vm: Vm, dev: string | undefined): boolean => dev === undefined || !isDown(vm.guest, dev)

/** All of a machine, from its interfaces. */
export const fixedRoutesOf = (vm: Vm, links: readonly GuestLinkRow[], era: Era): FixedRoutes => {
  const connected = connectedRoutes(links)
  const active = activeRoutes({ kind: 'vm', vm }).filter(({ route }) => isThere(vm, route.dev))
  const used = new Set(active.map(({ route }) => route))
  const written = (vm.guest?.routes ?? [])
    .filter(({ table }) => isMainTable(table))
    .flatMap((route) => {
      const prefix = prefixNamed(route.prefix)
      return prefix === undefined || !isIpv4(prefix.address) ? [] : [{ prefix, route }]
    })
  const onLink = (at: Address): string | undefined => longestRoute(connected, at)?.dev
  const told = handedOut(vm, era)
  // A description may name what DHCP tells anyway; only who wrote it says that it is a second one.
  const isTold = ({ prefix, route }: (typeof written)[number]): boolean =>
    route.protocol === undefined &&
    route.metric === undefined &&
    told.some(
      (each) =>
        equalPrefixes(each.prefix, prefix) &&
        each.via === (route.via === undefined ? undefined : parseAddress(route.via)) &&
        (route.dev === undefined || route.dev === each.dev),
    )
  const kernel = [
    ...told,
    ...written
      .filter((each) => each.route.protocol !== 'static' && isThere(vm, each.route.dev) && !isTold(each))
      .map(({ prefix, route }): FixedRoute => {
        const via = route.via === undefined ? undefined : parseAddress(route.via)
        return {
          prefix,
          via,
          dev: route.dev ?? (via === undefined ? undefined : onLink(via)),
          source: undefined,
          metric: route.metric ?? 0,
          blackhole: route.blackhole === true,
          protocol: 'boot',
        }
      }),
  ]
  const statics = written
    .filter(({ route }) => route.protocol === 'static')
    .map(({ prefix, route }) => ({ prefix, route, used: used.has(route) }))
  const resolve = nextHopResolver(connected, [
    ...kernel,
    ...statics
      .filter((each) => each.used)
      .map(({ prefix, route }) => ({
        prefix,
        via: route.via === undefined ? undefined : parseAddress(route.via),
        dev: route.dev,
        blackhole: route.blackhole === true,
      })),
  ])
  return { connected, kernel, statics, resolve }
}
