// Laws of VPN gateways in random chains of transit: hubs with spokes, joined by tunnels, with sites behind them.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatPrefix, isDefault, type Prefix } from '../../../src/net/index.ts'
import type { World } from '../../../src/resources/index.ts'
import { ipsec, localNetworkGateway, vnet2vnet, vpnGateway } from '../../model/azure-vpn.ts'
import type { ArmResource } from '../../model/network-of.ts'
import { transit, vnet } from '../azure.ts'
import { printed } from '../printed.ts'

interface Estate {
  readonly hubs: readonly { readonly spokes: number; readonly activeActive: boolean }[]
  /** Tunnels between hubs, each pair of indices at most once. */
  readonly tunnels: readonly { readonly from: number; readonly to: number; readonly bgp: boolean }[]
  /** What the site behind a hub announces. */
  readonly sites: readonly { readonly at: number; readonly prefixes: readonly string[] }[]
}

const announced = ['0.0.0.0/0', '10.0.0.0/8', '10.1.0.0/16', '10.2.3.0/24', '10.11.0.0/17', '192.168.0.0/16']

const estate: fc.Arbitrary<Estate> = fc.integer({ min: 1, max: 4 }).chain((size) => {
  const index = fc.integer({ min: 0, max: size - 1 })
  return fc.record({
    hubs: fc.array(fc.record({ spokes: fc.integer({ min: 0, max: 2 }), activeActive: fc.boolean() }), {
      minLength: size,
      maxLength: size,
    }),
    tunnels: fc
      .uniqueArray(fc.record({ from: index, to: index, bgp: fc.boolean() }), {
        maxLength: 4,
        selector: ({ from, to }) => [from, to].sort().join(),
      })
      .map((tunnels) => tunnels.filter(({ from, to }) => from !== to)),
    sites: fc.uniqueArray(fc.record({ at: index, prefixes: fc.subarray(announced) }), {
      maxLength: 2,
      selector: ({ at }) => at,
    }),
  })
})

const hubName = (index: number): string => `hub${index}`

const build = ({ hubs, tunnels, sites }: Estate) => {
  const resources: ArmResource[] = hubs.flatMap(({ spokes, activeActive }, index) => [
    vnet(hubName(index), [`10.${index + 1}.0.0/16`]),
    vpnGateway(hubName(index), {
      asn: 65100 + index,
      instances: activeActive ? [`10.${index + 1}.0.4`, `10.${index + 1}.0.5`] : [`10.${index + 1}.0.4`],
    }),
    ...Array.from({ length: spokes }, (_, spoke) => `spoke${index}-${spoke}`).flatMap((name, spoke) => [
      vnet(name, [`10.${10 * (index + 1) + spoke + 1}.0.0/16`]),
      ...transit(hubName(index), name),
    ]),
  ])
  for (const { from, to, bgp } of tunnels)
    resources.push(vnet2vnet(hubName(from), hubName(to), bgp), vnet2vnet(hubName(to), hubName(from), bgp))
  for (const { at } of sites) {
    const name = `lng${at}`
    resources.push(localNetworkGateway(name, { asn: 65010 + at, peer: `172.16.0.${at + 1}` }))
    resources.push(ipsec(hubName(at), name))
  }
  const world: Partial<World> = {
    sites: sites.map(({ at, prefixes }) => ({
      name: `site${at}`,
      asn: 65010 + at,
      links: [
        {
          localNetworkGateway: `lng${at}`,
          advertises: prefixes.map((text) => ({ prefix: text, asPath: [65010 + at] })),
        },
      ],
    })),
  }
  return printed(resources, world).plane
}

/** The space behind a hub, from the numbers alone. */
const isBehind = (index: number, spokes: number, prefix: Prefix): boolean => {
  const text = formatPrefix(prefix)
  const [, second = ''] = text.split('.')
  const own = [index + 1, ...Array.from({ length: spokes }, (_, spoke) => 10 * (index + 1) + spoke + 1)]
  return text.startsWith('10.') && prefix.length >= 16 && own.includes(Number(second))
}

