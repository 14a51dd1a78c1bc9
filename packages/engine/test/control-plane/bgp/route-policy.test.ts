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
