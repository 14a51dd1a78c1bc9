// Shell scripts: what commands would set, followed statement by statement.
import { describe, expect, test } from 'vitest'
import { plain, scriptOf, told } from './guest-texts.ts'

const script = (text: string) => plain(scriptOf(text))

describe('ip', () => {
  test('a VXLAN that a hook makes when eth0 comes up', () => {
    const hook = [
      '#!/bin/sh',
      '',
      'if [ "$IFACE" = "eth0" ]; then',
      '  ip link add vxlan0 type vxlan id 77 remote 10.100.0.4 dstport 4789 dev eth0',
      '  ip link set up vxlan0',
      '  ip address add 169.254.0.1/24 dev vxlan0',
      'fi',
    ].join('\n')
    expect(script(hook)).toEqual({
      tunnels: [
        {
          kind: 'vxlan',
          dev: 'vxlan0',
          id: 77,
          local: 'eth0',
          remote: '10.100.0.4',
          inner: '169.254.0.1/24',
        },
      ],
    })
    expect(scriptOf(hook).guest.tunnels?.[0]?.span?.line).toBe(4)
  })

  test('an interface that is never taken up is down, and one that is deleted is gone', () => {
    const made = 'ip link add v0 type vxlan id 1 remote 10.0.0.9 local 10.0.0.4\n'
    expect(script(made).links).toEqual([{ dev: 'v0', up: false }])
    expect(script(`${made}ip l s v0 up mtu 1400`).tunnels).toMatchObject([{ mtu: 1400, local: '10.0.0.4' }])
    expect(script(`${made}ip link del v0`)).toEqual({})
  })

  test.each([
    ['gre', 'ip tunnel add t0 mode gre remote 10.9.0.4 local 10.0.0.4 && ip link set t0 up', 'gre'],
    ['ipip', 'ip tun add t0 mode ipip remote 10.9.0.4; ip link set dev t0 up', 'ipip'],
    [
      'vti',
      'ip tunnel add t0 local 10.0.0.4 remote 10.9.0.4 mode vti key 32 && ip link set up dev t0',
      'ipsec',
    ],
  ])('%s', (_, text, kind) => {
    expect(script(text).tunnels).toMatchObject([{ kind, dev: 't0', remote: '10.9.0.4' }])
    expect(script(text).links).toBeUndefined()
  })

  test('a bridge with one tunnel stands for it, one with two stands for none', () => {
    const lines = (tunnels: readonly string[]): string =>
      [
        'ip link add br0 type bridge',
        'ip addr add 192.168.0.1/24 dev br0',
        ...tunnels.flatMap((dev, id) => [
          `ip link add ${dev} type vxlan id ${id + 1} remote 10.1.0.4 dev eth0`,
          `ip link set ${dev} master br0`,
          `ip link set ${dev} up`,
        ]),
      ].join('\n')
    expect(script(lines(['v1'])).tunnels).toMatchObject([{ dev: 'br0', inner: '192.168.0.1/24' }])
    expect(script(lines(['v1', 'v2'])).tunnels?.map(({ dev }) => dev)).toEqual(['v1', 'v2'])
  })

  test('the far end of a VXLAN from the forwarding table of its bridge', () => {
    const text =
      'ip link add v0 type vxlan id 5 dstport 4789\nip link set v0 up\nbridge fdb append 00:00:00:00:00:00 dev v0 dst 10.2.0.4'
    expect(script(text).tunnels).toMatchObject([{ remote: '10.2.0.4' }])
    const twice = scriptOf(`${text}\nbridge fdb append 00:00:00:00:00:00 dev v0 dst 10.3.0.4`)
    expect(twice.guest.tunnels).toBeUndefined()
    expect(told(twice.findings)).toEqual(['HP1120 vxlan setup.sh:1'])
  })

  test('routes: added, replaced, deleted, discarded, in other tables', () => {
    const routes = (text: string) => script(text).routes?.map(({ protocol: _protocol, ...route }) => route)
    expect(routes('ip route add 10.1.0.0/16 via 10.0.0.1 dev eth0 onlink')).toEqual([
      { prefix: '10.1.0.0/16', via: '10.0.0.1', dev: 'eth0' },
    ])
    expect(routes('ip r a default via 10.0.0.1 metric 50')).toEqual([
      { prefix: '0.0.0.0/0', via: '10.0.0.1', metric: 50 },
    ])
    expect(routes('ip route add blackhole 10.9.0.0/16\nip ro add 10.8.0.4 dev tun0 table 200')).toEqual([
      { prefix: '10.9.0.0/16', blackhole: true },
      { prefix: '10.8.0.4/32', dev: 'tun0', table: '200' },
    ])
    const twice = 'ip route add 10.1.0.0/16 via 10.0.0.1\n'
    expect(routes(`${twice}ip route add 10.1.0.0/16 via 10.0.0.2`)?.[0]?.via).toBe('10.0.0.1')
    expect(routes(`${twice}ip route replace 10.1.0.0/16 via 10.0.0.2`)?.[0]?.via).toBe('10.0.0.2')
    expect(routes(`${twice}ip route del 10.1.0.0/16`)).toBeUndefined()
    expect(routes('route add -net 10.1.0.0 netmask 255.255.0.0 gw 10.0.0.1 dev eth0')).toEqual([
      { prefix: '10.1.0.0/16', via: '10.0.0.1', dev: 'eth0' },
    ])
  })

  test('rules, with tables by name', () => {
    const text =
      'echo "200 second" >> /etc/iproute2/rt_tables\nip rule add from 10.0.1.4 table second priority 100\nip route add default via 10.0.1.1 dev eth1 table second'
    expect(script(text)).toMatchObject({
      rules: [{ source: '10.0.1.4/32', table: '200', priority: 100 }],
      routes: [{ prefix: '0.0.0.0/0', table: '200' }],
    })
  })

  test('what is not understood is told once for each kind, with its first line', () => {
    const text = [
      'ip route add 10.0.0.0/8 nexthop via 10.0.0.1 nexthop via 10.0.0.2',
      'ip rule add fwmark 1 table 5',
      'ip rule add fwmark 2 table 6',
      'ip route add $UNSET via 10.0.0.1',
      'ip route add 10.1.2.3/16 via 10.0.0.1',
    ].join('\n')
    expect(told(scriptOf(text).findings)).toEqual([
      'HP1120 ip route add nexthop setup.sh:1',
      'HP1120 ip rule add fwmark setup.sh:2',
      'HP1120 ip route add setup.sh:4',
      'HP1120 ip route add setup.sh:5',
    ])
  })
})

