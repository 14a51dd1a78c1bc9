// The lists of a router's configuration that policies refer to by name: prefixes, access, AS paths, communities.
import { routerExpression } from '../../../net/index.ts'
import type { AsPathEntry, CommunityEntry, PrefixEntry } from '../../../resources/index.ts'
import type { ConfigLine } from './config-lines.ts'
import type { RouterReport } from './router-report.ts'
import {
  community,
  hostPrefixText,
  isAddress,
  maskLength,
  prefixText,
  slashPrefix,
  wholeNumber,
  wildcardLength,
} from './written-values.ts'

/** What an access list says of packets, where it says it plainly. */
export interface AccessEntry {
  readonly action: 'permit' | 'deny'
  readonly source: string | undefined
  readonly destination: string | undefined
  /** Whether it asks for no more than the two. */
  readonly plain: boolean
}

/** Lists by name; entries by their sequence. */
export class ListsByName<E> {
  readonly #lists = new Map<string, { readonly entries: Map<number, E>; last: number }>()

  /** Makes a list known, also one without entries. */
  define(name: string): { readonly entries: Map<number, E>; last: number } {
    const known = this.#lists.get(name)
    if (known !== undefined) return known
    const made = { entries: new Map<number, E>(), last: 0 }
    this.#lists.set(name, made)
    return made
  }

  /** Adds an entry: in the place of one with the same number, else behind the last. */
  add(name: string, entry: E, sequence: number | undefined, step: number): void {
    const list = this.define(name)
    const own = sequence ?? list.last + step
    list.entries.set(own, entry)
    list.last = Math.max(list.last, own)
  }

  remove(name: string): void {
    this.#lists.delete(name)
  }

  /** The entries in order; undefined for a name that nothing defines. */
  get(name: string): readonly E[] | undefined {
    const list = this.#lists.get(name)
    return list && [...list.entries].sort(([a], [b]) => a - b).map(([, entry]) => entry)
  }
}

/** All lists of a configuration. */
export interface NamedLists {
  readonly prefixes: ListsByName<PrefixEntry>
  /** Access lists as they select routes. */
  readonly access: ListsByName<PrefixEntry>
  /** Access lists as they select packets. */
  readonly packets: ListsByName<AccessEntry>
  readonly asPaths: ListsByName<AsPathEntry>
  readonly communities: ListsByName<CommunityEntry>
}

/** No lists yet. */
export const noLists = (): NamedLists => ({
  prefixes: new ListsByName(),
  access: new ListsByName(),
  packets: new ListsByName(),
  asPaths: new ListsByName(),
  communities: new ListsByName(),
})

/** The words behind an optional `seq N`. */
const afterSequence = (words: readonly string[]): readonly [number | undefined, readonly string[]] =>
  words[0] === 'seq' || words[0] === 'sequence'
    ? [wholeNumber(words[1], 1, 4_294_967_295), words.slice(2)]
    : [undefined, words]

const actionOf = (word: string | undefined): 'permit' | 'deny' | undefined =>
  word === 'permit' || word === 'deny' ? word : undefined

/** `ip prefix-list NAME [seq N] permit PREFIX [ge N] [le N]`; `words` begin with the name. */
export const readPrefixList = (
  lists: NamedLists,
  line: ConfigLine,
  words: readonly string[],
  family: 4 | 6,
  report: RouterReport,
): void => {
  const [name, ...rest] = words
  if (name === undefined || name === 'sequence-number') return
  const [sequence, [actionWord, text, ...ranges]] = afterSequence(rest)
  if (actionWord === 'description' || rest[0] === 'description') return
  if (line.negated) {
    if (actionWord === undefined) lists.prefixes.remove(name)
    else report.notModelled(line)
    return
  }
  const action = actionOf(actionWord)
  const everything = family === 4 ? '0.0.0.0/0' : '::/0'
  const prefix = text === 'any' ? everything : slashPrefix(text)
  if (action === undefined || prefix === undefined) {
    report.malformed(line, 'prefix')
    return
  }
  const bound = (word: string): number | undefined => {
    const at = ranges.indexOf(word)
    return at < 0 ? undefined : wholeNumber(ranges[at + 1], 0, 128)
  }
  const ge = bound('ge')
  const le = text === 'any' ? (family === 4 ? 32 : 128) : bound('le')
  const entry: PrefixEntry = {
    action,
    prefix,
    ...(ge === undefined ? {} : { ge }),
    ...(le === undefined ? {} : { le }),
    span: line.span,
  }
  lists.prefixes.add(name, entry, sequence, 5)
}

/** An address with its wildcard, `any` or `host ADDRESS`: the prefix, and how many words it took. */
const wildcardRange = (
  words: readonly string[],
  aloneIsHost: boolean,
): { readonly prefix: string; readonly taken: number } | undefined => {
  const [first, second] = words
  if (first === 'any' || first === 'any4') return { prefix: '0.0.0.0/0', taken: 1 }
  if (first === 'host') return isAddress(second) ? { prefix: hostPrefixText(second), taken: 2 } : undefined
  const range = prefixText(first, wildcardLength(second))
  if (range !== undefined) return { prefix: range, taken: 2 }
  return aloneIsHost && second === undefined && isAddress(first)
    ? { prefix: hostPrefixText(first), taken: 1 }
    : undefined
}

