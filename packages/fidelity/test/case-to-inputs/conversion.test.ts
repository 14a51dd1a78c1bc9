// What the conversion decides where a case leaves something open.
import { describe, expect, test } from 'vitest'
import type { ArmResource } from '../../src/case-to-inputs/arm.ts'
import { armResources, fileAccessOf, inputsOf } from '../../src/case-to-inputs/index.ts'
import type { CaseGateway, Topology } from '../../src/topology.ts'
import { caseOf, fullTopology } from '../full-case.ts'

const named = (topology: Topology, name: string, type: string): ArmResource | undefined =>
  armResources(caseOf(topology)).find(
    (one) => one.name === name && one.type.toLowerCase().endsWith(type.toLowerCase()),
  )

const vnets: Topology['vnets'] = [
  {
    name: 'hub',
    addressSpace: ['10.0.0.0/16'],
    subnets: [
      { name: 'GatewaySubnet', prefixes: ['10.0.1.0/24'] },
      { name: 'AzureFirewallSubnet', prefixes: ['10.0.2.0/24'] },
    ],
  },
]
const flags = {
  allowVirtualNetworkAccess: true,
  allowForwardedTraffic: true,
  allowGatewayTransit: false,
  useRemoteGateways: false,
}

describe('ids', () => {
  test('every id is its own, in the resource group of the case', () => {
    const ids = armResources(caseOf(fullTopology)).map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.every((id) => id.includes('/resourceGroups/test-case/'))).toBe(true)
  })

  test('an id with characters that no resource group has still gives whole ids', () => {
    const [first] = armResources({ ...caseOf({ vnets }), id: 'a/b c' })
    expect(first?.id).toBe(
      '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/a-b-c/providers/Microsoft.Network/virtualNetworks/hub',
    )
  })
})

describe('peerings', () => {
  test('a peering is connected only when the other side exists', () => {
    const both: Topology = {
      vnets: [...vnets, { name: 'spoke', addressSpace: ['10.1.0.0/16'], subnets: [] }],
      peerings: [
        { from: 'hub', to: 'spoke', ...flags },
        { from: 'spoke', to: 'hub', ...flags },
      ],
    }
    const one: Topology = { ...both, peerings: [{ from: 'hub', to: 'spoke', ...flags }] }
    expect(JSON.stringify(named(both, 'hub', 'virtualNetworks'))).toContain('"peeringState":"Connected"')
    expect(JSON.stringify(named(one, 'hub', 'virtualNetworks'))).toContain('"peeringState":"Initiated"')
  })

  test('a peering of a VNet that is not listed is not lost', () => {
    const stray = named({ vnets, peerings: [{ from: 'x', to: 'hub', ...flags }] }, 'x-to-hub', 'Peerings')
    expect(stray?.properties['remoteAddressSpace']).toEqual({ addressPrefixes: ['10.0.0.0/16'] })
  })

  test('two peerings between the same VNets have different names', () => {
    const twice: Topology = {
      vnets,
      peerings: [
        { from: 'hub', to: 'y', ...flags },
        { from: 'hub', to: 'y', ...flags },
      ],
    }
    const text = JSON.stringify(named(twice, 'hub', 'virtualNetworks'))
    expect(text).toContain('"name":"hub-to-y"')
    expect(text).toContain('"name":"hub-to-y-2"')
  })
})

