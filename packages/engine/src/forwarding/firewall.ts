// A packet at an Azure Firewall in a VNet: the effective routes of its subnet lead on (R6.18, R6.19).
import type { AzureFirewall, HubFirewall } from '../model/index.ts'
import { containsAddress } from '../net/index.ts'
import { follow } from './fabric.ts'
import { end, type Step, type Surroundings } from './location.ts'
import { type FlowMemory, type Packet, restored, type Translation } from './packet.ts'
import { notModelled } from './service-arrival.ts'
import type { Hop } from './way.ts'

/** The firewall without its decision. R6.26: it leaves the TTL as it is, so that no trace shows it. */
export const firewallElement = ({
  name,
  address,
}: AzureFirewall | HubFirewall): Omit<Hop, 'decision' | 'nextHopType' | 'nextHopIp'> => ({
  kind: 'firewall',
  element: name,
  address,
  answers: false,
  decrements: false,
})

/** R6.18: what goes to a destination that is not private, and stays off the Internet, carries the firewall's address. */
const translationOf = (firewall: AzureFirewall, packet: Packet): Translation | undefined =>
  firewall.privateRanges.some((range) => containsAddress(range, packet.destination)) ||
  typeof packet.source !== typeof firewall.address
    ? undefined
    : { by: firewall, before: packet, after: { ...packet, source: firewall.address } }

/** Passes a packet on. `memory`: as for `walk`. */
export const passFirewall = (
  firewall: AzureFirewall,
  arrived: Packet,
  memory: FlowMemory | undefined,
  surroundings: Surroundings,
): readonly Step[] => {
  const { address, subnet } = firewall
  const element = firewallElement(firewall)
  const meant = restored(firewall, arrived, memory?.translations)
  if (arrived.destination === address && meant === undefined) {
    // What it publishes under its own address is a matter of its rules.
    const decision = notModelled(firewall, address)
    return [end('unknown', [{ ...element, decision }])]
  }
  const destination = meant?.destination ?? arrived.destination
  const route = surroundings.controlPlane.effectiveTable(subnet).lookup(destination)
  const translation =
    memory === undefined && route?.target.kind !== 'internet' ? translationOf(firewall, arrived) : undefined
  const packet = translation?.after ?? meant ?? arrived
  const sender = { vnet: subnet.vnet, subnet, nic: undefined, relays: true, reachesInternet: true, element }
  return follow(route, sender, packet, surroundings).map((step) => ({
    ...step,
    ...(translation === undefined ? {} : { translation }),
  }))
}
