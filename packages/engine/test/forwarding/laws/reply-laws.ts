// Laws of replies: what remembers a flow lets its replies pass (R6.5, R6.20).
import { type FlowMemory, type Packet, type Way, walk } from '../../../src/forwarding/index.ts'
import { type Case, describePacket, describeWay, type Law } from './case.ts'

interface Reply {
  readonly packet: Packet
  readonly passed: ReadonlySet<string>
  readonly ways: readonly Way[]
}

/** The replies of all machines that were reached, each with what the way there has passed. */
const repliesOf = ({ analysis, ways }: Case): readonly Reply[] =>
  ways.flatMap(([packet, all]) =>
    all.flatMap(({ ending, deliveredTo, passed, translations, packet: arrived }): readonly Reply[] => {
      if (ending !== 'delivered' || deliveredTo?.kind !== 'nic' || deliveredTo.nic.vm === undefined) return []
      const reply: Packet = {
        protocol: packet.protocol,
        source: arrived.destination,
        destination: arrived.source,
        port: undefined,
        ...(packet.port === undefined ? {} : { sourcePort: packet.port }),
      }
      const memory: FlowMemory = { passed, translations, as: 'reply' }
      const start = { kind: 'sending', nic: deliveredTo.nic } as const
      return [{ packet: reply, passed, ways: walk(start, reply, analysis.surroundings, memory) }]
    }),
  )

/** Ids of the firewalls by the names that hops have. */
const firewallKeys = ({ analysis }: Case): ReadonlyMap<string, string> =>
  new Map(
    [
      ...analysis.network.azureFirewalls,
      ...analysis.network.virtualHubs.flatMap(({ firewall }) => (firewall === undefined ? [] : [firewall])),
    ].map(({ name, id }) => [name, id.key]),
  )

const firewallCodes: ReadonlySet<string> = new Set([
  'firewallRule',
  'firewallRuleOpen',
  'firewallDefault',
  'noFlowState',
])

/** Laws about replies. */
export const replyLaws: readonly Law[] = [
  {
    name: 'no group or firewall that a flow has passed stops its reply',
    judge: (given) => {
      const keys = firewallKeys(given)
      const replies = repliesOf(given)
      return {
        seen: replies.length,
        violations: replies.flatMap(({ packet, passed, ways }) =>
          ways
            .filter(({ hops }) => {
              const last = hops.at(-1)
              if (last === undefined) return false
              const { code } = last.decision
              if (code === 'securityRule' || code === 'securityRuleOpen')
                return last.nic !== undefined && passed.has(last.nic.id.key)
              return firewallCodes.has(code) && passed.has(keys.get(last.element) ?? '')
            })
            .map((way) => `${describePacket(packet)}: ${describeWay(way)}`),
        ),
      }
    },
  },
]
