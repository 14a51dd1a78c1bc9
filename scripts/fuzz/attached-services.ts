// A template with services of several kinds in subnets, and a scale set: their numbers and lists are worth changing.
const group = '/subscriptions/s/resourceGroups/g/providers'
const subnet = (name: string) => ({ id: `${group}/Microsoft.Network/virtualNetworks/vnet/subnets/${name}` })
const { id } = subnet('a')

const resources: readonly object[] = [
  {
    type: 'Microsoft.Network/virtualNetworks',
    name: 'vnet',
    properties: {
      addressSpace: { addressPrefixes: ['10.0.0.0/8', 'fd00::/48'] },
      subnets: [
        { name: 'a', properties: { addressPrefix: '10.0.0.0/16' } },
        { name: 'b', properties: { addressPrefixes: ['10.1.0.0/24', 'fd00::/64'] } },
      ],
    },
  },
  {
    type: 'Microsoft.Compute/virtualMachineScaleSets',
    name: 'vmss',
    sku: { name: 'Standard_B2s', capacity: 3 },
    properties: {
      orchestrationMode: 'Uniform',
      virtualMachineProfile: {
        osProfile: { linuxConfiguration: {} },
        networkProfile: {
          networkInterfaceConfigurations: [
            {
              name: 'nic',
              properties: {
                primary: true,
                enableIPForwarding: true,
                ipConfigurations: [
                  {
                    name: 'ip',
                    properties: {
                      subnet: subnet('b'),
                      publicIPAddressConfiguration: { name: 'pip', properties: {} },
                    },
                  },
                ],
              },
            },
          ],
        },
      },
    },
  },
  {
    type: 'Microsoft.ContainerService/managedClusters',
    name: 'aks',
    properties: {
      networkProfile: { networkPlugin: 'azure', outboundType: 'userDefinedRouting' },
      agentPoolProfiles: [{ name: 'pool', count: 3, maxPods: 30, vnetSubnetID: id, podSubnetID: null }],
    },
  },
  {
    type: 'Microsoft.ApiManagement/service',
    name: 'apim',
    sku: { name: 'Premium', capacity: 2 },
    properties: { virtualNetworkType: 'Internal', virtualNetworkConfiguration: { subnetResourceId: id } },
  },
  {
    type: 'Microsoft.Cache/Redis',
    name: 'redis',
    properties: { subnetId: id, shardCount: 2, replicasPerMaster: 2 },
  },
  {
    type: 'Microsoft.Network/applicationGateways',
    name: 'agw',
    properties: {
      sku: { capacity: 2 },
      gatewayIPConfigurations: [{ name: 'g', properties: { subnet: subnet('a') } }],
      frontendIPConfigurations: [
        { name: 'f', properties: { subnet: subnet('a'), privateIPAddress: '10.0.0.99' } },
      ],
    },
  },
  {
    type: 'Microsoft.Batch/batchAccounts/pools',
    name: 'batch/pool',
    properties: {
      networkConfiguration: { subnetId: id },
      scaleSettings: { fixedScale: { targetDedicatedNodes: 4 } },
    },
  },
  {
    type: 'Microsoft.Databricks/workspaces',
    name: 'dbw',
    properties: {
      parameters: {
        customVirtualNetworkId: { value: id.slice(0, id.indexOf('/subnets/')) },
        customPublicSubnetName: { value: 'a' },
        customPrivateSubnetName: { value: 'b' },
      },
    },
  },
]

/** The template as text. */
export const attachedServices: string = JSON.stringify(resources, undefined, 2)
