// Findings about VNets and subnets.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { validateVnetsAndSubnets } from '../../../src/model/validation/vnets-and-subnets.ts'
import { formatPrefix, ipv4Of, overlaps, prefixOf } from '../../../src/net/index.ts'
import { vnet } from '../azure.ts'
import { type ArmResource, codesOf, fileName, type Plain, unknown } from '../network-of.ts'
import { validatingOf } from './validating-of.ts'

const judge = (...resources: readonly ArmResource[]) => validateVnetsAndSubnets(validatingOf(resources))

describe('V9 a subnet outside its VNet', () => {
  test('is told with its address space and place', () => {
    const found = judge(
      vnet('hub', ['10.0.0.0/16']),
      vnet('spoke', ['10.1.0.0/24', '10.1.1.0/24'], { in: '10.1.1.0/25', out: '10.2.0.0/24' }),
    )
    expect(found).toMatchObject([
      {
        code: 'HP3009',
        severity: 'error',
        azureCode: 'NetcfgSubnetRangeOutsideVnet',
        span: { file: fileName, line: 2 },
        parameters: {
          subnet: 'out',
          prefix: '10.2.0.0/24',
          vnet: 'spoke',
          addressSpace: '10.1.0.0/24, 10.1.1.0/24',
        },
      },
    ])
  })

  test.each<[string, Plain, string, boolean]>([
    ['equal to the space', ['10.0.0.0/16'], '10.0.0.0/16', true],
    ['larger than the space', ['10.0.0.0/16'], '10.0.0.0/15', false],
    ['across two neighbouring prefixes', ['10.0.0.0/17', '10.0.128.0/17'], '10.0.0.0/16', false],
    ['inside the outer of two nested prefixes', ['10.0.0.0/8', '10.0.0.0/16'], '10.0.0.0/15', true],
    ['of the other family', ['10.0.0.0/16'], 'fd00::/64', false],
    ['in an unknown part', ['10.0.0.0/16', unknown('p')], '10.9.0.0/24', true],
    ['in an unknown space', unknown('p'), '10.9.0.0/24', true],
  ])('%s: %j holds %s: %s', (_, space, subnet, fine) => {
    expect(codesOf(judge(vnet('hub', space, { a: subnet })))).toEqual(fine ? [] : ['HP3009'])
  })

  test('of a VNet that is only assumed cannot be judged', () => {
    expect(judge({ ...vnet('hub', ['10.0.0.0/16'], { a: '10.9.0.0/24' }), existing: true })).toEqual([])
  })
})

describe('V10 overlapping subnets', () => {
  test('are told once, at the one declared later', () => {
    const found = judge(vnet('hub', ['10.0.0.0/16'], { inner: '10.0.1.0/25', outer: '10.0.0.0/23' }))
    expect(found).toMatchObject([
      {
        code: 'HP3010',
        azureCode: 'NetcfgSubnetRangesOverlap',
        parameters: {
          vnet: 'hub',
          subnet: 'outer',
          prefix: '10.0.0.0/23',
          otherSubnet: 'inner',
          otherPrefix: '10.0.1.0/25',
        },
      },
    ])
  })

  test('are two: the prefixes of one subnet do not count', () => {
    const own = { addressPrefixes: ['10.0.0.0/24', '10.0.0.0/25'] }
    expect(judge(vnet('hub', ['10.0.0.0/16'], { a: own }))).toEqual([])
  })

  test('of different VNets are nothing here', () => {
    const subnets = { a: '10.0.0.0/24' }
    expect(judge(vnet('one', ['10.0.0.0/16'], subnets), vnet('two', ['10.0.0.0/16'], subnets))).toEqual([])
  })

  test('are found exactly when two of them share an address', () => {
    const small = fc
      .tuple(fc.nat(15), fc.integer({ min: 24, max: 28 }))
      .map(([block, length]) => prefixOf(ipv4Of(0x0a000000 + block * 16), length))
    fc.assert(
      fc.property(fc.array(small, { maxLength: 6 }), (prefixes) => {
        const subnets = Object.fromEntries(prefixes.map((one, index) => [`s${index}`, formatPrefix(one)]))
        const found = judge(vnet('hub', ['10.0.0.0/8'], subnets))
        const touched = new Set(
          prefixes.flatMap((a, index) =>
            prefixes.some((b, other) => other < index && overlaps(a, b)) ? [`s${index}`] : [],
          ),
        )
        expect(found.length > 0).toBe(touched.size > 0)
        // Each finding names two that really overlap.
        for (const finding of found) {
          if (finding.code !== 'HP3010') throw new Error(finding.code)
          const [a, b] = [finding.parameters.subnet, finding.parameters.otherSubnet].map(
            (name) => prefixes[Number(name.slice(1))],
          )
          expect(a !== undefined && b !== undefined && a !== b && overlaps(a, b)).toBe(true)
        }
      }),
    )
  })
})

describe('V27 an address space that Azure keeps for itself', () => {
  test.each([
    ['127.0.0.0/8', '127.0.0.0/8'],
    ['224.1.0.0/16', '224.0.0.0/4'],
    ['169.254.10.0/24', '169.254.0.0/16'],
    ['168.63.129.16/32', '168.63.129.16/32'],
    ['168.63.128.0/23', '168.63.129.16/32'],
    ['255.255.255.255/32', '255.255.255.255/32'],
  ])('%s touches %s', (space, forbidden) => {
    expect(judge(vnet('hub', ['10.0.0.0/16', space]))).toMatchObject([
      { code: 'HP3027', parameters: { vnet: 'hub', prefix: space, forbidden } },
    ])
  })

  test.each(['10.0.0.0/8', '100.64.0.0/10', '203.0.113.0/24', '168.63.0.0/24', 'fd00::/8'])(
    '%s does not',
    (space) => {
      expect(judge(vnet('hub', [space]))).toEqual([])
    },
  )
})
