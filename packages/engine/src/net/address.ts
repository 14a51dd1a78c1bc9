// IPv4 and IPv6 addresses: reading, writing, ordering and stepping.

declare const brand: unique symbol

/** An IPv4 address as an unsigned 32-bit integer, most significant octet first. */
export type Ipv4 = number & { readonly [brand]: 4 }

/** An IPv6 address as an unsigned 128-bit integer, most significant group first. */
export type Ipv6 = bigint & { readonly [brand]: 6 }

/** An address of either family; `typeof` tells which: `'number'` is IPv4, `'bigint'` is IPv6. */
export type Address = Ipv4 | Ipv6

/** The IP version of an address. */
export type Family = 4 | 6

const IPV4_SPACE = 2 ** 32
const IPV6_SPACE = 1n << 128n
const IPV6_GROUPS = 8
const LONGEST_IPV6_TEXT = '0000:0000:0000:0000:0000:ffff:255.255.255.255'.length

const DOT = 0x2e
const COLON = 0x3a
const ZERO = 0x30

/** Is this an IPv4 address? */
export const isIpv4 = (address: Address): address is Ipv4 => typeof address === 'number'

/** Is this an IPv6 address? */
export const isIpv6 = (address: Address): address is Ipv6 => typeof address === 'bigint'

/** The IP version of `address`. */
export const familyOf = (address: Address): Family => (typeof address === 'number' ? 4 : 6)

/**
 * The IPv4 address with this integer value.
 * @throws RangeError when `value` is not an integer from 0 to 2³² − 1.
 */
export const ipv4Of = (value: number): Ipv4 => {
  if (value >>> 0 !== value) throw new RangeError(`${value} is not an unsigned 32-bit integer`)
  return value as Ipv4
}

/**
 * The IPv6 address with this integer value.
 * @throws RangeError when `value` is not from 0 to 2¹²⁸ − 1.
 */
export const ipv6Of = (value: bigint): Ipv6 => {
  if (value < 0n || value >= IPV6_SPACE) throw new RangeError(`${value} is not an unsigned 128-bit integer`)
  return value as Ipv6
}

/**
 * Reads the four octets of `text` from index `from` to its end; −1 when that is not a dotted quad.
 * A leading zero is refused: some programs read `010` as ten, others as octal eight.
 */
const readDottedQuad = (text: string, from: number): number => {
  let value = 0
  let octet = -1
  let octets = 1
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === DOT) {
      if (octet < 0) return -1
      value = (value << 8) | octet
      octet = -1
      octets++
    } else {
      const digit = code - ZERO
      if (digit < 0 || digit > 9 || octet === 0) return -1
      octet = octet < 0 ? digit : octet * 10 + digit
      if (octet > 255) return -1
    }
  }
  return octets === 4 && octet >= 0 ? ((value << 8) | octet) >>> 0 : -1
}

const hexDigit = (code: number): number => {
  if (code >= ZERO && code <= 0x39) return code - ZERO
  const letter = (code | 0x20) - 0x61
  return letter >= 0 && letter < 6 ? letter + 10 : -1
}

/** Reads one to four hexadecimal digits; −1 when `text` from `from` up to `to` is anything else. */
const readGroup = (text: string, from: number, to: number): number => {
  if (to === from || to - from > 4) return -1
  let value = 0
  for (let at = from; at < to; at++) {
    const digit = hexDigit(text.charCodeAt(at))
    if (digit < 0) return -1
    value = (value << 4) | digit
  }
  return value
}

const fromGroups = (groups: readonly number[]): Ipv6 => {
  let value = 0n
  for (let at = 0; at < IPV6_GROUPS; at += 2) {
    const word = (groups[at] ?? 0) * 0x10000 + (groups[at + 1] ?? 0)
    value = (value << 32n) | BigInt(word)
  }
  return value as Ipv6
}

