// One rule of iptables: what it matches and what becomes of the packet.

import type { GuestProblem, Span } from '../../../diagnostics/index.ts'
import { addressFrom, looseMaskedPrefix } from '../addresses.ts'
import { lookUp } from '../look-up.ts'
import type { Rule, RuleMatch, Verdict } from '../netfilter.ts'

/** Rules (several where a rule lists addresses), or why there are none; `never`: no packet of ours matches. */
export type RuleReading =
  | { readonly kind: 'rules'; readonly rules: readonly Rule[] }
  | { readonly kind: 'never' }
  | { readonly kind: 'notUsed'; readonly what: string; readonly why: GuestProblem }

const spelled: Readonly<Record<string, string>> = {
  '--source': '-s',
  '--src': '-s',
  '--destination': '-d',
  '--dst': '-d',
  '--protocol': '-p',
  '--proto': '-p',
  '--in-interface': '-i',
  '--out-interface': '-o',
  '--match': '-m',
  '--jump': '-j',
  '--goto': '-g',
  '--destination-port': '--dport',
  '--destination-ports': '--dports',
  '--state': '--ctstate',
}

/** Options that take a value and change nothing that a simulation could tell. */
const ignoredValues: ReadonlySet<string> = new Set([
  '--comment',
  '--reject-with',
  '--log-prefix',
  '--log-level',
  '--set-mark',
])
const ignoredFlags: ReadonlySet<string> = new Set([
  '--random',
  '--random-fully',
  '--persistent',
  '--syn',
  '-f',
])
/** Modules of matches that are read. */
const knownModules: ReadonlySet<string> = new Set([
  'tcp',
  'udp',
  'icmp',
  'state',
  'conntrack',
  'multiport',
  'comment',
])

const portsOf = (text: string): readonly string[] | undefined => {
  const ports = text.split(',').map((each) => each.replace(':', '-'))
  return ports.every((each) => /^\d{1,5}(?:-\d{1,5})?$/.test(each)) ? ports : undefined
}

const numbered: Readonly<Record<string, string>> = { '1': 'icmp', '6': 'tcp', '17': 'udp' }

const namedPorts: Readonly<Record<string, string>> = {
  ssh: '22',
  http: '80',
  https: '443',
  domain: '53',
  bgp: '179',
}

const flowOf = (states: string): NonNullable<RuleMatch['flow']> | 'never' => {
  const set = new Set(states.toUpperCase().split(','))
  const isNew = set.has('NEW')
  const isKnown = set.has('ESTABLISHED')
  if (isNew && isKnown) return 'either'
  if (isNew) return 'new'
  return isKnown ? 'established' : 'never'
}

/** Pings are all of ICMP that is simulated: a request opens a flow, a reply belongs to one. */
const pingOf = (type: string): RuleMatch['flow'] | 'never' | 'any' => {
  if (type === '8' || type === 'echo-request' || type === '8/0') return 'new'
  if (type === '0' || type === 'echo-reply' || type === '0/0') return 'established'
  return type === 'any' ? 'any' : 'never'
}

const ignoredTargets: ReadonlySet<string> = new Set([
  'LOG',
  'NFLOG',
  'ULOG',
  'MARK',
  'CONNMARK',
  'TCPMSS',
  'CT',
  'TRACE',
])

const verdictOf = (target: string, options: ReadonlyMap<string, string>): Verdict | undefined => {
  switch (target) {
    case 'ACCEPT':
      return { kind: 'accept' }
    case 'DROP':
    case 'REJECT':
      return { kind: 'drop' }
    case 'RETURN':
      return { kind: 'return' }
    case 'MASQUERADE':
      return { kind: 'masquerade' }
    case 'SNAT': {
      const to = addressFrom(options.get('--to-source')?.split(/[-:]/)[0])
      return to === undefined ? undefined : { kind: 'snat', to }
    }
    case 'DNAT': {
      // A range of addresses or ports is kept as it is written: where it leads is not known.
      const to = options.get('--to-destination') ?? options.get('--to')
      return to === undefined ? undefined : { kind: 'dnat', to }
    }
    case 'REDIRECT': {
      const port = options.get('--to-ports') ?? options.get('--to-port')
      return { kind: 'dnat', to: port === undefined ? 'self' : `:${port}` }
    }
    default:
      return /^[A-Z]+$/.test(target) &&
        ['NETMAP', 'TPROXY', 'NFQUEUE', 'QUEUE', 'SET', 'TEE'].includes(target)
        ? undefined
        : { kind: 'jump', chain: target }
  }
}

