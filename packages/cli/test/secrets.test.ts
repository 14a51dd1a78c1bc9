// Secrets never reach an output: planted wherever inputs may hold them, then looked for in all that the command prints.
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { folderWith, runIn } from './recorder.ts'

/** Every planted text begins so, and nothing else does. */
const mark = 'S3cr3t'
let planted = 0
const plant = (): string => `${mark}${(planted++).toString().padStart(3, '0')}x`

const group = '/subscriptions/s/resourceGroups/rg/providers'
const subnet = { id: `${group}/Microsoft.Network/virtualNetworks/hub/subnets/default` }

const vnet = {
  type: 'Microsoft.Network/virtualNetworks',
  name: 'hub',
  properties: {
    addressSpace: { addressPrefixes: ['10.0.0.0/16'] },
    subnets: [
      { name: 'default', properties: { addressPrefix: '10.0.0.0/24' } },
      { name: 'GatewaySubnet', properties: { addressPrefix: '10.0.1.0/27' } },
    ],
  },
}

/** A network with a secret in every place that has one; `beside`: a fault next to each, so that its line is shown. */
const resources = (beside: object = {}) => [
  vnet,
  {
    type: 'Microsoft.Network/networkInterfaces',
    name: 'nic',
    properties: { ipConfigurations: [{ name: 'c', properties: { subnet } }] },
  },
  {
    type: 'Microsoft.Compute/virtualMachines',
    name: 'vm',
    properties: {
      osProfile: { adminUsername: 'azureuser', adminPassword: plant(), customData: plant(), ...beside },
      userData: plant(),
      networkProfile: {
        networkInterfaces: [{ id: `${group}/Microsoft.Network/networkInterfaces/nic` }],
      },
    },
    resources: [
      {
        type: 'extensions',
        name: 'script',
        properties: { protectedSettings: { commandToExecute: plant(), storageAccountKey: plant() } },
      },
    ],
  },
  {
    type: 'Microsoft.Compute/virtualMachineScaleSets',
    name: 'vmss',
    sku: { capacity: 1 },
    properties: {
      virtualMachineProfile: {
        osProfile: { adminPassword: plant(), customData: plant() },
        extensionProfile: {
          extensions: [{ name: 'e', properties: { protectedSettings: { token: plant() } } }],
        },
        networkProfile: {
          networkInterfaceConfigurations: [
            {
              name: 'n',
              properties: { primary: true, ipConfigurations: [{ name: 'c', properties: { subnet } }] },
            },
          ],
        },
      },
    },
  },
  {
    type: 'Microsoft.Network/connections',
    name: 'conn',
    properties: {
      connectionType: 'ExpressRoute',
      sharedKey: plant(),
      authorizationKey: plant(),
      routingWeight: 'heavy',
      virtualNetworkGateway1: { id: `${group}/Microsoft.Network/virtualNetworkGateways/gw` },
      peer: { id: `${group}/Microsoft.Network/expressRouteCircuits/none` },
      ...beside,
    },
  },
  {
    type: 'Microsoft.Network/expressRouteCircuits',
    name: 'circuit',
    properties: {
      authorizations: [{ name: 'a', properties: { authorizationKey: plant() } }],
      peerings: [
        {
          name: 'AzurePrivatePeering',
          properties: {
            peeringType: 'AzurePrivatePeering',
            peerASN: 'sixty',
            sharedKey: plant(),
            microsoftPeeringConfig: { md5: plant() },
          },
        },
      ],
    },
  },
  {
    type: 'Microsoft.Network/virtualNetworkGateways',
    name: 'gw',
    properties: {
      gatewayType: 'Vpn',
      ipConfigurations: [
        {
          name: 'c',
          properties: {
            subnet: { id: `${group}/Microsoft.Network/virtualNetworks/hub/subnets/GatewaySubnet` },
          },
        },
      ],
      vpnClientConfiguration: {
        radiusServerSecret: plant(),
        radiusServers: [{ radiusServerSecret: plant() }],
      },
    },
  },
]

const bicepSecrets = Array.from({ length: 12 }, plant)
const bicep = `@secure()
param adminPassword string = '${bicepSecrets[0]}'

@description('a key')
@secure()
param pw string = '${bicepSecrets[1]}'
param plain string
param sharedKey string = '${bicepSecrets[2]}'

var secretText = '${bicepSecrets[3]}'

resource v 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'hub'
  properties: {
    addressSpace: { addressPrefixes: ['10.0.0.0/16'] }
    subnets: [{ name: 'default', properties: { addressPrefix: '10.0.0.0/240' } }]
  }
}

resource n 'Microsoft.Network/networkInterfaces@2024-05-01' = {
  name: 'nic'
  properties: { ipConfigurations: [{ name: 'c', properties: { subnet: { id: v.properties.subnets[0].id } } }] }
}

resource m 'Microsoft.Compute/virtualMachines@2024-03-01' = {
  name: 'vm'
  properties: {
    osProfile: { adminPassword: '\${plain}${bicepSecrets[4]}', customData: base64('${bicepSecrets[5]}') }
    networkProfile: { networkInterfaces: [{ id: n.id }] }
  }
}

resource c 'Microsoft.Network/connections@2024-05-01' = {
  name: 'conn'
  properties: {
    sharedKey: concat(plain, '${bicepSecrets[6]}')
    authorizationKey: int('${bicepSecrets[7]}')
    connectionType: nothing
  }
}

module inner 'inner.bicep' = { name: 'inner', params: { pw: '${bicepSecrets[8]}', unknownOne: 1 } }

output secret string = '${bicepSecrets[9]}'
resource broken 'Microsoft.Network/routeTables@2024-05-01' = {
  name: 'rt'
  properties: { password '${bicepSecrets[10]}' }
}
`
const innerBicep = `@secure()
param pw string = '${bicepSecrets[11]}' oops
`

