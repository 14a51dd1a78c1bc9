// #cloud-config: files that are written, commands that are run, packages that bring daemons.
import { findings, type Span } from '../../../diagnostics/index.ts'
import { fieldOf, type Value } from '../../../resources/index.ts'
import { decodeBase64, decodeUtf8 } from '../../expressions/functions/utf8.ts'
import { parseYaml } from '../../world/parse-yaml.ts'
import { follow } from '../commands/index.ts'
import { absolutePath, isBearing } from '../disk-paths.ts'
import { type Lines, linesAt, linesOf, placedText } from '../lines.ts'
import { loadFrr } from '../load-frr.ts'
import { type Machine, notUsed, writeFile } from '../machine.ts'
import { newShell, type Shell } from '../shell/shell.ts'

const text = (value: Value | undefined): string | undefined =>
  value?.kind === 'scalar' && value.value !== null ? String(value.value) : undefined

const itemsOf = (value: Value | undefined): readonly Value[] => (value?.kind === 'list' ? value.items : [])

interface Reader {
  readonly machine: Machine
  readonly source: Lines
  readonly placeOf: (value: Value) => Span
  readonly rawOf: (value: Value) => Span | undefined
}

/**
 * The text of a value as lines in their places: a block (`|`) and a plain text on one line stand in the file as they
 * are; folded and quoted ones have the place of the whole.
 */
const linesOfValue = (reader: Reader, value: Value): Lines => {
  const written = text(value) ?? ''
  const span = reader.rawOf(value)
  if (span === undefined) return linesAt(written, reader.placeOf(value))
  const [head] = reader.source.slice(span.line - 1, span.line)
  const opening = head?.text.slice(span.column - 1) ?? ''
  if (/^\|/.test(opening)) return blockLines(reader, written, span) ?? linesAt(written, reader.placeOf(value))
  if (span.line === span.endLine && opening.startsWith(written) && head?.exact) {
    const { file, line, column } = head.at
    return linesOf({ text: written, file, firstLine: line, indent: column - 1 + span.column - 1 })
  }
  return linesAt(written, reader.placeOf(value))
}

const blockLines = (reader: Reader, written: string, span: Span): Lines | undefined => {
  const lines = written.split('\n')
  if (lines.at(-1) === '') lines.pop()
  const found: Lines[number][] = []
  const body = reader.source.slice(span.line)
  const sample = lines.findIndex((line) => line.trim() !== '')
  const indent = sample < 0 ? 0 : (body[sample]?.text.indexOf(lines[sample] ?? '') ?? -1)
  if (indent < 0) return undefined
  for (const [index, line] of lines.entries()) {
    const source = body[index]
    if (source === undefined || source.text.slice(indent).trimEnd() !== line.trimEnd()) return undefined
    const column = source.at.column + indent
    const at = source.exact ? { ...source.at, column, endColumn: column + line.length } : source.at
    found.push({ text: line, at, exact: source.exact })
  }
  return found
}

const encodings: ReadonlySet<string> = new Set(['', 'text/plain'])
const base64Names: ReadonlySet<string> = new Set(['b64', 'base64'])

/** The content of an entry of write_files; undefined when it cannot be read. */
const contentOf = (reader: Reader, entry: Value): Lines | undefined => {
  const content = fieldOf(entry, 'content')
  const encoding = (text(fieldOf(entry, 'encoding')) ?? '').toLowerCase()
  if (content === undefined) return []
  if (encodings.has(encoding)) return linesOfValue(reader, content)
  const octets = base64Names.has(encoding) ? decodeBase64(text(content) ?? '') : undefined
  return octets === undefined ? undefined : linesAt(decodeUtf8(octets), reader.placeOf(content))
}

const writeFiles = (reader: Reader, entries: readonly Value[], deferred: boolean): void => {
  const { machine } = reader
  for (const entry of entries) {
    const path = text(fieldOf(entry, 'path'))
    if (path === undefined || (text(fieldOf(entry, 'defer')) === 'true') !== deferred) continue
    const target = absolutePath(path)
    const content = contentOf(reader, entry)
    if (content === undefined) {
      if (isBearing(target)) notUsed(machine, target, 'value', reader.placeOf(entry))
      continue
    }
    const appends = text(fieldOf(entry, 'append')) === 'true'
    const before = appends ? (machine.disk.get(target)?.lines ?? []) : []
    writeFile(machine, target, [...before, ...content])
  }
}

const quoted = (word: string): string => `'${word.replaceAll("'", "'\\''")}'`

const runCommands = (reader: Reader, commands: readonly Value[], shell: Shell): void => {
  for (const command of commands) {
    if (command.kind === 'list') {
      // A list is a program with its arguments: nothing in it is expanded.
      const words = command.items.map((item) => quoted(text(item) ?? ''))
      follow(linesAt(words.join(' '), reader.placeOf(command)), shell)
    } else if (command.kind === 'scalar') follow(linesOfValue(reader, command), shell)
  }
}

/** Packages whose service starts as soon as they are installed. */
const installDaemons = (reader: Reader, packages: readonly Value[]): void => {
  const names = packages.map((item) => text(item) ?? text(itemsOf(item)[0]) ?? '')
  if (names.some((name) => name === 'frr' || name === 'quagga')) loadFrr(reader.machine)
}

/** Reads a text and does what cloud-init does with it, in its order. */
export const applyCloudConfig = (machine: Machine, lines: Lines): void => {
  const { source, place } = placedText(lines)
  const yaml = parseYaml(source.text, source.file)
  const shifted = (span: Span): Span =>
    place({
      ...span,
      line: span.line + source.firstLine - 1,
      endLine: span.endLine + source.firstLine - 1,
      column: span.column + source.indent,
      endColumn: span.endColumn + source.indent,
    })
  for (const finding of yaml.findings)
    machine.findings.push(finding.span === undefined ? finding : { ...finding, span: shifted(finding.span) })
  const whole: Span = lines[0]?.at ?? { file: source.file, line: 1, column: 1, endLine: 1, endColumn: 1 }
  const reader: Reader = {
    machine,
    source: lines,
    placeOf: (value) => (value.span === undefined ? whole : shifted(value.span)),
    rawOf: (value) => value.span,
  }
  const root = yaml.value
  if (root === undefined) return
  if (root.kind !== 'dictionary') {
    machine.findings.push(findings.userDataNotRead({ format: 'unknown' }, { span: whole }))
    return
  }
  const network = fieldOf(root, 'network')
  // Azure hands out the configuration of the network; what user data says of it is passed over.
  if (network !== undefined) notUsed(machine, 'network', 'ignored', reader.placeOf(network))
  runCommands(reader, itemsOf(fieldOf(root, 'bootcmd')), newShell(machine))
  writeFiles(reader, itemsOf(fieldOf(root, 'write_files')), false)
  installDaemons(reader, itemsOf(fieldOf(root, 'packages')))
  writeFiles(reader, itemsOf(fieldOf(root, 'write_files')), true)
  // All commands become one script: a variable that one of them sets is there for the next.
  runCommands(reader, itemsOf(fieldOf(root, 'runcmd')), newShell(machine))
  const power = fieldOf(root, 'power_state')
  if (power !== undefined && text(fieldOf(power, 'mode')) === 'reboot')
    machine.restart ??= reader.placeOf(power)
}
