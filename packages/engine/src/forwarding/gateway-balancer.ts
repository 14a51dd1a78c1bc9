// A gateway load balancer: what a chained frontend or public address carries passes its appliances first (R6.58).
import { nameOf, type ResourceId } from '../model/index.ts'
import { formatAddress } from '../net/index.ts'
import type { Surroundings } from './location.ts'
import type { Hop, WayAssumption } from './way.ts'

/** The pass through the appliances: no element of its own where nothing is chained. */
export interface Chain {
  readonly hops: readonly Hop[]
  readonly assumptions: readonly WayAssumption[]
  /** False where no appliance runs: what is chained then carries nothing. */
  readonly passes: boolean
}

/** Whether a hop is the pass through such appliances. */
export const isInline = ({ decision }: Hop): boolean => decision.code === 'inlineAppliances'

const unchained: Chain = { hops: [], assumptions: [], passes: true }

/**
 * The appliances see the packet inside VXLAN and hand it back as it was: nobody but they can tell whether they let it
 * pass, which is taken for granted.
 */
export const chainOf = (chainedTo: ResourceId | undefined, { fixtures }: Surroundings): Chain => {
  if (chainedTo === undefined) return unchained
  const frontend = fixtures.edge.privateFrontendOf(chainedTo)
  const balancer = frontend?.name ?? chainedTo.names[0] ?? nameOf(chainedTo)
  const assumptions: readonly WayAssumption[] = [{ code: 'inlineAppliancesPass', parameters: { balancer } }]
  const running = frontend?.backends.filter(({ vm }) => vm?.running !== false)
  const hop: Hop = {
    kind: 'loadBalancer',
    element: balancer,
    address: frontend?.address,
    answers: false,
    decrements: false,
    decision: {
      code: 'inlineAppliances',
      rule: 'R6.58',
      parameters: {
        balancer,
        ...(frontend === undefined ? {} : { frontend: formatAddress(frontend.address) }),
        ...(running === undefined ? {} : { count: String(running.length) }),
      },
      declaredAt: frontend?.declaredAt,
    },
  }
  return { hops: [hop], assumptions, passes: running === undefined || running.length > 0 }
}
