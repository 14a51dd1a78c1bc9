// Records what Linux and FRR really print for scenarios/guest-tables: builds the machine and its BGP neighbours in
// network namespaces, with the files of the scenario, and writes the outputs into its folder recorded/.
// Needs Linux, root, iproute2 and FRR 8 (Debian: apt-get install iproute2 frr); nothing of the host's network is touched.
// Usage: node scripts/record-guest.mjs, then `git diff` tells whether anything differs from what is recorded.
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const scenario = fileURLToPath(new URL('../scenarios/guest-tables/', import.meta.url))
const machine = 'hairpin-guest'
const fabric = 'hairpin-fabric'
const daemons = '/usr/lib/frr'
const folder = mkdtempSync(join(tmpdir(), 'hairpin-guest-'))

/** The NICs of the machine: the addresses that Azure gives, and the neighbours on the other side. */
const nics = [
  { dev: 'eth0', addresses: ['10.0.0.4/24', '10.0.0.5/24'], gateway: '10.0.0.1', metric: 100 },
  { dev: 'eth1', addresses: ['10.0.1.4/24'], gateway: '10.0.1.1', metric: 200 },
]
const peers = [
  { name: 'vm-peer-a', address: '10.0.0.10', over: 'eth0' },
  { name: 'vm-peer-b', address: '10.0.0.12', over: 'eth0' },
  { name: 'vm-peer-c', address: '10.0.0.11', over: 'eth0' },
  { name: 'vm-peer-d', address: '10.0.2.10', over: 'eth0' },
]

/** @type {number[]} */
const started = []

/**
 * @param {string} command
 * @param {string[]} words
 * @returns {string}
 */
const run = (command, ...words) =>
  execFileSync(command, words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })

/** @param {string[]} words */
const inMachine = (...words) => run('ip', 'netns', 'exec', machine, ...words)

/** @param {string} namespace @param {string} line */
const ip = (namespace, line) => run('ip', '-n', namespace, ...line.split(' '))

/** @param {number} seconds */
const wait = (seconds) => spawnSync('sleep', [String(seconds)])

/** @param {string} command */
const vtysh = (command) => inMachine('vtysh', '--vty_socket', join(folder, 'vm-router'), '-c', command)

checkTools()
try {
  buildNetwork()
  startRouting()
  waitForRoutes()
  record()
  console.log(`recorded: ${scenario}recorded`)
} finally {
  for (const pid of started) spawnSync('kill', [String(pid)])
  wait(1)
  for (const namespace of [machine, fabric]) spawnSync('ip', ['netns', 'del', namespace])
  rmSync(folder, { recursive: true, force: true })
}

function checkTools() {
  const missing = [
    ...(process.platform === 'linux' && process.getuid?.() === 0 ? [] : ['Linux and root']),
    ...(spawnSync('ip', ['-V']).status === 0 ? [] : ['iproute2']),
    ...(existsSync(`${daemons}/bgpd`) && existsSync(`${daemons}/zebra`) ? [] : ['FRR 8']),
  ]
  if (missing.length === 0) return
  console.error(`NOT RECORDED: this needs ${missing.join(', ')} (Debian: apt-get install iproute2 frr).`)
  process.exit(2)
}

/** The interfaces as Azure's images have them after DHCP, and what the script of the machine adds. */
function buildNetwork() {
  for (const namespace of [machine, fabric]) {
    run('ip', 'netns', 'add', namespace)
    ip(namespace, 'link set lo up')
  }
  for (const { dev, addresses, gateway, metric } of nics) {
    run(...words(`ip link add ${dev} netns ${machine} type veth peer name ${dev} netns ${fabric}`))
    ip(machine, `link set ${dev} up`)
    ip(fabric, `link set ${dev} up`)
    ip(fabric, `addr add ${gateway}/24 dev ${dev}`)
    for (const [index, address] of addresses.entries()) {
      const last = address.replace(/\d+\/24$/, '255')
      ip(machine, `addr add ${address} brd ${last} dev ${dev}${index === 0 ? ` metric ${metric}` : ''}`)
    }
  }
  for (const { address, over } of peers) ip(fabric, `addr add ${address}/32 dev ${over}`)
  for (const { dev, addresses, gateway, metric } of nics) {
    const source = (addresses[0] ?? '').replace('/24', '')
    const common = `dev ${dev} proto dhcp src ${source} metric ${metric}`
    ip(machine, `route add ${gateway} scope link ${common}`)
    if (dev !== 'eth0') continue
    for (const prefix of ['default', '168.63.129.16', '169.254.169.254'])
      ip(machine, `route add ${prefix} via ${gateway} ${common}`)
  }
  inMachine('sh', `${scenario}guests/vm-router/set-up`)
}

