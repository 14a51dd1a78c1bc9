// Security groups at what stands in a subnet: services by the group of their subnet (R6.51), instances of scale sets as any machine.
import { describe, expect, test } from 'vitest'
import type { TraceAnswer } from '../src/queries/index.ts'
import { hub, idIn, machine, network, subnetId } from './attached-network.ts'

const app = { id: subnetId('app') }
const groupId = (name: string) => ({ id: idIn(`Microsoft.Network/networkSecurityGroups/${name}`) })

/** The subnet `app` with the group `nsg`, `other` without one. */
const subnets = hub({
  app: { addressPrefix: '10.0.1.0/24', networkSecurityGroup: groupId('nsg') },
  other: '10.0.2.0/24',
})

interface Rule {
  readonly direction?: 'Inbound' | 'Outbound'
  readonly access?: 'Allow' | 'Deny'
  readonly port?: string
  readonly more?: object
}

const securityGroup = (name: string, ...rules: readonly Rule[]) => ({
  type: 'Microsoft.Network/networkSecurityGroups',
  name,
  properties: {
    securityRules: rules.map(({ direction = 'Inbound', access = 'Deny', port = '*', more }, index) => ({
      name: `rule${index}`,
      properties: {
        priority: 100 + index,
        direction,
        access,
        protocol: '*',
        sourceAddressPrefix: '*',
        sourcePortRange: '*',
        destinationAddressPrefix: '*',
        destinationPortRange: port,
        ...more,
      },
    })),
  },
})

const service = (type: string, name: string, properties: object) => ({ type, name, properties })
const gateway = service('Microsoft.Network/applicationGateways', 'agw', {
  sku: { capacity: 1 },
  gatewayIPConfigurations: [{ name: 'g', properties: { subnet: app } }],
  frontendIPConfigurations: [{ name: 'f', properties: { subnet: app, privateIPAddress: '10.0.1.10' } }],
})
const vm = machine('vm', 'other')

const rulesAt = ({ hops }: TraceAnswer['forward']['ways'][number]): readonly string[] =>
  hops.map(({ element, filters }) => `${element}:${(filters ?? []).map(({ rule }) => rule).join(',')}`)

const ask = (from: string, to: string, rules: readonly Rule[], ...services: readonly object[]) => {
  const answer = network([subnets, securityGroup('nsg', ...rules), ...vm, ...services]).trace(from, to)
  const { verdict, routing, filtering, forward } = answer
  const decision = forward.ways[0]?.hops.at(-1)?.decision
  return {
    outcome: [verdict, routing, filtering],
    forward: forward.ending,
    back: answer.return.ending,
    rules: forward.ways.flatMap(rulesAt),
    decision,
    assumptions: answer.assumptions.map(({ code }) => code),
  }
}

describe('what comes to a service', () => {
  test('is asked at the service, by the default rules as well', () => {
    expect(ask('vm', 'agw', [], gateway)).toMatchObject({
      outcome: ['reached', 'reached', 'allowed'],
      rules: ['vm:', 'agw:AllowVnetInBound'],
    })
  })

  test('ends there when a rule denies it; the answer names the rule and the subnet', () => {
    // The question names no port.
    expect(ask('vm', 'agw', [{ port: '443' }], gateway).outcome).toEqual([
      'unknown',
      'reached',
      'notEvaluated',
    ])
    expect(ask('vm', 'agw', [{}], gateway)).toMatchObject({
      outcome: ['notReached', 'reached', 'denied'],
      forward: 'filtered',
      decision: {
        code: 'securityRule',
        rule: 'R6.4',
        parameters: { group: 'nsg', rule: 'rule0', attachedTo: 'app', to: 'subnet', direction: 'Inbound' },
      },
    })
  })

  test('needs no outbound rule for the answer', () => {
    expect(ask('vm', 'agw', [{ direction: 'Outbound' }], gateway)).toMatchObject({
      outcome: ['reached', 'reached', 'allowed'],
      back: 'delivered',
    })
  })
})

