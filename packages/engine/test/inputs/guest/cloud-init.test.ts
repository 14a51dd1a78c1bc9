// cloud-init: what is written, what is run, in which order, and what a restart undoes.
import { describe, expect, test } from 'vitest'
import { newMachineOf, plain, told } from './guest-texts.ts'

const read = (body: string) => newMachineOf(`#cloud-config\n${body}`)

test('FRR from a file that is copied, with daemons that sed switches on', () => {
  const reading = read(`packages_update: true
write_files:
  - path: /tmp/frr.conf
    permissions: '0644'
    content: |
      frr version 8.3.1
      frr defaults traditional
      !
      ip route 10.0.210.0/24 10.0.0.1
      !
      router bgp 65001
       neighbor 10.0.210.4 remote-as 65515
runcmd:
  - sed -i.org 's/#net.ipv4.ip_forward=1/net.ipv4.ip_forward=1/' /etc/sysctl.conf
  - [sysctl, -p]
  - FRRVER="frr-stable"
  - echo deb https://deb.frrouting.org/frr $(lsb_release -s -c) $FRRVER | tee -a /etc/apt/sources.list.d/frr.list
  - apt update && apt -y install frr frr-pythontools
  - sed -i.org 's/bgpd=no/bgpd=yes/' /etc/frr/daemons
  - cp /tmp/frr.conf /etc/frr/frr.conf
  - systemctl restart frr
`)
  expect(plain(reading)).toMatchObject({
    ipForward: true,
    bgp: { asn: 65001, neighbors: [{ address: '10.0.210.4', asn: 65515 }] },
    routes: [{ prefix: '10.0.210.0/24', via: '10.0.0.1' }],
  })
  expect(reading.guest.bgp?.running).toBeUndefined()
  expect(reading.guest.bgp?.span).toMatchObject({ file: 'cloud-init.yml', line: 12 })
  expect(reading.findings.filter(({ code }) => code.startsWith('HP112'))).toEqual([])
})

test('hooks that the dispatcher of networkd runs after the restart', () => {
  const reading = read(`write_files:
  - path: /etc/networkd-dispatcher/routable.d/50-ifup-hooks
    content: |
      #!/bin/sh
      for d in up post-up; do
          hookdir=/etc/network/if-\${d}.d
          [ -e $hookdir ] && /bin/run-parts $hookdir
      done
      exit 0
  - path: /etc/network/if-post-up.d/vxlan
    content: |
      #!/bin/sh
      if [ "$IFACE" = "eth0" ]; then
        ip link add vxlan0 type vxlan id 77 remote 10.10.0.4 dstport 4789 dev eth0
        ip link set up vxlan0
      fi
runcmd:
  - chmod +x /etc/network/if-post-up.d/vxlan
  - reboot
`)
  expect(plain(reading).tunnels).toMatchObject([{ dev: 'vxlan0', remote: '10.10.0.4' }])
  expect(told(reading.findings)).toEqual([])
})

describe('a first start', () => {
  test('what commands set and no file keeps is lost when it ends with a restart', () => {
    const reading = read(`write_files:
  - path: /etc/sysctl.d/90.conf
    content: net.ipv4.ip_forward=1
runcmd:
  - ip route add 10.1.0.0/16 via 10.0.0.1
  - iptables -t nat -A POSTROUTING -o eth0 -j MASQUERADE
  - netfilter-persistent save
power_state: { mode: reboot }
`)
    expect(plain(reading)).toEqual({ ipForward: true, snat: [{ dev: 'eth0' }] })
    expect(told(reading.findings)).toEqual(['HP1125 10.1.0.0/16 cloud-init.yml:6'])
  })

  test('a file that nothing loads counts, with a warning', () => {
    const reading = read(`write_files:
  - { path: /etc/sysctl.d/90.conf, content: 'net.ipv4.ip_forward=1' }
`)
    expect(plain(reading)).toEqual({ ipForward: true })
    expect(told(reading.findings)).toEqual(['HP1124 cloud-init.yml:3'])
  })

  test('BGP without its daemon does not run', () => {
    const reading = read(`packages: [frr]
write_files:
  - path: /etc/frr/frr.conf
    content: |
      frr defaults traditional
      router bgp 65001
       neighbor 10.0.0.9 remote-as 65002
`)
    expect(reading.guest.bgp?.running).toBe(false)
    expect(told(reading.findings)).toContain('HP1127 cloud-init.yml:7')
  })
})

describe('write_files', () => {
  test('Base64, and what is added to a file', () => {
    const encoded = Buffer.from('ip route add 10.1.0.0/16 via 10.0.0.1\n').toString('base64')
    const reading = read(`write_files:
  - { path: /root/a.sh, encoding: b64, content: ${encoded} }
  - { path: /root/a.sh, append: true, content: "ip route add 10.2.0.0/16 via 10.0.0.1" }
runcmd: [bash /root/a.sh]
`)
    expect(reading.guest.routes?.map(({ prefix }) => prefix)).toEqual(['10.1.0.0/16', '10.2.0.0/16'])
    expect(reading.guest.routes?.[0]?.span?.line).toBe(3)
  })

  test('compressed content is told where it matters', () => {
    const reading = read(
      'write_files:\n  - { path: /etc/frr/frr.conf, encoding: gz+b64, content: H4sIAAAA }\n',
    )
    expect(told(reading.findings)).toEqual(['HP1120 /etc/frr/frr.conf cloud-init.yml:3'])
  })
})

describe('formats of user data', () => {
  test('a script', () => {
    expect(plain(newMachineOf('#!/bin/bash\nsysctl -w net.ipv4.ip_forward=1\n'))).toEqual({ ipForward: true })
  })

  test('a MIME message of both', () => {
    const text = `Content-Type: multipart/mixed; boundary="=="
MIME-Version: 1.0

--==
Content-Type: text/cloud-config

#cloud-config
runcmd: ['ip route add 10.1.0.0/16 via 10.0.0.1']
--==
Content-Type: text/x-shellscript

#!/bin/sh
sysctl -w net.ipv4.ip_forward=1
--==--
`
    expect(plain(newMachineOf(text))).toMatchObject({ ipForward: true, routes: [{ prefix: '10.1.0.0/16' }] })
  })

  test.each([
    ['## template: jinja\n#cloud-config\nruncmd: []\n', 'jinja'],
    ['#include\nhttps://example.com/x\n', 'include'],
    ['#part-handler\n', 'partHandler'],
    ['hello\n', 'unknown'],
    ['#cloud-config\n- a list\n', 'unknown'],
  ])('%s', (text, format) => {
    const { findings } = newMachineOf(text)
    expect(findings).toMatchObject([{ code: 'HP1122', parameters: { format } }])
  })

  test('what Azure decides itself is a note', () => {
    expect(told(read('network: { version: 2 }\n').findings)).toEqual(['HP1121 network cloud-init.yml:2'])
  })
})
