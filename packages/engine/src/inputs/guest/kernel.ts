// The network state of a Linux kernel while statements are read: interfaces, addresses, routes, rules, settings.
import type { Span } from '../../diagnostics/index.ts'
import type { GuestRoute, GuestRule, GuestTunnel } from '../../resources/index.ts'
import type { Netfilter } from './netfilter.ts'

/** An interface that was made. */
export interface Link {
  readonly dev: string
  /** As `ip link` calls it: vxlan, gre, ipip, vti, xfrm, wireguard, dummy, bridge, vlan… */
  readonly kind: string
  readonly at: Span
  up: boolean
  mtu?: number
  /** The bridge that it is a port of. */
  master?: string
  id?: number
  port?: number
  local?: string
  over?: string
  remotes: string[]
}

/** An address on an interface. */
export interface LinkAddress {
  readonly dev: string
  readonly address: string
  readonly at: Span
}

/** A setting of sysctl. */
export interface Setting {
  readonly value: string
  readonly at: Span
}

/** A route; the place is always known here. */
export type KernelRoute = GuestRoute & { readonly span: Span }

/** A rule of policy routing. */
export type KernelRule = GuestRule & { readonly span: Span }

/** The state as a whole. */
export interface Kernel {
  readonly links: Map<string, Link>
  /** Interfaces that are there anyway (eth0, lo) and were taken down or given an MTU. */
  readonly states: Map<string, { up?: boolean; mtu?: number; at: Span }>
  addresses: LinkAddress[]
  routes: KernelRoute[]
  rules: KernelRule[]
  readonly settings: Map<string, Setting>
  netfilter: Netfilter
  /** Tunnels that a daemon keeps: IPsec connections that bring their own interface. */
  tunnels: GuestTunnel[]
}

/** A kernel that has just started. */
export const newKernel = (): Kernel => ({
  links: new Map(),
  states: new Map(),
  addresses: [],
  routes: [],
  rules: [],
  settings: new Map(),
  netfilter: new Map(),
  tunnels: [],
})

/** Adds an address; one that is there already stays once. */
export const addAddress = (kernel: Kernel, address: LinkAddress): void => {
  const isThere = kernel.addresses.some(
    (each) => each.dev === address.dev && each.address === address.address,
  )
  if (!isThere) kernel.addresses.push(address)
}

const isSameDestination = (a: GuestRoute, b: GuestRoute): boolean =>
  a.prefix === b.prefix && (a.table ?? 'main') === (b.table ?? 'main')

/** Adds a route. The kernel refuses a second one to the same prefix with the same metric; `replaces` puts it in its place. */
export const addRoute = (kernel: Kernel, route: KernelRoute, replaces: boolean): void => {
  const rivals = kernel.routes.filter(
    (each) => isSameDestination(each, route) && (each.metric ?? 0) === (route.metric ?? 0),
  )
  if (rivals.length > 0 && !replaces) return
  kernel.routes = [...kernel.routes.filter((each) => !rivals.includes(each)), route]
}

/** Takes the first route away that has everything that is named. */
export const removeRoute = (
  kernel: Kernel,
  route: Partial<GuestRoute> & { readonly prefix: string },
): void => {
  const index = kernel.routes.findIndex(
    (each) =>
      isSameDestination(each, { ...route, prefix: route.prefix }) &&
      (route.via === undefined || each.via === route.via) &&
      (route.dev === undefined || each.dev === route.dev),
  )
  if (index >= 0) kernel.routes.splice(index, 1)
}

/** Takes an interface away, and what hangs on it. */
export const removeLink = (kernel: Kernel, dev: string): void => {
  kernel.links.delete(dev)
  kernel.addresses = kernel.addresses.filter((address) => address.dev !== dev)
  kernel.routes = kernel.routes.filter((route) => route.dev !== dev)
}

/** One name for each setting: slashes are dots, and two of them are the same. */
export const settingKey = (written: string): string => {
  const slash = written.indexOf('/')
  const dot = written.indexOf('.')
  // With a slash first, dots belong to the names of interfaces.
  const parts =
    slash >= 0 && (dot < 0 || slash < dot) ? written.split('/').filter(Boolean) : written.split('.')
  const key = parts.join('.')
  return key === 'net.ipv4.conf.all.forwarding' ? 'net.ipv4.ip_forward' : key
}
