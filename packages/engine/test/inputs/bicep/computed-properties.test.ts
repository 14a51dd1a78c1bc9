// What Azure adds at deployment and templates ask for: each property in the second round, and what feeds back.
import { describe, expect, test } from 'vitest'
import { analyse } from '../../../src/analyse.ts'
import { formatAddress } from '../../../src/net/index.ts'
import { evaluated, places, shownIn } from './probe.ts'

const network = (type: string): string => `'Microsoft.Network/${type}@2024-05-01'`
const id = '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.Network'
const probe = (value: string): string =>
  `resource t ${network('routeTables')} = { name: 't'\n properties: { x: ${value} } }\n`
const vnet = `resource v ${network('virtualNetworks')} = {
  name: 'v'
  properties: {
    addressSpace: { addressPrefixes: ['10.0.0.0/16', 'fd00::/48'] }
    subnets: [
      { name: 'a', properties: { addressPrefix: '10.0.0.0/24' } }
      { name: 'b', properties: { addressPrefixes: ['10.0.1.0/24'] } }
      { name: 'GatewaySubnet', properties: { addressPrefix: '10.0.2.0/27' } }
      { name: 'RouteServerSubnet', properties: { addressPrefix: '10.0.3.0/26' } }
      { name: 'AzureFirewallSubnet', properties: { addressPrefix: '10.0.4.0/26' } }
      { name: 'dual', properties: { addressPrefixes: ['10.0.5.0/24', 'fd00:0:0:5::/64'] } }
    ]
  }
}
`
const subnet = (name: string): string => `{ id: '\${v.id}/subnets/${name}' }`
const pip = (symbol: string, more = ''): string =>
  `resource ${symbol} ${network('publicIPAddresses')} = { name: '${symbol}', location: 'japaneast', properties: { ${more} } }\n`
const gateway = (symbol: string, activeActive: boolean): string => {
  const configuration = (name: string) =>
    `{ name: '${name}', properties: { subnet: ${subnet('GatewaySubnet')}, publicIPAddress: { id: ${symbol}p.id } } }`
  return `${pip(`${symbol}p`)}resource ${symbol} ${network('virtualNetworkGateways')} = {
  name: '${symbol}'
  properties: {
    gatewayType: 'Vpn'
    vpnType: 'RouteBased'
    enableBgp: true
    activeActive: ${activeActive}
    ipConfigurations: [${[configuration('one'), ...(activeActive ? [configuration('two')] : [])].join(', ')}]
  }
}
`
}
const endpoint = `resource e ${network('privateEndpoints')} = {
  name: 'e'
  location: 'japaneast'
  properties: { subnet: ${subnet('a')}, privateLinkServiceConnections: [] }
}
`
const machine = `resource n ${network('networkInterfaces')} = {
  name: 'n'
  properties: {
    ipConfigurations: [
      { name: 'c4', properties: { subnet: ${subnet('dual')}, primary: true } }
      { name: 'c6', properties: { subnet: ${subnet('dual')}, privateIPAddressVersion: 'IPv6' } }
    ]
  }
}
resource m 'Microsoft.Compute/virtualMachines@2024-03-01' = {
  name: 'm'
  properties: { networkProfile: { networkInterfaces: [{ id: n.id }] } }
}
`
const shown = (text: string): string => shownIn(evaluated(text), 't', 'properties', 'x')

