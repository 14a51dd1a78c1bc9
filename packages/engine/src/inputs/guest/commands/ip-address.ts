// `ip address`: addresses on interfaces.
import { interfaceAddress } from '../addresses.ts'
import { addAddress } from '../kernel.ts'
import { type Call, done, type Result } from '../shell/shell.ts'
import { refuse } from './command.ts'
import type { IpCall } from './ip-call.ts'
import { optionsOf } from './options.ts'

const values: ReadonlySet<string> = new Set([
  'dev',
  'peer',
  'broadcast',
  'brd',
  'anycast',
  'label',
  'scope',
  'metric',
  'valid_lft',
  'preferred_lft',
  'local',
])
const flags: ReadonlySet<string> = new Set(['noprefixroute', 'nodad', 'home', 'mngtmpaddr', 'autojoin'])

/** Adds, removes or flushes addresses. */
export const changeAddress = ({ verb, words }: IpCall, call: Call): Result => {
  const { kernel } = call.shell.machine
  const { values: options, rest } = optionsOf(words, values, flags, 1)
  const dev = options.get('dev')
  const written = options.get('local') ?? rest[0]
  if (verb === 'flush') {
    kernel.addresses = kernel.addresses.filter((address) => address.dev !== (dev ?? written))
    return done
  }
  const address = written === undefined ? undefined : interfaceAddress(written)
  if (dev === undefined || address === undefined) return refuse(call, `ip address ${verb}`, 'malformed')
  if (verb === 'delete') {
    kernel.addresses = kernel.addresses.filter(
      (each) => each.dev !== dev || each.address.split('/')[0] !== address.split('/')[0],
    )
    return done
  }
  if (verb !== 'add' && verb !== 'replace' && verb !== 'change')
    return refuse(call, `ip address ${verb}`, 'notModelled')
  addAddress(kernel, { dev, address, at: call.at })
  return done
}
