// The text of `compare`: agreement, the tables, and the differences group by group.
import { escapeControl } from '../diagnostics/index.ts'
import type {
  Cause,
  CompareAnswer,
  ComparedTable,
  DifferenceGroup,
  PrintedColumns,
  ResourceChange,
  RowDifference,
  TablePlace,
} from '../queries/index.ts'
import { answerFindingsText } from './findings-text.ts'
import { type FilledTextOptions, fillOptions, showDeclaredAt, type TextOptions } from './text-options.ts'
import { textTable } from './text-table.ts'
import { comparisonEnglish } from './words/comparison-en.ts'
import { comparisonJapanese } from './words/comparison-ja.ts'
import type { ComparisonWords } from './words/comparison-words.ts'
import { wrapText } from './wrap-text.ts'
import { yamlLines } from './yaml-text.ts'

/** Options of this text. */
export interface ComparisonTextOptions extends TextOptions {
  /** Every row of every group. */
  readonly everyRow?: boolean
  /** Turns the name of a file with tables into one that the reader can open. Default: as it is. */
  readonly showEvidence?: (file: string) => string
}

const words: Readonly<Record<TextOptions['language'], ComparisonWords>> = {
  en: comparisonEnglish,
  ja: comparisonJapanese,
}

/** What share of rows agrees; 100 means all. */
const percentText = (share: number): string => `${(Math.floor(share * 1000) / 10).toFixed(1)} %`

const nameOf = (place: TablePlace): string => {
  switch (place.kind) {
    case 'effectiveRoutes':
      return place.nic.name
    case 'gatewayRoutes':
      return [
        place.speaker.name,
        ...(place.instance === undefined ? [] : [place.instance]),
        ...(place.peer === undefined ? [] : [`→ ${place.peer}`]),
      ].join(' ')
    case 'circuitRoutes':
      return `${place.circuit.name} ${place.link}`
    case 'hubRoutes':
      return `${place.hub.name} ${place.resource.name}`
  }
}

const kindOf = (place: TablePlace, { tableKinds }: ComparisonWords): string =>
  place.kind === 'gatewayRoutes' ? tableKinds[place.direction] : tableKinds[place.kind]

const tableLines = (
  tables: readonly ComparedTable[],
  language: ComparisonWords,
  showFile: (file: string) => string,
): readonly string[] =>
  textTable(
    language.columns,
    tables.map(({ place, file, recorded, matched, extra }) => [
      `${nameOf(place)}: ${kindOf(place, language)}`,
      String(recorded),
      String(matched),
      String(recorded - matched),
      String(extra),
      showFile(file),
    ]),
  )

/** A row in one line; what goes without saying is left out. */
const rowText = (row: PrintedColumns, language: ComparisonWords): string =>
  [
    row.source === row.nextHopType ? '' : (row.source ?? ''),
    row.state === undefined || row.state === 'Active' ? '' : row.state,
    row.nextHopType ?? '',
    row.nextHops?.join(', ') ?? '',
    row.asPath === undefined || row.asPath === '' ? '' : `AS ${row.asPath}`,
    row.origin ?? '',
    row.sourcePeer === undefined ? '' : `${language.columnNames.sourcePeer} ${row.sourcePeer}`,
  ]
    .filter((text) => text !== '')
    .join(' ')

const columnText = (row: PrintedColumns | undefined, column: RowDifference['columns'][number]): string => {
  if (row === undefined) return ''
  if (column === 'nextHopIps' || column === 'nextHop' || column === 'nextHops')
    return row.nextHops?.join(', ') ?? ''
  return row[column] ?? ''
}

/** What is in a row, or in which columns both sides differ. */
const detailOf = (difference: RowDifference, language: ComparisonWords): string => {
  const { change, azure, predicted, columns } = difference
  const row = azure ?? predicted
  if (change !== 'differs') return row === undefined ? '' : rowText(row, language)
  // A row from elsewhere is another row, not the same one with other columns.
  if (columns.includes('source') && azure !== undefined && predicted !== undefined)
    return `${language.azure} ${rowText(azure, language)}, ${language.predicted} ${rowText(predicted, language)}`
  return columns
    .map((column) => {
      const [one, other] = [azure, predicted].map((row) => columnText(row, column) || language.empty)
      return `${language.columnNames[column]}: ${language.azure} ${one}, ${language.predicted} ${other}`
    })
    .join('; ')
}

const fewRows = 8

