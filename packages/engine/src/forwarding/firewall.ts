// A packet at an Azure Firewall in a VNet: the effective routes of its subnet lead on (R6.18, R6.19).
import type { AzureFirewall } from '../model/index.ts'
import { follow } from './fabric.ts'
import type { Firewall } from './firewall-rules.ts'
import { type AtFirewall, translatedAt } from './firewall-translation.ts'
import { end, type Step, type Surroundings } from './location.ts'
import type { Packet } from './packet.ts'
import { deliveredToService } from './service-arrival.ts'
import type { Hop } from './way.ts'

/** The firewall without its decision. R6.26: it leaves the TTL as it is, so that no trace shows it. */
export const firewallElement = ({
  name,
  address,
}: Firewall): Omit<Hop, 'decision' | 'nextHopType' | 'nextHopIp'> => ({
  kind: 'firewall',
  element: name,
  address,
  answers: false,
  decrements: false,
})

/** The steps behind a firewall with what it did to the packet: its hop, what it remembers, the packet at the end. */
export const withPassage = (
  firewall: Firewall,
  passage: Extract<AtFirewall, { readonly kind: 'passes' }>,
  steps: readonly Step[],
): readonly Step[] => {
  const { packet, redirected, translation, assumptions = [] } = passage
  const before = redirected === undefined ? [] : [{ ...firewallElement(firewall), decision: redirected }]
  return steps.map((step) => ({
    ...step,
    hops: [...before, ...step.hops],
    sends: packet,
    assumptions: [...assumptions, ...(step.assumptions ?? [])],
    // What is behind it may translate too: the frontend of a load balancer, or Azure's edge.
    translations: [...(translation === undefined ? [] : [translation]), ...(step.translations ?? [])],
  }))
}

/** R6.54: without a public address, which only a firewall with a management interface may lack, nothing leads out. */
const reachesInternet = ({ hasPublicAddress, hasManagement, subnet }: AzureFirewall): boolean =>
  hasPublicAddress || !hasManagement || subnet.natGateway !== undefined

/** Passes a packet on. */
export const passFirewall = (
  firewall: AzureFirewall,
  arrived: Packet,
  surroundings: Surroundings,
): readonly Step[] => {
  const { address, name, subnet } = firewall
  const element = firewallElement(firewall)
  const routes = surroundings.controlPlane.effectiveTable(subnet)
  const leavesForInternet = ({ destination }: Packet): boolean =>
    routes.lookup(destination)?.target.kind === 'internet' && reachesInternet(firewall)
  const passage = translatedAt(firewall, arrived, leavesForInternet, surroundings)
  if (passage.kind === 'answers')
    return [deliveredToService({ kind: 'firewall', name, address, firewall, subnet })]
  if (passage.kind === 'ends') return [end(passage.ending, [{ ...element, decision: passage.decision }])]
  const { packet } = passage
  const sender = {
    vnet: subnet.vnet,
    subnet,
    nic: undefined,
    relays: true,
    reachesInternet: reachesInternet(firewall),
    egress: { rule: 'R6.18', parameters: {}, firewall },
    element,
  }
  const steps = follow(routes.lookup(packet.destination), sender, packet, surroundings)
  return withPassage(firewall, passage, steps)
}
