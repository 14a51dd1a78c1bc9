// Findings about address spaces of peered VNets.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { validatePeeredAddressSpaces } from '../../../src/model/validation/peered-address-spaces.ts'
import { overlaps, prefix } from '../../../src/net/index.ts'
import { peered, side, vnet } from '../azure.ts'
import { type ArmResource, codesOf } from '../network-of.ts'
import { validatingOf } from './validating-of.ts'

const judge = (...resources: readonly ArmResource[]) => validatePeeredAddressSpaces(validatingOf(resources))

const hub = vnet('hub', ['10.0.0.0/16', '10.9.0.0/16'])

describe('V1 peered spaces that overlap', () => {
  test.each([
    ['the same prefix', '10.9.0.0/16', '10.9.0.0/16'],
    ['a part', '10.9.1.0/24', '10.9.0.0/16'],
    ['a whole around it', '10.8.0.0/15', '10.9.0.0/16'],
  ])('by %s are told once for both sides', (_, remotePrefix, own) => {
    const found = judge(hub, vnet('spoke', ['10.1.0.0/16', remotePrefix]), ...peered('hub', 'spoke'))
    expect(found).toMatchObject([
      {
        code: 'HP3001',
        azureCode: 'VnetAddressSpacesOverlap',
        parameters: { peering: 'to-spoke', vnet: 'hub', prefix: own, remoteVnet: 'spoke', remotePrefix },
      },
    ])
  })

  test('are told although only one side is there', () => {
    expect(codesOf(judge(hub, vnet('spoke', ['10.0.0.0/24']), side('spoke', 'hub')))).toEqual(['HP3001'])
  })

  test('are judged by the live address space, not by what the peering still carries', () => {
    const old = { remoteAddressSpace: { addressPrefixes: ['10.9.0.0/24'] } }
    const spoke = vnet('spoke', ['10.1.0.0/16'])
    expect(judge(hub, spoke, side('hub', 'spoke', old), side('spoke', 'hub'))).toEqual([])
  })

  test('are judged by the peering where the other VNet is not among the inputs', () => {
    const carried = { remoteAddressSpace: { addressPrefixes: ['10.9.0.0/24'] } }
    expect(judge(hub, side('hub', 'elsewhere', carried))).toMatchObject([
      { code: 'HP3001', parameters: { remoteVnet: 'elsewhere', remotePrefix: '10.9.0.0/24' } },
    ])
  })

  test('without a peering are nothing', () => {
    expect(judge(hub, vnet('spoke', ['10.0.0.0/16']))).toEqual([])
  })
})

describe('V2 two peers of one VNet that overlap', () => {
  const spokes = [vnet('one', ['10.1.0.0/16']), vnet('two', ['10.1.2.0/24'])]

  test('are told at the later peering', () => {
    const found = judge(hub, ...spokes, ...peered('hub', 'one'), ...peered('hub', 'two'))
    expect(found).toMatchObject([
      {
        code: 'HP3002',
        azureCode: 'VnetAddressSpaceOverlapsWithAlreadyPeeredVnet',
        parameters: {
          peering: 'to-two',
          vnet: 'hub',
          remoteVnet: 'two',
          remotePrefix: '10.1.2.0/24',
          thirdVnet: 'one',
          thirdPrefix: '10.1.0.0/16',
        },
      },
    ])
    const reversed = judge(hub, ...spokes, ...peered('hub', 'two'), ...peered('hub', 'one'))
    expect(reversed).toMatchObject([{ parameters: { peering: 'to-one', thirdVnet: 'two' } }])
  })

  test('are told once, however many prefixes they share', () => {
    const space = ['10.1.0.0/16', '10.2.0.0/16']
    const twins = [vnet('one', space), vnet('two', space)]
    expect(codesOf(judge(hub, ...twins, ...peered('hub', 'one'), ...peered('hub', 'two')))).toEqual([
      'HP3002',
    ])
  })

  test('that are peered with different VNets are nothing', () => {
    const other = vnet('hub2', ['10.20.0.0/16'])
    expect(judge(hub, other, ...spokes, ...peered('hub', 'one'), ...peered('hub2', 'two'))).toEqual([])
  })

  test('a second peering to the same VNet does not overlap with itself', () => {
    const [one] = spokes
    expect(
      one === undefined ? [] : judge(hub, one, ...peered('hub', 'one'), side('hub', 'one', {}, 'again')),
    ).toEqual([])
  })

  test('a thousand equal peers give a finding each, not one for each pair', () => {
    const names = Array.from({ length: 1000 }, (_, index) => `spoke${index}`)
    const found = judge(
      hub,
      ...names.map((name) => vnet(name, ['10.1.0.0/16'])),
      ...names.flatMap((name) => peered('hub', name)),
    )
    expect(found.length).toBe(999)
  })
})

