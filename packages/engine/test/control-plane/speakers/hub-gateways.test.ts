// The router of a virtual hub and its gateways: what branches hear and tell (R5.1–R5.13).
import { describe, expect, test } from 'vitest'
import type { World } from '../../../src/resources/index.ts'
import {
  hub,
  hubErGateway,
  hubVpnGateway,
  intent,
  routing,
  toVnet,
  vpnSite,
  wan,
  wanId,
} from '../../model/azure-wan.ts'
import type { ArmChild, ArmResource, PlainObject } from '../../model/network-of.ts'
import { announcing, circuit, connected, gateway, linksOf, vnet } from '../azure.ts'
import { printed } from '../printed.ts'

const spoke = vnet('spoke', ['10.11.0.0/16', 'fd00:11::/48'])

interface Settings {
  readonly children?: readonly ArmChild[]
  readonly hub?: PlainObject
  readonly wan?: PlainObject
  readonly vpn?: PlainObject
  readonly er?: PlainObject
  readonly erGateway?: PlainObject
  readonly resources?: readonly ArmResource[]
  /** What the site behind the VPN announces, and what the one behind the circuit. */
  readonly vpnPrefixes?: Readonly<Record<string, readonly number[]>>
  readonly erPrefixes?: Readonly<Record<string, readonly number[]>>
}

/** A hub with a spoke, a site behind its VPN gateway and one behind a circuit. */
const estate = (settings: Settings = {}) => {
  const { vpnPrefixes = { '192.168.1.0/24': [65010] }, erPrefixes = { '192.168.2.0/24': [65020] } } = settings
  const world: Partial<World> = {
    circuits: [linksOf('er', 0)],
    sites: [
      {
        name: 'office',
        asn: 65010,
        links: [
          {
            vpnSite: 'branch',
            advertises: Object.entries(vpnPrefixes).map(([prefix, asPath]) => ({ prefix, asPath })),
          },
        ],
      },
      announcing('dc', 65020, { er: erPrefixes }),
    ],
  }
  return printed(
    [
      wan('wan', settings.wan),
      spoke,
      hub('hub1', '10.1.0.0/23', [toVnet('spoke'), ...(settings.children ?? [])], settings.hub),
      vpnSite('branch', { asn: 65010, peer: '172.16.0.1', prefixes: ['192.168.9.0/24'] }),
      hubVpnGateway('hub1', { branch: { enableBgp: true, ...settings.vpn } }),
      circuit('er'),
      hubErGateway('hub1', { er: settings.er ?? {} }, settings.erGateway),
      ...(settings.resources ?? []),
    ],
    world,
  )
}

