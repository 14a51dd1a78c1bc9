// The older commands: route, ifconfig, brctl; and bridge.
import { addressFrom, interfaceAddress, lengthOfMask, prefixFrom } from '../addresses.ts'
import { addAddress, addRoute, removeRoute } from '../kernel.ts'
import { type Call, done, type Result, unclear } from '../shell/shell.ts'
import { type Command, type Commands, known, refuse } from './command.ts'
import { optionsOf, wholeNumber } from './options.ts'

const routeValues: ReadonlySet<string> = new Set(['gw', 'netmask', 'dev', 'metric', 'mss', 'window', 'irtt'])
const routeFlags: ReadonlySet<string> = new Set(['-net', '-host', 'reject', '-n', '-A', 'inet', '-4'])

/** `route add -net 10.0.0.0 netmask 255.0.0.0 gw 10.1.0.1 dev eth0`. */
const route: Command = {
  sets: ({ args }) => args.includes('add') || args.includes('del'),
  nameOf: ({ args }) => (args.includes('add') ? 'route add' : 'route del'),
  read: (call) => {
    const words = known(call)
    const verb = words.find((word) => word === 'add' || word === 'del')
    if (verb === undefined) return unclear
    const { values, rest } = optionsOf(words.slice(words.indexOf(verb) + 1), routeValues, routeFlags, 1)
    const mask = values.get('netmask')
    const length = mask === undefined ? undefined : lengthOfMask(mask)
    const target = rest[0] ?? ''
    const prefix = prefixFrom(length === undefined ? target : `${target}/${length}`)
    const via = addressFrom(values.get('gw'))
    const dev = values.get('dev')
    const metric = wholeNumber(values.get('metric'))
    if (prefix === undefined || (values.has('gw') && via === undefined))
      return refuse(call, `route ${verb}`, 'malformed')
    const entry = {
      prefix,
      ...(via === undefined ? {} : { via }),
      ...(dev === undefined ? {} : { dev }),
      ...(values.has('reject') ? { blackhole: true } : {}),
      ...(metric === undefined || metric === 0 ? {} : { metric }),
      span: call.at,
    }
    if (verb === 'add') addRoute(call.shell.machine.kernel, entry, false)
    else removeRoute(call.shell.machine.kernel, entry)
    return done
  },
}

/** `ifconfig eth0:1 10.0.0.9 netmask 255.255.255.0 up`. */
const ifconfig: Command = {
  sets: ({ args }) => args.length > 1,
  nameOf: () => 'ifconfig',
  read: (call) => {
    const [name, ...words] = known(call)
    if (name === undefined || words.length === 0) return unclear
    const dev = name.split(':')[0] ?? name
    const { values, rest } = optionsOf(
      words,
      new Set(['netmask', 'broadcast', 'mtu', 'hw', 'metric', 'txqueuelen', 'add']),
      new Set(['up', 'down', 'promisc', '-promisc', 'inet', 'arp', '-arp']),
      1,
    )
    const { kernel } = call.shell.machine
    const written = rest[0]
    const address = written === undefined ? undefined : interfaceAddress(written, values.get('netmask'))
    if (written !== undefined && address === undefined) return refuse(call, 'ifconfig', 'malformed')
    if (address !== undefined) addAddress(kernel, { dev, address, at: call.at })
    const link = kernel.links.get(dev)
    const mtu = wholeNumber(values.get('mtu'))
    const up = values.has('down') ? false : values.has('up') || address !== undefined ? true : undefined
    if (link !== undefined) {
      if (up !== undefined) link.up = up
      if (mtu !== undefined) link.mtu = mtu
    } else if (values.has('down') || values.has('up') || mtu !== undefined) {
      const state = kernel.states.get(dev) ?? { at: call.at }
      if (up !== undefined) state.up = up
      if (mtu !== undefined) state.mtu = mtu
      kernel.states.set(dev, state)
    }
    return done
  },
}

/** `brctl addbr br0`, `brctl addif br0 vxlan0`. */
const brctl: Command = {
  sets: ({ args }) => args[0] === 'addbr' || args[0] === 'addif',
  nameOf: () => 'brctl',
  read: (call) => {
    const { kernel } = call.shell.machine
    const [verb, bridge, port] = known(call)
    if (verb === 'addbr' && bridge !== undefined && !kernel.links.has(bridge))
      kernel.links.set(bridge, { dev: bridge, kind: 'bridge', at: call.at, up: false, remotes: [] })
    const link = port === undefined ? undefined : kernel.links.get(port)
    if (verb === 'addif' && bridge !== undefined && link !== undefined) link.master = bridge
    return done
  },
}

const changeForwarding = (call: Call): Result => {
  const words = known(call)
  const { values } = optionsOf(words, new Set(['dev', 'dst', 'via', 'port', 'vni', 'src_vni']), new Set(), 99)
  const link = call.shell.machine.kernel.links.get(values.get('dev') ?? '')
  const far = addressFrom(values.get('dst'))
  if (link === undefined || far === undefined) return done
  if (words.includes('del') || words.includes('delete'))
    link.remotes = link.remotes.filter((each) => each !== far)
  else if (!link.remotes.includes(far)) link.remotes.push(far)
  return done
}

/** `bridge fdb append 00:00:00:00:00:00 dev vxlan0 dst 10.0.0.4`: the far end of a VXLAN. */
const bridge: Command = {
  sets: ({ args }) => args[0] === 'fdb' && args[1] !== 'show',
  nameOf: () => 'bridge fdb',
  read: (call) => (call.args[0] === 'fdb' ? changeForwarding(call) : done),
}

/** The commands of this topic. */
export const netToolCommands: Commands = [
  ['route', route],
  ['ifconfig', ifconfig],
  ['brctl', brctl],
  ['bridge', bridge],
]
