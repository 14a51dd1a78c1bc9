// Collects what is to be said of a router's configuration: one finding for each kind of statement, at its first place.
import { type Finding, findings, type Span } from '../../../diagnostics/index.ts'
import type { ConfigLine } from './config-lines.ts'

/** What becomes of routes where a name is used that nothing defines. */
export type UndefinedEffect = 'deniesAll' | 'permitsAll' | 'matchesNothing' | 'matchesAll' | 'ignored'

/** Kinds of things that have names in a configuration. */
export type NamedThing =
  | 'accessList'
  | 'asPathList'
  | 'communityList'
  | 'prefixList'
  | 'routeMap'
  | 'peerGroup'

/** Takes notes while a configuration is read. */
export interface RouterReport {
  /** A statement that bears on routes or packets and has no counterpart in the model. */
  readonly notModelled: (line: ConfigLine, kind?: string) => void
  /** Two conditions over one thing in one entry of a route map. */
  readonly clash: (span: Span) => void
  /** A statement of which nothing is known. */
  readonly unknown: (line: ConfigLine) => void
  /** A statement with a word that is not what has to stand there. */
  readonly malformed: (line: ConfigLine, expected: MalformedWord) => void
  readonly undefinedName: (span: Span, thing: NamedThing, name: string, effect: UndefinedEffect) => void
  readonly withoutPolicy: (span: Span, neighbor: string, asn: number | 'external') => void
  readonly findings: () => readonly Finding[]
}

/** What has to stand in a statement. */
export type MalformedWord = 'address' | 'prefix' | 'asn' | 'number' | 'expression' | 'community' | 'word'

interface Noted {
  readonly span: Span
  count: number
}

const keyword = /^[a-z][a-z-]{0,23}$/

/** The words of a statement that say its kind: no names, no addresses, and nothing that could be a secret. */
const kindOf = ({ words, negated }: ConfigLine): string => {
  const [first = '', second, third] = words
  const isNeighbor = first === 'neighbor' && third !== undefined && keyword.test(third)
  const kind = isNeighbor
    ? `neighbor … ${third}`
    : [first, second].filter((word) => word !== undefined && keyword.test(word)).join(' ')
  return negated ? `no ${kind}` : kind
}

const note = (notes: Map<string, Noted>, kind: string, span: Span): void => {
  const known = notes.get(kind)
  if (known === undefined) notes.set(kind, { span, count: 1 })
  else known.count += 1
}

/** An empty report. */
export const routerReport = (): RouterReport => {
  const notModelled = new Map<string, Noted>()
  const unknown = new Map<string, Noted>()
  const others = new Map<string, Finding>()
  const once = (finding: Finding): void => {
    const key = `${finding.code} ${JSON.stringify(finding.parameters)}`
    if (!others.has(key)) others.set(key, finding)
  }
  return {
    notModelled: (line, kind = kindOf(line)) => note(notModelled, kind, line.span),
    clash: (span) => note(notModelled, 'match ip address', span),
    // Of what is not known a second word may be anything: one is enough.
    unknown: ({ words: [first = ''], span }) => note(unknown, keyword.test(first) ? first : '…', span),
    malformed: (line, expected) =>
      once(findings.routerStatementMalformed({ statement: kindOf(line), expected }, { span: line.span })),
    undefinedName: (span, thing, name, effect) =>
      once(findings.routerNameUndefined({ thing, name, effect }, { span })),
    withoutPolicy: (span, neighbor, asn) =>
      once(findings.routerNeighborWithoutPolicy({ neighbor, asn: String(asn) }, { span })),
    findings: () => [
      ...[...notModelled].map(([statement, { span, count }]) =>
        findings.routerStatementNotModelled({ statement, count }, { span }),
      ),
      ...[...unknown].map(([statement, { span, count }]) =>
        findings.routerStatementUnknown({ statement, count }, { span }),
      ),
      ...others.values(),
    ],
  }
}
