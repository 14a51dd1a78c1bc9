// Devices that follow connections: what they do with an answer to something that went another way (R6.20, R6.21).
import { describe, expect, test } from 'vitest'
import { traceText, verdictText } from '../../src/presentation/index.ts'
import type { TraceAnswer } from '../../src/queries/index.ts'
import type { GuestConfiguration, World } from '../../src/resources/index.ts'
import {
  type ArmResource,
  analysisOf,
  appliance,
  loadBalancer,
  peered,
  routeTable,
  vm,
  vnet,
} from './azure.ts'
import { linesOf, traced, waysOf } from './described.ts'
import { branch } from './sample-networks.ts'

const accepts = { allowForwardedTraffic: true } as const

/** Two spokes and two appliances in the hub; each spoke sends the other's space to a next hop of its own. */
const spokes = (nextHopOfA: string, nextHopOfB: string, pool?: string): readonly ArmResource[] => [
  vnet('hub', '10.0.0.0/16', { nva: '10.0.1.0/24' }),
  vnet('a', '10.1.0.0/16', { main: { prefix: '10.1.0.0/24', routeTable: 'a-routes' } }),
  vnet('b', '10.2.0.0/16', { main: { prefix: '10.2.0.0/24', routeTable: 'b-routes' } }),
  ...peered('hub', 'a', {}, accepts),
  ...peered('hub', 'b', {}, accepts),
  routeTable('a-routes', [['10.2.0.0/16', 'VirtualAppliance', nextHopOfA]]),
  routeTable('b-routes', [['10.1.0.0/16', 'VirtualAppliance', nextHopOfB]]),
  ...vm('vm-a', 'a/main', '10.1.0.4'),
  ...vm('vm-b', 'b/main', '10.2.0.4'),
  ...appliance('nva1', 'hub/nva', '10.0.1.4', pool === undefined ? {} : { pool }),
  ...appliance('nva2', 'hub/nva', '10.0.1.5', pool === undefined ? {} : { pool }),
]

const stateful: GuestConfiguration = {
  policies: { FORWARD: 'drop' },
  filters: [
    { chain: 'FORWARD', flow: 'established', action: 'accept' },
    { chain: 'FORWARD', flow: 'new', action: 'accept' },
  ],
}
const bothStateful: Partial<World> = { guests: { nva1: stateful, nva2: stateful } }
const ask = (resources: readonly ArmResource[], world: Partial<World>, flow: object = {}) =>
  traced(analysisOf(resources, world), { from: 'vm-a', to: 'vm-b', protocol: 'tcp', port: 443, ...flow })

const differing = spokes('10.0.1.4', '10.0.1.5')

describe('an appliance that follows connections', () => {
  test('drops the answer to a connection that another one saw begin, and is named', () => {
    const answer = ask(differing, bothStateful)
    expect(answer).toMatchObject({ verdict: 'notReached', routing: 'reached', symmetric: false })
    expect(waysOf(answer.return)).toEqual(['vm-b:effectiveRoute > nva2:noFlowState = filtered'])
    expect(answer.return.ways[0]?.hops.at(-1)?.decision).toMatchObject({
      rule: 'R6.20',
      parameters: { element: 'nva2' },
    })
  })

  test('drops the answer to a ping too, and lets that of UDP pass as something new', () => {
    expect(ask(differing, bothStateful, { protocol: 'icmp', port: undefined }).return.ending).toBe('filtered')
    expect(ask(differing, bothStateful, { protocol: 'udp' }).verdict).toBe('reached')
  })

  test('that only forwards has no such table', () => {
    expect(ask(differing, {}).verdict).toBe('reached')
    const open: GuestConfiguration = {
      ...stateful,
      filters: [...(stateful.filters ?? []), { chain: 'FORWARD', action: 'accept' }],
    }
    expect(ask(differing, { guests: { nva1: open, nva2: open } }).verdict).toBe('reached')
  })

  test('drops the rest of a connection whose answer goes past it: the answer comes, and nothing after it', () => {
    const answer = ask(differing, { guests: { nva1: stateful } })
    expect(answer).toMatchObject({ verdict: 'notReached', routing: 'reached', reached: true, replyTtl: 63 })
    expect(waysOf(answer.return)).toEqual([
      'vm-b:effectiveRoute > nva2:kernelRoute > nva2:effectiveRoute > vm-a:localDelivery > nva1:answerNotSeen = filtered',
    ])
    expect(linesOf(answer).at(-1)).toBe('10.2.0.4')
    expect(ask(differing, { guests: { nva1: stateful } }, { protocol: 'udp' }).verdict).toBe('reached')
  })

  test('that would not pass even a known connection is named for its chain', () => {
    const closed: GuestConfiguration = { policies: { FORWARD: 'drop' } }
    const answer = ask(differing, { guests: { nva2: closed } })
    expect(waysOf(answer.return)).toEqual(['vm-b:effectiveRoute > nva2:guestFilter = filtered'])
  })

  test('knows the connection that it saw', () => {
    expect(ask(spokes('10.0.1.4', '10.0.1.4'), bothStateful).verdict).toBe('reached')
  })
})

