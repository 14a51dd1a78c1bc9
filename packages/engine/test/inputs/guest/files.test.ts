// Files as they are on machines: interfaces, netplan, networkd, packet filters, WireGuard, FRR.
import { describe, expect, test } from 'vitest'
import { machineOf, plain, told } from './guest-texts.ts'

const tunnel = {
  kind: 'vxlan',
  dev: 'vxlan0',
  id: 77,
  local: '10.0.0.4',
  remote: '10.1.0.4',
  inner: '169.254.0.1/24',
}

describe('the same VXLAN', () => {
  test('of netplan', () => {
    const text = `network:
  version: 2
  tunnels:
    vxlan0:
      mode: vxlan
      id: 77
      local: 10.0.0.4
      remote: 10.1.0.4
      addresses: [169.254.0.1/24]
      routes:
        - to: 10.9.0.0/16
          via: 169.254.0.2
        - { to: default, via: 169.254.0.2, table: 200 }
      routing-policy:
        - { from: 10.5.0.0/16, table: 200 }
`
    const reading = machineOf({ '60-vxlan.yaml': text })
    expect(plain(reading)).toMatchObject({
      tunnels: [tunnel],
      routes: [{ prefix: '10.9.0.0/16', via: '169.254.0.2', dev: 'vxlan0' }, { table: '200' }],
      rules: [{ source: '10.5.0.0/16', table: '200' }],
    })
    expect(reading.guest.routes?.[0]?.span?.line).toBe(11)
  })

  test('of ifupdown, with hooks', () => {
    const text = `auto eth0
iface eth0 inet dhcp
  post-up ip link add vxlan0 type vxlan id 77 local 10.0.0.4 remote 10.1.0.4
  post-up ip link set vxlan0 up && ip addr add 169.254.0.1/24 dev vxlan0
`
    const reading = machineOf({ interfaces: text })
    expect(plain(reading)).toEqual({ tunnels: [tunnel] })
    expect(reading.guest.tunnels?.[0]?.span).toMatchObject({ line: 3, column: 11 })
  })

  test('of systemd-networkd', () => {
    const reading = machineOf({
      'vxlan0.netdev':
        '[NetDev]\nName=vxlan0\nKind=vxlan\n[VXLAN]\nVNI=77\nLocal=10.0.0.4\nRemote=10.1.0.4\n',
      'vxlan0.network': '[Match]\nName=vxlan0\n[Network]\nAddress=169.254.0.1/24\nIPForward=yes\n',
    })
    expect(plain(reading)).toEqual({ ipForward: true, tunnels: [tunnel] })
  })
})

test('an interface with a static address, a gateway and an alias', () => {
  const text =
    'iface eth1 inet static\n address 10.0.1.4\n netmask 255.255.255.0\n gateway 10.0.1.1\niface eth1:0 inet static\n address 1.2.3.4/32\n'
  expect(plain(machineOf({ interfaces: text }))).toMatchObject({
    addresses: [
      { dev: 'eth1', address: '10.0.1.4/24' },
      { dev: 'eth1', address: '1.2.3.4/32' },
    ],
    routes: [{ prefix: '0.0.0.0/0', via: '10.0.1.1', dev: 'eth1' }],
  })
})

test('what iptables-save prints', () => {
  const text = `*nat
:PREROUTING ACCEPT [0:0]
:POSTROUTING ACCEPT [0:0]
[12:900] -A POSTROUTING -o eth0 -m comment --comment "out of here" -j MASQUERADE
COMMIT
*filter
:INPUT ACCEPT [0:0]
:FORWARD DROP [0:0]
-A FORWARD -s 10.0.0.0/8 -j ACCEPT
COMMIT
`
  expect(plain(machineOf({ 'rules.v4': text }))).toEqual({
    snat: [{ dev: 'eth0' }],
    filters: [{ chain: 'FORWARD', source: '10.0.0.0/8', action: 'accept' }],
    policies: { FORWARD: 'drop' },
  })
})

test('nftables.conf', () => {
  const text = `#!/usr/sbin/nft -f
flush ruleset
define inside = { 10.1.0.0/16, 10.2.0.0/16 }
table inet filter {
  chain forward {
    type filter hook forward priority filter; policy drop;
    ct state established,related accept
    ip saddr $inside tcp dport { 22, 443 } counter accept # from inside
    icmp type echo-request accept
  }
  chain output { type filter hook output priority 0; }
}
table ip nat {
  chain post {
    type nat hook postrouting priority srcnat;
    oifname "eth0" ip daddr != 10.0.0.0/8 masquerade
  }
}
`
  const reading = machineOf({ 'nftables.conf': text })
  expect(plain(reading)).toEqual({
    filters: [
      { chain: 'FORWARD', flow: 'established', action: 'accept' },
      { chain: 'FORWARD', protocol: 'tcp', ports: ['22', '443'], source: '10.1.0.0/16', action: 'accept' },
      { chain: 'FORWARD', protocol: 'tcp', ports: ['22', '443'], source: '10.2.0.0/16', action: 'accept' },
      { chain: 'FORWARD', flow: 'new', protocol: 'icmp', action: 'accept' },
    ],
    policies: { FORWARD: 'drop' },
    snat: [{ dev: 'eth0', exceptDestination: '10.0.0.0/8' }],
  })
  expect(told(reading.findings)).toEqual([])
})

