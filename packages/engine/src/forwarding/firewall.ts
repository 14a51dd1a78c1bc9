// A packet at an Azure Firewall in a VNet: the effective routes of its subnet lead on (R6.18, R6.19).
import type { AzureFirewall, HubFirewall } from '../model/index.ts'
import { follow } from './fabric.ts'
import type { Step, Surroundings } from './location.ts'
import type { Packet } from './packet.ts'
import type { Hop, WayAssumption } from './way.ts'

/** The firewall without its decision. R6.26: it takes one off the TTL and is silent; inferred. */
export const firewallElement = ({
  name,
  address,
}: AzureFirewall | HubFirewall): Omit<Hop, 'decision' | 'nextHopType' | 'nextHopIp'> => ({
  kind: 'firewall',
  element: name,
  address,
  answers: false,
  decrements: true,
})

/** What is taken for granted of its rules, unless they are known to let everything pass. */
export const firewallAssumptions = ({
  name,
  allowsAll,
}: AzureFirewall | HubFirewall): readonly WayAssumption[] =>
  allowsAll ? [] : [{ code: 'firewallAllows', parameters: { firewall: name } }]

/** Passes a packet on. */
export const passFirewall = (
  firewall: AzureFirewall,
  packet: Packet,
  surroundings: Surroundings,
): readonly Step[] => {
  const { subnet } = firewall
  const route = surroundings.controlPlane.effectiveTable(subnet).lookup(packet.destination)
  const sender = {
    vnet: subnet.vnet,
    subnet,
    nic: undefined,
    relays: true,
    reachesInternet: true,
    element: firewallElement(firewall),
  }
  const assumed = firewallAssumptions(firewall)
  return follow(route, sender, packet, surroundings).map((step) => ({
    ...step,
    assumptions: [...assumed, ...(step.assumptions ?? [])],
  }))
}
