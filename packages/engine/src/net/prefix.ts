// CIDR prefixes: reading, writing, ordering, containment and bounds.

import {
  type Address,
  compareAddresses,
  type Family,
  familyOf,
  formatAddress,
  ipv4Of,
  ipv6Of,
  parseAddress,
} from './address.ts'

/** A block of addresses sharing their first `length` bits (0–32 or 0–128); all later bits of `address` are zero. */
export interface Prefix {
  readonly address: Address
  readonly length: number
}

/**
 * What a text turned out to be.
 * - `prefix`: a clean prefix.
 * - `hostBits`: a prefix whose address has bits set after its length (`10.0.0.4/24`); `address` is the one
 *   written, `prefix` the block that it lies in.
 * - `malformed`: neither; a lone address without a length is malformed too.
 */
export type PrefixReading =
  | { readonly kind: 'prefix'; readonly prefix: Prefix }
  | { readonly kind: 'hostBits'; readonly prefix: Prefix; readonly address: Address }
  | { readonly kind: 'malformed' }

const MALFORMED: PrefixReading = { kind: 'malformed' }
const LENGTH_DIGITS = /^(?:0|[1-9][0-9]{0,2})$/

const widthOf = (address: Address): 32 | 128 => (typeof address === 'number' ? 32 : 128)

/** Has a one in each place that is a host bit of an IPv4 prefix of this length, as an unsigned integer. */
const ipv4HostMask = (length: number): number => (length === 32 ? 0 : 0xffffffff >>> length)

const ipv6HostMask = (length: number): bigint => (1n << BigInt(128 - length)) - 1n

const networkOf = (address: Address, length: number): Address =>
  typeof address === 'number'
    ? ipv4Of((address & ~ipv4HostMask(length)) >>> 0)
    : ipv6Of(address & ~ipv6HostMask(length))

/**
 * The prefix of this length that `address` lies in: bits after the length are cleared.
 * @throws RangeError when the family has no prefix of that length.
 */
export const prefixOf = (address: Address, length: number): Prefix => {
  const width = widthOf(address)
  if (!Number.isInteger(length) || length < 0 || length > width) {
    throw new RangeError(`An IPv${familyOf(address)} prefix is 0 to ${width} bits long, not ${length}`)
  }
  return { address: networkOf(address, length), length }
}

/** Reads `address/length`; the address as `parseAddress` reads it, the length in decimal without leading zeros. Never throws. */
export const parsePrefix = (text: string): PrefixReading => {
  const slash = text.indexOf('/')
  if (slash < 0) return MALFORMED
  const digits = text.slice(slash + 1)
  const address = LENGTH_DIGITS.test(digits) ? parseAddress(text.slice(0, slash)) : undefined
  if (address === undefined) return MALFORMED
  const length = Number(digits)
  if (length > widthOf(address)) return MALFORMED
  const prefix = { address: networkOf(address, length), length }
  return prefix.address === address ? { kind: 'prefix', prefix } : { kind: 'hostBits', prefix, address }
}

/** The prefix that a text names, host bits or not; undefined where it names none. For texts that are validated elsewhere. */
export const prefixNamed = (text: string): Prefix | undefined => {
  const reading = parsePrefix(text)
  return reading.kind === 'malformed' ? undefined : reading.prefix
}

/**
 * The prefix that `text` spells, for constants and tests.
 * @throws RangeError when it spells none, or has host bits set.
 */
export const prefix = (text: string): Prefix => {
  const reading = parsePrefix(text)
  if (reading.kind === 'prefix') return reading.prefix
  throw new RangeError(
    reading.kind === 'malformed'
      ? `'${text}' is not a prefix`
      : `'${text}' has host bits set: the prefix is ${formatPrefix(reading.prefix)}`,
  )
}

/** Writes a prefix as `address/length`, the address in its canonical form. */
export const formatPrefix = (prefix: Prefix): string => `${formatAddress(prefix.address)}/${prefix.length}`

