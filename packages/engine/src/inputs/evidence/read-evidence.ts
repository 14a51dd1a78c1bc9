// Reads the files in which somebody kept what Azure printed: envelopes of the collection script, and plain output of az.
import { type Finding, findings } from '../../diagnostics/index.ts'
import {
  at,
  type Evidence,
  type EvidenceContent,
  type EvidenceEnvelope,
  fieldOf,
  type TableScope,
  textAt,
  type Value,
} from '../../resources/index.ts'
import { recogniseDocument } from '../arm/document-shape.ts'
import type { FileAccess } from '../file-access.ts'
import { parseJson } from '../json/parse-json.ts'
import { extensionOf, joinPath } from '../paths.ts'
import { sourceFiles } from '../source-files.ts'
import { type PrintedRow, rowsOfColumns, rowsOfCsv, rowsOfJson } from './printed-rows.ts'
import { type ExpectedKind, type RowsReading, readRows } from './read-rows.ts'

/** What was read, and what could not be. */
export interface EvidenceReading {
  readonly evidence: readonly Evidence[]
  readonly findings: readonly Finding[]
  /** The text of every file, for code frames. */
  readonly sources: ReadonlyMap<string, string>
}

/** The scope of a table and what it hides: an envelope may say it of an excerpt; a plain table is complete. */
type Scope = TableScope & { readonly hiddenNextHopTypes?: readonly string[] }

const wholeTable: Scope = { complete: true }

/** Which table each kind of an envelope holds; other kinds are not compared. */
const kindsOfEnvelope: Readonly<Record<string, ExpectedKind>> = {
  effectiveRoutes: 'effectiveRoutes',
  learnedRoutes: 'gatewayRoutes',
  advertisedRoutes: 'gatewayRoutes',
  circuitRoutes: 'circuitRoutes',
  hubEffectiveRoutes: 'hubRoutes',
}

const textsAt = (value: Value, name: string): readonly string[] | undefined => {
  const list = fieldOf(value, name)
  return list?.kind === 'list'
    ? list.items.flatMap((item) =>
        item.kind === 'scalar' && typeof item.value === 'string' ? [item.value] : [],
      )
    : undefined
}

const scopeOf = (envelope: Value): Scope => {
  const complete = fieldOf(envelope, 'complete')
  const completeFor = textsAt(envelope, 'completeFor')
  const undeterminedColumns = textsAt(envelope, 'undeterminedColumns')
  const hiddenNextHopTypes = textsAt(envelope, 'hiddenNextHopTypes')
  return {
    complete: !(complete?.kind === 'scalar' && complete.value === false),
    ...(completeFor === undefined ? {} : { completeFor }),
    ...(undeterminedColumns === undefined ? {} : { undeterminedColumns }),
    ...(hiddenNextHopTypes === undefined ? {} : { hiddenNextHopTypes }),
  }
}

const envelopeOf = (document: Value): EvidenceEnvelope | undefined => {
  const kind = textAt(document, 'kind')
  const resource = textAt(document, 'resource')
  if (kind === undefined || resource === undefined || fieldOf(document, 'output') === undefined)
    return undefined
  const path = textAt(document, 'path')?.toLowerCase()
  const hubType = textAt(document, 'hubResource', 'type')
  return {
    kind,
    resource,
    // A peering of a Route Server has a name; that of a circuit is always the private one.
    peer:
      textAt(document, 'peer') ??
      (kindsOfEnvelope[kind] === 'gatewayRoutes' ? textAt(document, 'peering') : undefined),
    instance: textAt(document, 'instance'),
    path: path === 'primary' || path === 'secondary' ? path : undefined,
    hubResource:
      hubType === undefined ? undefined : { type: hubType, id: textAt(document, 'hubResource', 'id') ?? '' },
  }
}

