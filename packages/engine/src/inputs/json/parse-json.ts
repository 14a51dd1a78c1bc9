// Reads JSON text into values that know their place, and goes on after every error.
import { type Finding, findings, formatSpan, type JsonExpectation } from '../../diagnostics/index.ts'
import type { Dictionary, Field, List, Unknown, Value } from '../../resources/index.ts'
import { indexLines, type LineIndex } from '../line-index.ts'
import { readTokens, type Token } from './tokens.ts'

/** What a JSON text says. */
export interface JsonReading {
  /** Undefined when the text holds no value at all. */
  readonly value: Value | undefined
  /** What follows the first value, where several may follow each other: JSON Lines, outputs appended to one file. */
  readonly more?: readonly Value[]
  /** Lists and dictionaries that the text breaks off in: they may lack what was still to come. */
  readonly unfinished: ReadonlySet<Value>
  readonly findings: readonly Finding[]
}

/** Deeper nesting than this is not read; Azure's own templates stay below 30. */
export const nestingLimit = 200

const reportLimit = 50 // after so many errors the file is no JSON, and more of them help nobody

interface OpenList {
  readonly kind: 'list'
  readonly start: number
  readonly items: Value[]
  expects: 'item' | 'comma'
}

interface OpenDictionary {
  readonly kind: 'dictionary'
  readonly start: number
  readonly fields: Map<string, Field>
  expects: 'name' | 'colon' | 'value' | 'comma'
  /** The field whose value comes next; undefined where a value stands in the place of a name. */
  name: Token | undefined
}

type Open = OpenList | OpenDictionary

/** The reading in progress: an explicit stack, so that no nesting can exhaust the program's own. */
interface Reader {
  readonly file: string
  readonly lines: LineIndex
  readonly text: string
  readonly next: () => Token
  readonly stack: Open[]
  readonly report: (expected: JsonExpectation, token: Pick<Token, 'start' | 'end'>) => void
  readonly findings: Finding[]
  root: Value | undefined
  tooDeepReported: boolean
}

const isValueStart = ({ kind }: Token): boolean =>
  kind === 'string' || kind === 'number' || kind === 'literal' || kind === '{' || kind === '['

const unreadable = (reader: Reader, start: number, end: number): Unknown => ({
  kind: 'unknown',
  reason: 'unsupported',
  origin: reader.text.slice(start, Math.min(end, start + 80)),
  span: reader.lines.span(start, end),
})

const setField = (reader: Reader, open: OpenDictionary, name: Token, value: Value): void => {
  const spelling = String(name.value)
  const key = spelling.toLowerCase()
  const nameSpan = reader.lines.span(name.start, name.end)
  const earlier = open.fields.get(key)
  if (earlier?.nameSpan !== undefined && reader.findings.length < reportLimit) {
    const first = formatSpan(earlier.nameSpan)
    reader.findings.push(findings.duplicateKey({ key: spelling, first }, { span: nameSpan }))
  }
  open.fields.set(key, { name: spelling, nameSpan, value })
}

/** Hands a finished value to what holds it. */
const deliver = (reader: Reader, value: Value): void => {
  const open = reader.stack.at(-1)
  if (open === undefined) reader.root = value
  else if (open.kind === 'list') {
    open.items.push(value)
    open.expects = 'comma'
  } else {
    if (open.name !== undefined && !open.name.broken) setField(reader, open, open.name, value)
    open.expects = 'comma'
  }
}

/** Closes the innermost list or dictionary at this offset. */
const close = (reader: Reader, end: number): Value | undefined => {
  const open = reader.stack.pop()
  if (open === undefined) return undefined
  const span = reader.lines.span(open.start, end)
  const value: List | Dictionary =
    open.kind === 'list'
      ? { kind: 'list', items: open.items, span }
      : { kind: 'dictionary', fields: open.fields, span }
  deliver(reader, value)
  return value
}

/** Passes over a value that is nested too deeply; what surrounds it is kept. */
const skipNested = (reader: Reader, first: Token): Token => {
  let last = first
  for (let depth = 1; depth > 0 && last.kind !== 'end'; ) {
    last = reader.next()
    if (last.kind === '{' || last.kind === '[') depth++
    else if (last.kind === '}' || last.kind === ']') depth--
  }
  return last
}

const begin = (reader: Reader, token: Token): void => {
  if (reader.stack.length < nestingLimit) {
    reader.stack.push(
      token.kind === '['
        ? { kind: 'list', start: token.start, items: [], expects: 'item' }
        : { kind: 'dictionary', start: token.start, fields: new Map(), expects: 'name', name: undefined },
    )
    return
  }
  if (!reader.tooDeepReported) {
    const span = reader.lines.span(token.start, token.end)
    reader.findings.push(findings.nestingTooDeep({ file: reader.file, limit: nestingLimit }, { span }))
    reader.tooDeepReported = true
  }
  deliver(reader, unreadable(reader, token.start, skipNested(reader, token).end))
}

/** Takes a token where a value belongs. */
const readValue = (reader: Reader, token: Token): void => {
  if (token.kind === '{' || token.kind === '[') begin(reader, token)
  else if (token.broken) deliver(reader, unreadable(reader, token.start, token.end))
  else
    deliver(reader, {
      kind: 'scalar',
      value: token.value,
      span: reader.lines.span(token.start, token.end),
    })
}

/** Takes a bare word where a value belongs: `{name: hub}`, `undefined`, `'hub'`. */
const readWordAsValue = (reader: Reader, token: Token): void => {
  reader.report('value', token)
  deliver(reader, unreadable(reader, token.start, token.end))
}

