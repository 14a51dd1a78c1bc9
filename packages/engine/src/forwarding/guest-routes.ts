// The routes of a guest's kernel by table, and the rules that say which table is asked (R6.12).
import { activeRoutes } from '../control-plane/index.ts'
import type { Vm } from '../model/index.ts'
import {
  type Address,
  containsAddress,
  isDefault,
  type Prefix,
  parseAddress,
  prefixNamed,
} from '../net/index.ts'
import { attachedNetworks, devices, isDown } from './guest-interfaces.ts'

/** A route of the kernel; without a device it is by the primary NIC. */
export interface KernelRoute {
  readonly prefix: Prefix
  readonly text: string
  readonly dev: string | undefined
  readonly blackhole: boolean
  readonly metric: number
}

/** A route that leads by other routes is followed so far. */
const deepestRecursion = 16

/** The interface on whose network a gateway address lies. */
const devOf = (vm: Vm, via: string | undefined, depth = 0): string | undefined => {
  const address = via === undefined ? undefined : parseAddress(via)
  if (address === undefined) return undefined
  const nic = devices(vm).find((device) =>
    device.nic.subnet.prefixes.some((prefix) => containsAddress(prefix, address)),
  )
  if (nic !== undefined) return nic.dev
  const attached = attachedNetworks(vm.guest).find(({ prefix }) => containsAddress(prefix, address))?.dev
  if (attached !== undefined || depth >= deepestRecursion) return attached
  // A daemon's static route may lead by another one, or by one of the kernel's (R7.11; FRR 8.4, tried).
  const below = activeRoutes({ kind: 'vm', vm })
    .filter(({ prefix }) => !isDefault(prefix) && containsAddress(prefix, address))
    .toSorted((a, b) => b.prefix.length - a.prefix.length)[0]?.route
  return below === undefined ? undefined : (below.dev ?? devOf(vm, below.via, depth + 1))
}

/** A loopback holds addresses, and nothing is reached through it. */
const isLoopback = (dev: string): boolean => /^(?:lo|loopback|dummy)\d*$/i.test(dev)

const mainTables: ReadonlySet<string | undefined> = new Set([undefined, 'main', '254'])

/** Whether a table is the main one: by its name, its number, or because none is named. */
export const isMainTable = (table: string | undefined): boolean => mainTables.has(table)

/** Those of the main table that are in use, or all of another one. */
const configured = (vm: Vm, table: string | undefined): readonly KernelRoute[] => {
  const routes = isMainTable(table)
    ? activeRoutes({ kind: 'vm', vm })
    : (vm.guest?.routes ?? []).flatMap((route) => {
        const prefix = route.table === table ? prefixNamed(route.prefix) : undefined
        return prefix === undefined ? [] : [{ prefix, route }]
      })
  return routes.map(({ prefix, route }) => ({
    prefix,
    text: route.prefix,
    dev: route.dev ?? devOf(vm, route.via),
    blackhole: route.blackhole ?? false,
    metric: route.metric ?? 0,
  }))
}

const connected = (vm: Vm): readonly KernelRoute[] =>
  [
    ...devices(vm).flatMap(({ dev, nic }) => nic.subnet.prefixes.map((prefix) => ({ prefix, dev }))),
    ...attachedNetworks(vm.guest).filter(({ dev }) => !isLoopback(dev)),
  ].map(({ prefix, dev }) => ({ prefix, text: 'connected', dev, blackhole: false, metric: 0 }))

/** The routes of a table; undefined names the main one, which alone has the networks of the interfaces. */
export const kernelRoutes = (vm: Vm, table: string | undefined): readonly KernelRoute[] =>
  [...(isMainTable(table) ? connected(vm) : []), ...configured(vm, table)].filter(
    ({ dev }) => dev === undefined || !isDown(vm.guest, dev),
  )

/** The longest route that holds an address, and of equals the one with the lowest metric. */
export const longestFor = (routes: readonly KernelRoute[], address: Address): KernelRoute | undefined =>
  routes
    .filter((route) => containsAddress(route.prefix, address))
    .reduce<KernelRoute | undefined>(
      (best, route) =>
        best === undefined ||
        route.prefix.length > best.prefix.length ||
        (route.prefix.length === best.prefix.length && route.metric < best.metric)
          ? route
          : best,
      undefined,
    )

/** The rule of the main table. */
const mainPriority = 32_766

const holds = (text: string | undefined, address: Address | undefined): boolean => {
  const prefix = text === undefined ? undefined : prefixNamed(text)
  return prefix === undefined || (address !== undefined && containsAddress(prefix, address))
}

/**
 * The route that rules of policy routing find in other tables before the main one is asked. A rule whose table has no
 * route for the address is passed over, as the kernel does.
 */
export const ruledFor = (
  vm: Vm,
  destination: Address,
  source: Address | undefined,
): KernelRoute | undefined => {
  const rules = vm.guest?.rules ?? []
  // The kernel gives a rule without a number one below those that are there: the last comes first.
  const numbered = rules.map((rule, index) => ({
    rule,
    priority: rule.priority ?? mainPriority - 1 - index,
  }))
  for (const { rule, priority } of numbered.toSorted((a, b) => a.priority - b.priority)) {
    if (priority > mainPriority) return undefined
    if (!holds(rule.source, source) || !holds(rule.destination, destination)) continue
    if (isMainTable(rule.table)) return undefined
    const found = longestFor(kernelRoutes(vm, rule.table), destination)
    if (found !== undefined) return found
  }
  return undefined
}