/** `RouteServiceRole_IN_0` and `_1`: one table for each instance of a Route Server. */
const rolesOf = (
  output: Value,
): readonly { readonly instance: string; readonly items: readonly Value[] }[] =>
  output.kind === 'dictionary'
    ? [...output.fields.values()].flatMap(({ name, value }) => {
        const instance = /^RouteServiceRole_(IN_\d+)$/i.exec(name)?.[1]
        return instance === undefined || value.kind !== 'list' ? [] : [{ instance, items: value.items }]
      })
    : []

/** Rows say themselves which instance printed them; a role that has none has its number only. */
const instanceOf = (rows: readonly PrintedRow[], instance: string): string => {
  const address = rows[0]?.get('localaddress')
  return typeof address === 'string' ? address : instance
}

const listOf = (output: Value): readonly Value[] | undefined => {
  if (output.kind === 'list') return output.items
  const value = fieldOf(output, 'value')
  return value?.kind === 'list' ? value.items : undefined
}

/** The code of an error that az printed in place of a table. */
const errorIn = (output: Value): string | undefined =>
  textAt(output, 'error', 'code') ?? (at(output, 'error') === undefined ? undefined : textAt(output, 'code'))

/** az prints errors as `(Code) message`, with or without a word in front. */
const errorInText = (text: string): string | undefined => /^\s*(?:ERROR: )?\((\w+)\) /.exec(text)?.[1]

type OutputReading = RowsReading | { readonly kind: 'error'; readonly code: string }

const readText = (text: string, scope: Scope, expected: ExpectedKind): readonly OutputReading[] => {
  const code = errorInText(text)
  if (code !== undefined) return [{ kind: 'error', code }]
  const rows = rowsOfColumns(text) ?? rowsOfCsv(text)
  return [rows === undefined ? { kind: 'unrecognised' } : readRows(rows, scope, expected)]
}

