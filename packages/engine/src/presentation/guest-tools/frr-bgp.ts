// What FRR 8 prints as `show ip bgp` and `show bgp summary`.
import type { GuestBgp, GuestBgpNeighbour, GuestBgpPath } from '../../queries/index.ts'

const legend = [
  'Status codes:  s suppressed, d damped, h history, * valid, > best, = multipath,',
  '               i internal, r RIB-failure, S Stale, R Removed',
  "Nexthop codes: @NNN nexthop's vrf id, < announce-nh-self",
  'Origin codes:  i - IGP, e - EGP, ? - incomplete',
  'RPKI validation codes: V valid, I invalid, N Not found',
  '',
  '   Network          Next Hop            Metric LocPrf Weight Path',
]

const networkWidth = 17
const nextHopWidth = 16

/** A cell that fills its column, or stands on a line of its own with the next one below its place. */
const cell = (text: string, width: number, indent: number): string =>
  text.length < width ? text.padEnd(width) : `${text}\n${' '.repeat(indent)}`

const column = (value: number | null, width: number): string =>
  (value === null ? '' : String(value)).padStart(width)

const pathLine = (path: GuestBgpPath, isFirst: boolean): string => {
  const status = [
    path.valid ? '*' : ' ',
    path.best ? '>' : path.multipath ? '=' : ' ',
    path.internal ? 'i' : ' ',
  ].join('')
  const network = isFirst ? cell(path.prefix, networkWidth, 20) : ' '.repeat(networkWidth)
  const numbers = [column(path.metric, 10), column(path.localPreference, 7), column(path.weight, 7)].join('')
  const way = [...path.asPath, path.origin].join(' ')
  return `${status}${network}${cell(path.nextHop, nextHopWidth, 36)}${numbers} ${way}`
}

/** The lines of `show ip bgp`. The version of the table counts what happened, so it is 0 here. */
export const bgpTableLines = ({ asn, routerId, paths }: GuestBgp): readonly string[] => {
  const networks = new Set(paths.map(({ prefix }) => prefix)).size
  if (paths.length === 0) return ['No BGP prefixes displayed, 0 exist']
  return [
    `BGP table version is 0, local router ID is ${routerId}, vrf id 0`,
    `Default local pref 100, local AS ${asn}`,
    ...legend,
    ...paths.map((path, index) => pathLine(path, paths[index - 1]?.prefix !== path.prefix)),
    '',
    `Displayed  ${networks} routes and ${paths.length} total paths`,
  ].flatMap((line) => line.split('\n'))
}

const neighbourLine = ({ address, asn, up, received, sent }: GuestBgpNeighbour): string =>
  [
    address.padEnd(16),
    '4',
    String(asn).padStart(11),
    '0'.padStart(10),
    '0'.padStart(10),
    '0'.padStart(9),
    '0'.padStart(5),
    '0'.padStart(5),
    (up ? '00:00:00' : 'never').padStart(9),
    (up ? String(received) : 'Active').padStart(13),
    String(up ? sent : 0).padStart(9),
    ' N/A',
  ].join('')

/** The lines of `show bgp summary` without those about memory. */
export const bgpSummaryLines = ({ asn, routerId, neighbours }: GuestBgp): readonly string[] =>
  neighbours.length === 0
    ? ['% No BGP neighbors found in VRF default']
    : [
        'IPv4 Unicast Summary (VRF default):',
        `BGP router identifier ${routerId}, local AS number ${asn} vrf-id 0`,
        'BGP table version 0',
        '',
        'Neighbor        V         AS   MsgRcvd   MsgSent   TblVer  InQ OutQ  Up/Down State/PfxRcd   PfxSnt Desc',
        ...neighbours.map(neighbourLine),
        '',
        `Total number of neighbors ${neighbours.length}`,
      ]