describe('R6.21: a frontend that both directions meet', () => {
  const balanced = [
    ...spokes('10.0.1.100', '10.0.1.100', 'lb/pool'),
    loadBalancer('lb', 'hub/nva', '10.0.1.100'),
  ]

  test('gives a flow and its answer to the same backend', () => {
    const answer = ask(balanced, bothStateful)
    expect(answer.verdict).toBe('reached')
    expect(answer.symmetric).toBe(true)
    expect(answer.return.ways.map(({ share }) => share)).toEqual([0.5, 0.5])
  })

  test('says at which of its backends it keeps the flow', () => {
    const { return: back } = ask(balanced, bothStateful)
    expect(back.ways.map(({ hops }) => hops[1]?.decision.parameters)).toEqual([
      expect.objectContaining({ count: '2', kept: 'nva1' }),
      expect.objectContaining({ count: '2', kept: 'nva2' }),
    ])
    expect(traceText(ask(balanced, bothStateful), { language: 'en' })).toContain(
      'frontend 10.0.1.100 keeps the flow at nva1, one of 2 backends',
    )
  })

  test('a flow that never arrives has no answer to be held against', () => {
    const answer = ask(balanced, { guests: { nva2: { ipForward: false } } })
    expect(answer).toMatchObject({ verdict: 'partly', symmetric: true, sameAppliances: true })
    expect(traceText(answer, { language: 'en' })).not.toContain('one direction only')
  })

  test('an appliance that misses the answer is not said to see it', () => {
    const answer = ask(differing, { guests: { nva1: stateful } })
    const partly: TraceAnswer = { ...answer, verdict: 'partly' }
    expect(traceText(partly, { language: 'en', width: 200 })).toContain('nva1, nva2 see one direction only')
  })

  test('knows no flow again that an appliance behind it has given another end', () => {
    // The answer comes from vm-b, which the request did not name when it passed the frontend.
    const translating: GuestConfiguration = {
      ...stateful,
      dnat: [{ protocol: 'tcp', port: 443, to: '10.2.0.4' }],
    }
    const resources = [
      ...balanced.filter(({ name }) => name !== 'a-routes'),
      routeTable('a-routes', [['10.9.0.0/16', 'VirtualAppliance', '10.0.1.100']]),
    ]
    const guests = { nva1: translating, nva2: translating }
    const answer = ask(resources, { guests }, { to: '10.9.0.1' })
    expect(answer.verdict).toBe('partly')
    expect(answer.return.ways.map(({ share, ending }) => [ending, share])).toEqual([
      ['delivered', 0.25],
      ['filtered', 0.25],
      ['filtered', 0.25],
      ['delivered', 0.25],
    ])
  })

  test('two frontends with the same backends know nothing of each other', () => {
    const twoBalancers = [
      ...spokes('10.0.1.100', '10.0.1.101', 'lb/pool').filter(({ name }) => !/^nva/.test(name)),
      ...appliance('nva1', 'hub/nva', '10.0.1.4', { pool: 'lb/pool' }),
      ...appliance('nva2', 'hub/nva', '10.0.1.5', { pool: 'lb2/pool' }),
      loadBalancer('lb', 'hub/nva', '10.0.1.100'),
      loadBalancer('lb2', 'hub/nva', '10.0.1.101'),
    ]
    expect(waysOf(ask(twoBalancers, bothStateful).return)).toEqual([
      'vm-b:effectiveRoute > lb2:loadBalanced > nva2:noFlowState = filtered',
    ])
  })
})

