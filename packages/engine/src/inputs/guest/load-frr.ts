// Starts FRR with a configuration: what it does to the kernel, and which of its daemons run.
import { findings } from '../../diagnostics/index.ts'
import type { GuestConfiguration } from '../../resources/index.ts'
import { readFrr } from './frr/read-frr.ts'
import { type Lines, placedText } from './lines.ts'
import { forwardingKey, type Machine, set } from './machine.ts'

/** Where packages of FRR keep its configuration. */
export const frrConfiguration = '/etc/frr/frr.conf'
const daemonsFile = '/etc/frr/daemons'

/** Loads a configuration; without one that of the disk. It may turn the kernel's forwarding on or off. */
export const loadFrr = (machine: Machine, lines?: Lines): void => {
  const file = machine.disk.get(frrConfiguration)
  const daemons = machine.disk.get(daemonsFile)
  if (daemons !== undefined) daemons.loaded = true
  if (lines === undefined && file !== undefined) file.loaded = true
  const loaded = lines ?? file?.lines
  if (loaded === undefined) return
  machine.frr = loaded
  const { ipForward } = readFrr(placedText(loaded).source).guest
  const line = loaded.find(({ text }) => /^\s*(?:no\s+)?ip forwarding\s*$/.test(text))
  if (ipForward !== undefined && line !== undefined)
    set(machine, forwardingKey, ipForward ? '1' : '0', line.at, 'FRR')
}

/** Whether a daemon is switched on; unknown where the file was not written, though the package has it off. */
const isOn = (machine: Machine, daemon: string): boolean =>
  machine.disk
    .get(daemonsFile)
    ?.lines.some(({ text }) => new RegExp(`^\\s*${daemon}\\s*=\\s*["']?yes`).test(text)) === true

/**
 * What the running FRR says. Its BGP runs only where the file of daemons says so; `trustsDaemons`: a configuration
 * that was handed over without that file is one that runs.
 */
export const frrGuest = (machine: Machine, trustsDaemons: boolean): GuestConfiguration => {
  if (machine.frr === undefined) return {}
  const { source, place } = placedText(machine.frr)
  const reading = readFrr(source)
  for (const finding of reading.findings)
    machine.findings.push(finding.span === undefined ? finding : { ...finding, span: place(finding.span) })
  const { bgp, routes, tunnels } = reading.guest
  const isDefault = machine.disk.get(daemonsFile)?.isDefault !== false
  const runs = isOn(machine, 'bgpd') || (isDefault && trustsDaemons)
  if (bgp !== undefined && !runs)
    machine.findings.push(
      findings.guestDaemonOff({ daemon: 'bgpd', file: daemonsFile }, { span: bgp.span && place(bgp.span) }),
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