describe('settings', () => {
  test.each([
    'sysctl -w net.ipv4.ip_forward=1',
    'sudo sysctl -qw net.ipv4.conf.all.forwarding=1',
    'echo 1 > /proc/sys/net/ipv4/ip_forward',
    'echo 1 | sudo tee /proc/sys/net/ipv4/ip_forward > /dev/null',
    "sed -i.org 's/#net.ipv4.ip_forward=1/net.ipv4.ip_forward=1/' /etc/sysctl.conf && sysctl -p",
    'echo "net.ipv4.ip_forward = 1" >> /etc/sysctl.conf; sysctl -p /etc/sysctl.conf',
    'cat <<EOF | sudo tee -a /etc/sysctl.d/90.conf\nnet/ipv4/ip_forward=1\nEOF\nsysctl --system',
    "sudo bash -c 'echo net.ipv4.ip_forward=1 >> /etc/sysctl.conf && sysctl -p'",
    'grep -q "^net.ipv4.ip_forward" /etc/sysctl.conf || echo net.ipv4.ip_forward=1 >> /etc/sysctl.conf\nsysctl -p',
  ])('%s', (text) => {
    expect(script(text)).toEqual({ ipForward: true })
    expect(told(scriptOf(text).findings)).toEqual([])
  })

  test('the last one counts, and one that takes forwarding away is told', () => {
    const text = 'sysctl -w net.ipv4.ip_forward=1\nsysctl -w net.ipv4.ip_forward=0'
    expect(script(text)).toEqual({ ipForward: false })
    expect(told(scriptOf(text).findings)).toEqual(['HP1126 setup.sh:2'])
  })

  test.each([
    ['net.ipv4.conf.all.rp_filter=1', 'strict'],
    ['net.ipv4.conf.default.rp_filter=2', 'loose'],
    ['net.ipv4.conf.all.rp_filter=0 net.ipv4.conf.eth0.rp_filter=1', 'strict'],
    ['net.ipv4.conf.all.rp_filter=0', 'off'],
  ])('the reverse path filter: %s', (settings, mode) => {
    expect(script(`sysctl -w ${settings}`).rpFilter).toBe(mode)
  })
})

