// A packet at an Azure Firewall in a VNet: the effective routes of its subnet lead on (R6.18, R6.19).
import type { AzureFirewall, HubFirewall } from '../model/index.ts'
import { containsAddress } from '../net/index.ts'
import { follow } from './fabric.ts'
import { end, type Step, type Surroundings } from './location.ts'
import type { Packet, Translation } from './packet.ts'
import { notModelled } from './service-arrival.ts'
import { translationBetween, turnedBack } from './translation.ts'
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
const translates = (firewall: AzureFirewall, packet: Packet): boolean =>
  typeof packet.source === typeof firewall.address &&
  !firewall.privateRanges.some((range) => containsAddress(range, packet.destination))

/** Passes a packet on. `remembered`: as for `walk`. */
export const passFirewall = (
  firewall: AzureFirewall,
  arrived: Packet,
  remembered: readonly Translation[] | undefined,
  surroundings: Surroundings,
): readonly Step[] => {
  const { address, subnet } = firewall
  const element = firewallElement(firewall)
  const meant = turnedBack(firewall, arrived, surroundings.flow)
  if (arrived.destination === address && meant === undefined) {
    // What it publishes under its own address is a matter of its rules.
    const decision = notModelled(firewall, address)
    return [end('unknown', [{ ...element, decision }])]
  }
  const onward = meant ?? arrived
  const route = surroundings.controlPlane.effectiveTable(subnet).lookup(onward.destination)
  const isTranslated =
    remembered === undefined && route?.target.kind !== 'internet' && translates(firewall, onward)
  const packet: Packet = isTranslated ? { ...onward, source: address } : onward
  const translation = remembered === undefined ? translationBetween(firewall, arrived, packet) : undefined
  const sender = { vnet: subnet.vnet, subnet, nic: undefined, relays: true, reachesInternet: true, element }
  return follow(route, sender, packet, surroundings).map((step) => ({
    ...step,
    sends: packet,
    ...(translation === undefined ? {} : { translation }),
  }))
}
