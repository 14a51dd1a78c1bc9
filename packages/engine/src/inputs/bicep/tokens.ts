// The tokens of a Bicep text, kept in columns: an index stands for a token.

/**
 * What a token is; punctuation is its own text. `true`, `false`, `null` and all keywords are identifiers. A string
 * with holes is `stringStart`, (tokens of a hole, `stringMiddle`)*, tokens of a hole, `stringEnd`. `newline` is any
 * number of line breaks with what may stand between them. `unknown` is a character that Bicep has no use for.
 */
export type TokenKind =
  | 'identifier'
  | 'integer'
  | 'string'
  | 'stringStart'
  | 'stringMiddle'
  | 'stringEnd'
  | 'newline'
  | 'end'
  | 'unknown'
  | '('
  | ')'
  | '['
  | ']'
  | '{'
  | '}'
  | '@'
  | ','
  | '.'
  | '...'
  | '?'
  | '??'
  | ':'
  | '::'
  | '+'
  | '-'
  | '*'
  | '/'
  | '%'
  | '^'
  | '|'
  | '||'
  | '&&'
  | '!'
  | '!='
  | '!~'
  | '<'
  | '<='
  | '>'
  | '>='
  | '='
  | '=='
  | '=~'
  | '=>'

/** All tokens of a text; the last is `end`. Offsets are in UTF-16 units, the end exclusive. */
export interface Tokens {
  readonly kinds: readonly TokenKind[]
  readonly starts: readonly number[]
  readonly ends: readonly number[]
}

/** What is wrong inside a token. */
export interface LexicalError {
  readonly start: number
  readonly end: number
  readonly expected:
    | 'endOfComment'
    | 'endOfString'
    | 'endOfMultiLineString'
    | 'escapeSequence'
    | 'singleQuotes'
  /** The index of the token it is in, or of the next one if it is in none. */
  readonly token: number
}

export interface Lexing {
  readonly tokens: Tokens
  readonly errors: readonly LexicalError[]
  /** Strings that break off, so that they have no closing quotation marks. */
  readonly unclosed: ReadonlySet<number>
}
