// Cisco IOS: what is read of it, what is told of it.
import { describe, expect, test } from 'vitest'
import { ios, neighborAt, plain, told } from './read-text.ts'

const csr = `!
version 16.12
service timestamps debug datetime msec
hostname csr1
!
vrf definition GS
 rd 100:100
 !
 address-family ipv4
 exit-address-family
!
crypto ikev2 keyring kr
 peer azure
  address 203.0.113.7
  pre-shared-key hunter2
!
crypto ipsec profile azure
 set transform-set ts
!
interface Loopback0
 ip address 192.168.1.1 255.255.255.255
!
interface Tunnel11
 ip address 169.254.21.2 255.255.255.252
 ip tcp adjust-mss 1350
 ip mtu 1400
 tunnel source GigabitEthernet1
 tunnel mode ipsec ipv4
 tunnel destination 203.0.113.7
 tunnel protection ipsec profile azure
!
interface VirtualPortGroup0
 vrf forwarding GS
 ip address 192.168.35.101 255.255.255.0
!
interface GigabitEthernet1
 ip address dhcp
 ip nat outside
 negotiation auto
 no mop enabled
!
interface GigabitEthernet2
 ip address 10.1.1.4 255.255.255.0
 ip address 10.1.2.4 255.255.255.0 secondary
 shutdown
!
router bgp 65002
 bgp log-neighbor-changes
 neighbor 10.0.0.254 remote-as 65515
 neighbor 10.0.0.254 ebgp-multihop 255
 neighbor 10.0.0.254 update-source Loopback0
 !
 address-family ipv4
  network 10.1.0.0 mask 255.255.0.0
  network 10.0.0.0
  aggregate-address 172.16.0.0 255.240.0.0 summary-only
  redistribute static route-map st
  neighbor 10.0.0.254 activate
  neighbor 10.0.0.254 soft-reconfiguration inbound
  neighbor 10.0.0.254 distribute-list 10 out
 exit-address-family
!
iox
ip forward-protocol nd
ip nat inside source list GS_NAT_ACL interface GigabitEthernet1 vrf GS overload
ip nat inside source list 100 interface GigabitEthernet1 overload
ip route 10.0.0.254 255.255.255.255 Tunnel11
ip route 10.1.0.0 255.255.0.0 GigabitEthernet2 10.1.1.1 200 name inside
ip route 172.16.9.0 255.255.255.0 Null0 tag 9
ip route vrf GS 0.0.0.0 0.0.0.0 GigabitEthernet1 10.1.0.1 global
!
access-list 10 permit 10.0.0.0 0.255.255.255
access-list 100 permit ip 10.1.10.0 0.0.0.255 any
ip access-list extended meter-bgp
 5 permit tcp any eq bgp any
!
route-map st permit 10
 match tag 9
!
line vty 0 4
 password 7 hunter2
 transport input ssh
!
end
`

test('a router as a lab has it', () => {
  const reading = ios(csr)
  expect(reading.findings).toEqual([])
  expect(plain(reading)).toEqual({
    addresses: [{ dev: 'Loopback0', address: '192.168.1.1/32' }],
    routes: [
      { prefix: '10.0.0.254/32', dev: 'Tunnel11', protocol: 'static' },
      { prefix: '10.1.0.0/16', via: '10.1.1.1', dev: 'GigabitEthernet2', protocol: 'static', distance: 200 },
      { prefix: '172.16.9.0/24', blackhole: true, protocol: 'static', tag: 9 },
    ],
    tunnels: [
      {
        kind: 'ipsec',
        dev: 'Tunnel11',
        local: 'GigabitEthernet1',
        remote: '203.0.113.7',
        inner: '169.254.21.2/30',
        mtu: 1400,
      },
    ],
    snat: [{ dev: 'GigabitEthernet1', source: '10.1.10.0/24' }],
    bgp: {
      asn: 65002,
      daemon: 'ios',
      networks: ['10.1.0.0/16', '10.0.0.0/8'],
      networksNeedRoute: true,
      redistribute: ['static'],
      originationPolicies: [
        {
          source: 'static',
          policy: { default: 'deny', rules: [{ action: 'permit', hasTag: 9, sequence: 10 }] },
        },
      ],
      aggregates: [{ prefix: '172.16.0.0/12', summaryOnly: true }],
      maximumPaths: 1,
      equalPathsOnly: true,
      neighbors: [
        {
          address: '10.0.0.254',
          asn: 65515,
          multihop: true,
          sendCommunity: false,
          export: {
            default: 'deny',
            rules: [{ action: 'permit', prefixList: [{ action: 'permit', prefix: '10.0.0.0/8', ge: 0 }] }],
          },
        },
      ],
    },
  })
})

