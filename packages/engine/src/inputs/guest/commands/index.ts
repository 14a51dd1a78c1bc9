// All commands that are read, and the shell that follows scripts with them.
import { shellRunner } from '../shell/run.ts'
import type { Command, Follow } from './command.ts'
import { controlCommands } from './control.ts'
import { ipCommands } from './ip.ts'
import { iptablesCommands } from './iptables.ts'
import { netToolCommands } from './net-tools.ts'
import { nftCommands } from './nft.ts'
import { quietCommands } from './quiet.ts'
import { serviceCommands } from './services.ts'
import { sysctlCommands } from './sysctl.ts'
import { textFileCommands } from './text-files.ts'
import { vtyshCommands } from './vtysh.ts'

const table = new Map<string, Command>()

/** `/usr/sbin/ip` is `ip`; other paths are scripts. */
const isProgram = /^(?:\/usr(?:\/local)?)?\/s?bin\//

const scriptAsCommand: Command = {
  read: (call) => {
    const interpreter = table.get('bash')
    return interpreter === undefined
      ? { succeeded: undefined, output: undefined }
      : interpreter.read({ ...call, args: [call.name, ...call.args] })
  },
}

const lookup = (name: string): Command | undefined => {
  const known = table.get(isProgram.test(name) ? name.slice(name.lastIndexOf('/') + 1) : name)
  return known ?? (name.includes('/') ? scriptAsCommand : undefined)
}

/** Follows the text of a script. */
export const follow: Follow = shellRunner(lookup)

for (const [name, command] of [
  ...quietCommands,
  ...textFileCommands,
  ...controlCommands(follow),
  ...ipCommands,
  ...netToolCommands,
  ...iptablesCommands,
  ...nftCommands,
  ...sysctlCommands,
  ...vtyshCommands,
  ...serviceCommands(follow),
])
  table.set(name, command)
