// The None lists: which prefixes in which year, in the order in which Azure printed them.
import { describe, expect, test } from 'vitest'
import { type NoneListName, noneRoutesNamed, noneRoutesOf } from '../../src/facts/none-routes.ts'
import { addressCount, containsPrefix, formatPrefix, overlaps, prefix } from '../../src/net/index.ts'

const textOf = (year: number): readonly string[] => noneRoutesOf(year).map(formatPrefix)
const rfc = ['10.0.0.0/8', '100.64.0.0/10', '172.16.0.0/12', '192.168.0.0/16']
const without172 = rfc.filter((prefix) => !prefix.startsWith('172.'))

describe('R1.4, the list over the years', () => {
  test('2018: the four documented prefixes', () => {
    expect(textOf(2018)).toEqual(rfc)
  })

  test('2019: without 172.16.0.0/12', () => {
    expect(textOf(2019)).toEqual(without172)
  })

  test.each([2020, 2021])('%i: two of 25.0.0.0/8 in addition', (year) => {
    expect(textOf(year)).toEqual([...without172, '25.33.80.0/20', '25.41.3.0/25'])
  })

  test('2022: fifteen, still without 172.16.0.0/12', () => {
    expect(textOf(2022)).toHaveLength(15)
    expect(textOf(2022)).not.toContain('172.16.0.0/12')
  })

  test('2023: the same with 127.0.0.0/8 and 172.16.0.0/12', () => {
    expect(textOf(2023)).toHaveLength(17)
    expect(new Set(textOf(2023))).toEqual(new Set([...textOf(2022), '127.0.0.0/8', '172.16.0.0/12']))
  })

  test.each([2024, 2025, 2026])('%i: twenty-one', (year) => {
    expect(textOf(year)).toEqual([
      '10.0.0.0/8',
      '127.0.0.0/8',
      '100.64.0.0/10',
      '172.16.0.0/12',
      '25.176.0.0/13',
      '25.152.0.0/14',
      '25.184.0.0/14',
      '25.4.0.0/14',
      '25.148.0.0/15',
      '198.18.0.0/15',
      '25.150.0.0/16',
      '25.156.0.0/16',
      '25.159.0.0/16',
      '40.109.0.0/16',
      '192.168.0.0/16',
      '104.147.0.0/16',
      '157.59.0.0/16',
      '40.108.0.0/17',
      '104.146.0.0/17',
      '23.103.0.0/18',
      '20.35.252.0/22',
    ])
  })

  test.each<[NoneListName, number]>([
    ['y2017', 2018],
    ['y2019', 2019],
    ['y2020', 2021],
    ['y2021-late', 2022],
    ['y2023', 2023],
    ['y2024', 2026],
  ])('%s is the list of %i', (name, year) => {
    expect(noneRoutesNamed(name)).toEqual(noneRoutesOf(year))
  })

  test('late 2026: the list of 2024, with 100.64.0.0/10 in pieces around 100.89.77.104/29', () => {
    const shared = prefix('100.64.0.0/10')
    const late = noneRoutesNamed('y2026-late')
    const pieces = late.filter((piece) => containsPrefix(shared, piece))
    expect(late).toHaveLength(39)
    expect(
      new Set([...late.filter((each) => !pieces.includes(each)).map(formatPrefix), '100.64.0.0/10']),
    ).toEqual(new Set(textOf(2024)))
    const missing = addressCount(shared) - pieces.reduce((sum, piece) => sum + addressCount(piece), 0n)
    expect(missing).toBe(8n)
    expect(pieces.some((piece) => overlaps(piece, prefix('100.89.77.104/29')))).toBe(false)
  })

  test('years before and after the evidence take the nearest list', () => {
    expect(textOf(1999)).toEqual(textOf(2018))
    expect(textOf(-1)).toEqual(textOf(2018))
    expect(textOf(2099)).toEqual(textOf(2026))
  })
})

const names: readonly NoneListName[] = [
  'y2017',
  'y2019',
  'y2020',
  'y2021-late',
  'y2023',
  'y2024',
  'y2026-late',
]

test.each(names)('%s: ordered by prefix length, no two overlap', (name) => {
  const list = noneRoutesNamed(name)
  expect(list).not.toHaveLength(0)
  const lengths = list.map(({ length }) => length)
  expect(lengths).toEqual([...lengths].sort((a, b) => a - b))
  for (const [index, one] of list.entries())
    for (const other of list.slice(index + 1)) expect(overlaps(one, other)).toBe(false)
})
