// Whether a neighbour statement means a router of an AS number.
import type { BgpConfiguration, BgpNeighbor } from '../../model/index.ts'

/** `remote-as`: that number, or any but the own one. */
export const expectsAsn = (
  neighbor: BgpNeighbor,
  asn: number,
  own: Pick<BgpConfiguration, 'asn'>,
): boolean => (neighbor.asn === 'external' ? asn !== own.asn : asn === neighbor.asn)
