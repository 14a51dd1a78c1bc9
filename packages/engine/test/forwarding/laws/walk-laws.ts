// Laws of a single walk: it ends, in an ending of the closed list, and what it says of the way fits together.
import { type Ending, type Hop, isSuccess } from '../../../src/forwarding/index.ts'
import { type Address, familyOf, formatAddress } from '../../../src/net/index.ts'
import { brokenWays, type Case, describePacket, type Law, type Verdict } from './case.ts'

const endings: ReadonlySet<string> = new Set<Ending>([
  'applianceMissing',
  'applianceNotForwarding',
  'delivered',
  'deliveredElsewhere',
  'deliveredToInternet',
  'filtered',
  'gatewayNoRoute',
  'hostStopped',
  'loop',
  'noInternetEgress',
  'noRoute',
  'noSuchHost',
  'peeringRefused',
  'ttlExpired',
  'tunnelDown',
  'unknown',
])

const seenWays = ({ ways }: Case, violations: readonly string[]): Verdict => ({
  violations,
  seen: ways.reduce((sum, [, all]) => sum + all.length, 0),
})

const isRule = (text: string | undefined): boolean => /^R\d+\.\d+[a-z]?$/.test(text ?? '')

/** An address, or the name of the public one for which it stands in. */
const nameOf = (asked: Address, { analysis }: Case): string =>
  analysis.network.publicEndpoints.find(({ address, isStated }) => address === asked && !isStated)?.name ??
  formatAddress(asked)

/** Laws about each way. */
export const walkLaws: readonly Law[] = [
  {
    name: 'a packet always ends, in an ending of the closed list',
    judge: (given) =>
      seenWays(given, [
        ...brokenWays(given, ({ ending, hops }) => !endings.has(ending) || hops.length === 0),
        ...given.ways.filter(([, all]) => all.length === 0).map(([packet]) => describePacket(packet)),
      ]),
  },
  {
    name: 'the shares of the ways of a packet add up to 1',
    judge: (given) =>
      seenWays(
        given,
        given.ways
          .filter(([, all]) => Math.abs(all.reduce((sum, { share }) => sum + share, 0) - 1) > 1e-9)
          .map(([packet]) => describePacket(packet)),
      ),
  },
  {
    name: 'a packet meets no element twice unchanged, unless it is in a loop',
    judge: (given) =>
      seenWays(
        given,
        brokenWays(given, ({ ending, hops }, { destination }) => {
          // Behind a frontend that was the destination the packet is another one.
          const frontend = hops.findIndex(
            ({ kind, address }) => kind === 'loadBalancer' && address === destination,
          )
          // A load balancer that is met again may pick another backend. A VPN gateway is met once out of a tunnel and
          // once into one; a packet that it sees a third time is in a loop.
          const elements = hops.filter(
            ({ kind, element }, index) =>
              kind !== 'loadBalancer' &&
              !(
                kind === 'vpnGateway' &&
                hops.slice(0, index).filter((hop) => hop.element === element).length === 1
              ),
          )
          const met = elements.map((hop) => {
            const rewritten = frontend >= 0 && hops.indexOf(hop) > frontend
            const { kind, element, address, decision } = hop
            const { translatedSource, translatedDestination, translatedPort } = hop
            const isTranslator = decision.code === 'destinationTranslated'
            return [
              kind,
              element,
              address,
              rewritten,
              translatedSource,
              translatedDestination,
              translatedPort,
              isTranslator,
            ].join()
          })
          // The last one may stop the packet before it is told that it has met it.
          const told = isSuccess(ending) ? met : met.slice(0, -1)
          return ending !== 'loop' && new Set(told).size !== told.length
        }),
      ),
  },
  {
    name: 'a way that delivers ends at who owns the destination, or what the destination was translated to',
    judge: (given) => ({
      seen: given.ways.filter(([, all]) => all.some(({ ending }) => ending === 'delivered')).length,
      violations: brokenWays(given, ({ ending, hops, packet: arrived, translations }, packet) => {
        const last = hops.at(-1)?.element ?? ''
        const owns = (asked: Address): boolean =>
          given.network.owners.get(nameOf(asked, given))?.includes(last) === true
        // A firewall or a guest may lead to anybody; everybody else only to who is behind the address.
        const isLed = translations.some(
          ({ of, from, to }) => of === undefined && from.destination !== to.destination,
        )
        return ending === 'delivered' && !(owns(arrived.destination) && (isLed || owns(packet.destination)))
      }),
    }),
  },
  {
    name: 'a way says to whom it delivered, and names a rule for its end',
    judge: (given) =>
      seenWays(
        given,
        brokenWays(
          given,
          ({ ending, hops, deliveredTo }) =>
            (ending === 'delivered') !== (deliveredTo !== undefined) ||
            !hops.every(({ decision }) => isRule(decision.rule)),
        ),
      ),
  },
  {
    name: 'every address of a hop is of the family of the packet that it sees',
    judge: (given) => {
      const isOther = ({ address, answeringAddresses = [] }: Hop, like: Address): boolean =>
        [address, ...answeringAddresses].some(
          (each) => each !== undefined && familyOf(each) !== familyOf(like),
        )
      return seenWays(
        given,
        brokenWays(given, ({ hops }, { destination }) =>
          hops.some(
            (hop) =>
              isOther(hop, destination) ||
              hop.carrier?.hops.some((below) =>
                isOther(below, hop.carrier?.packet.destination ?? destination),
              ) === true,
          ),
        ),
      )
    },
  },
]
