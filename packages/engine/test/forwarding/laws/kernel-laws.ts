// Laws of a machine's kernel: what answers leaves by the interface that its rules and tables name (R6.12, R6.14).

import type { Packet, Way } from '../../../src/forwarding/index.ts'
import type { Vm } from '../../../src/model/index.ts'
import { formatAddress } from '../../../src/net/index.ts'
import type { GuestConfiguration } from '../../../src/resources/guest-configuration.ts'
import { type Case, describePacket, describeWay, type Law } from './case.ts'
import { repliesOf } from './replies.ts'

const integerOf = (text: string): number =>
  text.split('.').reduce((value, octet) => value * 256 + Number(octet), 0)

const lengthOf = (prefix: string): number => Number(prefix.split('/')[1] ?? 32)

/** Whether an IPv4 address is in a prefix, by division; read from texts, so that it shares nothing with what is tested. */
const isIn = (prefix: string | undefined, address: string): boolean => {
  if (prefix === undefined) return true
  const size = 2 ** (32 - lengthOf(prefix))
  const network = integerOf(prefix.split('/')[0] ?? '')
  return Math.floor(integerOf(address) / size) === Math.floor(network / size)
}

interface Interface {
  readonly dev: string
  /** Name of the NIC. */
  readonly nic: string
  /** Its subnet. */
  readonly link: string
}

interface TableRow {
  readonly prefix: string
  readonly dev: string | undefined
  readonly blackhole: boolean
  readonly metric: number
}

const isMain = (table: string | undefined): boolean => table === undefined || table === 'main'

/** The rows of a table: those that are written and, in the main one, the links and what DHCP has told. */
const rowsOf = (
  guest: GuestConfiguration,
  interfaces: readonly Interface[],
  table: string | undefined,
): readonly TableRow[] => {
  const devTowards = (via: string | undefined): string | undefined =>
    via === undefined ? undefined : interfaces.find(({ link }) => isIn(link, via))?.dev
  const written = (guest.routes ?? [])
    .filter((route) => (isMain(table) ? isMain(route.table) : route.table === table))
    .map(({ prefix, dev, via, blackhole = false, metric = 0 }) => ({
      prefix,
      dev: dev ?? devTowards(via),
      blackhole,
      metric,
    }))
  if (!isMain(table)) return written
  const links = interfaces.map(({ link, dev }) => ({ prefix: link, dev, blackhole: false, metric: 0 }))
  const told: TableRow = {
    prefix: '0.0.0.0/0',
    dev: interfaces[0]?.dev,
    blackhole: false,
    metric: Number.POSITIVE_INFINITY,
  }
  return [...links, ...written, told]
}

const longestIn = (rows: readonly TableRow[], destination: string): TableRow | undefined =>
  rows
    .filter(({ prefix }) => isIn(prefix, destination))
    .sort((a, b) => lengthOf(b.prefix) - lengthOf(a.prefix) || a.metric - b.metric)[0]

/** What Linux does: rules in their order, the first table with a row decides; then the main table. */
const chosenBy = (
  guest: GuestConfiguration,
  interfaces: readonly Interface[],
  source: string,
  destination: string,
): TableRow | undefined => {
  const rules = (guest.rules ?? [])
    .map((rule, index) => ({ rule, at: rule.priority ?? 32_765 - index }))
    .sort((a, b) => a.at - b.at)
  for (const { rule } of rules) {
    if (!isIn(rule.source, source) || !isIn(rule.destination, destination)) continue
    const found = longestIn(rowsOf(guest, interfaces, rule.table), destination)
    if (found !== undefined) return found
  }
  return longestIn(rowsOf(guest, interfaces, undefined), destination)
}

/** What a machine sends: an answer, or a packet of its own. */
interface Sent {
  readonly vm: Vm
  readonly packet: Packet
  readonly ways: readonly Way[]
}

/** Of machines with two NICs that nothing else moves: no tunnel, no daemon. */
const isPlain = ({ nics, guest }: Vm): boolean =>
  nics.length === 2 && guest?.bgp === undefined && (guest?.tunnels ?? []).length === 0

const isAbroad = ({ vm, packet }: Sent): boolean =>
  typeof packet.destination === 'number' &&
  !vm.nics.some(({ addresses }) => addresses.includes(packet.destination))

/** Answers that the machine itself does not translate. */
const answersOf = (given: Case): readonly Sent[] =>
  repliesOf(given).flatMap(({ from: { vm }, memory, packet, ways }) =>
    vm === undefined || memory.translations.some(({ by }) => by === vm) ? [] : [{ vm, packet, ways }],
  )

const requestsOf = ({ analysis, ways }: Case): readonly Sent[] =>
  ways.flatMap(([packet, all]) => {
    const vm = analysis.network.nics.find(({ addresses }) => addresses.includes(packet.source))?.vm
    return vm === undefined ? [] : [{ vm, packet, ways: all }]
  })

/** The NIC by which a packet left; nothing where the guest itself dropped it. */
const takenBy = ({ hops: [first] }: Way): string | undefined => {
  const code = first?.decision.code
  if (code === 'guestFilter' || code === 'noFlowState') return undefined
  return code === 'kernelBlackhole' ? 'nowhere' : first?.nic?.name
}

/** Laws of kernels. */
export const kernelLaws: readonly Law[] = [
  {
    name: 'what a machine sends leaves by the interface that the rules and tables of its kernel name',
    judge: (given) => {
      const sent = [...answersOf(given), ...requestsOf(given)].filter(
        (each) => isPlain(each.vm) && isAbroad(each),
      )
      return {
        seen: sent.length,
        violations: sent.flatMap(({ vm, packet, ways }) => {
          const interfaces = vm.nics.map((nic, index) => ({
            dev: `eth${index}`,
            nic: nic.name,
            link:
              nic.addresses
                .map(formatAddress)
                .find((text) => text.includes('.'))
                ?.replace(/\.\d+$/, '.0/24') ?? '',
          }))
          const { source, destination } = packet
          const row = chosenBy(vm.guest ?? {}, interfaces, formatAddress(source), formatAddress(destination))
          const isLost = row === undefined || row.blackhole
          const expected = isLost ? 'nowhere' : interfaces.find(({ dev }) => dev === row.dev)?.nic
          return ways.flatMap((way) => {
            const taken = takenBy(way)
            return taken === undefined || taken === expected
              ? []
              : [`${describePacket(packet)}: by ${taken}, not ${expected}: ${describeWay(way)}`]
          })
        }),
      }
    },
  },
]
