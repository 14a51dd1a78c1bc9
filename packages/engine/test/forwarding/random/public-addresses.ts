// Public IP addresses: stated ones, and those that only Azure knows.
import type { ArmResource } from '../azure.ts'
import { type Making, own } from './making.ts'

/** The address of a family with a number, none of which a rule of the random networks names. */
const addressOf = (number: number, isIpv6: boolean): string =>
  isIpv6 ? `2603:1040::${(number + 1).toString(16)}` : `4.4.${Math.floor(number / 200)}.${(number % 200) + 1}`

const resourceOf = (name: string, address: string | undefined, isIpv6: boolean): ArmResource => ({
  type: 'Microsoft.Network/publicIPAddresses',
  name,
  body: { sku: { name: 'Standard' } },
  properties: {
    publicIPAddressVersion: isIpv6 ? 'IPv6' : 'IPv4',
    ...(address === undefined ? {} : { ipAddress: address }),
  },
})

/** A public IP address `<name>`, most often a stated one; `owners` stand at the end of what comes to it. */
export const addPublicAddress = (
  making: Making,
  name: string,
  owners: readonly string[],
  isIpv6 = false,
): string | undefined => {
  const { dice, resources, names } = making
  const number = resources.filter(({ type }) => type.endsWith('/publicIPAddresses')).length
  const address = dice.chance(0.8) ? addressOf(number, isIpv6) : undefined
  resources.push(resourceOf(name, address, isIpv6))
  making.owners.set(name, owners)
  if (isIpv6) making.ipv6Names.add(name)
  if (address === undefined) names.push(name)
  else own(making, address, ...owners)
  return address
}

/** One that stands for a private address of a machine's configuration. */
export const addPublicAddressFor = (
  making: Making,
  name: string,
  machine: string,
  stands: string,
): string => {
  const address = addPublicAddress(making, name, [machine], stands.includes(':'))
  making.publicOf.set(stands, address ?? '')
  return name
}
