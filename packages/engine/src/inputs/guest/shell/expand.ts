// Expands words of a shell script: variables, output of commands, file names.
import type { Span } from '../../../diagnostics/index.ts'
import type { Lines } from '../lines.ts'
import { pathMatches } from './glob.ts'
import { parseShellAt } from './parse.ts'
import type { Output, Shell } from './shell.ts'
import type { Part, Script, Word } from './syntax-tree.ts'
import { partsOfDocument } from './words.ts'

/** Runs a script and gives what it prints. */
export type Capture = (script: Script, shell: Shell) => Output

/** Values longer than this are not followed. */
const lengthLimit = 100_000

const valueOfVariable = (
  { name, fallback }: Extract<Part, { readonly kind: 'variable' }>,
  shell: Shell,
  capture: Capture,
): string | undefined => {
  if (name === '@' || name === '*')
    return shell.parameters.includes(undefined) ? undefined : shell.parameters.join(' ')
  if (name === '#') return String(shell.parameters.length)
  const place = /^\d$/.test(name) ? Number(name) - 1 : undefined
  const isSet = place === undefined ? shell.variables.has(name) : place < shell.parameters.length
  const value = place === undefined ? shell.variables.get(name) : shell.parameters[place]
  // What a script does not set comes from outside, and may be anything.
  if (fallback === undefined || (isSet && value !== '')) return value
  return joined(fallback, shell, capture)
}

const expandedPart = (part: Part, shell: Shell, capture: Capture): string | undefined => {
  switch (part.kind) {
    case 'text':
      return part.text
    case 'variable':
      return valueOfVariable(part, shell, capture)
    case 'command': {
      const printed = capture(part.script, shell)
      return printed
        ?.map(({ text }) => text)
        .join('\n')
        .replace(/\n+$/, '')
    }
    case 'unknown':
      return undefined
  }
}

const joined = (parts: readonly Part[], shell: Shell, capture: Capture): string | undefined => {
  let value = ''
  for (const part of parts) {
    const text = expandedPart(part, shell, capture)
    if (text === undefined || value.length + text.length > lengthLimit) return undefined
    value += text
  }
  return value
}

/** The value of a word that is not split; undefined where a part of it is not known. */
export const valueOfWord = (word: Word, shell: Shell, capture: Capture): string | undefined =>
  joined(word.parts, shell, capture)

const isGlob = (word: Word): boolean =>
  word.parts.some((part) => part.kind === 'text' && !part.quoted && /[*?[]/.test(part.text))

const expandedNames = (pattern: string, shell: Shell): readonly string[] => {
  const names = [...shell.machine.disk]
    .filter(([path, { isDefault }]) => !isDefault && pathMatches(path, pattern))
    .map(([path]) => path)
    .toSorted()
  return names.length === 0 ? [pattern] : names
}

/** The arguments that a word becomes: several where an unquoted variable holds several, none where it is empty. */
export const argumentsOf = (word: Word, shell: Shell, capture: Capture): readonly (string | undefined)[] => {
  const value = valueOfWord(word, shell, capture)
  if (value === undefined) return [undefined]
  const isSplit = word.parts.some((part) => part.kind !== 'text' && part.kind !== 'unknown' && !part.quoted)
  if (isSplit) return value.split(/\s+/).filter((each) => each !== '')
  return isGlob(word) && value.includes('/') ? expandedNames(value, shell) : [value]
}

/** The body of a heredoc with its variables expanded; a line with one that is not known makes all of it unknown. */
export const expandedDocument = (lines: Lines, shell: Shell, capture: Capture): Output => {
  const expanded: Lines[number][] = []
  for (const line of lines) {
    if (!/[$`\\]/.test(line.text)) {
      expanded.push(line)
      continue
    }
    const parts = partsOfDocument(line.text, (text) => parseShellAt(text, line.at))
    const text = valueOfWord({ parts, at: line.at }, shell, capture)
    if (text === undefined) return undefined
    for (const each of text.split('\n'))
      expanded.push({ text: each, at: line.at, exact: line.exact && each === line.text })
  }
  return expanded
}

/** The place of a text that a command was given. */
export const textAt = (text: string, at: Span): Lines =>
  text.split('\n').map((line) => ({ text: line, at, exact: false }))
