// Services: what is loaded when one is started, and which start with the machine.
import {
  loadInterfaces,
  loadNetplan,
  loadNftables,
  loadRulesFile,
  loadUnit,
  startWireGuard,
} from '../boot.ts'
import { loadFrr } from '../load-frr.ts'
import { saveRules } from '../machine.ts'
import { type Call, done, type Result, unclear } from '../shell/shell.ts'
import { type Command, type Commands, type Follow, known, refuse } from './command.ts'
import { loadAllSettings } from './sysctl.ts'

const starting: ReadonlySet<string> = new Set([
  'start',
  'restart',
  'reload',
  'try-restart',
  'reload-or-restart',
  'force-reload',
])

const withoutSuffix = (unit: string): string => unit.replace(/\.service$/, '')

/** Firewalls that bring rules of their own, which no file of ours tells. */
const firewalls: ReadonlySet<string> = new Set(['ufw', 'firewalld', 'shorewall'])

/** The commands of this topic. */
export const serviceCommands = (follow: Follow): Commands => {
  const start = (call: Call, unit: string): void => {
    const { machine } = call.shell
    const name = withoutSuffix(unit)
    if (firewalls.has(name)) refuse(call, name, 'notModelled')
    else if (name === 'frr' || name === 'quagga' || name === 'zebra' || name === 'bgpd') loadFrr(machine)
    else if (name === 'systemd-sysctl' || name === 'procps') loadAllSettings(machine)
    else if (name === 'networking' || name === 'network' || name === 'ifup@eth0')
      loadInterfaces(machine, follow)
    else if (name === 'systemd-networkd') loadNetplan(machine, follow)
    else if (name === 'nftables') loadNftables(machine)
    else if (name === 'netfilter-persistent' || name === 'iptables' || name === 'iptables-persistent')
      loadRulesFile(machine)
    else if (name.startsWith('wg-quick@')) startWireGuard(machine, name.slice('wg-quick@'.length), follow)
    else loadUnit(machine, name, follow)
  }

  const systemctl: Command = {
    sets: ({ args }) => args.some((arg) => arg !== undefined && (starting.has(arg) || firewalls.has(arg))),
    nameOf: ({ args }) =>
      ['systemctl', args.find((arg) => arg !== undefined && !arg.startsWith('-'))].join(' '),
    takesUnknown: true,
    read: (call): Result => {
      const words = known(call).filter((arg) => !arg.startsWith('-'))
      const [verb = '', ...units] = words
      const { machine } = call.shell
      if (verb === 'reboot' || verb === 'kexec') {
        machine.restart ??= call.at
        return done
      }
      const isNow = call.args.includes('--now')
      for (const unit of units) {
        if (verb === 'enable' || verb === 'reenable') machine.enabled.set(withoutSuffix(unit), true)
        if (verb === 'disable' || verb === 'mask') machine.enabled.set(withoutSuffix(unit), false)
        if (starting.has(verb) || (verb === 'enable' && isNow)) start(call, unit)
      }
      return starting.has(verb) || verb === 'enable' || verb === 'daemon-reload' ? done : unclear
    },
  }

  const service: Command = {
    sets: ({ args }) => args.some((arg) => arg !== undefined && starting.has(arg)),
    nameOf: () => 'service',
    read: (call): Result => {
      const [unit, verb] = known(call)
      if (unit !== undefined && verb !== undefined && starting.has(verb)) start(call, unit)
      if (verb === 'save' && unit === 'iptables') saveRules(call.shell.machine)
      return done
    },
  }

  const restart: Command = {
    read: (call): Result => {
      call.shell.machine.restart ??= call.at
      return done
    },
  }

  const shutdown: Command = {
    read: (call): Result => {
      if (call.args.includes('-r') || call.args.includes('--reboot') || call.args.includes('6'))
        call.shell.machine.restart ??= call.at
      return done
    },
  }

  const netplan: Command = {
    sets: ({ args }) => args[0] === 'apply' || args[0] === 'try',
    nameOf: () => 'netplan apply',
    read: (call): Result => {
      const [verb] = known(call)
      if (verb === 'apply' || verb === 'try') loadNetplan(call.shell.machine, follow)
      else if (verb === 'set') return refuse(call, 'netplan set', 'notModelled')
      return done
    },
  }

  const ifup: Command = {
    sets: () => true,
    nameOf: ({ name }) => name,
    read: (call): Result => {
      loadInterfaces(call.shell.machine, follow)
      return done
    },
  }

  const persistent: Command = {
    read: (call): Result => {
      if (call.args.includes('save')) saveRules(call.shell.machine)
      else if (call.args.some((arg) => arg === 'reload' || arg === 'start')) loadRulesFile(call.shell.machine)
      return done
    },
  }

  const wgQuick: Command = {
    sets: ({ args }) => args[0] === 'up',
    nameOf: () => 'wg-quick up',
    read: (call): Result => {
      const [verb, name] = known(call)
      if (verb === 'up' && name !== undefined) startWireGuard(call.shell.machine, name, follow)
      return done
    },
  }

  /** A package that brings a daemon starts it, with the configuration that is there. */
  const install: Command = {
    read: (call): Result => {
      if (
        call.args.some((arg) => arg === 'install') &&
        call.args.some((arg) => arg === 'frr' || arg === 'quagga')
      )
        loadFrr(call.shell.machine)
      return done
    },
  }

  /** Programs whose own rules are not read: told, since packets may end there. */
  const unread = (name: string, asks: RegExp): Command => ({
    sets: ({ args }) => !args.some((arg) => arg !== undefined && asks.test(arg)),
    nameOf: () => name,
    read: (call): Result =>
      call.args.some((arg) => arg !== undefined && asks.test(arg))
        ? unclear
        : refuse(call, name, 'notModelled'),
  })

  return [
    ['systemctl', systemctl],
    ['service', service],
    ['reboot', restart],
    ['shutdown', shutdown],
    ['init', shutdown],
    ['telinit', shutdown],
    ['netplan', netplan],
    ['ifup', ifup],
    ['ifreload', ifup],
    ['ifdown', { read: () => done }],
    ['netfilter-persistent', persistent],
    ['iptables-persistent', persistent],
    ['wg-quick', wgQuick],
    ['wg', unread('wg', /^(?:show|showconf|genkey|pubkey|genpsk)$/)],
    ['ufw', unread('ufw', /^(?:status|disable|version|reset)$/)],
    ['firewall-cmd', unread('firewall-cmd', /^--(?:state|list-.*|get-.*|reload|version)$/)],
    ['nmcli', unread('nmcli', /^(?:show|status|general)$/)],
    ['ipset', unread('ipset', /^(?:list|save|-L)$/)],
    ['apt', install],
    ['apt-get', install],
    ['yum', install],
    ['dnf', install],
  ]
}
