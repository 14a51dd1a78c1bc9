// The smallest network that can be asked: two VNets that know nothing of each other, a VM in each, and one mistake on request.
const network = '/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network'

const site = (name: string, block: string, subnetPrefix: string): readonly unknown[] => [
  {
    id: `${network}/virtualNetworks/vnet-${name}`,
    type: 'Microsoft.Network/virtualNetworks',
    name: `vnet-${name}`,
    location: 'japaneast',
    properties: {
      addressSpace: { addressPrefixes: [`${block}.0.0/16`] },
      subnets: [{ name: 'default', properties: { addressPrefix: subnetPrefix } }],
    },
  },
  {
    id: `${network}/networkInterfaces/nic-${name}`,
    type: 'Microsoft.Network/networkInterfaces',
    name: `nic-${name}`,
    location: 'japaneast',
    properties: {
      ipConfigurations: [
        {
          name: 'ipconfig1',
          properties: {
            privateIPAddress: `${block}.0.4`,
            subnet: { id: `${network}/virtualNetworks/vnet-${name}/subnets/default` },
          },
        },
      ],
    },
  },
  {
    id: `/subscriptions/s/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/vm-${name}`,
    type: 'Microsoft.Compute/virtualMachines',
    name: `vm-${name}`,
    location: 'japaneast',
    properties: {
      storageProfile: { osDisk: { osType: 'Linux' } },
      networkProfile: { networkInterfaces: [{ id: `${network}/networkInterfaces/nic-${name}` }] },
    },
  },
]

/** A file of resources. With a mistake, a subnet lies outside its VNet, which Azure refuses. */
export const smallNetwork = (withMistake = false): string =>
  JSON.stringify(
    [
      ...site('a', '10.1', '10.1.0.0/24'),
      ...site('b', '10.2', '10.2.0.0/24'),
      ...(withMistake
        ? [
            {
              id: `${network}/virtualNetworks/vnet-wrong`,
              type: 'Microsoft.Network/virtualNetworks',
              name: 'vnet-wrong',
              location: 'japaneast',
              properties: {
                addressSpace: { addressPrefixes: ['10.9.0.0/16'] },
                subnets: [{ name: 'outside', properties: { addressPrefix: '10.8.0.0/24' } }],
              },
            },
          ]
        : []),
    ],
    null,
    2,
  )
