// One rule of nft: its matches, in any order, and its verdict.

import { addressFrom, looseMaskedPrefix } from '../addresses.ts'
import { lookUp } from '../look-up.ts'
import type { Rule, RuleMatch, Verdict } from '../netfilter.ts'
import type { RuleReading } from './iptables-rule.ts'
import type { Token } from './nft-tokens.ts'

/** Values of one match: a single one, or the members of `{ … }`. */
interface Values {
  readonly values: readonly string[]
  readonly negated: boolean
}

interface Cursor {
  readonly words: readonly Token[]
  at: number
}

const next = (cursor: Cursor): string => cursor.words[cursor.at++]?.text ?? ''
const peek = (cursor: Cursor): string => cursor.words[cursor.at]?.text ?? ''

const readValues = (cursor: Cursor): Values => {
  let negated = false
  if (peek(cursor) === '!=' || peek(cursor) === '==') negated = next(cursor) === '!='
  if (peek(cursor) !== '{') {
    const values = [next(cursor)]
    while (peek(cursor) === ',') {
      cursor.at += 1
      values.push(next(cursor))
    }
    return { values, negated }
  }
  cursor.at += 1
  const values: string[] = []
  while (cursor.at < cursor.words.length && peek(cursor) !== '}') {
    const value = next(cursor)
    if (value !== ',') values.push(value)
  }
  cursor.at += 1
  return { values, negated }
}

type Draft = { -readonly [K in keyof RuleMatch]?: RuleMatch[K] }

/** Why a rule cannot be kept. */
type Refusal = { readonly refused: string } | 'never' | undefined

const services: Readonly<Record<string, string>> = {
  ssh: '22',
  http: '80',
  https: '443',
  domain: '53',
  bgp: '179',
}

const takePorts = (
  match: Draft,
  protocol: 'tcp' | 'udp' | undefined,
  { values, negated }: Values,
): Refusal => {
  const ports = values.map((value) => lookUp(services, value) ?? value)
  if (negated || ports.some((port) => !/^\d{1,5}(?:-\d{1,5})?$/.test(port))) return { refused: 'dport' }
  if (protocol !== undefined) match.protocol = protocol
  match.ports = ports
  return undefined
}

const takeProtocol = (match: Draft, { values, negated }: Values): Refusal => {
  const numbered: Readonly<Record<string, string>> = { '1': 'icmp', '6': 'tcp', '17': 'udp' }
  const protocols = values.map((value) => lookUp(numbered, value) ?? value)
  if (negated) return { refused: 'protocol !=' }
  const ours = protocols.filter((each) => each === 'icmp' || each === 'tcp' || each === 'udp')
  const [only, another] = ours
  if (only === undefined) return 'never'
  if (another !== undefined) return ours.length === 3 ? undefined : { refused: 'protocol' }
  match.protocol = only
  return undefined
}

const takeStates = (match: Draft, { values, negated }: Values): Refusal => {
  if (negated) return { refused: 'ct state !=' }
  const isNew = values.includes('new')
  const isKnown = values.includes('established')
  if (!isNew && !isKnown) return 'never'
  match.flow = isNew && isKnown ? 'either' : isNew ? 'new' : 'established'
  return undefined
}

const takeInterface = (match: Draft, name: 'in' | 'out', { values, negated }: Values): Refusal => {
  const [dev, another] = values
  if (negated || another !== undefined || dev === undefined || dev.includes('*'))
    return { refused: name === 'in' ? 'iifname' : 'oifname' }
  match[name] = dev
  return undefined
}

interface Addresses {
  sources: Values
  destinations: Values
}

const takeAddresses = (addresses: Addresses, side: string, written: Values): Refusal => {
  const prefixes = written.values.map((value) => looseMaskedPrefix(value))
  if (prefixes.includes(undefined)) return { refused: side }
  const found: Values = { values: prefixes.flatMap((each) => each ?? []), negated: written.negated }
  if (found.negated && found.values.length > 1) return { refused: `${side} !=` }
  if (side === 'saddr') addresses.sources = found
  else addresses.destinations = found
  return undefined
}

