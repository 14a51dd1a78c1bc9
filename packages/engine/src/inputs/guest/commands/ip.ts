// The command `ip`: interfaces, addresses, routes, rules and tunnels.
import { lookUp } from '../look-up.ts'
import { notUsed } from '../machine.ts'
import { type Call, done, type Result, unclear } from '../shell/shell.ts'
import { type Command, type Commands, refuse } from './command.ts'
import { changeAddress } from './ip-address.ts'
import type { IpCall } from './ip-call.ts'
import { changeLink, changeTunnel } from './ip-link.ts'
import { changeRoute, changeRule } from './ip-route.ts'

const objects = [
  'link',
  'address',
  'route',
  'rule',
  'tunnel',
  'neighbour',
  'netns',
  'xfrm',
  'maddress',
  'monitor',
  'token',
]
const verbs = [
  'add',
  'append',
  'change',
  'replace',
  'prepend',
  'delete',
  'set',
  'flush',
  'show',
  'list',
  'get',
  'save',
  'restore',
]

/** `ip a`, `ip ro`: a beginning of a word stands for the first word that begins so. */
const inFull = (written: string | undefined, words: readonly string[]): string | undefined =>
  written === undefined ? undefined : words.find((word) => word.startsWith(written))

const spelled: Readonly<Record<string, string>> = {
  addr: 'address',
  neighbor: 'neighbour',
  lst: 'list',
  ls: 'list',
  del: 'delete',
  tun: 'tunnel',
  rou: 'route',
}

const partsOf = ({ args }: Call): IpCall | undefined => {
  let at = 0
  let ipv6 = false
  for (; at < args.length; at++) {
    const arg = args[at]
    if (arg === undefined || !arg.startsWith('-')) break
    if (arg === '-6') ipv6 = true
    if (['-f', '-family'].includes(arg)) {
      ipv6 = args[at + 1] === 'inet6'
      at += 1
    }
    if (['-n', '-netns', '-b', '-batch'].includes(arg)) return undefined
  }
  const written = args[at]
  const object = lookUp(spelled, written ?? '') ?? inFull(written, objects)
  const second = args[at + 1]
  const verb = lookUp(spelled, second ?? '') ?? inFull(second, verbs)
  if (object === undefined) return undefined
  if (verb === undefined) return { object, verb: 'show', words: args.slice(at + 1), ipv6 }
  return { object, verb, words: args.slice(at + 2), ipv6 }
}

const questions: ReadonlySet<string> = new Set(['show', 'list', 'get', 'save'])

const nameOf = (call: Call): string => {
  const parts = partsOf(call)
  return parts === undefined ? 'ip' : `ip ${parts.object} ${parts.verb}`
}

/** Whether an interface is there, as `ip link show dev X` tells by how it ends. */
const isThere = ({ words }: IpCall, call: Call): Result => {
  const dev = words.find((word) => word !== 'dev')
  if (dev === undefined) return unclear
  const known = call.shell.machine.kernel.links.has(dev)
  return { succeeded: known ? true : /^(?:eth\d|lo$)/.test(dev) ? undefined : false, output: undefined }
}

const ip: Command = {
  sets: (call) => !questions.has(partsOf(call)?.verb ?? ''),
  nameOf,
  takesUnknown: true,
  read: (call) => {
    const parts = partsOf(call)
    if (parts === undefined) return refuse(call, 'ip', 'notModelled')
    const { object, verb, words } = parts
    if (questions.has(verb)) return object === 'link' && verb === 'show' ? isThere(parts, call) : unclear
    // A tunnel may take its own address from a command; nothing else can do without its values.
    if (words.includes(undefined) && object !== 'link' && object !== 'tunnel')
      return refuse(call, nameOf(call), 'value')
    switch (object) {
      case 'link':
        return changeLink(parts, call)
      case 'tunnel':
        return changeTunnel(parts, call)
      case 'address':
        return changeAddress(parts, call)
      case 'route':
        return changeRoute(parts, call)
      case 'rule':
        return changeRule(parts, call)
      case 'neighbour':
      case 'maddress':
      case 'token':
        return done
      default:
        notUsed(call.shell.machine, `ip ${object}`, 'notModelled', call.at)
        return unclear
    }
  },
}

/** The commands of this topic. */
export const ipCommands: Commands = [['ip', ip]]