describe('a property', () => {
  const proxy = `resource w ${network('applicationGateways')} = {
  name: 'w'
  properties: {
    frontendIPConfigurations: [{ name: 'f', properties: {} }]
    httpListeners: [{ name: 'l', properties: { frontendIPConfiguration: { id: 'given' } } }]
    privateLinkConfigurations: [{ name: 'p', properties: { ipConfigurations: [{ name: 'i', properties: {} }] } }]
  }
}
`
  const firewall = `resource f ${network('azureFirewalls')} = {
  name: 'f'
  properties: { ipConfigurations: [{ name: 'c', properties: { subnet: ${subnet('AzureFirewallSubnet')} } }] }
}
`
  const routeServer = `resource h ${network('virtualHubs')} = { name: 'h', properties: { sku: 'Standard' } }
resource hc ${network('virtualHubs/ipConfigurations')} = {
  parent: h
  name: 'c'
  properties: { subnet: ${subnet('RouteServerSubnet')} }
}
`
  const balancer = `resource l ${network('loadBalancers')} = {
  name: 'l'
  properties: {
    frontendIPConfigurations: [{ name: 'f', properties: { subnet: ${subnet('a')} } }]
    probes: [{ name: 'p', properties: {} }]
    loadBalancingRules: [{ name: 'r', properties: {} }]
    inboundNatPools: [{ name: 'pool', properties: {} }]
  }
}
`
  test.each([
    ['state', vnet, 'v.properties.provisioningState', "'Succeeded'"],
    [
      'a subnet’s one prefix as a list',
      vnet,
      'v.properties.subnets[0].properties.addressPrefixes',
      "['10.0.0.0/24']",
    ],
    ['a list of one as a prefix', vnet, 'v.properties.subnets[1].properties.addressPrefix', "'10.0.1.0/24'"],
    ['a public address', pip('p'), 'p.properties.ipAddress', "'203.0.113.1'"],
    [
      'a name',
      pip('p', "dnsSettings: { domainNameLabel: 'web' }"),
      'p.properties.dnsSettings.fqdn',
      "'web.japaneast.cloudapp.azure.com'",
    ],
    ['a stated public address', pip('p', "ipAddress: '20.1.1.1'"), 'p.properties.ipAddress', "'20.1.1.1'"],
    [
      'BGP of a gateway',
      `${vnet}${gateway('g', false)}`,
      'g.properties.bgpSettings.bgpPeeringAddress',
      "'10.0.2.30'",
    ],
    [
      'BGP of an active-active gateway',
      `${vnet}${gateway('g', true)}`,
      "split(g.properties.bgpSettings.bgpPeeringAddress, ',')",
      "['10.0.2.4', '10.0.2.5']",
    ],
    [
      'the same by instance',
      `${vnet}${gateway('g', true)}`,
      'map(g.properties.bgpSettings.bgpPeeringAddresses, a => a.defaultBgpIpAddresses[0])',
      "['10.0.2.4', '10.0.2.5']",
    ],
    ['the AS number', `${vnet}${gateway('g', false)}`, 'g.properties.bgpSettings.asn', '65515'],
    ['a Route Server', `${vnet}${routeServer}`, 'h.properties.virtualRouterIps', "['10.0.3.4', '10.0.3.5']"],
    [
      'a firewall',
      `${vnet}${firewall}`,
      'f.properties.ipConfigurations[0].properties.privateIPAddress',
      "'10.0.4.4'",
    ],
    [
      'a frontend',
      `${vnet}${balancer}`,
      'l.properties.frontendIPConfigurations[0].properties.privateIPAddress',
      "'10.0.0.4'",
    ],
    [
      'parts of a balancer',
      `${vnet}${balancer}`,
      '[l.properties.probes[0].id, l.properties.loadBalancingRules[0].id, l.properties.inboundNatPools[0].id]',
      `['${id}/loadBalancers/l/probes/p', '${id}/loadBalancers/l/loadBalancingRules/r', '${id}/loadBalancers/l/inboundNatPools/pool']`,
    ],
    [
      'parts of an application gateway, and of its parts',
      proxy,
      '[w.properties.httpListeners[0].id, w.properties.privateLinkConfigurations[0].properties.ipConfigurations[0].id]',
      `['${id}/applicationGateways/w/httpListeners/l', '${id}/applicationGateways/w/privateLinkConfigurations/p/ipConfigurations/i']`,
    ],
    [
      'both addresses of an interface',
      `${vnet}${machine}`,
      'map(n.properties.ipConfigurations, c => c.properties.privateIPAddress)',
      "['10.0.5.4', 'fd00:0:0:5::4']",
    ],
    [
      'the machine of an interface',
      `${vnet}${machine}`,
      'n.properties.virtualMachine.id',
      `'${id.replace('Network', 'Compute')}/virtualMachines/m'`,
    ],
    [
      'names of an endpoint',
      `${vnet}${endpoint}`,
      'e.properties.customDnsConfigs[0].ipAddresses[0]',
      "'10.0.0.4'",
    ],
    [
      'the interface of an endpoint',
      `${vnet}${endpoint}`,
      "reference(e.properties.networkInterfaces[0].id, '2024-05-01').ipConfigurations[0].properties.privateIPAddress",
      "'10.0.0.4'",
    ],
  ])('%s', (_, text, expression, expected) => {
    expect(shown(`${text}${probe(expression)}`)).toBe(expected)
  })

  test('GUIDs are the same each time, and differ between resources', () => {
    const text = `${vnet}${machine}${probe('[v.properties.resourceGuid, n.properties.resourceGuid, m.properties.vmId]')}`
    const [first, second, third] = shown(text).match(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g) ?? []
    expect(new Set([first, second, third]).size).toBe(3)
    expect(shown(text)).toBe(shown(text))
  })

  test('what is written comes first', () => {
    const text = `resource n ${network('networkInterfaces')} = { name: 'n', properties: { provisioningState: 'Failed', ipConfigurations: [] } }\n`
    expect(shown(`${text}${probe('n.properties.provisioningState')}`)).toBe("'Failed'")
  })
})

