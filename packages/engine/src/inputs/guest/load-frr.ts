// Starts FRR with a configuration: what it does to the kernel, and which of its daemons run.
import { findings } from '../../diagnostics/index.ts'
import type { GuestConfiguration } from '../../resources/index.ts'
import { readFrr, readQuagga } from './frr/read-frr.ts'
import { type Lines, placedText } from './lines.ts'
import { forwardingKey, type Machine, set } from './machine.ts'

/** Where packages of FRR keep its configuration. */
const frrConfiguration = '/etc/frr/frr.conf'
const daemonsFile = '/etc/frr/daemons'

/** Where Quagga keeps its own: one file, or one for each daemon. */
const quaggaConfigurations = ['Quagga.conf', 'zebra.conf', 'bgpd.conf'].map((name) => `/etc/quagga/${name}`)
const quaggaDaemonsFile = '/etc/quagga/daemons'

/** What lies on the disk: FRR's file, else those of Quagga as one text. */
const configurationOf = (
  machine: Machine,
): { readonly lines: Lines; readonly isQuagga: boolean } | undefined => {
  const file = machine.disk.get(frrConfiguration)
  if (file !== undefined) {
    file.loaded = true
    return { lines: file.lines, isQuagga: false }
  }
  const files = quaggaConfigurations.flatMap((path) => machine.disk.get(path) ?? [])
  for (const each of files) each.loaded = true
  return files.length === 0 ? undefined : { lines: files.flatMap(({ lines }) => lines), isQuagga: true }
}

/** The files from which a routing daemon starts. */
export const routingFiles: readonly string[] = [frrConfiguration, ...quaggaConfigurations]

/** Loads a configuration; without one that of the disk. It may turn the kernel's forwarding on or off. */
export const loadFrr = (machine: Machine, lines?: Lines): void => {
  const daemons = machine.disk.get(daemonsFile)
  if (daemons !== undefined) daemons.loaded = true
  const onDisk = lines === undefined ? configurationOf(machine) : undefined
  const loaded = lines ?? onDisk?.lines
  if (loaded === undefined) return
  machine.frr = loaded
  machine.isQuagga = onDisk?.isQuagga === true
  const { ipForward } = readFrr(placedText(loaded).source).guest
  const line = loaded.find(({ text }) => /^\s*(?:no\s+)?ip forwarding\s*$/.test(text))
  if (ipForward !== undefined && line !== undefined)
    set(machine, forwardingKey, ipForward ? '1' : '0', line.at, 'FRR')
}

/** Whether a daemon is switched on; unknown where the file was not written, though the package has it off. */
const isOn = (machine: Machine, daemon: string, file: string): boolean =>
  machine.disk
    .get(file)
    ?.lines.some(({ text }) => new RegExp(`^\\s*${daemon}\\s*=\\s*["']?yes`).test(text)) === true

/**
 * What the running FRR says. Its BGP runs only where the file of daemons says so; `trustsDaemons`: a configuration
 * that was handed over without that file is one that runs.
 */
export const frrGuest = (machine: Machine, trustsDaemons: boolean): GuestConfiguration => {
  if (machine.frr === undefined) return {}
  const { source, place } = placedText(machine.frr)
  const reading = machine.isQuagga ? readQuagga(source) : readFrr(source)
  for (const finding of reading.findings)
    machine.findings.push(finding.span === undefined ? finding : { ...finding, span: place(finding.span) })
  const { bgp, routes, tunnels } = reading.guest
  const file = machine.isQuagga ? quaggaDaemonsFile : daemonsFile
  const isDefault = machine.disk.get(file)?.isDefault !== false
  // Each daemon of Quagga is a unit of its own; the file of daemons is one of older packages.
  const runs = isOn(machine, 'bgpd', file) || (isDefault && (trustsDaemons || machine.isQuagga))
  if (bgp !== undefined && !runs)
    machine.findings.push(
      findings.guestDaemonOff({ daemon: 'bgpd', file }, { span: bgp.span && place(bgp.span) }),
    )
  return {
    ...reading.guest,
    ...(bgp === undefined
      ? {}
      : {
          bgp: {
            ...bgp,
            ...(bgp.span === undefined ? {} : { span: place(bgp.span) }),
            ...(runs ? {} : { running: false }),
          },
        }),
    ...(routes === undefined
      ? {}
      : { routes: routes.map((route) => (route.span ? { ...route, span: place(route.span) } : route)) }),
    ...(tunnels === undefined
      ? {}
      : { tunnels: tunnels.map((each) => (each.span ? { ...each, span: place(each.span) } : each)) }),
  }
}
