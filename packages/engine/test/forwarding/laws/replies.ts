// The replies of all machines that were reached, walked with what the way there remembers.
import { type FlowMemory, memoryOfWay, type Packet, type Way, walk } from '../../../src/forwarding/index.ts'
import type { Nic } from '../../../src/model/index.ts'
import type { Case } from './case.ts'

/** A reply. */
export interface Reply {
  /** The NIC that was reached. */
  readonly from: Nic
  readonly packet: Packet
  readonly memory: FlowMemory
  /** Id keys of the NICs and firewalls whose filters the way there has passed. */
  readonly passed: ReadonlySet<string>
  readonly ways: readonly Way[]
}

const known = new WeakMap<Case, readonly Reply[]>()

/** The replies, each with what the way there has passed; walked once for all laws. */
export const repliesOf = (given: Case): readonly Reply[] => {
  const replies = known.get(given) ?? walked(given)
  known.set(given, replies)
  return replies
}

const walked = ({ analysis, ways }: Case): readonly Reply[] =>
  ways.flatMap(([packet, all]) =>
    all.flatMap((way): readonly Reply[] => {
      const { ending, deliveredTo, packet: arrived } = way
      if (ending !== 'delivered' || deliveredTo?.kind !== 'nic' || deliveredTo.nic.vm === undefined) return []
      const reply: Packet = {
        protocol: packet.protocol,
        source: arrived.destination,
        destination: arrived.source,
        port: undefined,
        ...(arrived.port === undefined ? {} : { sourcePort: arrived.port }),
      }
      const memory = memoryOfWay(way, 'reply')
      const start = { kind: 'sending', nic: deliveredTo.nic } as const
      return [
        {
          from: deliveredTo.nic,
          packet: reply,
          memory,
          passed: way.passed,
          ways: walk(start, reply, analysis.surroundings, memory),
        },
      ]
    }),
  )
