// Commands of the shell itself: tests, variables, other scripts, and those that only change who runs something.
import { absolutePath } from '../disk-paths.ts'
import { linesAt } from '../lines.ts'
import { filesIn } from '../machine.ts'
import { type Call, done, type Result, type Shell, unclear } from '../shell/shell.ts'
import { type Command, type Commands, type Follow, known, refuse } from './command.ts'

const no: Result = { succeeded: false, output: [] }

const truth = (value: boolean | undefined): Result => ({ succeeded: value, output: [] })

/** One comparison of `test`; undefined where a side is not known or the question is about something else. */
const compared = (words: readonly (string | undefined)[], shell: Shell): boolean | undefined => {
  const [first, second, third] = words
  if (first === '!') {
    const inner = compared(words.slice(1), shell)
    return inner === undefined ? undefined : !inner
  }
  if (words.length === 1) return first === undefined ? undefined : first !== ''
  if (words.length === 2) {
    if (second === undefined) return undefined
    if (first === '-z') return second === ''
    if (first === '-n') return second !== ''
    // What is on the disk and what is not is known only of what was written.
    const path = absolutePath(second)
    const isThere = shell.machine.disk.has(path) || filesIn(shell.machine, path).length > 0
    return ['-e', '-f', '-d', '-r', '-x', '-s'].includes(first ?? '') && isThere ? true : undefined
  }
  if (first === undefined || third === undefined) return undefined
  switch (second) {
    case '=':
    case '==':
      return first === third
    case '!=':
      return first !== third
    case '-eq':
      return Number(first) === Number(third)
    case '-ne':
      return Number(first) !== Number(third)
    default:
      return undefined
  }
}

/** `a -o b`, `a || b` and so on: all of a kind. */
const tested = (words: readonly (string | undefined)[], shell: Shell): boolean | undefined => {
  for (const [operators, decides] of [
    [['||', '-o'], true],
    [['&&', '-a'], false],
  ] as const) {
    const at = words.findIndex((word) => word !== undefined && operators.some((each) => each === word))
    if (at <= 0) continue
    const sides = [tested(words.slice(0, at), shell), tested(words.slice(at + 1), shell)]
    if (sides.includes(decides)) return decides
    return sides.includes(undefined) ? undefined : !decides
  }
  return compared(words, shell)
}

const test: Command = {
  read: ({ args, shell }) => {
    const words = args.filter((arg) => arg !== ']' && arg !== ']]' && arg !== '(' && arg !== ')')
    return truth(words.length === 0 ? false : tested(words, shell))
  },
}

const declare: Command = {
  read: ({ args, shell }) => {
    for (const arg of args) {
      const [, name, value] = /^([A-Za-z_]\w*)=(.*)$/s.exec(arg ?? '') ?? []
      if (name !== undefined) shell.variables.set(name, shell.uncertain ? undefined : value)
    }
    return done
  },
}

const leave: Command = {
  read: ({ shell, args }) => {
    shell.left.done = true
    return truth(args[0] === undefined || args[0] === '0')
  },
}

