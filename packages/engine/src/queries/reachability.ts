// Who reaches whom: every machine to every other one, by the same walk as `trace`.
import type { Analysis } from '../analyse.ts'
import type { ReachabilityRow } from './answers.ts'
import { receiverEnd, senderEnd } from './end.ts'
import { verdictBetween } from './trace.ts'

/** One row for each ordered pair of machines that have an address, sorted by name. */
export const reachability = (analysis: Analysis): readonly ReachabilityRow[] => {
  const vms = [...analysis.network.vms].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
  return vms.flatMap((from) =>
    vms.flatMap((to): readonly ReachabilityRow[] => {
      const receiver = from === to ? undefined : receiverEnd(to)
      const sender = receiver === undefined ? undefined : senderEnd(analysis, from, receiver.address)
      if (sender === undefined || receiver === undefined) return []
      return [{ from: from.name, to: to.name, verdict: verdictBetween(analysis, sender, receiver) }]
    }),
  )
}