describe('subnet peering (R2.10)', () => {
  const left = vnet('left', ['10.0.0.0/16', '172.16.0.0/24'], { a: '10.0.0.0/24', b: '172.16.0.0/25' })
  const right = vnet('right', ['10.1.0.0/16', '172.16.0.0/24'], { a: '10.1.0.0/24', b: '172.16.0.128/25' })
  const bySubnet = (localSubnetNames: readonly string[], remoteSubnetNames: readonly string[]) => [
    side('left', 'right', { peerCompleteVnets: false, localSubnetNames, remoteSubnetNames }),
    side('right', 'left', {
      peerCompleteVnets: false,
      localSubnetNames: remoteSubnetNames,
      remoteSubnetNames: localSubnetNames,
    }),
  ]

  test('joins VNets that overlap elsewhere', () => {
    expect(judge(left, right, ...bySubnet(['a'], ['a']))).toEqual([])
  })

  test.each([
    ['local', ['a', 'b'], ['a'], '172.16.0.0/25', '172.16.0.0/24'],
    ['remote', ['a'], ['a', 'b'], '172.16.0.0/24', '172.16.0.128/25'],
  ])('but no listed %s subnet may lie in the other VNet’s space', (_, locals, remotes, own, remotePrefix) => {
    expect(judge(left, right, ...bySubnet(locals, remotes))).toMatchObject([
      { code: 'HP3001', parameters: { vnet: 'left', prefix: own, remotePrefix } },
    ])
  })

  test('whole VNets with the same spaces are refused', () => {
    expect(codesOf(judge(left, right, ...peered('left', 'right')))).toEqual(['HP3001'])
  })
})

test('a hub and its spokes have findings exactly when two of them overlap', () => {
  const texts = [
    '10.0.0.0/14',
    '10.0.0.0/16',
    '10.1.0.0/16',
    '10.2.0.0/16',
    '10.2.3.0/24',
    '10.4.0.0/16',
    '10.8.0.0/13',
  ]
  const spaces = fc.array(fc.uniqueArray(fc.constantFrom(...texts), { minLength: 1, maxLength: 2 }), {
    minLength: 2,
    maxLength: 6,
  })
  fc.assert(
    fc.property(spaces, (all) => {
      const names = all.map((_, index) => `v${index}`)
      const found = judge(
        ...all.map((space, index) => vnet(`v${index}`, space)),
        ...names.slice(1).flatMap((name) => peered('v0', name)),
      )
      const clashes = (a: readonly string[], b: readonly string[]): boolean =>
        a.some((one) => b.some((other) => overlaps(prefix(one), prefix(other))))
      const [own = [], ...others] = all
      const withHub = others.filter((other) => clashes(own, other)).length
      const withEachOther = others.filter((other, index) =>
        others.slice(0, index).some((earlier) => clashes(other, earlier)),
      ).length
      expect(codesOf(found).filter((code) => code === 'HP3001').length).toBe(withHub)
      expect(codesOf(found).includes('HP3002')).toBe(withEachOther > 0)
    }),
  )
})
