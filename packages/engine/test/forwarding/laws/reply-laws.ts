// Laws of replies: what remembers a flow lets its replies pass (R6.5, R6.20).
import { type Case, describePacket, describeWay, type Law } from './case.ts'
import { repliesOf } from './replies.ts'

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
