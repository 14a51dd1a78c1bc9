// sysctl: the command, and the files that it loads.
import { absolutePath } from '../disk-paths.ts'
import { settingKey } from '../kernel.ts'
import { type Lines, placeIn } from '../lines.ts'
import { filesIn, type Machine, set } from '../machine.ts'
import { done, type Result } from '../shell/shell.ts'
import { type Command, type Commands, known } from './command.ts'

/** Settings that decide where packets go; others are passed over. */
const isRead = (key: string): boolean =>
  /^net\.ipv4\.(?:ip_forward|conf\.[^.]+\.(?:forwarding|rp_filter))$/.test(key)

const assignment = /^\s*-?\s*([^\s=#;]+)\s*=\s*(.*?)\s*$/

/** Loads a file of settings. */
const loadSettings = (machine: Machine, lines: Lines): void => {
  for (const line of lines) {
    const [, written, value] = assignment.exec(line.text) ?? []
    if (written === undefined || value === undefined || /^\s*[#;]/.test(line.text)) continue
    const key = settingKey(written)
    if (isRead(key)) set(machine, key, value, placeIn(line), key)
  }
}

const settingFolders = ['/usr/lib/sysctl.d', '/run/sysctl.d', '/etc/sysctl.d']

/** Loads every file of settings, in the order of systemd: by name, with sysctl.conf as one that begins with 99. */
export const loadAllSettings = (machine: Machine): void => {
  const files = settingFolders.flatMap((folder) =>
    filesIn(machine, folder).filter(([path]) => path.endsWith('.conf')),
  )
  const main = machine.disk.get('/etc/sysctl.conf')
  const named = [
    ...files.map(([path, file]) => ({ name: path.slice(path.lastIndexOf('/') + 1), file })),
    ...(main === undefined ? [] : [{ name: '99-sysctl.conf', file: main }]),
  ].toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
  for (const { file } of named) {
    file.loaded = true
    loadSettings(machine, file.lines)
  }
}

const sysctl: Command = {
  sets: ({ args }) =>
    args.some((arg) => arg === undefined || arg.includes('=') || arg === '-p' || arg === '--system'),
  nameOf: () => 'sysctl',
  read: (call): Result => {
    const args = known(call)
    const { machine } = call.shell
    if (args.includes('--system')) {
      loadAllSettings(machine)
      return done
    }
    const loads = args.findIndex((arg) => arg === '-p' || arg === '--load' || /^-[qeN]*p$/.test(arg))
    if (loads >= 0) {
      const paths = args.slice(loads + 1).filter((arg) => !arg.startsWith('-'))
      for (const path of paths.length === 0 ? ['/etc/sysctl.conf'] : paths) {
        const file = machine.disk.get(absolutePath(path))
        const lines = path === '-' ? call.input : file?.lines
        if (file !== undefined) file.loaded = true
        if (lines !== undefined) loadSettings(machine, lines)
      }
      return done
    }
    for (const arg of args) {
      const [, written, value] = assignment.exec(arg) ?? []
      if (written === undefined || value === undefined) continue
      const key = settingKey(written)
      if (isRead(key)) set(machine, key, value, call.at, key)
    }
    return done
  },
}

/** The commands of this topic. */
export const sysctlCommands: Commands = [['sysctl', sysctl]]