/**
 * Takes a closing bracket that does not fit the innermost list or dictionary: closes up to the one that it
 * fits, or passes over it when there is none.
 */
const closeMismatched = (reader: Reader, token: Token, kind: Open['kind']): void => {
  const open = reader.stack.at(-1)
  reader.report(open?.kind === 'list' ? 'closingBracket' : 'closingBrace', token)
  if (!reader.stack.some((outer) => outer.kind === kind)) return
  while (reader.stack.at(-1)?.kind !== kind) close(reader, token.start)
  close(reader, token.end)
}

const readInList = (reader: Reader, open: OpenList, token: Token): void => {
  if (token.kind === ']') close(reader, token.end)
  else if (token.kind === '}') closeMismatched(reader, token, 'dictionary')
  else if (token.kind === ',') {
    if (open.expects === 'item') reader.report('value', token)
    open.expects = 'item'
  } else if (token.kind === ':') reader.report(open.expects === 'item' ? 'value' : 'comma', token)
  else {
    if (open.expects === 'comma') reader.report('comma', token)
    if (token.kind === 'word') readWordAsValue(reader, token)
    else readValue(reader, token)
  }
}

const readName = (reader: Reader, open: OpenDictionary, token: Token): void => {
  if (token.kind === '{' || token.kind === '[' || token.kind === ':') {
    reader.report('propertyName', token)
    open.name = undefined // a value without a name: read, to find its end, and dropped
    if (isValueStart(token)) readValue(reader, token)
  } else {
    if (token.kind !== 'string') reader.report('propertyName', token)
    open.name = token
    open.expects = 'colon'
  }
}

const readInDictionary = (reader: Reader, open: OpenDictionary, token: Token): void => {
  if (token.kind === '}' || token.kind === ',') {
    if (open.expects === 'colon') reader.report('colon', token)
    if (open.expects === 'value') reader.report('value', token)
    if (token.kind === ',' && open.expects === 'name') reader.report('propertyName', token)
    if (token.kind === '}') close(reader, token.end)
    else open.expects = 'name'
    return
  }
  if (token.kind === ']') {
    closeMismatched(reader, token, 'list')
    return
  }
  switch (open.expects) {
    case 'name':
      readName(reader, open, token)
      return
    case 'colon':
      if (token.kind === ':') open.expects = 'value'
      else {
        reader.report('colon', token)
        if (token.kind === 'word') readWordAsValue(reader, token)
        else readValue(reader, token)
      }
      return
    case 'value':
      if (token.kind === ':') reader.report('value', token)
      else if (token.kind === 'word') readWordAsValue(reader, token)
      else readValue(reader, token)
      return
    case 'comma':
      reader.report('comma', token)
      if (token.kind !== ':') readName(reader, open, token)
  }
}

const readTop = (reader: Reader, token: Token): void => {
  if (token.kind === 'word') readWordAsValue(reader, token)
  else if (isValueStart(token)) readValue(reader, token)
  else reader.report('value', token)
}

/** Closes what the end of the text leaves open, innermost first. */
const closeUnfinished = (reader: Reader, end: Token): ReadonlySet<Value> => {
  const innermost = reader.stack.at(-1)
  if (innermost !== undefined)
    reader.report(innermost.kind === 'list' ? 'closingBracket' : 'closingBrace', end)
  const unfinished = new Set<Value>()
  while (reader.stack.length > 0) {
    const value = close(reader, end.start)
    if (value !== undefined) unfinished.add(value)
  }
  return unfinished
}

/**
 * Reads a JSON text. Comments, trailing commas, a byte order mark and strings over several lines are accepted;
 * each error is a finding and what surrounds it is kept. A value that cannot be read becomes unknown. Never throws.
 * Field names are compared without regard to letter case, and of two equal ones the last counts. With `several`,
 * further objects and lists may follow the first value.
 */
export const parseJson = (
  text: string,
  file: string,
  { several = false }: { readonly several?: boolean } = {},
): JsonReading => {
  const lines = indexLines(text, file)
  const found: Finding[] = []
  const report: Reader['report'] = (expected, { start, end }) => {
    if (found.length >= reportLimit) return
    const shown = text.slice(start, Math.min(end, start + 40)) + (end > start + 40 ? '…' : '')
    const parameters = { found: shown === '' ? undefined : shown, expected }
    found.push(findings.jsonSyntax(parameters, { span: lines.span(start, end) }))
  }
  const next = readTokens(text, (expected, start, end) => report(expected, { start, end }))
  const reader: Reader = {
    file,
    lines,
    text,
    next,
    stack: [],
    report,
    findings: found,
    root: undefined,
    tooDeepReported: false,
  }
  const finished: Value[] = []
  const reading = (unfinished: ReadonlySet<Value>): JsonReading => {
    const [value, ...more] = reader.root === undefined ? finished : [...finished, reader.root]
    return { value, unfinished, findings: found, ...(more.length === 0 ? {} : { more }) }
  }
  for (;;) {
    const token = next()
    const open = reader.stack.at(-1)
    if (token.kind === 'end') {
      if (open === undefined && reader.root === undefined) report('value', token)
      return reading(closeUnfinished(reader, token))
    }
    if (open?.kind === 'list') readInList(reader, open, token)
    else if (open?.kind === 'dictionary') readInDictionary(reader, open, token)
    else if (reader.root === undefined) readTop(reader, token)
    else if (several && (token.kind === '{' || token.kind === '[')) {
      finished.push(reader.root)
      reader.root = undefined
      readTop(reader, token)
    } else {
      report('endOfFile', token)
      return reading(new Set())
    }
  }
}
