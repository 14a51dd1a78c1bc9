// Reads one word of a shell script: quotes, escapes, variables and command substitutions.
import type { Part, Script } from './syntax-tree.ts'

/** A text and how far it is read. */
export interface WordSource {
  readonly text: string
  at: number
}

/** Reads the script inside `$(…)`. */
type Inner = (text: string) => Script

const wordEnd = /[\s;&|()<>]/

/** The text up to the bracket that closes; the reader stands behind the opening one, and then behind the closing one. */
export const untilClosed = (source: WordSource, open: string, close: string): string => {
  const start = source.at
  let depth = 1
  let quote = ''
  while (source.at < source.text.length) {
    const sign = source.text.charAt(source.at)
    source.at += 1
    if (sign === '\\' && quote !== "'") source.at += 1
    else if (quote !== '') {
      if (sign === quote) quote = ''
    } else if (sign === "'" || sign === '"') quote = sign
    else if (sign === open) depth += 1
    else if (sign === close) {
      depth -= 1
      if (depth === 0) return source.text.slice(start, source.at - 1)
    }
  }
  return source.text.slice(start)
}

const simpleName = /[A-Za-z_]\w*|[0-9@*#?$!-]/y

/** `${…}`: a name, with a value for when it has none; every other form is not followed. */
const braced = (text: string, quoted: boolean, inner: Inner): Part => {
  const found = /^([A-Za-z_]\w*|\d+|[@*#?])(?::?-(.*))?$/s.exec(text)
  if (found === null) return { kind: 'unknown' }
  const [, name = '', fallback] = found
  if (fallback === undefined) return { kind: 'variable', name, quoted }
  return {
    kind: 'variable',
    name,
    quoted,
    fallback: partsOfDocument(fallback.replaceAll(/["']/g, ''), inner),
  }
}

/** What `$` starts. */
const readDollar = (source: WordSource, quoted: boolean, inner: Inner): Part => {
  const next = source.text.charAt(source.at)
  if (source.text.startsWith('((', source.at)) {
    source.at += 1
    untilClosed(source, '(', ')')
    return { kind: 'unknown' }
  }
  if (next === '(') {
    source.at += 1
    return { kind: 'command', script: inner(untilClosed(source, '(', ')')), quoted }
  }
  if (next === '{') {
    source.at += 1
    return braced(untilClosed(source, '{', '}'), quoted, inner)
  }
  simpleName.lastIndex = source.at
  const name = simpleName.exec(source.text)?.[0]
  if (name === undefined) return { kind: 'text', text: '$', quoted }
  source.at += name.length
  return { kind: 'variable', name, quoted }
}

const readBackquoted = (source: WordSource, quoted: boolean, inner: Inner): Part => {
  const end = source.text.indexOf('`', source.at)
  const text = source.text.slice(source.at, end < 0 ? source.text.length : end)
  source.at = end < 0 ? source.text.length : end + 1
  return { kind: 'command', script: inner(text), quoted }
}

const readDoubleQuoted = (source: WordSource, parts: Part[], inner: Inner): void => {
  let text = ''
  const flush = (): void => {
    parts.push({ kind: 'text', text, quoted: true })
    text = ''
  }
  while (source.at < source.text.length) {
    const sign = source.text.charAt(source.at)
    source.at += 1
    if (sign === '"') break
    if (sign === '\\') {
      const next = source.text.charAt(source.at)
      source.at += 1
      if (next !== '\n') text += '$`"\\'.includes(next) ? next : `\\${next}`
    } else if (sign === '$') {
      flush()
      parts.push(readDollar(source, true, inner))
    } else if (sign === '`') {
      flush()
      parts.push(readBackquoted(source, true, inner))
    } else text += sign
  }
  flush()
}

/** The parts of the word that starts here; undefined where none does. */
export const readWord = (source: WordSource, inner: Inner): readonly Part[] | undefined => {
  const start = source.at
  const parts: Part[] = []
  let text = ''
  const flush = (): void => {
    if (text !== '') parts.push({ kind: 'text', text, quoted: false })
    text = ''
  }
  while (source.at < source.text.length) {
    const sign = source.text.charAt(source.at)
    if (wordEnd.test(sign)) break
    source.at += 1
    if (sign === '\\') {
      const next = source.text.charAt(source.at)
      source.at += 1
      if (next === '\n') continue
      flush()
      parts.push({ kind: 'text', text: next, quoted: true })
    } else if (sign === "'") {
      flush()
      const end = source.text.indexOf("'", source.at)
      const inside = source.text.slice(source.at, end < 0 ? source.text.length : end)
      parts.push({ kind: 'text', text: inside, quoted: true })
      source.at = end < 0 ? source.text.length : end + 1
    } else if (sign === '"') {
      flush()
      readDoubleQuoted(source, parts, inner)
    } else if (sign === '$') {
      flush()
      parts.push(readDollar(source, false, inner))
    } else if (sign === '`') {
      flush()
      parts.push(readBackquoted(source, false, inner))
    } else text += sign
  }
  flush()
  return source.at === start ? undefined : parts
}

/** The parts of a text in which variables are expanded and quotes are plain signs: the body of a heredoc. */
export const partsOfDocument = (text: string, inner: Inner): readonly Part[] => {
  const source: WordSource = { text, at: 0 }
  const parts: Part[] = []
  let plain = ''
  const flush = (): void => {
    parts.push({ kind: 'text', text: plain, quoted: true })
    plain = ''
  }
  while (source.at < text.length) {
    const sign = text.charAt(source.at)
    source.at += 1
    if (sign === '\\') {
      const next = text.charAt(source.at)
      source.at += 1
      plain += '$`\\'.includes(next) ? next : `\\${next}`
    } else if (sign === '$') {
      flush()
      parts.push(readDollar(source, true, inner))
    } else if (sign === '`') {
      flush()
      parts.push(readBackquoted(source, true, inner))
    } else plain += sign
  }
  flush()
  return parts
}
