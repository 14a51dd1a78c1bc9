// With which address an element answers: one of the family of the packet that it is asked by (R6.28).
import type { Address } from '../net/index.ts'
import type { Packet } from './packet.ts'
import type { Hop } from './way.ts'

/**
 * The hop as a packet meets it. An error goes out in the packet's own family: by another address of the same machine
 * where that at hand is of the other family, and not at all from an element that has none.
 */
export const addressedFor = (hop: Hop, { source }: Packet): Hop => {
  const isOfFamily = (address: Address): boolean => typeof address === typeof source
  if (hop.address === undefined || isOfFamily(hop.address)) return hop
  const { answeringAddresses = [], ...rest } = hop
  const own = [hop.nic, ...(hop.nic?.vm?.nics ?? [])].flatMap((nic) => nic?.addresses ?? [])
  const address = [...answeringAddresses, ...own].find(isOfFamily)
  return { ...rest, address, answers: hop.answers && address !== undefined }
}
