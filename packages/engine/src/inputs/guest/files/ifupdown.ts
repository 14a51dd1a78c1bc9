// /etc/network/interfaces: interfaces in the way of ifupdown, with the commands that stand in them.

import type { Span } from '../../../diagnostics/index.ts'
import { addressFrom, interfaceAddress } from '../addresses.ts'
import type { Follow } from '../commands/command.ts'
import { wholeNumber } from '../commands/options.ts'
import { addAddress, addRoute } from '../kernel.ts'
import { type Line, type Lines, placeIn } from '../lines.ts'
import { lookUp } from '../look-up.ts'
import { filesIn, type Machine, notUsed } from '../machine.ts'
import { pathMatches } from '../shell/glob.ts'
import { newShell } from '../shell/shell.ts'

interface Stanza {
  readonly dev: string
  readonly method: string
  readonly at: Span
  readonly options: { readonly key: string; readonly value: string; readonly line: Line }[]
}

const joinContinued = (lines: Lines): Lines => {
  const joined: Line[] = []
  for (const line of lines) {
    const last = joined.at(-1)
    if (last?.text.endsWith('\\'))
      joined[joined.length - 1] = {
        ...last,
        text: `${last.text.slice(0, -1)} ${line.text.trim()}`,
        exact: false,
      }
    else joined.push(line)
  }
  return joined
}

/** The stanzas, with those of the files that `source` names in their place. */
const stanzasOf = (machine: Machine, lines: Lines, depth: number): readonly Stanza[] => {
  const stanzas: Stanza[] = []
  for (const line of joinContinued(lines)) {
    const text = line.text.trim()
    if (text === '' || text.startsWith('#')) continue
    const [first = '', ...rest] = text.split(/\s+/)
    if (first === 'iface') {
      const [dev = '', , method = ''] = rest
      stanzas.push({ dev, method, at: placeIn(line), options: [] })
    } else if (first === 'source' || first === 'source-directory') {
      const pattern = first === 'source' ? (rest[0] ?? '') : `${rest[0] ?? ''}/*`
      const folder = pattern.slice(0, pattern.lastIndexOf('/'))
      // The usual folder is read anyway.
      if (depth > 5 || folder === '/etc/network/interfaces.d') continue
      for (const [path, file] of filesIn(machine, folder))
        if (pathMatches(path, pattern)) stanzas.push(...stanzasOf(machine, file.lines, depth + 1))
    } else if (/^(?:auto|allow-|no-auto|mapping$|template$|rename$|no-scripts$)/.test(first)) {
      // Which interfaces start by themselves: in a machine that runs, all that are described.
    } else stanzas.at(-1)?.options.push({ key: first, value: text.slice(first.length).trim(), line })
  }
  return stanzas
}

const before: ReadonlySet<string> = new Set(['pre-up'])
const after: ReadonlySet<string> = new Set(['up', 'post-up'])

/** The command of a hook as a line of its own, in its place. */
const commandOf = ({ value, line }: Stanza['options'][number]): Line => {
  const start = line.text.indexOf(value)
  return { text: value, at: placeIn(line, Math.max(start, 0)), exact: line.exact && start >= 0 }
}

const tunnelModes: Readonly<Record<string, string>> = { gre: 'gre', ipip: 'ipip', GRE: 'gre', IPIP: 'ipip' }

const makeLink = (machine: Machine, stanza: Stanza, option: (key: string) => string | undefined): void => {
  const { dev, method, at } = stanza
  const id = wholeNumber(option('vxlan-id'))
  const mtu = wholeNumber(option('mtu'))
  const local = addressFrom(option('vxlan-local-tunnelip') ?? option('local'))
  const over = option('vxlan-physdev') ?? option('vxlan-phys-dev')
  const remote = addressFrom(option('vxlan-remoteip') ?? option('endpoint'))
  const kind =
    id !== undefined ? 'vxlan' : method === 'tunnel' ? lookUp(tunnelModes, option('mode') ?? '') : undefined
  const ports = option('bridge_ports') ?? option('bridge-ports')
  if (method === 'tunnel' && kind === undefined) notUsed(machine, 'iface … tunnel', 'notModelled', at)
  if (option('vlan-raw-device') !== undefined || /\.\d+$/.test(dev))
    notUsed(machine, 'vlan', 'notModelled', at)
  if (kind !== undefined || ports !== undefined) {
    machine.kernel.links.set(dev, {
      dev,
      kind: kind ?? 'bridge',
      at,
      up: true,
      remotes: remote === undefined ? [] : [remote],
      ...(id === undefined ? {} : { id }),
      ...(local === undefined ? {} : { local }),
      ...(over === undefined ? {} : { over }),
      ...(mtu === undefined ? {} : { mtu }),
    })
  } else if (mtu !== undefined) machine.kernel.states.set(dev, { ...machine.kernel.states.get(dev), mtu, at })
  for (const port of ports?.split(/\s+/) ?? []) {
    const link = machine.kernel.links.get(port)
    if (link !== undefined) link.master = dev
  }
}

/** Loads the interfaces and runs what belongs to them. */
export const loadIfupdown = (machine: Machine, lines: Lines, follow: Follow): void => {
  for (const stanza of stanzasOf(machine, lines, 0)) {
    const { dev, options, at } = stanza
    const option = (key: string): string | undefined => options.find((each) => each.key === key)?.value
    const run = (keys: ReadonlySet<string>): void => {
      for (const each of options)
        if (keys.has(each.key))
          follow([commandOf(each)], newShell(machine, { IFACE: dev, MODE: 'start', LOGICAL: dev }))
    }
    run(before)
    makeLink(machine, stanza, option)
    const written = option('address')
    const address = written === undefined ? undefined : interfaceAddress(written, option('netmask'))
    if (written !== undefined && address === undefined) notUsed(machine, 'address', 'malformed', at)
    // `eth0:1` is a second address of eth0.
    const name = dev.replace(/:.*$/, '')
    if (address !== undefined) addAddress(machine.kernel, { dev: name, address, at })
    const via = addressFrom(option('gateway'))
    if (via?.includes('.')) addRoute(machine.kernel, { prefix: '0.0.0.0/0', via, dev: name, span: at }, true)
    run(after)
  }
}
