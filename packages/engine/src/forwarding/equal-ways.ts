// Joins ways that differ in nothing but the addresses of elements: the instances of one gateway, the tunnels to them,
// and the answers to flows that come back the same way.
import { type Address, formatAddress } from '../net/index.ts'
import { translationsKey } from './translation.ts'
import type { Hop, Way } from './way.ts'

/** All that people and answers tell ways apart by. */
const keyOf = (way: Way): string =>
  JSON.stringify([
    way.ending,
    formatAddress(way.packet.source),
    formatAddress(way.packet.destination),
    translationsKey(way.translations),
    way.hops.map((hop) => [
      hop.kind,
      hop.element,
      hop.nic?.id.key,
      hop.answers,
      hop.decrements,
      hop.decision.code,
      hop.decision.rule,
      hop.decision.parameters,
      hop.nextHopType,
      hop.translatedSource === undefined ? undefined : formatAddress(hop.translatedSource),
      hop.translatedDestination === undefined ? undefined : formatAddress(hop.translatedDestination),
      hop.translatedPort,
      hop.translatedSourcePort,
    ]),
  ])

const addressesOf = (hop: Hop): readonly Address[] =>
  hop.answeringAddresses ?? (hop.address === undefined ? [] : [hop.address])

/** One hop for both: every address that may answer, and the next hop address only where it is the same. */
const joinedHop = (first: Hop, second: Hop | undefined): Hop => {
  if (second === undefined) return first
  const addresses = [...new Set([...addressesOf(first), ...addressesOf(second)])]
  const { nextHopIp, ...rest } = first
  return {
    ...rest,
    ...(addresses.length > 1 ? { answeringAddresses: addresses } : {}),
    ...(nextHopIp !== undefined && nextHopIp === second.nextHopIp ? { nextHopIp } : {}),
  }
}

const joined = (first: Way, second: Way): Way => ({
  ...first,
  share: first.share + second.share,
  hops: first.hops.map((hop, index) => joinedHop(hop, second.hops[index])),
})

/** The ways without those that nobody could tell from an earlier one; the shares stay the same in all. */
export const withoutTwins = (
  ways: readonly Way[],
  keyOfWay: (way: Way) => string = keyOf,
): readonly Way[] => {
  if (ways.length < 2) return ways
  const byKey = new Map<string, Way>()
  for (const way of ways) {
    const key = keyOfWay(way)
    const known = byKey.get(key)
    byKey.set(key, known === undefined ? way : joined(known, way))
  }
  return [...byKey.values()]
}

/**
 * The ways of one packet with the instances of each gateway as one. Only they make twins; all other equal ways pass
 * elements with names of their own.
 */
export const withoutInstances = (ways: readonly Way[], keyOfWay?: (way: Way) => string): readonly Way[] => {
  const mayHold = ways.length > 1 && ways.some(({ hops }) => hops.some(({ kind }) => kind === 'vpnGateway'))
  return mayHold ? withoutTwins(ways, keyOfWay) : ways
}
