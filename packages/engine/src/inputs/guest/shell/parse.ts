// Parses shell scripts: words with their quotes, heredocs, lists, and the compound commands.
import type { Span } from '../../../diagnostics/index.ts'
import { type Lines, linesAt, placeIn } from '../lines.ts'
import type { AndOr, Command, Pipeline, Redirection, Script, Word } from './syntax-tree.ts'
import { readWord, untilClosed, type WordSource } from './words.ts'

/** What was read, and the places at which the text is no shell script. */
export interface ShellReading {
  readonly script: Script
  readonly malformed: readonly Span[]
}

/** Nesting beyond this is not followed. */
const depthLimit = 40

interface PendingDocument {
  readonly delimiter: string
  readonly expands: boolean
  readonly stripsTabs: boolean
  readonly lines: Lines[number][]
}

interface Parser extends WordSource {
  readonly starts: readonly number[]
  readonly source: Lines
  readonly malformed: Span[]
  readonly pending: PendingDocument[]
  depth: number
}

const lineAt = (parser: Parser, offset: number): number => {
  let low = 0
  let high = parser.starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((parser.starts[middle] ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return low
}

/** The place of a stretch of the text. */
const spanOf = (parser: Parser, start: number, end: number): Span => {
  const number = lineAt(parser, start)
  const line = parser.source[number]
  const from = parser.starts[number] ?? 0
  if (line === undefined) return { file: '', line: 1, column: 1, endLine: 1, endColumn: 1 }
  return placeIn(line, start - from, Math.min(end - from, line.text.length))
}

const skipBlanks = (parser: Parser): void => {
  for (;;) {
    const sign = parser.text.charAt(parser.at)
    if (sign === ' ' || sign === '\t' || sign === '\r') parser.at += 1
    else if (sign === '\\' && parser.text.charAt(parser.at + 1) === '\n') parser.at += 2
    else if (sign === '#') {
      const end = parser.text.indexOf('\n', parser.at)
      parser.at = end < 0 ? parser.text.length : end
    } else return
  }
}

/** The bodies of heredocs follow the line that asks for them. */
const readDocuments = (parser: Parser): void => {
  for (const document of parser.pending.splice(0)) {
    for (;;) {
      if (parser.at >= parser.text.length) break
      const number = lineAt(parser, parser.at)
      const line = parser.source[number]
      parser.at = parser.starts[number + 1] ?? parser.text.length
      if (line === undefined) break
      const stripped = document.stripsTabs ? line.text.replace(/^\t+/, '') : line.text
      if (stripped.trimEnd() === document.delimiter) break
      const tabs = line.text.length - stripped.length
      document.lines.push({ text: stripped, at: placeIn(line, tabs), exact: line.exact })
    }
  }
}

const skipLines = (parser: Parser): void => {
  for (;;) {
    skipBlanks(parser)
    const sign = parser.text.charAt(parser.at)
    if (sign === '\n') {
      parser.at += 1
      readDocuments(parser)
    } else if (sign === ';' && parser.text.charAt(parser.at + 1) !== ';') parser.at += 1
    else return
  }
}

/** The word that starts here if it is plain text, without taking it. */
const plainWordAt = (parser: Parser): string =>
  /^[A-Za-z_{}!][\w{}!-]*|^\[\[?/.exec(parser.text.slice(parser.at, parser.at + 40))?.[0] ?? ''

const isWordEnd = (parser: Parser, offset: number): boolean =>
  offset >= parser.text.length || /[\s;&|()<>]/.test(parser.text.charAt(offset))

const isReserved = (parser: Parser, word: string): boolean =>
  parser.text.startsWith(word, parser.at) && isWordEnd(parser, parser.at + word.length)

const take = (parser: Parser, word: string): boolean => {
  skipLines(parser)
  if (!isReserved(parser, word)) return false
  parser.at += word.length
  return true
}

const complain = (parser: Parser, start: number): void => {
  parser.malformed.push(spanOf(parser, start, start + 1))
}

/** After a fault it goes on with the next line. */
const recover = (parser: Parser): void => {
  const end = parser.text.indexOf('\n', parser.at)
  parser.at = end < 0 ? parser.text.length : end + 1
  readDocuments(parser)
}

const expectWord = (parser: Parser, word: string): void => {
  if (!take(parser, word)) complain(parser, parser.at)
}

const wordHere = (parser: Parser): Word | undefined => {
  skipBlanks(parser)
  const start = parser.at
  const parts = readWord(parser, (text) => parseInner(parser, text, start))
  return parts === undefined ? undefined : { parts, at: spanOf(parser, start, parser.at) }
}

const plainText = (word: Word): string | undefined =>
  word.parts.every((part) => part.kind === 'text')
    ? word.parts.map((part) => (part.kind === 'text' ? part.text : '')).join('')
    : undefined

const readDocumentStart = (parser: Parser, stripsTabs: boolean): Redirection | undefined => {
  const word = wordHere(parser)
  const delimiter = word === undefined ? undefined : plainText(word)
  if (word === undefined || delimiter === undefined) return undefined
  const expands = word.parts.every((part) => part.kind === 'text' && !part.quoted)
  const lines: Lines[number][] = []
  parser.pending.push({ delimiter, expands, stripsTabs, lines })
  return { kind: 'document', lines, expands }
}

const redirectionPattern = /(\d*)(<<<|<<-|<<|>>|&>>|&>|>&|>\||<&|>|<)/y

/** `<(command)` names a file that the command writes: what is in it is not known. */
const substituted = (parser: Parser): null => {
  parser.at += 1
  untilClosed(parser, '(', ')')
  return null
}

/** A redirection, if one starts here; null for one between descriptors, which moves no text that matters. */
const readRedirection = (parser: Parser): Redirection | null | undefined => {
  redirectionPattern.lastIndex = parser.at
  const found = redirectionPattern.exec(parser.text)
  if (found === null) return undefined
  const [written, digits = '', operator = ''] = found
  parser.at += written.length
  skipBlanks(parser)
  if (parser.text.charAt(parser.at) === '(') return substituted(parser)
  if (parser.text.charAt(parser.at + 1) === '(' && /[<>]/.test(parser.text.charAt(parser.at))) {
    parser.at += 1
    return substituted(parser)
  }
  if (operator === '<<' || operator === '<<-') return readDocumentStart(parser, operator === '<<-') ?? null
  const target = wordHere(parser)
  if (target === undefined) {
    complain(parser, parser.at)
    return null
  }
  if (operator === '<<<') return { kind: 'text', word: target }
  if (operator === '<&' || (operator === '>&' && /^(?:\d|-)$/.test(plainText(target) ?? ''))) return null
  if (operator === '<') return { kind: 'file', operator, descriptor: 0, target }
  const descriptor = digits === '' ? 1 : Number(digits)
  return { kind: 'file', operator: operator.includes('>>') ? '>>' : '>', descriptor, target }
}

const assignmentPattern = /^([A-Za-z_]\w*)(\+?)=/

/** `X=value` in front of a command. */
const asAssignment = (word: Word) => {
  const [first, ...rest] = word.parts
  if (first?.kind !== 'text' || first.quoted) return undefined
  const found = assignmentPattern.exec(first.text)
  if (found === null) return undefined
  const [written, name = '', plus] = found
  const remainder = first.text.slice(written.length)
  const parts = remainder === '' ? rest : [{ ...first, text: remainder }, ...rest]
  return { name, value: { parts, at: word.at }, adds: plus === '+' }
}

/** The parts of an array, `x=(a b)`, are no words of the command that they stand in. */
const skipArray = (parser: Parser): void => {
  if (parser.text.charAt(parser.at) !== '(' || parser.text.charAt(parser.at - 1) !== '=') return
  parser.at += 1
  untilClosed(parser, '(', ')')
}

/** Whether these are the words of a `[[ … ]]` that is not closed yet: inside it operators are words. */
const isTest = (words: readonly Word[]): boolean => {
  const [first] = words
  const last = words.at(-1)
  return first !== undefined && plainText(first) === '[[' && last !== undefined && plainText(last) !== ']]'
}

const operatorHere = (parser: Parser): Word | undefined => {
  const text = /^(?:&&|\|\||[<>()|])/.exec(parser.text.slice(parser.at, parser.at + 2))?.[0]
  if (text === undefined) return undefined
  const start = parser.at
  parser.at += text.length
  return { parts: [{ kind: 'text', text, quoted: false }], at: spanOf(parser, start, parser.at) }
}

const readSimple = (parser: Parser): Command | undefined => {
  const start = parser.at
  const assignments: { name: string; value: Word; adds: boolean }[] = []
  const words: Word[] = []
  const redirections: Redirection[] = []
  for (;;) {
    skipBlanks(parser)
    const redirection = isTest(words) ? undefined : readRedirection(parser)
    if (redirection !== undefined) {
      if (redirection !== null) redirections.push(redirection)
      continue
    }
    const word = wordHere(parser) ?? (isTest(words) ? operatorHere(parser) : undefined)
    if (word === undefined) break
    const assignment = words.length === 0 ? asAssignment(word) : undefined
    if (assignment === undefined) words.push(word)
    else assignments.push(assignment)
    skipArray(parser)
  }
  if (parser.at === start) return undefined
  return { kind: 'simple', assignments, words, redirections, at: spanOf(parser, start, parser.at) }
}

const readIf = (parser: Parser, at: Span): Command => {
  const branches = []
  let otherwise: Script | undefined
  do {
    const condition = readScript(parser)
    expectWord(parser, 'then')
    branches.push({ condition, body: readScript(parser) })
  } while (take(parser, 'elif'))
  if (take(parser, 'else')) otherwise = readScript(parser)
  expectWord(parser, 'fi')
  return { kind: 'if', branches, otherwise, at }
}

/** `for ((i = 0; i < 4; i++))`: how often it goes round is not followed. */
const readCountedFor = (parser: Parser, at: Span): Command => {
  parser.at += 2
  untilClosed(parser, '(', ')')
  if (parser.text.charAt(parser.at) === ')') parser.at += 1
  expectWord(parser, 'do')
  const body = readScript(parser)
  expectWord(parser, 'done')
  return { kind: 'loop', condition: [], body, at }
}

const readFor = (parser: Parser, at: Span): Command => {
  skipBlanks(parser)
  if (parser.text.startsWith('((', parser.at)) return readCountedFor(parser, at)
  const name = wordHere(parser)
  let words: Word[] | undefined
  skipLines(parser)
  if (take(parser, 'in')) {
    words = []
    for (let word = wordHere(parser); word !== undefined; word = wordHere(parser)) words.push(word)
  }
  expectWord(parser, 'do')
  const body = readScript(parser)
  expectWord(parser, 'done')
  return { kind: 'for', variable: (name && plainText(name)) ?? '', words, body, at }
}

const readLoop = (parser: Parser, at: Span): Command => {
  const condition = readScript(parser)
  expectWord(parser, 'do')
  const body = readScript(parser)
  expectWord(parser, 'done')
  return { kind: 'loop', condition, body, at }
}

const readCase = (parser: Parser, at: Span): Command => {
  const none: Word = { parts: [], at }
  const word = wordHere(parser) ?? none
  expectWord(parser, 'in')
  const branches = []
  for (;;) {
    skipLines(parser)
    if (parser.at >= parser.text.length || take(parser, 'esac')) break
    if (parser.text.charAt(parser.at) === '(') parser.at += 1
    const patterns: Word[] = []
    for (let pattern = wordHere(parser); pattern !== undefined; pattern = wordHere(parser)) {
      patterns.push(pattern)
      skipBlanks(parser)
      if (parser.text.charAt(parser.at) !== '|') break
      parser.at += 1
    }
    if (parser.text.charAt(parser.at) !== ')') {
      complain(parser, parser.at)
      recover(parser)
      break
    }
    parser.at += 1
    branches.push({ patterns, body: readScript(parser) })
    skipBlanks(parser)
    if (parser.text.startsWith(';;', parser.at)) parser.at += 2
  }
  return { kind: 'case', word, branches, at }
}

const readGroup = (parser: Parser, close: string, at: Span): Command => {
  const body = readScript(parser)
  skipLines(parser)
  if (parser.text.startsWith(close, parser.at)) parser.at += close.length
  else complain(parser, parser.at)
  const redirections: Redirection[] = []
  for (;;) {
    skipBlanks(parser)
    const redirection = readRedirection(parser)
    if (redirection === undefined) break
    if (redirection !== null) redirections.push(redirection)
  }
  return { kind: 'group', body, redirections, at }
}

const functionPattern =
  /(?:function[ \t]+([\w-]+)[ \t]*(?:\([ \t]*\))?|([A-Za-z_][\w-]*)[ \t]*\([ \t]*\))[ \t\r\n]*(?=\{)/y

const readCompound = (parser: Parser): Command | undefined => {
  const start = parser.at
  const at = spanOf(parser, start, start + 1)
  functionPattern.lastIndex = start
  const named = functionPattern.exec(parser.text)
  if (named !== null) {
    parser.at = start + named[0].length + 1
    return {
      kind: 'function',
      name: named[1] ?? named[2] ?? '',
      body: [alone(readGroup(parser, '}', at))],
      at,
    }
  }
  if (parser.text.startsWith('((', start)) {
    // Arithmetic: it sets no variable that is followed, and how it ends is not known.
    parser.at += 2
    untilClosed(parser, '(', ')')
    if (parser.text.charAt(parser.at) === ')') parser.at += 1
    const words: readonly Word[] = [{ parts: [{ kind: 'text', text: 'let', quoted: false }], at }]
    return { kind: 'simple', assignments: [], words, redirections: [], at }
  }
  if (parser.text.charAt(start) === '(') {
    parser.at += 1
    return readGroup(parser, ')', at)
  }
  switch (plainWordAt(parser)) {
    case 'if':
      return take(parser, 'if') ? readIf(parser, at) : undefined
    case 'for':
      return take(parser, 'for') ? readFor(parser, at) : undefined
    case 'while':
      return take(parser, 'while') ? readLoop(parser, at) : undefined
    case 'until':
      return take(parser, 'until') ? readLoop(parser, at) : undefined
    case 'case':
      return take(parser, 'case') ? readCase(parser, at) : undefined
    case '{':
      return take(parser, '{') ? readGroup(parser, '}', at) : undefined
    default:
      return undefined
  }
}

const alone = (command: Command): AndOr => ({ first: { negated: false, commands: [command] }, rest: [] })

const readPipeline = (parser: Parser): Pipeline | undefined => {
  skipBlanks(parser)
  let negated = false
  while (isReserved(parser, '!')) {
    parser.at += 1
    negated = !negated
    skipBlanks(parser)
  }
  const commands: Command[] = []
  for (;;) {
    skipBlanks(parser)
    const command = readCompound(parser) ?? readSimple(parser)
    if (command === undefined) break
    commands.push(command)
    skipBlanks(parser)
    const isPipe = parser.text.charAt(parser.at) === '|' && parser.text.charAt(parser.at + 1) !== '|'
    if (!isPipe) break
    parser.at += parser.text.charAt(parser.at + 1) === '&' ? 2 : 1
    skipLines(parser)
  }
  return commands.length === 0 ? undefined : { negated, commands }
}

const readAndOr = (parser: Parser): AndOr | undefined => {
  const first = readPipeline(parser)
  if (first === undefined) return undefined
  const rest: { operator: '&&' | '||'; pipeline: Pipeline }[] = []
  for (;;) {
    skipBlanks(parser)
    const written = parser.text.slice(parser.at, parser.at + 2)
    if (written !== '&&' && written !== '||') break
    parser.at += 2
    skipLines(parser)
    const pipeline = readPipeline(parser)
    if (pipeline === undefined) break
    rest.push({ operator: written, pipeline })
  }
  skipBlanks(parser)
  // In the background or not: the order is all that matters here.
  if (parser.text.charAt(parser.at) === '&' && parser.text.charAt(parser.at + 1) !== '&') parser.at += 1
  return { first, rest }
}

const enders: ReadonlySet<string> = new Set(['then', 'elif', 'else', 'fi', 'do', 'done', 'esac', '}'])

/** Commands until something ends them that belongs to who asked. */
const readScript = (parser: Parser): Script => {
  const script: AndOr[] = []
  parser.depth += 1
  for (;;) {
    skipLines(parser)
    const sign = parser.text.charAt(parser.at)
    if (parser.at >= parser.text.length || sign === ')' || parser.text.startsWith(';;', parser.at)) break
    const word = plainWordAt(parser)
    if (enders.has(word) && isReserved(parser, word)) break
    if (parser.depth > depthLimit) {
      complain(parser, parser.at)
      parser.at = parser.text.length
      break
    }
    const before = parser.at
    const list = readAndOr(parser)
    if (list !== undefined) script.push(list)
    if (parser.at === before) {
      complain(parser, before)
      recover(parser)
    }
  }
  parser.depth -= 1
  return script
}

/** The inside of `$(…)`: its places are those of the word. */
const parseInner = (outer: Parser, text: string, offset: number): Script => {
  if (outer.depth >= depthLimit) return []
  const at = spanOf(outer, offset, offset + 1)
  const source = text.split('\n').map((line) => ({ text: line, at, exact: false }))
  const inner = parserOf(source, outer.depth + 1)
  return readScript(inner)
}

const parserOf = (source: Lines, depth: number): Parser => {
  const starts: number[] = []
  let length = 0
  for (const { text } of source) {
    starts.push(length)
    length += text.length + 1
  }
  // A byte order mark is no part of the first command.
  const text = source
    .map((line) => line.text)
    .join('\n')
    .replace(/^\ufeff/, ' ')
  return { text, at: 0, starts, source, malformed: [], pending: [], depth }
}

/** Parses a text that stands inside something else: all its places are that of the whole. */
export const parseShellAt = (text: string, at: Span): Script => parseShell(linesAt(text, at)).script

/** Parses a script. After a fault it goes on with the next line. Never throws. */
export const parseShell = (lines: Lines): ShellReading => {
  const parser = parserOf(lines, 0)
  const script: AndOr[] = []
  for (;;) {
    script.push(...readScript(parser))
    if (parser.at >= parser.text.length) break
    // A closing word without its opening one.
    complain(parser, parser.at)
    recover(parser)
  }
  return { script, malformed: parser.malformed }
}
