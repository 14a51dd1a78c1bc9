// How many connections a VPN gateway takes.
import { expect, test } from 'vitest'
import { validateVpnGatewayCounts } from '../../../src/model/validation/vpn-connections.ts'
import { gateway, localGateway, siteConnection, vnet } from '../azure.ts'
import { codesOf } from '../network-of.ts'
import { validatingOf } from './validating-of.ts'

test.each<[string | undefined, number, readonly string[]]>([
  ['Basic', 7, []],
  ['Basic', 8, ['HP4011']],
  ['Basic', 11, ['HP3021']],
  ['VpnGw1', 23, []],
  ['VpnGw2AZ', 24, ['HP4011']],
  ['VpnGw3', 31, ['HP3021']],
  ['VpnGw5AZ', 31, []],
  [undefined, 31, []],
])('V21, L11 %s with %i', (sku, count, codes) => {
  const connections = Array.from({ length: count }, (_, index) => [
    localGateway(`lng${index}`),
    siteConnection('vpn', `lng${index}`),
  ]).flat()
  const context = validatingOf([
    vnet('hub', ['10.0.0.0/16'], { GatewaySubnet: '10.0.0.0/27' }),
    gateway('vpn', 'hub/GatewaySubnet', 'Vpn', { sku: sku === undefined ? undefined : { name: sku } }),
    ...connections,
  ])
  expect(codesOf(validateVpnGatewayCounts(context))).toEqual(codes)
})
