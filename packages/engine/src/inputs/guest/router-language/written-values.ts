// Values as router configurations spell them: masks, wildcards, AS numbers, communities, interface names.
import { formatPrefix, type Ipv4, isIpv4, parseAddress, parsePrefix, prefixOf } from '../../../net/index.ts'

const ipv4 = (text: string | undefined): Ipv4 | undefined => {
  const address = text === undefined ? undefined : parseAddress(text)
  return address !== undefined && isIpv4(address) ? address : undefined
}

/** The length of a mask; undefined where its ones are not all in front. */
export const maskLength = (text: string | undefined): number | undefined => {
  const mask = ipv4(text)
  if (mask === undefined) return undefined
  const zeros = ~mask >>> 0
  return (zeros & (zeros + 1)) === 0 ? Math.clz32(zeros) : undefined
}

/** The length of a mask that is written inverted; undefined where it means no prefix. */
export const wildcardLength = (text: string | undefined): number | undefined => {
  const wildcard = ipv4(text)
  if (wildcard === undefined) return undefined
  return (wildcard & (wildcard + 1)) === 0 ? Math.clz32(wildcard) : undefined
}

/** The prefix of an address and a length, without host bits. */
export const prefixText = (address: string | undefined, length: number | undefined): string | undefined => {
  const parsed = address === undefined ? undefined : parseAddress(address)
  if (parsed === undefined || length === undefined) return undefined
  return length > (isIpv4(parsed) ? 32 : 128) ? undefined : formatPrefix(prefixOf(parsed, length))
}

/** A prefix with its length, host bits cleared as routers clear them. */
export const slashPrefix = (text: string | undefined): string | undefined => {
  const reading = text === undefined ? undefined : parsePrefix(text)
  return reading === undefined || reading.kind === 'malformed' ? undefined : formatPrefix(reading.prefix)
}

/** The mask that an address has when none is written. */
export const classfulLength = (text: string | undefined): number | undefined => {
  const address = ipv4(text)
  if (address === undefined) return undefined
  const first = address >>> 24
  return first === 0 ? 0 : first < 128 ? 8 : first < 192 ? 16 : 24
}

/** Whether a word is an address of either family. */
export const isAddress = (text: string | undefined): text is string =>
  text !== undefined && parseAddress(text) !== undefined

/** A number between bounds, written in decimal. */
export const wholeNumber = (text: string | undefined, least: number, most: number): number | undefined => {
  if (text === undefined || !/^\d{1,10}$/.test(text)) return undefined
  const value = Number(text)
  return value >= least && value <= most ? value : undefined
}

/** An AS number, plain or in two halves with a dot. */
export const asNumber = (text: string | undefined): number | undefined => {
  const halves = /^(\d{1,5})\.(\d{1,5})$/.exec(text ?? '')
  if (halves === null) return wholeNumber(text, 1, 4_294_967_295)
  const value = Number(halves[1]) * 65_536 + Number(halves[2])
  return Number(halves[1]) < 65_536 && Number(halves[2]) < 65_536 && value > 0 ? value : undefined
}

const wellKnown: ReadonlyMap<string, string> = new Map([
  ['internet', '0:0'],
  ['graceful-shutdown', '65535:0'],
  ['blackhole', '65535:666'],
  ['no-export', '65535:65281'],
  ['no-advertise', '65535:65282'],
  ['local-as', '65535:65283'],
  ['local-AS', '65535:65283'],
  ['no-peer', '65535:65284'],
])

/** A standard community as two numbers. */
export const community = (text: string): string | undefined => {
  const known = wellKnown.get(text)
  if (known !== undefined) return known
  const halves = /^(\d{1,5}):(\d{1,5})$/.exec(text)
  if (halves !== null) return Number(halves[1]) < 65_536 && Number(halves[2]) < 65_536 ? text : undefined
  const whole = wholeNumber(text, 0, 4_294_967_295)
  return whole === undefined ? undefined : `${Math.floor(whole / 65_536)}:${whole % 65_536}`
}

const ciscoKinds = [
  'GigabitEthernet',
  'TenGigabitEthernet',
  'FastEthernet',
  'Ethernet',
  'Tunnel',
  'Loopback',
  'Null',
  'Vlan',
  'BDI',
  'BVI',
  'Port-channel',
  'Serial',
  'Virtual-Template',
  'VirtualPortGroup',
] as const

/** An interface by its full name, from one or two words (`Gi1`, `tunnel 0`); undefined for what is none of Cisco's. */
export const ciscoInterface = (
  first: string | undefined,
  second: string | undefined,
): { readonly name: string; readonly words: number } | undefined => {
  const parts = /^([A-Za-z][A-Za-z-]*?)(\d[\d/.:]*)?$/.exec(first ?? '')
  const kind = parts?.[1]?.toLowerCase()
  if (kind === undefined || kind.length < 2) return undefined
  const full = ciscoKinds.find((name) => name.toLowerCase().startsWith(kind))
  if (full === undefined) return undefined
  if (parts?.[2] !== undefined) return { name: `${full}${parts[2]}`, words: 1 }
  return second !== undefined && /^\d[\d/.:]*$/.test(second)
    ? { name: `${full}${second}`, words: 2 }
    : undefined
}

/** A prefix that holds one address. */
export const hostPrefixText = (address: string): string => `${address}/${address.includes(':') ? 128 : 32}`

/** The network that an address with a mask lies in, as IOS writes both. */
export const maskedPrefix = (address: string | undefined, mask: string | undefined): string | undefined =>
  prefixText(address, maskLength(mask))
