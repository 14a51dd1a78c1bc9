// Reads YAML text into values that know their place; the same kind of value that JSON becomes.
import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parseDocument,
} from 'yaml'
import { type Finding, findings, formatSpan, type Span } from '../../diagnostics/index.ts'
import type { Field, Value } from '../../resources/index.ts'
import { indexLines, type LineIndex } from '../line-index.ts'

/** What a YAML text says; undefined when it is empty or beyond reading. */
export interface YamlReading {
  readonly value: Value | undefined
  /** The line of the first error of syntax: what stands behind it may have been read as something else. */
  readonly brokenAt: number | undefined
  readonly findings: readonly Finding[]
}

const nestingLimit = 100
const aliasLimit = 1_000
const nodeLimit = 200_000 // aliases of aliases grow without bound; a world file of this size does not exist

interface Reader {
  readonly file: string
  readonly text: string
  readonly lines: LineIndex
  readonly document: Document.Parsed
  readonly findings: Finding[]
  aliases: number
  nodes: number
  /** Set when a limit was reached: what follows is left out, and said once. */
  stopped: boolean
}

/** The place of a node without the line breaks and comments that YAML counts to it. */
const spanOf = (reader: Reader, node: Node): Span | undefined => {
  if (!node.range) return undefined
  const [start, valueEnd] = node.range
  const end = reader.text.slice(start, valueEnd).trimEnd().length + start
  return reader.lines.span(start, end)
}

const stop = (reader: Reader, finding: Finding): undefined => {
  if (!reader.stopped) reader.findings.push(finding)
  reader.stopped = true
}

const problem = (reader: Reader, text: string, node: Node): undefined => {
  reader.findings.push(findings.yamlSyntax({ problem: text }, { span: spanOf(reader, node) }))
}

const readAlias = (reader: Reader, alias: Alias, depth: number): Value | undefined => {
  reader.aliases++
  if (reader.aliases > aliasLimit) {
    const span = spanOf(reader, alias)
    return stop(reader, findings.yamlSyntax({ problem: `more than ${aliasLimit} aliases` }, { span }))
  }
  const target = alias.resolve(reader.document)
  return target === undefined
    ? problem(reader, `no anchor &${alias.source} stands before this alias`, alias)
    : readNode(reader, target, depth + 1)
}

const readPair = (reader: Reader, pair: Pair, fields: Map<string, Field>, depth: number): void => {
  const key = isAlias(pair.key) ? pair.key.resolve(reader.document) : pair.key
  if (!isScalar(key)) return
  const name = String(key.value ?? '')
  const nameSpan = spanOf(reader, key)
  const earlier = fields.get(name.toLowerCase())?.nameSpan
  if (earlier !== undefined)
    reader.findings.push(findings.duplicateKey({ key: name, first: formatSpan(earlier) }, { span: nameSpan }))
  const value = readNode(reader, pair.value, depth + 1) ?? { kind: 'scalar', value: null, span: nameSpan }
  fields.set(name.toLowerCase(), { name, nameSpan, value })
}

const readScalar = (reader: Reader, value: unknown, node: Node): Value | undefined =>
  value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? { kind: 'scalar', value, span: spanOf(reader, node) }
    : problem(reader, 'a value of a type that JSON does not have', node)

const readNode = (reader: Reader, node: unknown, depth: number): Value | undefined => {
  reader.nodes++
  if (reader.stopped) return undefined
  if (depth > nestingLimit || reader.nodes > nodeLimit)
    return stop(reader, findings.nestingTooDeep({ file: reader.file, limit: nestingLimit }))
  if (isAlias(node)) return readAlias(reader, node, depth)
  if (isScalar(node)) return readScalar(reader, node.value, node)
  if (isSeq(node)) {
    const items = node.items.map(
      (item): Value => readNode(reader, item, depth + 1) ?? { kind: 'scalar', value: null, span: undefined },
    )
    return { kind: 'list', items, span: spanOf(reader, node) }
  }
  if (!isMap(node)) return undefined
  const fields = new Map<string, Field>()
  for (const pair of node.items) {
    if (isScalar(pair.key) || isAlias(pair.key)) readPair(reader, pair, fields, depth)
    else problem(reader, 'a key that is not a plain text', node)
  }
  return { kind: 'dictionary', fields, span: spanOf(reader, node) }
}

/** The library's own reading; it has no limit of nesting but the stack. */
const parse = (text: string): Document.Parsed | 'tooDeep' => {
  try {
    const document = parseDocument(text, { prettyErrors: false, uniqueKeys: false, logLevel: 'silent' })
    // The library tells of an exhausted stack as if the text were at fault.
    return document.errors.some(({ message }) => /call stack/iu.test(message)) ? 'tooDeep' : document
  } catch {
    return 'tooDeep'
  }
}

/** Reads one YAML document. Aliases are followed up to a limit; keys that differ in letter case only are the same. Never throws. */
export const parseYaml = (text: string, file: string): YamlReading => {
  const document = parse(text)
  if (document === 'tooDeep')
    return {
      value: undefined,
      brokenAt: undefined,
      findings: [findings.nestingTooDeep({ file, limit: nestingLimit })],
    }
  const lines = indexLines(text, file)
  const found: Finding[] = []
  let reported = 0
  for (const { message, pos } of [...document.errors, ...document.warnings]) {
    const span = lines.span(pos[0], pos[1])
    // The first error of a line is the cause, others of the same line follow from it.
    if (span.line !== reported) found.push(findings.yamlSyntax({ problem: message }, { span }))
    reported = span.line
  }
  const reader: Reader = {
    file,
    text,
    lines,
    document,
    findings: found,
    aliases: 0,
    nodes: 0,
    stopped: false,
  }
  const positions = document.errors.map(({ pos }) => lines.span(pos[0], pos[1]).line)
  return {
    value: readNode(reader, document.contents, 0),
    brokenAt: positions.length === 0 ? undefined : Math.min(...positions),
    findings: found,
  }
}
