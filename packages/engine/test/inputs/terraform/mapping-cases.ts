// What a test of the tables says: an azurerm resource, and what ARM has of it.
import { expect } from 'vitest'
import { networkId, properties, read, state, stateResource, subscription } from './plans.ts'

type Json = Readonly<Record<string, unknown>>

/** Type, values, the end of the id, and the properties that ARM has. */
export type MappingCase = readonly [type: string, values: Json, end: string, expected: Json]

/** Attributes that nearly all resources have. */
export const place = { resource_group_name: 'rg', location: 'japaneast' } as const
/** Ids that the cases refer to. */
export const subnet: string = networkId('virtualNetworks/hub/subnets/default')
export const ip: string = networkId('publicIPAddresses/pip')
export const hub: string = networkId('virtualHubs/hub')
export const fw: string = networkId('azureFirewalls/fw')
export const lb: string = networkId('loadBalancers/lb')
export const gateway: string = networkId('virtualNetworkGateways/gw')

/** Reads the resource from a state. */
export const expectMapped = (type: string, values: Json, end: string, expected: Json): void => {
  const loaded = read(state(stateResource(`${type}.x`, values)), { subscription })
  expect(properties(loaded, end)).toMatchObject(expected)
}
