// Scale sets with what Azure makes of them, and services in subnets, as the REST API shows them.

const group = '/subscriptions/0000/resourceGroups/Net/providers'
const network = (path: string) => ({ id: `${group}/Microsoft.Network/${path}` })
const subnet = network('virtualNetworks/hub/subnets/app')

const resource = (namespace: string, path: string, properties: object, beside: object = {}) => {
  const segments = path.split('/')
  return {
    id: `${group}/${namespace}/${path}`,
    name: segments.at(-1),
    type: `${namespace}/${segments.filter((_, index) => index % 2 === 0).join('/')}`,
    location: 'japaneast',
    tags: { resourceGroup: 'tag', owner_name: 'x' },
    ...beside,
    properties: { provisioningState: 'Succeeded', ...properties },
  }
}

const part = (parent: string, name: string, properties: object) => ({
  id: `${group}/${parent}/${name}`,
  name,
  etag: 'W/"1"',
  properties: { provisioningState: 'Succeeded', ...properties },
})

const gateway = 'Microsoft.Network/applicationGateways/agw'
const instance = 'virtualMachineScaleSets/vmss/virtualMachines/0'
const interfaceConfiguration = {
  name: 'n',
  properties: {
    primary: true,
    enableIPForwarding: true,
    networkSecurityGroup: network('networkSecurityGroups/nsg'),
    ipConfigurations: [
      {
        name: 'c',
        properties: {
          subnet,
          loadBalancerBackendAddressPools: [network('loadBalancers/lb/backendAddressPools/pool')],
          publicIPAddressConfiguration: {
            name: 'p',
            sku: { name: 'Standard' },
            properties: { idleTimeoutInMinutes: 4 },
          },
        },
      },
    ],
  },
}

const compute = [
  resource('Microsoft.Compute', 'virtualMachines/vm/extensions/script', {
    publisher: 'Microsoft.Azure.Extensions',
    type: 'CustomScript',
    typeHandlerVersion: '2.1',
    autoUpgradeMinorVersion: true,
    settings: { commandToExecute: 'sysctl -w net.ipv4.ip_forward=1' },
  }),
  resource('Microsoft.Compute', 'virtualMachines/vm/runCommands/forward', {
    source: { script: 'sysctl -w net.ipv4.ip_forward=1' },
    asyncExecution: false,
    timeoutInSeconds: 0,
  }),
  resource(
    'Microsoft.Compute',
    'virtualMachineScaleSets/vmss',
    {
      orchestrationMode: 'Uniform',
      uniqueId: 'u',
      virtualMachineProfile: {
        osProfile: { computerNamePrefix: 'x', linuxConfiguration: { disablePasswordAuthentication: true } },
        networkProfile: { networkInterfaceConfigurations: [interfaceConfiguration] },
      },
    },
    { sku: { name: 'Standard_B2s', tier: 'Standard', capacity: 2 }, zones: ['1'] },
  ),
  resource(
    'Microsoft.Compute',
    instance,
    {
      latestModelApplied: true,
      networkProfile: {
        networkInterfaces: [
          {
            id: `${group}/Microsoft.Compute/${instance}/networkInterfaces/n`,
            properties: { primary: true },
          },
        ],
      },
      networkProfileConfiguration: { networkInterfaceConfigurations: [interfaceConfiguration] },
    },
    { instanceId: '0', sku: { name: 'Standard_B2s', tier: 'Standard' } },
  ),
  resource('Microsoft.Compute', `${instance}/networkInterfaces/n`, {
    primary: true,
    enableIPForwarding: true,
    networkSecurityGroup: network('networkSecurityGroups/nsg'),
    ipConfigurations: [
      part(`Microsoft.Compute/${instance}/networkInterfaces/n/ipConfigurations`, 'c', {
        primary: true,
        privateIPAddress: '10.0.1.4',
        subnet,
      }),
    ],
    virtualMachine: { id: `${group}/Microsoft.Compute/${instance}` },
  }),
]

