// iptables: the command, and the same lines as iptables-save prints them.

import type { Span } from '../../../diagnostics/index.ts'
import type { Lines } from '../lines.ts'
import { placeIn } from '../lines.ts'
import { lookUp } from '../look-up.ts'
import { type Machine, notUsed, saveRules } from '../machine.ts'
import { type Chain, innerChain, iptablesTable, isSameRule, type Rule } from '../netfilter.ts'
import { type Call, done, type Result, unclear } from '../shell/shell.ts'
import { type Command, type Commands, known, refuse } from './command.ts'
import { type RuleReading, readRule } from './iptables-rule.ts'

/** Tables whose rules decide where packets go; in the others most rules mark or clamp. */
const readTables: ReadonlySet<string> = new Set(['filter', 'nat'])
/** Targets that change no way of any packet. */
const quietTargets: ReadonlySet<string> = new Set([
  'TCPMSS',
  'LOG',
  'NFLOG',
  'CONNMARK',
  'CHECKSUM',
  'CT',
  'NOTRACK',
  'TTL',
  'DSCP',
  'TOS',
  'ULOG',
  'TRACE',
])

const actions: Readonly<Record<string, string>> = {
  '-A': 'append',
  '--append': 'append',
  '-I': 'insert',
  '--insert': 'insert',
  '-D': 'delete',
  '--delete': 'delete',
  '-R': 'replace',
  '--replace': 'replace',
  '-C': 'check',
  '--check': 'check',
  '-F': 'flush',
  '--flush': 'flush',
  '-P': 'policy',
  '--policy': 'policy',
  '-N': 'new',
  '--new-chain': 'new',
  '--new': 'new',
  '-X': 'deleteChain',
  '--delete-chain': 'deleteChain',
}

interface Statement {
  readonly action: string
  readonly table: string
  readonly chain: string | undefined
  /** What follows the chain: a position, a policy, the rule. */
  readonly words: readonly string[]
}

const statementOf = (args: readonly string[]): Statement | undefined => {
  let table = 'filter'
  let action: string | undefined
  let chain: string | undefined
  const words: string[] = []
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? ''
    const found = lookUp(actions, arg)
    if (arg === '-t' || arg === '--table') table = args[++at] ?? ''
    else if (arg.startsWith('--table=')) table = arg.slice(8)
    else if (arg === '-w' || arg === '--wait') at += /^\d+$/.test(args[at + 1] ?? '') ? 1 : 0
    else if (found !== undefined && action === undefined) {
      action = found
      const next = args[at + 1]
      if (next !== undefined && !next.startsWith('-')) {
        chain = next
        at += 1
      }
    } else if (!['-v', '-n', '--line-numbers', '-x', '--verbose', '--numeric'].includes(arg)) words.push(arg)
  }
  return action === undefined ? undefined : { action, table, chain, words }
}

const removeRules = (chain: Chain, rules: readonly Rule[]): void => {
  for (const rule of rules) {
    const at = chain.rules.findIndex((each) => isSameRule(each, rule))
    if (at >= 0) chain.rules.splice(at, 1)
  }
}

const tell = (machine: Machine, reading: Exclude<RuleReading, { kind: 'rules' }>, at: Span): void => {
  if (reading.kind === 'notUsed') notUsed(machine, reading.what, reading.why, at)
}

