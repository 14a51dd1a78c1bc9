// Equal-cost ways by the dozen: how many arrive, why the others do not, and no more lines than people read.
import { describe, expect, test } from 'vitest'
import { traceText, verdictText } from '../../src/presentation/index.ts'
import type { TraceAnswer, Way } from '../../src/queries/answers.ts'
import { expectGolden } from './golden.ts'
import { hairpin } from './samples.ts'

const wayOver = (nva: string, arrives: boolean, share: number): Way => ({
  share,
  ending: arrives ? 'delivered' : 'applianceNotForwarding',
  hops: [
    {
      element: 'vm-a',
      kind: 'nic',
      answers: true,
      decrements: false,
      decision: {
        code: 'effectiveRoute',
        rule: 'R4.4',
        parameters: {
          prefix: '10.9.0.0/16',
          source: 'VirtualNetworkGateway',
          nextHopType: 'VirtualNetworkGateway',
        },
      },
    },
    arrives
      ? {
          element: nva,
          kind: 'appliance',
          answers: true,
          decrements: true,
          decision: {
            code: 'kernelRoute',
            rule: 'R6.12',
            parameters: { vm: nva, prefix: 'default', dev: 'eth0' },
          },
        }
      : {
          element: nva,
          kind: 'appliance',
          answers: true,
          decrements: false,
          decision: { code: 'guestForwardingOff', rule: 'R6.11', parameters: { vm: nva } },
        },
  ],
})

/** An answer with so many ways there, of which the last ones do not arrive. */
const withWays = (count: number, failing: number): TraceAnswer => ({
  ...hairpin,
  verdict: failing === 0 ? 'reached' : 'partly',
  forward: {
    ending: failing === 0 ? 'delivered' : 'applianceNotForwarding',
    ways: Array.from({ length: count }, (_, index) =>
      wayOver(`nva${index + 1}`, index < count - failing, 1 / count),
    ),
  },
})

describe.each([
  [2, 1],
  [4, 1],
  [8, 3],
])('%i ways of which %i do not arrive', (count, failing) => {
  test.each(['en', 'ja'] as const)('in %s', async (language) => {
    await expectGolden(traceText(withWays(count, failing), { language }), `trace-${count}-ways.${language}`)
  })
})

test('the verdict counts ways, and names no more than two reasons', () => {
  expect(verdictText(withWays(4, 1), 'en')).toContain(
    '3 of 4 ways arrive (75%). What fails: the appliance does not forward at nva4',
  )
  expect(verdictText(withWays(8, 3), 'en')).toMatch(
    /5 of 8 ways arrive \(62\.5%\)\. .*nva6.*; .*nva7.*; and 1 more reason\.$/,
  )
  expect(verdictText(withWays(8, 3), 'ja')).toMatch(
    /8 経路のうち 5 経路、フローの 62\.5%.*nva7.*、ほか 1 件。$/,
  )
})

test('ways beyond a handful are counted by how they end; --verbose shows them all', () => {
  const text = traceText(withWays(64, 16), { language: 'en' })
  expect(text).toContain('and 40 more ways, 62.5% of the flows: delivered')
  expect(text).toContain('and 8 more ways, 12.5% of the flows: the appliance does not forward')
  expect(text.match(/way \d+ of 64/g)).toHaveLength(16)
  const all = traceText(withWays(64, 16), { language: 'en', everyWay: true })
  expect(all.match(/way \d+ of 64/g)).toHaveLength(64)
})
