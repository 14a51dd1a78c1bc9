// What BGP speakers learned and advertise, in the columns of Azure's own commands.
import { escapeControl } from '../diagnostics/index.ts'
import type { BgpAnswer, BgpTable, BgpTableRow, HubTable } from '../queries/answers.ts'
import { answerFindingsText } from './findings-text.ts'
import { fillOptions, type TextOptions } from './text-options.ts'
import { textTable } from './text-table.ts'
import type { Words } from './words/catalogue.ts'
import { wordsOf } from './words/index.ts'

/** One column, and whether it is left out when no row has it. */
interface Column {
  readonly heading: string
  readonly optional: boolean
  readonly cell: (row: BgpTableRow) => string
}

/** As `az network vnet-gateway list-learned-routes -o table`, and what only routers know behind it. */
const columns: readonly Column[] = [
  { heading: 'Network', optional: false, cell: (row) => row.network },
  { heading: 'NextHop', optional: false, cell: (row) => row.nextHop ?? '' },
  { heading: 'Origin', optional: false, cell: (row) => row.origin },
  { heading: 'SourcePeer', optional: true, cell: (row) => row.sourcePeer ?? '' },
  { heading: 'AsPath', optional: false, cell: (row) => row.asPath.join('-') },
  { heading: 'Weight', optional: true, cell: (row) => row.weight?.toString() ?? '' },
  { heading: 'LocPrf', optional: true, cell: (row) => row.localPref?.toString() ?? '' },
  { heading: 'Best', optional: true, cell: (row) => (row.best === true ? '*' : '') },
]

const heading = (table: BgpTable, words: Words): string => {
  const { speaker, instance, link, peer } = table
  const peerText =
    peer === null
      ? undefined
      : `${peer.name === undefined ? '' : `${escapeControl(peer.name)} `}${escapeControl(peer.address)} (AS ${peer.asn})`
  return words.bgpHeading({
    name: escapeControl(speaker.name),
    kind: words.speakerKinds[speaker.kind],
    instance: instance === null ? undefined : escapeControl(instance),
    link: link === null ? undefined : words.links[link],
    table: words.bgpTables[table.table],
    direction: table.table,
    peer: peerText,
  })
}

/** The text of `hairpin bgp`: a heading and a table for each speaker, instance, link and peer. */
export const bgpText = (answer: BgpAnswer, options: TextOptions): string => {
  const { style } = fillOptions(options)
  const words = wordsOf(options.language)
  if (answer.tables.length + answer.hubTables.length === 0) return `${words.noSpeakers}\n`
  const texts = answer.tables.map((table) => {
    const shown = columns.filter(
      ({ optional, cell }) => !optional || table.routes.some((row) => cell(row) !== ''),
    )
    const lines =
      table.routes.length === 0
        ? [words.noRoutes]
        : textTable(
            shown.map((column) => column.heading),
            table.routes.map((row) => shown.map(({ cell }) => cell(row))),
          )
    return [style.bold(heading(table, words)), ...lines].join('\n')
  })
  const hubs = answer.hubTables.map((table) => {
    const { kind, name } = table.resource
    const title = words.hubHeading({ hub: lastSegment(table.hub), kind, name: escapeControl(name) })
    return [style.bold(title), ...hubLines(table, words)].join('\n')
  })
  return `${[...texts, ...hubs].join('\n\n')}\n${answerFindingsText(answer.findings, options)}`
}

/** The name at the end of an id. */
const lastSegment = (id: string): string => escapeControl(id.slice(id.lastIndexOf('/') + 1))

/** As `az network vhub get-effective-routes -o table`. */
const hubLines = ({ routes }: HubTable, words: Words): readonly string[] =>
  routes.length === 0
    ? [words.noRoutes]
    : textTable(
        ['AddressPrefixes', 'NextHopType', 'NextHops', 'AsPath'],
        routes.map((route) => [
          route.prefixes.join(', '),
          route.nextHopType,
          route.nextHops.map(lastSegment).join(', '),
          route.asPath.join('-'),
        ]),
      )
