// What tells one place from another: for loops, and for people.
import { formatAddress } from '../net/index.ts'
import { machineName } from './guest.ts'
import type { HubIngress, Location, SiteIngress } from './location.ts'
import type { Packet } from './packet.ts'

const hubIngressKey = (from: HubIngress): string => {
  switch (from.kind) {
    case 'vnet':
      return `vnet/${from.table?.id.key ?? ''}`
    case 'expressRoute':
    case 'vpn':
      return `${from.kind}/${from.gateway.id.key}`
    default:
      return from.kind
  }
}

const siteIngressKey = (over: SiteIngress | undefined): string =>
  over?.kind === 'circuit' ? over.link.role : (over?.kind ?? '')

const placeKey = (location: Location): string => {
  switch (location.kind) {
    case 'internet':
      return location.to?.id.key ?? ''
    case 'publicAddress':
    case 'privateLink':
      return location.endpoint.id.key
    case 'sending':
    case 'leaving':
    case 'arriving':
      return location.nic.id.key
    case 'msee':
      return `${location.circuit.id.key}/${location.link.role}|${location.from.kind}`
    case 'gateway':
      return location.gateway.id.key
    case 'site':
      return `${location.site.name}|${siteIngressKey(location.over)}`
    case 'vpnGateway':
      return `${location.gateway.id.key}#${location.instance}|${location.from}`
    case 'vpnClient':
      return `${location.client.gateway.id.key}#${location.client.instance}`
    case 'hub':
      return `${location.hub.id.key}|${hubIngressKey(location.from)}`
    case 'firewall':
    case 'internetToFirewall':
      return location.firewall.id.key
    case 'inside':
      return location.vm.id.key
    case 'atService':
    case 'service':
      return `${location.service.name}|${formatAddress(location.service.address)}`
  }
}

/** What tells a place from all others. */
export const keyOfPlace = (location: Location): string => `${location.kind}|${placeKey(location)}`

/** A place and a packet: when both come again, the packet runs in a loop. */
export const keyOf = (location: Location, { source, destination }: Packet): string =>
  `${keyOfPlace(location)}|${formatAddress(source)}>${formatAddress(destination)}`

/** How people call the element that a location belongs to; the same as in its hops. */
export const elementAt = (location: Location): string => {
  switch (location.kind) {
    case 'internet':
    case 'internetToFirewall':
    case 'publicAddress':
      return 'Internet'
    case 'privateLink':
      return location.endpoint.name
    case 'sending':
    case 'leaving':
    case 'arriving':
      return machineName(location.nic)
    case 'msee':
      return `${location.circuit.name}/${location.link.role}`
    case 'gateway':
    case 'vpnGateway':
      return location.gateway.name
    case 'vpnClient':
      return location.client.gateway.name
    case 'site':
      return location.site.name
    case 'hub':
      return location.hub.name
    case 'firewall':
      return location.firewall.name
    case 'inside':
      return location.vm.name
    case 'atService':
    case 'service':
      return location.service.name
  }
}