const rowLines = (
  { rows }: DifferenceGroup,
  tables: readonly ComparedTable[],
  language: ComparisonWords,
  options: FilledTextOptions,
  everyRow: boolean,
): readonly string[] => {
  const shown = everyRow || rows.length <= fewRows + 1 ? rows : rows.slice(0, fewRows)
  const nameOfTable = (index: number): string => {
    const place = tables[index]?.place
    return place === undefined ? '' : nameOf(place)
  }
  const cells = shown.map((row) => [
    nameOfTable(row.table),
    language.changes[row.change],
    row.azure?.prefix ?? row.predicted?.prefix ?? '',
    detailOf(row, language),
    [row.rule ?? '', row.declaredAt === undefined ? '' : showDeclaredAt(row.declaredAt, options.showFile)]
      .filter((text) => text !== '')
      .join(' '),
  ])
  // Two lines of heading that a list of rows does not need.
  const lines = textTable(['', '', '', '', ''], cells).slice(2)
  return shown.length === rows.length ? lines : [...lines, language.moreRows(rows.length - shown.length)]
}

const changeText = (change: ResourceChange, language: ComparisonWords, options: FilledTextOptions): string =>
  language.change({
    kind: language.resourceKinds[change.kind],
    name: escapeControl(change.name),
    property: change.property,
    input: change.input === null ? undefined : escapeControl(change.input),
    collected: change.collected === null ? undefined : escapeControl(change.collected),
    declaredAt:
      change.declaredAt === undefined
        ? undefined
        : escapeControl(showDeclaredAt(change.declaredAt, options.showFile)),
  })

const safeParameters = ({ parameters }: Cause): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, escapeControl(value)]))

const groupLines = (
  group: DifferenceGroup,
  index: number,
  tables: readonly ComparedTable[],
  language: ComparisonWords,
  options: FilledTextOptions,
  everyRow: boolean,
): readonly string[] => {
  const { cause, rows, noneRows } = group
  const parameters = safeParameters(cause)
  const { title, meaning } = language.causes[cause.code]
  const counts = [
    ...(rows.length > 0 ? [language.rows(rows.length)] : []),
    ...(noneRows > 0 ? [language.noneRowsOf(noneRows)] : []),
  ].join(' + ')
  const number = `${index + 1}. `
  const indent = ' '.repeat(number.length)
  const sentence = [
    meaning(parameters),
    ...(cause.proved && cause.code !== 'drift' ? [language.proved] : []),
  ].join(options.language === 'ja' ? '' : ' ')
  return [
    '',
    ...wrapText(`${counts}: ${title(parameters)}`, options.width, { first: number, rest: indent }).map(
      (line) => options.style.bold(line),
    ),
    ...wrapText(sentence, options.width, { first: indent, rest: indent }),
    ...(cause.changes ?? []).flatMap((change) =>
      wrapText(changeText(change, language, options), options.width, {
        first: `${indent}- `,
        rest: `${indent}  `,
      }),
    ),
    ...(cause.suggestion === undefined
      ? []
      : [
          `${indent}${language.suggestion}`,
          ...yamlLines(cause.suggestion).map((line) => `${indent}  ${escapeControl(line)}`),
        ]),
    ...rowLines(group, tables, language, options, everyRow).map((line) => `${indent}${line}`),
  ]
}

/** The text of `hairpin compare`. */
export const comparisonText = (answer: CompareAnswer, options: ComparisonTextOptions): string => {
  const filled = fillOptions(options)
  const { style, width } = filled
  const language = words[options.language]
  const { agreement, tables, groups, otherChanges, unstatedAddresses } = answer
  if (tables.length === 0) return `${language.nothing}\n`
  const { noneRows } = agreement
  const plain = { first: '', rest: '' }
  const lines = [
    ...wrapText(
      language.agreement({ ...agreement, percent: percentText(agreement.share), tables: tables.length }),
      width,
      plain,
    ).map((line, index) => (index === 0 ? style.bold(line) : line)),
    ...(noneRows.recorded + noneRows.extra === 0 ? [] : wrapText(language.noneRows(noneRows), width, plain)),
    '',
    ...tableLines(tables, language, options.showEvidence ?? ((file) => file)),
    ...(groups.length === 0
      ? ['', style.good(language.noDifferences)]
      : [
          '',
          style.bold(language.differencesHeading),
          ...groups.flatMap((group, index) =>
            groupLines(group, index, tables, language, filled, options.everyRow ?? false),
          ),
        ]),
    ...(otherChanges.length === 0
      ? []
      : [
          '',
          ...wrapText(language.otherChangesHeading, width, plain).map((line) => style.bold(line)),
          ...otherChanges.flatMap((change) =>
            wrapText(changeText(change, language, filled), width, { first: '- ', rest: '  ' }),
          ),
        ]),
    ...(unstatedAddresses.length === 0
      ? []
      : [
          '',
          ...wrapText(
            language.unstated(unstatedAddresses.map(({ address }) => escapeControl(address)).join(', ')),
            width,
            plain,
          ),
        ]),
  ]
  return `${lines.join('\n')}\n${answerFindingsText(answer.findings, options)}`
}
