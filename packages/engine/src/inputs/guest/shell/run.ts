// Follows a shell script statement by statement. Nothing is executed: commands are read for what they would set.
import type { Command as Reader } from '../commands/command.ts'
import type { Lines } from '../lines.ts'
import { notUsed } from '../machine.ts'
import { argumentsOf, expandedDocument, textAt, valueOfWord } from './expand.ts'
import { globMatches } from './glob.ts'
import { parseShell } from './parse.ts'
import { type Call, done, type Output, type Result, type Shell, unclear } from './shell.ts'
import type { AndOr, Command, Pipeline, Redirection, Script, Word } from './syntax-tree.ts'

/** Finds the reader of a command. */
export type CommandLookup = (name: string) => Reader | undefined

/** Rounds of one loop. */
const roundLimit = 1_000

/** Follows scripts with a set of commands. */
export const shellRunner = (lookup: CommandLookup) => {
  const capture = (script: Script, shell: Shell): Output => run(script, shell, undefined).output

  const inputFrom = (redirections: readonly Redirection[], shell: Shell, piped: Output): Output => {
    let input = piped
    for (const each of redirections) {
      if (each.kind === 'document')
        input = each.expands ? expandedDocument(each.lines, shell, capture) : each.lines
      else if (each.kind === 'text') {
        const text = valueOfWord(each.word, shell, capture)
        input = text === undefined ? undefined : textAt(text, each.word.at)
      } else if (each.operator === '<') {
        const path = valueOfWord(each.target, shell, capture)
        input = path === undefined ? undefined : shell.machine.disk.get(path)?.lines
      }
    }
    return input
  }

  /** Sends what was printed to where it was redirected; what is left over goes on. */
  const outputTo = (
    redirections: readonly Redirection[],
    shell: Shell,
    result: Result,
    call: Call,
  ): Result => {
    const target = redirections.findLast(
      (each) => each.kind === 'file' && each.operator !== '<' && each.descriptor === 1,
    )
    if (target?.kind !== 'file') return result
    const path = valueOfWord(target.target, shell, capture)
    if (path === undefined || path === '/dev/null') return { ...result, output: [] }
    const write = lookup('tee')
    const args = target.operator === '>>' ? ['-a', path] : [path]
    write?.read({ ...call, name: 'tee', args, input: result.output, shell })
    return { ...result, output: [] }
  }

  const readCall = (call: Call): Result => {
    const { shell, name, at } = call
    if (shell.machine.budget <= 0) return unclear
    shell.machine.budget -= 1
    const body = shell.functions.get(name)
    if (body !== undefined) {
      if (shell.running.includes(name) || shell.running.length > 20) return unclear
      const inner: Shell = {
        ...shell,
        parameters: call.args,
        running: [...shell.running, name],
        left: { done: false },
      }
      return run(body, inner, call.input)
    }
    const reader = lookup(name)
    if (reader === undefined) {
      notUsed(shell.machine, call.shown, 'programNotThere', at)
      return unclear
    }
    if (reader.sets?.(call) === true) {
      const what = reader.nameOf?.(call) ?? name
      if (shell.uncertain) {
        notUsed(shell.machine, what, 'condition', at)
        return unclear
      }
      if (reader.takesUnknown !== true && call.args.includes(undefined)) {
        notUsed(shell.machine, what, 'value', at)
        return unclear
      }
    }
    return reader.read(call)
  }

  const readSimple = (
    command: Extract<Command, { readonly kind: 'simple' }>,
    shell: Shell,
    piped: Output,
  ): Result => {
    const { words, assignments, redirections, at } = command
    const values = assignments.map(({ name, value, adds }) => {
      const text = valueOfWord(value, shell, capture)
      const before = adds ? shell.variables.get(name) : ''
      return [name, text === undefined || before === undefined ? undefined : before + text] as const
    })
    const [name, ...args] = words.flatMap((word) => argumentsOf(word, shell, capture))
    if (words.length === 0) {
      for (const [variable, value] of values)
        shell.variables.set(variable, shell.uncertain ? undefined : value)
      return done
    }
    if (name === undefined) return unclear
    const input = inputFrom(redirections, shell, piped)
    const own =
      values.length === 0 ? shell : { ...shell, variables: new Map([...shell.variables, ...values]) }
    const call: Call = { name, shown: shownName(words[0], name), args, at, input, shell: own }
    return outputTo(redirections, own, readCall(call), call)
  }

  const uncertainly = (shell: Shell): Shell => (shell.uncertain ? shell : { ...shell, uncertain: true })

  const readIf = (
    { branches, otherwise }: Extract<Command, { readonly kind: 'if' }>,
    shell: Shell,
    input: Output,
  ): Result => {
    let current = shell
    for (const { condition, body } of branches) {
      const { succeeded } = run(condition, current, input)
      if (succeeded === false) continue
      if (succeeded === true && !current.uncertain) return run(body, current, input)
      current = uncertainly(current)
      run(body, { ...current, left: { done: false } }, input)
    }
    return otherwise === undefined ? done : run(otherwise, current, input)
  }

  const readFor = (
    { words, variable, body }: Extract<Command, { readonly kind: 'for' }>,
    shell: Shell,
    input: Output,
  ): Result => {
    const values =
      words === undefined ? shell.parameters : words.flatMap((word) => argumentsOf(word, shell, capture))
    for (const value of values.slice(0, roundLimit)) {
      if (shell.left.done) break
      shell.variables.set(variable, value)
      run(body, value === undefined ? uncertainly(shell) : shell, input)
    }
    return done
  }

  const readCase = (
    { word, branches }: Extract<Command, { readonly kind: 'case' }>,
    shell: Shell,
    input: Output,
  ): Result => {
    const value = valueOfWord(word, shell, capture)
    if (value === undefined) {
      for (const { body } of branches) run(body, { ...uncertainly(shell), left: { done: false } }, input)
      return unclear
    }
    const chosen = branches.find(({ patterns }) =>
      patterns.some((pattern) => globMatches(value, valueOfWord(pattern, shell, capture) ?? '')),
    )
    return chosen === undefined ? done : run(chosen.body, shell, input)
  }

  const readCommand = (command: Command, shell: Shell, input: Output): Result => {
    switch (command.kind) {
      case 'simple':
        return readSimple(command, shell, input)
      case 'if':
        return readIf(command, shell, input)
      case 'for':
        return readFor(command, shell, input)
      case 'loop':
        run(command.condition, uncertainly(shell), input)
        run(command.body, { ...uncertainly(shell), left: { done: false } }, input)
        return unclear
      case 'case':
        return readCase(command, shell, input)
      case 'group': {
        const own = inputFrom(command.redirections, shell, input)
        const result = run(command.body, shell, own)
        const call: Call = { name: '{', shown: '{', args: [], at: command.at, input: own, shell }
        return outputTo(command.redirections, shell, result, call)
      }
      case 'function':
        shell.functions.set(command.name, command.body)
        return done
    }
  }

  const readPipeline = ({ commands, negated }: Pipeline, shell: Shell, input: Output): Result => {
    let result: Result = { succeeded: undefined, output: input }
    for (const command of commands) result = readCommand(command, shell, result.output)
    const { succeeded } = result
    return negated && succeeded !== undefined ? { ...result, succeeded: !succeeded } : result
  }

  /** A command of which nobody knows how it goes is taken to go well, unless it asks something. */
  const readAndOr = ({ first, rest }: AndOr, shell: Shell, input: Output): Result => {
    let result = readPipeline(first, shell, input)
    let asks = isQuestion(first)
    for (const { operator, pipeline } of rest) {
      if (shell.left.done) break
      const { succeeded } = result
      const isSkipped =
        succeeded === (operator === '||') || (succeeded === undefined && !asks && operator === '||')
      if (isSkipped) continue
      const isOpen = succeeded === undefined && asks
      const next = readPipeline(pipeline, isOpen ? uncertainly(shell) : shell, input)
      result = isOpen ? { ...next, succeeded: undefined } : next
      asks = asks || isQuestion(pipeline)
    }
    return result
  }

  const run = (script: Script, shell: Shell, input: Output): Result => {
    let result: Result = done
    const printed: Lines[number][] = []
    let isKnown = true
    for (const list of script) {
      if (shell.left.done || shell.machine.budget <= 0) break
      result = readAndOr(list, shell, input)
      if (result.output === undefined) isKnown = false
      else for (const line of result.output) printed.push(line)
    }
    return { succeeded: result.succeeded, output: isKnown ? printed : undefined }
  }

  /** Follows the text of a script. */
  return (lines: Lines, shell: Shell, input?: Output): Result => {
    const { script, malformed } = parseShell(lines)
    for (const at of malformed) notUsed(shell.machine, 'shell', 'malformed', at)
    return run(script, shell, input)
  }
}

/** A name that stands in the script as it is and looks like one of a program; else no more than that it is one. */
const shownName = (word: Word | undefined, name: string): string => {
  const base = name.slice(name.lastIndexOf('/') + 1)
  const isWritten = word?.parts.every(({ kind }) => kind === 'text') === true
  return isWritten && /^[A-Za-z][\w.+-]{0,39}$/.test(base) ? base : 'program'
}

/** Commands that are run for their answer. */
const questions: ReadonlySet<string> = new Set([
  '[',
  '[[',
  'test',
  'grep',
  'egrep',
  'command',
  'which',
  'type',
  'id',
])

const isQuestion = ({ commands }: Pipeline): boolean => {
  const last = commands.at(-1)
  const [part] = last?.kind === 'simple' ? (last.words[0]?.parts ?? []) : []
  return part?.kind === 'text' && questions.has(part.text)
}