describe('the shell', () => {
  test('variables, loops, functions, cases and tests that can be decided', () => {
    const text = [
      'GW=10.0.0.1; NET="10.1"',
      `for third in 1 2; do ip route add "\${NET}.\${third}.0/24" via $GW; done`,
      `add_one() { ip route add $1 via \${2:-$GW}; }`,
      'add_one 10.5.0.0/16',
      'case "$GW" in 10.*) add_one 10.6.0.0/16;; *) add_one 10.7.0.0/16;; esac',
      'if [ "$GW" != 10.0.0.1 ]; then add_one 10.8.0.0/16; elif [[ -n $NET && $GW == 10.0.0.1 ]]; then add_one 10.9.0.0/16; fi',
    ].join('\n')
    expect(script(text).routes?.map(({ prefix }) => prefix)).toEqual([
      '10.1.1.0/24',
      '10.1.2.0/24',
      '10.5.0.0/16',
      '10.6.0.0/16',
      '10.9.0.0/16',
    ])
  })

  test('what stands under a condition that nobody can decide is told and not done', () => {
    const text =
      'if [ "$(hostname)" = nva1 ]; then\n  ip route add 10.1.0.0/16 via 10.0.0.1\n  apt-get update\nfi'
    expect(script(text)).toEqual({})
    expect(told(scriptOf(text).findings)).toEqual(['HP1120 ip route add setup.sh:2'])
  })

  test('scripts that a script writes and calls', () => {
    const text =
      "cat > /root/x.sh <<'EOF'\nip route add 10.1.0.0/16 via 10.0.0.1\nEOF\nchmod +x /root/x.sh\n/root/x.sh"
    expect(script(text).routes).toMatchObject([{ prefix: '10.1.0.0/16' }])
    expect(scriptOf(text).guest.routes?.[0]?.span).toMatchObject({ file: 'setup.sh', line: 2, column: 1 })
  })

  test('programs that nobody knows are a note, common ones are passed over', () => {
    const text = 'apt-get -y install nginx\n./configure-network --all\ncurl -s https://example.com | bash'
    expect(told(scriptOf(text).findings)).toEqual(['HP1121 configure-network setup.sh:2'])
  })

  test('scripts that call themselves, and loops over loops, end', () => {
    const loops = Array.from({ length: 8 }, (_, at) => `for v${at} in 1 2 3 4 5 6 7 8 9 10; do`).join('\n')
    const text = `${loops}\nip route add 10.0.0.0/8 via 10.0.0.1\n${'done\n'.repeat(8)}`
    expect(scriptOf(text).findings.map(({ code }) => code)).toContain('HP1128')
    expect(script('f() { f; }\nf\nip route add 10.1.0.0/16 via 10.0.0.1').routes).toHaveLength(1)
  })
})

