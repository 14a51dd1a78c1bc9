// Resources → network: every reference is resolved here, once, and what cannot be resolved is a finding.
import type { Finding } from '../diagnostics/index.ts'
import type { ResourceSet } from '../resources/index.ts'
import { connectivityConfigurations } from './connectivity-configurations.ts'
import type { Network } from './network.ts'
import { resolveAttachedServices } from './resolve-attached-services.ts'
import { resolveAzureFirewalls } from './resolve-azure-firewalls.ts'
import { resolveCircuits } from './resolve-circuits.ts'
import { resolveConnectedGroups } from './resolve-connected-groups.ts'
import { resolvePrivateEndpoints, resolvePrivateLinkServices } from './resolve-endpoints.ts'
import { resolveGateways } from './resolve-gateways.ts'
import { nicConfigurations, resolveLoadBalancers } from './resolve-load-balancers.ts'
import { resolveMachines } from './resolve-machines.ts'
import { resolveManagedPeerings } from './resolve-managed-peerings.ts'
import { resolvePeerings } from './resolve-peerings.ts'
import {
  resolveNatGateways,
  resolvePublicAddresses,
  resolvePublicEndpoints,
} from './resolve-public-addresses.ts'
import { resolveBasicSkuUses, resolvePublicIps } from './resolve-public-ips.ts'
import { resolveRouteServers } from './resolve-route-servers.ts'
import { resolveRouteTables } from './resolve-route-tables.ts'
import { resolveSecurityAdminRules } from './resolve-security-admin-rules.ts'
import { resolveSecurityGroups } from './resolve-security-groups.ts'
import { resolveSites } from './resolve-sites.ts'
import { resolveVirtualHubs } from './resolve-virtual-hubs.ts'
import { resolveVnets } from './resolve-vnets.ts'
import { findHubsBehind, resolveVpn, resolveVpnSites } from './resolve-vpn.ts'
import { resolving } from './resolving.ts'

/** The network and everything that was wrong with its description. */
export interface Resolved {
  readonly network: Network
  readonly findings: readonly Finding[]
}

/** Resolves a resource set. Never throws; a part that makes no sense is left out with a finding. */
export const resolve = (set: ResourceSet): Resolved => {
  const findings: Finding[] = []
  const context = resolving(set, (finding) => findings.push(finding))
  const routeTables = resolveRouteTables(context)
  const securityGroups = resolveSecurityGroups(context)
  const { vnets, subnets } = resolveVnets(context, { routeTables, securityGroups })
  resolvePeerings(context, vnets)
  const circuits = resolveCircuits(context)
  const publicIps = resolvePublicIps(context)
  const gateways = resolveGateways(context, { vnets, subnets, circuits, publicIps })
  const { nics, vms } = resolveMachines(context, subnets, securityGroups)
  const circuitList = [...circuits.values()]
  const sites = resolveSites(context, circuitList)
  const routers = { vms, sites }
  const localNetworkGateways = resolveVpn(context, gateways.vpn, routers)
  const routeServers = resolveRouteServers(context, vnets, subnets, routers)
  const configurations = connectivityConfigurations(context, vnets)
  resolveSecurityAdminRules(context, vnets)
  resolveManagedPeerings(configurations, vnets)
  const vpnSites = resolveVpnSites(context, { ...routers, vpn: gateways.vpn })
  const virtualHubs = resolveVirtualHubs({ context, vnets, circuits, vpnSites, routers })
  findHubsBehind(localNetworkGateways, virtualHubs)
  const publicAddresses = resolvePublicAddresses(context)
  const natGateways = resolveNatGateways(context, publicAddresses)
  const balancers = resolveLoadBalancers(context, { subnets, nics, publicAddresses })
  const { privateFrontends, publicFrontends } = balancers
  const linkServices = resolvePrivateLinkServices(context, privateFrontends)
  return {
    network: {
      vnets: [...vnets.values()],
      subnets: [...subnets.values()],
      routeTables: [...routeTables.values()],
      nics: [...nics.values()],
      vms,
      circuits: circuitList,
      sites,
      privateEndpoints: resolvePrivateEndpoints(context, subnets, nics, linkServices),
      loadBalancerFrontends: privateFrontends,
      publicFrontends: publicFrontends.map(({ frontend }) => frontend),
      publicEndpoints: resolvePublicEndpoints(context, publicAddresses, {
        configurations: nicConfigurations(context, nics),
        frontends: publicFrontends,
        vpnGateways: new Set(gateways.vpn.keys()),
        natGateways,
      }),
      natGateways,
      balancedEgress: balancers.egress,
      azureFirewalls: resolveAzureFirewalls(context, subnets, publicAddresses),
      basicSkuUses: resolveBasicSkuUses(context, nics, subnets),
      attachedServices: resolveAttachedServices(context, subnets),
      localNetworkGateways: [...localNetworkGateways.values()],
      routeServers,
      virtualHubs,
      vpnSites: [...vpnSites.values()],
      connectedGroups: resolveConnectedGroups(configurations),
      serviceTags: set.serviceTags,
      sessionsDown: context.world.state.flatMap(({ session, up }) =>
        session === undefined || up ? [] : [session],
      ),
    },
    findings,
  }
}