/** A key for maps: equal exactly when the prefixes are equal. */
export const prefixKey = (prefix: Prefix): string => formatPrefix(prefix)

/** Are these the same block of the same family? */
export const equalPrefixes = (a: Prefix, b: Prefix): boolean =>
  a.address === b.address && a.length === b.length

/** Orders prefixes by address (every IPv4 before every IPv6), then the shorter length first. */
export const comparePrefixes = (a: Prefix, b: Prefix): number =>
  compareAddresses(a.address, b.address) || a.length - b.length

/** Does `address` lie in `prefix`? Never across families. */
export const containsAddress = (prefix: Prefix, address: Address): boolean => {
  const network = prefix.address
  if (typeof network === 'number') {
    return typeof address === 'number' && (network ^ address) >>> 0 <= ipv4HostMask(prefix.length)
  }
  return typeof address === 'bigint' && (network ^ address) >> BigInt(128 - prefix.length) === 0n
}

/** Does every address of `inner` lie in `outer`? A prefix contains itself. */
export const containsPrefix = (outer: Prefix, inner: Prefix): boolean =>
  outer.length <= inner.length && containsAddress(outer, inner.address)

/** Do the two share an address? Of two prefixes that do, one contains the other. */
export const overlaps = (a: Prefix, b: Prefix): boolean => containsPrefix(a, b) || containsPrefix(b, a)

/** The lowest address of a prefix. */
export const firstAddress = (prefix: Prefix): Address => prefix.address

/** The highest address of a prefix. */
export const lastAddress = ({ address, length }: Prefix): Address =>
  typeof address === 'number'
    ? ipv4Of((address | ipv4HostMask(length)) >>> 0)
    : ipv6Of(address | ipv6HostMask(length))

/** The prefix that holds this address alone: `/32` or `/128`. */
export const hostPrefix = (address: Address): Prefix => ({ address, length: widthOf(address) })

const IPV4_DEFAULT: Prefix = { address: ipv4Of(0), length: 0 }
const IPV6_DEFAULT: Prefix = { address: ipv6Of(0n), length: 0 }

/** The prefix that holds the whole family: `0.0.0.0/0` or `::/0`. */
export const defaultPrefix = (family: Family): Prefix => (family === 4 ? IPV4_DEFAULT : IPV6_DEFAULT)

/** Is this `0.0.0.0/0` or `::/0`? */
export const isDefault = (prefix: Prefix): boolean => prefix.length === 0

/** The two prefixes, one bit longer, that make up `prefix`, lower first; `undefined` when it is a single address. */
export const halves = (prefix: Prefix): readonly [Prefix, Prefix] | undefined => {
  const length = prefix.length + 1
  if (length > widthOf(prefix.address)) return undefined
  return [
    { address: prefix.address, length },
    { address: networkOf(lastAddress(prefix), length), length },
  ]
}

/** How many addresses a prefix holds: 1 to 2³² or 2¹²⁸. */
export const addressCount = (prefix: Prefix): bigint => 1n << BigInt(widthOf(prefix.address) - prefix.length)

/**
 * The fewest prefixes that together hold exactly the addresses from `first` to `last`, both included, in order. None where
 * the range is empty or its ends are of different families.
 */
export const prefixesBetween = (first: Address, last: Address): readonly Prefix[] => {
  const width = widthOf(first)
  if (width !== widthOf(last)) return []
  const found: Prefix[] = []
  const end = BigInt(last)
  let start = BigInt(first)
  while (start <= end) {
    let bits = 0
    // The largest block that begins here and does not go beyond the end.
    while (
      bits < width &&
      (start >> BigInt(bits)) % 2n === 0n &&
      start + (1n << BigInt(bits + 1)) - 1n <= end
    )
      bits += 1
    const address = width === 32 ? ipv4Of(Number(start)) : ipv6Of(start)
    found.push({ address, length: width - bits })
    start += 1n << BigInt(bits)
  }
  return found
}
