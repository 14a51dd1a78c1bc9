// One spelling for addresses and prefixes, so that texts of recordings and predictions can be compared.
import { containsAddress, formatAddress, formatPrefix, parseAddress, parsePrefix } from '../../net/index.ts'

/** The address in its usual spelling (IPv6 lower case, shortened); a text that is no address stays as it is. */
export const canonicalAddress = (text: string): string => {
  const address = parseAddress(text)
  return address === undefined ? text : formatAddress(address)
}

/** The prefix in its usual spelling; a text that is none (a service tag) stays as it is. */
export const canonicalPrefix = (text: string): string => {
  const reading = parsePrefix(text)
  return reading.kind === 'malformed' ? text : formatPrefix(reading.prefix)
}

/** The length of the prefix if it holds the address; undefined if it does not. */
export const matchLength = (prefix: string, address: string): number | undefined => {
  const reading = parsePrefix(prefix)
  const parsed = parseAddress(address)
  if (reading.kind === 'malformed' || parsed === undefined) return undefined
  return containsAddress(reading.prefix, parsed) ? reading.prefix.length : undefined
}

/** Whether two sets of addresses are the same. */
export const sameSet = (a: Iterable<string>, b: Iterable<string>): boolean => {
  const left = new Set(a)
  const right = new Set(b)
  return left.size === right.size && [...left].every((item) => right.has(item))
}
