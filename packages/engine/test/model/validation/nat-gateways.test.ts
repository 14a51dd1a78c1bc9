// What may not share a subnet with a NAT gateway.
import { expect, test } from 'vitest'
import { validateNatGateways } from '../../../src/model/validation/nat-gateways.ts'
import { id, loadBalancer, nic, pooled, publicIp, vnet } from '../azure.ts'
import { type ArmResource, codesOf } from '../network-of.ts'
import { validatingOf } from './validating-of.ts'

const judge = (resources: readonly ArmResource[]) => validateNatGateways(validatingOf(resources))

const spoke = vnet('spoke', ['10.1.0.0/16'], {
  a: { addressPrefix: '10.1.0.0/24', natGateway: { id: id.natGateway('nat') } },
  b: '10.1.1.0/24',
})
const withPublicIp = (subnet: string, address: string): ArmResource =>
  nic('n', subnet, address, {
    ipConfigurations: [
      {
        name: 'default',
        properties: {
          privateIPAddress: address,
          subnet: { id: id.subnet(subnet) },
          publicIPAddress: { id: id.publicAddress('pip') },
        },
      },
    ],
  })

test('V28 a NIC with a Basic public IP address', () => {
  expect(judge([spoke, withPublicIp('spoke/a', '10.1.0.4'), publicIp('pip', 'Basic')])).toMatchObject([
    {
      code: 'HP3128',
      azureCode: 'SubnetWithNatGatewayAndBasicSkuResourceNotAllowed',
      parameters: { subnet: 'a', natGateway: 'nat', resource: 'pip' },
    },
  ])
})

test.each<[string, readonly ArmResource[]]>([
  ['its address is Standard', [withPublicIp('spoke/a', '10.1.0.4'), publicIp('pip', 'Standard')]],
  ['nothing is said of its SKU', [withPublicIp('spoke/a', '10.1.0.4'), publicIp('pip', undefined)]],
  ['it lies elsewhere', [withPublicIp('spoke/b', '10.1.1.4'), publicIp('pip', 'Basic')]],
  ['it has none', [nic('n', 'spoke/a', '10.1.0.4'), publicIp('pip', 'Basic')]],
])('V28 does not matter where %s', (_, resources) => {
  expect(judge([spoke, ...resources])).toEqual([])
})

test('V28 a Basic load balancer, by its frontend and by its backends', () => {
  const balancer = loadBalancer('lb', 'spoke/b', '10.1.1.10', 'Basic')
  expect(judge([spoke, balancer])).toEqual([])
  expect(codesOf(judge([spoke, balancer, pooled('n', 'spoke/a', '10.1.0.4', 'lb')]))).toEqual(['HP3128'])
  expect(codesOf(judge([spoke, loadBalancer('lb', 'spoke/a', '10.1.0.10', 'Basic')]))).toEqual(['HP3128'])
  expect(judge([spoke, loadBalancer('lb', 'spoke/a', '10.1.0.10', 'Standard')])).toEqual([])
})

test('V28 is told once for all that use the same thing in a subnet', () => {
  const balancer = loadBalancer('lb', 'spoke/a', '10.1.0.10', 'Basic')
  const members = [pooled('n', 'spoke/a', '10.1.0.4', 'lb'), pooled('m', 'spoke/a', '10.1.0.5', 'lb')]
  expect(codesOf(judge([spoke, balancer, ...members]))).toEqual(['HP3128'])
})
