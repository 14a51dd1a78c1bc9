// Joins ways that differ in nothing but the addresses of elements: the instances of one gateway, the tunnels to them.
import { type Address, formatAddress } from '../net/index.ts'
import type { Packet } from './packet.ts'
import type { Hop, Way } from './way.ts'

const textOf = ({ source, destination, port }: Packet): string =>
  `${formatAddress(source)}>${formatAddress(destination)}:${port ?? ''}`

/** All that people and answers tell ways apart by. */
const keyOf = (way: Way): string =>
  JSON.stringify([
    way.ending,
    textOf(way.packet),
    way.translations.map(({ by, after }) => [by.id.key, textOf(after)]),
    way.hops.map(({ kind, element, nic, answers, decrements, decision, nextHopType, translatedSource }) => [
      kind,
      element,
      nic?.id.key,
      answers,
      decrements,
      decision.code,
      decision.rule,
      decision.parameters,
      nextHopType,
      translatedSource === undefined ? undefined : formatAddress(translatedSource),
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
export const withoutTwins = (ways: readonly Way[]): readonly Way[] => {
  // Only instances of gateways make twins; all other equal ways pass elements with names of their own.
  const mayHold = ways.length > 1 && ways.some(({ hops }) => hops.some(({ kind }) => kind === 'vpnGateway'))
  if (!mayHold) return ways
  const byKey = new Map<string, Way>()
  for (const way of ways) {
    const key = keyOf(way)
    const known = byKey.get(key)
    byKey.set(key, known === undefined ? way : joined(known, way))
  }
  return [...byKey.values()]
}
