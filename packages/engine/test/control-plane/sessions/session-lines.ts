// The sessions of a network as lines of text.
import { bgpTopology, sessionsOf } from '../../../src/control-plane/bgp-topology.ts'
import type { SessionEnd } from '../../../src/control-plane/index.ts'
import { eraOf } from '../../../src/facts/index.ts'
import { formatAddress } from '../../../src/net/index.ts'
import type { World } from '../../../src/resources/index.ts'
import { type ArmResource, networkOf } from '../../model/network-of.ts'

const end = ({ speaker, localAddress }: SessionEnd): string => {
  const name = speaker.key.replace(/\/subscriptions\/.*\/providers\/[^/]+\/[^/]+\//, '')
  return localAddress === undefined ? name : `${name} ${formatAddress(localAddress)}`
}

/** `near address - far address kind`, with `down` behind those that are; without sessions of MSEEs. */
export const sessionLines = (
  resources: readonly ArmResource[],
  world: Partial<World> = {},
): readonly string[] =>
  sessionsOf(bgpTopology(networkOf(resources, world), eraOf()))
    .filter(({ ends }) => ends.every(({ speaker }) => speaker.place.kind !== 'msee'))
    .map(({ ends: [near, far], kind, up }) => {
      const state = up ? '' : ' down'
      return `${end(near)} - ${end(far)} ${kind}${state}`
    })
