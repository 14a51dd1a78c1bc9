// Longest-prefix match: lookups a second of our table and of longest-prefix-match, on the same routes.
// Run: node --conditions=@hairpin/source bench/prefix-table.ts
/// <reference path="./longest-prefix-match.d.ts" />

import LongestPrefixMatch from 'longest-prefix-match'
import { Bench } from 'tinybench'
import {
  type Address,
  formatAddress,
  ipv4Of,
  ipv6Of,
  parseAddress,
} from '../packages/engine/src/net/address.ts'
import { formatPrefix, type Prefix, prefixKey, prefixOf } from '../packages/engine/src/net/prefix.ts'
import { PrefixTable } from '../packages/engine/src/net/prefix-table.ts'

const ROUTES = 20_000
const ADDRESSES = 4_096

/** The same numbers on every run (xorshift32). */
const randomFrom = (seed: number): (() => number) => {
  let state = seed
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return state >>> 0
  }
}
const random = randomFrom(20260101)

const randomIpv4 = (): Address => ipv4Of(random())
const randomIpv6 = (): Address =>
  ipv6Of((0x20010db8n << 96n) | (BigInt(random()) << 64n) | (BigInt(random()) << 32n) | BigInt(random()))

/** Distinct prefixes, most of them long, as in a table of networks, subnets and host routes. */
const routesOf = (address: () => Address, lengths: readonly number[]): readonly Prefix[] => {
  const routes = new Map<string, Prefix>()
  while (routes.size < ROUTES) {
    const route = prefixOf(address(), lengths[random() % lengths.length] ?? 0)
    routes.set(prefixKey(route), route)
  }
  return [...routes.values()]
}

/** Every other address lies in a route for sure; the rest are anywhere. */
const addressesFor = (routes: readonly Prefix[], address: () => Address): readonly Address[] =>
  Array.from({ length: ADDRESSES }, (_, at) => {
    const route = routes[random() % routes.length]
    return at % 2 === 0 && route !== undefined ? route.address : address()
  })

/** Prints how long one run of `work` took: a rough figure, for the shape of things. */
const timed = <T>(label: string, work: () => T): T => {
  const start = performance.now()
  const result = work()
  console.log(`  ${label.padEnd(44)} ${(performance.now() - start).toFixed(1).padStart(10)} ms`)
  return result
}

const compare = async (name: string, routes: readonly Prefix[], address: () => Address): Promise<void> => {
  const addresses = addressesFor(routes, address)
  const texts = addresses.map(formatAddress)
  const width = name === 'IPv4' ? 32 : 128
  const hosts = texts.map((text) => `${text}/${width}`)
  const routeTexts = routes.map(formatPrefix)

  console.log(`${name}: ${routes.length} routes, ${ADDRESSES} addresses a round`)
  const ours = timed('ours, build', () => {
    const table = new PrefixTable<string>()
    for (const [at, route] of routes.entries()) table.set(route, routeTexts[at] ?? '')
    return table
  })
  const theirs = timed('longest-prefix-match, build', () => {
    const table = new LongestPrefixMatch<string>()
    for (const text of routeTexts) table.addPrefix(text, text)
    return table
  })

  let hits = 0
  for (const [at, of] of addresses.entries()) {
    const expected = theirs.getMatch(hosts[at] ?? '')[0]
    const found = ours.lookup(of)?.value
    if (found !== expected) throw new Error(`${texts[at]}: ours ${found}, longest-prefix-match ${expected}`)
    if (found !== undefined) hits++
  }
  console.log(`  both agree on every address; ${hits} of ${ADDRESSES} have a route`)

  let seen = 0
  const bench = new Bench({ time: 1000, warmupTime: 200 })
  bench.add('ours, lookup', () => {
    for (const of of addresses) if (ours.lookup(of) !== undefined) seen++
  })
  bench.add('ours, parse text and lookup', () => {
    for (const text of texts) {
      const of = parseAddress(text)
      if (of !== undefined && ours.lookup(of) !== undefined) seen++
    }
  })
  bench.add('ours, all matches', () => {
    for (const of of addresses) seen += ours.matches(of).length
  })
  bench.add('longest-prefix-match, lookup (takes text)', () => {
    for (const host of hosts) if (theirs.getMatch(host).length > 0) seen++
  })
  await bench.run()
  if (seen === 0) throw new Error('nothing was looked up')

  const rates = bench.tasks.map((task) => {
    if (!('latency' in task.result)) throw new Error(`${task.name} did not complete: ${task.result.state}`)
    return { name: task.name, perSecond: (ADDRESSES * 1000) / task.result.latency.p50 }
  })
  const baseline = rates.at(-1)?.perSecond ?? Number.NaN
  for (const { name, perSecond } of rates) {
    const rate = Math.round(perSecond).toLocaleString('en').padStart(12)
    console.log(`  ${name.padEnd(44)} ${rate} /s  ${(perSecond / baseline).toFixed(1).padStart(6)} ×`)
  }
}

await compare('IPv4', routesOf(randomIpv4, [12, 16, 16, 20, 22, 24, 24, 24, 26, 28, 32, 32]), randomIpv4)
await compare('IPv6', routesOf(randomIpv6, [44, 48, 48, 56, 64, 64, 64, 128]), randomIpv6)
