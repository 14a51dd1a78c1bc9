// `neighbor …` statements: what each neighbour and peer group is told, collected as it is written.
import type { Span } from '../../../diagnostics/index.ts'
import type { BgpNeighbor } from '../../../resources/index.ts'
import type { ConfigLine } from './config-lines.ts'
import type { NeighborFilter } from './route-maps.ts'
import type { RouterReport } from './router-report.ts'
import { asNumber, isAddress, wholeNumber } from './written-values.ts'

/** A name that is used at a place. */
export interface NamedUse {
  readonly name: string
  readonly span: Span
}

/** Where the following lines belong: to all families, or to one. */
export type FamilyScope = 4 | 6 | 'all' | 'other'

/** The settings that pass from a peer group to its members. */
export interface NeighborSettings {
  asn?: number | 'external' | 'internal' | undefined
  settings: Partial<Omit<BgpNeighbor, 'address' | 'asn' | 'import' | 'export' | 'defaultPolicy'>>
  /** By direction and kind: a later one of a kind takes the place of the former. */
  filters: ReadonlyMap<string, NeighborFilter>
  defaultMap: NamedUse | undefined
  /** Families that it was activated for, or expressly not. */
  active: ReadonlyMap<4 | 6, boolean>
}

/** A neighbour or a peer group. */
export interface WrittenNeighbor extends NeighborSettings {
  readonly name: string
  readonly span: Span
  isGroup: boolean
  group: NamedUse | undefined
}

/** Statements that change no route. */
const harmless =
  /^(?:description|password|timers|advertisement-interval|passive|bfd|fall-over|soft-reconfiguration|capability|dont-capability-negotiate|override-capability|strict-capability-match|update-source|port|solo|version|transport|path-attribute|graceful-restart|graceful-shutdown|extended-optional-parameters|log-neighbor-changes|interface|ha-mode|translate-update|slow-peer|additional-paths|addpath-tx-all-paths|addpath-tx-bestpath-per-AS|disable-addpath-rx|sender-as-path-loop-detection|tcp-mss|tcp|aigp|enforce-first-as|dmzlink-bw|nexthop-local|oad|role|local-role|rpki|next-hop-unchanged|cluster-id|route-server-client|encap|send-label|shutdown|enforce-multihop|maximum-prefix-out|unsuppress-map|advertise-map|attribute-unchanged|as-set|inherit|bmp-activate|peer-group|delayopen|accept-own|damp)$/

/** Of the above, those that change routes after all and are not modelled. */
const bearing = new Set([
  'interface',
  'next-hop-unchanged',
  'route-server-client',
  'maximum-prefix-out',
  'unsuppress-map',
  'advertise-map',
  'attribute-unchanged',
  'inherit',
  'accept-own',
  'translate-update',
])

const newNeighbor = (name: string, span: Span): WrittenNeighbor => ({
  name,
  span,
  isGroup: false,
  group: undefined,
  settings: {},
  filters: new Map(),
  defaultMap: undefined,
  active: new Map(),
})

const filterKinds: ReadonlyMap<string | undefined, NeighborFilter['kind']> = new Map([
  ['route-map', 'routeMap'],
  ['prefix-list', 'prefixList'],
  ['distribute-list', 'accessList'],
  ['filter-list', 'asPathList'],
])

const readFilter = (
  target: WrittenNeighbor,
  kind: NeighborFilter['kind'],
  line: ConfigLine,
  report: RouterReport,
): void => {
  const [, , , name, direction] = line.words
  if (name === undefined || (direction !== 'in' && direction !== 'out')) {
    report.malformed(line, 'word')
    return
  }
  const filters = new Map(target.filters)
  if (line.negated) filters.delete(`${direction} ${kind}`)
  else filters.set(`${direction} ${kind}`, { kind, name, span: line.span })
  target.filters = filters
}

type Settings = WrittenNeighbor['settings']

