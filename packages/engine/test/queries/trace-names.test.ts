// The names by which a sender knows what answers its traceroute (R6.60).
import { expect, test } from 'vitest'
import { traceStyleText } from '../../src/presentation/index.ts'
import { type ArmResource, analysisOf, appliance, peered, routeTable, vm, vnet } from '../forwarding/azure.ts'
import { traced } from '../forwarding/described.ts'

const spokeTable = routeTable('rt', [['10.2.0.0/16', 'VirtualAppliance', '10.1.1.4']])

/** A hub with an appliance and a machine that uses it, and a spoke. */
const networkWith = (dhcpOptions: { readonly dnsServers?: readonly string[] } = {}) => {
  const hub = vnet('hub', '10.1.0.0/16', {
    nva: '10.1.1.0/24',
    work: { prefix: '10.1.2.0/24', routeTable: 'rt' },
  })
  const resources: readonly ArmResource[] = [
    spokeTable,
    { ...hub, properties: { ...hub.properties, dhcpOptions } },
    vnet('spoke', '10.2.0.0/16', { work: '10.2.1.0/24' }),
    ...peered('hub', 'spoke', { allowForwardedTraffic: true }, { allowForwardedTraffic: true }),
    ...appliance('NVA', 'hub/nva', '10.1.1.4'),
    ...vm('worker', 'hub/work', '10.1.2.4'),
    ...vm('far', 'spoke/work', '10.2.1.4'),
  ]
  return analysisOf(resources)
}

const linesOf = (analysis: ReturnType<typeof networkWith>, from: string, to: string): readonly string[] =>
  traceStyleText(traced(analysis, { from, to }), 'ethr', { language: 'en', port: 22 })
    .split('\n')
    .filter((line) => line.includes('|--'))

test('machines of the own VNet have a name, others do not', () => {
  expect(linesOf(networkWith(), 'worker', 'far')).toEqual([
    ' 1.|--10.1.1.4 [nva.internal.cloudapp.net]',
    ' 2.|--10.2.1.4 []',
  ])
  expect(linesOf(networkWith(), 'far', 'worker')).toEqual([' 1.|--10.1.2.4 []'])
})

test('with DNS servers of its own nobody knows whom these know', () => {
  expect(linesOf(networkWith({ dnsServers: ['10.1.2.53'] }), 'worker', 'far')[0]).toBe(' 1.|--10.1.1.4 []')
})

test('no server in the list means that of Azure', () => {
  expect(linesOf(networkWith({ dnsServers: [] }), 'worker', 'far')[0]).toBe(
    ' 1.|--10.1.1.4 [nva.internal.cloudapp.net]',
  )
})
