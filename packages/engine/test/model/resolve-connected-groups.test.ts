// Which VNets a connectivity configuration joins to a group.
import { expect, test } from 'vitest'
import { connectivity, vnet } from './azure.ts'
import { type ArmResource, resolvedOf } from './network-of.ts'

const vnets = ['hub', 'a', 'b'].map((name, index) => vnet(name, [`10.${index}.0.0/16`]))

const groupsOf = (resources: readonly ArmResource[]) => {
  const { network } = resolvedOf([...vnets, ...resources])
  return network.connectedGroups.map(({ name, members, isGlobal }) => ({
    name,
    members: members.map((member) => member.name),
    known: network.vnets.filter(({ connectedGroups }) => connectedGroups.length > 0).map((each) => each.name),
    isGlobal,
  }))
}

test.each([
  ['a mesh', {}, false],
  ['a global mesh', { isGlobal: true }, true],
  ['a hub-and-spoke with direct connectivity', { hub: 'hub', direct: true }, false],
])('R1.11: %s joins its members, and its hub not', (_, settings, isGlobal) => {
  expect(groupsOf(connectivity('config', ['a', 'b'], settings))).toEqual([
    { name: 'config', members: ['a', 'b'], known: ['a', 'b'], isGlobal },
  ])
})

test('a hub-and-spoke without direct connectivity joins nobody', () => {
  expect(groupsOf(connectivity('config', ['a', 'b'], { hub: 'hub' }))).toEqual([])
})

test('a member that no input declares is left out', () => {
  expect(groupsOf(connectivity('config', ['a', 'elsewhere']))[0]?.members).toEqual(['a'])
})
