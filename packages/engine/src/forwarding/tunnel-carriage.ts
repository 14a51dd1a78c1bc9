// What carries packets through a tunnel, as the hop where the tunnel begins shows it (R6.29).
import { formatAddress } from '../net/index.ts'
import type { Carrier } from './location.ts'
import type { Packet } from './packet.ts'
import { type Hop, isSuccess, type Way } from './way.ts'

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
const overInternet = ({ destination }: Packet): Hop => ({
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

/** How the packets of a tunnel fare. */
export interface Carriage {
  /** A way that arrives, with the share of all that do: one stands for all. Undefined where none does. */
  readonly carrying: Way | undefined
  readonly lost: readonly Way[]
}

/** Which of the ways of a tunnel's own packet carry what is in the tunnel. */
export const carriage = ({ packet, overInternet: mayLeave }: Carrier, ways: readonly Way[]): Carriage => {
  const arriving = ways.filter(({ ending }) => isSuccess(ending))
  const [shown] = arriving
  const [other] = ways
  if (shown !== undefined) {
    const share = arriving.reduce((sum, way) => sum + way.share, 0)
    return { carrying: { ...shown, share }, lost: ways.filter((way) => !arriving.includes(way)) }
  }
  return mayLeave && other !== undefined
    ? { carrying: { ...other, share: 1, ending: 'delivered', hops: [overInternet(packet)] }, lost: [] }
    : { carrying: undefined, lost: ways }
}