const yamlSecrets = Array.from({ length: 3 }, plant)
const world = `version: 1
inputs: [network.json]
parameters:
  adminPassword: ${yamlSecrets[0]}
  sharedKey: "${yamlSecrets[1]}"
sitez: []
guests:
  vm: { password: ${yamlSecrets[2]}, files: { scripts: 5 } }
`

const commands: readonly (readonly string[])[] = [
  ['inspect'],
  ['routes'],
  ['trace', 'vm', 'vmss_0'],
  ['trace', 'vm', 'adminPassword'],
  ['bgp'],
]
const manners: readonly (readonly string[])[] = [
  [],
  ['--verbose'],
  ['--lang', 'ja', '--verbose'],
  ['--output', 'json', '--verbose'],
]

/** All that all commands print about the folder. */
const everything = async (folder: string, more: readonly string[] = []): Promise<string> => {
  let text = ''
  for (const [command = '', ...names] of commands)
    for (const manner of manners) {
      const { stdout, stderr } = await runIn(folder, [command, ...names, folder, ...manner, ...more])
      text += stdout + stderr
    }
  return text
}

const leaks = (text: string): readonly string[] => [...new Set(text.match(/S3cr3t\d*x?/g) ?? [])]

describe('no output holds a secret', () => {
  test('of JSON resources, in good order and with faults beside the secrets', async () => {
    const good = folderWith({ 'network.json': JSON.stringify(resources(), undefined, 2) })
    const text = await everything(good)
    expect(leaks(text)).toEqual([])
    expect(text).toContain('HP2002')
    // Broken off behind each secret in turn: the frame of the syntax error shows the line before.
    const source = JSON.stringify(resources({ '': null }), undefined, 2)
    for (const found of [...source.matchAll(/S3cr3t\d+x/g)]) {
      const broken = [
        source.slice(0, found.index + 12),
        `${source.slice(0, found.index + found[0].length)}\n${source.slice(found.index)}`,
        `${source.slice(0, found.index - 2)} ${source.slice(found.index - 1)}`,
        `${source.slice(0, found.index + found[0].length + 1)} 5 ${source.slice(found.index + 12)}`,
      ]
      for (const [index, each] of broken.entries()) {
        const { stderr } = await runIn(folderWith({ 'network.json': each }), ['inspect', 'network.json'])

        expect([index, leaks(stderr), found[0]]).toEqual([index, [], found[0]])
      }
    }
  })

  test('of a template, its parameters and what it was given', async () => {
    const folder = folderWith({ 'main.bicep': bicep, 'inner.bicep': innerBicep })
    const given = plant()
    const text = await everything(folder, ['--param', `adminPassword=${given}`, '--param', `pw=${given}`])
    expect(leaks(text)).toEqual([])
    for (const code of ['HP1059', 'HP1060', 'HP1053', 'HP1064']) expect(text).toContain(code)
    for (let line = 0; line < bicep.split('\n').length; line += 1) {
      const broken = bicep.split('\n').toSpliced(line, 0, '  ) broken').join('\n')
      const { stderr } = await runIn(folderWith({ 'main.bicep': broken, 'inner.bicep': innerBicep }), [
        'inspect',
        'main.bicep',
      ])
      expect([line, leaks(stderr)]).toEqual([line, []])
    }
  })

  test('of hairpin.yaml', async () => {
    const folder = folderWith({
      'hairpin.yaml': world,
      'network.json': JSON.stringify([vnet], undefined, 2),
    })
    const text = await everything(folder)
    expect(leaks(text)).toEqual([])
    expect(text).toContain('HP1031')
    const broken = folderWith({ 'hairpin.yaml': world.replace('sitez: []', '  : [') })
    expect(leaks(await everything(broken))).toEqual([])
  })

  test('of an ARM template with secure parameters and Key Vault references', async () => {
    const [first, second, third] = [plant(), plant(), plant()]
    const template = {
      $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
      parameters: {
        pw: { type: 'securestring', defaultValue: first },
        settings: { type: 'secureObject', defaultValue: { a: second } },
      },
      resources: [vnet, { type: 'Microsoft.Network/routeTables', name: 5, properties: { password: third } }],
    }
    const source = JSON.stringify(template, undefined, 2)
    expect(leaks(await everything(folderWith({ 'azuredeploy.json': source })))).toEqual([])
    for (const secret of [first, second, third]) {
      const broken = source.replace(`"${secret}"`, `"${secret}" oops`)
      expect(leaks(await everything(folderWith({ 'azuredeploy.json': broken })))).toEqual([])
    }
  })
})

test('what is no secret is still shown', async () => {
  const folder = folderWith({
    'main.bicep': "param secretName string = 'kv-entry' oops\nvar adminUsername = 'azureuser' oops\n",
  })
  const { stderr } = await runIn(folder, ['inspect', join('.', 'main.bicep')])
  expect(stderr).toContain('kv-entry')
  expect(stderr).toContain('azureuser')
})