/** The lengths that a mask with a wildcard means, as an extended list over routes has them. */
const lengthsOf = (words: readonly string[]): { readonly ge: number; readonly le: number } | undefined => {
  const [first, second] = words
  if (first === 'any' || first === undefined) return { ge: 0, le: 32 }
  const exact = maskLength(first === 'host' ? second : first)
  if (exact === undefined) return undefined
  if (first === 'host') return { ge: exact, le: exact }
  const free = wildcardLength(second)
  if (free === undefined) return undefined
  return { ge: Math.min(exact, free), le: free === 32 ? exact : 32 }
}

const oneProtocol = /^(?:tcp|udp|icmp|gre|esp|ahp|ospf|eigrp|igmp|pim|ipinip|sctp|object-group)$/

/** One entry of an access list; `words` begin with permit or deny. */
export const readAccessEntry = (
  lists: NamedLists,
  line: ConfigLine,
  name: string,
  words: readonly string[],
  report: RouterReport,
): void => {
  const [sequence, [actionWord, ...rest]] = afterSequence(words)
  if (actionWord === 'remark') return
  const action = actionOf(actionWord)
  if (action === undefined) {
    report.malformed(line, 'word')
    return
  }
  const add = (entry: Omit<PrefixEntry, 'action' | 'span'>): void =>
    lists.access.add(name, { action, ...entry, span: line.span }, sequence, 10)
  const [first, second] = rest
  // As zebra has it: a prefix means what lies inside it, or itself alone.
  const plain = slashPrefix(first)
  if (plain !== undefined) {
    add({ prefix: plain, ...(second === 'exact-match' ? {} : { orLonger: true }) })
    return
  }
  // One protocol only: that selects packets, and no route.
  if (first !== undefined && oneProtocol.test(first)) {
    lists.access.define(name)
    const entry = { action, source: undefined, destination: undefined, plain: false }
    lists.packets.add(name, entry, sequence, 10)
    return
  }
  if (first === 'any' && line.words[0] === 'ipv6') {
    add({ prefix: '::/0', orLonger: true })
    return
  }
  const isExtended = first === 'ip' || first === 'ipv4'
  if (!isExtended) {
    const range = wildcardRange(
      rest.filter((word) => word !== 'log'),
      true,
    )
    if (range === undefined) {
      report.notModelled(line, 'access-list')
      return
    }
    lists.packets.add(
      name,
      { action, source: range.prefix, destination: undefined, plain: true },
      sequence,
      10,
    )
    add({ prefix: range.prefix, ge: 0 })
    return
  }
  const source = wildcardRange(rest.slice(1), false)
  const behind = source === undefined ? [] : rest.slice(1 + source.taken)
  const destination = wildcardRange(behind, false)
  if (source !== undefined && destination !== undefined)
    lists.packets.add(
      name,
      { action, source: source.prefix, destination: destination.prefix, plain: true },
      sequence,
      10,
    )
  const lengths = lengthsOf(behind)
  if (source === undefined || (lengths === undefined && destination === undefined)) {
    report.notModelled(line, 'access-list')
    return
  }
  // A destination that is no mask selects packets and, of routes, none.
  if (lengths !== undefined) add({ prefix: source.prefix, ...lengths })
}

/** `as-path access-list NAME [seq N] permit REGEX`; `words` begin with the name. */
export const readAsPathList = (
  lists: NamedLists,
  line: ConfigLine,
  words: readonly string[],
  report: RouterReport,
): void => {
  const [name, ...rest] = words
  if (name === undefined) return
  const [sequence, [actionWord, ...expression]] = afterSequence(rest)
  if (line.negated) {
    lists.asPaths.remove(name)
    return
  }
  const action = actionOf(actionWord)
  const text = expression.join(' ').replace(/^"(.*)"$/, '$1')
  if (action === undefined || routerExpression(text) === undefined) {
    report.malformed(line, 'expression')
    return
  }
  lists.asPaths.add(name, { action, expression: text, span: line.span }, sequence, 5)
}

/** `community-list [standard|expanded] NAME [seq N] permit …`; `words` begin behind `community-list`. */
export const readCommunityList = (
  lists: NamedLists,
  line: ConfigLine,
  words: readonly string[],
  report: RouterReport,
): void => {
  const [kind, ...named] = words[0] === 'standard' || words[0] === 'expanded' ? words : ['', ...words]
  const [name, ...rest] = named
  if (name === undefined) return
  const [sequence, [actionWord, ...values]] = afterSequence(rest)
  if (line.negated) {
    lists.communities.remove(name)
    return
  }
  const action = actionOf(actionWord)
  if (action === undefined) {
    report.malformed(line, 'word')
    return
  }
  // Numbers from 100 on are lists of expressions, and so is what says so.
  const number = wholeNumber(name, 1, 500)
  const isExpanded = kind === 'expanded' || (kind === '' && (number ?? 0) >= 100)
  const text = values.join(' ')
  if (isExpanded) {
    if (routerExpression(text) === undefined) {
      report.malformed(line, 'expression')
      return
    }
    lists.communities.add(name, { action, expression: text, span: line.span }, sequence, 5)
    return
  }
  // `internet` stands for every community.
  if (values.includes('internet')) {
    lists.communities.add(name, { action, communities: [], span: line.span }, sequence, 5)
    return
  }
  const communities = values.map(community)
  const known = communities.filter((value) => value !== undefined)
  if (known.length < communities.length) {
    report.malformed(line, 'community')
    return
  }
  lists.communities.add(name, { action, communities: known, span: line.span }, sequence, 5)
}
