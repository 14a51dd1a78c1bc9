// The JSON of az: one row for each next hop, names and order of its fields.
import { expect, test } from 'vitest'
import { azJson } from '../../src/presentation/az-json.ts'
import { rows } from './samples.ts'

test('rows as Azure gives them', () => {
  const text = azJson(rows)
  const parsed: unknown = JSON.parse(text)
  expect(parsed).toMatchObject({
    nextLink: null,
    value: [
      { addressPrefix: ['10.1.0.0/16'], name: null, nextHopIpAddress: [], nextHopType: 'VnetLocal' },
      { addressPrefix: ['10.3.0.0/16'], nextHopIpAddress: ['10.2.146.76'], source: 'VirtualNetworkGateway' },
      { addressPrefix: ['10.3.0.0/16'], nextHopIpAddress: ['10.2.146.77'] },
      { addressPrefix: ['10.2.0.0/16'], nextHopIpAddress: ['10.2.146.76'] },
      { addressPrefix: ['10.2.0.0/16'], nextHopIpAddress: ['10.2.146.77'] },
      { nextHopType: 'Internet', state: 'Active' },
      { nextHopType: 'None' },
    ],
  })
  const [first] = text.match(/\{\n {6}"addressPrefix"[^}]*\}/u) ?? []
  expect([...(first ?? '').matchAll(/^ {6}"(\w+)":/gmu)].map((match) => match[1])).toEqual([
    'addressPrefix',
    'name',
    'nextHopIpAddress',
    'nextHopType',
    'source',
    'state',
  ])
})
