// English messages about files of guests.
import type * as guests from '../../findings/guests.ts'
import type { GuestProblem, UserDataFormat } from '../../kinds.ts'
import type { MessagesOf } from '../catalogue.ts'
import { quote } from './wording.ts'

const problems: Readonly<Record<GuestProblem, string>> = {
  condition: 'whether it happens depends on a condition that cannot be decided here',
  fileNotThere: 'the file that it reads is not among those that are known',
  ignored: 'the machine ignores it',
  malformed: 'it is not written as expected',
  notModelled: 'Hairpin does not simulate it',
  policyBased: 'it picks packets by policy, past all routes, which Hairpin does not simulate',
  programNotThere: 'what the program does is not known',
  value: 'it uses a value that is not known',
}

const formats: Readonly<Record<UserDataFormat, string>> = {
  base64: 'it should be Base64, and is not',
  gzip: 'it is compressed',
  include: 'it names addresses to fetch the configuration from',
  jinja: 'it is a Jinja template, which the machine fills in',
  partHandler: 'it brings a program of its own that reads it',
  unknown: 'it does not begin as any format of cloud-init does',
}

const times = (count: number): string => (count === 1 ? '' : ` (${count} times in this file)`)

export const guestMessages: MessagesOf<typeof guests> = {
  HP1120: ({ what, why, count }) => ({
    message: `${quote(what)} was not used${times(count)}: ${problems[why]}.`,
    advice:
      'Say what it amounts to under "guests" in hairpin.yaml, for example as routes, tunnels or filters.',
  }),
  HP1121: ({ what, why, count }) => ({
    message: `${quote(what)} was passed over${times(count)}: ${problems[why]}.`,
    advice: 'If packets notice it, say what it amounts to under "guests" in hairpin.yaml.',
  }),
  HP1122: ({ format }) => ({
    message: `The user data of the machine was not read: ${formats[format]}.`,
    advice: 'Name the file that it was made from under "files" of the guest in hairpin.yaml.',
  }),
  HP1123: ({ file }) => ({
    message: `What kind of file ${quote(file)} is cannot be told from its name or content.`,
    advice:
      'Put it below a folder "etc" as it lies on the machine, or name its kind: files: { frr: …, scripts: […], netplan: … }.',
  }),
  HP1124: ({ path }) => ({
    message: `${quote(path)} is written after the machine has read such files, and nothing loads it: it takes effect at the next start only.`,
    advice:
      'Load it in runcmd, for example with "sysctl --system" or "netplan apply". The answers count it as loaded.',
  }),
  HP1125: ({ what, count, restart }) => ({
    message: `${quote(what)} is lost when the machine restarts (${quote(restart)}), ${count} ${count === 1 ? 'setting' : 'settings'} in all: commands set them, and no file that is read at the start does.`,
    advice:
      'Write it into a file that is read at every start, for example below /etc/netplan or /etc/sysctl.d.',
  }),
  HP1126: ({ by, on }) => ({
    message: `${quote(by)} turns IP forwarding off again, which was turned on at ${quote(on)}.`,
    advice: 'Delete the line that turns it off. FRR does so with "no ip forwarding" whenever it starts.',
  }),
  HP1127: ({ daemon, file }) => ({
    message: `BGP is configured, but ${quote(file)} does not switch ${quote(daemon)} on, so it does not run.`,
    advice: `Set ${daemon}=yes in ${file} and restart FRR.`,
  }),
  HP1128: ({ limit }) => ({
    message: `The scripts of this machine have more than ${limit} commands; the rest was not read.`,
    advice: 'Look for a loop that does not end.',
  }),
}
