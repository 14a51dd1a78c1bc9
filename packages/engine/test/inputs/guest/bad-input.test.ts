// Texts of guests that are damaged: every reader ends, throws nothing, and places what it tells inside the text.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { machineOf, newMachineOf } from './guest-texts.ts'

const samples: readonly (readonly [string, string])[] = [
  [
    'setup.sh',
    `#!/bin/bash\nset -e\nX="10.0.0.1"\nfor n in 1 2; do\n  ip route add "10.$n.0.0/16" via $X || true\ndone\nif [ "$IFACE" = "eth0" ]; then\n  ip link add v0 type vxlan id 7 remote 10.1.0.4 dev eth0\nfi\ncat <<EOF > /etc/sysctl.d/a.conf\nnet.ipv4.ip_forward=1\nEOF\nsysctl --system\ncase $X in 10.*) iptables -t nat -A POSTROUTING -o eth0 -j MASQUERADE;; esac\nf() { echo $(cat /root/x | grep a); }\nf && sed -i 's/a\\(b\\)*/c\\1/g;/x/d' /etc/frr/daemons\n`,
  ],
  [
    'cloud-init.yml',
    `#cloud-config\nwrite_files:\n  - path: /etc/frr/frr.conf\n    content: |\n      router bgp 65001\n       neighbor 10.0.0.4 remote-as 65515\n  - { path: /etc/netplan/a.yaml, encoding: b64, content: bmV0d29yazoge30K }\nruncmd:\n  - [sh, -c, "sysctl -w net.ipv4.ip_forward=1"]\n  - netplan apply && reboot\n`,
  ],
  [
    'rules.v4',
    `*nat\n:POSTROUTING ACCEPT [0:0]\n-A POSTROUTING ! -d 10.0.0.0/8 -o eth0 -j SNAT --to-source 10.0.0.4\nCOMMIT\n*filter\n:FORWARD DROP [0:0]\n:WEB - [0:0]\n-A FORWARD -s 10.1.0.0/16,10.2.0.0/16 -j WEB\n-A WEB -p tcp -m multiport --dports 80,443 -j ACCEPT\nCOMMIT\n`,
  ],
  [
    'nftables.conf',
    `#!/usr/sbin/nft -f\ndefine x = { 10.1.0.0/16, 10.2.0.0/16 }\ntable inet filter {\n  chain forward {\n    type filter hook forward priority filter + 10; policy drop;\n    ip saddr $x tcp dport { 22, 80-90 } accept\n    jump more\n  }\n  chain more { return }\n}\nadd rule ip nat post oifname "eth0" masquerade\n`,
  ],
  [
    'interfaces',
    `auto eth0\niface eth0 inet static\n  address 10.0.0.4\n  netmask 255.255.255.0\n  gateway 10.0.0.1\n  post-up ip route add 10.0.0.0/8 via 10.0.0.1\niface v0 inet manual\n  vxlan-id 7\n  vxlan-remoteip 10.1.0.4\n`,
  ],
  [
    'netplan.yaml',
    `network:\n  tunnels:\n    v0: { mode: vxlan, id: 7, remote: 10.1.0.4, addresses: [169.254.0.1/24] }\n  ethernets:\n    eth0:\n      routes:\n        - { to: 10.0.0.0/8, via: 10.0.0.1, table: 5 }\n      routing-policy: [{ from: 10.0.0.4, table: 5 }]\n`,
  ],
  [
    'wg0.conf',
    `[Interface]\nAddress = 10.9.0.1/24\nPostUp = sysctl -w net.ipv4.ip_forward=1\n[Peer]\nEndpoint = 10.1.0.4:51820\nAllowedIPs = 10.1.0.0/16, ::/0\n`,
  ],
  ['v0.netdev', `[NetDev]\nName=v0\nKind=vxlan\n[VXLAN]\nVNI=7\nRemote=10.1.0.4\n`],
  ['ipsec.conf', `conn a\n  right=203.0.113.5\n  rightsubnet=192.168.0.0/16\n`],
]

