// Tells what a file of a guest is, from how it is called and what it says, and where on the disk it lies.
import type { GuestFiles, GuestFilesByKind } from '../../resources/index.ts'
import { baseName, extensionOf } from '../paths.ts'
import { isIos } from './cloud-init/user-data.ts'
import type { Lines } from './lines.ts'

/** A file and what becomes of it: it lies on the disk, runs as a script, or is read as a whole machine. */
export interface PlacedFile {
  readonly kind: 'cloudInit' | 'disk' | 'ios' | 'script'
  /** On the disk of the machine; for a script any name. */
  readonly path: string
  readonly lines: Lines
}

/** A file as hairpin.yaml names it. */
export interface NamedFile {
  readonly name: string
  /** The field of `files`, where it is no plain list. */
  readonly kind: keyof GuestFilesByKind | undefined
  /** The place of the name in hairpin.yaml. */
  readonly at: readonly (string | number)[]
}

const kinds: readonly (keyof GuestFilesByKind)[] = [
  'cloudInit',
  'sysctl',
  'nftables',
  'iptables',
  'netplan',
  'interfaces',
  'wireguard',
  'frr',
  'ios',
  'scripts',
]

const isList = (files: GuestFiles): files is readonly string[] => Array.isArray(files)

/** The files of a guest in the order in which they are read. */
export const namedFiles = (files: GuestFiles): readonly NamedFile[] => {
  if (isList(files)) return files.map((name, index) => ({ name, kind: undefined, at: [index] }))
  return kinds.flatMap((kind): readonly NamedFile[] => {
    const given = files[kind]
    if (given === undefined) return []
    return typeof given === 'string'
      ? [{ name: given, kind, at: [kind] }]
      : given.map((name, index) => ({ name, kind, at: [kind, index] }))
  })
}

/** Where a file of a kind lies when nothing else is said. */
const usualPath = (kind: keyof GuestFilesByKind, name: string): string => {
  const base = baseName(name)
  switch (kind) {
    case 'frr':
      return '/etc/frr/frr.conf'
    case 'netplan':
      return `/etc/netplan/${base.replace(/\.\w+$/, '')}.yaml`
    case 'interfaces':
      return '/etc/network/interfaces'
    case 'sysctl':
      return `/etc/sysctl.d/${base.replace(/\.conf$/, '')}.conf`
    case 'iptables':
      return '/etc/iptables/rules.v4'
    case 'nftables':
      return '/etc/nftables.conf'
    case 'wireguard':
      return `/etc/wireguard/${base.replace(/\.conf$/, '')}.conf`
    default:
      return `/root/${base}`
  }
}

/** The first line that says something. */
const contentBy = (lines: Lines, pattern: RegExp): boolean => lines.some(({ text }) => pattern.test(text))

const kindByName = (name: string): keyof GuestFilesByKind | undefined => {
  const base = baseName(name).toLowerCase()
  if (base === 'frr.conf' || base === 'bgpd.conf' || base === 'zebra.conf') return 'frr'
  if (base === 'interfaces') return 'interfaces'
  if (base === 'rules.v4') return 'iptables'
  if (base === 'nftables.conf' || extensionOf(base) === 'nft') return 'nftables'
  if (base === 'sysctl.conf') return 'sysctl'
  if (/^wg\w*\.conf$/.test(base)) return 'wireguard'
  return ['sh', 'bash'].includes(extensionOf(base)) ? 'scripts' : undefined
}

const kindByContent = (lines: Lines): keyof GuestFilesByKind | undefined => {
  const first = lines.find(({ text }) => text.trim() !== '')?.text ?? ''
  if (/^#cloud-config|^##\s*template:\s*jinja|^mime-version:|^content-type:\s*multipart/i.test(first))
    return 'cloudInit'
  if (/^#!.*\bnft\b/.test(first) || contentBy(lines, /^\s*table\s+(?:ip|inet)\s+\S+\s*\{/)) return 'nftables'
  if (/^#!.*\b(?:sh|bash|dash)\b/.test(first)) return 'scripts'
  if (contentBy(lines, /^\*(?:filter|nat)\s*$/) && contentBy(lines, /^COMMIT\s*$/)) return 'iptables'
  if (contentBy(lines, /^\[Interface\]/) && contentBy(lines, /^\[Peer\]/)) return 'wireguard'
  if (contentBy(lines, /^network:\s*(?:#.*)?$/)) return 'netplan'
  if (contentBy(lines, /^\s*iface\s+\S+\s+inet6?\s/)) return 'interfaces'
  if (contentBy(lines, /^(?:frr version|frr defaults|service integrated-vtysh-config)/)) return 'frr'
  if (isIos(lines)) return 'ios'
  if (contentBy(lines, /^router bgp \d|^ip route \S+\/\d/)) return 'frr'
  if (contentBy(lines, /^\s*net[./]ipv[46][./]\S+\s*=/)) return 'sysctl'
  return contentBy(
    lines,
    /^\s*(?:sudo\s+)?(?:ip\s+(?:link|addr|address|route|rule)\s|iptables\s+-|sysctl\s+-)/,
  )
    ? 'scripts'
    : undefined
}

/** Where the file lies, when its name repeats a part of the machine's disk: `guests/nva/etc/frr/frr.conf`. */
const pathInName = (name: string): string | undefined => {
  const found = /(?:^|\/)(etc\/.+)$/.exec(name)?.[1]
  return found === undefined ? undefined : `/${found}`
}

/** What a file is; undefined when neither its name nor what it says tells. */
export const placeFile = ({ name, kind }: NamedFile, lines: Lines): PlacedFile | undefined => {
  const path = pathInName(name)
  const known = kind ?? (path === undefined ? (kindByContent(lines) ?? kindByName(name)) : undefined)
  switch (known) {
    case undefined: {
      const base = baseName(name)
      if (path !== undefined) return { kind: 'disk', path, lines }
      if (base === 'daemons') return { kind: 'disk', path: '/etc/frr/daemons', lines }
      if (base === 'ipsec.conf' || base === 'swanctl.conf')
        return {
          kind: 'disk',
          path: base === 'ipsec.conf' ? '/etc/ipsec.conf' : '/etc/swanctl/swanctl.conf',
          lines,
        }
      if (['network', 'netdev'].includes(extensionOf(base)))
        return { kind: 'disk', path: `/etc/systemd/network/${base}`, lines }
      if (extensionOf(base) === 'service') return { kind: 'disk', path: `/etc/systemd/system/${base}`, lines }
      return undefined
    }
    case 'cloudInit':
    case 'ios':
      return { kind: known, path: name, lines }
    case 'scripts':
      return { kind: 'script', path: name, lines }
    default:
      return { kind: 'disk', path: usualPath(known, name), lines }
  }
}
