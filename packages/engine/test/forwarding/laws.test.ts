// What holds for every packet in every network.
import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import type { Analysis } from '../../src/analyse.ts'
import { type Ending, isSuccess, type Packet, type Way, walk } from '../../src/forwarding/index.ts'
import { address, formatAddress, formatPrefix } from '../../src/net/index.ts'
import { type EffectiveRouteRow, routes, trace } from '../../src/queries/index.ts'
import { type ArmResource, analysisOf } from './azure.ts'
import { traced } from './described.ts'
import { type RandomNetwork, randomNetwork } from './random-network.ts'

// Every law looks at all networks; a busy machine may take its time.
vi.setConfig({ testTimeout: 60_000 })

/** Networks in the normal run, for each law. */
const networks = 220

const seeds = fc.integer({ min: 0, max: 2 ** 32 - 1 })

interface Case {
  readonly network: RandomNetwork
  readonly analysis: Analysis
  readonly ways: readonly (readonly [Packet, readonly Way[]])[]
}

const cases = new Map<number, Case>()

/** Made once for all laws: each of them is shown the same networks. */
const caseOf = (seed: number): Case => {
  const known = cases.get(seed)
  if (known !== undefined) return known
  const network = randomNetwork(seed)
  const analysis = analysisOf(network.resources, network.world)
  const made = { network, analysis, ways: allWays(analysis, network) }
  cases.set(seed, made)
  return made
}

/** A law gives what breaks it in one network. */
const law = (violations: (given: Case) => readonly string[]): void => {
  fc.assert(
    // A smaller seed is no simpler network.
    fc.property(fc.noShrink(seeds), (seed) => {
      expect(violations(caseOf(seed))).toEqual([])
    }),
    { numRuns: networks, seed: 20_240_601 },
  )
}

const endings: ReadonlySet<string> = new Set<Ending>([
  'applianceMissing',
  'applianceNotForwarding',
  'delivered',
  'deliveredToInternet',
  'filtered',
  'gatewayNoRoute',
  'hostStopped',
  'loop',
  'noInternetEgress',
  'noRoute',
  'deliveredElsewhere',
  'noSuchHost',
  'peeringRefused',
  'ttlExpired',
  'unknown',
])

/** The ways of every machine's ping to every address, by the addresses of the packet. */
const allWays = (
  analysis: Analysis,
  { addresses }: RandomNetwork,
): readonly (readonly [Packet, readonly Way[]])[] =>
  analysis.network.nics.flatMap((nic) =>
    addresses.flatMap((text): (readonly [Packet, readonly Way[]])[] => {
      const [source] = nic.addresses
      const destination = address(text)
      if (source === undefined || source === destination) return []
      const packet: Packet = { source, destination, protocol: 'icmp', port: undefined }
      return [[packet, walk({ kind: 'sending', nic }, packet, analysis.surroundings)]]
    }),
  )

const describeWay = ({ hops, ending }: Way): string =>
  `${hops.map(({ kind, element, decision }) => `${element}[${kind}]:${decision.code}`).join(' > ')} = ${ending}`

const eachWay = ({ ways }: Case, broken: (way: Way, packet: Packet) => boolean): readonly string[] =>
  ways.flatMap(([packet, all]) =>
    all
      .filter((way) => broken(way, packet))
      .map(
        (way) =>
          `${formatAddress(packet.source)} to ${formatAddress(packet.destination)}: ${describeWay(way)}`,
      ),
  )