/** Where they lie on a machine, so that no damage makes another kind of them. */
const paths: Readonly<Record<string, string>> = {
  'setup.sh': 'etc/network/if-up.d/setup.sh',
  'rules.v4': 'etc/iptables/rules.v4',
  'nftables.conf': 'etc/nftables.conf',
  interfaces: 'etc/network/interfaces',
  'netplan.yaml': 'etc/netplan/netplan.yaml',
  'wg0.conf': 'etc/wireguard/wg0.conf',
  'v0.netdev': 'etc/systemd/network/v0.netdev',
  'ipsec.conf': 'etc/ipsec.conf',
}

const damages: fc.Arbitrary<(text: string) => string> = fc
  .record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.nat(12),
    put: fc.oneof(
      fc.constantFrom(
        '"',
        "'",
        '`',
        '$(',
        '${',
        '\\',
        '\n',
        '<<EOF\n',
        '{',
        '}',
        '((',
        '|',
        ';;',
        '!',
        '\0',
        '__proto__',
        ' constructor ',
        '- &a *a',
        '999999999999',
        '((((((((((',
        '|| && |',
      ),
      fc.string({ maxLength: 6 }),
    ),
  })
  .map(({ at, length, put }) => (text) => {
    const from = Math.floor(at * text.length)
    return text.slice(0, from) + put + text.slice(from + length)
  })

/** A finding belongs to the text, at a line that it has. */
const check = (name: string, text: string): void => {
  const lines = text.split(/\r\n|\n|\r/).length
  const { findings, guest } = machineOf({ [paths[name] ?? name]: text })
  for (const { span } of findings) {
    if (span === undefined) continue
    expect(span.file).toContain(name)
    expect(span.line).toBeGreaterThanOrEqual(1)
    expect(span.line).toBeLessThanOrEqual(lines + 1)
  }
  expect(JSON.stringify(guest)).not.toContain('\\u0000')
}

describe('damaged texts', () => {
  test.each(samples)('%s', (name, text) => {
    fc.assert(
      fc.property(fc.array(damages, { minLength: 1, maxLength: 4 }), (changes) => {
        const damaged = changes.reduce((changed, change) => change(changed), text)
        if (name.startsWith('cloud')) {
          const reading = newMachineOf(damaged, name)
          for (const { span } of reading.findings) expect(span?.file ?? name).toBe(name)
          return
        }
        check(name, damaged)
      }),
      { numRuns: 150 },
    )
  })

  test.each([
    'iptables -A FORWARD constructor toString -j DROP',
    'iptables constructor -A FORWARD -p __proto__ --dport valueOf -j hasOwnProperty',
    'nft add rule ip nat constructor toString __proto__ tcp dport valueOf',
    'nft add chain ip nat a { type nat hook postrouting priority constructor \\; }',
    'ip constructor toString\nip tunnel add t0 mode constructor remote 10.0.0.4\nip link add a type __proto__',
    'X=__proto__; export constructor=1; echo $constructor $X; constructor; __proto__ a',
  ])('names that every object of JavaScript has are words like any other: %s', (text) => {
    expect(() => machineOf({ 'setup.sh': text })).not.toThrow()
    const netplan = 'network: { tunnels: { a: { mode: constructor, remote: 10.0.0.4 } } }'
    expect(() => machineOf({ 'etc/netplan/a.yaml': netplan })).not.toThrow()
  })

  test.each([
    ['brackets', '('.repeat(20_000)],
    ['substitutions', '$('.repeat(5_000)],
    ['quotes', '"$('.repeat(5_000)],
    ['functions', 'f() {'.repeat(5_000)],
    ['conditions', 'if true; then '.repeat(5_000)],
    ['a long line', `echo ${'a'.repeat(300_000)} | sed 's/.*a.*a.*a/b/'`],
    [
      'growing values',
      `X=aaaaaaaaaa\n${'X="$X$X$X$X$X$X$X$X$X$X"\n'.repeat(30)}ip route add 10.0.0.0/8 via $X`,
    ],
    [
      'copies of copies',
      `${Array.from({ length: 40 }, () => 'cat /root/a /root/a > /root/b; cp /root/b /root/a').join('\n')}`,
    ],
    [
      'functions of functions',
      `${Array.from({ length: 30 }, (_, at) => `f${at}() { f${at + 1}; f${at + 1}; }`).join('\n')}\nf0`,
    ],
  ])('%s end in time', (_, text) => {
    const start = performance.now()
    machineOf({ 'setup.sh': `#!/bin/sh\n${text}\n` })
    expect(performance.now() - start).toBeLessThan(5_000)
  })
})
