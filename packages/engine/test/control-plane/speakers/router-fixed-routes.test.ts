// Which fixed routes of a router are in use (R7.11), and which networks it announces for it (R7.12).
import { describe, expect, test } from 'vitest'
import { originatedBy } from '../../../src/control-plane/speakers/router-origination.ts'
import { activeRoutes } from '../../../src/control-plane/speakers/router-routes.ts'
import type { Router } from '../../../src/model/index.ts'
import { formatPrefix } from '../../../src/net/index.ts'
import type { BgpConfiguration, GuestConfiguration, GuestRoute } from '../../../src/resources/index.ts'
import { networkOf } from '../../model/network-of.ts'
import { machine, vnet } from '../azure.ts'

/** A machine at 10.0.0.4 in 10.0.0.0/24. */
const router = (guest: GuestConfiguration): Router => {
  const network = networkOf([vnet('net', ['10.0.0.0/24']), ...machine('vm', 'net/default', '10.0.0.4')], {
    guests: { vm: guest },
  })
  const [vm] = network.vms
  if (vm === undefined) throw new Error('no machine')
  return { kind: 'vm', vm }
}
const fixed = (prefix: string, rest: Partial<GuestRoute>): GuestRoute => ({
  prefix,
  protocol: 'static',
  ...rest,
})
const inUse = (routes: readonly GuestRoute[], more: GuestConfiguration = {}): readonly string[] =>
  activeRoutes(router({ ...more, routes })).map(
    ({ prefix, route }) => `${formatPrefix(prefix)} ${route.via ?? route.dev ?? 'discards'}`,
  )

describe('a static route of a daemon', () => {
  test('stands while its next hop is in an attached network', () => {
    expect(
      inUse([fixed('10.9.0.0/16', { via: '10.0.0.1' }), fixed('10.8.0.0/16', { via: '10.7.0.1' })]),
    ).toEqual(['10.9.0.0/16 10.0.0.1'])
    const tunnels = [
      { kind: 'ipsec', dev: 'Tunnel1', local: '10.0.0.4', remote: '1.2.3.4', inner: '169.254.0.1/30' },
    ] as const
    expect(inUse([fixed('10.9.0.0/16', { via: '169.254.0.2' })], { tunnels })).toEqual([
      '10.9.0.0/16 169.254.0.2',
    ])
  })

  test('may lead by another route, but not by a default route', () => {
    const below = fixed('172.31.0.0/16', { via: '10.0.0.1' })
    const above = fixed('10.9.0.0/16', { via: '172.31.0.9' })
    expect(inUse([above, below])).toEqual(['10.9.0.0/16 172.31.0.9', '172.31.0.0/16 10.0.0.1'])
    expect(inUse([above, fixed('0.0.0.0/0', { via: '10.0.0.1' })])).toEqual(['0.0.0.0/0 10.0.0.1'])
    const discarding = fixed('172.31.0.0/16', { blackhole: true })
    expect(inUse([above, discarding])).toHaveLength(2)
  })

  test('not by itself, nor round in a circle', () => {
    expect(inUse([fixed('10.9.0.0/16', { via: '10.9.0.1' })])).toEqual([])
    expect(
      inUse([fixed('10.9.0.0/16', { via: '10.8.0.1' }), fixed('10.8.0.0/16', { via: '10.9.0.1' })]),
    ).toEqual([])
  })

  test('of several to one prefix the lowest distance, among those that stand', () => {
    const backup = fixed('10.9.0.0/16', { dev: 'eth0', distance: 200 })
    expect(inUse([fixed('10.9.0.0/16', { via: '10.0.0.1' }), backup])).toEqual(['10.9.0.0/16 10.0.0.1'])
    expect(inUse([fixed('10.9.0.0/16', { via: '10.7.0.1' }), backup])).toEqual(['10.9.0.0/16 eth0'])
  })

  test('what the kernel was told is there', () => {
    expect(inUse([{ prefix: '10.9.0.0/16', via: '10.7.0.1', protocol: 'kernel' }])).toHaveLength(1)
    expect(inUse([{ prefix: '10.9.0.0/16', via: '10.7.0.1' }])).toHaveLength(1)
  })
})

describe('what is announced', () => {
  const announced = (bgp: Partial<BgpConfiguration>, guest: GuestConfiguration = {}): readonly string[] => {
    const whole: BgpConfiguration = { asn: 65001, neighbors: [], ...bgp }
    return originatedBy(router({ ...guest, bgp: whole }), whole).map(
      ({ prefix, med }) => `${formatPrefix(prefix)} ${med}`,
    )
  }
  const routes = [
    fixed('10.9.0.0/16', { blackhole: true, tag: 7 }),
    fixed('10.8.0.0/16', { via: '10.7.0.1' }),
    { prefix: '10.5.0.0/16', via: '10.0.0.1', protocol: 'kernel' },
  ] as const

  test('networks that need a route: attached, in use, or the default route that Azure hands out', () => {
    const networks = ['10.0.0.0/24', '10.9.0.0/16', '10.8.0.0/16', '10.6.0.0/16', '0.0.0.0/0']
    expect(announced({ networks, networksNeedRoute: true }, { routes })).toEqual([
      '10.0.0.0/24 0',
      '10.9.0.0/16 0',
      '0.0.0.0/0 0',
    ])
    expect(announced({ networks }, { routes })).toHaveLength(5)
  })

  test('redistributed: each source its own routes', () => {
    expect(announced({ redistribute: ['static'] }, { routes })).toEqual(['10.9.0.0/16 0'])
    expect(announced({ redistribute: ['kernel'] }, { routes })).toEqual(['10.5.0.0/16 0'])
    expect(announced({ redistribute: ['connected'] }, { routes })).toEqual(['10.0.0.0/24 0'])
  })

  test('FRR redistributes the default route that DHCP brought', () => {
    expect(announced({ redistribute: ['kernel'], daemon: 'frr' }, { routes })).toEqual([
      '10.5.0.0/16 0',
      '0.0.0.0/0 0',
    ])
    expect(announced({ redistribute: ['static'], daemon: 'frr' }, { routes })).toEqual(['10.9.0.0/16 0'])
  })

  test('a policy lets some through and changes them, by prefix and by tag', () => {
    const policy = { default: 'deny', rules: [{ action: 'permit', hasTag: 7, setMed: 50 }] } as const
    const more = [...routes, fixed('10.4.0.0/16', { blackhole: true })]
    expect(
      announced(
        { redistribute: ['static'], originationPolicies: [{ source: 'static', policy }] },
        { routes: more },
      ),
    ).toEqual(['10.9.0.0/16 50'])
    expect(
      announced({
        networks: ['10.1.0.0/16', '10.2.0.0/16'],
        originationPolicies: [
          { network: '10.2.0.0/16', policy: { rules: [{ action: 'permit', setMed: 9 }] } },
        ],
      }),
    ).toEqual(['10.1.0.0/16 0', '10.2.0.0/16 9'])
  })
})
