// Route policies: which rule matches, and what it makes of a route.
import { describe, expect, test } from 'vitest'
import type { BgpRoute } from '../../../src/control-plane/bgp/route.ts'
import { applyPolicy } from '../../../src/control-plane/bgp/route-policy.ts'
import { parseAddress, prefix } from '../../../src/net/index.ts'
import type { PolicyRule, RoutePolicy } from '../../../src/resources/index.ts'
import { route } from './speakers.ts'

const to = (text: string, attributes: Partial<BgpRoute> = {}): BgpRoute => route(attributes, prefix(text))
/** The route as the policy leaves it. */
const applied = (candidate: BgpRoute, policy: RoutePolicy | undefined): BgpRoute | undefined => {
  const outcome = applyPolicy(candidate, policy)
  return outcome.permitted ? outcome.route : undefined
}
const passes = (rule: Omit<PolicyRule, 'action'>, candidate: BgpRoute): boolean =>
  applied(candidate, { default: 'deny', rules: [{ action: 'permit', ...rule }] }) !== undefined

describe('prefix matches', () => {
  test.each([
    ['exact', {}, ['10.0.0.0/8'], ['10.0.0.0/16', '0.0.0.0/0', '10.0.0.0/7', '11.0.0.0/8']],
    [
      'orLonger',
      { orLonger: true },
      ['10.0.0.0/8', '10.0.0.0/16', '10.1.2.3/32'],
      ['0.0.0.0/0', '11.0.0.0/16'],
    ],
    [
      'ge 16',
      { ge: 16 },
      ['10.0.0.0/16', '10.0.0.0/24', '10.1.2.3/32'],
      ['10.0.0.0/8', '10.0.0.0/15', '11.0.0.0/16'],
    ],
    ['le 16', { le: 16 }, ['10.0.0.0/8', '10.0.0.0/16'], ['10.0.0.0/17', '0.0.0.0/0']],
    [
      'ge 16 le 24',
      { ge: 16, le: 24 },
      ['10.0.0.0/16', '10.9.0.0/20', '10.0.0.0/24'],
      ['10.0.0.0/8', '10.0.0.0/25'],
    ],
    ['orLonger le 16', { orLonger: true, le: 16 }, ['10.0.0.0/8', '10.0.0.0/16'], ['10.0.0.0/17']],
  ])('10.0.0.0/8 %s', (_, rule, inside, outside) => {
    for (const text of inside) expect(passes({ prefix: '10.0.0.0/8', ...rule }, to(text)), text).toBe(true)
    for (const text of outside) expect(passes({ prefix: '10.0.0.0/8', ...rule }, to(text)), text).toBe(false)
  })

  test('0.0.0.0/0 or longer is all of IPv4 and nothing of IPv6', () => {
    const everything = { prefix: '0.0.0.0/0', orLonger: true }
    expect(passes(everything, to('10.0.0.0/8'))).toBe(true)
    expect(passes(everything, to('fd00::/8'))).toBe(false)
    expect(passes({ prefix: '::/0', orLonger: true }, to('fd00::/8'))).toBe(true)
  })

  test('a rule without a prefix matches every one, a malformed prefix none', () => {
    expect(passes({}, to('fd00::/8'))).toBe(true)
    expect(passes({ prefix: '10.0.0.0' }, to('10.0.0.0/8'))).toBe(false)
  })
})

describe('AS path matches', () => {
  test.each([
    [[65001, 65002], true],
    [[65002], true],
    [[65001], false],
    [[], false],
  ])('%j contains 65002: %s', (asPath, expected) => {
    expect(passes({ asPathContains: 65002 }, to('10.0.0.0/8', { asPath }))).toBe(expected)
  })

  test('prefix and path must both match', () => {
    const rule = { prefix: '10.0.0.0/8', asPathContains: 65002 }
    expect(passes(rule, to('10.0.0.0/8', { asPath: [65002] }))).toBe(true)
    expect(passes(rule, to('10.0.0.0/8'))).toBe(false)
    expect(passes(rule, to('11.0.0.0/8', { asPath: [65002] }))).toBe(false)
  })
})

