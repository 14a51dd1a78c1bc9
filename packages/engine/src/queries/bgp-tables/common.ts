// What the printed BGP tables of all kinds of speakers have in common.
import type { BgpRoute, SessionEnd } from '../../control-plane/index.ts'
import { type Address, formatAddress } from '../../net/index.ts'
import type { BgpTable } from '../answers.ts'

/** The address as text, null where it is not known. */
export const text = (address: Address | undefined): string | null =>
  address === undefined ? null : formatAddress(address)

/** The far end of a session, where its address is known. */
export const peerOf = (end: SessionEnd, name?: string): BgpTable['peer'] => {
  const address = text(end.peer.localAddress)
  if (address === null) return null
  return { address, asn: end.peer.speaker.asn, ...(name === undefined ? {} : { name }) }
}

/** How the origin is printed. */
export type OriginLetters = Readonly<Record<BgpRoute['origin'], string>>
