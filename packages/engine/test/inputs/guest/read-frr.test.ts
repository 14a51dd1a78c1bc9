// FRR's configuration: what is read of it, what is told of it, and where its places are.
import { describe, expect, test } from 'vitest'
import { readFrr } from '../../../src/inputs/guest/frr/read-frr.ts'
import { frr, neighborAt, plain, told } from './read-text.ts'

const lab = `frr version 8.3.1
frr defaults traditional
hostname nva
log syslog informational
no ip forwarding
no ipv6 forwarding
service integrated-vtysh-config
!
ip route 10.100.210.0/24 10.100.1.1
ip route 10.0.0.0/8 Null0
!
interface lo
 ip address 9.9.9.9/32
exit
!
router bgp 65001
 bgp router-id 10.100.1.4
 neighbor 10.100.210.4 remote-as 65515
 neighbor 10.100.210.4 ebgp-multihop 255
 neighbor 10.100.210.4 password hunter2
 !
 address-family ipv4 unicast
  network 10.0.0.0/8
  neighbor 10.100.210.4 default-originate
  neighbor 10.100.210.4 soft-reconfiguration inbound
  neighbor 10.100.210.4 route-map from-azure in
  neighbor 10.100.210.4 route-map to-azure out
 exit-address-family
exit
!
bgp as-path access-list azure seq 5 permit _65515_
ip prefix-list own seq 10 permit 10.0.0.0/8 le 16
ip prefix-list own seq 5 deny 10.9.0.0/16
!
route-map to-azure deny 5
 match as-path azure
exit
!
route-map to-azure permit 10
 match ip address prefix-list own
 set as-path prepend 65001 65001
exit
!
route-map from-azure permit 10
exit
!
end
`

test('a file as a machine in a lab has it', () => {
  const reading = frr(lab)
  expect(reading.findings).toEqual([])
  expect(plain(reading)).toEqual({
    ipForward: false,
    addresses: [{ dev: 'lo', address: '9.9.9.9/32' }],
    routes: [
      { prefix: '10.100.210.0/24', via: '10.100.1.1', protocol: 'static' },
      { prefix: '10.0.0.0/8', blackhole: true, protocol: 'static' },
    ],
    bgp: {
      asn: 65001,
      daemon: 'frr',
      networks: ['10.0.0.0/8'],
      networksNeedRoute: true,
      maximumPaths: 64,
      equalPathsOnly: true,
      overridesWholePathOnly: false,
      neighbors: [
        {
          address: '10.100.210.4',
          asn: 65515,
          multihop: true,
          defaultOriginate: true,
          import: { default: 'deny', rules: [{ action: 'permit', sequence: 10 }] },
          export: {
            default: 'deny',
            rules: [
              {
                action: 'deny',
                asPathList: [{ action: 'permit', expression: '_65515_' }],
                sequence: 5,
              },
              {
                action: 'permit',
                prefixList: [
                  { action: 'deny', prefix: '10.9.0.0/16' },
                  { action: 'permit', prefix: '10.0.0.0/8', le: 16 },
                ],
                prepend: [65001, 65001],
                sequence: 10,
              },
            ],
          },
        },
      ],
    },
  })
})

test('without indentation, with prompts, and as arguments of vtysh it means the same', () => {
  const flat = lab
    .split('\n')
    .map((line) => line.trim())
    .join('\n')
  const prompted = lab
    .split('\n')
    .map((line) => (line === '' || line === '!' ? line : `nva(config-router)# ${line.trim()}`))
    .join('\n')
  const commands = lab
    .split('\n')
    .filter((line) => line.trim() !== '' && line.trim() !== '!')
    .map((line) => `-c '${line.trim()}'`)
    .join(' ')
  for (const text of [flat, prompted, `sudo vtysh -c 'conf t' ${commands} -c 'wr mem'`]) {
    const reading = frr(text)
    expect(reading.findings).toEqual([])
    expect(plain(reading)).toEqual(plain(frr(lab)))
  }
})

test('places are those of the file that holds the text', () => {
  const text =
    'router bgp 65001\n neighbor 10.0.0.4 remote-as 65515\n neighbor 10.0.0.4 route-map M out\nroute-map M deny 7\n'
  const { guest } = readFrr({ text, file: 'cloud-init.yml', firstLine: 20, indent: 6 })
  const at = (line: number, column: number, endColumn: number) => ({
    file: 'cloud-init.yml',
    line,
    column,
    endLine: line,
    endColumn,
  })
  expect(guest.bgp?.span).toEqual(at(20, 7, 23))
  const [neighbor] = guest.bgp?.neighbors ?? []
  expect(neighbor?.span).toEqual(at(21, 8, 41))
  expect(neighbor?.export?.span).toEqual(at(22, 8, 41))
  expect(neighbor?.export?.rules?.[0]?.span).toEqual(at(23, 7, 25))
})