/** Applies one statement; tells whether a rule that was asked for is there. */
const apply = (machine: Machine, statement: Statement, at: Span): boolean | undefined => {
  const { action, table, chain: name, words } = statement
  const jump = words[words.findIndex((word) => word === '-j' || word === '--jump') + 1]
  if (!readTables.has(table)) {
    if (['append', 'insert'].includes(action) && !quietTargets.has(jump ?? ''))
      notUsed(machine, `iptables -t ${table}`, 'notModelled', at)
    return true
  }
  const chains = iptablesTable(machine.kernel.netfilter, table)
  const chain = name === undefined ? undefined : chains.get(name)
  switch (action) {
    case 'flush':
      for (const [key, each] of chains) if (name === undefined || key === name) each.rules = []
      return true
    case 'policy':
      if (chain !== undefined) chain.policy = words[0]?.toUpperCase() === 'DROP' ? 'drop' : 'accept'
      return chain !== undefined
    case 'new':
      if (name !== undefined && chain === undefined) chains.set(name, innerChain())
      return chain === undefined
    case 'deleteChain':
      for (const [key, each] of chains)
        if (each.hook === undefined && (name === undefined || key === name)) chains.delete(key)
      return true
    default:
  }
  if (chain === undefined) {
    notUsed(machine, 'iptables', 'malformed', at)
    return false
  }
  const position =
    action === 'insert' || action === 'delete' || action === 'replace' ? Number(words[0]) : Number.NaN
  if (action === 'delete' && Number.isInteger(position)) {
    chain.rules.splice(position - 1, 1)
    return true
  }
  const reading = readRule(Number.isInteger(position) ? words.slice(1) : words, table, at)
  if (reading.kind !== 'rules') {
    if (action !== 'delete' && action !== 'check') tell(machine, reading, at)
    return action === 'check' ? undefined : true
  }
  const { rules } = reading
  if (action === 'check') return rules.every((rule) => chain.rules.some((each) => isSameRule(each, rule)))
  if (action === 'delete') removeRules(chain, rules)
  else if (action === 'insert') chain.rules.splice(Number.isInteger(position) ? position - 1 : 0, 0, ...rules)
  else if (action === 'replace') chain.rules.splice(position - 1, 1, ...rules)
  else chain.rules.push(...rules)
  return true
}

const iptables: Command = {
  sets: (call) => statementOf(known(call))?.action !== undefined,
  nameOf: () => 'iptables',
  read: (call) => {
    const statement = statementOf(known(call))
    if (statement === undefined) return unclear
    return { succeeded: apply(call.shell.machine, statement, call.at), output: [] }
  },
}

/** The words of a line of iptables-save: quotes keep comments together. */
const wordsOf = (line: string): readonly string[] =>
  [...line.matchAll(/"((?:[^"\\]|\\.)*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '')

/** Loads rules as iptables-save prints them. A table that is named begins anew. */
export const restoreIptables = (machine: Machine, lines: Lines, keeps = false): void => {
  let table = 'filter'
  for (const line of lines) {
    const text = line.text.trim()
    const at = placeIn(line)
    if (text === '' || text.startsWith('#') || text === 'COMMIT') continue
    if (text.startsWith('*')) {
      table = text.slice(1).trim()
      if (!keeps) machine.kernel.netfilter.delete(`ip ${table}`)
      continue
    }
    if (text.startsWith(':')) {
      const [name = '', policy = '-'] = text.slice(1).split(/\s+/)
      if (!readTables.has(table)) continue
      const chains = iptablesTable(machine.kernel.netfilter, table)
      const chain = chains.get(name)
      if (chain === undefined) chains.set(name, innerChain())
      else if (policy !== '-') chain.policy = policy === 'DROP' ? 'drop' : 'accept'
      continue
    }
    const statement = statementOf(wordsOf(text.replace(/^\[\d+:\d+\]\s*/, '')))
    if (statement === undefined) notUsed(machine, 'iptables', 'malformed', at)
    else apply(machine, { ...statement, table }, at)
  }
}

const restore: Command = {
  sets: () => true,
  nameOf: () => 'iptables-restore',
  read: (call) => {
    const { machine } = call.shell
    const path = known(call).find((arg) => !arg.startsWith('-'))
    const lines = path === undefined ? call.input : machine.disk.get(path)?.lines
    if (lines === undefined) return refuse(call, 'iptables-restore', 'fileNotThere')
    const file = path === undefined ? undefined : machine.disk.get(path)
    if (file !== undefined) file.loaded = true
    for (const each of machine.disk.values()) if (each.lines === lines) each.loaded = true
    restoreIptables(
      machine,
      lines,
      call.args.some((arg) => arg === '-n' || arg === '--noflush'),
    )
    return done
  },
}

const save = (call: Call): Result => {
  saveRules(call.shell.machine)
  return done
}

/** The commands of this topic. Rules for IPv6 are another matter, and no route of IPv4 notices them. */
export const iptablesCommands: Commands = [
  ['iptables', iptables],
  ['iptables-legacy', iptables],
  ['iptables-nft', iptables],
  ['iptables-restore', restore],
  ['iptables-save', { read: save }],
  ['ip6tables', { read: () => done }],
  ['ip6tables-save', { read: () => done }],
  ['ip6tables-restore', { read: () => done }],
]