describe('gateways', () => {
  const settings = (gateway: Partial<CaseGateway>): unknown =>
    named({ vnets, gateways: [{ name: 'gw', type: 'Vpn', vnet: 'hub', ...gateway }] }, 'gw', 'Gateways')
      ?.properties['bgpSettings']

  test('the first address of an active-standby gateway is its BGP address', () => {
    expect(settings({ asn: 65_001, instanceIps: ['10.0.1.254', '10.0.1.4'] })).toMatchObject({
      asn: 65_001,
      bgpPeeringAddress: '10.0.1.254',
      bgpPeeringAddresses: [{ defaultBgpIpAddresses: ['10.0.1.254'] }],
    })
  })

  test('an active-active gateway has one configuration an instance', () => {
    expect(
      settings({
        activeActive: true,
        instanceIps: ['10.0.1.4', '10.0.1.5'],
        publicIps: ['192.0.2.1', '192.0.2.2'],
        apipa: ['169.254.21.1', '169.254.21.5'],
      }),
    ).toMatchObject({
      bgpPeeringAddress: '10.0.1.4,10.0.1.5',
      bgpPeeringAddresses: [
        {
          defaultBgpIpAddresses: ['10.0.1.4'],
          customBgpIpAddresses: ['169.254.21.1'],
          tunnelIpAddresses: ['192.0.2.1'],
        },
        {
          defaultBgpIpAddresses: ['10.0.1.5'],
          customBgpIpAddresses: ['169.254.21.5'],
          tunnelIpAddresses: ['192.0.2.2'],
        },
      ],
    })
  })

  test('an ExpressRoute gateway has one configuration with both addresses', () => {
    expect(settings({ type: 'ExpressRoute', instanceIps: ['10.0.1.12', '10.0.1.13'] })).toMatchObject({
      bgpPeeringAddresses: [{ defaultBgpIpAddresses: ['10.0.1.12', '10.0.1.13'] }],
    })
  })

  test('nothing is said of BGP where nothing is known', () => {
    expect(settings({})).toBeUndefined()
  })
})

describe('firewalls', () => {
  const firewall = (allow: 'all' | 'none' | undefined): Topology => ({
    vnets,
    azureFirewalls: [
      { name: 'fw', subnet: 'hub/AzureFirewallSubnet', privateIp: '10.0.2.4', ...(allow && { allow }) },
    ],
  })

  test('"all" is one rule, "none" no rule, and what is not known is not written', () => {
    const rulesOf = (allow: 'all' | 'none' | undefined): unknown =>
      named(firewall(allow), 'rules', 'ruleCollectionGroups')?.properties['ruleCollections']
    expect(rulesOf('all')).toHaveLength(1)
    expect(rulesOf('none')).toEqual([])
    expect(rulesOf(undefined)).toBeUndefined()
    expect(named(firewall(undefined), 'fw', 'azureFirewalls')?.properties['firewallPolicy']).toBeDefined()
  })
})

describe('the world file', () => {
  const world = (topology: Topology): string => inputsOf(caseOf(topology)).get('hairpin.yaml') ?? ''

  test('a stopped VM and a broken connection are said; what works is not', () => {
    const text = world({
      vnets,
      vms: [
        { name: 'off', running: false, nics: [{ name: 'n1', subnet: 'hub/GatewaySubnet' }] },
        { name: 'on', running: true, nics: [{ name: 'n2', subnet: 'hub/GatewaySubnet' }] },
      ],
      connections: [{ type: 'IPsec', gateway: 'gw', up: false }],
    })
    expect(text).toContain(
      'state:\n  - connection: connection-1\n    up: false\n  - vm: off\n    up: false\n',
    )
    expect(text).not.toContain('vm: on')
  })

  test('an appliance of which nothing else is known forwards', () => {
    const vm = (role: 'vm' | 'nva'): Topology => ({
      vnets,
      vms: [{ name: 'box', role, nics: [{ name: 'n1', subnet: 'hub/GatewaySubnet', ipForwarding: true }] }],
    })
    expect(world(vm('nva'))).toContain('guests:\n  box:\n    ipForward: true\n')
    expect(world(vm('vm'))).not.toContain('guests')
  })

  test('a VPN site is the VM that has its BGP address', () => {
    const text = world({
      vnets,
      vms: [
        {
          name: 'branch',
          nics: [{ name: 'n1', subnet: 'hub/GatewaySubnet' }],
          guest: { addresses: [{ dev: 'lo', address: '192.168.10.10/32' }] },
        },
      ],
      vwanHubs: [
        { name: 'h', prefix: '10.9.0.0/23', vpnSites: [{ name: 's', bgpPeeringAddress: '192.168.10.10' }] },
      ],
    })
    expect(text).toContain('devices:\n  - vpnSite: s\n    is:\n      vm: branch\n')
  })
})

test('the inputs are read as one folder', () => {
  const files = fileAccessOf(inputsOf(caseOf({ vnets })))
  expect(files.list('.')).toEqual(['hairpin.yaml', 'resources.json'])
  expect(files.list('elsewhere')).toEqual([])
  expect(files.read('resources.json').kind).toBe('text')
  expect(files.read('main.bicep').kind).toBe('missing')
})
