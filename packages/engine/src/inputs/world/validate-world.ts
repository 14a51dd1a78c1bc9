// Holds a world file against its schema: each fault becomes a finding at its place, and everything else is kept.
import type { z } from 'zod'
import { type Finding, findings, nearest, type Span, type ValueKind } from '../../diagnostics/index.ts'
import { formatPrefix, parsePrefix } from '../../net/index.ts'
import type { Value } from '../../resources/index.ts'
import { fieldAt, type Path, pathText, toPlain, valueAt, without } from './value-tree.ts'
import { knownFields, knownTypes } from './world-json-schema.ts'
import { type WorldFile, worldFileSchema } from './world-schema.ts'

/** What remained, as data and as values with their places (in step with each other), and what was wrong. */
export interface ValidWorld {
  readonly world: WorldFile
  readonly value: Value
  readonly findings: readonly Finding[]
}

type Issue = z.core.$ZodIssue

/** A fault: its finding, and the paths to take out so that the rest is valid. */
interface Fault {
  readonly findings: readonly Finding[]
  readonly remove: readonly Path[]
}

const kindOf = (value: Value | undefined): ValueKind => {
  if (value === undefined || value.kind === 'unknown') return 'null'
  if (value.kind === 'list') return 'list'
  if (value.kind === 'dictionary') return 'object'
  if (value.value === null) return 'null'
  if (typeof value.value === 'string') return 'string'
  if (typeof value.value === 'boolean') return 'boolean'
  return Number.isInteger(value.value) ? 'integer' : 'number'
}

const kindOfType: Readonly<Record<string, ValueKind>> = {
  array: 'list',
  boolean: 'boolean',
  integer: 'integer',
  number: 'number',
  object: 'object',
  string: 'string',
}

const pathOf = (issue: Issue): Path =>
  issue.path.map((step) => (typeof step === 'number' ? step : String(step)))

const unknownFields = (root: Value, path: Path, keys: readonly string[]): Fault => {
  const known = knownFields(path)
  return {
    findings: keys.map((field) => {
      const parameters = { path: pathText(path), field, known, suggestion: nearest(field, known) }
      return findings.worldUnknownField(parameters, { span: fieldAt(root, [...path, field])?.nameSpan })
    }),
    remove: keys.map((key) => [...path, key]),
  }
}

/** `narrower`: what is wanted, where the type alone does not say it. */
const wrongType = (root: Value, path: Path, narrower?: ValueKind): Finding => {
  const value = valueAt(root, path)
  const span = value?.span ?? fieldAt(root, path)?.nameSpan
  const expected =
    narrower === undefined ? knownTypes(path).flatMap((type) => kindOfType[type] ?? []) : [narrower]
  return findings.worldWrongType({ path: pathText(path), found: kindOf(value), expected }, { span })
}

const wrongChoice = (root: Value, path: Path, allowed: readonly string[]): Finding => {
  const value = valueAt(root, path)
  if (value?.kind !== 'scalar' || typeof value.value !== 'string') return wrongType(root, path)
  const suggestion = nearest(value.value, allowed)
  const parameters = { property: pathText(path), found: value.value, allowed, suggestion }
  return findings.enumValueUnknown(parameters, { span: value.span })
}

const malformedText = (root: Value, path: Path, fault: unknown): Finding => {
  const value = valueAt(root, path)
  const text = value?.kind === 'scalar' ? String(value.value) : ''
  const where = { span: value?.span }
  const property = pathText(path)
  if (fault === 'address') return findings.malformedAddress({ property, text }, where)
  const reading = parsePrefix(text)
  return reading.kind === 'hostBits'
    ? findings.prefixHostBits({ property, prefix: text, corrected: formatPrefix(reading.prefix) }, where)
    : findings.malformedPrefix({ property, text }, where)
}

const strings = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []

const customFault = (root: Value, path: Path, parameters: Readonly<Record<string, unknown>>): Finding => {
  const { fault, fields, found } = parameters
  if (fault === 'asn' || fault === 'port') return wrongType(root, path, fault)
  if (fault !== 'oneOf') return malformedText(root, path, fault)
  return findings.worldOneOf(
    { path: pathText(path), fields: strings(fields), found: strings(found) },
    { span: valueAt(root, path)?.span },
  )
}

/** A field that is missing takes its entry with it; `removed` are fields whose own fault was told already. */
const missingField = (root: Value, path: Path, removed: ReadonlySet<string>): Fault => {
  const holder = path.slice(0, -1)
  const span = valueAt(root, holder)?.span
  const told = removed.has(removalKey(span, path.at(-1)))
  const parameters = { path: pathText(holder), field: String(path.at(-1)) }
  return { findings: told ? [] : [findings.worldMissingField(parameters, { span })], remove: [holder] }
}

const removalKey = (holder: Span | undefined, name: string | number | undefined): string =>
  `${holder?.line}:${holder?.column}:${name}`

const faultOf = (issue: Issue, root: Value, removed: ReadonlySet<string>): Fault => {
  const path = pathOf(issue)
  if (issue.code === 'unrecognized_keys') return unknownFields(root, path, issue.keys)
  const missing = valueAt(root, path) === undefined && typeof path.at(-1) === 'string'
  if (missing) return missingField(root, path, removed)
  const remove = [path]
  switch (issue.code) {
    case 'invalid_value':
      return { findings: [wrongChoice(root, path, issue.values.map(String))], remove }
    case 'custom':
      return { findings: [customFault(root, path, issue.params ?? {})], remove }
    default:
      return { findings: [wrongType(root, path)], remove }
  }
}

/** The last list positions first, so that the earlier ones stay where they are. */
const comparePaths = (a: Path, b: Path): number => {
  for (const [index, left] of a.entries()) {
    const right = b[index]
    if (right === undefined) return 1
    if (typeof left === 'number' && typeof right === 'number' && left !== right) return right - left
    if (left !== right) return String(left) < String(right) ? 1 : -1
  }
  return a.length - b.length
}

const startsWith = (path: Path, start: Path): boolean => start.every((step, index) => path[index] === step)

/** Each path once, and none that lies inside another. */
const outermost = (paths: readonly Path[]): readonly Path[] =>
  paths.filter(
    (path, index) =>
      !paths.some(
        (other, at) => at !== index && startsWith(path, other) && (other.length < path.length || at < index),
      ),
  )

/**
 * Validates the value of a world file whose version was checked. What is wrong is taken out, and what cannot be
 * without it as well, until the rest is valid: one bad site does not lose the others.
 */
export const validateWorld = (value: Value): ValidWorld => {
  const found: Finding[] = []
  const removed = new Set<string>()
  let rest = value
  for (;;) {
    const result = worldFileSchema.safeParse(toPlain(rest))
    if (result.success) return { world: result.data, value: rest, findings: found }
    const faults = result.error.issues.map((issue) => faultOf(issue, rest, removed))
    for (const finding of faults.flatMap((fault) => fault.findings)) found.push(finding)
    const paths = outermost(faults.flatMap((fault) => fault.remove)).toSorted(comparePaths)
    for (const path of paths) {
      removed.add(removalKey(valueAt(rest, path.slice(0, -1))?.span, path.at(-1)))
      const pruned = without(rest, path)
      if (pruned === undefined) return { world: { version: 1 }, value, findings: found }
      rest = pruned
    }
  }
}
