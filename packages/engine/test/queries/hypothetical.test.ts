// Answers about a network that Azure would refuse say so.
import { describe, expect, test } from 'vitest'
import { analyse } from '../../src/analyse.ts'
import { findings } from '../../src/diagnostics/index.ts'
import { bgp, routes, trace } from '../../src/queries/index.ts'
import { type ArmResource, analysisOf, circuit, connection, gateway, vm, vnet } from '../forwarding/azure.ts'
import { resourceSetOf } from '../model/network-of.ts'

const networkWith = (networkSecurityGroup?: string): readonly ArmResource[] => [
  vnet('hub', '10.0.0.0/16', {
    main: '10.0.0.0/24',
    GatewaySubnet: {
      prefix: '10.0.255.0/27',
      ...(networkSecurityGroup === undefined ? {} : { networkSecurityGroup }),
    },
  }),
  gateway('hub'),
  circuit('er1', '172.31.0.0/30', '172.31.0.4/30'),
  connection('hub', 'er1'),
  ...vm('a', 'hub/main', '10.0.0.4'),
  ...vm('b', 'hub/main', '10.0.0.5'),
]
const refused = analysisOf(networkWith('nsg'))
const sound = analysisOf(networkWith())
const caution = { code: 'HP5007', severity: 'warning', parameters: { codes: ['HP3214'] } }

test('the analysis knows why', () => {
  expect(refused.refused).toEqual(['HP3214'])
  expect(sound.refused).toEqual([])
})

test('what reading found counts too', () => {
  const outside = findings.addressNotInSubnet({ resource: 'r', address: 'a', subnet: 's', prefix: 'p' })
  expect(analyse(resourceSetOf(networkWith()), { found: [outside] }).refused).toEqual(['HP3127'])
})

describe('routes', () => {
  test('of one place and of all', () => {
    for (const selector of ['a', undefined]) {
      expect(routes(refused, selector)).toMatchObject({ answer: { findings: [caution] } })
      expect(routes(sound, selector)).not.toMatchObject({ answer: { findings: expect.anything() } })
    }
  })
})

describe('bgp', () => {
  test('of one speaker and of all', () => {
    for (const selector of ['er1', undefined]) {
      expect(bgp(refused, selector)).toMatchObject({ answer: { findings: [caution] } })
      expect(bgp(sound, selector)).not.toMatchObject({ answer: { findings: expect.anything() } })
    }
  })
})

test('a trace says it first', () => {
  expect(trace(refused, { from: 'a', to: 'b' })).toMatchObject({ answer: { findings: [caution] } })
  expect(trace(sound, { from: 'a', to: 'b' })).toMatchObject({ answer: { findings: [] } })
})
