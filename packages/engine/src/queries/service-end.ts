// Gateways, Route Servers and hub routers as destinations by their names: they have addresses, and send nothing by themselves.
import type { Analysis } from '../analyse.ts'
import type { Declared } from '../model/index.ts'
import type { Address } from '../net/index.ts'

/** A service that routes, with the addresses of all its instances, as far as they are known. */
export interface NamedService extends Declared {
  readonly addresses: readonly Address[]
}

/** All of them. */
export const servicesNamed = ({ network }: Pick<Analysis, 'network'>): readonly NamedService[] => [
  ...network.vnets.flatMap(({ gateways }) =>
    gateways.map((each) => ({ ...each, addresses: [...each.instances, ...each.instancesIpv6] })),
  ),
  ...network.routeServers.map((each) => ({ ...each, addresses: each.instances })),
  ...network.virtualHubs.flatMap((hub) => [
    { ...hub, addresses: hub.routerAddresses },
    ...[hub.vpnGateway, hub.expressRouteGateway].flatMap((each) =>
      each === undefined ? [] : [{ ...each, addresses: each.instances }],
    ),
  ]),
]
