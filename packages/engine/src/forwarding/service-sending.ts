// What a service of Azure's own sends: in a VNet by the effective routes of its subnet, in a hub by the hub's table.
import { follow } from './fabric.ts'
import { onward, type Step, type Surroundings } from './location.ts'
import type { Packet } from './packet.ts'
import type { Service, VnetService } from './service.ts'
import { deviceLocation } from './vpn-crossing.ts'

/** The service's own packet sets out. */
export const sendFromService = (
  service: Service,
  packet: Packet,
  surroundings: Surroundings,
): readonly Step[] => {
  switch (service.kind) {
    case 'hubGateway': {
      // The gateway knows the way to the peers that its connections name; no table of the hub holds it.
      const peer = service.hub.vpnGateway?.connections.find(
        ({ site, up }) => up && site.bgpPeeringAddress === packet.destination,
      )?.site
      return peer?.device === undefined
        ? [onward({ kind: 'hub', hub: service.hub, from: { kind: 'service', service } }, packet)]
        : [onward(deviceLocation(peer.device, peer.bgpPeeringAddress, 0), packet)]
    }
    case 'hubRouter':
    case 'hubFirewall':
      return [onward({ kind: 'hub', hub: service.hub, from: { kind: 'service', service } }, packet)]
    case 'vpnGateway': {
      // What only the gateway knows, as the host routes to its peers, is in no route table (R3.7).
      const { gateway, instance } = service
      const [own] = surroundings.controlPlane.vpnLookup({ gateway, instance }, packet.destination)
      return own === undefined || own.marks.addressSpace === true
        ? bySubnet(service, packet, surroundings)
        : [onward({ kind: 'vpnGateway', gateway, instance, from: 'vnet' }, packet)]
    }
    default:
      return bySubnet(service, packet, surroundings)
  }
}

const bySubnet = (service: VnetService, packet: Packet, surroundings: Surroundings): readonly Step[] => {
  const { name, address, kind, subnet } = service
  const element = { kind, element: name, address, answers: true, decrements: false }
  const route = surroundings.controlPlane.effectiveTable(subnet).lookup(packet.destination)
  const sender = { vnet: subnet.vnet, subnet, nic: undefined, relays: false, element }
  return follow(route, sender, packet, surroundings)
}
