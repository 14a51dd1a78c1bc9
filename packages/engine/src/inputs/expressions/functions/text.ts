// Functions on text: letter case, searching, cutting, joining, format().
import { type List, scalar, type Unknown, type Value } from '../../../resources/index.ts'
import type { TemplateFunction } from '../template-function.ts'
import { blockedCall, composed } from '../unknown-origins.ts'
import {
  anyText,
  anything,
  either,
  integer,
  known,
  list,
  optional,
  text,
  textOrUnknown,
} from './argument-readers.ts'
import { aligned, formatNumber, piecesOf } from './composite-format.ts'
import { type Call, many, one, three, two } from './define-function.ts'
import { interpolatedText, lowerCase, plainText, textLimit, upperCase } from './value-text.ts'

/** One argument of format(), as its placeholder wants it. */
const formatted = (value: Value, specifier: string, call: Call): string | Unknown => {
  if (specifier !== '' && value.kind === 'scalar' && typeof value.value === 'number')
    return formatNumber(value.value, specifier) ?? call.fail('formatSpecifier', specifier)
  return interpolatedText(value) ?? call.fail('tooLarge', textLimit)
}

/** Fills a composite format string. Only the arguments that it uses have to be known. */
const format = (pattern: string, args: readonly Value[], call: Call): Value => {
  const parts: string[] = []
  let length = 0
  for (const piece of piecesOf(pattern)) {
    if (piece.kind === 'malformed') return call.fail('formatItem', piece.written)
    let part = piece.kind === 'text' ? piece.text : ''
    if (piece.kind === 'item') {
      const value = args[piece.index]
      if (value === undefined) return call.fail('formatItem', piece.written)
      const filled = formatted(value, piece.specifier, call)
      if (typeof filled !== 'string') return filled
      if (Math.abs(piece.alignment) > textLimit) return call.fail('tooLarge', textLimit)
      part = aligned(filled, piece.alignment)
    }
    length += part.length
    if (length > textLimit) return call.fail('tooLarge', textLimit)
    parts.push(part)
  }
  return call.scalar(parts.join(''))
}

const textsOf = (items: List, call: Call): readonly string[] | Unknown => {
  const texts: string[] = []
  for (const item of items.items) {
    const written = plainText(item)
    if (written === undefined) return call.fail('tooLarge', textLimit)
    if (typeof written !== 'string') return written
    texts.push(written)
  }
  return texts
}

const isTexts = (texts: readonly string[] | Unknown): texts is readonly string[] => Array.isArray(texts)

const joined = (texts: readonly string[], delimiter: string, call: Call): Value => {
  const length = texts.reduce((sum, each) => sum + each.length + delimiter.length, 0)
  return length > textLimit + delimiter.length
    ? call.fail('tooLarge', textLimit)
    : call.scalar(texts.join(delimiter))
}

/** Cuts at each delimiter; where several could begin, the first of the list counts. */
const splitAt = (source: string, delimiters: readonly string[]): readonly string[] => {
  const pieces: string[] = []
  let start = 0
  for (let at = 0; at < source.length; ) {
    const delimiter = delimiters.find((each) => each !== '' && source.startsWith(each, at))
    if (delimiter === undefined) at++
    else {
      pieces.push(source.slice(start, at))
      at += delimiter.length
      start = at
    }
  }
  return [...pieces, source.slice(start)]
}

/**
 * The parts of a text that is known in part: names along a path, of which some are unknown. What is unknown is taken to
 * hold no delimiter, as names do not.
 */
const splitSymbolic = (source: Unknown, call: Call): Value => {
  const parts = source.origin.split('/')
  const isPath = parts.length > 1 && parts.every((part) => /^[^‹›]*(?:‹[^‹›]*›[^‹›]*)*$/.test(part))
  if (!isPath) return blockedCall('split', [source, scalar('/')], source, call.context.span)
  return call.list(
    parts.map((part) => {
      if (!part.includes('‹')) return call.scalar(part)
      const [, only] = /^‹([^‹›]*)›$/.exec(part) ?? []
      return composed(source, only === undefined ? part : only.replaceAll('∕', '/'), call.context.span)
    }),
  )
}

const split = (source: string | Unknown, delimiter: string | List, call: Call): Value => {
  if (typeof source !== 'string')
    return delimiter === '/'
      ? splitSymbolic(source, call)
      : blockedCall(
          'split',
          [source, typeof delimiter === 'string' ? scalar(delimiter) : delimiter],
          source,
          call.context.span,
        )
  const delimiters = typeof delimiter === 'string' ? [delimiter] : textsOf(delimiter, call)
  if (!isTexts(delimiters)) return delimiters
  const pieces: Value[] = []
  for (const piece of splitAt(source, delimiters)) pieces.push(call.scalar(piece))
  return call.list(pieces)
}

const substring = (source: string, start: number, length: number | undefined, call: Call): Value => {
  const end = start + (length ?? source.length - start)
  if (start < 0 || start > source.length) return call.fail('position', start)
  if (end < start || end > source.length) return call.fail('position', end)
  return call.scalar(source.slice(start, end))
}

const replace = (source: string, old: string, replacement: string, call: Call): Value => {
  if (old === '') return call.fail('emptyText')
  const pieces = source.split(old)
  return joined(pieces, replacement, call)
}

const padLeft = (source: string, width: number, sign: string | undefined, call: Call): Value => {
  if (width < 0) return call.fail('negative', width)
  if (width > textLimit) return call.fail('tooLarge', textLimit)
  return call.scalar(source.padStart(width, sign?.slice(0, 1) || ' '))
}

/** Does a text match a pattern in which * stands for any text? In linear time for each star. */
const matches = (source: string, pattern: string): boolean => {
  const [first = '', ...rest] = pattern.split('*')
  if (!source.startsWith(first)) return false
  const last = rest.pop()
  if (last === undefined) return source === first
  let at = first.length
  for (const part of rest) {
    const found = source.indexOf(part, at)
    if (found < 0) return false
    at = found + part.length
  }
  return source.length - last.length >= at && source.endsWith(last)
}

/** format() with what it is called with: the pattern, then the arguments. */
const formatCall = ([pattern, ...args]: readonly Value[], call: Call): Value => {
  if (pattern?.kind === 'unknown') return pattern
  return pattern?.kind === 'scalar' && typeof pattern.value === 'string'
    ? format(pattern.value, args, call)
    : call.fail('formatItem', '')
}

/** The functions of this topic. */
export const textFunctions: readonly TemplateFunction[] = [
  one('string', known, (value, call) => call.text(plainText(value))),
  many('format', 1, anything, formatCall),
  one('toLower', text, (source, call) => call.scalar(lowerCase(source))),
  one('toUpper', text, (source, call) => call.scalar(upperCase(source))),
  one('trim', text, (source, call) => call.scalar(source.trim())),
  two('startsWith', text, text, (source, start, call) =>
    call.scalar(lowerCase(source).startsWith(lowerCase(start))),
  ),
  two('endsWith', text, text, (source, end, call) => call.scalar(lowerCase(source).endsWith(lowerCase(end)))),
  two('like', text, text, (source, pattern, call) =>
    call.scalar(matches(lowerCase(source), lowerCase(pattern))),
  ),
  three('substring', text, integer, optional(integer), substring),
  three('replace', text, text, text, replace),
  three('padLeft', anyText, integer, optional(text), padLeft),
  two('split', textOrUnknown, either(text, list), split),
  two('join', list, text, (items, delimiter, call) => {
    const texts = textsOf(items, call)
    return isTexts(texts) ? joined(texts, delimiter, call) : texts
  }),
]
