// The emphases of a terminal, or none where the output is read by something else.
import { styleText } from 'node:util'
import { plainStyle, type Style } from '@hairpin/engine'
import type { Io } from './io.ts'

type Format = Parameters<typeof styleText>[0]

const emphasis =
  (format: Format) =>
  (text: string): string =>
    styleText(format, text, { validateStream: false })

const terminalStyle: Style = {
  bold: emphasis('bold'),
  dim: emphasis('dim'),
  good: emphasis('green'),
  bad: emphasis('red'),
  caution: emphasis('yellow'),
}

/** Emphasis for one of the two streams; NO_COLOR, --no-color and TERM=dumb take it away, FORCE_COLOR gives it. */
export const styleFor = (stream: 'stdout' | 'stderr', color: boolean, io: Io): Style => {
  const { environment } = io
  const isSet = (name: string): boolean => (environment[name] ?? '') !== ''
  if (!color || isSet('NO_COLOR')) return plainStyle
  if (isSet('FORCE_COLOR')) return environment['FORCE_COLOR'] === '0' ? plainStyle : terminalStyle
  const isTerminal = stream === 'stdout' ? io.stdoutIsTerminal : io.stderrIsTerminal
  return isTerminal && environment['TERM'] !== 'dumb' ? terminalStyle : plainStyle
}
