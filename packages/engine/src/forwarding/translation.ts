// Translation of addresses and ports: what an element remembers of a flow, and what it makes of the answers (R6.16, R6.18, R6.52).
import type { AzureFirewall, HubFirewall, Vm } from '../model/index.ts'
import { formatAddress } from '../net/index.ts'
import type { FlowMemory, Packet, PacketEnds, Translation } from './packet.ts'

/** The part of a packet that translation may change. */
export const endsOf = ({ source, destination, port }: PacketEnds): PacketEnds => ({
  source,
  destination,
  port,
})

/** A destination as people write it: with the port behind it, where there is one. */
export const targetText = ({ destination, port }: Pick<Packet, 'destination' | 'port'>): string => {
  const text = formatAddress(destination)
  if (port === undefined) return text
  return typeof destination === 'bigint' ? `[${text}]:${port}` : `${text}:${port}`
}

/** What an element has to remember that took in one packet and sends another; undefined where it changed nothing. */
export const translationBetween = (
  by: Vm | AzureFirewall | HubFirewall,
  taken: Packet,
  sent: Packet,
): Translation | undefined =>
  taken.source === sent.source && taken.destination === sent.destination && taken.port === sent.port
    ? undefined
    : { by, from: endsOf(taken), to: endsOf(sent) }

/** Whether a device gave the flow another destination, by address or by port. Azure's own translations work both ways. */
export const changesDestination = ({ of, from, to }: Translation): boolean =>
  of === undefined && (from.destination !== to.destination || from.port !== to.port)

/**
 * The packet as the sender of the flow has to see it, where this element has translated the flow that it answers, or is
 * an error about. Behind a load balancer the answer comes from a backend, so its source does not tell flows apart.
 */
export const turnedBack = (
  by: Translation['by'],
  packet: Packet,
  flow: FlowMemory | undefined,
): Packet | undefined => {
  const known = flow?.translations.findLast((each) => each.by === by && each.to.source === packet.destination)
  if (known === undefined || flow === undefined) return undefined
  const { source, destination, port } = known.from
  if (!changesDestination(known)) return { ...packet, destination: source }
  const { sourcePort: _translated, ...rest } = packet
  // The kernel gives errors from behind a translated destination that destination as their source, too.
  return {
    ...rest,
    source: destination,
    destination: source,
    ...(flow.as === 'error' || port === undefined ? {} : { sourcePort: port }),
  }
}

/**
 * An answer that does not come from where the flow was sent, as its sender takes it for nobody's. Azure puts right what it
 * has translated on its own, the port too, unless a tunnel takes the answer past it.
 */
export const isFromElsewhere = (answer: Packet, { translations }: FlowMemory, asked: Packet): boolean => {
  const isRedirected = translations.some(({ from, to }) => from.destination !== to.destination)
  if (!isRedirected && !translations.some(changesDestination)) return false
  const hasPort = translations.some(({ of }) => of !== undefined)
  return answer.source !== asked.destination || (!hasPort && answer.sourcePort !== asked.port)
}

const endsKey = ({ source, destination, port }: PacketEnds): readonly unknown[] => [
  formatAddress(source),
  formatAddress(destination),
  port,
]

/** Translations, written so that equal ones can be found. */
export const translationsKey = (translations: readonly Translation[]): readonly unknown[] =>
  translations.map(({ by, of, from, to }) => [by.id.key, of, ...endsKey(from), ...endsKey(to)])
