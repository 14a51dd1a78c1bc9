// `router bgp`: what is written of the process, before its neighbours and policies are made ready.
import type { Span } from '../../../diagnostics/index.ts'
import type { BgpAggregate, RedistributedSource } from '../../../resources/index.ts'
import {
  type FamilyScope,
  type NamedUse,
  readNeighborLine,
  type WrittenNeighbor,
} from './bgp-neighbor-lines.ts'
import type { ConfigLine } from './config-lines.ts'
import type { RouterReport } from './router-report.ts'
import {
  asNumber,
  classfulLength,
  maskedPrefix,
  prefixText,
  slashPrefix,
  wholeNumber,
} from './written-values.ts'

/** A `router bgp` section as it is written. */
export interface BgpDraft {
  readonly asn: number
  readonly span: Span
  scope: FamilyScope
  /** Undefined: as the version has it. */
  requiresPolicy: boolean | undefined
  importCheck: boolean | undefined
  activatesIpv4: boolean
  multipathRelax: boolean
  maximumPaths: number | undefined
  networks: { readonly prefix: string; readonly routeMap: NamedUse | undefined; readonly span: Span }[]
  redistribute: Map<RedistributedSource, NamedUse | undefined>
  defaultInformation: boolean
  aggregates: BgpAggregate[]
  /** Neighbours and peer groups, by address or name. */
  readonly neighbors: Map<string, WrittenNeighbor>
}

/** Opens the section; undefined where the number is none, or it is of another routing table. */
export const openBgp = (
  before: BgpDraft | undefined,
  line: ConfigLine,
  report: RouterReport,
): BgpDraft | undefined => {
  const [, , number, further] = line.words
  if (further === 'vrf' || further === 'view') {
    report.notModelled(line, `router bgp … ${further}`)
    return undefined
  }
  if (number === undefined && before !== undefined) return before
  const asn = asNumber(number)
  if (asn === undefined) {
    report.malformed(line, 'asn')
    return undefined
  }
  if (before !== undefined && before.asn !== asn) {
    // One process has one number; a text with several is that of several routers.
    report.notModelled(line, 'router bgp')
    return undefined
  }
  if (before !== undefined) {
    before.scope = 'all'
    return before
  }
  return {
    asn,
    span: line.span,
    scope: 'all',
    requiresPolicy: undefined,
    importCheck: undefined,
    activatesIpv4: true,
    multipathRelax: false,
    maximumPaths: undefined,
    networks: [],
    redistribute: new Map(),
    defaultInformation: false,
    aggregates: [],
    neighbors: new Map(),
  }
}

/** `bgp …` statements that change no route: logging, timers, tie-breaks, graceful restart. */
const harmlessBgp =
  /^(?:router-id|log-neighbor-changes|graceful-restart|graceful-shutdown|deterministic-med|update-delay|nopeerup-delay|scan-time|fast-external-failover|fast-external-fallover|cluster-id|coalesce-time|dampening|disable-ebgp-connected-route-check|fast-convergence|bestpath|minimum-holdtime|no-rib|suppress-duplicates|asnotation|aigp|nexthop|soft-reconfig-backup|enforce-first-as|update-source|upgrade-cli|listen|recursion|redistribute-internal|consistency-checker|advertise-best-external|additional-paths|transport|regexp|long-lived-graceful-restart|allow-martian-nexthop|reject-as-sets|suppress-fib-pending|default-originate|session-dscp|shutdown|hard-administrative-reset|conditional-advertisement|import-check|labeled-unicast|lu|snmp|rpki|wait-for-install|slow-peer|refresh|maxas-limit|mpls-local-label|inject-map|route-map|default|ebgp-requires-policy|network)$/

const readBgpOption = (bgp: BgpDraft, line: ConfigLine, report: RouterReport): void => {
  const [, option, first, second] = line.words
  const on = !line.negated
  if (option === 'ebgp-requires-policy') bgp.requiresPolicy = on
  else if (option === 'network' && first === 'import-check') bgp.importCheck = on
  else if (option === 'default' && first === 'ipv4-unicast') bgp.activatesIpv4 = on
  else if (option === 'default' && first === 'local-preference')
    report.notModelled(line, 'bgp default local-preference')
  else if (option === 'bestpath' && first === 'as-path' && second === 'multipath-relax')
    bgp.multipathRelax = on
  else if (option === 'bestpath' && first !== 'compare-routerid') report.notModelled(line, 'bgp bestpath')
  else if (option === 'listen' || option === 'inject-map' || (option === 'shutdown' && on))
    report.notModelled(line, `bgp ${option}`)
  else if (option === 'always-compare-med' || option === 'confederation')
    report.notModelled(line, `bgp ${option}`)
  else if (option === undefined || !harmlessBgp.test(option)) report.notModelled(line)
}

