// Reads everything that is known of one guest's files and tells what the guest amounts to.
import { type Finding, findings, formatSpan, type Span } from '../../diagnostics/index.ts'
import type { GuestConfiguration } from '../../resources/index.ts'
import { boot, restart } from './boot.ts'
import { applyUserData } from './cloud-init/user-data.ts'
import { follow } from './commands/index.ts'
import type { PlacedFile } from './file-kinds.ts'
import type { Kernel } from './kernel.ts'
import type { Lines } from './lines.ts'
import { commandLimit, findingsOf, type Machine, newMachine, writeFile } from './machine.ts'
import { newShell } from './shell/shell.ts'
import { configurationOf } from './to-configuration.ts'

/** What was understood of a guest. */
export interface MachineReading {
  readonly guest: GuestConfiguration
  readonly findings: readonly Finding[]
}

/** What scripts are told by whoever calls them: hooks of interfaces ask for the name. */
const scriptVariables = { IFACE: 'eth0', MODE: 'start', PHASE: 'post-up' }

interface Setting {
  readonly what: string
  readonly key: string
  readonly at: Span
}

/** What a kernel has that somebody set, each with a name. */
const settingsOf = (kernel: Kernel): readonly Setting[] => [
  ...[...kernel.settings].map(([key, { value, at }]) => ({ what: key, key: `${key}=${value}`, at })),
  ...[...kernel.links.values()].map(({ dev, at }) => ({ what: dev, key: dev, at })),
  ...kernel.addresses.map(({ dev, address, at }) => ({ what: address, key: `${dev} ${address}`, at })),
  ...kernel.routes.map((route) => ({
    what: route.prefix,
    key: `${route.prefix} ${route.via} ${route.dev} ${route.table}`,
    at: route.span,
  })),
  ...kernel.rules.map((rule) => ({
    what: `rule ${rule.table}`,
    key: `${rule.source} ${rule.destination} ${rule.table}`,
    at: rule.span,
  })),
  ...[...kernel.netfilter].flatMap(([table, chains]) =>
    [...chains].flatMap(([name, { rules }]) =>
      rules.map(({ match, verdict, at }) => ({
        what: name,
        key: JSON.stringify([table, name, match, verdict]),
        at,
      })),
    ),
  ),
]

const tellLost = (machine: Machine, before: Kernel, at: Span): void => {
  const kept = new Set(settingsOf(machine.kernel).map(({ key }) => key))
  const lost = settingsOf(before).filter(({ key }) => !kept.has(key))
  const [first] = lost
  if (first === undefined) return
  const parameters = { what: first.what, count: lost.length, restart: formatSpan(at) }
  machine.findings.push(findings.guestLostAtRestart(parameters, { span: first.at }))
}

/** Folders of which every file is read at a start. */
const startFolders =
  /^\/etc\/(?:sysctl(?:\.conf$|\.d\/.*\.conf$)|netplan\/|network\/(?:interfaces|if-(?:pre-)?up\.d\/)|networkd-dispatcher\/(?:carrier|configured|routable)\.d\/|iptables\/rules\.v4$|sysconfig\/iptables$|frr\/frr\.conf$|rc\.local$|systemd\/network\/)/

/** The first start is over: what follows is what the machine is from then on. */
const settle = (machine: Machine): void => {
  if (machine.restart !== undefined) {
    const before = machine.kernel
    restart(machine, follow)
    tellLost(machine, before, machine.restart)
    return
  }
  for (const [path, file] of machine.disk) {
    if (file.loaded || file.isDefault || !startFolders.test(path)) continue
    machine.findings.push(findings.guestFileNotLoaded({ path }, { span: file.lines[0]?.at }))
  }
  boot(machine, follow, 'notLoaded')
}

const readingOf = (machine: Machine, trustsDaemons: boolean): MachineReading => {
  const guest = configurationOf(machine, trustsDaemons)
  if (machine.budget <= 0) machine.findings.push(findings.guestCommandLimit({ limit: commandLimit }))
  return { guest, findings: findingsOf(machine) }
}

/** A machine that Azure makes: its user data, then the scripts of its extensions with the files that they fetch. */
export const readNewMachine = (
  userData: Lines | undefined,
  scripts: readonly Lines[],
  files: readonly (readonly [path: string, lines: Lines])[] = [],
): MachineReading => {
  const machine = newMachine()
  if (userData !== undefined) applyUserData(machine, userData)
  for (const [path, lines] of files) writeFile(machine, path, lines)
  for (const script of scripts) follow(script, newShell(machine))
  settle(machine)
  return readingOf(machine, false)
}

/** A machine that runs, from files of its disk. Everything that is handed over is in use. */
export const readRunningMachine = (files: readonly PlacedFile[]): MachineReading => {
  const machine = newMachine()
  for (const { kind, lines } of files) if (kind === 'cloudInit') applyUserData(machine, lines)
  if (files.some(({ kind }) => kind === 'cloudInit')) settle(machine)
  for (const { kind, path, lines } of files) {
    if (kind === 'ios') machine.ios.push(lines)
    else if (kind === 'disk') {
      writeFile(machine, path, lines)
      const unit = /^\/etc\/systemd\/system\/(.*)\.service$/.exec(path)?.[1]
      if (unit !== undefined) machine.enabled.set(unit, true)
    }
  }
  boot(machine, follow, 'notLoaded')
  for (const { kind, path, lines } of files) {
    // A hook that nothing on the disk calls is called all the same: why else was it handed over.
    const isLeftOver =
      kind === 'disk' && /\/if-[a-z-]*up\.d\//.test(path) && machine.disk.get(path)?.loaded === false
    if (kind === 'script' || isLeftOver) follow(lines, newShell(machine, scriptVariables, [path]))
  }
  const brings = files.some(({ path }) => path === '/etc/frr/frr.conf')
  return readingOf(machine, brings)
}
