// Appliances of a VNet: one or two, with one NIC or two, behind an internal load balancer, published to the Internet.
import { loadBalancer, nic, vm, vmOn } from '../azure.ts'
import { describeGuest } from './guests.ts'
import { type Making, own } from './making.ts'
import { addPublicAddressFor } from './public-addresses.ts'
import { securityGroupForPublic } from './security.ts'

const addSecond = (making: Making, number: number, first: string): void => {
  const { resources } = making
  const second = `nva${number}-2`
  const [address, frontend] = [`10.${number}.1.5`, `10.${number}.1.100`]
  resources.push(loadBalancer(`lb${number}`, `v${number}/nva`, frontend))
  resources.push(...vm(second, `v${number}/nva`, address, { forwards: true, pool: `lb${number}/pool` }))
  making.appliances.push({ name: second, address, vnet: number })
  own(making, address, second)
  own(making, frontend, first, second)
  making.senders.push(second)
  making.nextHops.push(frontend)
}

/** Now and then an appliance; `pools`: of balancers that it is behind. The machine and its NIC, where it is made. */
export const addAppliance = (
  making: Making,
  number: number,
  pools: readonly string[],
): { readonly machine: string; readonly nic: string } | undefined => {
  const { dice, resources, state, dualStack } = making
  if (!dice.chance(0.7)) return undefined
  const name = `nva${number}`
  const address = `10.${number}.1.4`
  const six = dualStack.has(number) ? [`fd00:10${number}:0:1::4`] : []
  const forwards = dice.chance(0.85)
  const withBalancer = dice.chance(0.3)
  const hasTwo = dice.chance(0.25)
  const isPublic = dice.chance(0.3)
  const settings = {
    forwards,
    ipv4Pools: [...pools, ...(withBalancer ? [`lb${number}/pool`] : [])],
    ...securityGroupForPublic(making, name, number, isPublic || pools.length > 0),
    publicAddresses: isPublic ? [addPublicAddressFor(making, `${name}-pip`, name, address)] : [],
  }
  if (hasTwo) {
    resources.push(nic(`${name}-a`, `v${number}/nva`, [address, ...six], settings))
    resources.push(nic(`${name}-b`, `v${number}/main`, `10.${number}.0.9`, { forwards }))
    resources.push(vmOn(name, [`${name}-a`, `${name}-b`]))
    own(making, `10.${number}.0.9`, name)
    describeGuest(making, name, ['eth0', 'eth1'], address)
  } else {
    resources.push(...vm(name, `v${number}/nva`, [address, ...six], settings))
    making.appliances.push({ name, address, vnet: number })
    describeGuest(making, name, ['eth0'], address)
  }
  own(making, address, name)
  for (const each of six) {
    own(making, each, name)
    making.withIpv6.add(name)
    making.nextHops.push(each)
  }
  making.senders.push(name)
  making.nextHops.push(address)
  if (dice.chance(0.1)) state.push({ vm: name, up: false })
  if (withBalancer) addSecond(making, number, name)
  return { machine: name, nic: hasTwo ? `${name}-a` : `${name}-nic` }
}
