// Cuts scripts of nft into words.
import type { Span } from '../../../diagnostics/index.ts'
import { type Line, type Lines, placeIn } from '../lines.ts'

/** A word of nft with its place. Braces, semicolons and commas are words; line breaks end statements. */
export interface Token {
  readonly text: string
  readonly quoted: boolean
  readonly at: Span
}

const tokenPattern = /"([^"]*)"|#.*|[{};,]|[^\s{};,"#]+/g

/** The words of a script. */
export const tokensOf = (lines: Lines): readonly Token[] =>
  lines.flatMap((line: Line) => {
    const isContinued = line.text.trimEnd().endsWith('\\')
    const found = [...line.text.matchAll(tokenPattern)].flatMap((match): readonly Token[] => {
      const [text, quoted] = match
      if (text.startsWith('#') || text === '\\') return []
      const at = placeIn(line, match.index, match.index + text.length)
      return [{ text: quoted ?? text, quoted: quoted !== undefined, at }]
    })
    return isContinued ? found : [...found, { text: '\n', quoted: false, at: placeIn(line) }]
  })