test('WireGuard, with peers at different ends and keys that nobody repeats', () => {
  const text = `[Interface]
Address = 10.99.0.1/24
PrivateKey = c2VjcmV0c2VjcmV0
PostUp = sysctl -w net.ipv4.ip_forward=1; iptables -t nat -A POSTROUTING -o eth0 -j MASQUERADE
[Peer]
PublicKey = a
Endpoint = 10.1.0.4:51820
AllowedIPs = 10.99.0.2/32, 10.1.0.0/16
[Peer]
Endpoint = 10.2.0.4:51821
AllowedIPs = 10.2.0.0/16
[Peer]
AllowedIPs = 10.3.0.0/16
`
  const reading = machineOf({ 'wg0.conf': text })
  expect(plain(reading)).toMatchObject({
    ipForward: true,
    snat: [{ dev: 'eth0' }],
    tunnels: [
      { kind: 'wireguard', dev: 'wg0', remote: '10.1.0.4', inner: '10.99.0.1/24' },
      { dev: 'wg0 #2', remote: '10.2.0.4', port: 51821 },
    ],
    routes: [{ dev: 'wg0' }, { prefix: '10.1.0.0/16', dev: 'wg0' }, { prefix: '10.2.0.0/16', dev: 'wg0 #2' }],
  })
  expect(told(reading.findings)).toEqual(['HP1120 Peer wg0.conf:12'])
  expect(JSON.stringify(reading)).not.toContain('c2Vj')
})

test('policies of IPsec are told', () => {
  const text =
    'conn office\n  right=203.0.113.5\n  rightsubnet=192.168.0.0/16\nconn routed\n  rightsubnet=0.0.0.0/0\n  mark=42\n'
  expect(told(machineOf({ 'ipsec.conf': text }).findings)).toEqual(['HP1120 IPsec ipsec.conf:3'])
})

describe('FRR', () => {
  const conf =
    'frr version 8.3.1\nfrr defaults traditional\nno ip forwarding\nip route 10.100.0.0/16 169.254.0.2\nrouter bgp 65001\n neighbor 10.0.1.4 remote-as 65515\n'

  test('a configuration that is handed over runs, unless its daemons say otherwise', () => {
    expect(machineOf({ 'frr.conf': conf }).guest.bgp).toMatchObject({ asn: 65001 })
    expect(machineOf({ 'frr.conf': conf }).guest.bgp?.running).toBeUndefined()
    const off = machineOf({ 'frr.conf': conf, daemons: 'bgpd=no\n' })
    expect(off.guest.bgp?.running).toBe(false)
    expect(told(off.findings)).toContain('HP1127 frr.conf:5')
    expect(machineOf({ 'frr.conf': conf, daemons: 'bgpd=yes\n' }).guest.bgp?.running).toBeUndefined()
  })

  test('it turns off what a file of settings turned on, since it starts later', () => {
    const reading = machineOf({ 'frr.conf': conf, 'sysctl.conf': 'net.ipv4.ip_forward=1\n' })
    expect(reading.guest.ipForward).toBe(false)
    expect(told(reading.findings)).toContain('HP1126 frr.conf:3')
  })

  test('statements of vtysh come behind those of the file', () => {
    const text = "vtysh -c 'conf t' -c 'router bgp 65001' -c 'network 10.9.0.0/16' -c 'end' -c 'wr'\n"
    const reading = machineOf({ 'frr.conf': conf, 'more.sh': text })
    expect(reading.guest.bgp?.networks).toEqual(['10.9.0.0/16'])
  })

  test('the file and all calls of vtysh are one configuration, also behind the end of the file', () => {
    const text = [
      "vtysh -c 'conf t' -c 'router bgp 65001' -c 'neighbor 10.0.1.4 route-map OUT in' -c 'neighbor 10.0.1.4 route-map OUT out' -c 'end'",
      "vtysh -c 'conf t' -c 'route-map OUT permit 10' -c 'set metric 7' -c 'end'",
    ].join('\n')
    const { guest, findings } = machineOf({ 'frr.conf': `${conf}!\nend\n`, 'more.sh': text })
    // Read by itself, the first call would name a route map that nothing defines.
    expect(told(findings)).toEqual([])
    expect(guest.routes).toMatchObject([{ prefix: '10.100.0.0/16', via: '169.254.0.2' }])
    expect(guest.bgp).toMatchObject({
      asn: 65001,
      neighbors: [{ address: '10.0.1.4', asn: 65515, export: { rules: [{ action: 'permit', setMed: 7 }] } }],
    })
  })

  test('routes of the kernel are told from its own', () => {
    const reading = machineOf({ 'frr.conf': conf, 'more.sh': 'ip route add 10.7.0.0/16 via 10.0.0.1\n' })
    const sources = reading.guest.routes?.map(({ prefix, protocol }) => `${prefix} ${protocol ?? 'static'}`)
    expect(sources?.toSorted()).toEqual(['10.100.0.0/16 static', '10.7.0.0/16 kernel'])
  })
})

test('a tree of the machine’s disk', () => {
  const reading = machineOf({
    'nva/etc/network/if-post-up.d/vxlan':
      'if [ "$IFACE" = "eth0" ]; then\n ip route add 10.1.0.0/16 via 10.0.0.1\nfi\n',
    'nva/etc/systemd/system/routes.service':
      '[Service]\nExecStart=/bin/sh -c "ip route add 10.2.0.0/16 via 10.0.0.1"\nExecStartPre=-/sbin/ip route add 10.3.0.0/16 via 10.0.0.1\n[Install]\n',
    'nva/etc/rc.local':
      '#!/bin/sh\nip route add 10.4.0.0/16 via 10.0.0.1\nexit 0\nip route add 10.5.0.0/16 via 10.0.0.1\n',
  })
  expect(reading.guest.routes?.map(({ prefix }) => prefix).sort()).toEqual([
    '10.1.0.0/16',
    '10.2.0.0/16',
    '10.3.0.0/16',
    '10.4.0.0/16',
  ])
})
