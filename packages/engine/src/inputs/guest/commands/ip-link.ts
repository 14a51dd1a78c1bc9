// `ip link` and `ip tunnel`: interfaces that are made, changed, taken up and down.

import { addressFrom } from '../addresses.ts'
import { type Link, removeLink } from '../kernel.ts'
import { lookUp } from '../look-up.ts'
import { type Call, done, type Result } from '../shell/shell.ts'
import { refuse } from './command.ts'
import type { IpCall } from './ip-call.ts'
import { optionsOf, wholeNumber } from './options.ts'

const linkValues: ReadonlySet<string> = new Set([
  'dev',
  'name',
  'type',
  'id',
  'vni',
  'remote',
  'group',
  'group6',
  'local',
  'dstport',
  'ttl',
  'tos',
  'key',
  'ikey',
  'okey',
  'mtu',
  'master',
  'if_id',
  'link',
  'txqueuelen',
  'qlen',
  'address',
  'ageing',
  'srcport',
  'mode',
  'encap',
  'encap-sport',
  'encap-dport',
  'table',
  'broadcast',
  'alias',
  'stp_state',
  'forward_delay',
  'vlan_filtering',
  'port',
  'hoplimit',
  'numtxqueues',
  'numrxqueues',
  'gso_max_size',
  'df',
  'protocol',
  'netns',
  'peer',
  'vf',
  'state',
  'promisc',
  'multicast',
  'arp',
  'dynamic',
  'learning',
])
const linkFlags: ReadonlySet<string> = new Set([
  'up',
  'down',
  'nolearning',
  'learning',
  'proxy',
  'noproxy',
  'l2miss',
  'nol2miss',
  'l3miss',
  'nol3miss',
  'external',
  'udpcsum',
  'noudpcsum',
  'udp6zerocsumtx',
  'udp6zerocsumrx',
  'noudp6zerocsumtx',
  'noudp6zerocsumrx',
  'nopmtudisc',
  'pmtudisc',
  'seq',
  'csum',
  'nomaster',
  'noencap',
  'gbp',
  'rsc',
  'norsc',
])

/** Kinds that carry packets of the machine through Azure in packets of their own. */
const tunnelKinds: ReadonlySet<string> = new Set([
  'vxlan',
  'gre',
  'gretap',
  'ipip',
  'vti',
  'xfrm',
  'wireguard',
])
/** Kinds without any bearing, or whose addresses and ports say all. */
const plainKinds: ReadonlySet<string> = new Set(['dummy', 'bridge', 'vrf', 'ifb', 'veth', 'bond', 'team'])

const addLink = (
  call: Call,
  name: string,
  kind: string,
  values: ReadonlyMap<string, string | undefined>,
): Result => {
  const { kernel } = call.shell.machine
  if (
    kind === 'vrf' ||
    kind === 'vlan' ||
    kind === 'macvlan' ||
    kind === 'ipvlan' ||
    kind === 'geneve' ||
    kind === 'sit' ||
    kind === 'ip6gre' ||
    kind === 'ip6tnl'
  )
    return refuse(call, `ip link add type ${kind}`, 'notModelled')
  if (!tunnelKinds.has(kind) && !plainKinds.has(kind)) return refuse(call, 'ip link add', 'malformed')
  if (kernel.links.has(name)) return { succeeded: false, output: [] }
  const remote = values.get('remote')
  const isMulticast = values.has('group')
  if (isMulticast) return refuse(call, 'ip link add type vxlan group', 'notModelled')
  // The remote end is what the tunnel is for; its own address can be found without help.
  if (values.has('remote') && addressFrom(remote) === undefined)
    return refuse(call, `ip link add type ${kind}`, remote === undefined ? 'value' : 'malformed')
  const local = addressFrom(values.get('local'))
  const over = values.get('dev') ?? values.get('link')
  const id = wholeNumber(values.get('id') ?? values.get('vni') ?? values.get('key') ?? values.get('if_id'))
  const port = wholeNumber(values.get('dstport') ?? values.get('encap-dport'))
  const mtu = wholeNumber(values.get('mtu'))
  const master = values.get('master')
  const link: Link = {
    dev: name,
    kind,
    at: call.at,
    up: values.has('up'),
    remotes: remote === undefined ? [] : [addressFrom(remote) ?? remote],
    ...(local === undefined || local === '0.0.0.0' ? {} : { local }),
    ...(over === undefined ? {} : { over }),
    ...(id === undefined ? {} : { id }),
    ...(port === undefined || port === 0 ? {} : { port }),
    ...(mtu === undefined ? {} : { mtu }),
    ...(master === undefined ? {} : { master }),
  }
  kernel.links.set(name, link)
  return done
}