/** `network PREFIX`, `network ADDRESS [mask MASK]`, with `route-map NAME`. */
const readNetwork = (bgp: BgpDraft, line: ConfigLine, report: RouterReport): void => {
  const [, address, word, mask] = line.words
  const prefix =
    slashPrefix(address) ??
    (word === 'mask' ? maskedPrefix(address, mask) : prefixText(address, classfulLength(address)))
  if (prefix === undefined) {
    report.malformed(line, 'prefix')
    return
  }
  const map = line.words.indexOf('route-map')
  const name = map < 0 ? undefined : line.words[map + 1]
  bgp.networks = bgp.networks.filter((network) => network.prefix !== prefix)
  if (line.negated) return
  if (line.words.includes('backdoor')) {
    report.notModelled(line, 'network … backdoor')
    return
  }
  const routeMap = name === undefined ? undefined : { name, span: line.span }
  bgp.networks.push({ prefix, routeMap, span: line.span })
}

const readAggregate = (bgp: BgpDraft, line: ConfigLine, report: RouterReport): void => {
  const [, address, mask] = line.words
  const prefix = slashPrefix(address) ?? maskedPrefix(address, mask)
  if (prefix === undefined) {
    report.malformed(line, 'prefix')
    return
  }
  const further = line.words.find((word) =>
    ['route-map', 'suppress-map', 'advertise-map', 'attribute-map', 'as-set', 'matching-MED-only'].includes(
      word,
    ),
  )
  if (further !== undefined && !line.negated) report.notModelled(line, `aggregate-address … ${further}`)
  bgp.aggregates = bgp.aggregates.filter((aggregate) => aggregate.prefix !== prefix)
  if (line.negated) return
  const summaryOnly = line.words.includes('summary-only')
  bgp.aggregates.push({ prefix, ...(summaryOnly ? { summaryOnly } : {}), span: line.span })
}

const sources: ReadonlyMap<string | undefined, RedistributedSource> = new Map([
  ['static', 'static'],
  ['connected', 'connected'],
  ['kernel', 'kernel'],
])

const readRedistribute = (bgp: BgpDraft, line: ConfigLine, report: RouterReport): void => {
  const source = sources.get(line.words[1])
  if (source === undefined) {
    report.notModelled(line)
    return
  }
  if (line.negated) {
    bgp.redistribute.delete(source)
    return
  }
  if (line.words.includes('metric')) report.notModelled(line, 'redistribute … metric')
  const map = line.words.indexOf('route-map')
  const name = map < 0 ? undefined : line.words[map + 1]
  bgp.redistribute.set(source, name === undefined ? undefined : { name, span: line.span })
}

const scopeOf = (words: readonly string[]): FamilyScope => {
  const [, family, kind] = words
  if (words.includes('vrf')) return 'other'
  if (kind !== undefined && kind !== 'unicast') return 'other'
  return family === 'ipv4' ? 4 : family === 'ipv6' ? 6 : 'other'
}

const harmless =
  /^(?:timers|auto-summary|synchronization|soft-reconfiguration|bfd|no|template|inherit|capability|segment-routing|scan-time|advertisement-interval|exit)$/

/** A line of the section; false where it is none. */
export const readBgpLine = (bgp: BgpDraft, line: ConfigLine, report: RouterReport): boolean => {
  const [first, second] = line.words
  if (first === 'address-family') {
    bgp.scope = scopeOf(line.words)
    if (bgp.scope === 'other') report.notModelled(line)
    return true
  }
  if (first === 'exit-address-family' || first === 'exit-af') {
    bgp.scope = 'all'
    return true
  }
  // Other families and tables carry nothing that is modelled; they are told once.
  if (bgp.scope === 'other') return first !== 'router' && first !== 'interface'
  switch (first) {
    case 'bgp':
      readBgpOption(bgp, line, report)
      return true
    case 'neighbor':
    case 'neigh':
      readNeighborLine(bgp.neighbors, bgp.scope, line, report)
      return true
    case 'network':
      if (second === 'import-check') bgp.importCheck = !line.negated
      else readNetwork(bgp, line, report)
      return true
    case 'aggregate-address':
      readAggregate(bgp, line, report)
      return true
    case 'redistribute':
      readRedistribute(bgp, line, report)
      return true
    case 'maximum-paths': {
      const number = wholeNumber(second, 1, 256)
      if (number !== undefined) bgp.maximumPaths = line.negated ? undefined : number
      return true
    }
    case 'default-information':
      bgp.defaultInformation = !line.negated
      return true
    case 'distance':
    case 'table-map':
    case 'default-metric':
    case 'vnc':
    case 'import':
    case 'export':
    case 'distribute-list':
    case 'read-quanta':
    case 'write-quanta':
      if (!first.endsWith('quanta')) report.notModelled(line)
      return true
    default:
      return first !== undefined && harmless.test(first)
  }
}
