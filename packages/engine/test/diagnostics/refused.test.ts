// Which findings make an answer hypothetical.
import { describe, expect, test } from 'vitest'
import { type Finding, findings, refusals } from '../../src/diagnostics/index.ts'

const names = { peering: 'p', vnet: 'a', remoteVnet: 'b' }
const noGateway: Finding = findings.remoteVnetHasNoGateway(names)
const nsg: Finding = findings.gatewaySubnetWithNsg({ vnet: 'a', nsg: 'n' })

test('each code once, in ascending order', () => {
  expect(refusals([nsg, noGateway, nsg])).toEqual(['HP3004', 'HP3214'])
})

describe('nothing is refused for', () => {
  test.each<[string, Finding]>([
    ['a warning', findings.peeringNotReciprocal(names)],
    ['a lint', findings.peeringNotSynchronised({ ...names, known: [], actual: [] })],
    ['an input that is missing', findings.peeringRemoteMissing(names)],
    ['a file that cannot be read', findings.fileNotFound({ file: 'f' })],
    ['a link that leads nowhere', findings.danglingReference({ resource: 'r', property: 'p', target: 't' })],
  ])('%s', (_, finding) => {
    expect(refusals([finding])).toEqual([])
  })
})

test('Azure refuses a prefix with host bits, wherever it stands', () => {
  expect(refusals([findings.prefixHostBits({ property: 'p', prefix: 'a', corrected: 'b' })])).toEqual([
    'HP2011',
  ])
})

test('a code of Azure’s own, and every error of validation but one, means refusal', () => {
  for (const finding of Object.values(findings)) {
    const expected =
      finding.azureCode !== undefined ||
      (finding.severity === 'error' && finding.code.startsWith('HP3') && finding.code !== 'HP3041')
    expect([finding.code, finding.refused]).toEqual([finding.code, expected])
  }
})