describe('which rule decides', () => {
  const candidate = to('10.1.0.0/16')

  test('the first that matches, and no later one', () => {
    const deny: PolicyRule = { action: 'deny', prefix: '10.1.0.0/16' }
    const permit: PolicyRule = { action: 'permit', prefix: '10.0.0.0/8', orLonger: true, setMed: 7 }
    expect(applied(candidate, { rules: [deny, permit] })).toBeUndefined()
    expect(applied(candidate, { rules: [permit, deny, { action: 'permit', setMed: 9 }] })?.med).toBe(7)
  })

  test('without a match: permitted as it is, unless the default says deny', () => {
    const rules: readonly PolicyRule[] = [{ action: 'deny', prefix: '192.168.0.0/16' }]
    expect(applied(candidate, { rules })).toBe(candidate)
    expect(applied(candidate, { rules, default: 'permit' })).toBe(candidate)
    expect(applied(candidate, { rules, default: 'deny' })).toBeUndefined()
    expect(applied(candidate, { default: 'deny' })).toBeUndefined()
  })

  test('without a policy everything passes', () => {
    expect(applied(candidate, undefined)).toBe(candidate)
  })
})

describe('what a permitting rule rewrites', () => {
  const candidate = to('10.1.0.0/16', {
    asPath: [65001, 65002],
    communities: ['65001:1'],
    nextHop: parseAddress('10.0.0.1'),
    med: 3,
  })
  const rewritten = (rule: Omit<PolicyRule, 'action'>) =>
    applied(candidate, { rules: [{ action: 'permit', ...rule }] })

  test.each([
    ['prepend', { prepend: [65000, 65000] }, { asPath: [65000, 65000, 65001, 65002] }],
    ['replaceAsPath', { replaceAsPath: [65009] }, { asPath: [65009] }],
    ['replaceAsPath, to an empty one', { replaceAsPath: [] }, { asPath: [] }],
    [
      'prepend to the replaced path',
      { prepend: [65000], replaceAsPath: [65009] },
      { asPath: [65000, 65009] },
    ],
    ['setNextHop', { setNextHop: '10.0.0.9' }, { nextHop: parseAddress('10.0.0.9') }],
    ['setNextHop that is no address', { setNextHop: 'self' }, {}],
    ['setLocalPref', { setLocalPref: 300 }, { localPreference: 300 }],
    ['setMed, to zero', { setMed: 0 }, { med: 0 }],
    ['addCommunities', { addCommunities: ['65001:2'] }, { communities: ['65001:1', '65001:2'] }],
    ['nothing', {}, {}],
  ])('%s', (_, rule, expected) => {
    expect(rewritten(rule)).toEqual({ ...candidate, ...expected })
  })
})

const span = (line: number) => ({ file: 'frr.conf', line, column: 1, endLine: 1, endColumn: 2 })

