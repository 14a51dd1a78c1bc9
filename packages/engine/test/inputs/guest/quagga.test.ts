// Quagga, FRR's ancestor: a configuration for each daemon, and none of the checks that FRR has today.
import { expect, test } from 'vitest'
import { plain, scriptOf, told } from './guest-texts.ts'

const setup = (after: string, daemons = '') =>
  [
    '#!/bin/bash',
    'server=10.0.1.68',
    'apt -y install quagga',
    'touch /etc/quagga/bgpd.conf',
    daemons,
    'cat <<EOF > /etc/quagga/zebra.conf',
    'interface eth0',
    '!',
    'ip forwarding',
    'EOF',
    'cat <<EOF > /etc/quagga/bgpd.conf',
    'router bgp 65010',
    ' bgp router-id 10.0.1.40',
    ' network 0.0.0.0/0',
    ' neighbor $server remote-as 65515',
    ' neighbor $server soft-reconfiguration inbound',
    '!',
    'line vty',
    'EOF',
    after,
  ].join('\n')

const expected = {
  ipForward: true,
  bgp: {
    asn: 65010,
    daemon: 'frr',
    networks: ['0.0.0.0/0'],
    maximumPaths: 1,
    equalPathsOnly: true,
    overridesWholePathOnly: true,
    // No policy is asked for, and the network needs no route.
    neighbors: [{ address: '10.0.1.68', asn: 65515, multihop: false }],
  },
}

test.each([
  ['started by its units', 'systemctl enable zebra bgpd\nsystemctl start zebra\nsystemctl start bgpd'],
  ['started as one service', 'systemctl restart quagga'],
])('a script that writes its files, %s', (_, start) => {
  const reading = scriptOf(setup(start))
  expect(plain(reading)).toEqual(expected)
  expect(told(reading.findings)).toEqual([])
})

test('a daemon that its file keeps off does not run', () => {
  const off = scriptOf(setup('service quagga restart', "echo 'bgpd=no' > /etc/quagga/daemons"))
  expect(off.guest.bgp?.running).toBe(false)
  const on = scriptOf(setup('service quagga restart', "echo 'bgpd=yes' > /etc/quagga/daemons"))
  expect(on.guest.bgp?.running).toBeUndefined()
})
