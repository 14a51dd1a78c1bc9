// Laws of the lookup: it follows the printed table.
import { address, formatPrefix } from '../../../src/net/index.ts'
import { type EffectiveRouteRow, routes } from '../../../src/queries/index.ts'
import type { Law } from './case.ts'

/** An address as an integer, read anew so that it shares nothing with what is tested. */
const integerOf = (text: string): number =>
  text.split('.').reduce((value, octet) => value * 256 + Number(octet), 0)

const contains = (prefix: string, text: string): boolean => {
  const [network = '', length = ''] = prefix.split('/')
  const size = 2 ** (32 - Number(length))
  return Math.floor(integerOf(text) / size) === Math.floor(integerOf(network) / size)
}

const longestActive = (rows: readonly EffectiveRouteRow[], text: string): string => {
  const matches = rows
    .filter(({ state, addressPrefix }) => state === 'Active' && contains(addressPrefix[0] ?? '', text))
    .map((row) => ({ row, length: Number(row.addressPrefix[0]?.split('/')[1]) }))
    .sort((a, b) => b.length - a.length)
  const row = matches[0]?.row
  return row === undefined ? 'nothing' : `${row.addressPrefix[0]} ${row.source} ${row.nextHopType}`
}

/** Laws about tables. */
export const tableLaws: readonly Law[] = [
  {
    name: 'the lookup is the longest active prefix of the printed table',
    judge: ({ network, analysis }) => {
      const answer = routes(analysis)
      if (!answer.ok) return { seen: 0, violations: [answer.finding.code] }
      const asked = [...network.addresses, '10.0.1.77', '192.168.8.1', '100.64.0.1', '203.0.113.9'].filter(
        (text) => !text.includes(':'),
      )
      const { tables } = answer.answer
      return {
        seen: tables.length,
        violations: tables.flatMap(({ place, routes: rows }) => {
          const subnet =
            analysis.network.nics.find(({ id }) => id.text === place.id)?.subnet ??
            analysis.network.subnets.find(({ id }) => id.text === place.id)
          if (subnet === undefined) return [`there is no ${place.id}`]
          const table = analysis.controlPlane.effectiveTable(subnet)
          const ipv4 = rows.filter(({ addressPrefix }) => addressPrefix[0]?.includes(':') === false)
          return asked.flatMap((text) => {
            const found = table.lookup(address(text))
            const taken =
              found === undefined
                ? 'nothing'
                : `${formatPrefix(found.prefix)} ${found.source} ${found.nextHopType}`
            const expected = longestActive(ipv4, text)
            return taken === expected ? [] : [`${place.name} to ${text}: ${taken}, not ${expected}`]
          })
        }),
      }
    },
  },
]
