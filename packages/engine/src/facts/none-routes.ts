// The prefixes that Azure drops with next hop None, by the year in which they were seen (R1.4).
// Source: effective route tables of public labs, dated by their commits; in the order in which Azure printed them.
import { type Prefix, prefix } from '../net/index.ts'

/** The lists by the year in which they first appeared; a region may be ahead of its year or behind it. */
export type NoneListName = 'y2017' | 'y2019' | 'y2020' | 'y2021-late' | 'y2023' | 'y2024' | 'y2026-late'

/** One dated list. Between two observations the older one holds. */
interface NoneList {
  readonly name: NoneListName
  /** The first year that has it; undefined for one that no whole year has: it must be chosen by name. */
  readonly from: number | undefined
  readonly prefixes: readonly string[]
}

const lists: readonly NoneList[] = [
  { name: 'y2017', from: 0, prefixes: ['10.0.0.0/8', '100.64.0.0/10', '172.16.0.0/12', '192.168.0.0/16'] },
  { name: 'y2019', from: 2019, prefixes: ['10.0.0.0/8', '100.64.0.0/10', '192.168.0.0/16'] },
  {
    name: 'y2020',
    from: 2020, // seen from December 2020 to July 2021
    prefixes: ['10.0.0.0/8', '100.64.0.0/10', '192.168.0.0/16', '25.33.80.0/20', '25.41.3.0/25'],
  },
  {
    name: 'y2021-late',
    from: 2022, // seen in November 2021
    prefixes: [
      '10.0.0.0/8',
      '100.64.0.0/10',
      '25.48.0.0/12',
      '25.4.0.0/14',
      '198.18.0.0/15',
      '157.59.0.0/16',
      '192.168.0.0/16',
      '25.33.0.0/16',
      '40.109.0.0/16',
      '104.147.0.0/16',
      '104.146.0.0/17',
      '40.108.0.0/17',
      '23.103.0.0/18',
      '25.41.0.0/20',
      '20.35.252.0/22',
    ],
  },
  {
    name: 'y2023',
    from: 2023, // September and October
    prefixes: [
      '10.0.0.0/8',
      '127.0.0.0/8',
      '100.64.0.0/10',
      '172.16.0.0/12',
      '25.48.0.0/12',
      '25.4.0.0/14',
      '198.18.0.0/15',
      '157.59.0.0/16',
      '192.168.0.0/16',
      '25.33.0.0/16',
      '40.109.0.0/16',
      '104.147.0.0/16',
      '104.146.0.0/17',
      '40.108.0.0/17',
      '23.103.0.0/18',
      '25.41.0.0/20',
      '20.35.252.0/22',
    ],
  },
  {
    name: 'y2024',
    from: 2024, // March 2024 to August 2026
    prefixes: [
      '10.0.0.0/8',
      '127.0.0.0/8',
      '100.64.0.0/10',
      '172.16.0.0/12',
      '25.176.0.0/13',
      '25.152.0.0/14',
      '25.184.0.0/14',
      '25.4.0.0/14',
      '25.148.0.0/15',
      '198.18.0.0/15',
      '25.150.0.0/16',
      '25.156.0.0/16',
      '25.159.0.0/16',
      '40.109.0.0/16',
      '192.168.0.0/16',
      '104.147.0.0/16',
      '157.59.0.0/16',
      '40.108.0.0/17',
      '104.146.0.0/17',
      '23.103.0.0/18',
      '20.35.252.0/22',
    ],
  },
  {
    name: 'y2026-late',
    // October 2026, Sweden Central, where the list of 2024 was still seen in August: 100.64.0.0/10 in pieces around
    // 100.89.77.104/29. No source says why, nor where else; so no year has it.
    from: undefined,
    prefixes: [
      '10.0.0.0/8',
      '127.0.0.0/8',
      '100.96.0.0/11',
      '172.16.0.0/12',
      '100.64.0.0/12',
      '100.80.0.0/13',
      '25.176.0.0/13',
      '100.92.0.0/14',
      '25.4.0.0/14',
      '25.152.0.0/14',
      '25.184.0.0/14',
      '100.90.0.0/15',
      '25.148.0.0/15',
      '198.18.0.0/15',
      '192.168.0.0/16',
      '25.150.0.0/16',
      '25.156.0.0/16',
      '25.159.0.0/16',
      '40.109.0.0/16',
      '100.88.0.0/16',
      '104.147.0.0/16',
      '157.59.0.0/16',
      '40.108.0.0/17',
      '104.146.0.0/17',
      '100.89.128.0/17',
      '23.103.0.0/18',
      '100.89.0.0/18',
      '100.89.96.0/19',
      '100.89.80.0/20',
      '100.89.64.0/21',
      '20.35.252.0/22',
      '100.89.72.0/22',
      '100.89.78.0/23',
      '100.89.76.0/24',
      '100.89.77.128/25',
      '100.89.77.0/26',
      '100.89.77.64/27',
      '100.89.77.112/28',
      '100.89.77.96/29',
    ],
  },
]

/** R1.3: what no year routes on the Internet, whichever rows it has: RFC 1918, RFC 6598 and RFC 4193. */
export const privateSpace: readonly Prefix[] = [
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '100.64.0.0/10',
  'fc00::/7',
].map(prefix)

const parsed = ({ prefixes }: NoneList): readonly Prefix[] =>
  prefixes.map(prefix).sort((a, b) => a.length - b.length)

/** The None list of a year, by prefix length as Azure prints it. */
export const noneRoutesOf = (year: number): readonly Prefix[] => {
  const list = lists.findLast(({ from }) => from !== undefined && from <= year) ?? lists[0]
  return list === undefined ? [] : parsed(list)
}

/** The None list of that name. */
export const noneRoutesNamed = (name: NoneListName): readonly Prefix[] =>
  lists.filter((list) => list.name === name).flatMap(parsed)
