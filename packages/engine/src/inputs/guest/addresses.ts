// Addresses and prefixes as commands and files of a guest write them.
import { formatAddress, formatPrefix, parseAddress, parsePrefix } from '../../net/index.ts'

/** A prefix from `10.0.0.0/8`, an address (a host) or `default`; undefined for anything else, or with host bits. */
export const prefixFrom = (written: string, ipv6 = false): string | undefined => {
  if (written === 'default' || written === 'any') return ipv6 ? '::/0' : '0.0.0.0/0'
  const text = written.includes('/') ? written : hostPrefix(written)
  if (text === undefined) return undefined
  const found = parsePrefix(text)
  return found.kind === 'prefix' ? formatPrefix(found.prefix) : undefined
}

/** The same for rules of a filter, where bits behind the length do no harm. */
export const looseMaskedPrefix = (written: string): string | undefined => {
  const [address = '', mask] = written.split('/')
  const length = mask === undefined ? undefined : /^\d+$/.test(mask) ? mask : lengthOfMask(mask)
  if (mask !== undefined && length === undefined) return undefined
  const text = length === undefined ? hostPrefix(address) : `${address}/${length}`
  const found = text === undefined ? undefined : parsePrefix(text)
  if (found === undefined || found.kind === 'malformed') return undefined
  return formatPrefix(found.prefix)
}

const hostPrefix = (written: string): string | undefined => {
  const address = parseAddress(written)
  if (address === undefined) return undefined
  return `${written}/${typeof address === 'number' ? 32 : 128}`
}

/** The length of `255.255.0.0`; undefined when its bits are not in one row. */
export const lengthOfMask = (mask: string): number | undefined => {
  const address = parseAddress(mask)
  if (typeof address !== 'number') return undefined
  const zeros = (~address >>> 0) + 1
  const length = 32 - Math.log2(zeros)
  return Number.isInteger(length) ? length : undefined
}

/** An address with the length of its network; a host's when none is written. */
export const interfaceAddress = (written: string, mask?: string): string | undefined => {
  const [address = '', ownLength] = written.split('/')
  const parsed = parseAddress(address)
  if (parsed === undefined) return undefined
  const fromMask = mask === undefined ? undefined : /^\d+$/.test(mask) ? Number(mask) : lengthOfMask(mask)
  const length = ownLength ?? fromMask ?? (typeof parsed === 'number' ? 32 : 128)
  const text = `${formatAddress(parsed)}/${length}`
  return parsePrefix(text).kind === 'malformed' ? undefined : text
}

/** An address; undefined when it is none. */
export const addressFrom = (written: string | undefined): string | undefined => {
  const address = written === undefined ? undefined : parseAddress(written)
  return address === undefined ? undefined : formatAddress(address)
}
