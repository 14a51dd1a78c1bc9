// What a service of Azure's own sends: in a VNet by the effective routes of its subnet, in a hub by the hub's table.
import { follow } from './fabric.ts'
import { onward, type Step, type Surroundings } from './location.ts'
import type { Packet } from './packet.ts'
import type { Service } from './service.ts'

/** The service's own packet sets out. */
export const sendFromService = (
  service: Service,
  packet: Packet,
  surroundings: Surroundings,
): readonly Step[] => {
  const { name, address, kind } = service
  switch (kind) {
    case 'hubRouter':
    case 'hubGateway':
    case 'hubFirewall':
      return [onward({ kind: 'hub', hub: service.hub, from: { kind: 'service', service } }, packet)]
    default: {
      const { subnet } = service
      const element = { kind, element: name, address, answers: true, decrements: false }
      const route = surroundings.controlPlane.effectiveTable(subnet).lookup(packet.destination)
      const sender = { vnet: subnet.vnet, subnet, nic: undefined, relays: false, element }
      return follow(route, sender, packet, surroundings)
    }
  }
}
