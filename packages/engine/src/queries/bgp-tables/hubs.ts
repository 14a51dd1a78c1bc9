// The effective routes of virtual hubs, as `az network vhub get-effective-routes` prints them (R5.15).
import type { Analysis } from '../../analyse.ts'
import type { HubAppliance, HubRoute, HubTarget } from '../../control-plane/index.ts'
import type { VirtualHub } from '../../model/index.ts'
import { formatAddress, formatPrefix } from '../../net/index.ts'
import type { HubTable } from '../answers.ts'

interface Printed {
  readonly nextHopType: string
  readonly nextHops: readonly string[]
  readonly origin?: string
}

const single = (nextHopType: string, id: string): readonly Printed[] => [
  { nextHopType, nextHops: [id], origin: id },
]

const ofGateway = (nextHopType: string, ids: readonly string[]): readonly Printed[] => {
  const distinct = [...new Set(ids)]
  return [{ nextHopType, nextHops: distinct, ...(distinct[0] && { origin: distinct[0] }) }]
}

/** R4.7: an appliance that names another next hop than itself is printed with that address. */
const ofAppliance = ({ peer, address }: HubAppliance): Printed => ({
  nextHopType: 'HubBgpConnection',
  nextHops: [address === peer.address ? peer.id.text : formatAddress(address)],
  origin: peer.id.text,
})

/** One row, but one for each appliance. */
const printedTarget = (target: HubTarget): readonly Printed[] => {
  switch (target.kind) {
    case 'connection':
    case 'throughVnet':
      return single('Virtual Network Connection', target.connection.id.text)
    case 'remoteHub':
      return single('Remote Hub', target.hub.id.text)
    case 'vpn':
      return ofGateway(
        'VPN_S2S_Gateway',
        target.instances.map(({ gateway }) => gateway.id.text),
      )
    case 'msees':
      return ofGateway(
        'ExpressRouteGateway',
        target.msees.map(({ gateway }) => gateway.id.text),
      )
    case 'appliances':
      return target.appliances.map(ofAppliance)
    case 'firewall':
      return [{ nextHopType: 'Azure Firewall', nextHops: [target.firewall.id.text] }]
    case 'internet':
      return [{ nextHopType: 'Internet', nextHops: [] }]
    case 'other':
      return [{ nextHopType: 'ResourceId', nextHops: [target.nextHop.id.text] }]
  }
}

const rowsOf = ({ prefix, target, asPath }: HubRoute): HubTable['routes'] =>
  printedTarget(target).map((row) => ({ prefixes: [formatPrefix(prefix)], asPath, ...row }))

const tablesOf = (hub: VirtualHub, analysis: Analysis): readonly HubTable[] => {
  const { hubTables } = analysis.controlPlane
  const { firewall } = hub
  return [
    ...hub.tables.map(
      (table): HubTable => ({
        hub: hub.id.text,
        resource: { kind: 'routeTable', name: table.name },
        routes: hubTables.of(table).routes.flatMap(rowsOf),
      }),
    ),
    ...hub.connections.map(
      ({ name, associated }): HubTable => ({
        hub: hub.id.text,
        resource: { kind: 'connection', name },
        routes: associated === undefined ? [] : hubTables.of(associated).routes.flatMap(rowsOf),
      }),
    ),
    ...(firewall === undefined
      ? []
      : [
          {
            hub: hub.id.text,
            resource: { kind: 'firewall' as const, name: firewall.name },
            routes: hubTables.behindFirewall(hub).routes.flatMap(rowsOf),
          },
        ]),
  ]
}

/** The tables of route tables, connections and firewalls of every hub. */
export const hubAnswer = (analysis: Analysis): readonly HubTable[] =>
  analysis.network.virtualHubs.flatMap((hub) => tablesOf(hub, analysis))