const readIpv6 = (text: string): Ipv6 | undefined => {
  if (text.length > LONGEST_IPV6_TEXT) return undefined
  const groups: number[] = []
  let gapAt = -1
  let at = 0
  if (text.startsWith('::')) {
    gapAt = 0
    at = 2
  }
  while (at < text.length) {
    const colon = text.indexOf(':', at)
    const end = colon < 0 ? text.length : colon
    if (colon < 0 && text.includes('.', at)) {
      const quad = readDottedQuad(text, at)
      if (quad < 0) return undefined
      groups.push(quad >>> 16, quad & 0xffff)
      break
    }
    const group = readGroup(text, at, end)
    if (group < 0) return undefined
    groups.push(group)
    if (colon < 0) break
    at = colon + 1
    if (at === text.length) return undefined
    if (text.charCodeAt(at) === COLON) {
      if (gapAt >= 0) return undefined
      gapAt = groups.length
      at++
    }
  }
  if (gapAt < 0) return groups.length === IPV6_GROUPS ? fromGroups(groups) : undefined
  // RFC 4291 §2.2: '::' stands for one or more groups, so at most seven are written out.
  if (groups.length >= IPV6_GROUPS) return undefined
  const tail = groups.splice(gapAt)
  while (groups.length + tail.length < IPV6_GROUPS) groups.push(0)
  return fromGroups(groups.concat(tail))
}

/**
 * Reads an address; `undefined` when `text` is not exactly one. Never throws.
 *
 * IPv4 is four decimal octets without leading zeros. IPv6 is any form of RFC 4291 §2.2 (`::`, an embedded
 * dotted quad at the end, either letter case). Zone ids, brackets, prefix lengths and white space are refused.
 */
export const parseAddress = (text: string): Address | undefined => {
  const quad = readDottedQuad(text, 0)
  return quad >= 0 ? (quad as Ipv4) : readIpv6(text)
}

/**
 * The address that `text` spells, for constants and tests.
 * @throws RangeError when it spells none.
 */
export const address = (text: string): Address => {
  const parsed = parseAddress(text)
  if (parsed === undefined) throw new RangeError(`'${text}' is not an IP address`)
  return parsed
}

// Looked-up octets make writing an IPv4 address twice as fast as converting four numbers.
const octetText: readonly string[] = Array.from({ length: 256 }, (_, octet) => String(octet))

const formatIpv4 = (value: number): string =>
  `${octetText[value >>> 24]}.${octetText[(value >>> 16) & 255]}.${octetText[(value >>> 8) & 255]}.${octetText[value & 255]}`

const groupsOf = (value: bigint): readonly number[] => {
  const groups: number[] = []
  for (let shift = 96n; shift >= 0n; shift -= 32n) {
    const word = Number(BigInt.asUintN(32, value >> shift))
    groups.push(word >>> 16, word & 0xffff)
  }
  return groups
}

/** The first of the longest runs of zero groups; one zero group alone is not a run (RFC 5952 §4.2). */
const longestZeroRun = (groups: readonly number[]): { start: number; length: number } => {
  let best = { start: 0, length: 1 }
  let length = 0
  for (const [at, group] of groups.entries()) {
    length = group === 0 ? length + 1 : 0
    if (length > best.length) best = { start: at - length + 1, length }
  }
  return best
}

const formatIpv6 = (value: bigint): string => {
  if (value >> 32n === 0xffffn) return `::ffff:${formatIpv4(Number(BigInt.asUintN(32, value)))}`
  const groups = groupsOf(value)
  const run = longestZeroRun(groups)
  const text = groups.map((group) => group.toString(16))
  if (run.length < 2) return text.join(':')
  return `${text.slice(0, run.start).join(':')}::${text.slice(run.start + run.length).join(':')}`
}

/**
 * Writes an address in its canonical form: a dotted quad, or RFC 5952 (lower case, `::` for the longest run of
 * zeros, a dotted quad inside `::ffff:0:0/96`).
 */
export const formatAddress = (address: Address): string =>
  typeof address === 'number' ? formatIpv4(address) : formatIpv6(address)

/** Orders addresses by value, every IPv4 before every IPv6. Negative, zero or positive, as `sort` wants it. */
export const compareAddresses = (a: Address, b: Address): number => {
  if (typeof a === 'number') return typeof b === 'number' ? a - b : -1
  if (typeof b === 'number') return 1
  return a < b ? -1 : a > b ? 1 : 0
}

/**
 * The address `by` steps after `address` (before it when negative), of the same family; `undefined` when there
 * is none because the address space ends first.
 * @throws RangeError when `by` is not a safe integer.
 */
export const offsetAddress = (address: Address, by: number): Address | undefined => {
  if (!Number.isSafeInteger(by))
    throw new RangeError(`An address cannot be moved by ${by}: not a safe integer`)
  if (typeof address === 'number') {
    const moved = address + by
    return moved >= 0 && moved < IPV4_SPACE ? (moved as Ipv4) : undefined
  }
  const moved = address + BigInt(by)
  return moved >= 0n && moved < IPV6_SPACE ? (moved as Ipv6) : undefined
}
