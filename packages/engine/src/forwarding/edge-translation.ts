// What Azure's own translations remember of a flow: load balancers, public addresses and ways out (R6.23, R6.24, R6.52).
import type { Nic } from '../model/index.ts'
import type { Address } from '../net/index.ts'
import type { FlowMemory, Packet, SourceTranslation } from './packet.ts'

/** The destination of what opened a flow was replaced in front of a NIC: replies carry the one that the client called. */
export const calledAs = (nic: Nic, { source }: Packet, flow: FlowMemory | undefined): Address | undefined =>
  flow?.translations.findLast(
    ({ by, of, to, from }) => of === 'destination' && by === nic && (to === source || from === source),
  )?.from

/** Who left Azure with this address, and as whom: what answers it comes in there again. */
export const sentAs = (
  destination: Address,
  flow: FlowMemory | undefined,
): { readonly nic: Nic; readonly address: Address } | undefined => {
  const found = flow?.translations.findLast(({ of, to }) => of === 'egress' && to === destination)
  return found === undefined || !('subnet' in found.by) || !('ipForwarding' in found.by)
    ? undefined
    : { nic: found.by, address: found.from }
}

/** The record of a replaced destination. */
export const destinationReplaced = (nic: Nic, from: Address, to: Address): SourceTranslation => ({
  by: nic,
  of: 'destination',
  from,
  to,
})

/** Whether a flow left Azure and came in again on its way. */
export const crossedEdge = (translations: readonly SourceTranslation[]): boolean =>
  translations.some(({ of }) => of === 'egress')
