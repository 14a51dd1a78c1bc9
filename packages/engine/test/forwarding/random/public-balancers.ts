// Public load balancers in front of machines: what they publish, and by which rules their members get out.
import { type BalancerSettings, balancer } from '../azure-edge.ts'
import type { Making } from './making.ts'
import { addPublicAddress } from './public-addresses.ts'

/** The pool of the public balancer of a VNet, if it has one. */
export const publicPoolOf = ({ dice }: Making, number: number): string | undefined =>
  dice.chance(0.3) ? `plb${number}/pool` : undefined

const rulesOf = ({ dice }: Making): NonNullable<BalancerSettings['rules']> => ({
  https: {
    port: 443,
    backendPort: dice.pick([443, 8443]),
    floating: dice.chance(0.2),
    inboundOnly: dice.chance(0.5),
  },
  ...(dice.chance(0.4) ? { dns: { protocol: 'Udp', port: 53, inboundOnly: dice.chance(0.5) } } : {}),
})

/** The balancer of a pool with these members, `machine` and its NIC. */
export const addPublicBalancer = (
  making: Making,
  number: number,
  members: readonly { readonly machine: string; readonly nic: string }[],
): void => {
  const { dice, resources, outboundRules } = making
  const name = `plb${number}`
  const [first] = members
  if (first === undefined) return
  addPublicAddress(making, `${name}-ip`, [name, ...members.map(({ machine }) => machine)])
  const outbound = dice.chance(0.6) ? dice.pick(['Tcp', 'Udp', 'All']) : undefined
  if (outbound !== undefined) outboundRules.set(name, outbound.toLowerCase())
  resources.push(
    balancer(name, {
      publicIp: `${name}-ip`,
      sku: dice.pick(['Standard', 'Standard', 'Basic']),
      rules: rulesOf(making),
      ...(dice.chance(0.4)
        ? { natRules: { ssh: { port: 22, backendPort: dice.pick([22, 2222]), to: `${first.nic}/config0` } } }
        : {}),
      ...(outbound === undefined ? {} : { outbound: { out: outbound } }),
    }),
  )
}
