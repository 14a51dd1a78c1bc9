// The elements of a way with where they stand and what they carry: what estimates of time, bandwidth and cost need.
import type { Hop, Way } from '../forwarding/index.ts'
import type { Circuit, Network, Vnet } from '../model/index.ts'

/** What a way passes, as far as time and cost look at it. */
export type PathElement =
  /** A machine, an appliance, a load balanced service: where a leg begins or ends. */
  | {
      readonly kind: 'machine' | 'appliance' | 'firewall' | 'privateEndpoint'
      readonly name: string
      readonly region: string | undefined
      readonly vnet: Vnet | undefined
      readonly sku?: string | undefined
    }
  | { readonly kind: 'msee'; readonly name: string; readonly circuit: Circuit | undefined }
  | {
      readonly kind: 'expressRouteGateway' | 'vpnGateway' | 'hub'
      readonly name: string
      readonly region: string | undefined
      readonly sku?: string | undefined
    }
  | { readonly kind: 'site' | 'internet'; readonly name: string }
  /** What stands between both ends of Private Link: no peering is there. */
  | { readonly kind: 'privateLink'; readonly name: string }

/** A region that a template leaves to its resource group is not known. */
const regionOf = (location: string | undefined): string | undefined =>
  location === 'resourcegrouplocation' ? undefined : location

const gatewayElement = (
  { kind, element }: Hop,
  network: Network,
): Extract<PathElement, { readonly region: string | undefined }> => {
  const found = network.vnets
    .flatMap(({ gateways }) => gateways)
    .find(({ name, kind: of }) => name === element && (of === 'vpn') === (kind === 'vpnGateway'))
  const hub = network.virtualHubs.find(
    ({ vpnGateway, expressRouteGateway }) =>
      vpnGateway?.name === element || expressRouteGateway?.name === element,
  )
  return {
    kind: kind === 'vpnGateway' ? 'vpnGateway' : 'expressRouteGateway',
    name: element,
    region: regionOf(found?.vnet.location ?? hub?.location),
    sku: found?.sku,
  }
}

const elementOf = (hop: Hop, network: Network): PathElement | undefined => {
  const { element: name } = hop
  switch (hop.kind) {
    case 'nic':
    case 'appliance': {
      const vnet = hop.nic?.subnet.vnet
      const kind = hop.kind === 'nic' ? 'machine' : 'appliance'
      return { kind, name, region: regionOf(vnet?.location), vnet }
    }
    case 'privateEndpoint': {
      const vnet = network.privateEndpoints.find((each) => each.name === name)?.subnet.vnet
      return { kind: 'privateEndpoint', name, region: regionOf(vnet?.location), vnet }
    }
    case 'firewall': {
      const inVnet = network.azureFirewalls.find((each) => each.name === name)
      const hub = network.virtualHubs.find(({ firewall }) => firewall?.name === name)
      const region = regionOf(inVnet?.subnet.vnet.location ?? hub?.location)
      const sku = inVnet?.tier ?? hub?.firewall?.tier
      return { kind: 'firewall', name, region, vnet: inVnet?.subnet.vnet, sku }
    }
    case 'msee': {
      const circuit = network.circuits.find((each) => each.name === name.split('/')[0])
      return { kind: 'msee', name, circuit }
    }
    case 'expressRouteGateway':
    case 'vpnGateway':
      return gatewayElement(hop, network)
    case 'hubRouter': {
      const hub = network.virtualHubs.find((each) => each.name === name)
      return { kind: 'hub', name, region: regionOf(hub?.location) }
    }
    case 'site':
    case 'internet':
      return { kind: hop.kind, name }
    // Somewhere on the Internet: what lies between it and the gateway is not known.
    case 'vpnClient':
      return { kind: 'internet', name }
    case 'service':
      return hop.decision.code === 'privateLink' ? { kind: 'privateLink', name } : undefined
    case 'loadBalancer':
    case 'routeServer':
      return undefined
  }
}

/** R6.29: what is under a tunnel takes its time and its price, though it shows in no trace. */
const withCarriers = (hops: readonly Hop[]): readonly Hop[] =>
  hops.flatMap((hop) => [hop, ...withCarriers(hop.carrier?.hops ?? [])])

/** The elements of a way in order, and those under its tunnels; an appliance that a packet enters and leaves is one. */
export const elementsOf = (way: Way, network: Network): readonly PathElement[] => {
  const elements: PathElement[] = []
  for (const hop of withCarriers(way.hops)) {
    const element = elementOf(hop, network)
    if (element === undefined) continue
    const last = elements.at(-1)
    // Entered as an appliance, left by a NIC: one machine.
    const isSame = last !== undefined && last.name === element.name && 'vnet' in last && 'vnet' in element
    if (!isSame) elements.push(element)
    // Under a tunnel the far end is a machine; out of it, an appliance, which takes its time.
    else if (element.kind === 'appliance') elements[elements.length - 1] = element
  }
  return elements
}
