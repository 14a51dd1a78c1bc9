// Services in subnets whose packets are not followed: found by their addresses.
import { expect, test } from 'vitest'
import { formatAddress } from '../../src/net/index.ts'
import { azureFirewall, gateway, vnet } from '../forwarding/azure.ts'
import { idOf, networkOf } from './network-of.ts'

const hub = vnet('hub', '10.0.0.0/16', {
  AzureFirewallSubnet: '10.0.1.0/26',
  GatewaySubnet: '10.0.255.0/27',
  RouteServerSubnet: '10.0.2.0/27',
})

const subnet = (name: string) => ({ id: idOf('Microsoft.Network/virtualNetworks/subnets', `hub/${name}`) })

test('firewalls, Route Servers and gateways, with the subnet that they are in', () => {
  const { unmodelledHosts } = networkOf([
    hub,
    azureFirewall('firewall', 'hub', '10.0.1.4'),
    {
      type: 'Microsoft.Network/virtualHubs',
      name: 'route-server',
      properties: { virtualRouterIps: ['10.0.2.4', '10.0.2.5'] },
      children: [
        { type: 'ipConfigurations', name: 'default', properties: { subnet: subnet('RouteServerSubnet') } },
      ],
    },
    gateway('hub', { bgpSettings: { bgpPeeringAddresses: [{ defaultBgpIpAddresses: ['10.0.255.4'] }] } }),
  ])
  expect(
    unmodelledHosts.map((host) => [host.name, host.subnet.name, ...host.addresses.map(formatAddress)]),
  ).toEqual([
    ['firewall', 'AzureFirewallSubnet', '10.0.1.4'],
    ['route-server', 'RouteServerSubnet', '10.0.2.4', '10.0.2.5'],
    ['hub-gw', 'GatewaySubnet', '10.0.255.4'],
  ])
})

test('a configuration without a subnet or an address owns nothing', () => {
  const configurations = [
    { name: 'no-subnet', properties: { privateIPAddress: '10.0.1.4' } },
    { name: 'no-address', properties: { subnet: subnet('AzureFirewallSubnet') } },
  ]
  const { unmodelledHosts } = networkOf([
    hub,
    {
      type: 'Microsoft.Network/azureFirewalls',
      name: 'firewall',
      properties: { ipConfigurations: configurations },
    },
  ])
  expect(unmodelledHosts).toEqual([])
})
