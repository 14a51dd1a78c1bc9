// Units of systemd: the commands that a service starts with.
import type { Line, Lines } from '../lines.ts'

const startKeys = /^\s*(ExecStartPre|ExecStart|ExecStartPost)\s*=\s*[-@:+!]*/

/** The commands of a service as lines of a shell, in the order in which they run. */
export const commandsOfUnit = (lines: Lines): Lines => {
  const found: { readonly order: string; readonly line: Line }[] = []
  for (const [index, line] of lines.entries()) {
    const [written, key] = startKeys.exec(line.text) ?? []
    if (written === undefined || key === undefined) continue
    let text = line.text.slice(written.length)
    // A line that ends with a backslash goes on.
    for (let next = index + 1; text.endsWith('\\') && next < lines.length; next++)
      text = `${text.slice(0, -1)} ${lines[next]?.text ?? ''}`
    const start = line.at.column + written.length
    const exact = line.exact && text === line.text.slice(written.length)
    const at = exact ? { ...line.at, column: start } : line.at
    // `%i` and its like stand for names that only systemd knows.
    if (text.trim() !== '') found.push({ order: key, line: { text: text.replaceAll('%%', '%'), at, exact } })
  }
  return ['ExecStartPre', 'ExecStart', 'ExecStartPost'].flatMap((order) =>
    found.filter((each) => each.order === order).map(({ line }) => line),
  )
}