describe('what a service sends', () => {
  const site = service('Microsoft.Web/sites', 'web', { virtualNetworkSubnetId: app.id })

  test.each([
    ['agw', gateway],
    ['web', site],
  ])('%s: is asked where it sets out, and the answer needs no inbound rule', (name, each) => {
    expect(ask(name, 'vm', [{ direction: 'Inbound' }], each)).toMatchObject({
      outcome: ['reached', 'reached', 'allowed'],
      rules: [`${name}:AllowVnetOutBound`, 'vm:'],
      back: 'delivered',
    })
    expect(ask(name, 'vm', [{ direction: 'Outbound' }], each)).toMatchObject({
      outcome: ['notReached', 'reached', 'denied'],
      rules: [`${name}:rule0`],
      decision: { parameters: { direction: 'Outbound', attachedTo: 'app', to: 'subnet' } },
    })
  })

  test('between two services each group is asked once', () => {
    const far = {
      ...subnets,
      properties: {
        ...subnets.properties,
        subnets: subnets.properties.subnets.map((each) =>
          each.name === 'other'
            ? { ...each, properties: { ...each.properties, networkSecurityGroup: groupId('far') } }
            : each,
        ),
      },
    }
    const redis = service('Microsoft.Cache/Redis', 'redis', {
      subnetId: subnetId('other'),
      staticIP: '10.0.2.9',
    })
    const { trace } = network([far, securityGroup('nsg'), securityGroup('far'), gateway, redis])
    expect(trace('agw', 'redis').forward.ways.flatMap(rulesAt)).toEqual([
      'agw:AllowVnetOutBound',
      'redis:AllowVnetInBound',
    ])
  })

  test('to the Internet', () => {
    const out = (rules: readonly Rule[]) => ask('web', '8.8.8.8', rules, site).forward
    expect(out([])).toBe('deliveredToInternet')
    expect(out([{ direction: 'Outbound' }])).toBe('filtered')
  })
})

test('a group that no input declares is taken to let everything pass, and that is said', () => {
  const { trace } = network([subnets, ...vm, gateway])
  const answer = trace('vm', 'agw')
  expect(answer).toMatchObject({ verdict: 'reached', filtering: 'notEvaluated' })
  expect(answer.assumptions).toContainEqual({
    code: 'securityGroupAllows',
    parameters: { group: 'nsg', attachedTo: 'app' },
  })
})

describe('services on which groups do not act', () => {
  test.each([
    [undefined, 'reached'],
    ['Basic', 'reached'],
    ['Basic_Standard', 'reached'],
    ['Standard', 'notReached'],
    ['Standard_Basic', 'notReached'],
  ])('a NetApp volume with network features %s', (networkFeatures, verdict) => {
    const volume = service('Microsoft.NetApp/netAppAccounts/capacityPools/volumes', 'anf/pool/vol', {
      subnetId: app.id,
      mountTargets: [{ ipAddress: '10.0.1.5' }],
      ...(networkFeatures === undefined ? {} : { networkFeatures }),
    })
    expect(ask('vm', 'vol', [{}], volume).outcome[0]).toBe(verdict)
  })

  test('a Private Link service', () => {
    const link = service('Microsoft.Network/privateLinkServices', 'pls', {
      ipConfigurations: [{ name: 'nat', properties: { subnet: app, privateIPAddress: '10.0.1.17' } }],
    })
    expect(ask('pls', 'vm', [{ direction: 'Outbound' }], link)).toMatchObject({
      outcome: ['reached', 'reached', 'allowed'],
      rules: ['pls:', 'vm:'],
    })
  })
})

describe('instances of a scale set', () => {
  const scaleSet = (configuration: object = {}, more: object = {}) => ({
    type: 'Microsoft.Compute/virtualMachineScaleSets',
    name: 'vmss',
    sku: { capacity: 2 },
    properties: {
      virtualMachineProfile: {
        networkProfile: {
          networkInterfaceConfigurations: [
            {
              name: 'nic',
              properties: {
                primary: true,
                ...more,
                ipConfigurations: [{ name: 'c', properties: { subnet: app, ...configuration } }],
              },
            },
          ],
        },
      },
    },
  })

  test('are filtered by the group of their subnet and that of their interfaces', () => {
    const own = { networkSecurityGroup: groupId('own') }
    const traced = (subnetRules: readonly Rule[], ownRules: readonly Rule[]) =>
      ask('vm', 'vmss_1', subnetRules, scaleSet({}, own), securityGroup('own', ...ownRules))
    expect(traced([], [])).toMatchObject({
      outcome: ['reached', 'reached', 'allowed'],
      rules: ['vm:', 'vmss_1:AllowVnetInBound,AllowVnetInBound'],
    })
    expect(traced([{}], []).decision?.parameters).toMatchObject({ group: 'nsg', to: 'subnet' })
    expect(traced([], [{}]).decision?.parameters).toMatchObject({ group: 'own', to: 'nic' })
  })

  test('are in the application security groups of their configurations', () => {
    const group = { id: idIn('Microsoft.Network/applicationSecurityGroups/web') }
    const toGroup = { destinationAddressPrefix: undefined, destinationApplicationSecurityGroups: [group] }
    const traced = (configuration: object) =>
      ask('vm', 'vmss_0', [{ more: toGroup }], scaleSet(configuration)).outcome[0]
    expect(traced({ applicationSecurityGroups: [group] })).toBe('notReached')
    expect(traced({})).toBe('reached')
  })
})
