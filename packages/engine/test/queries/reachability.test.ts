// `reachability`: every machine to every other one, the same as `trace` says.
import { expect, test } from 'vitest'
import { reachability } from '../../src/queries/index.ts'
import { analysisOf, nic, vm, vmOn, vnet } from '../forwarding/azure.ts'
import { traced } from '../forwarding/described.ts'
import { forwarded, spokesOverAppliance } from '../forwarding/sample-networks.ts'

const resources = [
  ...spokesOverAppliance(forwarded),
  vnet('island', '10.7.0.0/16', { main: '10.7.0.0/24' }),
  ...vm('alone', 'island/main', '10.7.0.4'),
  vmOn('without-nic', []),
]

test('has a row for each ordered pair, sorted by name', () => {
  const rows = reachability(analysisOf(resources)).map(({ from, to, verdict }) => `${from} ${to} ${verdict}`)
  expect(rows).toEqual([
    'alone nva notReached',
    'alone vm-a notReached',
    'alone vm-b notReached',
    'nva alone notReached',
    'nva vm-a reached',
    'nva vm-b reached',
    'vm-a alone notReached',
    'vm-a nva reached',
    'vm-a vm-b reached',
    'vm-b alone notReached',
    'vm-b nva reached',
    'vm-b vm-a reached',
  ])
})

test('a round trip is the same from both ends', () => {
  const oneWay = spokesOverAppliance({ ofA: { allowForwardedTraffic: true } })
  const verdicts = new Map(
    reachability(analysisOf(oneWay)).map(({ from, to, verdict }) => [`${from}>${to}`, verdict]),
  )
  for (const [pair, verdict] of verdicts)
    expect(verdicts.get(pair.split('>').reverse().join('>'))).toBe(verdict)
  expect(verdicts.get('vm-a>vm-b')).toBe('notReached')
})

test('says what trace says, for machines with two interfaces too', () => {
  const analysis = analysisOf(
    [
      ...spokesOverAppliance(forwarded, [
        nic('outside', 'hub/nva', '10.0.1.4', { forwards: true }),
        nic('inside', 'hub/second', '10.0.2.4'),
        vmOn('nva', ['outside', 'inside']),
      ]),
    ],
    { guests: { nva: { routes: [{ prefix: '10.2.0.0/16', dev: 'eth1' }] } } },
  )
  for (const { from, to, verdict } of reachability(analysis))
    expect(traced(analysis, { from, to }).verdict).toBe(verdict)
})