describe('an external neighbour without policy', () => {
  const body = 'router bgp 65001\n neighbor 10.0.0.4 remote-as 65515\n neighbor 10.0.0.5 remote-as 65001\n'
  const stopped = { default: 'deny' }

  test.each([
    ['frr version 8.4\nfrr defaults traditional\n', true],
    ['frr version 7.4\n', true],
    ['', true],
    ['frr version 7.2.1\nfrr defaults traditional\n', false],
    ['frr version 8.4\nfrr defaults datacenter\n', false],
    ['frr version 10.0\n', true],
  ])('%j: exchanges nothing: %s', (head, isStopped) => {
    const reading = frr(head + body)
    expect(neighborAt(reading, '10.0.0.4').import).toEqual(isStopped ? stopped : undefined)
    expect(neighborAt(reading, '10.0.0.4').export).toEqual(isStopped ? stopped : undefined)
    expect(neighborAt(reading, '10.0.0.5').import).toBeUndefined()
    expect(reading.findings.map(({ code }) => code)).toEqual(isStopped ? ['HP1114'] : [])
  })

  test('what is written counts more than the version', () => {
    const off = frr(body.replace('\n', '\n no bgp ebgp-requires-policy\n'))
    expect(neighborAt(off, '10.0.0.4').export).toBeUndefined()
    expect(off.findings).toEqual([])
    const on = frr(`frr version 7.0\n${body.replace('\n', '\n bgp ebgp-requires-policy\n')}`)
    expect(neighborAt(on, '10.0.0.4').export).toEqual(stopped)
  })

  test('any filter is a policy for its direction', () => {
    const reading = frr(`ip prefix-list P permit any\n${body} neighbor 10.0.0.4 prefix-list P out\n`)
    expect(neighborAt(reading, '10.0.0.4').import).toEqual(stopped)
    expect(neighborAt(reading, '10.0.0.4').export).toEqual({
      default: 'deny',
      rules: [{ action: 'permit', prefixList: [{ action: 'permit', prefix: '0.0.0.0/0', le: 32 }] }],
    })
  })
})

describe('networks', () => {
  test.each([
    ['frr version 8.4\n', '', true],
    ['frr version 7.2\n', '', undefined],
    ['frr version 7.2\nfrr defaults datacenter\n', '', true],
    ['frr version 8.4\n', ' no bgp network import-check\n', undefined],
    ['frr version 7.2\n', ' bgp network import-check\n', true],
  ])('%j %j need a route: %s', (head, line, expected) => {
    expect(frr(`${head}router bgp 65001\n${line}`).guest.bgp?.networksNeedRoute).toBe(expected)
  })
})

describe('the version line', () => {
  test.each([
    ['frr version 7.2.1\n', true],
    ['frr version 7.5\n', true],
    ['frr version 8.4.2\n', false],
    ['frr defaults traditional\n', undefined],
  ])('%j: as-override touches whole paths only: %s', (head, expected) => {
    expect(frr(`${head}router bgp 65001\n`).guest.bgp?.overridesWholePathOnly).toBe(expected)
  })
})

