// Connected groups of Virtual Network Manager (R1.11): ids and flags as they are written, and links to nothing.
import { describe, expect, test } from 'vitest'
import { id, vnet } from './azure.ts'
import { type ArmResource, idOf, networkOf, type Plain, type PlainObject } from './network-of.ts'

const manager = (members: readonly Plain[]): ArmResource => ({
  type: 'Microsoft.Network/networkManagers',
  name: 'avnm',
  children: [
    {
      type: 'networkGroups',
      name: 'group',
      children: members.map((resourceId, index) => ({
        type: 'staticMembers',
        name: `member${index}`,
        properties: { resourceId },
      })),
    },
  ],
})

const configuration = (properties: PlainObject, group: PlainObject = {}): ArmResource => ({
  type: 'Microsoft.Network/networkManagers/connectivityConfigurations',
  name: 'avnm/mesh',
  properties: {
    connectivityTopology: 'Mesh',
    appliesToGroups: [
      { networkGroupId: idOf('Microsoft.Network/networkManagers/networkGroups', 'avnm/group'), ...group },
    ],
    ...properties,
  },
})

const vnets = [vnet('a', ['10.1.0.0/16']), vnet('b', ['10.2.0.0/16'])]
const both = [id.vnet('a'), id.vnet('B').toUpperCase()]

const groupsOf = (members: readonly Plain[], properties: PlainObject = {}, group: PlainObject = {}) =>
  networkOf([...vnets, manager(members), configuration(properties, group)]).connectedGroups.map(
    ({ members: found, isGlobal }) => [found.map(({ name }) => name).join(), isGlobal],
  )

test('a mesh connects its members, which know it', () => {
  const network = networkOf([...vnets, manager(both), configuration({})])
  expect(groupsOf(both)).toEqual([['a,b', false]])
  expect(network.vnets.map(({ connectedGroups }) => connectedGroups)).toEqual([
    network.connectedGroups,
    network.connectedGroups,
  ])
})

test('hub-and-spoke connects members with direct connectivity alone', () => {
  const star = { connectivityTopology: 'HubAndSpoke' }
  expect(groupsOf(both, star)).toEqual([])
  expect(groupsOf(both, star, { groupConnectivity: 'None' })).toEqual([])
  expect(groupsOf(both, star, { groupConnectivity: 'directlyConnected' })).toEqual([['a,b', false]])
})

test('is global where the configuration or the group says so, as a text or a boolean', () => {
  expect(groupsOf(both, { isGlobal: 'True' })).toEqual([['a,b', true]])
  expect(groupsOf(both, {}, { isGlobal: true })).toEqual([['a,b', true]])
  expect(groupsOf(both, { isGlobal: 'False' }, { isGlobal: null })).toEqual([['a,b', false]])
})

describe('what leads nowhere is left out', () => {
  test('members that are not there, or none', () => {
    expect(groupsOf([id.vnet('missing'), id.vnet('a'), null, 7])).toEqual([['a', false]])
    expect(groupsOf([])).toEqual([])
  })

  test('a group that is not there, or is not named', () => {
    expect(groupsOf(both, {}, { networkGroupId: 'nonsense' })).toEqual([])
    expect(groupsOf(both, {}, { networkGroupId: null })).toEqual([])
    expect(groupsOf(both, { appliesToGroups: 'all' })).toEqual([])
  })
})
