// What an element makes of a packet's addresses and ports, where its decision does not say so itself.
import type { Hop } from '../queries/answers.ts'

/** What is other behind an element than before it. */
export interface ChangedEnds {
  readonly source?: string
  readonly destination?: string
}

/** Elements that say it in the words of their decision, or whose pick the next line shows. */
const speaksForItself = ({ kind, decision }: Hop): boolean =>
  kind === 'loadBalancer' || decision.code === 'sourceTranslated' || decision.code === 'destinationTranslated'

const withPort = (address: string | undefined, port: number | undefined): string | undefined => {
  if (port === undefined) return address
  return address === undefined
    ? `:${port}`
    : address.includes(':')
      ? `[${address}]:${port}`
      : `${address}:${port}`
}

const ends = (hop: Hop): readonly [source: string | undefined, destination: string | undefined] => [
  withPort(hop.translatedSource, hop.translatedSourcePort),
  withPort(hop.translatedDestination, hop.translatedPort),
]

/** The ends that the element behind sees and this one does not; undefined where nothing changes or it is said already. */
export const changedEnds = (hop: Hop, next: Hop | undefined): ChangedEnds | undefined => {
  if (next === undefined || speaksForItself(hop)) return undefined
  const [before, after] = [ends(hop), ends(next)]
  const [source, destination] = after.map((end, index) => (end === before[index] ? undefined : end))
  if (source === undefined && destination === undefined) return undefined
  return {
    ...(source === undefined ? {} : { source }),
    ...(destination === undefined ? {} : { destination }),
  }
}
