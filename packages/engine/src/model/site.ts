// Networks outside Azure, and how they are attached to it.
import type { Span } from '../diagnostics/index.ts'
import type { Address, Prefix } from '../net/index.ts'
import type { GuestConfiguration, ResourceId } from '../resources/index.ts'
import type { Circuit } from './circuit.ts'

/** A network outside Azure. */
export interface Site {
  readonly name: string
  readonly declaredAt: Span | undefined
  readonly asn: number | undefined
  readonly prefixes: readonly Prefix[]
  readonly hosts: readonly { readonly name: string; readonly address: Address }[]
  readonly circuitLinks: readonly SiteCircuit[]
  readonly vpnLinks: readonly SiteVpnLink[]
  readonly guest: GuestConfiguration | undefined
}

/** A prefix that a site originates over one link, with the whole path as Azure receives it. */
export interface SiteAdvertisement {
  readonly prefix: Prefix
  readonly asPath: readonly number[]
  readonly med: number
}

/** A site's attachment to a circuit. */
export interface SiteCircuit {
  readonly circuit: Circuit
  readonly up: boolean
  readonly advertises: readonly SiteAdvertisement[]
}

/** A site's attachment by VPN: what it announces to the gateway for which a local network gateway or VPN site stands for it. */
export interface SiteVpnLink {
  /** The id of the local network gateway or VPN site. */
  readonly remote: ResourceId
  readonly up: boolean
  readonly advertises: readonly SiteAdvertisement[]
}
