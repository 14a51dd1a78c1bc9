// Whether a packet of a machine gets to an address and the answer back: what a session between two speakers needs.
import type { Vm } from '../model/index.ts'
import type { Address } from '../net/index.ts'
import { memoryOfWay } from './flow-memory.ts'
import type { Location, Surroundings } from './location.ts'
import type { Packet } from './packet.ts'
import { walk } from './walk.ts'
import { type Delivery, isSuccess, type Way } from './way.ts'

/** Where whoever got a packet sends the answer from. */
export const startOfReply = (delivery: Delivery): Location | undefined => {
  switch (delivery.kind) {
    case 'nic':
      return { kind: 'sending', nic: delivery.nic }
    case 'site':
      return { kind: 'site', site: delivery.site, over: undefined }
    case 'service':
      return { kind: 'service', service: delivery.service }
    case 'vpnClient':
      return delivery
    case 'edge':
      return undefined
  }
}

/** Yes where any way succeeds: equal ways are tried one after the other until a session stands. */
const outcomeOf = (ways: readonly Way[]): 'yes' | 'no' | 'unknown' => {
  if (ways.some(({ ending }) => isSuccess(ending))) return 'yes'
  return ways.some(({ ending }) => ending === 'unknown') ? 'unknown' : 'no'
}

/** The port of BGP. */
const bgpPort = 179

/** Walks one packet of the machine towards an address, and the answer back. */
export const reaches = (
  surroundings: Surroundings,
  from: Vm,
  source: Address,
  to: Address,
): 'yes' | 'no' | 'unknown' => {
  const nic = from.nics.find(({ addresses }) => addresses.includes(source)) ?? from.nics[0]
  if (nic === undefined) return 'no'
  const packet: Packet = { source, destination: to, protocol: 'tcp', port: bgpPort }
  const there = walk({ kind: 'sending', nic }, packet, surroundings)
  const outcome = outcomeOf(there)
  if (outcome !== 'yes') return outcome
  const back = there.flatMap((way) => {
    const { deliveredTo, packet: arrived } = way
    const start = deliveredTo === undefined ? undefined : startOfReply(deliveredTo)
    return start === undefined
      ? []
      : walk(
          start,
          { source: to, destination: arrived.source, protocol: 'tcp', port: undefined, sourcePort: bgpPort },
          surroundings,
          memoryOfWay(way, 'reply'),
        )
  })
  return back.length === 0 ? 'unknown' : outcomeOf(back)
}
