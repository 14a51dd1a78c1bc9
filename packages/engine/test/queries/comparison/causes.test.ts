// What is told to be behind a difference, and that telling it twice tells the same.
import { describe, expect, test } from 'vitest'
import { noneRoutesNamed } from '../../../src/facts/none-routes.ts'
import { formatPrefix } from '../../../src/net/index.ts'
import type { EffectiveRouteRow } from '../../../src/queries/answers.ts'
import type { DifferenceGroup } from '../../../src/queries/index.ts'
import { compared, fileOf, networkOf, printedRows, template } from './printed-by-azure.ts'

const { analysis } = networkOf(template())

const causes = (groups: readonly DifferenceGroup[]) =>
  groups.map(({ cause, rows, noneRows }) => [cause.code, cause.proved, rows.length, noneRows])

const noneRow = (prefix: string): EffectiveRouteRow => ({
  source: 'Default',
  state: 'Active',
  addressPrefix: [prefix],
  nextHopType: 'None',
  nextHopIpAddress: [],
  rule: 'R1.3',
})

test('a table as predicted agrees, row by row', () => {
  const { answer, findings } = compared(analysis, [
    fileOf('nic-spoke.json', printedRows(analysis, 'nic-spoke')),
  ])
  expect(findings).toEqual([])
  expect(answer.agreement).toMatchObject({ share: 1, extra: 0 })
  expect(answer.groups).toEqual([])
})

test('a stopped appliance: its user routes show None and keep the address', () => {
  const rows = printedRows(analysis, 'nic-spoke', (row) =>
    row.source === 'User' ? { ...row, nextHopType: 'None' } : row,
  )
  const { answer } = compared(analysis, [fileOf('nic-spoke.json', rows)])
  expect(causes(answer.groups)).toEqual([['down', true, 1, 0]])
  expect(answer.groups[0]?.cause).toMatchObject({
    parameters: { kind: 'virtualMachine', name: 'vm-nva' },
    suggestion: { state: [{ vm: 'vm-nva', up: false }] },
  })
})

test('a None list of another year is found', () => {
  const list = noneRoutesNamed('y2020').map(formatPrefix)
  const rows = [
    ...printedRows(analysis, 'nic-nva', (row) => (row.nextHopType === 'None' ? undefined : row)),
    ...list.map(noneRow),
  ]
  const { answer } = compared(analysis, [fileOf('nic-nva.json', rows)])
  const [group, ...others] = answer.groups
  expect(others).toEqual([])
  expect(group?.cause).toMatchObject({ code: 'era', suggestion: { settings: { noneRoutes: 'y2020' } } })
  expect(group?.noneRows).toBeGreaterThan(10)
})

describe('a user route that was changed by hand', () => {
  const real = networkOf(template({ nextHop: '10.0.0.9' }))
  const evidence = [
    fileOf('nic-spoke.json', printedRows(real.analysis, 'nic-spoke')),
    fileOf('nic-nva.json', printedRows(real.analysis, 'nic-nva')),
  ]

  test('without the collected resources it is a guess', () => {
    const { answer } = compared(analysis, evidence)
    expect(causes(answer.groups)).toEqual([['userRoute', false, 1, 0]])
    expect(answer.groups[0]?.cause.parameters).toMatchObject({ routeTable: 'rt-spoke' })
    expect(answer.groups[0]?.rows[0]).toMatchObject({
      change: 'differs',
      columns: ['nextHopIps'],
      rule: 'R1.12',
    })
  })

  test('with them it is proved, with the line in which the template says otherwise', () => {
    const { answer } = compared(analysis, evidence, {}, real.set)
    expect(causes(answer.groups)).toEqual([['drift', true, 1, 0]])
    expect(answer.groups[0]?.cause.changes).toEqual([
      {
        kind: 'route',
        name: 'rt-spoke: 172.20.0.0/16',
        property: 'nextHop',
        input: 'VirtualAppliance 10.0.0.4',
        collected: 'VirtualAppliance 10.0.0.9',
        declaredAt: expect.stringMatching(/^main\.bicep:\d+:\d+$/),
      },
    ])
    expect(answer.otherChanges).toEqual([])
  })

  test('the same question has the same answer, in whatever order the files come', () => {
    const one = compared(analysis, evidence, {}, real.set)
    expect(compared(analysis, evidence, {}, real.set)).toEqual(one)
  })
})

test('collected resources that are those of the input explain nothing', () => {
  const rows = printedRows(analysis, 'nic-spoke', (row) =>
    row.nextHopType === 'VnetLocal' ? undefined : row,
  )
  const { answer } = compared(analysis, [fileOf('nic-spoke.json', rows)], {}, networkOf(template()).set)
  expect(causes(answer.groups)).toEqual([['peering', false, 1, 0]])
})

test('a row that Azure has and nobody announces names those who learn', () => {
  const strange: EffectiveRouteRow = {
    source: 'VirtualNetworkGateway',
    state: 'Active',
    addressPrefix: ['192.0.2.0/24'],
    nextHopType: 'VirtualNetworkGateway',
    nextHopIpAddress: ['198.51.100.1'],
    rule: '',
  }
  const rows = [...printedRows(analysis, 'nic-spoke'), strange]
  const { answer } = compared(analysis, [fileOf('nic-spoke.json', rows)])
  expect(causes(answer.groups)).toEqual([['notAnnounced', false, 1, 0]])
})

test('addresses that no input states are told, with the tables that show them', () => {
  const gateway: EffectiveRouteRow = {
    source: 'VirtualNetworkGateway',
    state: 'Active',
    addressPrefix: ['192.168.7.0/24'],
    nextHopType: 'VirtualNetworkGateway',
    nextHopIpAddress: ['198.51.100.9'],
    rule: '',
  }
  const predicted = printedRows(analysis, 'nic-spoke')
  const unstated = (rows: readonly EffectiveRouteRow[]) =>
    compared(analysis, [
      fileOf('nic-nva.json', printedRows(analysis, 'nic-nva')),
      fileOf('nic-spoke.json', rows),
    ]).answer.unstatedAddresses
  // A system route of the same prefix has no address, so the one that Azure shows cannot be held against anything.
  const hidden = predicted.map((row) =>
    row.nextHopType === 'Internet' ? { ...row, nextHopIpAddress: ['198.51.100.9'] } : row,
  )
  expect(unstated(hidden)).toEqual([{ address: '198.51.100.9', tables: [1] }])
  // What a difference shows is seen there.
  expect(unstated([...predicted, gateway])).toEqual([])
  expect(unstated(predicted)).toEqual([])
})