describe('what waited for an address has it in the second round', () => {
  test('local network gateways, by public address alone: both ends find each other', () => {
    const far = vnet.replaceAll("'v'", "'w'").replace('resource v', 'resource w').replaceAll('10.0.', '10.1.')
    const other = gateway('k', false).replaceAll('${v.id}', '${w.id}')
    const text = `${vnet}${far}${gateway('g', false)}${other}
resource lng ${network('localNetworkGateways')} = {
  name: 'lng'
  properties: { gatewayIpAddress: kp.properties.ipAddress, localNetworkAddressSpace: { addressPrefixes: ['10.1.0.0/16'] } }
}
`
    const loaded = evaluated(text)
    const { network: found } = analyse(loaded.resourceSet)
    const [remote] = found.localNetworkGateways
    expect(remote?.gatewayAddress === undefined ? '' : formatAddress(remote.gatewayAddress)).toBe(
      '203.0.113.2',
    )
    expect(remote?.device).toMatchObject({ kind: 'gateway', gateway: { name: 'k' } })
    expect(
      loaded.resourceSet.allocated.map(({ resource, address }) => [resource.names[0], address]),
    ).toContainEqual(['kp', '203.0.113.2'])
    // Nobody asks for the other one, so nothing is made up for it.
    expect(shownIn(loaded, 'gp', 'properties', 'ipAddress')).toBe('nothing')
  })

  test('a user route whose next hop is a firewall that comes later, and a Route Server peer', () => {
    const text = `${vnet}
resource rt ${network('routeTables')} = {
  name: 'rt'
  properties: {
    routes: [
      {
        name: 'default'
        properties: {
          addressPrefix: '0.0.0.0/0'
          nextHopType: 'VirtualAppliance'
          nextHopIpAddress: f.properties.ipConfigurations[0].properties.privateIPAddress
        }
      }
    ]
  }
}
resource h ${network('virtualHubs')} = { name: 'h', properties: { sku: 'Standard' } }
resource hc ${network('virtualHubs/ipConfigurations')} = {
  parent: h
  name: 'c'
  properties: { subnet: ${subnet('RouteServerSubnet')} }
}
resource peer ${network('virtualHubs/bgpConnections')} = {
  parent: h
  name: 'nva'
  properties: { peerAsn: 65001, peerIp: n.properties.ipConfigurations[0].properties.privateIPAddress }
}
${machine}
resource f ${network('azureFirewalls')} = {
  name: 'f'
  properties: { ipConfigurations: [{ name: 'c', properties: { subnet: ${subnet('AzureFirewallSubnet')} } }] }
}
`
    const loaded = evaluated(text)
    const { network: found } = analyse(loaded.resourceSet)
    expect(shownIn(loaded, 'rt/default', 'properties', 'nextHopIpAddress')).toBe("'10.0.4.4'")
    expect(
      found.routeServers[0]?.peers.map(({ address, router }) => [formatAddress(address), router?.kind]),
    ).toEqual([['10.0.5.4', 'vm']])
    expect(places(loaded)).toEqual([])
  })
})
