// What the elements on a way remember of the flow that went it (R6.5, R6.20, R6.21).
import { type Address, formatAddress } from '../net/index.ts'
import type { FlowMemory, FlowTrail, FrontendPick, Packet } from './packet.ts'
import { translationsKey } from './translation.ts'
import type { Way } from './way.ts'

/** A frontend of a load balancer, as a trail names it. */
export const frontendKey = (balancer: string, frontend: Address | undefined): string =>
  `${balancer}|${frontend === undefined ? '' : formatAddress(frontend)}`

const pickKey = ({ frontend, source, destination, nic }: FrontendPick): string =>
  [frontend, formatAddress(source), formatAddress(destination), nic].join('|')

const trailOf = ({ hops, translations, packet }: Way): FlowTrail => {
  const asSent = translations[0]?.from ?? packet
  const picked = hops.flatMap((hop, index): readonly FrontendPick[] => {
    const next = hops[index + 1]?.nic
    if (hop.kind !== 'loadBalancer' || next === undefined) return []
    const { translatedSource: source = asSent.source, translatedDestination = asSent.destination } = hop
    const frontend = frontendKey(hop.element, hop.address)
    return [{ frontend, source, destination: translatedDestination, nic: next.id.key }]
  })
  return { machines: new Set(hops.flatMap(({ nic }) => nic?.vm?.id.key ?? [])), picked }
}

/** R6.21: the NIC that a frontend keeps a packet's flow at: the packet is between the ends of the flow, the other way round. */
export const keptAt = (
  memory: FlowMemory | undefined,
  frontend: string,
  { source, destination }: Packet,
): string | undefined =>
  memory?.trail?.picked.find(
    (pick) =>
      pick.frontend === frontend &&
      pick.source === destination &&
      // An error comes from an element on the way, and is about the flow.
      (memory.as === 'error' || pick.destination === source),
  )?.nic

/** The memory of one way, for the packets that answer it or are errors about it. */
export const memoryOfWay = (way: Way, as: FlowMemory['as']): FlowMemory => ({
  translations: way.translations,
  passed: way.passed,
  as,
  trail: trailOf(way),
})

/** The same memory, written so that ways with equal ones can be found. */
export const memoryKey = ({ translations, passed, trail }: FlowMemory): string =>
  JSON.stringify([
    translationsKey(translations),
    passed === 'everywhere' ? passed : [...passed].sort(),
    [...(trail?.machines ?? [])].sort(),
    (trail?.picked ?? []).map(pickKey).sort(),
  ])