describe('what branches hear', () => {
  test('the hub’s own prefix, connected VNets and each other, no IPv6 (R5.12, observed 28)', () => {
    const { sent } = estate()
    expect(sent('vpn-hub1#0', 'router:office')).toEqual([
      '10.1.0.0/23: 65515',
      '10.11.0.0/16: 65515',
      '192.168.2.0/24: 65515 12076 65020',
      '192.168.9.0/24: 65515',
    ])
    expect(sent('er-hub1#0', 'er/primary')).toEqual([
      '10.1.0.0/23: 65515',
      '10.11.0.0/16: 65515',
      '192.168.1.0/24: 65515 65010',
      '192.168.9.0/24: 65515',
    ])
  })

  test('R5.10: nothing of each other where the WAN says so', () => {
    const { sent } = estate({ wan: { allowBranchToBranchTraffic: false } })
    expect(sent('vpn-hub1#0', 'router:office').join()).not.toContain('192.168.2.0/24')
    expect(sent('er-hub1#0', 'er/primary').join()).not.toContain('192.168.1.0/24')
    expect(sent('er-hub1#0', 'er/primary')).toContain('10.11.0.0/16: 65515')
  })

  test('R5.10: ExpressRoute does not hear of ExpressRoute', () => {
    const { held, sent } = estate({
      resources: [circuit('er2'), hub('hub2', '10.2.0.0/23'), hubErGateway('hub2', { er2: {} })],
    })
    expect(held('hub2').join()).toContain('192.168.2.0/24: 65520 65520 12076 65020')
    expect(sent('er-hub2#0', 'er2/primary').join()).not.toContain('192.168.2.0/24')
  })

  test('nothing of a VNet that is not told to the default table (R5.2)', () => {
    const quiet = routing(undefined, [wanId.table('hub1', 'noneRouteTable')])
    const { sent } = printed(
      [
        spoke,
        hub('hub1', '10.1.0.0/23', [toVnet('spoke', quiet)]),
        vpnSite('branch', { asn: 65010, peer: '172.16.0.1' }),
        hubVpnGateway('hub1', { branch: { enableBgp: true } }),
      ],
      { sites: [{ name: 'office', asn: 65010, links: [{ vpnSite: 'branch' }] }] },
    )
    expect(sent('vpn-hub1#0', 'router:office')).toEqual(['10.1.0.0/23: 65515'])
  })

  test('R5.11: with routing intent the specific prefixes, whatever the connections say', () => {
    const quiet = routing(undefined, [wanId.table('hub1', 'noneRouteTable')])
    const { sent } = printed(
      [
        spoke,
        hub('hub1', '10.1.0.0/23', [
          toVnet('spoke', quiet),
          intent({ privateTraffic: wanId.firewall('fw') }),
        ]),
        vpnSite('branch', { asn: 65010, peer: '172.16.0.1' }),
        hubVpnGateway('hub1', { branch: { enableBgp: true } }),
      ],
      { sites: [{ name: 'office', asn: 65010, links: [{ vpnSite: 'branch' }] }] },
    )
    expect(sent('vpn-hub1#0', 'router:office')).toEqual(['10.1.0.0/23: 65515', '10.11.0.0/16: 65515'])
  })
})

describe('R5.4: a default route from a circuit', () => {
  const from = (vpn: PlainObject) => estate({ erPrefixes: { '0.0.0.0/0': [65020] }, vpn })

  test('reaches a VPN branch whose connection wants it', () => {
    expect(from({ enableInternetSecurity: true }).sent('vpn-hub1#0', 'router:office')).toContain(
      '0.0.0.0/0: 65515 12076 65020',
    )
  })

  test('and no other', () => {
    expect(from({}).sent('vpn-hub1#0', 'router:office').join()).not.toContain('0.0.0.0/0')
  })

  test('never goes to a circuit', () => {
    const { held } = estate({ vpnPrefixes: { '0.0.0.0/0': [65010] } })
    expect(held('hub1')).toContain('0.0.0.0/0: 65010')
    expect(held('er/primary').join()).not.toContain('0.0.0.0/0')
  })
})

describe('what the hub takes', () => {
  const hubHas = (settings: Settings) => estate(settings).held('hub1').join('; ')

  test('R5.16: no path with 0 in it', () => {
    expect(hubHas({ vpnPrefixes: { '192.168.1.0/24': [65010, 0] } })).not.toContain('192.168.1.0/24')
  })

  test('R5.6: nothing inside its own prefix, but what is around it', () => {
    const held = hubHas({ vpnPrefixes: { '10.1.0.0/24': [65010], '10.0.0.0/8': [65010] } })
    expect(held).not.toContain('10.1.0.0/24')
    expect(held).toContain('10.0.0.0/8: 65010')
  })

  test('R5.12: no IPv6', () => {
    expect(hubHas({ erPrefixes: { '2001:db8::/32': [65020] } })).not.toContain('2001:db8')
  })

  test('R7.2: a gateway takes no path with its own number', () => {
    expect(hubHas({ vpnPrefixes: { '192.168.1.0/24': [65010, 65515] } })).not.toContain('192.168.1.0/24')
    expect(hubHas({ erPrefixes: { '192.168.2.0/24': [65020, 65515] } })).not.toContain('192.168.2.0/24')
  })

  test('no link-local prefix from a circuit', () => {
    expect(hubHas({ erPrefixes: { '169.254.7.0/30': [65020] } })).not.toContain('169.254')
  })

  test('static prefixes of a site, not while its connection is down', () => {
    expect(hubHas({})).toContain('192.168.9.0/24:')
    expect(hubHas({ vpn: { connectionStatus: 'NotConnected' } })).not.toContain('192.168.9.0/24')
  })

  test('the same static prefix of two sites once for each instance, which hears it from the other too', () => {
    const { held } = printed([
      hub('hub1', '10.1.0.0/23'),
      vpnSite('a', { prefixes: ['192.168.9.0/24'] }),
      vpnSite('b', { prefixes: ['192.168.9.0/24'] }),
      hubVpnGateway('hub1', { a: {}, b: {} }),
    ])
    expect(held('vpn-hub1#0').filter((line) => line.startsWith('192.168.9.0/24:'))).toEqual([
      '192.168.9.0/24:',
      '192.168.9.0/24:',
    ])
  })
})

