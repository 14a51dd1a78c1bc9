// Route tables: byte for byte what az prints for one place; headings, extra columns and safety otherwise.
import { describe, expect, test } from 'vitest'
import { findings } from '../../src/diagnostics/index.ts'
import { azJson } from '../../src/presentation/az-json.ts'
import { routesJson } from '../../src/presentation/json.ts'
import { routesText } from '../../src/presentation/routes-table.ts'
import { plainStyle } from '../../src/presentation/style.ts'
import type { RoutesAnswer } from '../../src/queries/index.ts'
import { expectGolden, languages } from './golden.ts'
import { oneTable, severalTables } from './samples.ts'

/** Recorded with az in March 2024 (seed 004), the None rows but one left out: they do not change any width. */
const recorded = `Source                 State    Address Prefix    Next Hop Type          Next Hop IP
---------------------  -------  ----------------  ---------------------  -------------
Default                Active   10.1.0.0/16       VnetLocal
VirtualNetworkGateway  Active   10.3.0.0/16       VirtualNetworkGateway  10.2.146.76
VirtualNetworkGateway  Active   10.3.0.0/16       VirtualNetworkGateway  10.2.146.77
VirtualNetworkGateway  Active   10.2.0.0/16       VirtualNetworkGateway  10.2.146.76
VirtualNetworkGateway  Active   10.2.0.0/16       VirtualNetworkGateway  10.2.146.77
Default                Active   0.0.0.0/0         Internet
Default                Active   10.0.0.0/8        None
`

describe('routesText', () => {
  test.each(languages)('one table is what az prints, in %s', (language) => {
    expect(routesText(oneTable, { language })).toBe(recorded)
  })

  test.each(languages)('a word of caution stands below the table, in %s', (language) => {
    const answer = { ...oneTable, findings: [findings.hypothetical({ codes: ['HP3214'] })] }
    const text = routesText(answer, { language, width: 200 })
    expect(text.startsWith(`${recorded}\n`)).toBe(true)
    expect(text.slice(recorded.length).split('\n')[1]).toMatch(/HP5007.*HP3214/)
    expect(text.endsWith('\n\n')).toBe(false)
  })

  test.each(languages)('several tables have headings (%s)', async (language) => {
    await expectGolden(routesText(severalTables, { language }), `routes-several.${language}`)
  })

  test.each(languages)('wide adds name, place and rule (%s)', async (language) => {
    const showFile = (file: string): string => `../${file}`
    await expectGolden(
      routesText(severalTables, { language, wide: true, showFile }),
      `routes-wide.${language}`,
    )
  })

  const grouped = (count: number): RoutesAnswer => {
    const [table] = oneTable.tables
    const [row] = table?.routes ?? []
    if (table === undefined || row === undefined) throw new Error('the sample has a row')
    const addressPrefix = Array.from({ length: count }, (_, index) => `10.0.${count - index}.0/24`)
    return {
      format: 1,
      tables: [{ ...table, routes: [{ ...row, nextHopType: 'ConnectedGroup', addressPrefix }] }],
    }
  }
  const prefixLines = (count: number, language: 'en' | 'ja' = 'en'): readonly string[] =>
    routesText(grouped(count), { language }).trimEnd().split('\n').slice(2)

  test('a row with several prefixes has a line for each, one with many is shortened', () => {
    expect(prefixLines(10)).toHaveLength(10)
    expect(prefixLines(11)).toEqual([
      'Default   Active   10.0.11.0/24      ConnectedGroup',
      'Default   Active   10.0.10.0/24      ConnectedGroup',
      'Default   Active   10.0.9.0/24       ConnectedGroup',
      'Default   Active   and 8 more        ConnectedGroup',
    ])
    expect(prefixLines(1262, 'ja').at(-1)).toBe('Default   Active   ほか 1259 件      ConnectedGroup')
  })

  test('JSON, that of az too, has all prefixes', () => {
    const [table] = grouped(1262).tables
    expect(routesJson(grouped(1262))).toContain('"10.0.1.0/24"')
    expect(azJson(table?.routes ?? []).match(/10\.0\.\d+\.0\/24/gu)).toHaveLength(1262)
  })

  test('invalid rows are dimmed, and no others', () => {
    const style = { ...plainStyle, dim: (text: string) => `<${text}>` }
    const lines = routesText(severalTables, { language: 'en', style }).split('\n')
    expect(lines.filter((line) => line.startsWith('<'))).toEqual([expect.stringContaining('Invalid')])
  })

  test('control characters of names become visible', () => {
    const [table] = oneTable.tables
    if (table === undefined) throw new Error('the sample has a table')
    const evil = { ...table, place: { ...table.place, name: 'nic\u001b[31m' } }
    const text = routesText({ format: 1, tables: [evil, evil] }, { language: 'en' })
    expect(text).not.toContain('\u001b')
    expect(text).toContain('nic\\u{1B}[31m')
  })

  test.each(languages)('says so when there is nothing (%s)', (language) => {
    expect(routesText({ format: 1, tables: [] }, { language })).toMatch(/^[^\n]+\n$/u)
  })
})
