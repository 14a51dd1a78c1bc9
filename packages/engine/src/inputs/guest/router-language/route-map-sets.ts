// The `set` statements of a route map.
import type { PolicyChanges } from '../../../resources/index.ts'
import type { ConfigLine } from './config-lines.ts'
import type { RouterReport } from './router-report.ts'
import { asNumber, community, isAddress, wholeNumber } from './written-values.ts'

const largest = 4_294_967_295

/** The communities of a statement; undefined where one of them is none. */
const communitiesOf = (words: readonly string[]): readonly string[] | undefined => {
  const read = words.map(community)
  const known = read.filter((value) => value !== undefined)
  return known.length < read.length ? undefined : known
}

const setAsPath = (before: PolicyChanges, line: ConfigLine, report: RouterReport): PolicyChanges => {
  const [, , kind, ...values] = line.words
  // Numbers in front and repeats of the first take the place of each other.
  const { prepend: _numbers, prependFirst: _repeats, ...others } = before
  if (kind === 'prepend' && values[0]?.startsWith('last-as') === true) {
    const times = wholeNumber(values[1], 1, 10)
    if (times !== undefined) return { ...others, prependFirst: times }
    report.malformed(line, 'number')
    return before
  }
  const numbers = values.map(asNumber)
  const known = numbers.filter((asn) => asn !== undefined)
  const isList = known.length > 0 && known.length === numbers.length
  if (kind === 'prepend' && isList) return { ...others, prepend: known }
  if (kind === 'exclude' && isList) return { ...before, excludeAsns: known }
  if (kind === 'prepend') report.malformed(line, 'asn')
  else report.notModelled(line, `set as-path ${kind ?? ''}`.trim())
  return before
}

const setCommunity = (before: PolicyChanges, line: ConfigLine, report: RouterReport): PolicyChanges => {
  const words = line.words.slice(2)
  const { addCommunities: _added, setCommunities: _set, ...rest } = before
  if (words[0] === 'none') return { ...rest, setCommunities: [] }
  const own = communitiesOf(words.filter((word) => word !== 'additive'))
  if (own === undefined || own.length === 0) {
    report.malformed(line, 'community')
    return before
  }
  return words.includes('additive') ? { ...rest, addCommunities: own } : { ...rest, setCommunities: own }
}

const setNextHop = (before: PolicyChanges, line: ConfigLine, report: RouterReport): PolicyChanges => {
  const [, family, , ...rest] = line.words
  const word = family === 'ipv6' && (rest[0] === 'global' || rest[0] === 'local') ? rest[1] : rest[0]
  const { nextHop: _nextHop, setNextHop: _setNextHop, ...others } = before
  if (isAddress(word)) return { ...others, setNextHop: word }
  if (word === 'unchanged') return { ...others, nextHop: 'unchanged' }
  if (word === 'peer-address') return { ...others, nextHop: 'peer' }
  report.malformed(line, 'address')
  return before
}

/** Statements that change nothing by which packets go: tags, colours, what other protocols read. */
const without = new Set([
  'tag',
  'src',
  'large-community',
  'extcommunity',
  'extcommunity-list',
  'label-index',
  'table',
  'distance',
  'color',
  'level',
  'forwarding-address',
  'metric-type',
  'traffic-index',
  'dampening',
  'automatic-tag',
])

/** What a `set` statement adds to the changes of an entry. */
export const readSet = (before: PolicyChanges, line: ConfigLine, report: RouterReport): PolicyChanges => {
  const [, kind, first, second] = line.words
  const number = (field: 'setLocalPref' | 'setMed' | 'setWeight'): PolicyChanges => {
    const value = wholeNumber(first, 0, largest)
    if (value !== undefined) return { ...before, [field]: value }
    // `+10` adds to what is there, `rtt` measures.
    if (/^[+-]\d+$/.test(first ?? '') || first === 'rtt') report.notModelled(line, `set ${kind ?? ''}`)
    else report.malformed(line, 'number')
    return before
  }
  switch (kind) {
    case 'as-path':
      return setAsPath(before, line, report)
    case 'community':
      return setCommunity(before, line, report)
    case 'local-preference':
      return number('setLocalPref')
    case 'metric':
      return number('setMed')
    case 'weight':
      return number('setWeight')
    case 'origin':
      if (first === 'igp' || first === 'egp' || first === 'incomplete') return { ...before, setOrigin: first }
      report.malformed(line, 'word')
      return before
    case 'ip':
    case 'ipv6':
      if (first === 'next-hop') return setNextHop(before, line, report)
      report.notModelled(line, `set ${kind} ${second === undefined ? '' : first}`.trim())
      return before
    default:
      if (kind === undefined || !without.has(kind)) report.notModelled(line, `set ${kind ?? ''}`)
      return before
  }
}