describe('lists', () => {
  const list = [
    { action: 'deny', prefix: '10.9.0.0/16', orLonger: true, span: span(1) },
    { action: 'permit', prefix: '10.0.0.0/8', ge: 9, le: 24 },
  ] as const

  test('the first entry that fits decides, and what fits none does not match', () => {
    expect(passes({ prefixList: list }, to('10.1.0.0/16'))).toBe(true)
    for (const text of ['10.9.1.0/24', '10.0.0.0/8', '10.1.1.0/25', '11.0.0.0/16'])
      expect(passes({ prefixList: list }, to(text)), text).toBe(false)
    expect(passes({ prefixList: [] }, to('10.1.0.0/16'))).toBe(false)
  })

  test('lengths from 0 on ask for the address alone, as access lists do', () => {
    const entry = { action: 'permit', prefix: '10.0.0.0/8', ge: 0 } as const
    expect(passes({ prefixList: [entry] }, to('10.0.0.0/7'))).toBe(true)
    expect(passes({ prefixList: [entry] }, to('10.200.0.0/16'))).toBe(true)
    expect(passes({ prefixList: [entry] }, to('12.0.0.0/7'))).toBe(false)
  })

  test.each([
    ['_65002_', [65001, 65002], true],
    ['_65002_', [65001, 650021], false],
    ['^$', [], true],
    ['^$', [65001], false],
    ['^65001( 65001)*$', [65001, 65001], true],
  ])('AS path %s over %j: %s', (expression, asPath, expected) => {
    expect(passes({ asPathList: [{ action: 'permit', expression }] }, to('10.0.0.0/8', { asPath }))).toBe(
      expected,
    )
  })

  test('communities: all of an entry, exactly those, or an expression', () => {
    const route = to('10.0.0.0/8', { communities: ['65001:2', '65001:1'] })
    const with_ = (communities: readonly string[], exactCommunities = false) =>
      passes({ communityList: [{ action: 'permit', communities }], exactCommunities }, route)
    expect(with_(['65001:1'])).toBe(true)
    expect(with_(['65001:1', '65001:3'])).toBe(false)
    expect(with_(['65001:1'], true)).toBe(false)
    expect(with_(['65001:1', '65001:2'], true)).toBe(true)
    expect(with_([])).toBe(true)
    expect(passes({ communityList: [{ action: 'permit', expression: '^65001:1 65001:2$' }] }, route)).toBe(
      true,
    )
    expect(passes({ communityList: [{ action: 'deny', expression: '.*' }] }, route)).toBe(false)
  })

  test('next hop, neighbour, MED, local preference, origin and tag', () => {
    const nextHop = parseAddress('10.0.0.1')
    const route = to('10.0.0.0/8', { nextHop, med: 5, localPreference: 200, origin: 'incomplete' })
    expect(passes({ nextHopList: [{ action: 'permit', prefix: '10.0.0.1/32' }] }, route)).toBe(true)
    expect(passes({ nextHopList: [{ action: 'permit', prefix: '10.0.0.2/32' }] }, route)).toBe(false)
    expect(passes({ hasMed: 5, hasLocalPref: 200, hasOrigin: 'incomplete' }, route)).toBe(true)
    expect(passes({ hasMed: 4 }, route)).toBe(false)
    expect(passes({ hasOrigin: 'igp' }, route)).toBe(false)
    const rules = [{ action: 'permit', fromNeighbor: '10.0.0.4', hasTag: 7 }] as const
    const ask = (peer: string, tag: number) =>
      applyPolicy(route, { default: 'deny', rules }, { peer: parseAddress(peer), tag }).permitted
    expect([ask('10.0.0.4', 7), ask('10.0.0.5', 7), ask('10.0.0.4', 8)]).toEqual([true, false, false])
  })
})