describe('a round trip of which both halves lose flows', () => {
  /** Of the way there only what nva1 takes arrives; of the answers only what nva3 takes. */
  const halves = (world: Partial<World>) => {
    const resources = [
      ...spokes('10.0.1.100', '10.0.1.101', 'lb/pool'),
      loadBalancer('lb', 'hub/nva', '10.0.1.100'),
      ...appliance('nva3', 'hub/nva', '10.0.1.6', { pool: 'lb2/pool' }),
      ...appliance('nva4', 'hub/nva', '10.0.1.7', { pool: 'lb2/pool' }),
      loadBalancer('lb2', 'hub/nva', '10.0.1.101'),
    ]
    return ask(resources, { guests: { nva2: { ipForward: false }, ...world.guests } })
  }

  test('is told with the part that is answered', () => {
    const answer = halves({ guests: { nva4: stateful } })
    expect(answer.verdict).toBe('partly')
    expect(verdictText(answer, 'en')).toBe(
      'vm-a reaches vm-b (10.2.0.4) with part of the flows only, and part of their replies is lost: 1 of 2 ways arrives (50%), and for these 1 of 2 ways back arrives (50%), so 25% of the flows are answered. What fails on the way there: the appliance does not forward at nva2 (IP forwarding is off in the guest of nva2). On the way back: dropped by a filter at nva4 (nva4 has not seen the connection begin, so it drops what belongs to it).',
    )
    expect(verdictText(answer, 'ja')).toContain('応答まで得られるのは全フローの 25% です')
  })

  test('requests that arrive are not called unreached where all their replies are lost', () => {
    const answer = halves({ guests: { nva3: stateful, nva4: stateful } })
    expect(answer.verdict).toBe('notReached')
    expect(verdictText(answer, 'en')).toMatch(
      /^vm-a gets no reply from vm-b \(10\.2\.0\.4\)\. Of the requests 1 of 2 ways arrives \(50%\); their replies are lost: dropped by a filter at nva3 .*; dropped by a filter at nva4 .* What fails on the way there: .*nva2\)\.$/,
    )
    expect(verdictText(answer, 'ja')).toMatch(
      /要求は一部だけが届き .*応答が戻らない理由: .*nva3.*往路で届かない理由: .*nva2/,
    )
  })
})

test('R1.26: the answer to somebody on the Internet, taken to a site by its default route, is lost', () => {
  const [office] = branch.world.sites ?? []
  if (office === undefined) throw new Error('the sample has a site')
  const everything = { ...office, links: [{ circuit: 'er1', advertises: [{ prefix: '0.0.0.0/0' }] }] }
  const published = [...branch.resources, ...vm('web', 'hub/main', '10.0.0.9', { publicAddress: true })]
  const answer = traced(analysisOf(published, { sites: [everything] }), {
    from: '203.0.113.9',
    to: 'web',
    protocol: 'tcp',
    port: 443,
  })
  expect([answer.forward.ending, answer.return.ending, answer.verdict]).toEqual([
    'delivered',
    'filtered',
    'notReached',
  ])
  expect(answer.return.ways[0]?.hops.at(-1)).toMatchObject({
    element: 'office',
    decision: { code: 'noFlowState', rule: 'R1.26' },
  })
})
