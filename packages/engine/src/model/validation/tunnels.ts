// Tunnels whose own packets would go into the tunnel: L13.
import { type Finding, findings, type Where } from '../../diagnostics/index.ts'
import {
  type Address,
  containsAddress,
  formatPrefix,
  isDefault,
  type Prefix,
  parseAddress,
  prefixNamed,
} from '../../net/index.ts'
import type { GuestConfiguration, GuestRoute, GuestTunnel } from '../../resources/index.ts'
import type { Validating } from './validating.ts'

/** Whether a route of the kernel leaves by the tunnel: it names the interface, or a gateway on its inner network. */
const isThrough = ({ dev, via }: GuestRoute, tunnel: GuestTunnel): boolean => {
  if (dev !== undefined) return dev === tunnel.dev
  const gateway = via === undefined ? undefined : parseAddress(via)
  const inner = tunnel.inner === undefined ? undefined : prefixNamed(tunnel.inner)
  return gateway !== undefined && inner !== undefined && containsAddress(inner, gateway)
}

const longest = (prefixes: readonly Prefix[]): Prefix | undefined =>
  prefixes.reduce<Prefix | undefined>(
    (best, prefix) => (best === undefined || prefix.length > best.length ? prefix : best),
    undefined,
  )

/**
 * Kinds whose outer packets the kernel routes like any other. IPsec and WireGuard steer their own by policies and
 * marks, past the routes: there a route to the far end through the tunnel is how its inner address is reached.
 */
const routedKinds: ReadonlySet<GuestTunnel['kind']> = new Set(['vxlan', 'gre', 'ipip'])

interface Recursion {
  readonly prefix: Prefix
  readonly route: GuestRoute
}

/**
 * The route into the tunnel that the kernel takes to the tunnel's far end; undefined where one of the same length or
 * longer leads elsewhere. Default routes are left out: which of two the kernel prefers is a matter of metrics and
 * of rules that are not described.
 */
const recursionOf = (
  tunnel: GuestTunnel,
  farEnd: Address,
  guest: GuestConfiguration,
  connected: readonly Prefix[],
): Recursion | undefined => {
  const covering = (guest.routes ?? []).flatMap((route): readonly Recursion[] => {
    const prefix = prefixNamed(route.prefix)
    return prefix === undefined || isDefault(prefix) || !containsAddress(prefix, farEnd)
      ? []
      : [{ prefix, route }]
  })
  const into = covering.filter(({ route }) => route.blackhole !== true && isThrough(route, tunnel))
  const best = longest(into.map(({ prefix }) => prefix))
  const around = longest([
    ...covering.filter((entry) => !into.includes(entry)).map(({ prefix }) => prefix),
    ...connected.filter((prefix) => containsAddress(prefix, farEnd)),
  ])
  if (best === undefined || (around !== undefined && around.length >= best.length)) return undefined
  return into.find(({ prefix }) => prefix === best)
}

const validateGuest = (
  name: string,
  guest: GuestConfiguration | undefined,
  connected: readonly Prefix[],
  place: Where,
): readonly Finding[] =>
  (guest?.tunnels ?? []).flatMap((tunnel) => {
    const farEnd = parseAddress(tunnel.remote)
    if (guest === undefined || farEnd === undefined || !routedKinds.has(tunnel.kind)) return []
    const recursion = recursionOf(tunnel, farEnd, guest, connected)
    if (recursion === undefined) return []
    const parameters = {
      guest: name,
      tunnel: tunnel.dev,
      farEnd: tunnel.remote,
      prefix: formatPrefix(recursion.prefix),
    }
    const span = recursion.route.span ?? tunnel.span ?? place.span
    return [findings.tunnelUnderlayInTunnel(parameters, { ...place, span })]
  })

/** L13, for machines and for the routers of sites. */
export const validateTunnels = ({ network, placeOf }: Validating): readonly Finding[] => [
  ...network.vms.flatMap((vm) =>
    validateGuest(
      vm.name,
      vm.guest,
      vm.nics.flatMap(({ subnet }) => subnet.prefixes),
      placeOf(vm),
    ),
  ),
  ...network.sites.flatMap((site) => validateGuest(site.name, site.guest, [], { span: site.declaredAt })),
]