const ofNetwork = [
  resource(
    'Microsoft.Network',
    'applicationGateways/agw',
    {
      sku: { name: 'Standard_v2', tier: 'Standard_v2', capacity: 2 },
      gatewayIPConfigurations: [part(`${gateway}/gatewayIPConfigurations`, 'g', { subnet })],
      frontendIPConfigurations: [
        part(`${gateway}/frontendIPConfigurations`, 'f', { subnet, privateIPAddress: '10.0.1.10' }),
      ],
      privateLinkConfigurations: [
        part(`${gateway}/privateLinkConfigurations`, 'l', {
          ipConfigurations: [
            part(`${gateway}/privateLinkConfigurations/l/ipConfigurations`, 'i', { subnet, primary: true }),
          ],
        }),
      ],
      backendAddressPools: [part(`${gateway}/backendAddressPools`, 'pool', { backendAddresses: [] })],
    },
    { zones: ['1'] },
  ),
  resource('Microsoft.Network', 'dnsResolvers/r/inboundEndpoints/in', {
    ipConfigurations: [{ subnet, privateIpAddress: '10.0.1.5', privateIpAllocationMethod: 'Dynamic' }],
  }),
  resource('Microsoft.Network', 'networkProfiles/np', {
    containerNetworkInterfaceConfigurations: [
      part('Microsoft.Network/networkProfiles/np/containerNetworkInterfaceConfigurations', 'eth0', {
        ipConfigurations: [
          part('Microsoft.Network/networkProfiles/np/containerNetworkInterfaceConfigurations/eth0', 'ip', {
            subnet,
          }),
        ],
      }),
    ],
  }),
  resource('Microsoft.Network', 'p2svpnGateways/p2s', {
    virtualHub: network('virtualHubs/vhub'),
    p2SConnectionConfigurations: [
      part('Microsoft.Network/p2svpnGateways/p2s/p2sConnectionConfigurations', 'clients', {
        vpnClientAddressPool: { addressPrefixes: ['172.16.0.0/24'] },
        routingConfiguration: {
          associatedRouteTable: network('virtualHubs/vhub/hubRouteTables/defaultRouteTable'),
        },
      }),
    ],
    vpnGatewayScaleUnit: 1,
  }),
  resource('Microsoft.Network', 'privateLinkServices/pls', {
    loadBalancerFrontendIpConfigurations: [network('loadBalancers/lb/frontendIPConfigurations/f')],
    ipConfigurations: [
      part('Microsoft.Network/privateLinkServices/pls/ipConfigurations', 'nat', {
        subnet,
        privateIPAddress: '10.0.1.17',
        primary: true,
      }),
    ],
    privateEndpointConnections: [
      part('Microsoft.Network/privateLinkServices/pls/privateEndpointConnections', 'c', {
        privateEndpoint: network('privateEndpoints/pe'),
      }),
    ],
  }),
]

const others = [
  resource(
    'Microsoft.ApiManagement',
    'service/apim',
    {
      virtualNetworkType: 'Internal',
      virtualNetworkConfiguration: { subnetResourceId: subnet.id },
      privateIPAddresses: ['10.0.1.6'],
    },
    { sku: { name: 'Developer', capacity: 1 } },
  ),
  resource('Microsoft.Cache', 'Redis/redis', {
    sku: { name: 'Premium', family: 'P', capacity: 1 },
    subnetId: subnet.id,
    staticIP: '10.0.1.7',
    shardCount: 2,
  }),
  resource('Microsoft.ContainerInstance', 'containerGroups/aci', {
    subnetIds: [subnet],
    ipAddress: { type: 'Private', ip: '10.0.1.8', ports: [{ port: 80 }] },
    containers: [{ name: 'c', properties: { image: 'x', ports: [{ port: 80 }] } }],
  }),
  resource(
    'Microsoft.ContainerService',
    'managedClusters/aks',
    {
      agentPoolProfiles: [
        {
          name: 'p',
          count: 2,
          maxPods: 30,
          type: 'VirtualMachineScaleSets',
          vnetSubnetID: subnet.id,
        },
      ],
      networkProfile: { networkPlugin: 'azure', outboundType: 'loadBalancer' },
    },
    { sku: { name: 'Base', tier: 'Free' } },
  ),
  resource('Microsoft.ContainerService', 'managedClusters/aks/agentPools/p', {
    count: 2,
    maxPods: 30,
    type: 'VirtualMachineScaleSets',
    vnetSubnetID: subnet.id,
  }),
  resource(
    'Microsoft.DBforPostgreSQL',
    'flexibleServers/pg',
    { network: { delegatedSubnetResourceId: subnet.id } },
    { sku: { name: 'Standard_B2s', tier: 'Burstable' } },
  ),
  resource('Microsoft.NetApp', 'netAppAccounts/anf/capacityPools/pool/volumes/vol', {
    subnetId: subnet.id,
    mountTargets: [{ mountTargetId: 'm', ipAddress: '10.0.1.9' }],
  }),
  resource('Microsoft.Web', 'hostingEnvironments/ase', {
    virtualNetwork: { id: network('virtualNetworks/hub').id, subnet: 'app' },
  }),
  resource('Microsoft.Web', 'sites/web', { virtualNetworkSubnetId: subnet.id }, { kind: 'app,linux' }),
]

/** Resources as `GET` shows them. */
export const serviceSamples: readonly Record<string, unknown>[] = [...compute, ...ofNetwork, ...others]