function startRouting() {
  run('chown', 'frr:frr', folder)
  for (const { name, address } of peers) {
    const own = ['-n', '-Z', '-l', address]
    start(['ip', 'netns', 'exec', fabric, `${daemons}/bgpd`, ...own], name)
  }
  for (const daemon of ['zebra', 'staticd', 'bgpd']) {
    start(
      ['ip', 'netns', 'exec', machine, `${daemons}/${daemon}`, '-z', `${folder}/zserv.api`],
      'vm-router',
      daemon,
    )
    wait(1)
  }
}

/** @param {string[]} command @param {string} name @param {string} daemon */
function start(command, name, daemon = 'bgpd') {
  const own = join(folder, name)
  mkdirSync(own, { recursive: true })
  writeFileSync(join(own, 'frr.conf'), readFileSync(`${scenario}guests/${name}/frr.conf`))
  run('chown', '-R', 'frr:frr', own)
  const pid = join(own, `${daemon}.pid`)
  const [program = '', ...options] = command
  run(program, ...options, '-d', '--vty_socket', own, '-i', pid, '-f', join(own, 'frr.conf'))
  started.push(Number(readFileSync(pid, 'utf8')))
}

/** @param {string} line @returns {[string, ...string[]]} */
function words(line) {
  const [first = '', ...rest] = line.split(' ')
  return [first, ...rest]
}

function waitForRoutes() {
  for (let second = 0; second < 60; second++) {
    const up = vtysh('show bgp summary')
      .split('\n')
      .filter((line) => /:\d\d +\d+ +\d+ N\/A$/.test(line))
    if (up.length === peers.length) break
    wait(1)
  }
  wait(15)
}

function record() {
  const outputs = {
    'ip-addr.txt': ip(machine, '-d addr'),
    'ip-route.txt': ip(machine, 'route'),
    'ip-route-table-100.txt': ip(machine, 'route show table 100'),
    'ip-rule.txt': ip(machine, 'rule'),
    'show-ip-route.txt': vtysh('show ip route'),
    'show-ip-bgp.txt': vtysh('show ip bgp'),
    'show-bgp-summary.txt': vtysh('show bgp summary'),
  }
  mkdirSync(`${scenario}recorded`, { recursive: true })
  for (const [file, text] of Object.entries(outputs))
    writeFileSync(`${scenario}recorded/${file}`, withoutChance(text))
}

/**
 * What differs from run to run goes: MAC addresses, times, counters, numbers of nexthop objects.
 * @param {string} text
 */
function withoutChance(text) {
  return text
    .replaceAll(/link\/ether [0-9a-f:]+/g, 'link/ether xx:xx:xx:xx:xx:xx')
    .replaceAll(/fe80::[0-9a-f:]+/g, 'fe80::xxxx:xxff:fexx:xxxx')
    .replaceAll(/ tentative/g, '')
    .replaceAll(/\b\d\d:\d\d:\d\d\b/g, '00:00:00')
    .replaceAll(/ nhid \d+/g, '')
    .replaceAll(/table version (?:is )?\d+/g, (found) => found.replace(/\d+$/, '0'))
    .replaceAll(/^(RIB entries|Peers) .*\n/gm, '')
    .replaceAll(/^(\d+\.\d+\.\d+\.\d+ +4 +\d+) +\d+ +\d+/gm, '$1         0         0')
    .replaceAll(/ +$/gm, '')
    .replace(/\s*$/, '\n')
}
