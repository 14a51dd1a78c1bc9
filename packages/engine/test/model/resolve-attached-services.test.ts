// Services of Azure's own in subnets: where they stand, and with which addresses.
import { expect, test } from 'vitest'
import { formatAddress } from '../../src/net/index.ts'
import { bastion, vnet } from '../forwarding/azure.ts'
import { idOf, networkOf } from './network-of.ts'

const hub = vnet('hub', '10.0.0.0/16', { AzureBastionSubnet: '10.0.1.0/26' })

test('a Bastion, with the subnet that it is in', () => {
  const { attachedServices } = networkOf([hub, bastion('bastion', 'hub', '10.0.1.4')])
  expect(
    attachedServices.map((host) => [host.name, host.subnet.name, ...host.addresses.map(formatAddress)]),
  ).toEqual([['bastion', 'AzureBastionSubnet', '10.0.1.4']])
})

test('a configuration without a subnet is nowhere, one without an address owns none', () => {
  const subnet = { id: idOf('Microsoft.Network/virtualNetworks/subnets', 'hub/AzureBastionSubnet') }
  const configurations = [
    { name: 'no-subnet', properties: { privateIPAddress: '10.0.1.4' } },
    { name: 'no-address', properties: { subnet } },
  ]
  const { attachedServices } = networkOf([
    hub,
    {
      type: 'Microsoft.Network/bastionHosts',
      name: 'bastion',
      properties: { ipConfigurations: configurations },
    },
  ])
  expect(attachedServices.map(({ name, addresses }) => [name, addresses])).toEqual([['bastion', []]])
})
