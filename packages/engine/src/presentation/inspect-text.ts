// What was read: resources, unknown values, and what the answers leave out.

import type { InspectAnswer } from '../queries/answers.ts'
import { compareText } from './compare-text.ts'
import { fillOptions, showDeclaredAt, type TextOptions } from './text-options.ts'
import { textTable } from './text-table.ts'
import { wordFor, wordsOf } from './words/index.ts'

/** The name behind those of its parents, as `routes` takes it: `vnet-hub/default`. */
const qualifiedName = ({ id, type, name }: InspectAnswer['resources'][number]): string => {
  const depth = type.split('/').length - 1
  const parents = id.split('/').filter((_, index, all) => (all.length - index) % 2 === 1)
  return depth < 2 ? name : [...parents.slice(-depth, -1), name].join('/')
}

/** Options of `inspect`. */
export interface InspectTextOptions extends TextOptions {
  /** Names the types that have no bearing on routing; without it only how many resources there are. */
  readonly everyType?: boolean
}

const countsOf = (types: readonly string[]): readonly (readonly [string, number])[] => {
  const counts = new Map<string, number>()
  for (const type of types) counts.set(type, (counts.get(type) ?? 0) + 1)
  return [...counts].sort(([a], [b]) => compareText(a, b))
}

/** The text of `hairpin inspect`, without the findings: those are printed as every command prints them. */
export const inspectText = (answer: InspectAnswer, options: InspectTextOptions): string => {
  const { style, showFile } = fillOptions(options)
  const { inspect } = wordsOf(options.language)
  const { resources } = answer
  const section = (heading: string, lines: readonly string[]): readonly string[] => [
    '',
    style.bold(heading),
    ...lines,
  ]
  const unknown = resources.flatMap((resource) =>
    resource.unknown.map(({ path, reason, origin }) => [
      qualifiedName(resource),
      path,
      wordFor(inspect.unknownReasons, reason) ?? reason,
      origin,
    ]),
  )
  const guests = answer.guests.map(({ machine, from, says }) => [
    machine,
    says.length === 0
      ? inspect.guestSaysNothing
      : says.map(({ field, count }) => (count === 1 ? field : `${field} ${count}`)).join(', '),
    from.map(showFile).join(', '),
  ])
  const ignored = Object.entries(answer.ignored).sort(([a], [b]) => compareText(a, b))
  const ignoredCount = ignored.reduce((sum, [, count]) => sum + count, 0)
  const counts = (rows: readonly (readonly [string, number])[]): readonly string[] =>
    textTable(
      inspect.countColumns,
      rows.map(([type, count]) => [type, String(count)]),
    )
  const assumed = resources.filter((resource) => resource.assumed).length
  const lines = [
    resources.length === 0 ? inspect.nothing : inspect.summary({ resources: resources.length, assumed }),
    ...(resources.length === 0
      ? []
      : [
          '',
          ...counts(countsOf(resources.map(({ type }) => type))),
          '',
          ...textTable(
            inspect.resourceColumns,
            resources.map((resource) => [
              qualifiedName(resource),
              resource.type,
              resource.assumed
                ? inspect.assumed
                : resource.declaredAt === null
                  ? ''
                  : showDeclaredAt(resource.declaredAt, showFile),
            ]),
          ),
        ]),
    ...(guests.length === 0 ? [] : section(inspect.guestHeading, textTable(inspect.guestColumns, guests))),
    ...(unknown.length === 0
      ? []
      : section(inspect.unknownHeading, textTable(inspect.unknownColumns, unknown))),
    ...(answer.unsupported.length === 0
      ? []
      : section(
          inspect.unsupportedHeading,
          counts(answer.unsupported.map(({ type, count }) => [type, count] as const)),
        )),
    ...(ignored.length === 0
      ? []
      : options.everyType === true
        ? section(inspect.ignoredHeading, counts(ignored))
        : ['', inspect.ignoredCount({ resources: ignoredCount, types: ignored.length })]),
  ]
  return `${lines.join('\n')}\n`
}
