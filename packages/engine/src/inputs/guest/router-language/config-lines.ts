// A router's configuration as lines of words: without comments, prompts and what a terminal prints around them.
import type { Span } from '../../../diagnostics/index.ts'
import type { GuestText } from '../guest-reading.ts'

/** A statement. */
export interface ConfigLine {
  /** Its words, without a leading `no`. */
  readonly words: readonly string[]
  readonly negated: boolean
  /** Columns in front of it: what stands deeper than a section's first line belongs to the section. */
  readonly indent: number
  readonly span: Span
}

/** More lines than any configuration has. */
const mostLines = 200_000

/** `router(config-router)# neighbor …`, as pasted from a terminal. */
const prompt = /^[\w.-]+(?:\([\w/.-]+\))?[#>]\s*/

/** Words that change the mode of a terminal and configure nothing. */
const ofTerminal =
  /^(?:conf(?:ig(?:ure)?)?(?:\s+t(?:erm(?:inal)?)?)?|wr(?:ite)?(?:\s.*)?|copy\s.*|do\s.*|sh(?:ow)?\s.*|clear\s.*|en(?:able)?|ter(?:minal)?\s+(?:length|no|monitor|width).*|EOF|vtysh|term\s+.*|Building configuration.*|Current configuration.*|Last configuration.*)$/i

const vtyshCommand = /^(?:sudo\s+)?(?:\/usr\/bin\/)?vtysh\s/

/** The arguments of `-c`, each a statement, with the offset of its text. */
const commandArguments = (text: string): readonly (readonly [text: string, offset: number])[] =>
  [...text.matchAll(/-c\s+(?:"([^"]*)"|'([^']*)'|(\S+))/g)].map((match) => {
    const argument = match[1] ?? match[2] ?? match[3] ?? ''
    return [argument, match.index + match[0].indexOf(argument, 2)] as const
  })

const lineOf = (
  source: GuestText,
  number: number,
  text: string,
  offset: number,
  indent: number,
): ConfigLine | undefined => {
  const trimmed = text.trim()
  // A hash begins a comment in files and ends a prompt on a terminal, which is gone by now.
  if (trimmed === '' || trimmed.startsWith('!') || trimmed.startsWith('#') || ofTerminal.test(trimmed))
    return undefined
  const column = source.indent + offset + 1
  const line = source.firstLine + number
  const all = trimmed.split(/\s+/)
  const negated = all[0] === 'no' && all.length > 1
  return {
    words: negated ? all.slice(1) : all,
    negated,
    indent,
    span: { file: source.file, line, column, endLine: line, endColumn: column + trimmed.length },
  }
}

/** Banners run to the character that opens them and may hold anything. */
const bannerEnd = (text: string): string | undefined => {
  const opened = /^\s*banner\s+\S+\s+(\^C|\S)(.*)$/.exec(text)
  const mark = opened?.[1]
  return mark === undefined || opened?.[2]?.includes(mark) === true ? undefined : mark
}

/** The statements of a text, in order. */
export const configLines = (source: GuestText): readonly ConfigLine[] => {
  const lines: ConfigLine[] = []
  let banner: string | undefined
  for (const [number, raw] of source.text.split(/\r\n|\n|\r/, mostLines).entries()) {
    if (banner !== undefined) {
      if (raw.includes(banner)) banner = undefined
      continue
    }
    banner = bannerEnd(raw)
    if (banner !== undefined) continue
    const start = raw.length - raw.trimStart().length
    const text = raw.slice(start)
    if (vtyshCommand.test(text)) {
      for (const [argument, offset] of commandArguments(text)) {
        const line = lineOf(source, number, argument, start + offset, 0)
        if (line !== undefined) lines.push(line)
      }
      continue
    }
    const shown = prompt.exec(text)?.[0].length ?? 0
    const line = lineOf(source, number, text.slice(shown), start + shown, shown > 0 ? 0 : start)
    if (line !== undefined) lines.push(line)
  }
  return lines
}
