// Effective routes as `az network nic show-effective-route-table -o table` prints them.
import { escapeControl } from '../diagnostics/index.ts'
import type { EffectiveRouteRow, Place, RoutesAnswer } from '../queries/answers.ts'
import { answerFindingsText } from './findings-text.ts'
import { type FilledTextOptions, fillOptions, showDeclaredAt, type TextOptions } from './text-options.ts'
import { textTable } from './text-table.ts'
import type { Words } from './words/catalogue.ts'
import { ruleText, wordsOf } from './words/index.ts'

/** Options of route tables. */
export interface RoutesTextOptions extends TextOptions {
  /** Also the user route's name, where it was written, and the rule that put it there. */
  readonly wide?: boolean
}

/** az prints English headings in every language. */
const azHeadings = ['Source', 'State', 'Address Prefix', 'Next Hop Type', 'Next Hop IP'] as const

/** A row with more prefixes than this is shortened: a service endpoint has hundreds. */
const longestList = 10
/** How many prefixes a shortened row begins with. */
const shownOfLong = 3

const shownPrefixes = ({ addressPrefix }: EffectiveRouteRow, words: Words): readonly string[] =>
  addressPrefix.length <= longestList
    ? addressPrefix
    : [...addressPrefix.slice(0, shownOfLong), words.morePrefixes(addressPrefix.length - shownOfLong)]

/** One line for each prefix and next hop: equal-cost next hops are rows of their own in Azure (R1.7). */
const lines = (row: EffectiveRouteRow, words: Words): readonly (readonly string[])[] =>
  shownPrefixes(row, words).flatMap((prefix) =>
    (row.nextHopIpAddress.length === 0 ? [''] : row.nextHopIpAddress).map((address) => [
      row.source,
      row.state,
      prefix,
      row.nextHopType,
      address,
    ]),
  )

/** One table without its heading line. */
export const effectiveRoutesTable = (
  routes: readonly EffectiveRouteRow[],
  options: RoutesTextOptions,
): readonly string[] => {
  const { language, style, showFile } = fillOptions(options)
  const words = wordsOf(language)
  if (routes.length === 0) return [words.noRoutes]
  const wide = options.wide === true
  const extra = wide ? [words.routeColumns.name, words.routeColumns.declaredAt, words.routeColumns.rule] : []
  const more = (row: EffectiveRouteRow): readonly string[] =>
    wide
      ? [
          row.name ?? '',
          row.declaredAt === undefined ? '' : showDeclaredAt(row.declaredAt, showFile),
          ruleText(row.rule, words),
        ]
      : []
  const cells = routes.flatMap((row) => {
    const [first, ...rest] = lines(row, words)
    return first === undefined ? [] : [[...first, ...more(row)], ...rest]
  })
  const isInvalid = routes.flatMap((row) => lines(row, words).map(() => row.state === 'Invalid'))
  return textTable([...azHeadings, ...extra], cells).map((line, index) =>
    isInvalid[index - 2] === true ? style.dim(line) : line,
  )
}

/** The line above a table when there are several: `NIC nic-spoke10 of vm-spoke10, subnet vnet-spoke10/default`. */
const placeHeading = (place: Place, words: Words): string =>
  words.placeHeading({
    kind: words.placeKinds[place.kind],
    name: escapeControl(place.name),
    vm: place.vm === undefined ? undefined : escapeControl(place.vm),
    subnet:
      place.subnet === undefined || place.subnet === place.name ? undefined : escapeControl(place.subnet),
  })

const severalTables = (
  answer: RoutesAnswer,
  options: RoutesTextOptions,
  { style }: FilledTextOptions,
  words: Words,
): string =>
  answer.tables
    .map(({ place, routes }) =>
      [style.bold(placeHeading(place, words)), ...effectiveRoutesTable(routes, options)].join('\n'),
    )
    .join('\n\n')

/**
 * The text of `hairpin routes`. A single table stands alone, byte for byte as az prints it; several have
 * a heading each. Where Azure's row holds several prefixes (a connected group, a service endpoint), az
 * joins them into one endless line; here each has a line of its own, so that tables can be compared, and
 * a long list is cut short. JSON has all of them. A word of caution about the answer stands below the tables.
 */
export const routesText = (answer: RoutesAnswer, options: RoutesTextOptions): string => {
  const filled = fillOptions(options)
  const words = wordsOf(options.language)
  const [only, ...others] = answer.tables
  if (only === undefined) return `${words.noTables}\n`
  const text =
    others.length === 0
      ? effectiveRoutesTable(only.routes, options).join('\n')
      : severalTables(answer, options, filled, words)
  return `${text}\n${answerFindingsText(answer.findings, options)}`
}
