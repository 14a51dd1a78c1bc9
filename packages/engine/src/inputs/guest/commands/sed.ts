// The statements of sed with which scripts edit configuration files: s, d, a, i, c, with or without an address.
import type { Span } from '../../../diagnostics/index.ts'
import type { Line, Lines } from '../lines.ts'

/** Edits lines; those that do not change keep their place. */
export type Edit = (lines: Lines) => Lines

/** Patterns and lines longer than this are left alone: a pattern from a script must not take forever. */
const patternLimit = 200
const lineLimit = 500
const quantifierLimit = 3

/** A pattern of sed as one of JavaScript; undefined where it is beyond what scripts use. */
const patternOf = (source: string, isExtended: boolean, flags: string): RegExp | undefined => {
  const quantifiers = source.match(/[*+{]/g)?.length ?? 0
  if (source.length > patternLimit || quantifiers > quantifierLimit) return undefined
  // A repetition of a repetition can take forever.
  if (/[*+}?]\\?\)\\?[*+{]/.test(source)) return undefined
  const swapped = isExtended
    ? source
    : source.replaceAll(/\\([+?(){}|])|([+?(){}|])/g, (_, escaped?: string, plain?: string) =>
        escaped === undefined ? `\\${plain}` : escaped,
      )
  const classes = swapped
    .replaceAll('[[:space:]]', '\\s')
    .replaceAll('[[:blank:]]', '[ \\t]')
    .replaceAll('[[:digit:]]', '\\d')
    .replace(/^\*/, '\\*')
  try {
    return new RegExp(classes, flags)
  } catch {
    return undefined
  }
}

/** Cuts at the delimiter, unless it is escaped. */
const cut = (
  text: string,
  delimiter: string,
  from: number,
): { readonly part: string; readonly next: number } | undefined => {
  let part = ''
  for (let at = from; at < text.length; at++) {
    const sign = text.charAt(at)
    if (sign === '\\') {
      const next = text.charAt(at + 1)
      part += next === delimiter ? next : sign + next
      at += 1
    } else if (sign === delimiter) return { part, next: at + 1 }
    else part += sign
  }
  return undefined
}

/** `&` and `\1` in a replacement. */
const replacementOf =
  (written: string) =>
  (...groups: readonly unknown[]): string =>
    written.replaceAll(/\\(\d)|\\n|\\(.)|&/g, (sign, digit?: string, other?: string) => {
      if (digit !== undefined) return String(groups[Number(digit)] ?? '')
      if (sign === '&') return String(groups[0])
      return other === undefined ? '\n' : other
    })

type Action = (line: Line, isMatch: boolean) => Lines

const substitution = (text: string, isExtended: boolean, at: Span) => {
  const delimiter = text.charAt(1)
  const pattern = cut(text, delimiter, 2)
  const replacement = pattern && cut(text, delimiter, pattern.next)
  if (pattern === undefined || replacement === undefined) return undefined
  const [flags = ''] = /^[gIip]*/.exec(text.slice(replacement.next)) ?? []
  const jsFlags = `${flags.includes('g') ? 'g' : ''}${/i/i.test(flags) ? 'i' : ''}`
  const matcher = patternOf(pattern.part, isExtended, jsFlags)
  if (matcher === undefined) return undefined
  const replace = replacementOf(replacement.part)
  const action: Action = (line, isMatch) => {
    if (!isMatch || line.text.length > lineLimit) return [line]
    const changed = line.text.replace(matcher, replace)
    return changed === line.text
      ? [line]
      : changed.split('\n').map((each) => ({ text: each, at, exact: false }))
  }
  return { action, rest: text.slice(replacement.next + flags.length) }
}

const simpleAction = (
  text: string,
  at: Span,
): { readonly action: Action; readonly rest: string } | undefined => {
  const made = (written: string): Lines =>
    written
      .replace(/^\\?\n?\s*/, '')
      .split(/\\?\n/)
      .map((each) => ({ text: each, at, exact: false }))
  const rest = text.slice(1)
  switch (text.charAt(0)) {
    case 'd': {
      return { action: (line, isMatch) => (isMatch ? [] : [line]), rest }
    }
    case 'a':
      return { action: (line, isMatch) => (isMatch ? [line, ...made(rest)] : [line]), rest: '' }
    case 'i':
      return { action: (line, isMatch) => (isMatch ? [...made(rest), line] : [line]), rest: '' }
    case 'c':
      return { action: (line, isMatch) => (isMatch ? made(rest) : [line]), rest: '' }
    default:
      return undefined
  }
}

type Address = (line: Line, index: number, count: number) => boolean

const addressOf = (
  text: string,
  isExtended: boolean,
): { readonly matches: Address; readonly rest: string } | undefined => {
  const number = /^(\d+|\$)(?![,\d])/.exec(text)
  if (number !== null) {
    const [written] = number
    const matches: Address = (_, index, count) => index === (written === '$' ? count : Number(written)) - 1
    return { matches, rest: text.slice(written.length) }
  }
  if (text.charAt(0) !== '/') return { matches: () => true, rest: text }
  const pattern = cut(text, '/', 1)
  const matcher = pattern && patternOf(pattern.part, isExtended, '')
  if (pattern === undefined || matcher === undefined) return undefined
  return {
    matches: ({ text: line }) => line.length <= lineLimit && matcher.test(line),
    rest: text.slice(pattern.next),
  }
}

const statement = (
  text: string,
  isExtended: boolean,
  at: Span,
): { readonly edit: Edit; readonly rest: string } | undefined => {
  const address = addressOf(text, isExtended)
  const body = address?.rest.trimStart() ?? ''
  const action = body.startsWith('s') ? substitution(body, isExtended, at) : simpleAction(body, at)
  if (address === undefined || action === undefined) return undefined
  const edit: Edit = (lines) =>
    lines.flatMap((line, index) => action.action(line, address.matches(line, index, lines.length)))
  return { edit, rest: action.rest }
}

/** The edit that scripts of sed describe; undefined when one of their statements is not understood. */
export const sedScript = (scripts: readonly string[], isExtended: boolean, at: Span): Edit | undefined => {
  const edits: Edit[] = []
  for (const script of scripts) {
    let rest = script.trim()
    while (rest !== '') {
      const read = statement(rest, isExtended, at)
      if (read === undefined) return undefined
      edits.push(read.edit)
      const after = read.rest.trimStart()
      if (after !== '' && !/^[;\n]/.test(after)) return undefined
      rest = after.replace(/^[;\s]+/, '')
    }
  }
  return (lines) => edits.reduce((edited, edit) => edit(edited), lines)
}
