// Reading case files: what is malformed, what is left out, and that all committed cases are clean.

import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { readCases } from '../src/case-files.ts'
import { readCase } from '../src/read-case.ts'
import { caseOf } from './full-case.ts'

const plain = caseOf({ vnets: [{ name: 'v', addressSpace: ['10.0.0.0/16'], subnets: [] }] })
const textOf = (value: unknown): string => JSON.stringify(value)

describe('a malformed file names the file and the path', () => {
  test('not JSON', () => {
    const reading = readCase('broken.json', '{ "id": ')
    expect(reading.kind).toBe('malformed')
    expect(reading.problems).toEqual([
      { file: 'broken.json', path: '', message: expect.stringContaining('not JSON') },
    ])
  })

  test('a wrong value deep inside', () => {
    const reading = readCase(
      'x.json',
      textOf({ ...plain, topology: { vnets: [{ name: 'v', addressSpace: ['ten'], subnets: [] }] } }),
    )
    expect(reading.kind).toBe('malformed')
    expect(reading.problems).toEqual([
      { file: 'x.json', path: 'topology.vnets[0].addressSpace[0]', message: 'expected address/length' },
    ])
  })

  test('a kind of record that does not exist', () => {
    const reading = readCase(
      'x.json',
      textOf({ ...plain, recorded: [{ kind: 'guess', determinable: true }] }),
    )
    expect(reading.kind).toBe('malformed')
    expect(reading.problems[0]?.path).toBe('recorded[0].kind')
  })

  test('a record that is not determinable needs a reason', () => {
    const record = { kind: 'ping', determinable: false, from: 'a', to: '10.0.0.4', ok: true }
    const reading = readCase('x.json', textOf({ ...plain, recorded: [record] }))
    expect(reading.problems).toEqual([
      { file: 'x.json', path: 'recorded[0].why', message: 'required where determinable is false' },
    ])
    expect(readCase('x.json', textOf({ ...plain, recorded: [{ ...record, why: 'cut' }] })).kind).toBe('case')
  })

  test.each(['null', '[]', '"text"', '7'])('%s is no case', (text) => {
    expect(readCase('x.json', text).kind).toBe('malformed')
  })
})

test('a field that the format does not know is reported and left out', () => {
  const reading = readCase(
    'x.json',
    textOf({ ...plain, topology: { ...plain.topology, moons: 2 }, colour: 'red' }),
  )
  expect(reading).toMatchObject({ kind: 'case', case: plain })
  expect(reading.problems.map(({ path, message }) => [path, message])).toEqual([
    ['topology', 'unknown: moons'],
    ['', 'unknown: colour'],
  ])
})

test('further keys of a record are information', () => {
  const record = { kind: 'ping', determinable: true, from: 'a', to: '10.0.0.4', ok: true, recordedTtl: 64 }
  expect(readCase('x.json', textOf({ ...plain, recorded: [record] })).problems).toEqual([])
})

test('every committed case is read without a problem', () => {
  const { cases, problems } = readCases(fileURLToPath(new URL('../cases', import.meta.url)))
  expect(problems).toEqual([])
  expect(cases.length).toBeGreaterThanOrEqual(93)
  expect(cases.map(({ id }) => id)).toEqual(cases.map(({ id }) => id).toSorted())
})