describe('R5.13: a VNet outside the WAN on the same circuit', () => {
  const both = (flags: { vnet?: boolean; hub?: boolean }) => {
    const { held } = estate({
      erGateway: flags.hub === undefined ? {} : { allowNonVirtualWanTraffic: flags.hub },
      resources: [
        vnet('alone', ['10.50.0.0/16']),
        gateway('alone', flags.vnet === undefined ? {} : { allowVirtualWanTraffic: flags.vnet }),
        connected('alone', 'er'),
      ],
    })
    return [held('hub1').join().includes('10.50.0.0/16'), held('gw-alone#0').join().includes('10.11.0.0/16')]
  }

  test('each side’s flag lets the other’s prefixes in; by default none does', () => {
    expect(both({})).toEqual([false, false])
    expect(both({ hub: true })).toEqual([true, false])
    expect(both({ vnet: true })).toEqual([false, true])
    expect(both({ hub: true, vnet: true })).toEqual([true, true])
  })
})

describe('R5.9: one circuit on two hubs', () => {
  const bowTie = (preference: string) =>
    estate({
      hub: { hubRoutingPreference: preference },
      resources: [
        vnet('far', ['10.22.0.0/16']),
        hub('hub2', '10.2.0.0/23', [toVnet('far')], { hubRoutingPreference: preference }),
        hubErGateway('hub2', { er: {} }),
      ],
    })
      .held('hub1')
      .filter((line) => line.startsWith('10.22') || line.startsWith('10.2.0'))

  test('by default the circuit wins for the far spoke', () => {
    expect(bowTie('ExpressRoute').filter((line) => line.startsWith('10.22'))[0]).toBe(
      '10.22.0.0/16: 12076 12076',
    )
  })

  test('ASPath prefers the other hub, the copy of the circuit being one longer', () => {
    const lines = bowTie('ASPath')
    expect(lines.filter((line) => line.startsWith('10.22'))[0]).toBe('10.22.0.0/16: 65520 65520')
    expect(lines).toContain('10.22.0.0/16: 12076 12076 12076')
  })

  test('the far hub’s own prefix comes by the circuit alone (E10)', () => {
    expect(new Set(bowTie('ExpressRoute').filter((line) => line.startsWith('10.2.0')))).toEqual(
      new Set(['10.2.0.0/23: 12076 12076']),
    )
  })
})

test('R3.28: the routing weight of a connection counts in the gateway', () => {
  const { plane } = estate({ er: { routingWeight: 10 } })
  const er = plane.speakers.find(({ key }) => key.endsWith('er-hub1#0'))
  const entries = er === undefined ? [] : (plane.bgp.ribs.get(er) ?? [])
  const weights = entries
    .flatMap(({ routes }) => routes)
    .filter(({ learnedOver }) => learnedOver?.session.kind === 'external')
    .map(({ weight }) => weight)
  expect(new Set(weights)).toEqual(new Set([32779]))
})
