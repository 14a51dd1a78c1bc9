// Laws of Azure Firewall: what a rule for names decides, and what a rule for applications may carry (R6.36).
import { applications, namesOnly } from '../random/firewall-rules.ts'
import { type Case, describePacket, describeWay, type Law } from './case.ts'

/** Every decision of a firewall's collections on the ways, with its packet. */
const decisionsOf = ({ ways }: Case) =>
  ways.flatMap(([packet, all]) =>
    all.flatMap((way) =>
      way.hops.flatMap(({ filters = [], translatedPort = packet.port }) =>
        filters
          .filter(({ to }) => to === 'firewall')
          .map((filter) => ({ packet, way, filter, port: translatedPort })),
      ),
    ),
  )

/** Ends where a firewall could not decide. */
const openEnds = ({ ways }: Case) =>
  ways.flatMap(([packet, all]) =>
    all
      .filter(({ hops }) => hops.at(-1)?.decision.code === 'firewallRuleOpen')
      .map((way) => ({ packet, way })),
  )

/** Laws of firewalls. */
export const firewallLaws: readonly Law[] = [
  {
    name: 'no rule of a firewall that asks for a name decides about a packet, which shows none',
    judge: (given) => {
      const decisions = decisionsOf(given)
      const open = openEnds(given)
      return {
        seen: open.length,
        violations: [
          ...decisions.filter(({ filter }) => filter.group.startsWith(namesOnly)),
          // Where all questions have a port, nothing but a name can be open.
          ...open.filter(
            ({ way }) => way.hops.at(-1)?.decision.parameters['collection']?.startsWith(namesOnly) !== true,
          ),
        ].map(({ packet, way }) => `${describePacket(packet)}: ${describeWay(way)}`),
      }
    },
  },
  {
    name: 'a rule of a firewall for applications decides about TCP to its port and nothing else',
    judge: (given) => {
      const decisions = decisionsOf(given).filter(({ filter }) => filter.group.startsWith(applications))
      return {
        seen: decisions.length,
        violations: decisions
          .filter(({ packet, port }) => packet.protocol !== 'tcp' || port !== 443)
          .map(({ packet, way }) => `${describePacket(packet)}: ${describeWay(way)}`),
      }
    },
  },
]
