// How unknown values are written: in texts that are known in part, in calls, and which names they come from.
import type { Unknown, Value } from '../../resources/index.ts'
import { unknownAt } from './evaluated.ts'
import type { Argument } from './template-function.ts'

/** Longer origins are cut: they are for people, and a template must not be able to grow them without end. */
const originLimit = 500

/** Of a known text as much as it takes to tell calls apart. */
const quotedLimit = 60

/** Of a list as many items as tell lists apart. */
const shownItems = 8

const cut = (text: string, limit: number): string =>
  text.length <= limit ? text : `${text.slice(0, limit - 1)}…`

/** A text with holes: `nic-‹suffix›`. */
const isText = (origin: string): boolean => origin.includes('‹')

/**
 * An unknown value as a part of a text: `‹origin›`, or the text that it is itself. A slash in a hole does not look
 * like one that separates names.
 */
export const symbolicText = ({ origin }: Unknown): string =>
  isText(origin) ? origin : `‹${origin.replaceAll('/', '∕')}›`

/** Eight signs that tell long texts apart. */
const fingerprint = (text: string): string => {
  let hash = 0xcbf29ce484222325n
  for (let at = 0; at < text.length; at += 1)
    hash = BigInt.asUintN(64, (hash ^ BigInt(text.charCodeAt(at))) * 0x100000001b3n)
  return hash.toString(36).slice(0, 8)
}

/** An unknown of which the origin is made up of others'. Two long ones that differ stay different when they are cut. */
export const composed = (cause: Unknown, origin: string, span: Unknown['span']): Unknown =>
  unknownAt(
    cause.reason,
    origin.length <= originLimit
      ? origin
      : `${cut(origin, originLimit - 9)}#${fingerprint(origin)}`.slice(0, originLimit),
    span,
  )

/** `replace()` on a text with holes: what is known of it is replaced, what is in the holes is not looked at. */
export const replacedOutsideHoles = (origin: string, old: string, by: string): string =>
  isText(origin) && old !== '' && !/[‹›]/.test(old)
    ? origin
        .split(/(‹[^‹›]*›)/)
        .map((part) => (part.startsWith('‹') ? part : part.replaceAll(old, () => by)))
        .join('')
    : origin

/** A text with holes as Bicep writes it. */
const asInterpolation = (text: string): string =>
  `'${text.replaceAll("'", '').replaceAll('‹', '${').replaceAll('›', '}')}'`

const argumentText = (argument: Argument, inner = false): string => {
  switch (argument.kind) {
    case 'unknown':
      return isText(argument.origin) ? asInterpolation(argument.origin) : argument.origin
    case 'scalar':
      return typeof argument.value === 'string'
        ? `'${cut(argument.value.replaceAll("'", ''), quotedLimit)}'`
        : String(argument.value)
    case 'list':
      return inner
        ? '…'
        : cut(
            `[${argument.items
              .slice(0, shownItems)
              .map((item) => argumentText(item, true))
              .join(', ')}]`,
            originLimit,
          )
    case 'dictionary':
      return '…'
    case 'lambda':
      return '=>'
  }
}

/** The result of a function that cannot be called because of an argument: two such calls stay different. */
export const blockedCall = (
  name: string,
  args: readonly Argument[],
  cause: Unknown,
  span: Unknown['span'],
): Unknown => composed(cause, `${name}(${args.map((argument) => argumentText(argument)).join(', ')})`, span)

/** What an index looks like in an origin. */
export const indexText = (index: Value, fromEnd: boolean): string =>
  index.kind === 'unknown' || index.kind === 'scalar'
    ? `[${fromEnd ? '^' : ''}${argumentText(index)}]`
    : '[…]'

/** Names that an origin mentions: not those of functions, of properties, or below a module. */
export const namesIn = (origin: string): readonly string[] => {
  const names: string[] = []
  const openTexts: boolean[] = []
  let inText = isText(origin)
  for (let at = 0; at < origin.length; at += 1) {
    const sign = origin[at] ?? ''
    const opens = sign === '‹' || (sign === '$' && origin[at + 1] === '{')
    if (sign === "'" && !inText) {
      openTexts.push(inText)
      inText = true
    } else if (inText ? sign === "'" && openTexts.length > 0 : sign === '›' || sign === '}') {
      inText = openTexts.pop() ?? isText(origin)
    } else if (inText && opens) {
      openTexts.push(inText)
      inText = false
      if (sign === '$') at += 1
    } else if (!inText) {
      const [word] = /^[A-Za-z_]\w*/.exec(origin.slice(at, at + originLimit)) ?? []
      if (word === undefined) continue
      const before = origin[at - 1] ?? ''
      const isInside = /[\w.∕/\]]/.test(before)
      const holdsOthers = /^(?:\[\d+\])?[(∕/]/.test(origin.slice(at + word.length, at + word.length + 10))
      if (!isInside && !holdsOthers) names.push(word)
      at += word.length - 1
    }
  }
  return names
}
