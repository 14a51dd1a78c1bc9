// User data of a machine: tells its format by how it begins, and has it read.
import { findings, type UserDataFormat } from '../../../diagnostics/index.ts'
import { decodeBase64, decodeUtf8 } from '../../expressions/functions/utf8.ts'
import { follow } from '../commands/index.ts'
import { type Lines, linesAt } from '../lines.ts'
import type { Machine } from '../machine.ts'
import { newShell } from '../shell/shell.ts'
import { applyCloudConfig } from './cloud-config.ts'

const refuse = (machine: Machine, lines: Lines, format: UserDataFormat): void => {
  machine.findings.push(findings.userDataNotRead({ format }, { span: lines[0]?.at }))
}

/** How a text begins, without what may stand in front of it. */
const beginning = (lines: Lines): string => lines.find(({ text }) => text.trim() !== '')?.text.trim() ?? ''

/** Whether a text looks like a configuration of Cisco IOS, which its images take as user data. */
export const isIos = (lines: Lines): boolean =>
  lines.some(({ text }) =>
    /^(?:Section:\s*IOS|interface (?:GigabitEthernet|TenGig|Tunnel|Loopback)\d)/i.test(text),
  )

/** The parts of a MIME message, each with its own beginning. */
const partsOf = (lines: Lines): readonly Lines[] => {
  const header = lines
    .map(({ text }) => text)
    .join('\n')
    .slice(0, 4_000)
  const [, boundary] = /boundary="?([^"\s;]+)"?/i.exec(header) ?? []
  if (boundary === undefined) return []
  const parts: Lines[number][][] = []
  for (const line of lines) {
    if (line.text.startsWith(`--${boundary}`)) parts.push([])
    else parts.at(-1)?.push(line)
  }
  return parts.map((part): Lines => {
    const end = part.findIndex(({ text }) => text.trim() === '')
    const body = part.slice(end + 1)
    const isBase64 = part
      .slice(0, Math.max(end, 0))
      .some(({ text }) => /^content-transfer-encoding:\s*base64/i.test(text))
    const octets = isBase64 ? decodeBase64(body.map(({ text }) => text).join('')) : undefined
    const at = body[0]?.at
    return octets === undefined || at === undefined ? body : linesAt(decodeUtf8(octets), at)
  })
}

/** Applies user data to a machine at its first start. */
export const applyUserData = (machine: Machine, lines: Lines, depth = 0): void => {
  const first = beginning(lines)
  if (first === '') return
  if (/^##\s*template:\s*jinja/i.test(first)) refuse(machine, lines, 'jinja')
  else if (first.startsWith('#cloud-config-archive') || first.startsWith('#include'))
    refuse(machine, lines, 'include')
  else if (first.startsWith('#part-handler')) refuse(machine, lines, 'partHandler')
  else if (first.startsWith('#cloud-config')) applyCloudConfig(machine, lines)
  else if (first.startsWith('#cloud-boothook')) follow(lines.slice(1), newShell(machine))
  else if (/^#!.*\b(?:sh|bash|dash)\b/.test(first)) follow(lines, newShell(machine))
  else if (/^(?:mime-version|content-type):/i.test(first) && depth < 3)
    for (const part of partsOf(lines)) applyUserData(machine, part, depth + 1)
  else if (first.charCodeAt(0) === 0x1f || first.startsWith('H4sI')) refuse(machine, lines, 'gzip')
  else if (isIos(lines)) machine.ios.push(lines)
  else refuse(machine, lines, 'unknown')
}
