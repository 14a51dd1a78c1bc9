// A packet at an Azure Firewall in a VNet: the effective routes of its subnet lead on (R6.18, R6.19).
import type { AzureFirewall, HubFirewall } from '../model/index.ts'
import { containsAddress } from '../net/index.ts'
import { follow } from './fabric.ts'
import { end, type Step, type Surroundings } from './location.ts'
import type { Packet, SourceTranslation } from './packet.ts'
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
const translationOf = (firewall: AzureFirewall, packet: Packet): SourceTranslation | undefined =>
  firewall.privateRanges.some((range) => containsAddress(range, packet.destination)) ||
  typeof packet.source !== typeof firewall.address
    ? undefined
    : { by: firewall, from: packet.source, to: firewall.address }

/** Passes a packet on. `remembered`: as for `walk`. */
export const passFirewall = (
  firewall: AzureFirewall,
  arrived: Packet,
  remembered: readonly SourceTranslation[] | undefined,
  surroundings: Surroundings,
): readonly Step[] => {
  const { address, subnet } = firewall
  const element = firewallElement(firewall)
  const meant = remembered?.findLast((each) => each.by === firewall && each.to === arrived.destination)
  if (arrived.destination === address && meant === undefined) {
    // What it publishes under its own address is a matter of its rules.
    const decision = notModelled(firewall, address)
    return [end('unknown', [{ ...element, decision }])]
  }
  const destination = meant?.from ?? arrived.destination
  const route = surroundings.controlPlane.effectiveTable(subnet).lookup(destination)
  const translation =
    remembered === undefined && route?.target.kind !== 'internet'
      ? translationOf(firewall, arrived)
      : undefined
  const packet: Packet = { ...arrived, destination, source: translation?.to ?? arrived.source }
  const sender = { vnet: subnet.vnet, subnet, nic: undefined, relays: true, reachesInternet: true, element }
  return follow(route, sender, packet, surroundings).map((step) => ({
    ...step,
    ...(translation === undefined ? {} : { translation }),
  }))
}