describe('neighbours', () => {
  const read = (lines: string) =>
    frr(`router bgp 65001\n no bgp ebgp-requires-policy\n neighbor 10.0.0.4 remote-as 65515\n${lines}`)
  test.each([
    ['ebgp-multihop', { multihop: true }],
    ['ebgp-multihop 2', { multihop: true }],
    ['disable-connected-check', { multihop: true }],
    ['description azure', {}],
    ['timers 5 15', {}],
    ['update-source lo', {}],
    ['password hunter2', {}],
    ['shutdown', { up: false }],
    ['as-override', { asOverride: true }],
    ['allowas-in', { allowAsIn: 3 }],
    ['allowas-in 1', { allowAsIn: 1 }],
    ['allowas-in origin', { allowOwnOrigin: true }],
    ['soft-reconfiguration inbound', {}],
    ['next-hop-self', { nextHopSelf: true }],
    ['next-hop-self force', { nextHopSelf: true }],
    ['default-originate', { defaultOriginate: true }],
    ['remove-private-AS', { removePrivateAs: true, privateAsAlone: true }],
    ['remove-private-AS all', { removePrivateAs: true, privateAsAlone: false }],
    [
      'remove-private-AS all replace-AS',
      { removePrivateAs: true, privateAsAlone: false, replacePrivateAs: true },
    ],
    ['route-reflector-client', { routeReflectorClient: true }],
    ['send-community', { sendCommunity: true }],
    ['weight 200', { weight: 200 }],
    ['maximum-prefix 100', { maximumPrefix: 100 }],
    ['maximum-prefix 100 warning-only', {}],
    ['local-as 65009', { localAs: 65009, localAsPlace: 'bothWays' }],
    ['local-as 65009 no-prepend', { localAs: 65009, localAsPlace: 'beforeOwn' }],
    ['local-as 65009 no-prepend replace-as', { localAs: 65009, localAsPlace: 'alone' }],
  ])('%s', (words, expected) => {
    const reading = read(` neighbor 10.0.0.4 ${words}\n`)
    expect(neighborAt(reading, '10.0.0.4')).toEqual({
      address: '10.0.0.4',
      asn: 65515,
      multihop: false,
      ...expected,
    })
    expect(reading.findings).toEqual([])
  })

  test('no takes a setting back', () => {
    const reading = read(
      ' neighbor 10.0.0.4 shutdown\n no neighbor 10.0.0.4 shutdown\n no neighbor 10.0.0.4 send-community\n',
    )
    expect(neighborAt(reading, '10.0.0.4')).toEqual({
      address: '10.0.0.4',
      asn: 65515,
      multihop: false,
      sendCommunity: false,
    })
    expect(plain(read(' no neighbor 10.0.0.4\n'))).toMatchObject({ bgp: { neighbors: [] } })
  })

  test('external, internal, and numbers in two halves', () => {
    const reading = frr(
      'router bgp 1.10\n neighbor 10.0.0.4 remote-as external\n neighbor 10.0.0.5 remote-as internal\n no bgp ebgp-requires-policy\n',
    )
    expect(neighborAt(reading, '10.0.0.4').asn).toBe('external')
    expect(neighborAt(reading, '10.0.0.5').asn).toBe(65546)
  })

  test('a member has what its group says, and its own words first', () => {
    const reading = frr(`router bgp 65001
 no bgp ebgp-requires-policy
 neighbor RS peer-group
 neighbor RS remote-as 65515
 neighbor RS ebgp-multihop 3
 neighbor RS weight 10
 neighbor 10.0.0.4 peer-group RS
 neighbor 10.0.0.5 peer-group RS
 neighbor 10.0.0.5 weight 20
 address-family ipv4 unicast
  neighbor RS prefix-list P out
 exit-address-family
ip prefix-list P permit 10.0.0.0/8
`)
    const policy = {
      default: 'deny',
      rules: [{ action: 'permit', prefixList: [{ action: 'permit', prefix: '10.0.0.0/8' }] }],
    }
    expect(plain(reading)).toMatchObject({
      bgp: {
        neighbors: [
          { address: '10.0.0.4', asn: 65515, multihop: true, weight: 10, export: policy },
          { address: '10.0.0.5', asn: 65515, multihop: true, weight: 20, export: policy },
        ],
      },
    })
    expect(reading.findings).toEqual([])
  })

  test('no bgp default ipv4-unicast: nothing is carried before it is activated', () => {
    const head =
      'router bgp 65001\n no bgp ebgp-requires-policy\n no bgp default ipv4-unicast\n neighbor 10.0.0.4 remote-as 65515\n'
    expect(neighborAt(frr(head), '10.0.0.4').families).toEqual([])
    const active = `${head} address-family ipv4 unicast\n  neighbor 10.0.0.4 activate\n`
    expect(neighborAt(frr(active), '10.0.0.4').families).toBeUndefined()
    const both = `${active} exit-address-family\n address-family ipv6 unicast\n  neighbor 10.0.0.4 activate\n`
    expect(neighborAt(frr(both), '10.0.0.4').families).toEqual([4, 6])
  })

  test('filters are applied one after the other: lists first, the route map last', () => {
    const reading = read(
      ' neighbor 10.0.0.4 route-map M out\n neighbor 10.0.0.4 filter-list A out\n neighbor 10.0.0.4 prefix-list P out\nroute-map M permit 10\nip prefix-list P permit 10.0.0.0/8\nbgp as-path access-list A permit ^$\n',
    )
    expect(neighborAt(reading, '10.0.0.4').export).toEqual({
      default: 'deny',
      rules: [
        {
          action: 'permit',
          prefixList: [{ action: 'permit', prefix: '10.0.0.0/8' }],
          call: {
            default: 'deny',
            rules: [
              {
                action: 'permit',
                asPathList: [{ action: 'permit', expression: '^$' }],
                call: { default: 'deny', rules: [{ action: 'permit', sequence: 10 }] },
              },
            ],
          },
        },
      ],
    })
  })
})

