// Laws of Azure's edge: who comes in by which public address, who gets out by what, and whom a private endpoint answers.
import { type Hop, isSuccess, type Packet, type Way } from '../../../src/forwarding/index.ts'
import { type Address, familyOf, formatAddress } from '../../../src/net/index.ts'
import { type Case, describePacket, describeWay, type Law, type Verdict } from './case.ts'

/** A hop of a way with what is before and behind it. */
interface Met {
  readonly hop: Hop
  readonly before: Hop | undefined
  readonly next: Hop | undefined
  readonly packet: Packet
  readonly way: Way
}

const hopsOf = ({ ways }: Case, isMeant: (met: Met) => boolean): readonly Met[] =>
  ways.flatMap(([packet, all]) =>
    all.flatMap((way) =>
      way.hops
        .map((hop, index) => ({ hop, before: way.hops[index - 1], next: way.hops[index + 1], packet, way }))
        .filter(isMeant),
    ),
  )

const judged = (met: readonly Met[], isBroken: (met: Met) => boolean): Verdict => ({
  seen: met.length,
  violations: met.filter(isBroken).map(({ packet, way }) => `${describePacket(packet)}: ${describeWay(way)}`),
})

/** Hops where a packet leaves by a way out that the subnet or the machine has. */
const leaving = (given: Case): readonly Met[] =>
  hopsOf(
    given,
    ({ hop }) => hop.decision.code === 'internetEgress' && hop.decision.parameters['by'] !== undefined,
  )

const isIpv6 = (address: Address | undefined): boolean =>
  address !== undefined && formatAddress(address).includes(':')

/** RFC 1918, RFC 6598 and RFC 4193, read from the text of the address so that it shares nothing with what is tested. */
const isPrivate = (address: Address): boolean => {
  const text = formatAddress(address)
  if (text.includes(':')) return /^f[cd]/.test(text)
  const [first = 0, second = 0] = text.split('.').map(Number)
  return (
    first === 10 ||
    (first === 172 && second >= 16 && second < 32) ||
    (first === 192 && second === 168) ||
    (first === 100 && second >= 64 && second < 128)
  )
}

/** Laws of the edge. */
export const edgeLaws: readonly Law[] = [
  {
    name: 'what comes from the Internet comes in by a public address of its family, which stands for the one it arrives at',
    judge: (given) => {
      const { publicOf } = given.network
      const entering = hopsOf(
        given,
        ({ hop, next }) => hop.decision.code === 'publicAddress' && next !== undefined,
      )
      return judged(entering, ({ before, next, packet }) => {
        const called = packet.destination
        // All load balancers here have IPv4.
        if (next?.nic === undefined) return isIpv6(called)
        const entered = next.translatedDestination ?? called
        const outside = publicOf.get(formatAddress(entered))
        const isFromOutside = before === undefined
        return (
          outside === undefined ||
          (isFromOutside && familyOf(entered) !== familyOf(packet.source)) ||
          // Who is asked for by a private address comes in by whichever public one stands for it.
          (outside !== '' && !isPrivate(called) && formatAddress(called) !== outside)
        )
      })
    },
  },
  {
    name: 'IPv6 leaves by no address of IPv4: not by default outbound access, nor by a load balancer that has none',
    judge: (given) =>
      judged(leaving(given), ({ hop, way }) => {
        const isOfIpv4 = ['default', 'loadBalancer', 'outboundRule'].includes(
          hop.decision.parameters['by'] ?? '',
        )
        return isOfIpv4 && isIpv6(way.packet.source)
      }),
  },
  {
    name: 'a public address takes out what comes from the configuration that it stands for, and nothing else',
    judge: (given) =>
      judged(
        leaving(given).filter(({ hop }) => hop.decision.parameters['by'] === 'publicAddress'),
        ({ hop, packet }) =>
          !given.network.publicOf.has(formatAddress(hop.translatedSource ?? packet.source)),
      ),
  },
  {
    name: 'no ping leaves but by a public address',
    judge: (given) =>
      judged(
        leaving(given),
        ({ hop, packet }) => packet.protocol === 'icmp' && hop.decision.parameters['by'] !== 'publicAddress',
      ),
  },
  {
    name: 'an outbound rule carries the protocol that it is for',
    judge: (given) =>
      judged(
        leaving(given).filter(({ hop }) => hop.decision.parameters['by'] === 'outboundRule'),
        ({ hop, packet }) => {
          const protocol = given.network.outboundRules.get(hop.decision.parameters['name'] ?? '')
          return protocol !== 'all' && protocol !== packet.protocol
        },
      ),
  },
  {
    name: 'nothing leaves for the Internet to an address that is not routed there',
    judge: (given) => {
      const gone = given.ways.flatMap(([packet, all]) =>
        all.filter(({ ending }) => ending === 'deliveredToInternet').map((way) => ({ packet, way })),
      )
      return {
        seen: gone.length,
        violations: gone
          .filter(({ way }) => isPrivate(way.packet.destination))
          .map(({ packet, way }) => `${describePacket(packet)}: ${describeWay(way)}`),
      }
    },
  },
  {
    name: 'a private endpoint of a service of Azure answers no ping',
    judge: (given) =>
      judged(
        hopsOf(given, ({ hop, next }) => hop.kind === 'privateEndpoint' && next === undefined),
        ({ packet, way }) => isSuccess(way.ending) && packet.protocol === 'icmp',
      ),
  },
]
