// Tables as lines of text, so that a test reads like what Azure prints.
import {
  type ControlPlane,
  controlPlane,
  type EffectiveRoute,
  type EffectiveTable,
  printedRows,
  type Speaker,
} from '../../src/control-plane/index.ts'
import { eraOf } from '../../src/facts/index.ts'
import type { Subnet } from '../../src/model/index.ts'
import { formatAddress, formatPrefix, parseAddress } from '../../src/net/index.ts'
import type { ServiceTagList, World } from '../../src/resources/index.ts'
import { type ArmResource, networkOf } from '../model/network-of.ts'

/** A control plane that answers by name. */
export interface Printed {
  readonly plane: ControlPlane
  readonly table: (subnet: string) => EffectiveTable
  /** All rows: `source state prefix type next-hops`, `-` where there is no next hop. */
  readonly rows: (subnet: string) => readonly string[]
  /** The rows without the None rows that Azure puts there by itself. */
  readonly ownRows: (subnet: string) => readonly string[]
  /** The prefixes with next hop None that Azure puts there by itself. */
  readonly noneRows: (subnet: string) => readonly string[]
  /** The row that a packet to this address takes: `source prefix type next-hops`. */
  readonly lookup: (subnet: string, address: string) => string
  /** What a speaker holds: `prefix: AS path`, every accepted path, the best first. */
  readonly held: (speaker: string) => readonly string[]
  /** What a speaker sends to its peers: `prefix: AS path`, each line once. */
  readonly sent: (speaker: string, to?: string) => readonly string[]
}

const hops = (row: EffectiveRoute): string =>
  row.nextHopIps.length === 0 ? '-' : row.nextHopIps.map(formatAddress).join(',')

const line = (row: EffectiveRoute): string =>
  `${row.source} ${row.state} ${formatPrefix(row.prefix)} ${row.nextHopType} ${hops(row)}`

const isSystemNone = (row: EffectiveRoute): boolean => row.source === 'Default' && row.nextHopType === 'None'

/** `gw-hub#0`, `circuit/primary`, `router:name`: the key without the path of the resource id. */
const shortKey = (speaker: Speaker): string =>
  speaker.key.replace(/\/subscriptions\/.*\/providers\/[^/]+\/[^/]+\//, '')

/** The rows as they are printed: of a long one only how many prefixes it has. */
export const tableLines = ({ rows }: EffectiveTable): readonly string[] =>
  printedRows(rows).map(([first, ...others]) =>
    others.length < 20
      ? [first, ...others].map(line).join(' | ')
      : `${first.source} ${first.state} ${others.length + 1} prefixes ${first.nextHopType}`,
  )

/** Computes the control plane of a network, by default that of 2024. */
export const printed = (
  resources: readonly ArmResource[],
  world: Partial<World> = {},
  year = 2024,
  serviceTags?: ServiceTagList,
): Printed => {
  const network = networkOf(resources, world, serviceTags)
  const plane = controlPlane(network, eraOf(year, world.settings))
  const subnetAt = (path: string): Subnet => {
    const found = network.subnets.find((subnet) => `${subnet.vnet.name}/${subnet.name}` === path)
    if (found === undefined) throw new Error(`There is no subnet ${path}`)
    return found
  }
  const table = (path: string): EffectiveTable => plane.effectiveTable(subnetAt(path))
  const rowsOf = (path: string): readonly EffectiveRoute[] => table(path).rows
  const speakerOf = (key: string): Speaker => {
    const found = plane.speakers.find((speaker) => shortKey(speaker) === key)
    if (found === undefined)
      throw new Error(`There is no speaker ${key} among ${plane.speakers.map(shortKey).join(', ')}`)
    return found
  }
  return {
    plane,
    table,
    rows: (path) => rowsOf(path).map(line),
    ownRows: (path) =>
      rowsOf(path)
        .filter((row) => !isSystemNone(row))
        .map(line),
    noneRows: (path) =>
      rowsOf(path)
        .filter(isSystemNone)
        .map(({ prefix }) => formatPrefix(prefix)),
    lookup: (path, text) => {
      const address = parseAddress(text)
      const row = address === undefined ? undefined : table(path).lookup(address)
      return row === undefined ? 'nothing' : line(row).replace(` ${row.state}`, '')
    },
    held: (key) =>
      (plane.bgp.ribs.get(speakerOf(key)) ?? []).flatMap(({ prefix, routes }) =>
        routes.map(({ asPath }) => `${formatPrefix(prefix)}: ${asPath.join(' ')}`.trimEnd()),
      ),
    sent: (key, to) => {
      const lines = (plane.bgp.ribs.get(speakerOf(key)) ?? []).flatMap(({ announced }) =>
        [...announced]
          .filter(([end]) => to === undefined || shortKey(end.peer.speaker) === to)
          .map(([, { prefix, asPath }]) => `${formatPrefix(prefix)}: ${asPath.join(' ')}`.trimEnd()),
      )
      return [...new Set(lines)]
    },
  }
}
