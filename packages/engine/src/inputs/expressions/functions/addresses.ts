// cidrSubnet, cidrHost and parseCidr, for IPv4 and IPv6.
import {
  type Address,
  addressCount,
  formatAddress,
  formatPrefix,
  ipv4Of,
  ipv6Of,
  isIpv4,
  lastAddress,
  type Prefix,
  parseAddress,
  parsePrefix,
  prefixOf,
} from '../../../net/index.ts'
import type { Value } from '../../../resources/index.ts'
import type { TemplateFunction } from '../template-function.ts'
import { integer, text } from './argument-readers.ts'
import { type Call, one, three, two } from './define-function.ts'

/** Without a length Azure takes that of the address's old class: A /8, B /16, the rest /24; for IPv6 /64. */
const classLengthOf = (address: Address): number => {
  if (!isIpv4(address)) return 64
  const first = Math.floor(Number(address) / 2 ** 24)
  return first < 128 ? 8 : first < 192 ? 16 : 24
}

/** The block that a text names; bits after the length are cleared, as Azure does. */
const networkOf = (written: string): Prefix | undefined => {
  const alone = written.includes('/') ? undefined : parseAddress(written)
  if (alone !== undefined) return prefixOf(alone, classLengthOf(alone))
  const reading = parsePrefix(written)
  return reading.kind === 'malformed' ? undefined : reading.prefix
}

const widthOf = (network: Prefix): number => (isIpv4(network.address) ? 32 : 128)

/** The address so many steps after the first of a block that holds it. */
const addressAt = (network: Prefix, steps: bigint): Address => {
  const value = BigInt(network.address) + steps
  return isIpv4(network.address) ? ipv4Of(Number(value)) : ipv6Of(value)
}

/** Block number `index`, from 0, of those of this length. */
const cidrSubnet = (written: string, length: number, index: number, call: Call): Value => {
  const network = networkOf(written)
  if (network === undefined) return call.fail('prefix', written)
  const width = widthOf(network)
  if (length < network.length || length > width) return call.fail('prefixLength', length)
  const size = 1n << BigInt(width - length)
  const start = BigInt(index) * size
  if (index < 0 || start >= addressCount(network)) return call.fail('addressOutside', index)
  return call.scalar(formatPrefix(prefixOf(addressAt(network, start), length)))
}

/** Host number `index`, from 0: the first is the one after the network's own address. */
const cidrHost = (written: string, index: number, call: Call): Value => {
  const network = networkOf(written)
  if (network === undefined) return call.fail('prefix', written)
  const broadcast = isIpv4(network.address) ? 1n : 0n
  const hosts = addressCount(network) - 1n - broadcast
  if (index < 0 || BigInt(index) >= hosts) return call.fail('addressOutside', index)
  return call.scalar(formatAddress(addressAt(network, BigInt(index) + 1n)))
}

const netmaskOf = (network: Prefix): Address => {
  const width = BigInt(widthOf(network))
  const mask = ((1n << BigInt(network.length)) - 1n) << (width - BigInt(network.length))
  return isIpv4(network.address) ? ipv4Of(Number(mask)) : ipv6Of(mask)
}

/** IPv6 has no broadcast address, so its whole range is usable; nor do /31 and /32 set one aside. */
const parseCidr = (written: string, call: Call): Value => {
  const network = networkOf(written)
  if (network === undefined) return call.fail('prefix', written)
  const address = (value: Address): Value => call.scalar(formatAddress(value))
  const end = lastAddress(network)
  const reserved = isIpv4(network.address) && network.length < 31 ? 1n : 0n
  return call.object({
    network: address(network.address),
    netmask: address(netmaskOf(network)),
    ...(isIpv4(network.address) ? { broadcast: address(end) } : {}),
    firstUsable: address(addressAt(network, reserved)),
    lastUsable: address(addressAt(network, addressCount(network) - 1n - reserved)),
    cidr: call.scalar(network.length),
  })
}

/** The functions of this topic. */
export const addressFunctions: readonly TemplateFunction[] = [
  three('cidrSubnet', text, integer, integer, cidrSubnet),
  two('cidrHost', text, integer, cidrHost),
  one('parseCidr', text, parseCidr),
]
