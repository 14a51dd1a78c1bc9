// Packet sets: what compiling rules costs, and all packets of a machine beside the walks of one packet of each class.
// Run: node --conditions=@hairpin/source bench/packet-sets.ts
import { type Location, setForwarding, walk } from '../packages/engine/src/forwarding/index.ts'
import { intervalOf, ipv4Of, only, PacketSpace, prefixOf } from '../packages/engine/src/net/index.ts'
import {
  type ArmResource,
  analysisOf,
  peered,
  routeTable,
  securityGroup,
  vm,
  vnet,
} from '../packages/engine/test/forwarding/azure.ts'
import { diceOf } from '../packages/engine/test/forwarding/random/dice.ts'

const rounds = 5

/** The least of several runs is what the work costs; anything above it is the machine's other business. */
const best = (work: () => void): number =>
  Math.min(
    ...Array.from({ length: rounds }, () => {
      const begin = performance.now()
      work()
      return performance.now() - begin
    }),
  )

/** Rules by chance, each taken from what the ones before it have left, as a filter is compiled. */
const compiled = (count: number): number =>
  best(() => {
    const space = new PacketSpace()
    const dice = diceOf(1)
    const side = () => [intervalOf(prefixOf(ipv4Of(dice.roll(2 ** 32)), dice.pick([8, 12, 16, 24])))]
    let left = space.all
    for (let index = 0; index < count; index += 1) {
      const first = dice.roll(60_000)
      const destinationPort = [{ first, last: first + dice.roll(1_000) }]
      left = left.minus(space.box({ destination: side(), source: side(), destinationPort }))
    }
  })

const [few, more] = [compiled(50), compiled(100)]
console.log(
  `rules by chance: 50 in ${few.toFixed(1)} ms, 100 in ${more.toFixed(1)} ms: ${(more / few).toFixed(2)} times`,
)

/** A hub with an appliance, and spokes that send everything there; a machine and a group in each. */
const estate = (spokes: number): readonly ArmResource[] => [
  vnet('hub', '10.0.0.0/16', { nva: '10.0.1.0/24' }),
  ...vm('nva', 'hub/nva', '10.0.1.4', { forwards: true }),
  routeTable('spokes', [['10.0.0.0/8', 'VirtualAppliance', '10.0.1.4']]),
  securityGroup('group', {
    100: { access: 'Allow', source: 'VirtualNetwork', port: '443' },
    110: { access: 'Deny', source: '10.1.0.0/16', port: '22' },
    120: { access: 'Allow', source: '10.0.0.0/8', port: '1024-65535', protocol: 'Tcp' },
  }),
  ...Array.from({ length: spokes }, (_, index) => index + 1).flatMap((number) => [
    vnet(`s${number}`, `10.${number}.0.0/16`, {
      main: { prefix: `10.${number}.0.0/24`, routeTable: 'spokes', networkSecurityGroup: 'group' },
    }),
    ...peered('hub', `s${number}`, { allowForwardedTraffic: true }, { allowForwardedTraffic: true }),
    ...vm(`vm${number}`, `s${number}/main`, `10.${number}.0.4`),
  ]),
]

const compared = (spokes: number): number => {
  const { network, surroundings } = analysisOf(estate(spokes))
  const nic = network.nics.find(({ name }) => name === 'vm1-nic')
  if (nic === undefined) throw new Error('There is no machine to ask')
  const start: Location = { kind: 'sending', nic }
  const classesOf = (forwarding: ReturnType<typeof setForwarding>) =>
    forwarding.classesFrom(start, forwarding.space.box({ source: nic.addresses.map(only) }))
  const classes = classesOf(setForwarding(surroundings))
  const cold = best(() => classesOf(setForwarding(surroundings)))
  const kept = setForwarding(surroundings)
  const warm = best(() => classesOf(kept))
  const packets = classes.map(({ packet }) => packet)
  const walks = best(() => {
    for (const packet of packets) walk(start, packet, surroundings)
  })
  console.log(
    `${spokes} spokes, ${classes.length} classes: all packets ${cold.toFixed(0)} ms cold, ${warm.toFixed(0)} ms warm; ` +
      `a walk for each class ${walks.toFixed(0)} ms: ${(warm / walks).toFixed(1)} walks a class`,
  )
  return warm
}

const [small, large] = [compared(10), compared(20)]
console.log(`twice the spokes: ${(large / small).toFixed(2)} times`)
