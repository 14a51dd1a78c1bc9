// What a router inside a machine or site tells a BGP peer, as far as its configuration alone decides it.
import {
  type Address,
  containsPrefix,
  equalPrefixes,
  isIpv4,
  type Prefix,
  parseAddress,
  prefixNamed,
} from '../../net/index.ts'
import type { BgpConfiguration, BgpNeighbor, PolicyRule } from '../../resources/index.ts'
import type { Router, Vnet } from '../network.ts'

/** The BGP configuration of a router, if one is described and runs. */
export const bgpOf = (router: Router | undefined): BgpConfiguration | undefined => {
  const guest = router === undefined ? undefined : router.kind === 'vm' ? router.vm.guest : router.site.guest
  return guest?.bgp?.running === false ? undefined : guest?.bgp
}

/** The configured sessions with any of these addresses, up or down. */
export const neighborsAt = (bgp: BgpConfiguration, addresses: readonly Address[]): readonly BgpNeighbor[] =>
  bgp.neighbors.filter((neighbor) => {
    const address = parseAddress(neighbor.address)
    return address !== undefined && addresses.includes(address)
  })

const conditionLists = [
  'prefixList',
  'asPathList',
  'communityList',
  'nextHopList',
  'fromNeighbor',
  'hasMed',
  'hasLocalPref',
  'hasOrigin',
  'hasTag',
  'call',
  'continueAt',
] as const

/** Undefined for a rule that cannot be read. What a router originates has no AS path yet. */
const matches = (rule: PolicyRule, prefix: Prefix): boolean | undefined => {
  if (rule.asPathContains !== undefined) return false
  // Lists, calls and jumps decide by more than the prefix.
  if (conditionLists.some((name) => rule[name] !== undefined)) return undefined
  const own = rule.prefix === undefined ? undefined : prefixNamed(rule.prefix)
  if (rule.prefix === undefined) return true
  if (own === undefined) return undefined
  if (equalPrefixes(own, prefix) && rule.ge === undefined) return true
  if (!containsPrefix(own, prefix)) return false
  if (rule.orLonger === true) return true
  if (rule.ge === undefined && rule.le === undefined) return false
  return (
    prefix.length >= (rule.ge ?? own.length) &&
    prefix.length <= (rule.le ?? (isIpv4(prefix.address) ? 32 : 128))
  )
}

/**
 * Whether a neighbour is sent a prefix that the router originates, with the router itself as next hop. False also
 * where a rule leaves that open.
 */
export const sends = ({ export: policy }: BgpNeighbor, prefix: Prefix): boolean => {
  for (const rule of policy?.rules ?? []) {
    const hit = matches(rule, prefix)
    if (hit === undefined) return false
    if (hit) return rule.action === 'permit' && rule.setNextHop === undefined
  }
  return policy?.default !== 'deny'
}

/** The prefixes that a router is configured to originate; more may come from routes that it redistributes. */
export const networksOf = (bgp: BgpConfiguration): readonly Prefix[] =>
  (bgp.networks ?? []).flatMap((text) => prefixNamed(text) ?? [])

/** R4.4: the VNet of a Route Server and those that borrow it. */
export const usesServerOf = (vnet: Vnet, serverVnet: Vnet): boolean =>
  vnet === serverVnet ||
  vnet.peerings.some(
    ({ state, useRemoteGateways, remote, reverse }) =>
      state === 'Connected' &&
      useRemoteGateways &&
      remote === serverVnet &&
      reverse?.allowGatewayTransit === true,
  )
