// Services in subnets whose packets are not followed: found by their addresses.
import { expect, test } from 'vitest'
import { formatAddress } from '../../src/net/index.ts'
import { bastion, vnet } from '../forwarding/azure.ts'
import { idOf, networkOf } from './network-of.ts'

const hub = vnet('hub', '10.0.0.0/16', { AzureBastionSubnet: '10.0.1.0/26' })

test('a Bastion, with the subnet that it is in', () => {
  const { unmodelledHosts } = networkOf([hub, bastion('bastion', 'hub', '10.0.1.4')])
  expect(
    unmodelledHosts.map((host) => [host.name, host.subnet.name, ...host.addresses.map(formatAddress)]),
  ).toEqual([['bastion', 'AzureBastionSubnet', '10.0.1.4']])
})

test('a configuration without a subnet or an address owns nothing', () => {
  const subnet = { id: idOf('Microsoft.Network/virtualNetworks/subnets', 'hub/AzureBastionSubnet') }
  const configurations = [
    { name: 'no-subnet', properties: { privateIPAddress: '10.0.1.4' } },
    { name: 'no-address', properties: { subnet } },
  ]
  const { unmodelledHosts } = networkOf([
    hub,
    {
      type: 'Microsoft.Network/bastionHosts',
      name: 'bastion',
      properties: { ipConfigurations: configurations },
    },
  ])
  expect(unmodelledHosts).toEqual([])
})
