// A guest while its files are read: its disk, its kernel, its daemons, and what could not be understood.
import { type Finding, findings, formatSpan, type GuestProblem, type Span } from '../../diagnostics/index.ts'
import { defaultFiles } from './default-files.ts'
import { type Kernel, newKernel } from './kernel.ts'
import type { Lines } from './lines.ts'
import { copyOf, type Netfilter } from './netfilter.ts'

/** Commands that are read for one machine: far more than any real script has, few enough for a loop without end. */
export const commandLimit = 20_000

/** A file on the disk. */
export interface DiskFile {
  readonly lines: Lines
  /** Whether the machine came with it: nothing was written there. */
  readonly isDefault: boolean
  /** Whether what reads such files has read it since it was written. */
  loaded: boolean
}

/** What a machine has at one moment. */
export interface Machine {
  readonly disk: Map<string, DiskFile>
  kernel: Kernel
  /** The running configuration of FRR; undefined while it has none. */
  frr: Lines | undefined
  /** Whether that is one of Quagga, FRR's ancestor. */
  isQuagga: boolean
  /** Configurations of Cisco IOS: the whole machine is one then. */
  readonly ios: Lines[]
  /** Units of systemd that start with the machine; with false those that are kept from it. */
  readonly enabled: Map<string, boolean>
  /** What was saved to be loaded with the next start. */
  savedRules: Netfilter | undefined
  /** Set when a script starts the machine anew. */
  restart: Span | undefined
  /** Commands that may still be read. */
  budget: number
  /** Where settings that forward were made, for those that undo them. */
  readonly findings: Finding[]
  readonly notUsed: Map<string, NotUsed>
}

interface NotUsed {
  readonly what: string
  readonly why: GuestProblem
  readonly at: Span
  count: number
}

/** A machine as its image comes. */
export const newMachine = (): Machine => ({
  disk: new Map(
    Object.entries(defaultFiles).map(([path, lines]) => [path, { lines, isDefault: true, loaded: true }]),
  ),
  kernel: newKernel(),
  frr: undefined,
  isQuagga: false,
  ios: [],
  enabled: new Map(),
  savedRules: undefined,
  restart: undefined,
  budget: commandLimit,
  findings: [],
  notUsed: new Map(),
})

/** Notes a statement that was not used; told once for each kind of statement and file, with the first place. */
export const notUsed = (machine: Machine, what: string, why: GuestProblem, at: Span): void => {
  const key = `${at.file}\n${what}\n${why}`
  const known = machine.notUsed.get(key)
  if (known === undefined) machine.notUsed.set(key, { what, why, at, count: 1 })
  else known.count += 1
}

/** Reasons that leave open whether packets are concerned at all. */
const harmless: ReadonlySet<GuestProblem> = new Set(['programNotThere', 'ignored'])

/** Everything that was not understood, as findings. */
export const findingsOf = (machine: Machine): readonly Finding[] => [
  ...machine.findings,
  ...[...machine.notUsed.values()].map(({ what, why, at, count }) =>
    harmless.has(why)
      ? findings.guestStatementSkipped({ what, why, count }, { span: at })
      : findings.guestStatementNotUsed({ what, why, count }, { span: at }),
  ),
]

/** Writes a file. */
export const writeFile = (machine: Machine, path: string, lines: Lines): void => {
  machine.disk.set(path, { lines, isDefault: false, loaded: false })
}

/** The files below a folder (not in folders inside it), by name. */
export const filesIn = (machine: Machine, folder: string): readonly (readonly [string, DiskFile])[] =>
  [...machine.disk]
    .filter(([path]) => path.startsWith(`${folder}/`) && !path.slice(folder.length + 1).includes('/'))
    .toSorted(([a], [b]) => (a < b ? -1 : 1))

/** The setting that decides whether the kernel forwards. */
export const forwardingKey = 'net.ipv4.ip_forward'

/** Makes a setting; one that takes forwarding away from the machine again is worth a word. */
export const set = (machine: Machine, key: string, value: string, at: Span, by: string): void => {
  const before = machine.kernel.settings.get(key)
  if (key === forwardingKey && before?.value === '1' && value === '0')
    machine.findings.push(findings.guestForwardingUndone({ by, on: formatSpan(before.at) }, { span: at }))
  machine.kernel.settings.set(key, { value, at })
}

/** Keeps the packet filter for the next start. */
export const saveRules = (machine: Machine): void => {
  machine.savedRules = copyOf(machine.kernel.netfilter)
}
