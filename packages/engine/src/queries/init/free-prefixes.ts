// Prefixes that could be those of a network outside: private ones that no VNet uses, so that a guess does no harm.
import type { Network } from '../../model/index.ts'
import { formatPrefix, overlaps, type Prefix, prefix } from '../../net/index.ts'

/** The n-th guess, from 0. */
export const freePrefixes = ({
  vnets,
  localNetworkGateways,
  vpnSites,
  sites,
}: Network): ((index: number) => string) => {
  const used: readonly Prefix[] = [
    ...vnets.flatMap((vnet) => vnet.prefixes),
    ...localNetworkGateways.flatMap((gateway) => gateway.prefixes),
    ...[...vpnSites, ...sites].flatMap((site) => site.prefixes),
  ]
  const candidates = [...Array(256).keys()].map((index) => prefix(`192.168.${index}.0/24`))
  const free = candidates.filter((candidate) => !used.some((own) => overlaps(own, candidate)))
  const pool = free.length > 0 ? free : candidates
  return (index) => formatPrefix(pool[index % pool.length] ?? prefix('192.168.0.0/24'))
}
