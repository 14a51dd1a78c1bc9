// Tells where a statement begins, from its first two tokens.
import type { TokenKind } from './tokens.ts'

/** What of the tokens is needed. */
interface TokenView {
  readonly kinds: readonly TokenKind[]
  readonly isWord: (word: string, index: number) => boolean
  readonly textAt: (index: number) => string
}

/** What follows the keyword of each statement. */
const followers: ReadonlyMap<string, readonly TokenKind[]> = new Map([
  ['targetScope', ['=']],
  ['metadata', ['identifier']],
  ['param', ['identifier']],
  ['var', ['identifier']],
  ['resource', ['identifier']],
  ['module', ['identifier']],
  ['test', ['identifier']],
  ['output', ['identifier']],
  ['type', ['identifier']],
  ['func', ['identifier']],
  ['assert', ['identifier']],
  ['import', ['{', '*', 'string']],
  ['extension', ['identifier', 'string']],
  ['provider', ['identifier', 'string']],
  ['extensionConfig', ['identifier']],
  ['using', ['identifier', 'string']],
  ['extends', ['string']],
])

/** The keywords that begin a statement. */
export const statementKeywords: readonly string[] = [...followers.keys()]

/**
 * Whether the tokens from this one on can only be a statement (decorators aside): no expression and no item of a list
 * looks like this, but for a resource inside a resource. All keywords are names as well, so one alone tells nothing.
 */
export const startsStatement = (tokens: TokenView, index: number): boolean => {
  if (tokens.kinds[index] !== 'identifier') return false
  const next = tokens.kinds[index + 1]
  switch (next) {
    case 'identifier':
    case 'string':
    case '=':
    case '{':
      return followers.get(tokens.textAt(index))?.includes(next) ?? false
    case '*':
      return tokens.isWord('import', index) && tokens.isWord('as', index + 2)
    default:
      return false
  }
}
