// Route tables: byte for byte what az prints for one place; headings, extra columns and safety otherwise.
import { describe, expect, test } from 'vitest'
import { findings } from '../../src/diagnostics/index.ts'
import { routesText } from '../../src/presentation/routes-table.ts'
import { plainStyle } from '../../src/presentation/style.ts'
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