/** A text inside JSON may be a table of its own, or JSON once more. */
const readOutput = (
  output: Value,
  scope: Scope,
  expected: ExpectedKind,
  instance: string | undefined,
): readonly OutputReading[] => {
  if (output.kind === 'scalar' && typeof output.value === 'string') {
    const nested = /^\s*[{[]/.test(output.value) ? parseJson(output.value, '').value : undefined
    return nested === undefined || nested.kind === 'scalar'
      ? readText(output.value, scope, expected)
      : readOutput(nested, scope, expected, instance)
  }
  const code = errorIn(output)
  if (code !== undefined) return [{ kind: 'error', code }]
  const roles = rolesOf(output)
  if (roles.length > 0) {
    return roles.map((role) => {
      const rows = rowsOfJson(role.items)
      return readRows(rows, scope, 'gatewayRoutes', instanceOf(rows, role.instance))
    })
  }
  const items = listOf(output)
  return [
    items === undefined ? { kind: 'unrecognised' } : readRows(rowsOfJson(items), scope, expected, instance),
  ]
}

const contentsOf = (readings: readonly OutputReading[]): readonly EvidenceContent[] =>
  readings.flatMap((reading) => (reading.kind === 'table' ? [reading.content] : []))

/** Nothing but what names a route is worth a word when it is not understood: folders hold other files as well. */
const mentionsRoutes = (text: string): boolean => /next\s?hop|asPath|locPrf/i.test(text)

const faultsOf = (
  file: string,
  readings: readonly OutputReading[],
  isNamed: boolean,
  text: string,
): readonly Finding[] =>
  readings.flatMap((reading): Finding[] => {
    switch (reading.kind) {
      case 'table':
        return []
      case 'error':
        return [findings.evidenceIsError({ file, error: reading.code })]
      case 'notCompared':
        return [findings.evidenceNotCompared({ file, what: reading.what })]
      default:
        return isNamed || mentionsRoutes(text) ? [findings.evidenceNotRecognised({ file })] : []
    }
  })

const readFile = (
  file: string,
  text: string,
  isNamed: boolean,
): { readonly evidence: Evidence | undefined; readonly findings: readonly Finding[] } => {
  const isJson = /^\s*[{[]/.test(text.replace(/^\uFEFF/, ''))
  if (!isJson) {
    const readings = readText(text, wholeTable, undefined)
    const contents = contentsOf(readings)
    return {
      evidence: contents.length === 0 ? undefined : { file, envelope: undefined, contents },
      findings: faultsOf(file, readings, isNamed, text),
    }
  }
  const json = parseJson(text, file)
  if (json.value === undefined) return { evidence: undefined, findings: json.findings }
  const envelope = envelopeOf(json.value)
  // Resources lie beside the tables; they are read as inputs.
  const shape = envelope === undefined ? recogniseDocument(json.value).kind : 'unrecognised'
  if (shape !== 'unrecognised') {
    const isNothing = isNamed && shape === 'empty'
    return {
      evidence: undefined,
      findings: isNothing ? [...json.findings, findings.evidenceNotRecognised({ file })] : [],
    }
  }
  const output = envelope === undefined ? json.value : (fieldOf(json.value, 'output') ?? json.value)
  const known = envelope === undefined || Object.hasOwn(kindsOfEnvelope, envelope.kind)
  if (envelope !== undefined && !known) {
    return {
      evidence: undefined,
      findings: [findings.evidenceNotCompared({ file, what: envelope.kind })],
    }
  }
  // az prints nothing where Azure has no answer; that is no table without rows.
  if (output.kind === 'scalar' && output.value === null)
    return { evidence: undefined, findings: [findings.evidenceNotCompared({ file, what: 'null' })] }
  const scope = envelope === undefined ? wholeTable : scopeOf(json.value)
  const expected = envelope === undefined ? undefined : kindsOfEnvelope[envelope.kind]
  const readings = readOutput(output, scope, expected, envelope?.instance)
  const contents = contentsOf(readings)
  const broken = isNamed || contents.length > 0 || mentionsRoutes(text) ? json.findings : []
  return {
    evidence: contents.length === 0 ? undefined : { file, envelope, contents },
    findings: [...broken, ...faultsOf(file, readings, isNamed, text)],
  }
}

const evidenceExtensions: ReadonlySet<string> = new Set(['json', 'txt', 'csv', 'tsv', 'log', 'out'])

/** The files that may hold tables: those in `evidence/`, and those that lie in the folder itself. */
const candidatesIn = (folder: string, list: (folder: string) => readonly string[]) => {
  const own = list(folder).filter((name) => evidenceExtensions.has(extensionOf(name)))
  const below = joinPath(folder, 'evidence')
  return [
    ...list(below)
      .filter((name) => evidenceExtensions.has(extensionOf(name)))
      .map((name) => ({ file: joinPath(below, name), isNamed: true })),
    ...own.map((name) => ({ file: joinPath(folder, name), isNamed: false })),
  ]
}

/**
 * Reads the tables of a folder (its `evidence/`, and what lies in it), or of one file. Never throws; resources among the
 * files are passed over. Files come sorted by name.
 */
export const readEvidence = (files: FileAccess, place: string, isFile: boolean): EvidenceReading => {
  const sources = sourceFiles(files)
  const candidates = isFile ? [{ file: place, isNamed: true }] : candidatesIn(place, sources.list)
  const evidence: Evidence[] = []
  const found: Finding[] = []
  for (const { file, isNamed } of candidates) {
    const text = sources.read(file)
    if (typeof text !== 'string') {
      found.push(text)
      continue
    }
    const reading = readFile(file, text, isNamed)
    if (reading.evidence !== undefined) evidence.push(reading.evidence)
    found.push(...reading.findings)
  }
  return {
    evidence: evidence.toSorted((a, b) => (a.file < b.file ? -1 : 1)),
    findings: evidence.length === 0 ? [...found, findings.noEvidence({ folder: place })] : found,
    sources: sources.texts,
  }
}
