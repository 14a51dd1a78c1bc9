// nft: the command, and its scripts such as nftables.conf.

import { type Lines, linesAt } from '../lines.ts'
import { lookUp } from '../look-up.ts'
import { type Machine, notUsed } from '../machine.ts'
import { type Chain, type Hook, innerChain } from '../netfilter.ts'
import { done, type Result, unclear } from '../shell/shell.ts'
import { type Command, type Commands, known, refuse } from './command.ts'
import { readNftRule } from './nft-rule.ts'
import { type Token, tokensOf } from './nft-tokens.ts'

const families: ReadonlySet<string> = new Set(['ip', 'ip6', 'inet', 'arp', 'bridge', 'netdev'])

interface Reader {
  readonly machine: Machine
  readonly tokens: readonly Token[]
  readonly variables: Map<string, readonly Token[]>
  at: number
}

const isEnd = ({ text, quoted }: Token): boolean => !quoted && (text === '\n' || text === ';')

/** The words up to the end of the statement; braces inside (sets) belong to it. */
const statement = (reader: Reader): readonly Token[] => {
  const words: Token[] = []
  let depth = 0
  for (; reader.at < reader.tokens.length; reader.at++) {
    const token = reader.tokens[reader.at]
    if (token === undefined) break
    if (depth === 0 && (isEnd(token) || (token.text === '}' && !token.quoted))) break
    if (token.text === '{' && !token.quoted) depth += 1
    if (token.text === '}' && !token.quoted) depth -= 1
    if (token.text !== '\n') words.push(token)
  }
  return words.flatMap((token) =>
    token.text.startsWith('$') ? (reader.variables.get(token.text.slice(1)) ?? [token]) : [token],
  )
}

const skipEnds = (reader: Reader): void => {
  for (;;) {
    const token = reader.tokens[reader.at]
    if (token === undefined || !isEnd(token)) return
    reader.at += 1
  }
}

/** Skips a block that is not read. */
const skipBlock = (reader: Reader): void => {
  let depth = 0
  for (; reader.at < reader.tokens.length; reader.at++) {
    const text = reader.tokens[reader.at]?.text
    if (text === '{') depth += 1
    if (text === '}') {
      depth -= 1
      if (depth <= 0) {
        reader.at += 1
        return
      }
    }
  }
}

const hookNames: ReadonlySet<string> = new Set(['prerouting', 'input', 'forward', 'output', 'postrouting'])
const isHook = (text: string | undefined): text is Hook => text !== undefined && hookNames.has(text)

const namedPriorities: Readonly<Record<string, number>> = {
  raw: -300,
  mangle: -150,
  dstnat: -100,
  filter: 0,
  security: 50,
  srcnat: 100,
}

/** `type nat hook postrouting priority srcnat + 10`. */
const baseChain = (words: readonly Token[]): Chain | undefined => {
  const texts = words.map(({ text }) => text)
  const hook = texts[texts.indexOf('hook') + 1]
  const written = texts.slice(texts.indexOf('priority') + 1, texts.indexOf('priority') + 4)
  const [base = '0', sign, offset = '0'] = written
  const priority =
    (lookUp(namedPriorities, base) ?? Number.parseInt(base, 10)) +
    (sign === '+' || sign === '-' ? Number(`${sign}${offset}`) : 0)
  const type = texts[texts.indexOf('type') + 1]
  if (!isHook(hook) || (type !== 'nat' && type !== 'filter')) return undefined
  return { hook, type, priority: Number.isFinite(priority) ? priority : 0, policy: 'accept', rules: [] }
}

const chainsOf = (machine: Machine, family: string, table: string): Map<string, Chain> | undefined => {
  if (family !== 'ip' && family !== 'inet') return undefined
  const key = `${family} ${table}`
  const chains = machine.kernel.netfilter.get(key) ?? new Map<string, Chain>()
  machine.kernel.netfilter.set(key, chains)
  return chains
}

const readChainStatement = (
  machine: Machine,
  chains: Map<string, Chain>,
  name: string,
  words: readonly Token[],
): void => {
  const [first, second] = words
  if (first === undefined) return
  const known = chains.get(name) ?? innerChain()
  if (first.text === 'type') {
    const base = baseChain(words)
    if (base !== undefined) chains.set(name, { ...base, rules: known.rules })
    return
  }
  if (!chains.has(name)) chains.set(name, known)
  if (first.text === 'policy') {
    known.policy = second?.text === 'drop' ? 'drop' : 'accept'
    return
  }
  if (first.text === 'comment' || first.text === 'flags' || first.text === 'devices') return
  const reading = readNftRule(words)
  if (reading.kind === 'rules') known.rules.push(...reading.rules)
  else if (reading.kind === 'notUsed') notUsed(machine, reading.what, reading.why, first.at)
}

const readChain = (reader: Reader, chains: Map<string, Chain> | undefined, name: string): void => {
  if (chains !== undefined && !chains.has(name)) chains.set(name, innerChain())
  for (;;) {
    skipEnds(reader)
    const token = reader.tokens[reader.at]
    if (token === undefined) return
    if (token.text === '}') {
      reader.at += 1
      return
    }
    const before = reader.at
    const words = statement(reader)
    if (chains !== undefined) readChainStatement(reader.machine, chains, name, words)
    if (reader.at === before) reader.at += 1
  }
}

const readTable = (reader: Reader, family: string, table: string): void => {
  const chains = chainsOf(reader.machine, family, table)
  for (;;) {
    skipEnds(reader)
    const token = reader.tokens[reader.at]
    if (token === undefined) return
    reader.at += 1
    if (token.text === '}') return
    const name = reader.tokens[reader.at]?.text ?? ''
    if (token.text === 'chain' && reader.tokens[reader.at + 1]?.text === '{') {
      reader.at += 2
      readChain(reader, chains, name)
    } else if (['set', 'map', 'flowtable', 'counter', 'quota', 'limit', 'ct'].includes(token.text))
      skipBlock(reader)
  }
}