describe('calls and jumps', () => {
  const candidate = to('10.1.0.0/16')
  const permit = (rule: Omit<PolicyRule, 'action'> = {}): PolicyRule => ({ action: 'permit', ...rule })

  test('a route goes on with what was changed, and the last rule that is asked decides', () => {
    const first = permit({ sequence: 10, setMed: 1, continueAt: 30 })
    const skipped = permit({ sequence: 20, setMed: 2 })
    const last = permit({ sequence: 30, setLocalPref: 300 })
    expect(applied(candidate, { default: 'deny', rules: [first, skipped, last] })).toMatchObject({
      med: 1,
      localPreference: 300,
    })
    expect(applied(candidate, { default: 'deny', rules: [first, skipped] })).toMatchObject({ med: 1 })
    const other = permit({ sequence: 40, prefix: '192.168.0.0/16' })
    expect(applied(candidate, { default: 'deny', rules: [first, other] })).toBeUndefined()
    const denied: PolicyRule = { action: 'deny', sequence: 40 }
    expect(applied(candidate, { default: 'deny', rules: [first, denied] })).toBeUndefined()
  })

  test('a called policy changes the route, or refuses it', () => {
    const call = (policy: RoutePolicy) =>
      ({ default: 'deny', rules: [permit({ setMed: 1, call: policy })] }) as const
    const changing: RoutePolicy = { default: 'deny', rules: [permit({ hasMed: 1, setLocalPref: 300 })] }
    expect(applied(candidate, call(changing))).toMatchObject({ med: 1, localPreference: 300 })
    expect(applied(candidate, call({ default: 'deny' }))).toBeUndefined()
    expect(applied(candidate, call({}))).toMatchObject({ med: 1 })
  })

  test('a refusal names the entry that says so', () => {
    const refusedAt = (policy: RoutePolicy) => {
      const outcome = applyPolicy(candidate, policy)
      return outcome.permitted ? 'permitted' : outcome.deniedAt?.line
    }
    expect(refusedAt({ rules: [{ action: 'deny', span: span(7) }] })).toBe(7)
    expect(refusedAt({ default: 'deny', span: span(3), rules: [permit({ hasMed: 9 })] })).toBe(3)
    const prefixList = [{ action: 'deny', prefix: '10.1.0.0/16', span: span(9) }] as const
    expect(refusedAt({ default: 'deny', span: span(3), rules: [permit({ prefixList })] })).toBe(9)
    const call: RoutePolicy = { default: 'deny', span: span(5) }
    expect(refusedAt({ default: 'deny', span: span(3), rules: [permit({ call })] })).toBe(5)
  })
})

describe('further changes', () => {
  const candidate = to('10.1.0.0/16', {
    asPath: [65001, 65515, 65001],
    communities: ['65001:1', '65001:2'],
    nextHop: parseAddress('10.0.0.1'),
  })
  test.each([
    ['prependFirst', { prependFirst: 2 }, { asPath: [65001, 65001, 65001, 65515, 65001] }],
    ['excludeAsns', { excludeAsns: [65001] }, { asPath: [65515] }],
    ['replaceAsns', { replaceAsns: [{ from: 65515, to: 65009 }] }, { asPath: [65001, 65009, 65001] }],
    ['replaceAsns, any', { replaceAsns: [{ to: 65009 }] }, { asPath: [65009, 65009, 65009] }],
    ['setWeight', { setWeight: 7 }, { weight: 7 }],
    ['setOrigin', { setOrigin: 'incomplete' }, { origin: 'incomplete' }],
    ['setCommunities', { setCommunities: ['65001:9'] }, { communities: ['65001:9'] }],
    [
      'removeCommunities, each of an entry',
      { removeCommunities: [{ action: 'permit', communities: ['65001:1', '65001:8'] }] },
      { communities: ['65001:2'] },
    ],
  ] as const)('%s', (_, rule, expected) => {
    expect(applied(candidate, { rules: [{ action: 'permit', ...rule }] })).toEqual({
      ...candidate,
      ...expected,
    })
  })

  test('a next hop that is named counts as set, also where it stays', () => {
    const outcome = (rule: Omit<PolicyRule, 'action'>, peer?: string) =>
      applyPolicy(
        candidate,
        { rules: [{ action: 'permit', ...rule }] },
        { peerNextHop: parseAddress(peer ?? '') },
      )
    expect(outcome({})).toMatchObject({ setsNextHop: false })
    expect(outcome({ nextHop: 'unchanged' })).toMatchObject({
      setsNextHop: true,
      route: { nextHop: candidate.nextHop },
    })
    expect(outcome({ nextHop: 'peer' })).toMatchObject({ setsNextHop: false })
    expect(outcome({ nextHop: 'peer' }, '10.0.0.9')).toMatchObject({
      setsNextHop: true,
      route: { nextHop: parseAddress('10.0.0.9') },
    })
  })
})