describe('interfaces', () => {
  test.each([
    ['tunnel mode gre ip', 'gre'],
    ['tunnel mode ipip', 'ipip'],
    ['tunnel mode ipsec ipv4', 'ipsec'],
    ['tunnel protection ipsec profile p', 'ipsec'],
    ['description plain', 'gre'],
  ])('a tunnel with %j is %s', (line, kind) => {
    const text = `interface tu 3\n tunnel source 10.0.0.4\n tunnel destination 10.9.0.4\n ${line}\n`
    expect(plain(ios(text))).toEqual({
      tunnels: [{ kind, dev: 'Tunnel3', local: '10.0.0.4', remote: '10.9.0.4' }],
    })
  })

  test('short names, no shut, and an address that takes the place of another', () => {
    const text = `int gi2\n ip address 10.0.0.4 255.255.255.0\n ip address 10.0.1.4 255.255.255.0\n no shut\nint lo5\n ip address 1.1.1.1 255.255.255.255\n shut\n`
    expect(plain(ios(text))).toEqual({ addresses: [{ dev: 'GigabitEthernet2', address: '10.0.1.4/24' }] })
    expect(ios(text).findings).toEqual([])
  })

  test('placeholders are told, and the rest is kept', () => {
    const text =
      'interface Tunnel1\n ip address 169.254.0.1 255.255.255.252\n tunnel source Gi1\n tunnel destination "vpn-ip"\n'
    expect(told(ios(text).findings)).toEqual(['HP1112 4 tunnel destination address'])
    expect(plain(ios(text))).toEqual({ addresses: [{ dev: 'Tunnel1', address: '169.254.0.1/30' }] })
  })

  test('packet filters and tables of their own are not simulated', () => {
    const text =
      'interface Gi1\n ip address 10.0.0.4 255.255.255.0\n ip access-group 101 in\ninterface Gi2\n vrf forwarding red\n ip address 10.1.0.4 255.255.255.0\n'
    expect(plain(ios(text))).toEqual({ addresses: [{ dev: 'GigabitEthernet1', address: '10.0.0.4/24' }] })
    expect(told(ios(text).findings)).toEqual(['HP1110 3 ip access-group 1', 'HP1110 5 vrf forwarding 1'])
  })
})

describe('policies', () => {
  const head = 'router bgp 65002\n neighbor 10.0.0.4 remote-as 65515\n'
  const out = (words: string, lists: string) =>
    neighborAt(ios(`${head} neighbor 10.0.0.4 ${words}\n${lists}`), '10.0.0.4')

  test('an undefined list lets everything through, an undefined route map nothing', () => {
    expect(out('prefix-list X out', '').export).toEqual({ default: 'permit' })
    expect(out('route-map X out', '').export).toEqual({ default: 'deny' })
    expect(out('route-map M in', 'route-map M permit 10\n match ip address prefix-list X\n').import).toEqual({
      default: 'deny',
      rules: [{ action: 'permit', sequence: 10 }],
    })
  })

  test('several lists in one match are alternatives, and a second match adds to the first', () => {
    const lists = `ip prefix-list A permit 10.0.0.0/8\nip prefix-list B permit 172.16.0.0/12\nroute-map M permit 10\n match ip address prefix-list A\n match ip address prefix-list B\n set local-preference 200\n`
    const rule = (prefix: string) => ({
      action: 'permit',
      prefixList: [{ action: 'permit', prefix }],
      setLocalPref: 200,
      sequence: 10,
    })
    expect(out('route-map M in', lists).import).toEqual({
      default: 'deny',
      rules: [rule('10.0.0.0/8'), rule('172.16.0.0/12')],
    })
  })

  test('an extended list reads the mask of a route where packets have a destination', () => {
    const lists =
      'access-list 101 permit ip 10.0.0.0 0.0.255.255 255.255.255.0 0.0.0.0\naccess-list 101 deny ip host 10.1.0.0 host 255.255.0.0\naccess-list 101 permit ip any any\n'
    expect(out('distribute-list 101 in', lists).import).toEqual({
      default: 'deny',
      rules: [
        {
          action: 'permit',
          prefixList: [
            { action: 'permit', prefix: '10.0.0.0/16', ge: 24, le: 24 },
            { action: 'deny', prefix: '10.1.0.0/32', ge: 16, le: 16 },
            { action: 'permit', prefix: '0.0.0.0/0', ge: 0, le: 32 },
          ],
        },
      ],
    })
  })

  test('communities: standard and expanded lists, numbered ones by their number', () => {
    const lists =
      'ip community-list 1 permit 65001:1 no-export\nip community-list 100 permit _65001:.*_\nip community-list expanded X deny 100:\nroute-map M permit 10\n match community 1 exact-match\n continue 30\nroute-map M deny 20\n match community 100\nroute-map M permit 30\n match community X\n set community 65001:9 no-advertise additive\n'
    expect(out('route-map M in', lists).import?.rules).toEqual([
      {
        action: 'permit',
        communityList: [{ action: 'permit', communities: ['65001:1', '65535:65281'] }],
        exactCommunities: true,
        sequence: 10,
        continueAt: 30,
      },
      { action: 'deny', communityList: [{ action: 'permit', expression: '_65001:.*_' }], sequence: 20 },
      {
        action: 'permit',
        communityList: [{ action: 'deny', expression: '100:' }],
        addCommunities: ['65001:9', '65535:65282'],
        sequence: 30,
      },
    ])
  })
})

test('a translation with exceptions is told', () => {
  const text =
    'ip nat inside source list 100 interface GigabitEthernet1 overload\naccess-list 100 deny ip 10.0.0.0 0.255.255.255 any\naccess-list 100 permit ip any any\n'
  expect(plain(ios(text))).toEqual({})
  expect(told(ios(text).findings)).toEqual(['HP1110 1 ip nat 1'])
})

test('a second process of another number is told, and the first stays', () => {
  const text = 'router bgp 65001\n network 10.0.0.0\nrouter bgp 65002\n network 172.16.0.0\n'
  expect(plain(ios(text))).toMatchObject({ bgp: { asn: 65001, networks: ['10.0.0.0/8'] } })
  expect(told(ios(text).findings)).toEqual(['HP1110 3 router bgp 1'])
})
