// Findings for people: place, severity, code, what is wrong, the lines of source, and what to do.
import {
  bicepCodeOf,
  codeFrame,
  describe,
  escapeControl,
  type Finding,
  type Severity,
  sortFindings,
} from '../diagnostics/index.ts'
import { withShownFiles } from './shown-files.ts'
import type { Emphasis, Style } from './style.ts'
import { fillOptions, type TextOptions } from './text-options.ts'
import { wordsOf } from './words/index.ts'
import { wrapText } from './wrap-text.ts'

/** Options of findings. */
export interface FindingsTextOptions extends TextOptions {
  /** The text of every file by the name that spans use; without it there are no code frames. */
  readonly sources?: ReadonlyMap<string, string>
}

const emphasisOf = (severity: Severity, style: Style): Emphasis =>
  ({ error: style.bad, warning: style.caution, note: style.dim })[severity]

/** The place in bold, severity and code in the colour of the severity; a head that was broken stays as it is. */
const emphasiseHead = (
  line: string,
  place: string,
  label: string,
  severity: Severity,
  style: Style,
): string =>
  line.startsWith(place + label)
    ? (place === '' ? '' : style.bold(place)) +
      emphasisOf(severity, style)(label) +
      line.slice(place.length + label.length)
    : line

/** One finding, without an empty line behind it. */
export const findingText = (finding: Finding, options: FindingsTextOptions): string => {
  const { language, style, width, showFile } = fillOptions(options)
  const words = wordsOf(language)
  const { message, advice } = describe(withShownFiles(finding, showFile), language)
  const { span, severity, resourceId } = finding
  const place =
    span === undefined
      ? resourceId === undefined
        ? ''
        : `${escapeControl(resourceId)}: `
      : `${escapeControl(showFile(span.file))}:${span.line}:${span.column}: `
  const label = `${words.severities[severity]} ${finding.code}`
  const sentence = wrapText(`${place}${label}: ${message}`, width, { first: '', rest: '  ' })
  const source = span === undefined ? undefined : options.sources?.get(span.file)
  const frame = span === undefined || source === undefined ? '' : codeFrame(source, span, { width })
  const hint = `${words.findings.hint}: `
  const bicepCode = bicepCodeOf(finding.code)
  return [
    ...sentence.map((line, index) =>
      index === 0 ? emphasiseHead(line, place, label, severity, style) : line,
    ),
    ...(frame === '' ? [] : frame.split('\n').map((line) => `  ${line}`)),
    ...(advice === '' ? [] : wrapText(advice, width, { first: `  ${hint}`, rest: '    ' })),
    ...(finding.azureCode === undefined
      ? []
      : [style.dim(`  ${words.findings.azureCode(escapeControl(finding.azureCode))}`)]),
    ...(bicepCode === undefined ? [] : [style.dim(`  ${words.findings.bicepCode(bicepCode)}`)]),
  ].join('\n')
}

/** The findings that belong to an answer, below it and each after an empty line; '' for none. */
export const answerFindingsText = (
  found: readonly Finding[] | undefined,
  options: FindingsTextOptions,
): string => (found ?? []).map((finding) => `\n${findingText(finding, options)}\n`).join('')

/** All findings in reading order, each once, and their number at the end when there are several; '' for none. */
export const findingsText = (found: readonly Finding[], options: FindingsTextOptions): string => {
  const findings = sortFindings(found)
  if (findings.length === 0) return ''
  const count = (severity: Severity): number =>
    findings.filter((finding) => finding.severity === severity).length
  const texts = findings.map((finding) => findingText(finding, options))
  const summary = wordsOf(options.language).findings.summary({
    errors: count('error'),
    warnings: count('warning'),
    notes: count('note'),
  })
  return `${[...texts, ...(findings.length > 1 ? [summary] : [])].join('\n\n')}\n`
}
