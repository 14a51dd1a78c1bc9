// The prefixes that Azure drops with next hop None, by the year in which they were seen (R1.4).
// Source: effective route tables of public labs, dated by their commits; in the order in which Azure printed them.
import { type Prefix, prefix } from '../net/index.ts'

/** One dated list. Between two observations the older one holds. */
interface NoneList {
  readonly from: number
  readonly prefixes: readonly string[]
}

const lists: readonly NoneList[] = [
  { from: 0, prefixes: ['10.0.0.0/8', '100.64.0.0/10', '172.16.0.0/12', '192.168.0.0/16'] },
  { from: 2019, prefixes: ['10.0.0.0/8', '100.64.0.0/10', '192.168.0.0/16'] },
  {
    from: 2020,
    prefixes: ['10.0.0.0/8', '100.64.0.0/10', '192.168.0.0/16', '25.33.80.0/20', '25.41.3.0/25'],
  },
  {
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
    from: 2023,
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
]

/** The None list of a year, by prefix length as Azure prints it. */
export const noneRoutesOf = (year: number): readonly Prefix[] => {
  const list = lists.findLast((candidate) => candidate.from <= year) ?? lists[0]
  return (list?.prefixes ?? []).map(prefix).sort((a, b) => a.length - b.length)
}