const setLink = (call: Call, dev: string, values: ReadonlyMap<string, string | undefined>): Result => {
  const { kernel } = call.shell.machine
  const link = kernel.links.get(dev)
  const mtu = wholeNumber(values.get('mtu'))
  const up = values.has('up') ? true : values.has('down') ? false : undefined
  const master = values.get('master')
  if (link === undefined) {
    const state = kernel.states.get(dev) ?? { at: call.at }
    if (up !== undefined) state.up = up
    if (mtu !== undefined) state.mtu = mtu
    if (up !== undefined || mtu !== undefined) kernel.states.set(dev, state)
    return done
  }
  if (mtu !== undefined) link.mtu = mtu
  if (up !== undefined) link.up = up
  if (master !== undefined) link.master = master
  if (values.has('nomaster')) delete link.master
  const newName = values.get('name')
  if (newName !== undefined) {
    kernel.links.delete(dev)
    kernel.links.set(newName, { ...link, dev: newName })
  }
  // With the interface go the routes that lead out of it.
  if (up === false) kernel.routes = kernel.routes.filter((route) => route.dev !== dev)
  return done
}

/** `ip link add vxlan0 type vxlan …`, in which `dev` is the interface below, and `ip link add dev br0 type bridge`. */
export const changeLink = ({ verb, words }: IpCall, call: Call): Result => {
  const { kernel } = call.shell.machine
  switch (verb) {
    case 'add':
    case 'replace': {
      const at = words.indexOf('type')
      const front = optionsOf(at < 0 ? words : words.slice(0, at), linkValues, linkFlags, 1)
      const behind = optionsOf(at < 0 ? [] : words.slice(at + 2), linkValues, linkFlags, 0)
      const name = front.values.get('name') ?? front.values.get('dev') ?? front.rest[0]
      const kind = at < 0 ? undefined : words[at + 1]
      if (name === undefined || kind === undefined)
        return refuse(call, 'ip link add', words.includes(undefined) ? 'value' : 'malformed')
      const values = new Map([...front.values, ...behind.values])
      if (front.values.has('dev') && !behind.values.has('dev')) values.delete('dev')
      return addLink(call, name, kind, values)
    }
    case 'set':
    case 'change': {
      const options = optionsOf(words, linkValues, linkFlags, 1)
      const dev = options.values.get('dev') ?? options.rest[0]
      if (dev === undefined) return refuse(call, 'ip link set', 'value')
      return setLink(call, dev, options.values)
    }
    case 'delete': {
      const dev = words.find((word) => word !== 'dev')
      if (dev !== undefined) removeLink(kernel, dev)
      return done
    }
    default:
      return refuse(call, `ip link ${verb}`, 'notModelled')
  }
}

const modes: Readonly<Record<string, string>> = {
  'ip/ip': 'ipip',
  ipip6: 'ip6tnl',
  'gre/ip': 'gre',
  vti4: 'vti',
}

/** `ip tunnel add vti0 local … remote … mode vti key 42`. */
export const changeTunnel = ({ verb, words }: IpCall, call: Call): Result => {
  const { values, rest } = optionsOf(words, linkValues, linkFlags, 1)
  const name = values.get('name') ?? rest[0]
  if (name === undefined) return refuse(call, `ip tunnel ${verb}`, 'value')
  if (verb === 'delete') {
    removeLink(call.shell.machine.kernel, name)
    return done
  }
  if (verb !== 'add') return refuse(call, `ip tunnel ${verb}`, 'notModelled')
  const mode = values.get('mode') ?? 'ipip'
  const kind = lookUp(modes, mode) ?? mode
  return addLink(call, name, kind, values)
}