const targetOf = (
  words: readonly Token[],
): { readonly family: string; readonly table: string; readonly rest: readonly Token[] } => {
  const [first, second] = words
  const isNamed = first !== undefined && families.has(first.text)
  return isNamed
    ? { family: first.text, table: second?.text ?? '', rest: words.slice(2) }
    : { family: 'ip', table: first?.text ?? '', rest: words.slice(1) }
}

const flush = (machine: Machine, object: string, words: readonly Token[]): void => {
  if (object === 'ruleset') {
    machine.kernel.netfilter = new Map()
    return
  }
  const { family, table, rest } = targetOf(words)
  const chains = machine.kernel.netfilter.get(`${family} ${table}`)
  for (const [name, chain] of chains ?? [])
    if (object === 'table' || (object === 'chain' && rest[0]?.text === name)) chain.rules = []
}

/** One statement outside of a block: `add rule ip nat postrouting oifname "eth0" masquerade`. */
const readStatement = (machine: Machine, words: readonly Token[]): void => {
  const [verb, object, ...behind] = words
  if (verb === undefined || object === undefined) return
  if (verb.text === 'list' || verb.text === 'reset' || verb.text === 'monitor') return
  if (verb.text === 'flush') {
    flush(machine, object.text, behind)
    return
  }
  const { family, table, rest } = targetOf(behind)
  const [name, ...after] = rest
  if (verb.text === 'delete') {
    const key = `${family} ${table}`
    if (object.text === 'table') machine.kernel.netfilter.delete(key)
    else if (object.text === 'chain' && name !== undefined)
      machine.kernel.netfilter.get(key)?.delete(name.text)
    else notUsed(machine, `nft delete ${object.text}`, 'notModelled', verb.at)
    return
  }
  if (verb.text !== 'add' && verb.text !== 'insert' && verb.text !== 'create') {
    notUsed(machine, 'nft', 'malformed', verb.at)
    return
  }
  const chains = chainsOf(machine, family, table)
  if (chains === undefined || name === undefined) return
  if (object.text === 'chain') {
    if (!chains.has(name.text)) chains.set(name.text, innerChain())
    const inner = after.filter(({ text }) => text !== '{' && text !== '}')
    for (const part of splitAtEnds(inner)) readChainStatement(machine, chains, name.text, part)
  } else if (object.text === 'rule') {
    const before = chains.get(name.text)?.rules.length ?? 0
    readChainStatement(machine, chains, name.text, after)
    const chain = chains.get(name.text)
    if (verb.text === 'insert' && chain !== undefined)
      chain.rules = [...chain.rules.slice(before), ...chain.rules.slice(0, before)]
  } else if (object.text !== 'table')
    notUsed(machine, `nft ${verb.text} ${object.text}`, 'notModelled', verb.at)
}

const splitAtEnds = (words: readonly Token[]): readonly (readonly Token[])[] => {
  const parts: Token[][] = [[]]
  for (const word of words) {
    if (word.text === ';') parts.push([])
    else parts.at(-1)?.push(word)
  }
  return parts
}

/** Loads a script of nft. */
export const loadNft = (machine: Machine, lines: Lines): void => {
  const reader: Reader = { machine, tokens: tokensOf(lines), variables: new Map(), at: 0 }
  for (;;) {
    skipEnds(reader)
    const token = reader.tokens[reader.at]
    if (token === undefined) return
    const before = reader.at
    if (token.text === 'table') {
      reader.at += 1
      const head = [reader.tokens[reader.at], reader.tokens[reader.at + 1]].flatMap((each) => each ?? [])
      const { family, table, rest } = targetOf(head)
      reader.at += head.length - rest.length
      if (reader.tokens[reader.at]?.text === '{') {
        reader.at += 1
        readTable(reader, family, table)
      }
    } else if (token.text === 'define') {
      const [, name, , ...value] = statement(reader)
      if (name !== undefined) reader.variables.set(name.text, value)
    } else if (token.text === 'include') {
      statement(reader)
      notUsed(machine, 'nft include', 'notModelled', token.at)
    } else readStatement(machine, statement(reader))
    if (reader.at === before) reader.at += 1
  }
}

const nft: Command = {
  sets: ({ args }) => !args.includes('list'),
  nameOf: ({ args }) =>
    ['nft', args.find((arg) => arg !== undefined && /^[a-z]+$/.test(arg))]
      .flatMap((word) => word ?? [])
      .join(' '),
  read: (call): Result => {
    const args = known(call)
    const { machine } = call.shell
    const at = args.findIndex((arg) => arg === '-f' || arg === '--file')
    if (at >= 0) {
      const path = args[at + 1]
      const file = path === undefined ? undefined : machine.disk.get(path)
      const lines = path === '-' || path === '/dev/stdin' ? call.input : file?.lines
      if (lines === undefined) return refuse(call, 'nft -f', 'fileNotThere')
      if (file !== undefined) file.loaded = true
      loadNft(machine, lines)
      return done
    }
    const words = args.filter((arg) => !/^-[a-z]+$/i.test(arg))
    if (words.length === 0 || words.includes('list')) return unclear
    // The shell has taken the quotes away; names of interfaces can do without them.
    loadNft(machine, linesAt(words.join(' '), call.at))
    return done
  },
}

/** The commands of this topic. */
export const nftCommands: Commands = [['nft', nft]]
