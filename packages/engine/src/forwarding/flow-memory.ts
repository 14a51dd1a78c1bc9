// What the elements on a way remember of the flow that went it (R6.5, R6.20, R6.21).
import { type Address, formatAddress } from '../net/index.ts'
import type { FlowMemory, FlowTrail } from './packet.ts'
import { translationsKey } from './translation.ts'
import type { Way } from './way.ts'

/** A frontend of a load balancer, as a trail names it. */
export const frontendKey = (balancer: string, frontend: Address | undefined): string =>
  `${balancer}|${frontend === undefined ? '' : formatAddress(frontend)}`

const trailOf = ({ hops }: Way): FlowTrail => {
  const picked = new Map<string, string>()
  hops.forEach((hop, index) => {
    const next = hops[index + 1]?.nic
    if (hop.kind === 'loadBalancer' && next !== undefined)
      picked.set(frontendKey(hop.element, hop.address), next.id.key)
  })
  return { machines: new Set(hops.flatMap(({ nic }) => nic?.vm?.id.key ?? [])), picked }
}

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
    [...(trail?.picked ?? [])].sort(),
  ])
