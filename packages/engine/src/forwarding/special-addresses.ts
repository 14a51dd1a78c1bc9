// Addresses that are special everywhere: Azure's own platform, what no fabric carries, and what Azure keeps of each subnet.
import type { Subnet } from '../model/index.ts'
import {
  type Address,
  address,
  containsAddress,
  firstAddress,
  hostPrefix,
  isIpv4,
  lastAddress,
  offsetAddress,
  type Prefix,
  prefix,
} from '../net/index.ts'

/** DNS, DHCP, health probes and the machine agent. */
const wireServer = address('168.63.129.16')
/** Instance metadata. */
const metadataService = address('169.254.169.254')

/** R6.9: Azure's platform. */
export const platformAddresses: readonly Address[] = [wireServer, metadataService]

/** R6.8: where probes of load balancers come from. */
export const probeAddress: Address = wireServer

/** R6.9: whether an address is one of Azure's platform, which every NIC reaches. */
export const isPlatformAddress = (candidate: Address): boolean => platformAddresses.includes(candidate)

/** R6.9: the service tags by which rules of security groups may deny the platform, in lower case. */
export const platformTags: ReadonlyMap<string, Address> = new Map([
  ['azureplatformdns', wireServer],
  ['azureplatformimds', metadataService],
])

/** R6.14, R6.34: addresses of one link, which no VNet may hold. */
export const linkLocal: readonly Prefix[] = [prefix('169.254.0.0/16'), prefix('fe80::/10')]

/** R6.14: whether an address means something on one link only. */
export const isLinkLocal = (candidate: Address): boolean =>
  linkLocal.some((space) => containsAddress(space, candidate))

/** R6.33: multicast, broadcast, loopback and "this network". */
const notUnicast: readonly Prefix[] = [
  prefix('0.0.0.0/8'),
  prefix('127.0.0.0/8'),
  prefix('224.0.0.0/4'),
  prefix('255.255.255.255/32'),
  prefix('::/127'),
  prefix('ff00::/8'),
]

/** All blocks that are special, for who wants to know where they begin and end. */
export const specialPrefixes: readonly Prefix[] = [
  ...linkLocal,
  ...notUnicast,
  ...platformAddresses.map(hostPrefix),
]

/** R6.33: whether the fabric carries packets to an address nowhere, whatever the routes say. */
export const isNotCarried = (destination: Address): boolean =>
  !isPlatformAddress(destination) &&
  (isLinkLocal(destination) || notUnicast.some((space) => containsAddress(space, destination)))

/** R6.34: whether Azure keeps an address of a subnet for itself: the first four and the last of an IPv4 prefix. */
export const isReservedIn = ({ prefixes }: Subnet, candidate: Address): boolean =>
  prefixes.some((own) => {
    if (!isIpv4(candidate) || !containsAddress(own, candidate)) return false
    const fourth = offsetAddress(firstAddress(own), 3)
    return candidate === lastAddress(own) || (fourth !== undefined && candidate <= fourth)
  })
