// `ip route` and `ip rule`: routes of the kernel's tables, and which table is asked.
import { addressFrom, looseMaskedPrefix, prefixFrom } from '../addresses.ts'
import { addRoute, type KernelRoute, removeRoute } from '../kernel.ts'
import { type Call, done, type Result } from '../shell/shell.ts'
import { refuse } from './command.ts'
import type { IpCall } from './ip-call.ts'
import { optionsOf, wholeNumber } from './options.ts'

const routeValues: ReadonlySet<string> = new Set([
  'via',
  'dev',
  'oif',
  'table',
  'metric',
  'preference',
  'priority',
  'src',
  'proto',
  'protocol',
  'scope',
  'mtu',
  'advmss',
  'initcwnd',
  'initrwnd',
  'realm',
  'rtt',
  'window',
  'tos',
  'weight',
  'nhid',
  'vrf',
  'encap',
])
const routeFlags: ReadonlySet<string> = new Set(['onlink', 'pervasive', 'lock'])
const routeTypes: ReadonlySet<string> = new Set([
  'unicast',
  'blackhole',
  'unreachable',
  'prohibit',
  'throw',
  'local',
  'broadcast',
  'multicast',
  'nat',
])

/** Those that discard packets. */
const discarding: ReadonlySet<string> = new Set(['blackhole', 'unreachable', 'prohibit'])

const inetWords = (words: readonly (string | undefined)[]): readonly (string | undefined)[] =>
  words.filter((word, at) => !(word === 'inet' && words[at - 1] === 'via') && word !== 'to')

/** Adds, replaces or removes a route. */
export const changeRoute = ({ verb, words, ipv6 }: IpCall, call: Call): Result => {
  const { kernel } = call.shell.machine
  const name = `ip route ${verb}`
  const [first] = words
  const type = first !== undefined && routeTypes.has(first) ? first : 'unicast'
  const { values, rest, strange } = optionsOf(
    inetWords(type === first ? words.slice(1) : words),
    routeValues,
    routeFlags,
    1,
  )
  const table = values.get('table')
  if (verb === 'flush') {
    const isMain = table === undefined || table === 'main'
    if (rest[0] !== 'cache' && !isMain) kernel.routes = kernel.routes.filter((route) => route.table !== table)
    else if (rest[0] !== 'cache' && rest[0] === 'table') kernel.routes = []
    return done
  }
  // Several next hops share the packets: one route of the model has one.
  if (strange === 'nexthop' || values.has('encap') || values.has('nhid') || values.has('vrf'))
    return refuse(call, `${name} nexthop`, 'notModelled')
  if (type === 'throw' || type === 'nat' || type === 'multicast' || type === 'broadcast')
    return refuse(call, `${name} ${type}`, 'notModelled')
  const via = values.get('via')
  const isIpv6 = ipv6 || (via?.includes(':') ?? false)
  const prefix = rest[0] === undefined ? undefined : prefixFrom(rest[0], isIpv6)
  if (prefix === undefined || strange !== undefined || (via !== undefined && addressFrom(via) === undefined))
    return refuse(call, name, 'malformed')
  const dev = values.get('dev') ?? values.get('oif')
  const metric = wholeNumber(values.get('metric') ?? values.get('preference') ?? values.get('priority'))
  const isMain = table === undefined || table === 'main' || table === '254'
  const route: KernelRoute = {
    prefix,
    ...(via === undefined ? {} : { via: addressFrom(via) ?? via }),
    ...(dev === undefined ? {} : { dev }),
    ...(discarding.has(type) ? { blackhole: true } : {}),
    ...(metric === undefined || metric === 0 ? {} : { metric }),
    ...(isMain ? {} : { table }),
    span: call.at,
  }
  if (verb === 'delete') removeRoute(kernel, route)
  else if (type === 'local') return refuse(call, `${name} local`, 'notModelled')
  else if (['add', 'append', 'prepend', 'replace', 'change'].includes(verb))
    addRoute(kernel, route, verb === 'replace' || verb === 'change')
  else return refuse(call, name, 'notModelled')
  return done
}

const ruleValues: ReadonlySet<string> = new Set([
  'from',
  'to',
  'table',
  'lookup',
  'priority',
  'prio',
  'pref',
  'preference',
  'order',
  'fwmark',
  'iif',
  'oif',
  'dev',
  'tos',
  'dsfield',
  'ipproto',
  'sport',
  'dport',
  'uidrange',
  'suppress_prefixlength',
  'goto',
  'type',
  'protocol',
])
/** Questions that a rule of the model cannot ask. */
const unaskable = [
  'fwmark',
  'iif',
  'oif',
  'dev',
  'tos',
  'dsfield',
  'ipproto',
  'sport',
  'dport',
  'uidrange',
  'suppress_prefixlength',
  'goto',
]

/** Adds or removes a rule of policy routing. */
export const changeRule = ({ verb, words }: IpCall, call: Call): Result => {
  const { kernel } = call.shell.machine
  const name = `ip rule ${verb}`
  if (verb === 'flush') {
    kernel.rules = []
    return done
  }
  const { values, strange } = optionsOf(words, ruleValues, new Set(['not']), 0)
  const table = values.get('table') ?? values.get('lookup')
  const asked = unaskable.find((option) => values.has(option))
  if (asked !== undefined || values.has('not'))
    return refuse(call, `${name} ${asked ?? 'not'}`, 'notModelled')
  const priority = wholeNumber(
    values.get('priority') ??
      values.get('prio') ??
      values.get('pref') ??
      values.get('preference') ??
      values.get('order'),
  )
  const prefixOf = (option: string): string | undefined => {
    const written = values.get(option)
    return written === undefined || written === 'all' || written === 'any'
      ? undefined
      : (looseMaskedPrefix(written) ?? 'malformed')
  }
  const source = prefixOf('from')
  const destination = prefixOf('to')
  if (strange !== undefined || source === 'malformed' || destination === 'malformed')
    return refuse(call, name, 'malformed')
  if (verb === 'delete') {
    kernel.rules = kernel.rules.filter(
      (rule) =>
        (priority !== undefined && rule.priority !== priority) ||
        (table !== undefined && rule.table !== table) ||
        rule.source !== source ||
        rule.destination !== destination,
    )
    return done
  }
  if (table === undefined || verb !== 'add')
    return refuse(call, name, table === undefined ? 'malformed' : 'notModelled')
  kernel.rules.push({
    ...(priority === undefined ? {} : { priority }),
    ...(source === undefined ? {} : { source }),
    ...(destination === undefined ? {} : { destination }),
    table,
    span: call.at,
  })
  return done
}