interface Draft {
  readonly match: { -readonly [K in keyof RuleMatch]?: RuleMatch[K] }
  readonly sources: { readonly prefixes: readonly string[]; readonly negated: boolean }
  readonly destinations: { readonly prefixes: readonly string[]; readonly negated: boolean }
}

/** Reads the words behind the chain. */
export const readRule = (words: readonly string[], table: string, at: Span): RuleReading => {
  const refused = (what: string, why: GuestProblem = 'notModelled'): RuleReading => ({
    kind: 'notUsed',
    what: `iptables ${what}`.trim(),
    why,
  })
  const options = new Map<string, string>()
  const match: Draft['match'] = {}
  let sources: Draft['sources'] = { prefixes: [], negated: false }
  let destinations: Draft['destinations'] = { prefixes: [], negated: false }
  let target: string | undefined
  let negated = false
  for (let index = 0; index < words.length; index++) {
    const written = words[index] ?? ''
    if (written === '!') {
      negated = true
      continue
    }
    const option = lookUp(spelled, written) ?? written
    if (ignoredFlags.has(option)) continue
    // Formerly the sign stood behind the option.
    if (words[index + 1] === '!') {
      negated = true
      index += 1
    }
    const value = words[++index]
    if (value === undefined) return refused('', 'malformed')
    const isNegated = negated
    negated = false
    if (ignoredValues.has(option)) continue
    switch (option) {
      case '-s':
      case '-d': {
        const prefixes = value.split(',').map((each) => looseMaskedPrefix(each))
        if (prefixes.includes(undefined)) return refused(option, 'malformed')
        const list = { prefixes: prefixes.flatMap((each) => each ?? []), negated: isNegated }
        if (isNegated && list.prefixes.length > 1) return refused(`! ${option}`)
        if (option === '-s') sources = list
        else destinations = list
        continue
      }
      case '-i':
      case '-o':
        if (isNegated || value.endsWith('+')) return refused(isNegated ? `! ${option}` : option)
        match[option === '-i' ? 'in' : 'out'] = value
        continue
      case '-p': {
        const protocol = lookUp(numbered, value) ?? value.toLowerCase()
        if (isNegated) return refused('! -p')
        if (protocol === 'all' || protocol === '0') continue
        // Other protocols are not among the packets that are asked about.
        if (protocol !== 'icmp' && protocol !== 'tcp' && protocol !== 'udp') return { kind: 'never' }
        match.protocol = protocol
        continue
      }
      case '--dport':
      case '--dports': {
        const ports = portsOf(lookUp(namedPorts, value) ?? value)
        if (ports === undefined || isNegated) return refused(option)
        match.ports = ports
        continue
      }
      case '--ctstate': {
        const flow = flowOf(value)
        if (isNegated) return refused('! --ctstate')
        if (flow === 'never') return { kind: 'never' }
        match.flow = flow
        continue
      }
      case '--icmp-type': {
        const flow = pingOf(value)
        if (flow === 'never') return { kind: 'never' }
        if (flow !== 'any' && flow !== undefined) match.flow = flow
        continue
      }
      case '-m':
        if (!knownModules.has(value)) return refused(`-m ${value}`)
        continue
      case '-j':
      case '-g':
        target = value
        continue
      default:
        if (option !== '--to' && !option.startsWith('--to-')) return refused(option)
        options.set(option, value)
    }
  }
  if (target === undefined || ignoredTargets.has(target)) return { kind: 'never' }
  const verdict = verdictOf(target, options)
  if (verdict === undefined) return refused(`${table === 'nat' ? '-t nat ' : ''}-j ${target}`)
  return { kind: 'rules', rules: spread({ match, sources, destinations }, verdict, at) }
}

/** A rule for each pair of the addresses that it lists. */
const spread = ({ match, sources, destinations }: Draft, verdict: Verdict, at: Span): readonly Rule[] => {
  const each = ({ prefixes }: Draft['sources']): readonly (string | undefined)[] =>
    prefixes.length === 0 ? [undefined] : prefixes
  const part = (name: 'source' | 'destination', prefix: string | undefined, negated: boolean): RuleMatch => {
    if (prefix === undefined || (prefix === '0.0.0.0/0' && !negated)) return {}
    if (name === 'source') return negated ? { exceptSource: prefix } : { source: prefix }
    return negated ? { exceptDestination: prefix } : { destination: prefix }
  }
  return each(sources).flatMap((source) =>
    each(destinations).map((destination) => ({
      match: {
        ...match,
        ...part('source', source, sources.negated),
        ...part('destination', destination, destinations.negated),
      },
      verdict,
      at,
    })),
  )
}
