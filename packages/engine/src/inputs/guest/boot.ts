// Starts a machine from its disk: settings, packet filter, interfaces, hooks, daemons, units, in the order of a boot.

import type { Follow } from './commands/command.ts'
import { restoreIptables } from './commands/iptables.ts'
import { loadNft } from './commands/nft.ts'
import { loadAllSettings } from './commands/sysctl.ts'
import { loadIfupdown } from './files/ifupdown.ts'
import { loadIpsec } from './files/ipsec.ts'
import { loadNetplanFile } from './files/netplan.ts'
import { loadNetworkdFiles } from './files/networkd.ts'
import { commandsOfUnit } from './files/systemd-unit.ts'
import { loadWireGuard } from './files/wireguard.ts'
import { newKernel } from './kernel.ts'
import type { Lines } from './lines.ts'
import { loadFrr, routingFiles } from './load-frr.ts'
import { type DiskFile, filesIn, type Machine } from './machine.ts'
import { copyOf } from './netfilter.ts'
import { newShell } from './shell/shell.ts'

/** What ifupdown and the hooks of networkd tell a script. The interfaces of a machine in Azure start with eth0. */
const hookVariables = (dev: string) => ({
  IFACE: dev,
  MODE: 'start',
  PHASE: 'post-up',
  METHOD: 'auto',
  ADDRFAM: 'inet',
})

const runHooks = (machine: Machine, folder: string, dev: string, follow: Follow): void => {
  for (const [path, file] of filesIn(machine, folder)) {
    file.loaded = true
    follow(file.lines, newShell(machine, hookVariables(dev), [path]))
  }
}

/** Interfaces in the way of ifupdown, with the scripts that it calls for each. */
export const loadInterfaces = (machine: Machine, follow: Follow): void => {
  const files = [
    ...[machine.disk.get('/etc/network/interfaces')].flatMap((file) => file ?? []),
    ...filesIn(machine, '/etc/network/interfaces.d').map(([, file]) => file),
  ]
  for (const file of files) file.loaded = true
  runHooks(machine, '/etc/network/if-pre-up.d', 'eth0', follow)
  loadIfupdown(
    machine,
    files.flatMap(({ lines }) => lines),
    follow,
  )
  runHooks(machine, '/etc/network/if-up.d', 'eth0', follow)
}

/** Netplan, files of networkd, and the hooks of networkd-dispatcher. */
export const loadNetplan = (machine: Machine, follow: Follow): void => {
  const files = ['/usr/lib/netplan', '/etc/netplan'].flatMap((folder) => filesIn(machine, folder))
  for (const [path, file] of files) {
    if (!/\.ya?ml$/.test(path)) continue
    file.loaded = true
    loadNetplanFile(machine, file.lines)
  }
  const units = filesIn(machine, '/etc/systemd/network')
  for (const [, file] of units) file.loaded = true
  loadNetworkdFiles(machine, units)
  for (const state of ['carrier.d', 'configured.d', 'routable.d'])
    runHooks(machine, `/etc/networkd-dispatcher/${state}`, 'eth0', follow)
}

/** The packet filter of nftables.service. */
export const loadNftables = (machine: Machine): void => {
  const path = ['/etc/nftables.conf', '/etc/sysconfig/nftables.conf'].find((each) => machine.disk.has(each))
  const file = path === undefined ? undefined : machine.disk.get(path)
  if (file === undefined) return
  file.loaded = true
  machine.kernel.netfilter = new Map()
  loadNft(machine, file.lines)
}

/** The packet filter that iptables-save wrote. */
export const loadRulesFile = (machine: Machine): void => {
  const path = ['/etc/iptables/rules.v4', '/etc/sysconfig/iptables'].find((each) => machine.disk.has(each))
  const file = path === undefined ? undefined : machine.disk.get(path)
  if (file !== undefined) {
    file.loaded = true
    restoreIptables(machine, file.lines)
  } else if (machine.savedRules !== undefined) machine.kernel.netfilter = copyOf(machine.savedRules)
}

