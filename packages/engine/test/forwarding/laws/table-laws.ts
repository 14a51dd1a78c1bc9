// Laws of the lookup: it follows the printed table.
import { address, formatPrefix } from '../../../src/net/index.ts'
import { type EffectiveRouteRow, routes } from '../../../src/queries/index.ts'
import type { Law } from './case.ts'

/** An address as an integer, read anew so that it shares nothing with what is tested. */
const integerOf = (text: string): number =>
  text.split('.').reduce((value, octet) => value * 256 + Number(octet), 0)

/** A row with its prefix as numbers. */
interface Range {
  readonly row: EffectiveRouteRow
  readonly first: number
  readonly size: number
}

const rangeOf = (row: EffectiveRouteRow): Range => {
  const [network = '', length = ''] = row.addressPrefix[0]?.split('/') ?? []
  return { row, first: integerOf(network), size: 2 ** (32 - Number(length)) }
}

/** Of the ranges, longest prefix first, the one that has the address. */
const longest = (ranges: readonly Range[], text: string): string => {
  const asked = integerOf(text)
  const found = ranges.find(({ first, size }) => Math.floor(asked / size) * size === first)?.row
  return found === undefined ? 'nothing' : `${found.addressPrefix[0]} ${found.source} ${found.nextHopType}`
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
          const ranges = rows
            .filter(
              ({ state, addressPrefix }) => state === 'Active' && addressPrefix[0]?.includes('.') === true,
            )
            .map(rangeOf)
            .sort((a, b) => a.size - b.size)
          return asked.flatMap((text) => {
            const found = table.lookup(address(text))
            const taken =
              found === undefined
                ? 'nothing'
                : `${formatPrefix(found.prefix)} ${found.source} ${found.nextHopType}`
            const expected = longest(ranges, text)
            return taken === expected ? [] : [`${place.name} to ${text}: ${taken}, not ${expected}`]
          })
        }),
      }
    },
  },
]
