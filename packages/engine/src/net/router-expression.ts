// Regular expressions as routers write them over AS paths and communities: POSIX syntax, and `_` for any border.
// A set of states is walked along the text, so that no expression takes more than its size times the text's.

/** A compiled expression. */
export interface RouterExpression {
  /** Whether it is found anywhere in the text. */
  readonly test: (text: string) => boolean
}

/** A part of an expression. */
type Part =
  | { readonly kind: 'take'; readonly fits: (character: string) => boolean }
  | { readonly kind: 'start' | 'end' }
  | { readonly kind: 'sequence' | 'choice'; readonly parts: readonly Part[] }
  | {
      readonly kind: 'repeat'
      readonly part: Part
      readonly least: number
      /** Undefined: as often as it goes. */
      readonly most: number | undefined
    }

/** What a state does: take a character and go on with the next state, or go on without one. */
type State =
  | { readonly kind: 'take'; readonly fits: (character: string) => boolean }
  | { readonly kind: 'fork'; to: readonly number[] }
  | { readonly kind: 'start' | 'end' | 'found' }

const longestExpression = 1000
const mostStates = 10_000
const mostRepeats = 100
const deepest = 50

/** Thrown inside this file only, and caught where the expression is compiled. */
class Malformed extends Error {}

/** The start, the end, or one character that stands between numbers. */
const border: Part = {
  kind: 'choice',
  parts: [
    { kind: 'start' },
    { kind: 'end' },
    { kind: 'take', fits: (character) => ' ,{}()'.includes(character) },
  ],
}

const parse = (source: string): Part => {
  let at = 0

  const bracket = (): Part => {
    const negated = source[at] === '^'
    if (negated) at += 1
    const ranges: (readonly [string, string])[] = []
    for (let isFirst = true; isFirst || source[at] !== ']'; isFirst = false) {
      const from = source[at]
      if (from === undefined) throw new Malformed()
      const until = source[at + 2]
      const isRange = source[at + 1] === '-' && until !== undefined && until !== ']'
      if (isRange && until < from) throw new Malformed()
      ranges.push([from, isRange ? until : from])
      at += isRange ? 3 : 1
    }
    at += 1
    const isListed = (character: string): boolean =>
      ranges.some(([from, until]) => character >= from && character <= until)
    return { kind: 'take', fits: (character) => isListed(character) !== negated }
  }

  const atom = (depth: number): Part => {
    const character = source[at]
    at += 1
    switch (character) {
      case '(': {
        const inner = alternatives(depth + 1)
        if (source[at] !== ')') throw new Malformed()
        at += 1
        return inner
      }
      case '[':
        return bracket()
      case '.':
        return { kind: 'take', fits: () => true }
      case '^':
        return { kind: 'start' }
      case '$':
        return { kind: 'end' }
      case '_':
        return border
      case undefined:
      case '*':
      case '+':
      case '?':
        throw new Malformed()
      default: {
        const literal = character === '\\' ? source[at++] : character
        // A backslash before a number asks for what a group found, which no automaton knows.
        if (literal === undefined || (character === '\\' && /[0-9]/.test(literal))) throw new Malformed()
        return { kind: 'take', fits: (found) => found === literal }
      }
    }
  }

  const repeated = (part: Part): Part => {
    const character = source[at]
    if (character === '*' || character === '+' || character === '?') {
      at += 1
      return {
        kind: 'repeat',
        part,
        least: character === '+' ? 1 : 0,
        most: character === '?' ? 1 : undefined,
      }
    }
    // A brace that counts nothing is a character: it encloses sets of AS numbers.
    const counted = /^\{(\d{1,3})(?:(,)(\d{0,3}))?\}/.exec(source.slice(at, at + 12))
    if (counted === null) return part
    at += counted[0].length
    const least = Number(counted[1])
    const most = counted[2] === undefined ? least : counted[3] === '' ? undefined : Number(counted[3])
    if (least > mostRepeats || (most ?? 0) > mostRepeats || (most ?? least) < least) throw new Malformed()
    return { kind: 'repeat', part, least, most }
  }

  const sequence = (depth: number): Part => {
    const parts: Part[] = []
    while (at < source.length && source[at] !== '|' && source[at] !== ')') {
      let part = atom(depth)
      for (let before = at - 1; before !== at; ) {
        before = at
        part = repeated(part)
      }
      parts.push(part)
    }
    return { kind: 'sequence', parts }
  }

  const alternatives = (depth: number): Part => {
    if (depth > deepest) throw new Malformed()
    const parts = [sequence(depth)]
    while (source[at] === '|') {
      at += 1
      parts.push(sequence(depth))
    }
    return { kind: 'choice', parts }
  }

  const whole = alternatives(0)
  if (at < source.length) throw new Malformed()
  return whole
}

/** The states of a part follow those that are there; each goes on with what is appended next. */
const append = (states: State[], part: Part): void => {
  const push = (state: State): void => {
    if (states.length >= mostStates) throw new Malformed()
    states.push(state)
  }
  const fork = (): { to: readonly number[] } => {
    const state: { readonly kind: 'fork'; to: readonly number[] } = { kind: 'fork', to: [] }
    push(state)
    return state
  }
  switch (part.kind) {
    case 'sequence':
      for (const each of part.parts) append(states, each)
      return
    case 'choice': {
      const entry = fork()
      const starts: number[] = []
      const leaves = part.parts.map((each) => {
        starts.push(states.length)
        append(states, each)
        return fork()
      })
      entry.to = starts
      for (const leave of leaves) leave.to = [states.length]
      return
    }
    case 'repeat': {
      for (let count = 0; count < part.least; count += 1) append(states, part.part)
      if (part.most === undefined) {
        const loop = states.length
        const entry = fork()
        append(states, part.part)
        fork().to = [loop]
        entry.to = [loop + 1, states.length]
        return
      }
      const ways = Array.from({ length: part.most - part.least }, () => {
        const way = fork()
        const inside = states.length
        append(states, part.part)
        return { way, inside }
      })
      for (const { way, inside } of ways) way.to = [inside, states.length]
      return
    }
    default:
      push(part)
  }
}

/** Whether the automaton gets to its end: a set of states, moved along the text. */
const isFound = (states: readonly State[], text: string): boolean => {
  let current = new Set<number>()
  for (let position = 0; position <= text.length; position += 1) {
    const reached = new Set<number>()
    const open = [0, ...current]
    for (let index = open.pop(); index !== undefined; index = open.pop()) {
      if (reached.has(index)) continue
      reached.add(index)
      const state = states[index]
      if (state?.kind === 'found') return true
      if (state?.kind === 'fork') open.push(...state.to)
      if (state?.kind === 'start' && position === 0) open.push(index + 1)
      if (state?.kind === 'end' && position === text.length) open.push(index + 1)
    }
    const character = text[position]
    if (character === undefined) return false
    current = new Set()
    for (const index of reached) {
      const state = states[index]
      if (state?.kind === 'take' && state.fits(character)) current.add(index + 1)
    }
  }
  return false
}

/** Compiles an expression; undefined where it is none, or larger than any that a router would take. Never throws. */
export const routerExpression = (source: string): RouterExpression | undefined => {
  if (source.length > longestExpression) return undefined
  const states: State[] = []
  try {
    append(states, parse(source))
  } catch (error) {
    if (error instanceof Malformed) return undefined
    throw error
  }
  states.push({ kind: 'found' })
  return { test: (text) => isFound(states, text) }
}