/** `wg-quick up wg0`. */
export const startWireGuard = (machine: Machine, name: string, follow: Follow): void => {
  const file = machine.disk.get(name.startsWith('/') ? name : `/etc/wireguard/${name}.conf`)
  if (file === undefined) return
  file.loaded = true
  const dev = name.replace(/^.*\//, '').replace(/\.conf$/, '')
  loadWireGuard(machine, dev, file.lines, follow)
}

/** A unit of the machine's own: the commands that it starts. */
export const loadUnit = (machine: Machine, name: string, follow: Follow): void => {
  const file = machine.disk.get(`/etc/systemd/system/${name}.service`)
  if (file === undefined) return
  file.loaded = true
  for (const command of commandsOfUnit(file.lines)) follow([command], newShell(machine))
}

const isWritten = (file: DiskFile | undefined): boolean => file !== undefined && !file.isDefault

/** Everything that reads the disk when a machine starts. `only`: nothing that has been read since it was written. */
export const boot = (machine: Machine, follow: Follow, only: 'all' | 'notLoaded' = 'all'): void => {
  const concerns = (...paths: readonly string[]): boolean =>
    [...machine.disk].some(
      ([path, file]) =>
        isWritten(file) &&
        (only === 'all' || !file.loaded) &&
        paths.some((each) => path === each || (each.endsWith('/') && path.startsWith(each))),
    )
  if (concerns('/etc/sysctl.conf', '/etc/sysctl.d/', '/usr/lib/sysctl.d/')) loadAllSettings(machine)
  if (concerns('/etc/nftables.conf', '/etc/sysconfig/nftables.conf')) loadNftables(machine)
  if (concerns('/etc/iptables/', '/etc/sysconfig/iptables') || (only === 'all' && machine.savedRules))
    loadRulesFile(machine)
  if (
    concerns(
      '/etc/netplan/',
      '/etc/systemd/network/',
      '/etc/networkd-dispatcher/routable.d/',
      '/etc/networkd-dispatcher/configured.d/',
      '/etc/networkd-dispatcher/carrier.d/',
    )
  )
    loadNetplan(machine, follow)
  if (
    concerns(
      '/etc/network/interfaces',
      '/etc/network/interfaces.d/',
      '/etc/network/if-up.d/',
      '/etc/network/if-pre-up.d/',
    )
  )
    loadInterfaces(machine, follow)
  if (concerns('/etc/ipsec.conf', '/etc/swanctl/', '/etc/strongswan/', '/etc/ipsec.d/')) loadIpsec(machine)
  for (const [path, file] of filesIn(machine, '/etc/wireguard'))
    if (isWritten(file) && (only === 'all' || !file.loaded) && path.endsWith('.conf'))
      startWireGuard(machine, path, follow)
  if (concerns(...routingFiles, '/etc/frr/daemons') && routingFiles.some((path) => machine.disk.has(path)))
    loadFrr(machine)
  for (const [path, file] of filesIn(machine, '/etc/systemd/system')) {
    const name = path.slice('/etc/systemd/system/'.length).replace(/\.service$/, '')
    if (isWritten(file) && (only === 'all' || !file.loaded) && machine.enabled.get(name) === true)
      loadUnit(machine, name, follow)
  }
  for (const path of ['/etc/rc.local', '/etc/rc.d/rc.local'])
    if (concerns(path)) runScript(machine, path, machine.disk.get(path)?.lines ?? [], follow)
  if (concerns('/var/lib/cloud/scripts/per-boot/'))
    for (const [path, file] of filesIn(machine, '/var/lib/cloud/scripts/per-boot'))
      runScript(machine, path, file.lines, follow)
}

const runScript = (machine: Machine, path: string, lines: Lines, follow: Follow): void => {
  const file = machine.disk.get(path)
  if (file !== undefined) file.loaded = true
  follow(lines, newShell(machine, {}, [path]))
}

/** A restart: what was only in the kernel is gone, and the disk is read anew. */
export const restart = (machine: Machine, follow: Follow): void => {
  machine.kernel = newKernel()
  machine.frr = undefined
  boot(machine, follow)
}