describe('every walk', () => {
  test('ends, in an ending of the closed list', () => {
    law((given) => eachWay(given, ({ ending, hops }) => !endings.has(ending) || hops.length === 0))
    law(({ ways }) =>
      ways.filter(([, all]) => all.length === 0).map(([packet]) => formatAddress(packet.destination)),
    )
  })

  test('has shares that add up to 1', () => {
    law(({ ways }) =>
      ways
        .map(([, all]) => all.reduce((sum, { share }) => sum + share, 0))
        .filter((sum) => Math.abs(sum - 1) > 1e-9)
        .map(String),
    )
  })

  test('meets no element twice with the same packet, unless it is a loop', () => {
    law((given) =>
      eachWay(given, ({ ending, hops }, { destination }) => {
        // A site's router and the host behind it go by one name and have two addresses; behind a frontend that was
        // the destination the packet is another one.
        const frontend = hops.findIndex(
          ({ kind, address }) => kind === 'loadBalancer' && address === destination,
        )
        // A load balancer that is met again may pick another backend.
        const elements = hops.filter(({ kind }) => kind !== 'loadBalancer')
        const met = elements.map((hop) => {
          const index = hops.indexOf(hop)
          const rewritten = frontend >= 0 && index > frontend
          return `${hop.kind} ${hop.element} ${hop.address} ${rewritten}`
        })
        // A machine that sends to itself may be stopped by its own filter before it meets the packet again.
        return ending !== 'loop' && ending !== 'filtered' && new Set(met).size !== met.length
      }),
    )
  })

  test('that delivers ends at who owns the destination', () => {
    let delivered = 0
    law((given) =>
      eachWay(given, ({ ending, hops }, packet) => {
        if (ending !== 'delivered') return false
        delivered += 1
        const owners = given.network.owners.get(formatAddress(packet.destination)) ?? []
        return !owners.includes(hops.at(-1)?.element ?? '')
      }),
    )
    expect(delivered).toBeGreaterThan(1000)
  })

  test('says to whom it delivered, and names a rule for its end', () => {
    law((given) =>
      eachWay(
        given,
        ({ ending, hops, deliveredTo }) =>
          (ending === 'delivered') !== (deliveredTo !== undefined) ||
          !/^R\d+\.\d+$/.test(hops.at(-1)?.decision.rule ?? ''),
      ),
    )
  })
})

describe('trace', () => {
  const questions = ({ senders, addresses }: RandomNetwork) =>
    senders.flatMap((from, index) =>
      addresses.filter((_, other) => (index + other) % 3 === 0).map((to) => ({ from, to })),
    )

  test('always answers, and its parts agree with each other', () => {
    law(({ network, analysis }) =>
      questions(network)
        .filter((question) => {
          const result = trace(analysis, question)
          if (!result.ok) return true
          const { forward, reached, replyTtl, traceroute, verdict } = result.answer
          const shares = forward.ways.reduce((sum, { share }) => sum + share, 0)
          return (
            (verdict === 'reached' || verdict === 'partly') !== reached ||
            // The TTL of a host outside Azure is not known.
            (replyTtl !== null) !== (reached && forward.ending !== 'deliveredToInternet') ||
            traceroute.some(({ ttl }, index) => ttl !== index + 1) ||
            Math.abs(shares - 1) > 1e-4
          )
        })
        .map(({ from, to }) => `${from} to ${to}`),
    )
  })

  test('the same question gives the same bytes, in the same analysis and in another', () => {
    law(({ network, analysis }) => {
      const another = analysisOf(network.resources, network.world)
      return questions(network)
        .slice(0, 12)
        .filter((question) => {
          const answer = JSON.stringify(traced(analysis, question))
          return (
            JSON.stringify(traced(analysis, question)) !== answer ||
            JSON.stringify(traced(another, question)) !== answer
          )
        })
        .map(({ from, to }) => `${from} to ${to}`)
    })
  })
})

/** The network with one flag of one peering turned on. */
const lifted = (
  resources: readonly ArmResource[],
  peering: ArmResource,
  flag: string,
): readonly ArmResource[] =>
  resources.map((resource) =>
    resource === peering ? { ...resource, properties: { ...resource.properties, [flag]: true } } : resource,
  )

test('turning a flag of a peering on never takes a way away', () => {
  let changed = 0
  law(({ network, ways }) => {
    const sides = network.resources
      .filter(({ type }) => type.endsWith('/virtualNetworkPeerings'))
      .flatMap((peering) =>
        ['allowVirtualNetworkAccess', 'allowForwardedTraffic'].map((flag) => ({ peering, flag })),
      )
      // A flag that is on already has nothing to show.
      .filter(
        ({ peering, flag }) =>
          peering.properties?.[flag] !== (flag === 'allowVirtualNetworkAccess' ? undefined : true),
      )
    return sides.slice(0, 2).flatMap(({ peering, flag }) => {
      changed += 1
      const after = allWays(analysisOf(lifted(network.resources, peering, flag), network.world), network)
      return ways.flatMap(([, all], index) => {
        const kept = new Set(after[index]?.[1].map(describeWay))
        return all
          .filter((way) => isSuccess(way.ending) && !kept.has(describeWay(way)))
          .map((way) => `${peering.name} ${flag}: ${describeWay(way)}`)
      })
    })
  })
  expect(changed).toBeGreaterThan(networks / 2)
})

