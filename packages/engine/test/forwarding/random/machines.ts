// Machines that only send and receive: with one address or several, of one family or both, some of them public.
import { securityGroup, vm } from '../azure.ts'
import { type Making, own } from './making.ts'
import { addPublicAddressFor } from './public-addresses.ts'
import { applicationGroupFor, securityGroupForPublic } from './security.ts'

/** The machine that every VNet has; its public address, if it has one, may be nobody's input. */
export const addMachine = (making: Making, number: number, pools: readonly string[]): void => {
  const { dice, resources, dualStack } = making
  const name = `vm${number}`
  const address = `10.${number}.0.4`
  const six = dualStack.has(number) ? [`fd00:10${number}::4`] : []
  const isPublic = dice.chance(0.25)
  const publicName = `${name}-pip`
  if (isPublic && dice.chance(0.7)) addPublicAddressFor(making, publicName, name, address)
  else if (isPublic) making.publicOf.set(address, '')
  resources.push(
    ...vm(name, `v${number}/main`, [address, ...six], {
      publicAddresses: isPublic ? [publicName] : [],
      ipv4Pools: pools,
      ...securityGroupForPublic(making, name, number, isPublic),
      ...applicationGroupFor(making, number),
    }),
  )
  for (const each of [...six, address]) own(making, each, name)
  if (six.length > 0) making.withIpv6.add(name)
  making.senders.push(name)
}

/** Now and then a neighbour with a group of its own, which does not send questions. */
export const addNeighbour = (making: Making, number: number): void => {
  const { dice, resources } = making
  if (!dice.chance(0.15)) return
  resources.push(securityGroup(`nsg-second${number}`, { 100: { access: 'Deny', port: '22' } }))
  resources.push(
    ...vm(`second${number}`, `v${number}/main`, `10.${number}.0.5`, {
      networkSecurityGroup: `nsg-second${number}`,
      ...applicationGroupFor(making, number),
    }),
  )
  own(making, `10.${number}.0.5`, `second${number}`)
}

/** Now and then a machine with several configurations, each of which may have a public address or none. */
export const addWeb = (
  making: Making,
  number: number,
  pools: readonly string[],
): { readonly machine: string; readonly nic: string } | undefined => {
  const { dice, resources, dualStack } = making
  if (!dice.chance(0.35)) return undefined
  const name = `web${number}`
  const addresses = [
    `10.${number}.0.30`,
    ...(dice.chance(0.6) ? [`10.${number}.0.31`] : []),
    ...(dualStack.has(number) ? [`fd00:10${number}::30`] : []),
  ]
  const publicAddresses = addresses.map((address, index) =>
    dice.chance(0.4) ? addPublicAddressFor(making, `${name}-pip${index}`, name, address) : undefined,
  )
  const isPublic = pools.length > 0 || publicAddresses.some((each) => each !== undefined)
  resources.push(
    ...vm(name, `v${number}/main`, addresses, {
      publicAddresses,
      ipv4Pools: pools,
      ...securityGroupForPublic(making, name, number, isPublic),
    }),
  )
  for (const address of addresses) own(making, address, name)
  if (dualStack.has(number)) making.withIpv6.add(name)
  making.senders.push(name)
  return { machine: name, nic: `${name}-nic` }
}
