// The parts of a shell script, as far as scripts that configure networks use them.
import type { Span } from '../../../diagnostics/index.ts'
import type { Lines } from '../lines.ts'

/** A piece of a word. */
export type Part =
  | { readonly kind: 'text'; readonly text: string; readonly quoted: boolean }
  | {
      readonly kind: 'variable'
      readonly name: string
      readonly quoted: boolean
      /** `${X:-word}`. */
      readonly fallback?: readonly Part[]
    }
  | { readonly kind: 'command'; readonly script: Script; readonly quoted: boolean }
  /** Arithmetic, and expansions that are not followed. */
  | { readonly kind: 'unknown' }

/** A word, before anything is expanded. */
export interface Word {
  readonly parts: readonly Part[]
  readonly at: Span
}

/** Where a command reads from or writes to. */
export type Redirection =
  | {
      readonly kind: 'file'
      readonly operator: '<' | '>' | '>>'
      readonly descriptor: number
      readonly target: Word
    }
  | { readonly kind: 'text'; readonly word: Word }
  | { readonly kind: 'document'; readonly lines: Lines; readonly expands: boolean }

/** One command. */
export type Command =
  | {
      readonly kind: 'simple'
      readonly assignments: readonly { readonly name: string; readonly value: Word; readonly adds: boolean }[]
      readonly words: readonly Word[]
      readonly redirections: readonly Redirection[]
      readonly at: Span
    }
  | {
      readonly kind: 'if'
      readonly branches: readonly { readonly condition: Script; readonly body: Script }[]
      readonly otherwise: Script | undefined
      readonly at: Span
    }
  | {
      readonly kind: 'for'
      readonly variable: string
      readonly words: readonly Word[] | undefined
      readonly body: Script
      readonly at: Span
    }
  | { readonly kind: 'loop'; readonly condition: Script; readonly body: Script; readonly at: Span }
  | {
      readonly kind: 'case'
      readonly word: Word
      readonly branches: readonly { readonly patterns: readonly Word[]; readonly body: Script }[]
      readonly at: Span
    }
  | {
      readonly kind: 'group'
      readonly body: Script
      readonly redirections: readonly Redirection[]
      readonly at: Span
    }
  | { readonly kind: 'function'; readonly name: string; readonly body: Script; readonly at: Span }

/** Commands that are joined by pipes. */
export interface Pipeline {
  readonly negated: boolean
  readonly commands: readonly Command[]
}

/** Pipelines that depend on each other: `a && b || c`. */
export interface AndOr {
  readonly first: Pipeline
  readonly rest: readonly { readonly operator: '&&' | '||'; readonly pipeline: Pipeline }[]
}

/** Commands one after the other. */
export type Script = readonly AndOr[]
