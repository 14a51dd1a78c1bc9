// Which table a file holds: told by its name, by hairpin.yaml and --place, by its envelope, or not at all.
import { describe, expect, test } from 'vitest'
import type { Evidence } from '../../../src/resources/index.ts'
import { compared, fileOf, networkOf, printedRows, template } from './printed-by-azure.ts'

const { analysis } = networkOf(template())
const two = networkOf(template({ twoNics: true })).analysis
const rows = printedRows(analysis, 'nic-spoke')

const placesOf = (
  evidence: readonly Evidence[],
  places: Readonly<Record<string, string>> = {},
  network = analysis,
) => {
  const { answer, findings } = compared(network, evidence, places)
  return [
    ...answer.tables.map(({ place }) => (place.kind === 'effectiveRoutes' ? place.nic.name : place.kind)),
    ...findings.map(({ code }) => code),
  ]
}

describe('the name of a file', () => {
  test.each([
    ['nic-spoke.json', ['nic-spoke']],
    ['evidence/2026-01-05_NIC-SPOKE_routes.json', ['nic-spoke']],
    ['nic.spoke.json', ['nic-spoke']],
    // The longest name wins over the one inside it.
    ['nic-spoke-backup.json', ['nic-spoke-backup']],
    // Words, not letters: this is another NIC.
    ['nic-spoke2.json', ['HP4022']],
    ['vm-nva.json', ['nic-nva']],
    ['routes.json', ['HP4022']],
  ])('%s', (file, places) => {
    expect(placesOf([fileOf(file, rows)])).toEqual(places)
  })

  test('a machine with two NICs says nothing of either', () => {
    expect(placesOf([fileOf('vm-spoke.json', rows)], {}, two)).toEqual(['HP4022'])
  })

  test('a table that is like one prediction only is suggested, and not taken', () => {
    const other = printedRows(analysis, 'nic-nva')
    const { answer, findings } = compared(analysis, [fileOf('routes.json', other)])
    expect(answer.tables).toEqual([])
    expect(findings[0]?.parameters).toMatchObject({ fault: 'noName', suggestion: 'nic-nva' })
  })

  test('a table that is like two predictions is like none', () => {
    const { findings } = compared(analysis, [fileOf('routes.json', rows)])
    expect(findings[0]?.parameters).toMatchObject({
      candidates: ['nic-nva', 'nic-spoke', 'nic-spoke-backup'],
      suggestion: undefined,
    })
  })
})

describe('what the user says', () => {
  test('wins over the name of the file; a file is named with or without its folder', () => {
    const evidence = [fileOf('evidence/nic-nva.json', rows)]
    expect(placesOf(evidence, { 'nic-nva.json': 'nic-spoke' })).toEqual(['nic-spoke'])
    expect(placesOf(evidence, { 'evidence/nic-nva.json': 'nic-spoke' })).toEqual(['nic-spoke'])
  })

  test('an id, a group with a name and the name of a machine will do', () => {
    const id = analysis.network.nics.find(({ name }) => name === 'nic-spoke')?.id.text ?? ''
    for (const name of [id, id.toUpperCase(), 'vm-spoke', 'NIC-SPOKE'])
      expect(placesOf([fileOf('x.json', rows)], { 'x.json': name })).toEqual(['nic-spoke'])
  })

  test('a place that is not there, and a file that is not there, are told', () => {
    expect(placesOf([fileOf('x.json', rows)], { 'x.json': 'nic-spok' })).toEqual(['HP4023'])
    expect(placesOf([fileOf('nic-nva.json', rows)], { 'y.json': 'nic-spoke' })).toEqual(['nic-nva', 'HP4026'])
  })
})

describe('an envelope', () => {
  const envelope = (resource: string): Evidence => ({
    ...fileOf('whatever.json', rows),
    envelope: {
      kind: 'effectiveRoutes',
      resource,
      peer: undefined,
      instance: undefined,
      path: undefined,
      hubResource: undefined,
    },
  })
  const other = '/subscriptions/other/resourceGroups/other/providers'

  test('an id of another deployment means the thing of the same name', () => {
    expect(placesOf([envelope(`${other}/Microsoft.Network/networkInterfaces/nic-spoke`)])).toEqual([
      'nic-spoke',
    ])
    expect(placesOf([envelope(`${other}/Microsoft.Compute/virtualMachines/vm-nva`)])).toEqual(['nic-nva'])
  })

  test('of something that is not in the inputs', () => {
    expect(placesOf([envelope(`${other}/Microsoft.Network/networkInterfaces/nic-else`)])).toEqual(['HP4023'])
  })
})
