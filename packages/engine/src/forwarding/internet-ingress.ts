// A packet that comes from the Internet: the public address of a NIC becomes its private one at Azure's edge (R6.24).
import type { AzureFirewall, HubFirewall, Nic } from '../model/index.ts'
import { end, onward, type Step } from './location.ts'
import type { Packet } from './packet.ts'
import type { Decision, Hop } from './way.ts'

/** Enters Azure. No route is asked, and the destination is the private address already (R6.6). */
export const enterFromInternet = (nic: Nic, packet: Packet): readonly Step[] => {
  const parameters = { nic: nic.name }
  const { declaredAt } = nic
  const edge = (code: Decision['code']): Hop => ({
    kind: 'internet',
    element: 'Internet',
    address: packet.source,
    answers: false,
    decrements: false,
    decision: { code, rule: 'R6.24', parameters, declaredAt },
  })
  return nic.hasPublicAddress
    ? [onward({ kind: 'arriving', nic }, packet, edge('publicAddress'))]
    : [end('noRoute', [edge('noPublicAddress')])]
}

/** R6.53: a packet to a public address of a firewall comes to the firewall, under that address. */
export const enterAtFirewall = (firewall: AzureFirewall | HubFirewall, packet: Packet): Step => {
  const { declaredAt, name } = firewall
  const edge: Hop = {
    kind: 'internet',
    element: 'Internet',
    address: packet.source,
    answers: false,
    decrements: false,
    decision: { code: 'publicAddressOfFirewall', rule: 'R6.53', parameters: { firewall: name }, declaredAt },
  }
  return 'subnet' in firewall
    ? onward({ kind: 'firewall', firewall }, packet, edge)
    : onward({ kind: 'hub', hub: firewall.hub, from: { kind: 'firewall', firewall } }, packet, edge)
}
