// Where it was written: routes, hops and findings name the file and line, through modules in modules and loops in loops.
import { describe, expect, test } from 'vitest'
import { analyse } from '../src/analyse.ts'
import { formatSpan } from '../src/diagnostics/index.ts'
import { inspect } from '../src/queries/inspect.ts'
import { routes } from '../src/queries/routes.ts'
import { trace } from '../src/queries/trace.ts'
import { evaluated } from './inputs/bicep/probe.ts'

const files = {
  'main.bicep': `var spokes = [
  { name: 'a', prefix: '10.1.0.0/16', hops: ['10.0.0.4', '10.0.0.9'] }
  { name: 'b', prefix: '10.2.0.0/16', hops: ['10.0.0.4'] }
]
resource hub 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'hub'
  properties: {
    addressSpace: { addressPrefixes: ['10.0.0.0/16'] }
    subnets: [{ name: 'default', properties: { addressPrefix: '10.0.0.0/24' } }]
  }
}
module spoke 'modules/spoke.bicep' = [for (each, i) in spokes: {
  name: 'spoke\${i}'
  params: { name: each.name, prefix: each.prefix, hops: each.hops, hubId: hub.id }
}]
`,
  'modules/spoke.bicep': `param name string
param prefix string
param hops array
param hubId string

module table 'routes/table.bicep' = {
  name: 'table'
  params: { name: name, hops: hops }
}

resource vnet 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet-\${name}'
  properties: {
    addressSpace: { addressPrefixes: [prefix] }
    subnets: [for index in range(0, 1): {
      name: 'default'
      properties: {
        addressPrefix: cidrSubnet(prefix, 24, index)
        routeTable: { id: table.outputs.id }
      }
    }]
  }

  resource peering 'virtualNetworkPeerings' = {
    name: 'to-hub'
    properties: { remoteVirtualNetwork: { id: hubId } }
  }
}

resource nic 'Microsoft.Network/networkInterfaces@2024-05-01' = {
  name: 'nic-\${name}'
  properties: { ipConfigurations: [{ name: 'c', properties: { subnet: { id: vnet.properties.subnets[0].id } } }] }
}
`,
  'modules/routes/table.bicep': `param name string
param hops array

resource table 'Microsoft.Network/routeTables@2024-05-01' = {
  name: 'rt-\${name}'
  properties: {
    routes: [
      {
        name: 'inline'
        properties: { addressPrefix: '10.8.0.0/16', nextHopType: 'None' }
      }
    ]
  }
}

resource route 'Microsoft.Network/routeTables/routes@2024-05-01' = [for (hop, i) in hops: {
  parent: table
  name: 'route\${i}'
  properties: {
    addressPrefix: '10.9.\${i}.0/24'
    nextHopType: 'VirtualAppliance'
    nextHopIpAddress: hop
  }
}]
output id string = table.id
`,
}

const loaded = evaluated(files)
const analysis = analyse(loaded.resourceSet)
const answer = routes(analysis)
const tables = answer.ok ? answer.answer.tables : []

describe('a route names the line where it was written', () => {
  test.each([
    [
      'nic-a',
      [
        'inline modules/routes/table.bicep:8:7',
        'route0 modules/routes/table.bicep:16:1',
        'route1 modules/routes/table.bicep:16:1',
      ],
    ],
    ['nic-b', ['inline modules/routes/table.bicep:8:7', 'route0 modules/routes/table.bicep:16:1']],
  ])('%s', (nic, expected) => {
    const table = tables.find(({ place }) => place.name === nic)
    expect(
      table?.routes
        .filter(({ source }) => source === 'User')
        .map(({ name, declaredAt }) => `${name} ${declaredAt}`)
        .toSorted(),
    ).toEqual(expected)
  })

  test('also those of the VNet itself and of a peering', () => {
    const table = tables.find(({ place }) => place.name === 'nic-a')
    const found = Object.fromEntries(
      table?.routes.map(({ addressPrefix, declaredAt }) => [addressPrefix[0], declaredAt]) ?? [],
    )
    // The prefix was written in the main file, and handed on from there.
    expect(found['10.1.0.0/16']).toBe('main.bicep:2:24')
  })
})

test('a hop of a trace does, and what stops it', () => {
  const traced = trace(analysis, { from: 'nic-a', to: '10.9.1.7' })
  const hops = traced.ok ? traced.answer.forward.ways.flatMap((way) => way.hops) : []
  expect(hops.map(({ decision }) => decision.declaredAt)).toContain('modules/routes/table.bicep:16:1')
})

test('findings do', () => {
  const places = [...loaded.findings, ...analysis.findings].map(
    ({ code, span }) => `${code} ${span === undefined ? '' : formatSpan(span)}`,
  )
  // The peerings of both spokes are one-sided: each is told at the line of the nested resource.
  expect(new Set(places.filter((each) => each.startsWith('HP3042')))).toEqual(
    new Set(['HP3042 modules/spoke.bicep:24:3']),
  )
})

test('inspect does, for every resource', () => {
  const { resources } = inspect(loaded, analysis)
  const placeOf = (name: string) => resources.find((resource) => resource.id.endsWith(name))?.declaredAt
  expect(placeOf('/routeTables/rt-b/routes/route0')).toBe('modules/routes/table.bicep:16:1')
  expect(placeOf('/virtualNetworks/vnet-b/subnets/default')).toBe('modules/spoke.bicep:15:41')
  expect(placeOf('/virtualNetworks/hub/subnets/default')).toBe('main.bicep:9:15')
  expect(resources.every(({ declaredAt }) => declaredAt !== null)).toBe(true)
})
