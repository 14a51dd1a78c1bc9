// The sections of a router's configuration: which line opens one, and who reads the lines in it.
import { openBgp, readBgpLine } from './bgp-section.ts'
import type { ConfigLine } from './config-lines.ts'
import { newInterface, readInterfaceLine, setApart } from './interfaces.ts'
import { readAccessEntry } from './named-lists.ts'
import { openRouteMap, readRouteMapLine } from './route-maps.ts'
import type { RouterDraft } from './router-draft.ts'
import { ciscoInterface } from './written-values.ts'

/** The section that lines belong to. */
export interface Section {
  readonly indent: number
  /** Reads a line; false where it is none of the section's. */
  readonly read: (line: ConfigLine) => boolean
  /** Whether `exit` ends a part of it and not the section itself. */
  readonly exit?: () => boolean
  /** Nothing in it is read: a line that stands no deeper and may begin something else ends it. */
  readonly quiet?: true
}

/** First words that no section but their own begins a line with. */
const topLevel = new Set([
  'interface',
  'router',
  'route-map',
  'ip',
  'ipv6',
  'access-list',
  'line',
  'crypto',
  'vrf',
  'hostname',
  'bgp',
  'frr',
  'log',
  'service',
])

/** Whether a line may stand in a section: what begins something else ends a section of which nothing is read. */
export const mayBelongTo = (section: Section, line: ConfigLine): boolean =>
  line.indent > section.indent || section.quiet !== true || !topLevel.has(line.words[0] ?? '')

/** Whether the first words are among those; two words say more than one. */
export const isAmong = ({ words }: ConfigLine, names: ReadonlySet<string>): boolean => {
  const [first = '', second = ''] = words
  return names.has(`${first} ${second}`) || names.has(first)
}

const quietSection = ({ indent }: ConfigLine): Section => ({ indent, read: () => true, quiet: true })

const openInterface = (draft: RouterDraft, line: ConfigLine): Section => {
  const [, first = '', second, third] = line.words
  const { dialect, interfaces, report } = draft
  const name = (dialect.daemon === 'ios' ? ciscoInterface(first, second)?.name : undefined) ?? first
  if (line.negated) {
    interfaces.delete(name)
    return quietSection(line)
  }
  const target = interfaces.get(name) ?? newInterface(name, line.span)
  interfaces.set(name, target)
  if (second === 'vrf') setApart(target, third, line, report)
  return { indent: line.indent, read: (inner) => readInterfaceLine(target, inner, report) }
}

const openRouter = (draft: RouterDraft, line: ConfigLine): Section => {
  const { report } = draft
  if (line.words[1] !== 'bgp') {
    if (!line.negated) report.notModelled(line)
    return quietSection(line)
  }
  if (line.negated) {
    draft.bgp = undefined
    return quietSection(line)
  }
  const opened = openBgp(draft.bgp, line, report)
  if (opened === undefined) return quietSection(line)
  draft.bgp = opened
  return {
    indent: line.indent,
    read: (inner) => readBgpLine(opened, inner, report),
    exit: () => {
      const wasInFamily = opened.scope !== 'all'
      opened.scope = 'all'
      return wasInFamily
    },
  }
}

const openAccessList = ({ lists, report }: RouterDraft, line: ConfigLine, name: string): Section => {
  lists.access.define(name)
  return {
    indent: line.indent,
    read: (inner) => {
      const [word, ...rest] = inner.words
      const isNumbered = /^\d+$/.test(word ?? '')
      const action = isNumbered ? rest[0] : word
      if (action === undefined || !['permit', 'deny', 'remark', 'evaluate'].includes(action)) return false
      if (inner.negated) report.notModelled(inner, 'no permit')
      else readAccessEntry(lists, inner, name, isNumbered ? ['seq', ...inner.words] : inner.words, report)
      return true
    },
  }
}

/** The section that a line opens, if it does. */
export const sectionOf = (
  draft: RouterDraft,
  line: ConfigLine,
  quietSections: ReadonlySet<string>,
): Section | undefined => {
  const [first, second, third, fourth] = line.words
  if ((first === 'interface' || first === 'int') && second !== undefined) return openInterface(draft, line)
  if (first === 'router' && (third !== undefined || second === 'bgp' || second === 'ospf'))
    return openRouter(draft, line)
  if (first === 'route-map') {
    const entry = openRouteMap(draft.maps, line)
    if (entry === undefined) return quietSection(line)
    return {
      indent: line.indent,
      read: (inner) => readRouteMapLine(entry, inner, draft.dialect, draft.report),
    }
  }
  if (first === 'ip' && second === 'access-list' && (third === 'standard' || third === 'extended'))
    return fourth === undefined ? undefined : openAccessList(draft, line, fourth)
  if (first === 'vrf' || (first === 'ip' && second === 'vrf')) {
    if (!['default', 'GS'].includes(line.words.at(-1) ?? '')) draft.report.notModelled(line, 'vrf')
    return quietSection(line)
  }
  return isAmong(line, quietSections) ? quietSection(line) : undefined
}
