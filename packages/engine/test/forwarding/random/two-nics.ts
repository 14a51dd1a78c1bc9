// Machines with two NICs, and what their kernels say of who leaves by which.
import type { GuestConfiguration } from '../../../src/resources/guest-configuration.ts'
import { nic, vmOn } from '../azure.ts'
import { extendGuest, type Making, own } from './making.ts'
import { addPublicAddressFor } from './public-addresses.ts'
import { securityGroupForPublic } from './security.ts'

/** Policy routing as people write it, or as they forget it, for the second NIC with this address. */
const kernelOf = ({ dice, count }: Making, number: number, second: string): GuestConfiguration => {
  const prefix = (): string => dice.pick(['10.0.0.0/8', `10.${dice.roll(count)}.0.0/16`, '0.0.0.0/0'])
  const gateway = `10.${number}.1.1`
  return dice.pick<() => GuestConfiguration>([
    () => ({}),
    () => ({ routes: [{ prefix: prefix(), dev: 'eth1' }] }),
    () => ({
      routes: [
        { prefix: prefix(), via: gateway, metric: 50 },
        { prefix: prefix(), dev: 'eth0' },
      ],
    }),
    () => ({
      routes: [{ prefix: '0.0.0.0/0', via: gateway, dev: 'eth1', table: '200' }],
      rules: [{ priority: 100, source: `${second}/32`, table: '200' }],
    }),
    () => ({
      routes: [{ prefix: prefix(), dev: dice.pick(['eth0', 'eth1']), table: '200' }],
      rules: [
        { priority: 100, destination: prefix(), table: '200' },
        { source: prefix(), table: 'main' },
      ],
    }),
  ])()
}

/** Now and then a machine `multi<number>` with a NIC in each of two subnets; it forwards nothing. */
export const addTwoNicMachine = (making: Making, number: number): void => {
  const { dice, resources, senders } = making
  if (!dice.chance(0.3)) return
  const name = `multi${number}`
  const ends = [
    { nicName: `${name}-a`, subnet: 'main', address: `10.${number}.0.12` },
    { nicName: `${name}-b`, subnet: 'nva', address: `10.${number}.1.12` },
  ]
  for (const { nicName, subnet, address } of ends) {
    const isPublic = dice.chance(0.25)
    const publicAddresses = isPublic ? [addPublicAddressFor(making, `${nicName}-pip`, name, address)] : []
    const groups =
      isPublic || dice.chance(0.3) ? securityGroupForPublic(making, nicName, number, isPublic) : {}
    resources.push(nic(nicName, `v${number}/${subnet}`, address, { publicAddresses, ...groups }))
    own(making, address, name)
  }
  resources.push(
    vmOn(
      name,
      ends.map(({ nicName }) => nicName),
    ),
  )
  senders.push(name)
  extendGuest(making, name, kernelOf(making, number, `10.${number}.1.12`))
  if (dice.chance(0.15))
    extendGuest(making, name, { rpFilter: dice.pick(['off', 'strict', 'loose'] as const) })
}
