// Reads a router's configuration: sections and statements in the order of the text, then what they mean together.
import type { GuestConfiguration } from '../../../resources/index.ts'
import type { GuestReading, GuestText } from '../guest-reading.ts'
import { bgpOfDraft, type VersionDefaults } from './bgp-of-draft.ts'
import { configLines } from './config-lines.ts'
import type { Dialect } from './dialect.ts'
import { addressesOf, tunnelsOf } from './interfaces.ts'
import { sourceNatOf } from './nat.ts'
import { policyMaker } from './route-maps.ts'
import { type RouterDraft, routerDraft } from './router-draft.ts'
import { isAmong, mayBelongTo, type Section, sectionOf } from './sections.ts'
import { readListStatement, readStatement } from './statements.ts'

/** A language with what its versions do by themselves, told by what stands in the file. */
export interface Language {
  readonly dialect: Dialect
  readonly defaultsOf: (version: string | undefined, profile: string | undefined) => VersionDefaults
  /** First words, and first two, of statements that move no packet. */
  readonly harmless: ReadonlySet<string>
  /** First words, and first two, of sections that move no packet, or whose meaning is told elsewhere. */
  readonly quietSections: ReadonlySet<string>
}

/** Words that leave a section. */
const leaves = new Set(['exit', 'end', 'quit', 'exit-vrf'])

const readLines = (source: GuestText, draft: RouterDraft, language: Language): void => {
  let section: Section | undefined
  for (const line of configLines(source)) {
    const [first = ''] = line.words
    if (leaves.has(first)) {
      if (first === 'end' || section?.exit?.() !== true) section = undefined
      continue
    }
    // Lists may stand between the lines of a section that would take them for its own.
    if (readListStatement(draft, line)) continue
    if (section !== undefined && mayBelongTo(section, line) && section.read(line)) continue
    const opened = sectionOf(draft, line, language.quietSections)
    if (opened !== undefined) {
      section = opened
      continue
    }
    if (readStatement(draft, line) || isAmong(line, language.harmless)) {
      if (section !== undefined && line.indent <= section.indent) section = undefined
      continue
    }
    draft.report.unknown(line)
  }
}

/** Reads a configuration. Never throws; what is not understood is a finding, and the rest is kept. */
export const readRouter = (source: GuestText, language: Language): GuestReading => {
  const { dialect } = language
  const draft = routerDraft(dialect)
  readLines(source, draft, language)
  const { bgp, ipForward, lists, maps, report, interfaces } = draft
  const policies = policyMaker({ maps, lists, dialect, report, ownAsn: bgp?.asn })
  const defaults = language.defaultsOf(draft.version, draft.profile)
  const snat = sourceNatOf(draft.translations, lists, report)
  const addresses = addressesOf(interfaces.values())
  const tunnels = tunnelsOf(interfaces.values())
  const routes = [...draft.routes.values()]
  const guest: GuestConfiguration = {
    ...(ipForward === undefined ? {} : { ipForward }),
    ...(addresses.length === 0 ? {} : { addresses }),
    ...(routes.length === 0 ? {} : { routes }),
    ...(tunnels.length === 0 ? {} : { tunnels }),
    ...(snat.length === 0 ? {} : { snat }),
    ...(bgp === undefined ? {} : { bgp: bgpOfDraft(bgp, { dialect, defaults, policies, report }) }),
  }
  return { guest, findings: report.findings() }
}
