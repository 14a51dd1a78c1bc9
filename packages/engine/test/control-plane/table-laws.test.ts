// What holds for every effective table, with groups, tags and services whose prefixes meet each other.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type EffectiveRoute, printedRows } from '../../src/control-plane/index.ts'
import {
  type Address,
  comparePrefixes,
  containsAddress,
  firstAddress,
  formatPrefix,
  lastAddress,
  prefix,
  prefixKey,
} from '../../src/net/index.ts'
import type { ServiceTagList } from '../../src/resources/index.ts'
import { connectivity } from '../model/azure.ts'
import type { ArmResource } from '../model/network-of.ts'
import {
  announcing,
  circuit,
  connected,
  gateway,
  linksOf,
  peered,
  privateEndpoint,
  type Route,
  routeTable,
  vnet,
} from './azure.ts'
import { printed } from './printed.ts'

/** Few prefixes, inside each other, so that every source meets every other one. */
const pool = [
  '0.0.0.0/0',
  '10.0.0.0/8',
  '10.1.0.0/16',
  '10.1.0.0/24',
  '10.1.0.9/32',
  '10.2.0.0/16',
  '10.2.128.0/17',
  '10.3.0.0/16',
  '20.0.0.0/8',
  '20.1.0.0/16',
  '20.1.2.0/24',
  '192.168.0.0/16',
] as const
/** Tags hold public addresses only. */
const tagPrefixes = fc.uniqueArray(fc.constantFrom('20.0.0.0/8', '20.1.0.0/16', '20.1.2.0/24', '20.1.2.4/32'))
const somePrefixes = fc.uniqueArray(fc.constantFrom(...pool), { maxLength: 6 })
const isSpace = (text: string): boolean => !text.endsWith('/0') && !text.endsWith('/32')
const spaces = fc.uniqueArray(fc.constantFrom(...pool.filter(isSpace)), { minLength: 1, maxLength: 2 })
const tagNames = ['Storage', 'Sql', 'Storage.EastUS', 'AzureCloud', 'AzureCloud.eastus'] as const
const nextHops = fc.constantFrom<readonly [string, string?]>(
  ['VirtualAppliance', '10.1.0.4'],
  ['VirtualAppliance', '172.16.0.4'],
  ['Internet'],
  ['None'],
  ['VnetLocal'],
  ['VirtualNetworkGateway'],
)

interface Given {
  readonly resources: readonly ArmResource[]
  readonly announced: readonly string[]
  readonly tags: ServiceTagList
}

const given: fc.Arbitrary<Given> = fc
  .record({
    own: spaces,
    members: fc.array(spaces, { maxLength: 3 }),
    peers: fc.array(spaces, { maxLength: 2 }),
    announced: somePrefixes,
    routes: fc.uniqueArray(fc.tuple(fc.constantFrom(...pool, ...tagNames), nextHops), {
      maxLength: 6,
      selector: ([destination]) => destination,
    }),
    services: fc.subarray(['Microsoft.Storage', 'Microsoft.Sql']),
    tagged: fc.tuple(...tagNames.map(() => tagPrefixes)),
    endpoint: fc.boolean(),
  })
  .map(({ own, members, peers, announced, routes, services, tagged, endpoint }) => {
    const names = members.map((_, index) => `member${index}`)
    const subnet = { routeTable: 'rt', serviceEndpoints: services.map((service) => ({ service })) }
    return {
      resources: [
        vnet('vnet', own, { subnets: { default: subnet } }),
        ...members.map((space, index) => vnet(`member${index}`, space)),
        ...peers.flatMap((space, index) => [vnet(`peer${index}`, space), ...peered('vnet', `peer${index}`)]),
        ...connectivity('mesh', ['vnet', ...names]),
        routeTable(
          'rt',
          routes.map(
            ([destination, [type, address]]): Route =>
              address === undefined ? [destination, type] : [destination, type, address],
          ),
        ),
        gateway('vnet'),
        circuit('er'),
        connected('vnet', 'er'),
        ...(endpoint ? [privateEndpoint('pe', 'vnet/default', '10.1.0.9')] : []),
      ],
      announced,
      tags: {
        file: 'tags.json',
        tags: new Map(
          tagNames.map((name, index) => [
            name.toLowerCase(),
            { name, region: name.split('.')[1] ?? '', prefixes: (tagged[index] ?? []).map(prefix) },
          ]),
        ),
      },
    }
  })

const tableOf = ({ resources, announced, tags }: Given) => {
  const sites = [
    announcing('site', 65010, { er: Object.fromEntries(announced.map((text) => [text, [65010]])) }),
  ]
  return printed(resources, { circuits: [linksOf('er', 0)], sites }, 2018, tags).table('vnet/default')
}

const isSystemNone = (row: EffectiveRoute): boolean => row.source === 'Default' && row.nextHopType === 'None'

test('R1.16: a lookup finds an Active row of the longest prefix there is, out of all of every printed row', () => {
  fc.assert(
    fc.property(given, (network) => {
      const { rows, lookup } = tableOf(network)
      const active = rows.filter(({ state }) => state === 'Active')
      const edges = (row: EffectiveRoute): readonly Address[] => [
        firstAddress(row.prefix),
        lastAddress(row.prefix),
      ]
      for (const address of rows.flatMap(edges)) {
        const holding = active.filter((row) => containsAddress(row.prefix, address))
        const longest = Math.max(-1, ...holding.map((row) => row.prefix.length))
        const found = lookup(address)
        expect(found?.prefix.length ?? -1).toBe(longest)
        if (found !== undefined) expect(active).toContain(found)
      }
    }),
    { numRuns: 150 },
  )
})

test('R1.14, R1.17: of one prefix one row is Active, and it is the user’s where the user has one', () => {
  fc.assert(
    fc.property(given, (network) => {
      const { rows } = tableOf(network)
      for (const [key, same] of Map.groupBy(rows, (row) => prefixKey(row.prefix))) {
        const active = same.filter((row) => row.state === 'Active' && !isSystemNone(row))
        const shared = active.filter(({ target }) =>
          ['vnet', 'peering', 'connectedGroup', 'serviceEndpoint'].includes(target.kind),
        )
        // Azure refuses two peers with one space (V1, V2), and two services may have an address in common.
        if (shared.length < 2) expect([key, active.length]).toEqual([key, Math.min(1, active.length)])
        if (same.some(({ source }) => source === 'User'))
          expect(active.every(({ source }) => source === 'User')).toBe(true)
      }
    }),
    { numRuns: 150 },
  )
})

test('observed 8, observed 33: printing joins rows and loses none, each list from the highest address down', () => {
  fc.assert(
    fc.property(given, (network) => {
      const { rows } = tableOf(network)
      const lines = printedRows(rows)
      expect(lines.flat()).toEqual(rows)
      const seen = new Set<string>()
      for (const line of lines) {
        const [{ group, state }] = line
        expect(line.every((row) => row.group === group && row.state === state)).toBe(true)
        const sorted = line.map(({ prefix: each }) => each).toSorted((a, b) => comparePrefixes(b, a))
        expect(line.map(({ prefix: each }) => formatPrefix(each))).toEqual(sorted.map(formatPrefix))
        if (group === undefined) expect(line).toHaveLength(1)
        else {
          // Once for each state: nothing stands between rows that belong together.
          const key = `${group.kind} ${group.name} ${state}`
          expect(seen.has(key)).toBe(false)
          seen.add(key)
        }
      }
    }),
    { numRuns: 150 },
  )
})