test('without filters nothing is filtered, and every way that arrives through them still does', () => {
  let stopped = 0
  law(({ network, analysis, ways }) => {
    const open = { ...analysis, surroundings: { ...analysis.surroundings, filters: false } }
    const unfiltered = allWays(open, network)
    return ways.flatMap(([packet, all], index) => {
      const others = unfiltered[index]?.[1] ?? []
      const kept = new Set(others.map(describeWay))
      stopped += all.filter(({ ending }) => ending === 'filtered').length
      const lost = all.filter((way) => isSuccess(way.ending) && !kept.has(describeWay(way)))
      return [...lost, ...others.filter(({ ending }) => ending === 'filtered')].map(
        (way) => `${formatAddress(packet.source)}: ${describeWay(way)}`,
      )
    })
  })
  expect(stopped).toBeGreaterThan(100)
})

test('a reply over the NICs that the request has passed meets no filter', () => {
  let replies = 0
  law(({ analysis, ways }) =>
    ways.flatMap(([packet, all]) =>
      all.flatMap(({ ending, deliveredTo, passed, translations, packet: arrived }) => {
        if (ending !== 'delivered' || deliveredTo?.kind !== 'nic' || deliveredTo.nic.vm === undefined)
          return []
        const reply = { ...packet, source: arrived.destination, destination: arrived.source }
        const start = { kind: 'sending', nic: deliveredTo.nic } as const
        replies += 1
        return walk(start, reply, analysis.surroundings, { passed, translations, as: 'reply' })
          .filter((way) => {
            const last = way.hops.at(-1)
            if (last?.decision.code !== 'securityRule') return false
            return last.nic !== undefined && passed.has(last.nic.id.key)
          })
          .map(describeWay)
      }),
    ),
  )
  expect(replies).toBeGreaterThan(1000)
})

/** An address as an integer, read anew so that it shares nothing with what is tested. */
const integerOf = (text: string): number =>
  text.split('.').reduce((value, octet) => value * 256 + Number(octet), 0)

const contains = (prefix: string, text: string): boolean => {
  const [network = '', length = ''] = prefix.split('/')
  const size = 2 ** (32 - Number(length))
  return Math.floor(integerOf(text) / size) === Math.floor(integerOf(network) / size)
}

const longestActive = (rows: readonly EffectiveRouteRow[], text: string): string => {
  const matches = rows
    .filter(({ state, addressPrefix }) => state === 'Active' && contains(addressPrefix[0] ?? '', text))
    .map((row) => ({ row, length: Number(row.addressPrefix[0]?.split('/')[1]) }))
    .sort((a, b) => b.length - a.length)
  const row = matches[0]?.row
  return row === undefined ? 'nothing' : `${row.addressPrefix[0]} ${row.source} ${row.nextHopType}`
}

test('the lookup is the longest active prefix of the printed table', () => {
  law(({ network, analysis }) => {
    const answer = routes(analysis)
    if (!answer.ok) throw new Error(answer.finding.code)
    return answer.answer.tables.flatMap(({ place, routes: rows }) => {
      const subnet =
        analysis.network.nics.find(({ id }) => id.text === place.id)?.subnet ??
        analysis.network.subnets.find(({ id }) => id.text === place.id)
      if (subnet === undefined) return [`there is no ${place.id}`]
      const table = analysis.controlPlane.effectiveTable(subnet)
      return [...network.addresses, '10.0.1.77', '192.168.8.1', '100.64.0.1', '203.0.113.9'].flatMap(
        (text) => {
          const found = table.lookup(address(text))
          const taken =
            found === undefined
              ? 'nothing'
              : `${formatPrefix(found.prefix)} ${found.source} ${found.nextHopType}`
          const expected = longestActive(rows, text)
          return taken === expected ? [] : [`${place.name} to ${text}: ${taken}, not ${expected}`]
        },
      )
    })
  })
})
