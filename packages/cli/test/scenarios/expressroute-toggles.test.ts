// The four rows of R3.25: two gateways on one circuit, each with allowRemoteVnetTraffic on or off.
import { readdirSync, readFileSync } from 'node:fs'
import { sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { analyse, type FileAccess, load, routes, trace } from '@hairpin/engine'
import { expect, test } from 'vitest'

const folder = fileURLToPath(new URL('../../../../scenarios/multi-hub-expressroute/', import.meta.url))
const texts = new Map(
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => path.split(sep).join('/'))
    .filter((path) => /^(?:hairpin\.yaml|.*\.bicep)$/.test(path))
    .map((path) => [path, readFileSync(`${folder}${path}`, 'utf8')]),
)

/** The scenario with the flag of each gateway as wanted, in the order in which the template has its hubs. */
const withToggles = (hub00: boolean, hub100: boolean): FileAccess => {
  const flags = [hub00, hub100]
  const changed = (texts.get('main.bicep') ?? '').replace(
    /(allowRemoteVnetTraffic: )true/g,
    (_, name) => `${name}${flags.shift()}`,
  )
  expect(flags).toEqual([])
  const files = new Map(texts).set('main.bicep', changed)
  return {
    read: (file) => {
      const text = files.get(file)
      return text === undefined ? { kind: 'missing' } : { kind: 'text', text }
    },
    list: (wanted) => {
      const prefix = wanted === '.' ? '' : `${wanted}/`
      return [...files.keys()]
        .filter((file) => file.startsWith(prefix) && !file.slice(prefix.length).includes('/'))
        .map((file) => file.slice(prefix.length))
        .sort()
    },
  }
}

const rowOf = (hub00: boolean, hub100: boolean): string => {
  const analysis = analyse(load(withToggles(hub00, hub100), { inputs: ['.'] }).resourceSet)
  const sees = (vm: string, prefix: string): string => {
    const answered = routes(analysis, vm)
    const rows = answered.ok ? answered.answer.tables.flatMap((table) => table.routes) : []
    return rows.some((row) => row.addressPrefix.includes(prefix)) ? 'yes' : 'no'
  }
  const ping = (from: string, to: string): string => {
    const answered = trace(analysis, { from, to })
    if (!answered.ok) return answered.finding.code
    const { verdict, forward, return: back } = answered.answer
    return `${verdict} (there: ${forward.ending}, back: ${back.ending})`
  }
  return [
    hub00 ? 'on ' : 'off',
    hub100 ? 'on ' : 'off',
    sees('vm-hub00', '10.100.0.0/16'),
    sees('vm-hub100', '10.0.0.0/16'),
    ping('vm-hub00', 'vm-hub100'),
    ping('vm-hub100', 'vm-hub00'),
  ].join(' | ')
}

test('the table of R3.25', async () => {
  const header =
    'ergw-hub00 | ergw-hub100 | hub00 sees hub100 | hub100 sees hub00 | hub00 → hub100 | hub100 → hub00'
  const rows = [rowOf(false, false), rowOf(false, true), rowOf(true, false), rowOf(true, true)]
  await expect(`${[header, ...rows].join('\n')}\n`).toMatchFileSnapshot(`${folder}expected/also-toggles.txt`)
})
