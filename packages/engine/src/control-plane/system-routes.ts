// The routes that every subnet has by itself: its VNet, its peerings, private endpoints, Internet and None.
import type { Era } from '../facts/index.ts'
import type { Peering, PrivateEndpoint, Vnet } from '../model/index.ts'
import {
  type Address,
  containsAddress,
  containsPrefix,
  defaultPrefix,
  equalPrefixes,
  hostPrefix,
  type Prefix,
} from '../net/index.ts'
import { speaks } from './address-families.ts'
import type { DirectReach } from './direct-reach.ts'
import type { EffectiveRoute } from './effective-route.ts'
import { placeOfPrefix } from './gateway-transit.ts'

const systemRoute = (
  route: Pick<EffectiveRoute, 'prefix' | 'nextHopType' | 'target' | 'rule' | 'declaredAt'>,
): EffectiveRoute => ({ source: 'Default', state: 'Active', nextHopIps: [], ...route })

/** R1.1: one row for each prefix of the VNet's address space, whatever its subnets are. */
export const vnetLocalRoutes = (vnet: Vnet): readonly EffectiveRoute[] =>
  vnet.prefixes.map((prefix) =>
    systemRoute({
      prefix,
      nextHopType: 'VnetLocal',
      target: { kind: 'vnet' },
      rule: 'R1.1',
      declaredAt: placeOfPrefix(vnet, prefix),
    }),
  )

/** R1.6, R2.10: one row for each prefix that a connected peering knows of the other side. */
export const peeringRoutes = (vnet: Vnet, reach: DirectReach): readonly EffectiveRoute[] =>
  reach.peerings.flatMap((peering) =>
    peering.remotePrefixes
      // The own space wins where a subnet peering leaves both sides with the same prefix.
      .filter((prefix) => !vnet.prefixes.some((own) => equalPrefixes(own, prefix)))
      .map((prefix) =>
        systemRoute({
          prefix,
          // R2.7: across regions the same flags count, transit included; only the type is another.
          nextHopType: peering.global ? 'VNetGlobalPeering' : 'VNetPeering',
          target: { kind: 'peering', peering },
          rule: peering.localSubnets === undefined ? 'R1.6' : 'R2.10',
          declaredAt: peering.declaredAt,
        }),
      ),
  )

/**
 * R1.9: the /32 of a private endpoint shows in its VNet and in those that reach it directly; R2.10: if its subnet is
 * peered.
 */
export const privateEndpointRoutes = (
  vnet: Vnet,
  reach: DirectReach,
  endpointsByVnet: ReadonlyMap<Vnet, readonly PrivateEndpoint[]>,
): readonly EffectiveRoute[] => {
  const rowsOf = (
    home: Vnet,
    over: Peering | undefined,
    isReached: (address: Address) => boolean,
  ): readonly EffectiveRoute[] =>
    (endpointsByVnet.get(home) ?? []).flatMap((endpoint) =>
      endpoint.addresses.filter(isReached).map((address) =>
        systemRoute({
          prefix: hostPrefix(address),
          nextHopType: 'InterfaceEndpoint',
          target: { kind: 'privateEndpoint', endpoint, over },
          rule: 'R1.9',
          declaredAt: endpoint.declaredAt,
        }),
      ),
    )
  return [
    ...rowsOf(vnet, undefined, () => true),
    ...reach.peerings.flatMap((peering) =>
      peering.remote === undefined
        ? []
        : rowsOf(peering.remote, peering, (address) => peers(peering, address)),
    ),
    // Documented limits on private endpoints in a connected group tell that its members reach them (inferred).
    ...reach.members.flatMap((member) =>
      rowsOf(member.vnet, undefined, (address) =>
        member.prefixes.some((prefix) => containsAddress(prefix, address)),
      ),
    ),
  ]
}

/** Whether an address of the remote VNet takes part in the peering: of a subnet peering, the listed subnets alone do. */
const peers = ({ localSubnets, remotePrefixes }: Peering, address: Address): boolean =>
  localSubnets === undefined || remotePrefixes.some((prefix) => containsAddress(prefix, address))

/** R1.2: 0.0.0.0/0, and ::/0 where the VNet has IPv6. */
export const internetRoutes = (vnet: Vnet): readonly EffectiveRoute[] => {
  const families = ([4, 6] as const).filter((family) => speaks(vnet, family))
  return families.map((family) =>
    systemRoute({
      prefix: defaultPrefix(family),
      nextHopType: 'Internet',
      target: { kind: 'internet' },
      rule: 'R1.2',
      declaredAt: undefined,
    }),
  )
}

/** R1.3, R1.5 (a)–(c): reserved prefixes, less those that the VNet's own space equals or contains. */
export const noneRoutes = (vnet: Vnet, era: Era): readonly EffectiveRoute[] =>
  era.noneRoutes
    .filter((prefix: Prefix) => !vnet.prefixes.some((own) => containsPrefix(own, prefix)))
    .map((prefix) =>
      systemRoute({
        prefix,
        nextHopType: 'None',
        target: { kind: 'none' },
        rule: 'R1.3',
        declaredAt: undefined,
      }),
    )
