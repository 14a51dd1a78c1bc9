// The effective routes of virtual hubs, as `az network vhub get-effective-routes` prints them (R5.15).
import type { Analysis } from '../../analyse.ts'
import type { HubRoute, HubTarget } from '../../control-plane/index.ts'
import type { VirtualHub } from '../../model/index.ts'
import { formatPrefix } from '../../net/index.ts'
import type { HubTable } from '../answers.ts'

interface Printed {
  readonly nextHopType: string
  readonly nextHops: readonly string[]
  readonly origin?: string
}

const printedTarget = (target: HubTarget): Printed => {
  switch (target.kind) {
    case 'connection':
    case 'throughVnet': {
      const id = target.connection.id.text
      return { nextHopType: 'Virtual Network Connection', nextHops: [id], origin: id }
    }
    case 'remoteHub':
      return { nextHopType: 'Remote Hub', nextHops: [target.hub.id.text], origin: target.hub.id.text }
    case 'vpn': {
      const ids = [...new Set(target.instances.map(({ gateway }) => gateway.id.text))]
      return { nextHopType: 'VPN_S2S_Gateway', nextHops: ids, ...(ids[0] && { origin: ids[0] }) }
    }
    case 'msees': {
      const ids = [...new Set(target.msees.map(({ gateway }) => gateway.id.text))]
      return { nextHopType: 'ExpressRouteGateway', nextHops: ids, ...(ids[0] && { origin: ids[0] }) }
    }
    case 'appliances': {
      const ids = target.appliances.map(({ peer }) => peer.id.text)
      return { nextHopType: 'HubBgpConnection', nextHops: ids, ...(ids[0] && { origin: ids[0] }) }
    }
    case 'firewall':
      return { nextHopType: 'Azure Firewall', nextHops: [target.firewall.id.text] }
    case 'internet':
      return { nextHopType: 'Internet', nextHops: [] }
    case 'other':
      return { nextHopType: 'ResourceId', nextHops: [target.nextHop.id.text] }
  }
}

const rowOf = ({ prefix, target, asPath }: HubRoute): HubTable['routes'][number] => ({
  prefixes: [formatPrefix(prefix)],
  asPath,
  ...printedTarget(target),
})

const tablesOf = (hub: VirtualHub, analysis: Analysis): readonly HubTable[] => {
  const { hubTables } = analysis.controlPlane
  const { firewall } = hub
  return [
    ...hub.tables.map(
      (table): HubTable => ({
        hub: hub.id.text,
        resource: { kind: 'routeTable', name: table.name },
        routes: hubTables.of(table).routes.map(rowOf),
      }),
    ),
    ...hub.connections.map(
      ({ name, associated }): HubTable => ({
        hub: hub.id.text,
        resource: { kind: 'connection', name },
        routes: associated === undefined ? [] : hubTables.of(associated).routes.map(rowOf),
      }),
    ),
    ...(firewall === undefined
      ? []
      : [
          {
            hub: hub.id.text,
            resource: { kind: 'firewall' as const, name: firewall.name },
            routes: hubTables.behindFirewall(hub).routes.map(rowOf),
          },
        ]),
  ]
}

/** The tables of route tables, connections and firewalls of every hub. */
export const hubAnswer = (analysis: Analysis): readonly HubTable[] =>
  analysis.network.virtualHubs.flatMap((hub) => tablesOf(hub, analysis))