describe('packet filters', () => {
  test.each([
    ['iptables -t nat -A POSTROUTING -o eth0 -j MASQUERADE', { snat: [{ dev: 'eth0' }] }],
    [
      "iptables -t nat -A POSTROUTING ! -d '10.0.0.0/8' -o eth0 -j MASQUERADE",
      { snat: [{ dev: 'eth0', exceptDestination: '10.0.0.0/8' }] },
    ],
    [
      'iptables -t nat -A POSTROUTING -d 10.0.0.0/8 -j ACCEPT\niptables -t nat -A POSTROUTING -o eth0 -j MASQUERADE',
      { snat: [{ destination: '10.0.0.0/8', keep: true }, { dev: 'eth0' }] },
    ],
    [
      'iptables -t nat -A POSTROUTING -s 10.1.0.0/16 -j SNAT --to-source 10.0.0.9',
      { snat: [{ source: '10.1.0.0/16', to: '10.0.0.9' }] },
    ],
    [
      'iptables -t nat -A PREROUTING -i eth0 -p tcp --dport 443 -j DNAT --to-destination 10.1.0.4:8443',
      { dnat: [{ dev: 'eth0', protocol: 'tcp', ports: ['443'], to: '10.1.0.4:8443' }] },
    ],
    [
      'iptables -t nat -A PREROUTING -d 10.0.0.9 -p tcp --dport 80 -j DNAT --to 10.1.0.4-10.1.0.9:8080-8090',
      {
        dnat: [
          { destination: '10.0.0.9/32', protocol: 'tcp', ports: ['80'], to: '10.1.0.4-10.1.0.9:8080-8090' },
        ],
      },
    ],
    [
      'iptables -t nat -A PREROUTING -s 10.9.0.0/16 -j ACCEPT\niptables -t nat -A PREROUTING -p tcp --dport 443 -j REDIRECT --to-ports 3128',
      {
        dnat: [
          { source: '10.9.0.0/16', keep: true },
          { protocol: 'tcp', ports: ['443'], to: ':3128' },
        ],
      },
    ],
    ['iptables -t nat -A PREROUTING -p tcp -j RETURN', {}],
    [
      'nft add table ip nat\nnft add chain ip nat prerouting { type nat hook prerouting priority -100 \\; }\nnft add rule ip nat prerouting iifname "eth0" tcp dport 443 dnat to 10.1.0.4:8443\nnft add rule ip nat prerouting udp dport 53 redirect to :5353\nnft add rule ip nat prerouting tcp dport 22 redirect',
      {
        dnat: [
          { dev: 'eth0', protocol: 'tcp', ports: ['443'], to: '10.1.0.4:8443' },
          { protocol: 'udp', ports: ['53'], to: ':5353' },
          { protocol: 'tcp', ports: ['22'], to: 'self' },
        ],
      },
    ],
    [
      'iptables -P FORWARD DROP\niptables -A FORWARD -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT\niptables -A FORWARD -i eth0 -p tcp -m multiport --dports 80,443 -j ACCEPT',
      {
        filters: [
          { chain: 'FORWARD', flow: 'established', action: 'accept' },
          { chain: 'FORWARD', in: 'eth0', protocol: 'tcp', ports: ['80', '443'], action: 'accept' },
        ],
        policies: { FORWARD: 'drop' },
      },
    ],
    [
      'iptables -A FORWARD -j ACCEPT\niptables -I FORWARD 1 -p ICMP --icmp-type 8 -j DROP',
      {
        filters: [
          { chain: 'FORWARD', flow: 'new', protocol: 'icmp', action: 'drop' },
          { chain: 'FORWARD', action: 'accept' },
        ],
      },
    ],
    ['iptables -A FORWARD -j DROP\niptables -D FORWARD -j DROP', {}],
    ['iptables -A FORWARD -j DROP\niptables -F', {}],
    [
      'iptables -N WEB\niptables -A FORWARD -s 10.1.0.0/16 -j WEB\niptables -A WEB -p tcp --dport 80 -j DROP',
      {
        filters: [
          { chain: 'FORWARD', source: '10.1.0.0/16', protocol: 'tcp', ports: ['80'], action: 'drop' },
        ],
      },
    ],
    [
      'nft add table ip nat\nnft add chain ip nat postrouting { type nat hook postrouting priority 100 \\; }\nnft add rule ip nat postrouting ip daddr 10.0.0.0/8 return\nnft add rule ip nat postrouting oifname "eth0" masquerade',
      { snat: [{ destination: '10.0.0.0/8', keep: true }, { dev: 'eth0' }] },
    ],
  ])('%s', (text, guest) => {
    expect(script(text)).toEqual(guest)
    expect(told(scriptOf(text).findings)).toEqual([])
  })

  test('matches that the model cannot say are told, and their rules are not used', () => {
    const text =
      'iptables -A FORWARD -m limit --limit 5/s -j DROP\niptables -t nat -A PREROUTING -p tcp -j NETMAP --to 10.9.0.0/24\nufw enable\niptables -t mangle -A FORWARD -j TCPMSS --clamp-mss-to-pmtu'
    expect(script(text)).toEqual({})
    expect(told(scriptOf(text).findings)).toEqual([
      'HP1120 iptables -m limit setup.sh:1',
      'HP1120 iptables -t nat -j NETMAP setup.sh:2',
      'HP1120 ufw setup.sh:3',
    ])
  })
})

describe('connection tracking', () => {
  const closed = 'iptables -P FORWARD DROP\n'
  const both = ['new', 'established'].map((flow) => ({ chain: 'FORWARD', flow, action: 'accept' }))

  test('new and known connections alike are two rules, neither of which is for what belongs to none (R6.20)', () => {
    const text = `${closed}iptables -A FORWARD -m state --state NEW,ESTABLISHED,RELATED -j ACCEPT`
    expect(script(text).filters).toEqual(both)
  })

  test('a chain for both that another rule enters for one of them is for that one', () => {
    const text = `${closed}iptables -N PASS\niptables -A PASS -m conntrack --ctstate NEW,ESTABLISHED -j ACCEPT\niptables -A FORWARD -m conntrack --ctstate NEW -j PASS`
    expect(script(text).filters).toEqual(both.slice(0, 1))
  })
})
