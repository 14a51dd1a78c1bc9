// What a traceroute along given ways would show: one line for each TTL at which a packet ends (R6.26–R6.28).
import type { Hop, Way } from '../forwarding/index.ts'
import { type Address, compareAddresses, formatAddress } from '../net/index.ts'
import type { TracerouteHop } from './answers.ts'

/** One TTL on one way: the addresses that may answer; none where nothing does. */
type Probe = readonly Address[]

/** Where tools give up. */
const mostProbes = 30

/**
 * What each TTL shows on one way; the last is the destination, or silence where the way ends early. In a loop the same
 * elements answer again, round after round, until the tool gives up (R6.28).
 */
const probesOf = (
  way: Way,
  destination: Address,
  answersOf: (hop: Hop) => Probe,
  replyReturns: boolean,
): readonly Probe[] => {
  const shown = (hops: readonly Hop[]): readonly Probe[] =>
    hops.filter((hop) => hop.decrements).map(answersOf)
  const onTheWay = shown(way.hops)
  const round = shown(way.round ?? [])
  if (round.length > 0) {
    const rest = Math.max(0, mostProbes - onTheWay.length)
    return [...onTheWay, ...Array.from({ length: rest }, (_, index) => round[index % round.length] ?? [])]
  }
  const arrives = way.ending === 'delivered' || way.ending === 'deliveredToInternet'
  return [...onTheWay, arrives && replyReturns ? [destination] : []]
}

/**
 * The lines of a traceroute over all ways. Where no way arrives, the last line is silent and stands for all that follow.
 * `answersOf` tells with which addresses an element answers the sender, `nameOf` by which name the sender knows one.
 */
export const tracerouteOf = (
  ways: readonly Way[],
  destination: Address,
  answersOf: (hop: Hop) => Probe,
  replyReturns: boolean,
  nameOf: (address: Address) => string | undefined = () => undefined,
): readonly TracerouteHop[] => {
  const probes = ways.map((way) => probesOf(way, destination, answersOf, replyReturns))
  const length = Math.max(0, ...probes.map((way) => way.length))
  return Array.from({ length }, (_, index) => {
    const here = probes.flatMap((way): readonly Probe[] => way.slice(index, index + 1))
    const answers = [...new Set(here.flat())].sort(compareAddresses)
    const silent = here.some((probe) => probe.length === 0)
    const names = answers.flatMap((address) => nameOf(address) ?? [])
    return {
      ttl: index + 1,
      addresses: answers.map(formatAddress),
      ...(names.length === 0 ? {} : { names }),
      silent,
    }
  })
}
