// The VPN and ExpressRoute gateways of a virtual hub, with VPN sites and the connections to them.
import type { CaseVirtualHub, CaseVpnSite } from '../topology.ts'
import { type ArmResource, type Ids, inlineChild, type Json, resource } from './arm.ts'
import { privatePeeringOf } from './express-route-circuits.ts'
import { propagatedTables } from './propagated-tables.ts'

const bgpProperties = (site: CaseVpnSite): Json | undefined =>
  site.asn === undefined && site.bgpPeeringAddress === undefined
    ? undefined
    : { asn: site.asn, bgpPeeringAddress: site.bgpPeeringAddress }

const linkName = 'link1'

const vpnSite = (site: CaseVpnSite, wan: string, location: string, ids: Ids): ArmResource => {
  const id = ids.network('vpnSites', site.name)
  return resource(id, {
    location,
    properties: {
      virtualWan: { id: ids.network('virtualWans', wan) },
      addressSpace: { addressPrefixes: site.prefixes ?? [] },
      vpnSiteLinks: [inlineChild(`${id}/vpnSiteLinks/${linkName}`, { bgpProperties: bgpProperties(site) })],
    },
  })
}

const routing = (
  hub: CaseVirtualHub,
  hubs: readonly CaseVirtualHub[],
  site: CaseVpnSite,
  ids: Ids,
): Json | undefined => {
  const table = (name: string): Json => ({ id: ids.network('virtualHubs', hub.name, 'hubRouteTables', name) })
  return site.associated === undefined && site.propagated === undefined
    ? undefined
    : {
        associatedRouteTable: site.associated === undefined ? undefined : table(site.associated),
        propagatedRouteTables:
          site.propagated === undefined
            ? undefined
            : { ids: propagatedTables(hub, site, hubs, ids), labels: [] },
      }
}

const vpnGateway = (
  hub: CaseVirtualHub,
  hubs: readonly CaseVirtualHub[],
  wan: string,
  ids: Ids,
): readonly ArmResource[] => {
  const sites = hub.vpnSites ?? []
  if (hub.vpnGateway === undefined && sites.length === 0) return []
  const id = ids.network('vpnGateways', hub.vpnGateway?.name ?? `${hub.name}-vpngw`)
  const location = hub.location ?? ids.location
  return [
    resource(id, {
      location,
      properties: {
        virtualHub: { id: ids.network('virtualHubs', hub.name) },
        bgpSettings: {
          asn: 65515,
          bgpPeeringAddresses: hub.vpnGateway?.instanceIps?.map((address, index) => ({
            ipconfigurationId: `Instance${index}`,
            defaultBgpIpAddresses: [address],
            customBgpIpAddresses: [],
          })),
        },
      },
    }),
    ...sites.map((site) => vpnSite(site, wan, location, ids)),
    ...sites.map((site) => {
      const connectionId = `${id}/vpnConnections/${site.name}-connection`
      return resource(connectionId, {
        properties: {
          remoteVpnSite: { id: ids.network('vpnSites', site.name) },
          enableBgp: site.asn !== undefined,
          routingConfiguration: routing(hub, hubs, site, ids),
          vpnLinkConnections: [
            inlineChild(`${connectionId}/vpnLinkConnections/${linkName}`, {
              vpnSiteLink: { id: `${ids.network('vpnSites', site.name)}/vpnSiteLinks/${linkName}` },
              enableBgp: site.asn !== undefined,
            }),
          ],
        },
      })
    }),
  ]
}

const expressRouteGateway = (hub: CaseVirtualHub, ids: Ids): readonly ArmResource[] => {
  const gateway = hub.expressRouteGateway
  if (gateway === undefined) return []
  const id = ids.network('expressRouteGateways', gateway.name ?? `${hub.name}-ergw`)
  return [
    resource(id, {
      location: hub.location ?? ids.location,
      properties: {
        virtualHub: { id: ids.network('virtualHubs', hub.name) },
        autoScaleConfiguration: { bounds: { min: 1 } },
        allowNonVirtualWanTraffic: gateway.allowNonVirtualWanTraffic,
      },
    }),
    ...(gateway.circuits ?? []).map((circuit) =>
      resource(`${id}/expressRouteConnections/${circuit}-connection`, {
        properties: { expressRouteCircuitPeering: { id: privatePeeringOf(circuit, ids) } },
      }),
    ),
  ]
}

/** The gateways of one hub. A hub with VPN sites has a VPN gateway, named or not. */
export const hubGateways = (
  hub: CaseVirtualHub,
  hubs: readonly CaseVirtualHub[],
  wan: string,
  ids: Ids,
): readonly ArmResource[] => [...vpnGateway(hub, hubs, wan, ids), ...expressRouteGateway(hub, ids)]