describe('static routes', () => {
  test.each([
    ['ip route 10.1.0.0/16 10.0.0.1', { via: '10.0.0.1' }],
    ['ip route 10.1.0.0 255.255.0.0 10.0.0.1', { via: '10.0.0.1' }],
    ['ip route 10.1.2.3/16 10.0.0.1', { via: '10.0.0.1' }],
    ['ip route 10.1.0.0/16 eth1', { dev: 'eth1' }],
    ['ip route 10.1.0.0/16 10.0.0.1 eth1', { via: '10.0.0.1', dev: 'eth1' }],
    ['ip route 10.1.0.0/16 Null0', { blackhole: true }],
    ['ip route 10.1.0.0/16 blackhole', { blackhole: true }],
    ['ip route 10.1.0.0/16 reject', { blackhole: true }],
    ['ip route 10.1.0.0/16 10.0.0.1 200', { via: '10.0.0.1', distance: 200 }],
    ['ip route 10.1.0.0/16 10.0.0.1 tag 7 200', { via: '10.0.0.1', distance: 200, tag: 7 }],
    ['ip route 10.1.0.0/16 10.0.0.1 onlink', { via: '10.0.0.1' }],
  ])('%s', (line, expected) => {
    const reading = frr(`${line}\n`)
    expect(plain(reading)).toEqual({ routes: [{ prefix: '10.1.0.0/16', ...expected, protocol: 'static' }] })
    expect(reading.findings).toEqual([])
  })

  test('IPv6, and routes that are taken back', () => {
    expect(plain(frr('ipv6 route fd00:1::/32 fd00::1\n'))).toEqual({
      routes: [{ prefix: 'fd00:1::/32', via: 'fd00::1', protocol: 'static' }],
    })
    expect(plain(frr('ip route 10.1.0.0/16 10.0.0.1\nno ip route 10.1.0.0/16 10.0.0.1\n'))).toEqual({})
  })

  test('routes of other tables are no routes of this one', () => {
    const reading = frr(
      'ip route vrf red 10.1.0.0/16 10.0.0.1\nvrf blue\n ip route 10.2.0.0/16 10.0.0.1\nexit-vrf\n',
    )
    expect(plain(reading)).toEqual({})
    expect(told(reading.findings)).toEqual(['HP1110 1 ip route vrf 1', 'HP1110 2 vrf 1'])
    const other = frr('ip route 10.1.0.0/16 10.0.0.1 vrf red\n')
    expect(plain(other)).toEqual({})
    expect(told(other.findings)).toEqual(['HP1110 1 ip route … vrf 1'])
  })
})

describe('what nobody defines', () => {
  const head = 'router bgp 65001\n no bgp ebgp-requires-policy\n neighbor 10.0.0.4 remote-as 65515\n'
  test.each([
    ['route-map M in', 'routeMap'],
    ['prefix-list M in', 'prefixList'],
    ['filter-list M in', 'asPathList'],
    ['distribute-list M in', 'accessList'],
  ])('%s lets nothing in', (words, thing) => {
    const reading = frr(`${head} neighbor 10.0.0.4 ${words}\n`)
    expect(neighborAt(reading, '10.0.0.4').import).toEqual({ default: 'deny' })
    expect(told(reading.findings)).toEqual([`HP1113 4 ${thing} M deniesAll`])
  })

  test('a condition matches nothing', () => {
    const reading = frr(`${head} neighbor 10.0.0.4 route-map M in\nroute-map M permit 10\n match as-path X\n`)
    expect(neighborAt(reading, '10.0.0.4').import).toEqual({
      default: 'deny',
      rules: [{ action: 'permit', prefixList: [], sequence: 10 }],
    })
    expect(told(reading.findings)).toEqual(['HP1113 6 asPathList X matchesNothing'])
  })
})

describe('what is not understood', () => {
  test('one finding for each kind, warnings where it can bear on routes', () => {
    const reading = frr(`frobnicate a
frobnicate b
router ospf
 network 10.0.0.0/8 area 0
router bgp 65001
 redistribute ospf
 bgp confederation identifier 1
 neighbor eth0 interface remote-as external
 neighbor 10.0.0.4 remote-as 99999999999
`)
    expect(told(reading.findings)).toEqual([
      'HP1110 3 router ospf 1',
      'HP1110 6 redistribute ospf 1',
      'HP1110 7 bgp confederation 1',
      'HP1110 8 neighbor … interface 1',
      'HP1111 1 frobnicate 2',
      'HP1112 9 neighbor … remote-as asn',
    ])
  })

  test('secrets are in no finding', () => {
    const text = `router bgp 65001\n neighbor 10.0.0.4 hunter2\n neighbor hunter2 frobnicate\nkeyword hunter2 hunter2\nhunter2\n`
    expect(JSON.stringify(frr(text).findings.map(({ parameters }) => parameters))).not.toMatch(/hunter2/)
  })
})