/** The commands of this topic; `follow` reads scripts that others call. */
export const controlCommands = (follow: Follow): Commands => {
  const runFile = (call: Call, path: string, shell: Shell): Result => {
    const file = call.shell.machine.disk.get(absolutePath(path))
    if (file === undefined) return refuse(call, scriptName(path), 'programNotThere')
    if (shell.running.includes(path) || shell.running.length > 20) return unclear
    file.loaded = true
    return follow(file.lines, { ...shell, running: [...shell.running, path] }, call.input)
  }

  const ownShell = (shell: Shell, parameters: readonly (string | undefined)[]): Shell => ({
    ...shell,
    variables: new Map(shell.variables),
    functions: new Map(shell.functions),
    parameters,
    left: { done: false },
  })

  const interpreter: Command = {
    read: (call) => {
      const { args, shell, input } = call
      const first = args.findIndex((arg) => arg === undefined || !/^[-+][a-z]+$/i.test(arg) || arg === '-c')
      const [operand, ...rest] = first < 0 ? [] : args.slice(first)
      const asks = args.find((arg) => arg !== undefined && /^-[a-z]*c$/.test(arg))
      if (asks !== undefined) {
        const at = args.indexOf(asks)
        const text = args[at + 1]
        if (text === undefined) return unclear
        return follow(linesAt(text, call.at), ownShell(shell, args.slice(at + 3)), input)
      }
      if (first < 0 || operand === '-')
        return input === undefined ? unclear : follow(input, ownShell(shell, rest))
      return operand === undefined ? unclear : runFile(call, operand, ownShell(shell, rest))
    },
  }

  const source: Command = {
    read: (call) => {
      const [path, ...rest] = call.args
      if (path === undefined) return unclear
      const isThere = call.shell.machine.disk.has(absolutePath(path))
      return isThere ? runFile(call, path, { ...call.shell, parameters: rest }) : unclear
    },
  }

  /** Commands in front of a command: what follows their options is what is run. */
  const prefix = (withValue: RegExp): Command => ({
    read: (call) => {
      const variables = new Map(call.shell.variables)
      let at = 0
      for (; at < call.args.length; at++) {
        const arg = call.args[at]
        if (arg === undefined) break
        const [, name, value] = /^([A-Za-z_]\w*)=(.*)$/s.exec(arg) ?? []
        if (name !== undefined) variables.set(name, value)
        else if (withValue.test(arg)) at += 1
        else if (!/^-/.test(arg) && !/^\d+[smh]?$/.test(arg)) break
      }
      const words = call.args.slice(at)
      if (words[0] === undefined) return words.length === 0 ? done : unclear
      const text = words.map((word) => (word === undefined ? '$(unknown)' : quoted(word))).join(' ')
      return follow(linesAt(text, call.at), { ...call.shell, variables }, call.input)
    },
  })

  const su: Command = {
    read: (call) => {
      const at = call.args.findIndex((arg) => arg === '-c' || arg === '--command')
      const text = at < 0 ? undefined : call.args[at + 1]
      return text === undefined ? done : follow(linesAt(text, call.at), ownShell(call.shell, []), call.input)
    },
  }

  const runParts: Command = {
    read: (call) => {
      const folder = known(call).findLast((arg) => !arg.startsWith('-'))
      if (folder === undefined) return unclear
      for (const [path] of filesIn(call.shell.machine, absolutePath(folder)))
        runFile(call, path, ownShell(call.shell, []))
      return done
    },
  }

  const evaluate: Command = {
    read: (call) =>
      call.args.includes(undefined)
        ? unclear
        : follow(linesAt(known(call).join(' '), call.at), call.shell, call.input),
  }

  const sudo = prefix(/^-[ugphCT]$/)
  return [
    ['test', test],
    ['[', test],
    ['[[', test],
    ['true', { read: () => done }],
    ['break', { read: () => done }],
    ['continue', { read: () => done }],
    [':', { read: () => done }],
    ['false', { read: () => no }],
    ['exit', leave],
    ['return', leave],
    ['export', declare],
    ['local', declare],
    ['readonly', declare],
    ['declare', declare],
    ['typeset', declare],
    ['read', { read: () => unclear }],
    ['command', { read: () => unclear }],
    ['bash', interpreter],
    ['sh', interpreter],
    ['dash', interpreter],
    ['source', source],
    ['.', source],
    ['eval', evaluate],
    ['run-parts', runParts],
    ['su', su],
    ['sudo', sudo],
    ['doas', sudo],
    ['env', prefix(/^-[uC]$/)],
    ['nohup', prefix(/^$/)],
    ['time', prefix(/^$/)],
    ['exec', prefix(/^-a$/)],
    ['nice', prefix(/^-n$/)],
    ['timeout', prefix(/^-[ks]$/)],
    ['setsid', prefix(/^$/)],
  ]
}

/** The name of a script, unless what was called looks like a value. */
const scriptName = (path: string): string => {
  const base = path.slice(path.lastIndexOf('/') + 1)
  return /^[A-Za-z][\w.+-]{0,39}$/.test(base) ? base : 'program'
}

/** A value as a word of a script. */
const quoted = (word: string): string => `'${word.replaceAll("'", "'\\''")}'`