describe('in any estate', () => {
  test('no gateway holds a route inside its own space from a peer (R3.12)', () => {
    fc.assert(
      fc.property(estate, (given) => {
        for (const [{ place }, entries] of build(given).bgp.ribs) {
          if (place.kind !== 'vpnGateway' || place.gateway.kind !== 'vpn') continue
          const index = Number(place.gateway.vnet.name.slice(3))
          const spokes = given.hubs[index]?.spokes ?? 0
          for (const { prefix, routes } of entries) {
            if (!isBehind(index, spokes, prefix)) continue
            expect(routes.map(({ learnedOver }) => learnedOver)).toEqual([undefined])
          }
        }
      }),
    )
  })

  test('none announces a default route outside, nor its own number twice (R3.11, R7.2)', () => {
    fc.assert(
      fc.property(estate, (given) => {
        for (const [{ place, asn }, entries] of build(given).bgp.ribs) {
          if (place.kind !== 'vpnGateway') continue
          for (const { announced: sent } of entries) {
            for (const [end, route] of sent) {
              if (end.session.kind === 'internal') continue
              expect(isDefault(route.prefix)).toBe(false)
              expect(route.asPath.filter((number) => number === asn)).toHaveLength(1)
            }
          }
        }
      }),
    )
  })

  test('it settles, and both instances of a gateway offer NICs what their neighbours know', () => {
    fc.assert(
      fc.property(estate, (given) => {
        const plane = build(given)
        expect(plane.bgp.oscillations).toEqual([])
        const prefixesOf = new Map<string, Set<string>>()
        for (const [{ place, key }, entries] of plane.bgp.ribs) {
          if (place.kind !== 'vpnGateway') continue
          const known = new Set(
            entries.filter(({ best }) => best.length > 0).map(({ prefix }) => formatPrefix(prefix)),
          )
          prefixesOf.set(key, known)
          const first = prefixesOf.get(key.replace(/#1$/, '#0'))
          expect(known).toEqual(first)
        }
      }),
    )
  })

  test('a chain of tunnels carries hubs and spokes as far as BGP is on for every hop (R3.13)', () => {
    fc.assert(
      fc.property(estate, (given) => {
        const plane = build(given)
        // Oracle: hubs that are reached over tunnels with BGP; beyond that, one tunnel without BGP.
        const reachable = given.hubs.map((_, index) => new Set([index]))
        const widen = (bgp: boolean): void => {
          const before = reachable.map((set) => new Set(set))
          for (const tunnel of given.tunnels.filter((one) => one.bgp === bgp)) {
            for (const [a, b] of [
              [tunnel.from, tunnel.to],
              [tunnel.to, tunnel.from],
            ] as const)
              for (const far of bgp ? (before[b] ?? []) : [b]) reachable[a]?.add(far)
          }
        }
        // A static space is a gateway's own route: it travels on over BGP.
        widen(false)
        for (let round = 0; round < given.hubs.length; round += 1) widen(true)
        for (const [{ place }, entries] of plane.bgp.ribs) {
          if (place.kind !== 'vpnGateway' || place.gateway.kind !== 'vpn') continue
          const index = Number(place.gateway.vnet.name.slice(3))
          const hubsKnown = given.hubs.flatMap((_, other) =>
            entries.some(({ prefix }) => formatPrefix(prefix) === `10.${other + 1}.0.0/16`) ? [other] : [],
          )
          const told = given.sites.some(({ prefixes }) => prefixes.includes('10.1.0.0/16'))
          const expected = [...(reachable[index] ?? [])].sort()
          expect(told ? hubsKnown.filter((hub) => hub !== 0) : hubsKnown).toEqual(
            told ? expected.filter((hub) => hub !== 0) : expected,
          )
        }
      }),
    )
  })
})