/** Statements that set one thing, and what they set; undefined for what is no such statement. */
const settingOf = (words: readonly string[], report: () => void): Settings | undefined => {
  const [, , option, first, ...rest] = words
  switch (option) {
    case 'ebgp-multihop':
      return { multihop: wholeNumber(first, 1, 1) === undefined }
    case 'ttl-security':
      return { multihop: true }
    case 'disable-connected-check':
    case 'enforce-multihop':
      return { multihop: true }
    case 'shutdown':
      return { up: false }
    case 'as-override':
      return { asOverride: true }
    case 'allowas-in':
      return first === 'origin' ? { allowOwnOrigin: true } : { allowAsIn: wholeNumber(first, 1, 10) ?? 3 }
    case 'next-hop-self':
      return { nextHopSelf: true }
    case 'default-originate':
      return { defaultOriginate: true }
    case 'remove-private-AS':
    case 'remove-private-as': {
      const further = [first, ...rest].map((word) => word?.toLowerCase())
      return {
        removePrivateAs: true,
        privateAsAlone: !further.includes('all'),
        ...(further.includes('replace-as') ? { replacePrivateAs: true } : {}),
      }
    }
    case 'route-reflector-client':
      return { routeReflectorClient: true }
    case 'send-community':
      return first === 'extended' || first === 'large' ? {} : { sendCommunity: true }
    case 'weight': {
      const weight = wholeNumber(first, 0, 65_535)
      if (weight === undefined) report()
      return weight === undefined ? {} : { weight }
    }
    case 'maximum-prefix': {
      const maximumPrefix = wholeNumber(first, 1, 4_294_967_295)
      if (rest.includes('warning-only') || rest.includes('restart')) return {}
      return maximumPrefix === undefined ? {} : { maximumPrefix }
    }
    case 'local-as': {
      const localAs = asNumber(first)
      if (localAs === undefined) report()
      const place = rest.includes('replace-as')
        ? 'alone'
        : rest.includes('no-prepend')
          ? 'beforeOwn'
          : 'bothWays'
      return localAs === undefined ? {} : { localAs, localAsPlace: place }
    }
    default:
      return undefined
  }
}

/** What `no` takes back: the settings without these, or the opposite where silence would mean something else. */
const withoutSetting = (before: Settings, taken: Settings): Settings => {
  const rest = Object.entries(before).filter(([name]) => !(name in taken))
  const opposite: Settings = 'sendCommunity' in taken ? { sendCommunity: false } : {}
  return { ...Object.fromEntries(rest), ...opposite }
}

const readRemoteAs = (target: WrittenNeighbor, line: ConfigLine, report: RouterReport): void => {
  const word = line.words[3]
  if (line.negated) target.asn = undefined
  else if (word === 'external' || word === 'internal') target.asn = word
  else if (asNumber(word) === undefined) report.malformed(line, 'asn')
  else target.asn = asNumber(word)
}

/** Reads one statement about a neighbour. */
export const readNeighborLine = (
  neighbors: Map<string, WrittenNeighbor>,
  scope: FamilyScope,
  line: ConfigLine,
  report: RouterReport,
): void => {
  const [, name, option, first] = line.words
  if (name === undefined) {
    report.malformed(line, 'address')
    return
  }
  if (line.negated && option === undefined) {
    neighbors.delete(name)
    return
  }
  const known = neighbors.get(name)
  const target = known ?? newNeighbor(name, line.span)
  if (known === undefined) neighbors.set(name, target)
  if (!isAddress(name) && option !== 'interface') target.isGroup = true
  const kind = filterKinds.get(option)
  if (kind !== undefined) {
    readFilter(target, kind, line, report)
    return
  }
  const families: readonly (4 | 6)[] = scope === 4 || scope === 6 ? [scope] : name.includes(':') ? [6] : [4]
  switch (option) {
    case 'remote-as':
      readRemoteAs(target, line, report)
      return
    case 'peer-group':
      if (first === undefined) target.isGroup = true
      else target.group = line.negated ? undefined : { name: first, span: line.span }
      return
    case 'activate':
      target.active = new Map([
        ...target.active,
        ...families.map((family) => [family, !line.negated] as const),
      ])
      return
    default:
  }
  const setting = settingOf(line.words, () => report.malformed(line, 'number'))
  if (setting !== undefined) {
    target.settings = line.negated
      ? withoutSetting(target.settings, setting)
      : { ...target.settings, ...setting }
    if (option === 'default-originate') {
      const map = line.words[4]
      target.defaultMap =
        first === 'route-map' && map !== undefined ? { name: map, span: line.span } : undefined
    }
    return
  }
  if (option === undefined || !harmless.test(option) || (bearing.has(option) && !line.negated))
    report.notModelled(line)
}
