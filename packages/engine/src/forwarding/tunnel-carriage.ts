// What carries packets through a tunnel, as the hop where the tunnel begins shows it (R6.29).
import { formatAddress } from '../net/index.ts'
import type { Packet } from './packet.ts'
import type { Hop } from './way.ts'

/** Hops of which the last enters a tunnel, with the tunnel's own packet and the elements on its way. */
export const withCarrier = (
  hops: readonly Hop[],
  packet: Packet,
  carrierHops: readonly Hop[],
): readonly Hop[] =>
  hops.map((hop, index) =>
    index === hops.length - 1 ? { ...hop, carrier: { packet, hops: carrierHops } } : hop,
  )

/** What carries a tunnel between public addresses where the private ones do not meet. */
export const overInternet = ({ destination }: Packet): Hop => ({
  kind: 'internet',
  element: 'Internet',
  address: undefined,
  answers: false,
  decrements: false,
  decision: {
    code: 'internetEgress',
    rule: 'R6.29',
    parameters: { destination: formatAddress(destination) },
  },
})
