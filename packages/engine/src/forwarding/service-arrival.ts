// A service of Azure's own as an element of a way, and what becomes of a packet that comes to it.
import type { Span } from '../diagnostics/index.ts'
import { type Address, formatAddress } from '../net/index.ts'
import { end, type Step } from './location.ts'
import type { Translation } from './packet.ts'
import type { AttachedAt, Service } from './service.ts'
import type { Decision, Hop } from './way.ts'

const elementKinds: Readonly<Record<Exclude<Service['kind'], 'hubGateway'>, Hop['kind']>> = {
  vpnGateway: 'vpnGateway',
  expressRouteGateway: 'expressRouteGateway',
  routeServer: 'routeServer',
  firewall: 'firewall',
  hubRouter: 'hubRouter',
  hubFirewall: 'firewall',
  attached: 'service',
}

const elementKindOf = (service: Service): Hop['kind'] => {
  if (service.kind !== 'hubGateway') return elementKinds[service.kind]
  return service.gateway.kind === 'hubVpn' ? 'vpnGateway' : 'expressRouteGateway'
}

/** A service, whatever it decides. */
export const serviceElement = (service: Service): Omit<Hop, 'decision'> => ({
  kind: elementKindOf(service),
  element: service.name,
  address: service.address,
  answers: true,
  decrements: false,
})

/** A service through which packets are not followed. */
export const notModelled = (
  { name, declaredAt }: { readonly name: string; readonly declaredAt: Span | undefined },
  address: Address,
): Decision => ({
  code: 'elementNotModelled',
  rule: 'R1.21',
  parameters: { element: name, address: formatAddress(address) },
  declaredAt,
})

/** The end at a service that owns the destination, behind the hops that led there. */
export const deliveredToService = (service: Service, ...hops: readonly Hop[]): Step => {
  const parameters = { address: formatAddress(service.address) }
  const host: Hop = {
    ...serviceElement(service),
    decision: { code: 'localDelivery', rule: 'R6.1', parameters },
  }
  return end('delivered', [...hops, host], { kind: 'service', service })
}

/**
 * A packet comes to a service in a subnet. Clients open no connections to one that only sends, so what it makes of
 * those is not known; the answers to its own it takes, and then something is `remembered` of the flow.
 */
export const arriveAtService = (
  service: AttachedAt,
  remembered: readonly Translation[] | undefined,
): Step => {
  const { attached, address, name } = service
  if (attached.role === 'sends' && remembered === undefined) {
    const decision = notModelled(attached, address)
    return end('unknown', [{ ...serviceElement(service), decision }])
  }
  const delivered = deliveredToService(service)
  return attached.isProxy
    ? { ...delivered, assumptions: [{ code: 'endsAtProxy', parameters: { service: name } }] }
    : delivered
}
