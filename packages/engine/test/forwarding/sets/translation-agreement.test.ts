// Both engines on networks whose guests and firewalls translate addresses and ports.
import { expect, test } from 'vitest'
import { setForwarding } from '../../../src/forwarding/index.ts'
import { chanceFrom, seedOf } from '../../chance.ts'
import type { PlainObject } from '../../model/network-of.ts'
import { analysisOf, azureFirewall, routeTable, vm, vnet } from '../azure.ts'
import { firewallSamples } from '../firewall-samples.ts'
import type { Sample } from '../sample.ts'
import { translationSamples } from '../translation-samples.ts'
import { disagreements, startsIn } from './agreement.ts'

const collection = (type: string, rules: readonly PlainObject[]): PlainObject => ({
  name: type,
  properties: { priority: 100, action: { type }, rules },
})

/** A firewall that publishes a server under its own address, and lets one client call names only. */
const publishing: Pick<Sample, 'name' | 'resources' | 'world'> = {
  name: 'DNAT and application rules of a firewall',
  resources: [
    vnet('lan', '10.0.0.0/16', {
      main: { prefix: '10.0.0.0/24', routeTable: 'routes' },
      AzureFirewallSubnet: '10.0.1.0/26',
      other: '10.0.2.0/24',
    }),
    routeTable('routes', [['0.0.0.0/0', 'VirtualAppliance', '10.0.1.4']]),
    azureFirewall('firewall', 'lan', '10.0.1.4', {
      additionalProperties: { 'Network.DNS.EnableProxy': 'true' },
      natRuleCollections: [
        collection('Dnat', [
          {
            name: 'web',
            protocols: ['TCP'],
            sourceAddresses: ['10.0.0.0/24'],
            destinationAddresses: ['10.0.1.4'],
            destinationPorts: ['443'],
            translatedAddress: '10.0.2.4',
            translatedPort: '8443',
          },
        ]),
      ],
      applicationRuleCollections: [
        collection('Allow', [
          {
            name: 'all',
            sourceAddresses: ['10.0.0.4'],
            protocols: [{ protocolType: 'Https', port: 443 }],
            targetFqdns: ['*'],
          },
        ]),
      ],
    }),
    ...vm('vm1', 'lan/main', '10.0.0.4'),
    ...vm('vm2', 'lan/other', '10.0.2.4'),
  ],
}

const networks = [...translationSamples, ...firewallSamples, publishing]

test.each(networks.map(({ name, resources, world }) => [name, resources, world] as const))(
  'the walk and the sets agree: %s',
  (name, resources, world) => {
    const analysis = analysisOf(resources, world)
    const forwarding = setForwarding(analysis.surroundings)
    const starts = startsIn(analysis, forwarding)
    const { random } = chanceFrom(seedOf(name))
    expect(starts.length).toBeGreaterThan(0)
    expect(starts.flatMap((start) => disagreements(analysis, start, forwarding, random).found)).toEqual([])
  },
)
