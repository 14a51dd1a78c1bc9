// Commands that write, copy and edit files: echo, cat, tee, sed, cp and others.
import { absolutePath, isBearing } from '../disk-paths.ts'
import { settingKey } from '../kernel.ts'
import type { Lines } from '../lines.ts'
import { notUsed, set, writeFile } from '../machine.ts'
import { textAt } from '../shell/expand.ts'
import { type Call, done, type Result, unclear } from '../shell/shell.ts'
import { type Command, type Commands, known } from './command.ts'
import { sedScript } from './sed.ts'

/** More lines than this are not kept in one file. */
const lineLimit = 20_000

const contentOf = (call: Call, path: string): Lines | undefined => {
  const file = call.shell.machine.disk.get(absolutePath(path))
  return file?.lines
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', '\\': '\\', r: '\r', '"': '"' }

const unescaped = (text: string): string =>
  text.replaceAll(/\\([nrt\\"])/g, (_, sign: string) => escapes[sign] ?? sign)

const echo: Command = {
  read: (call) => {
    const { args, at } = call
    const flags = args.findIndex((arg) => arg === undefined || !/^-[neE]+$/.test(arg))
    const words = args.slice(flags < 0 ? args.length : flags)
    if (words.includes(undefined)) return unclear
    const interprets = args.slice(0, Math.max(flags, 0)).some((flag) => flag?.includes('e'))
    const text = words.join(' ')
    return { succeeded: true, output: textAt(interprets ? unescaped(text) : text, at) }
  },
}

const printf: Command = {
  read: (call) => {
    const [format, ...values] = call.args
    if (format === undefined || call.args.includes(undefined)) return unclear
    let used = 0
    const filled = unescaped(format).replaceAll(/%[sd]/g, () => values[used++] ?? '')
    return { succeeded: true, output: textAt(filled.replace(/\n$/, ''), call.at) }
  },
}

/** What a command reads: the files that it names, else what is piped into it. */
const inputOf = (call: Call, paths: readonly string[]): Lines | undefined => {
  if (paths.length === 0 || paths.includes('-')) return call.input
  const contents = paths.map((path) => contentOf(call, path))
  return contents.includes(undefined) ? undefined : contents.flatMap((lines) => lines ?? [])
}

const cat: Command = {
  read: (call) => {
    if (call.args.includes(undefined)) return unclear
    const output = inputOf(
      call,
      known(call).filter((arg) => !/^-./.test(arg)),
    )
    return { succeeded: output === undefined ? undefined : true, output }
  },
}

/** `echo 1 > /proc/sys/net/ipv4/ip_forward` is a sysctl. */
const writeSetting = (call: Call, path: string, lines: Lines): void => {
  const [line] = lines
  const key = settingKey(path.slice('/proc/sys/'.length))
  if (line !== undefined) set(call.shell.machine, key, line.text.trim(), call.at, key)
}

const write = (call: Call, path: string, lines: Lines, appends: boolean): void => {
  const { machine } = call.shell
  if (path.startsWith('/proc/sys/')) {
    writeSetting(call, path, lines)
    return
  }
  const before = appends ? (machine.disk.get(path)?.lines ?? []) : []
  writeFile(machine, path, [...before, ...lines].slice(0, lineLimit))
}

const targetsOf = (call: Call): readonly string[] =>
  known(call)
    .filter((arg) => !arg.startsWith('-'))
    .map(absolutePath)

const tee: Command = {
  sets: (call) => targetsOf(call).some(isBearing),
  nameOf: (call) => targetsOf(call).find(isBearing) ?? 'tee',
  takesUnknown: true,
  read: (call) => {
    const { input, args, shell, at } = call
    for (const path of targetsOf(call)) {
      if (input !== undefined) write(call, path, input, args.includes('-a') || args.includes('--append'))
      else {
        if (isBearing(path)) notUsed(shell.machine, path, 'value', at)
        shell.machine.disk.delete(path)
      }
    }
    return { succeeded: true, output: input }
  },
}

const sed: Command = {
  sets: (call) => call.args.some((arg) => arg !== undefined && isBearing(absolutePath(arg))),
  nameOf: () => 'sed',
  read: (call) => {
    const args = known(call)
    const isInPlace = args.some((arg) => /^-[nEr]*i/.test(arg) || arg.startsWith('--in-place'))
    const isExtended = args.some((arg) => /^-[ni]*[Er]/.test(arg) || arg === '--regexp-extended')
    const scripts: string[] = []
    const paths: string[] = []
    for (let at = 0; at < args.length; at++) {
      const arg = args[at] ?? ''
      if (arg === '-e' || arg === '--expression') scripts.push(args[++at] ?? '')
      else if (arg.startsWith('-') && arg !== '-') continue
      else if (scripts.length === 0) scripts.push(arg)
      else paths.push(arg)
    }
    const edit = sedScript(scripts, isExtended, call.at)
    if (edit === undefined) {
      const bears = paths.some((path) => isBearing(absolutePath(path)))
      if (bears) notUsed(call.shell.machine, 'sed', 'notModelled', call.at)
      return unclear
    }
    if (!isInPlace) {
      const input = inputOf(call, paths)
      return { succeeded: true, output: input === undefined ? undefined : edit(input) }
    }
    for (const path of paths.map(absolutePath)) {
      const lines = call.shell.machine.disk.get(path)?.lines
      if (lines === undefined) continue
      const edited = edit(lines)
      const isChanged = edited.length !== lines.length || edited.some((line, index) => line !== lines[index])
      if (isChanged) writeFile(call.shell.machine, path, edited)
    }
    return done
  },
}

/** The last argument is where to; a folder keeps the names. */
const copy = (call: Call, moves: boolean): Result => {
  const { machine } = call.shell
  const paths = known(call)
    .filter((arg) => !arg.startsWith('-') || arg === '-')
    .map(absolutePath)
  const target = paths.at(-1)
  for (const from of paths.slice(0, -1)) {
    const file = machine.disk.get(from)
    if (target === undefined) continue
    const written = known(call).at(-1) ?? ''
    const isFolder =
      paths.length > 2 ||
      written.endsWith('/') ||
      (!machine.disk.has(target) && [...machine.disk.keys()].some((path) => path.startsWith(`${target}/`)))
    const to = isFolder ? `${target}/${from.slice(from.lastIndexOf('/') + 1)}` : target
    if (file === undefined) {
      if (isBearing(to)) notUsed(machine, to, 'fileNotThere', call.at)
      continue
    }
    writeFile(machine, to, file.lines)
    if (moves) machine.disk.delete(from)
  }
  return done
}

const bearsOnLast = (call: Call): boolean => {
  const last = call.args.at(-1)
  return last !== undefined && isBearing(`${absolutePath(last)}${last.endsWith('/') ? '/' : ''}`)
}

const remove: Command = {
  sets: (call) => call.args.some((arg) => arg !== undefined && isBearing(absolutePath(arg))),
  read: (call) => {
    for (const arg of known(call)) call.shell.machine.disk.delete(absolutePath(arg))
    return done
  },
}

/** Looks for the pieces of a pattern in their order. Between pieces stands `.*`; other signs are taken as they are. */
const contains = (text: string, pattern: string): boolean => {
  const pieces = pattern.replace(/^\^/, '').replace(/\$$/, '').replaceAll(/\\(.)/g, '$1').split('.*')
  let at = 0
  for (const [index, piece] of pieces.entries()) {
    const found = text.indexOf(piece, at)
    if (found < 0 || (index === 0 && pattern.startsWith('^') && found > 0)) return false
    at = found + piece.length
  }
  return !pattern.endsWith('$') || at === text.length || text.endsWith(pieces.at(-1) ?? '')
}

const grep: Command = {
  read: (call) => {
    const [pattern, ...paths] = known(call).filter((arg) => !arg.startsWith('-'))
    const flags = known(call)
      .filter((arg) => /^-\w/.test(arg))
      .join('')
    if (pattern === undefined || call.args.includes(undefined)) return unclear
    // A file that nobody wrote and no package brings does not have the line.
    const isMissing = paths.length > 0 && paths.every((path) => contentOf(call, path) === undefined)
    const input = isMissing ? [] : inputOf(call, paths)
    if (input === undefined) return unclear
    const fold = (text: string): string => (flags.includes('i') ? text.toLowerCase() : text)
    const found = input.filter(({ text }) => contains(fold(text), fold(pattern)) !== flags.includes('v'))
    return { succeeded: found.length > 0, output: flags.includes('q') ? [] : found }
  },
}

/** The commands of this topic. */
export const textFileCommands: Commands = [
  ['echo', echo],
  ['printf', printf],
  ['cat', cat],
  ['tee', tee],
  ['sed', sed],
  ['cp', { sets: bearsOnLast, read: (call) => copy(call, false) }],
  ['install', { sets: bearsOnLast, read: (call) => copy(call, false) }],
  ['mv', { sets: bearsOnLast, read: (call) => copy(call, true) }],
  ['rm', remove],
  ['grep', grep],
  ['egrep', grep],
]
