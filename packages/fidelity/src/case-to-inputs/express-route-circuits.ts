// ExpressRoute circuits with their private peering, and Global Reach between them.
import type { CaseGlobalReach, Topology } from '../topology.ts'
import { type ArmResource, type Ids, inlineChild, resource } from './arm.ts'

/** The id of a circuit's private peering. */
export const privatePeeringOf = (circuit: string, ids: Ids): string =>
  ids.network('expressRouteCircuits', circuit, 'peerings', 'AzurePrivatePeering')

/** The half of a Global Reach connection that circuit `a` holds. */
const reachConnection = ({ a, b, prefix }: CaseGlobalReach, ids: Ids): ArmResource =>
  resource(`${privatePeeringOf(a, ids)}/connections/${a}-to-${b}`, {
    properties: {
      expressRouteCircuitPeering: { id: privatePeeringOf(a, ids) },
      peerExpressRouteCircuitPeering: { id: privatePeeringOf(b, ids) },
      addressPrefix: prefix,
      circuitConnectionStatus: 'Connected',
    },
  })

/** All circuits, and the connections of Global Reach. */
export const expressRouteCircuits = (topology: Topology, ids: Ids): readonly ArmResource[] => [
  ...(topology.circuits ?? []).map((circuit) => {
    const prefixOf = (role: 'primary' | 'secondary'): string | undefined =>
      circuit.links?.find((link) => link.role === role)?.prefix
    return resource(ids.network('expressRouteCircuits', circuit.name), {
      location: ids.location,
      sku: { name: 'Premium_MeteredData', tier: 'Premium', family: 'MeteredData' },
      properties: {
        serviceProviderProperties:
          circuit.peeringLocation === undefined ? undefined : { peeringLocation: circuit.peeringLocation },
        circuitProvisioningState: 'Enabled',
        serviceProviderProvisioningState: 'Provisioned',
        peerings: [
          inlineChild(privatePeeringOf(circuit.name, ids), {
            peeringType: 'AzurePrivatePeering',
            state: 'Enabled',
            azureASN: 12076,
            peerASN: circuit.customerAsn,
            primaryPeerAddressPrefix: prefixOf('primary'),
            secondaryPeerAddressPrefix: prefixOf('secondary'),
          }),
        ],
      },
    })
  }),
  ...(topology.globalReach ?? []).map((reach) => reachConnection(reach, ids)),
]