/** Takes one match; `unknown` when the word begins none. */
const takeMatch = (word: string, match: Draft, addresses: Addresses, cursor: Cursor): Refusal | 'unknown' => {
  switch (word) {
    case 'ip': {
      const field = next(cursor)
      if (field === 'saddr' || field === 'daddr') return takeAddresses(addresses, field, readValues(cursor))
      if (field === 'protocol') return takeProtocol(match, readValues(cursor))
      return { refused: `ip ${field}` }
    }
    case 'ip6':
      return 'never'
    case 'meta': {
      const field = next(cursor)
      if (field === 'l4proto') return takeProtocol(match, readValues(cursor))
      if (field === 'nfproto') return readValues(cursor).values.includes('ipv4') ? undefined : 'never'
      if (field === 'iif' || field === 'iifname') return takeInterface(match, 'in', readValues(cursor))
      if (field === 'oif' || field === 'oifname') return takeInterface(match, 'out', readValues(cursor))
      return { refused: `meta ${field}` }
    }
    case 'tcp':
    case 'udp':
    case 'th': {
      const field = next(cursor)
      if (field !== 'dport') return { refused: `${word} ${field}` }
      return takePorts(match, word === 'th' ? undefined : word, readValues(cursor))
    }
    case 'icmp': {
      const field = next(cursor)
      const { values, negated } = readValues(cursor)
      if (field !== 'type' || negated) return { refused: 'icmp' }
      match.protocol = 'icmp'
      const asks = values.includes('echo-request') || values.includes('8')
      const answers = values.includes('echo-reply') || values.includes('0')
      if (!asks && !answers) return 'never'
      if (asks !== answers) match.flow = asks ? 'new' : 'established'
      return undefined
    }
    case 'ct': {
      const field = next(cursor)
      return field === 'state' ? takeStates(match, readValues(cursor)) : { refused: `ct ${field}` }
    }
    case 'iif':
    case 'iifname':
      return takeInterface(match, 'in', readValues(cursor))
    case 'oif':
    case 'oifname':
      return takeInterface(match, 'out', readValues(cursor))
    default:
      return 'unknown'
  }
}

/** `snat to 10.0.0.4`, `dnat ip to 10.0.0.5:443`. */
const translation = (kind: 'snat' | 'dnat', cursor: Cursor): Verdict | undefined => {
  while (['ip', 'to'].includes(peek(cursor))) cursor.at += 1
  const written = next(cursor)
  // A range or a map is kept as it is written: where it leads is not known.
  if (kind === 'dnat') return written === '' ? undefined : { kind, to: written }
  const to = addressFrom(/^([\d.]+)(?:-[\d.]+)?(?::\d+)?$/.exec(written)?.[1])
  return to === undefined ? undefined : { kind, to }
}

/** `redirect`, `redirect to :8080`. */
const redirection = (cursor: Cursor): Verdict => {
  if (peek(cursor) !== 'to') return { kind: 'dnat', to: 'self' }
  cursor.at += 1
  const port = next(cursor).replace(/^:/u, '')
  return { kind: 'dnat', to: port === '' ? 'self' : `:${port}` }
}

const verdictAt = (word: string, cursor: Cursor): Verdict | undefined => {
  switch (word) {
    case 'accept':
      return { kind: 'accept' }
    case 'drop':
    case 'reject':
      return { kind: 'drop' }
    case 'return':
      return { kind: 'return' }
    case 'masquerade':
      return { kind: 'masquerade' }
    case 'jump':
    case 'goto':
      return { kind: 'jump', chain: next(cursor) }
    case 'snat':
    case 'dnat':
      return translation(word, cursor)
    case 'redirect':
      return redirection(cursor)
    default:
      return undefined
  }
}

/** Statements without a say in where packets go, with the number of words that belong to them. */
const passed: Readonly<Record<string, number>> = {
  counter: 0,
  log: 0,
  packets: 1,
  bytes: 1,
  prefix: 1,
  level: 1,
  group: 1,
  comment: 1,
  notrack: 0,
}

/** Reads the words of a rule. */
export const readNftRule = (words: readonly Token[]): RuleReading => {
  const cursor: Cursor = { words, at: 0 }
  const at = words[0]?.at ?? { file: '', line: 1, column: 1, endLine: 1, endColumn: 1 }
  const match: Draft = {}
  const none: Values = { values: [], negated: false }
  const addresses: Addresses = { sources: none, destinations: none }
  while (cursor.at < words.length) {
    const word = next(cursor)
    const skipped = lookUp(passed, word)
    if (skipped !== undefined) {
      cursor.at += skipped
      continue
    }
    const taken = takeMatch(word, match, addresses, cursor)
    if (taken === 'never') return { kind: 'never' }
    if (taken === undefined) continue
    if (taken !== 'unknown') return { kind: 'notUsed', what: `nft ${taken.refused}`, why: 'notModelled' }
    const verdict = verdictAt(word, cursor)
    if (verdict === undefined) return { kind: 'notUsed', what: `nft ${word}`, why: 'notModelled' }
    return { kind: 'rules', rules: spread(match, addresses, verdict, at) }
  }
  // Without a verdict a rule only counts.
  return { kind: 'never' }
}

const spread = (
  match: RuleMatch,
  { sources, destinations }: Addresses,
  verdict: Verdict,
  at: Rule['at'],
): readonly Rule[] => {
  const each = ({ values }: Values): readonly (string | undefined)[] =>
    values.length === 0 ? [undefined] : values
  return each(sources).flatMap((source) =>
    each(destinations).map((destination): Rule => {
      const from: RuleMatch =
        source === undefined ? {} : sources.negated ? { exceptSource: source } : { source }
      const to: RuleMatch =
        destination === undefined
          ? {}
          : destinations.negated
            ? { exceptDestination: destination }
            : { destination }
      return { match: { ...match, ...from, ...to }, verdict, at }
    }),
  )
}
