// `ip route` and `ipv6 route`: static routes of a router.
import type { GuestRoute } from '../../../resources/index.ts'
import type { ConfigLine } from './config-lines.ts'
import type { Dialect } from './dialect.ts'
import type { RouterReport } from './router-report.ts'
import { ciscoInterface, isAddress, maskedPrefix, slashPrefix, wholeNumber } from './written-values.ts'

/** Discards what it gets, by any of its names. */
const discards = /^(?:null ?0?|blackhole|reject)$/i

/** Words with one value that change no route. */
const withValue = new Set(['name', 'label', 'color', 'metric'])
const alone = new Set(['permanent', 'global', 'multicast', 'onlink', 'dhcp', 'bfd'])

interface Target {
  readonly via?: string
  readonly dev?: string
  readonly blackhole?: true
}

/** Where a route leads, and the words behind it. */
const readTarget = (
  words: readonly string[],
  dialect: Dialect,
): { readonly target: Target; readonly rest: readonly string[] } | undefined => {
  const [first, second] = words
  if (first === undefined) return undefined
  if (isAddress(first)) {
    const isWord = second !== undefined && wholeNumber(second, 0, 255) === undefined
    const isDevice =
      isWord &&
      !withValue.has(second) &&
      !alone.has(second) &&
      !['tag', 'table', 'vrf', 'nexthop-vrf', 'track'].includes(second)
    return dialect.daemon === 'frr' && isDevice
      ? { target: { via: first, dev: second }, rest: words.slice(2) }
      : { target: { via: first }, rest: words.slice(1) }
  }
  const cisco = dialect.daemon === 'ios' ? ciscoInterface(first, second) : undefined
  const name = cisco?.name ?? first
  const taken = cisco?.words ?? 1
  const behind = words.slice(taken)
  if (discards.test(name)) return { target: { blackhole: true }, rest: behind }
  // An interface has a number or, in Linux, some other name that no keyword has.
  if (!/^[A-Za-z][\w./:-]*$/.test(name) || name === 'vrf' || name === 'track') return undefined
  return isAddress(behind[0])
    ? { target: { via: behind[0], dev: name }, rest: behind.slice(1) }
    : { target: { dev: name }, rest: behind }
}

/** Static routes by what tells them apart: prefix and target. */
export type StaticRoutes = Map<string, GuestRoute>

const keyOf = ({ prefix, via, dev, blackhole }: GuestRoute): string => [prefix, via, dev, blackhole].join(' ')

/** Adds the route of a statement, or takes it away. */
export const readStaticRoute = (
  routes: StaticRoutes,
  line: ConfigLine,
  dialect: Dialect,
  report: RouterReport,
): void => {
  const words = line.words.slice(2)
  if (words[0] === 'static' || words[0] === 'profile') return
  if (words[0] === 'vrf') {
    // The guest shell has a routing table of its own on every router of this kind.
    if (words[1] !== 'GS') report.notModelled(line, 'ip route vrf')
    return
  }
  const masked = maskedPrefix(words[0], words[1])
  const prefix = slashPrefix(words[0]) ?? masked
  const target = readTarget(words.slice(masked === undefined ? 1 : 2), dialect)
  if (prefix === undefined) {
    report.malformed(line, 'prefix')
    return
  }
  if (line.negated && target === undefined) {
    for (const [key, route] of routes) if (route.prefix === prefix) routes.delete(key)
    return
  }
  if (target === undefined) {
    report.malformed(line, 'address')
    return
  }
  let distance: number | undefined
  let tag: number | undefined
  const { rest } = target
  for (let index = 0; index < rest.length; index += 1) {
    const word = rest[index] ?? ''
    const number = wholeNumber(word, 1, 255)
    if (number !== undefined) distance = number
    else if (word === 'tag') {
      index += 1
      tag = wholeNumber(rest[index], 0, 4_294_967_295)
    } else if (withValue.has(word)) index += 1
    else if (word === 'track') {
      // It stands while something answers; taken as answering.
      report.notModelled(line, 'ip route … track')
      break
    } else if (!alone.has(word)) {
      report.notModelled(line, `ip route … ${/^[a-z-]+$/.test(word) ? word : ''}`.trim())
      return
    }
  }
  const route: GuestRoute = {
    prefix,
    ...target.target,
    protocol: 'static',
    ...(distance === undefined ? {} : { distance }),
    ...(tag === undefined ? {} : { tag }),
    span: line.span,
  }
  if (line.negated) routes.delete(keyOf(route))
  else routes.set(keyOf(route), route)
}
