// FRR's configuration: as `show running-config` prints it, as frr.conf holds it, as it is typed into vtysh.
import type { GuestReading, GuestText } from '../guest-reading.ts'
import type { VersionDefaults } from '../router-language/bgp-of-draft.ts'
import { frrDialect } from '../router-language/dialect.ts'
import { type Language, readRouter } from '../router-language/read-router.ts'

const harmless: ReadonlySet<string> = new Set([
  'hostname',
  'domainname',
  'log',
  'service',
  'password',
  'enable',
  'username',
  'banner',
  'debug',
  'frr',
  'zebra',
  'agentx',
  'allow-external-route-update',
  'mpls',
  'fpm',
  'bfd',
  'rpki',
  'watchfrr',
  'vni',
  'ip nht',
  'ipv6 nht',
  'ip router-id',
  'ipv6 router-id',
  'router-id',
  'ip multicast-routing',
  'ip pim',
  'ip igmp',
  'ip ssh',
  'ip protocol',
  'ip import-table',
  'ip large-community-list',
  'ip extcommunity-list',
  'bgp large-community-list',
  'bgp extcommunity-list',
  'bgp send-extra-data',
  'ip zebra',
  'ipv6 forwarding',
  'ipv6 protocol',
  'exit-vrf',
  'exit1-address-family',
  'exit-address-family',
])

const quietSections: ReadonlySet<string> = new Set([
  'line',
  'key',
  'nexthop-group',
  'bfd',
  'rpki',
  'segment-routing',
  'pbr-map',
  'pseudowire',
  'l2vpn',
  'mpls',
  'watchfrr',
  'table',
])

/** A version as a number that can be compared; undefined where nothing tells it. */
const numberOf = (version: string | undefined): number | undefined => {
  const parts = /^v?(\d{1,2})\.(\d{1,3})/.exec(version ?? '')
  return parts === null ? undefined : Number(parts[1]) * 1000 + Number(parts[2])
}

/** From 7.4 on networks are checked and external neighbours need a policy (FRR 8.4, tried with each version line). */
const stricter = 7004

/** Before 8 as-override left paths alone that hold another number than the neighbour's (R7.2). */
const overridesAnywhere = 8000

/** A file without a version line is taken as one of today. */
const defaultsOf = (version: string | undefined, profile: string | undefined): VersionDefaults => {
  const number = numberOf(version)
  const isStricter = (number ?? stricter) >= stricter
  const isDatacenter = profile === 'datacenter'
  return {
    requiresPolicy: isStricter && !isDatacenter,
    networksNeedRoute: isStricter || isDatacenter,
    maximumPaths: 64,
    ...(number === undefined ? {} : { overridesWholePathOnly: number < overridesAnywhere }),
  }
}

const frr: Language = { dialect: frrDialect, defaultsOf, harmless, quietSections }

/** Reads FRR's configuration. Never throws; secrets are not read. */
export const readFrr = (source: GuestText): GuestReading => readRouter(source, frr)

/** FRR's ancestor speaks the same language, asks for no policy and no route, and uses one path. */
const quagga: Language = {
  ...frr,
  defaultsOf: () => ({
    requiresPolicy: false,
    networksNeedRoute: false,
    maximumPaths: 1,
    overridesWholePathOnly: true,
  }),
}

/** Reads Quagga's configuration, as `readFrr`. */
export const readQuagga = (source: GuestText): GuestReading => readRouter(source, quagga)
