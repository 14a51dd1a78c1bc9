// Reads hairpin.yaml into a world: YAML, version, schema, and the places of its items.
import { type Finding, findings, type Span } from '../../diagnostics/index.ts'
import {
  emptyWorld,
  type Field,
  type GuestConfiguration,
  scalar,
  type Value,
  type World,
  withField,
} from '../../resources/index.ts'
import { parseYaml } from './parse-yaml.ts'
import { validateWorld } from './validate-world.ts'
import { fieldAt, type Path, toPlain, valueAt, withoutEmptyFields } from './value-tree.ts'
import type { WorldFile } from './world-schema.ts'

/** A world, the values that it was read from (for places), and what was wrong. */
export interface WorldReading {
  readonly world: World
  /** In step with the world: `sites[1]` is the same site in both. Undefined when nothing could be read. */
  readonly value: Value | undefined
  readonly findings: readonly Finding[]
}

/** Years of which the behaviour is known. */
export interface KnownYears {
  readonly earliest: number
  readonly latest: number
}

const supportedVersion = 1

/** Fields that are passed on as they are, where null may mean something. */
const opaque: ReadonlySet<string> = new Set(['parameters', 'intents'])

const nothing = (found: readonly Finding[]): WorldReading => ({
  world: emptyWorld,
  value: undefined,
  findings: found,
})

/** What is wrong with the version; the file of another version is not read, one without a version is. */
const checkVersion = (
  value: Value,
): { readonly findings: readonly Finding[]; readonly readable: boolean } => {
  const version = valueAt(value, ['version'])
  if (version === undefined) {
    const missing = findings.worldMissingField({ path: '', field: 'version' }, { span: value.span })
    return { findings: [missing], readable: true }
  }
  if (version.kind === 'scalar' && version.value === supportedVersion) return { findings: [], readable: true }
  const text = version.kind === 'scalar' ? String(version.value) : version.kind
  const parameters = { found: text, supported: supportedVersion }
  return { findings: [findings.worldVersion(parameters, { span: version.span })], readable: false }
}

/** Items with their places; a span is only there when it is known. */
const withSpans = <T>(
  items: readonly T[] | undefined,
  value: Value,
  path: Path,
): (T | (T & { span: Span }))[] =>
  (items ?? []).map((item, index) => {
    const span = valueAt(value, [...path, index])?.span
    return span === undefined ? item : { ...item, span }
  })

/** A guest whose BGP, tunnels, routes and translated destinations know where they are written: findings are about these. */
const guestWithSpans = (guest: GuestConfiguration, value: Value, path: Path): GuestConfiguration => {
  const { bgp, tunnels, routes, dnat } = guest
  const span = valueAt(value, [...path, 'bgp'])?.span
  return {
    ...guest,
    ...(bgp === undefined || span === undefined ? {} : { bgp: { ...bgp, span } }),
    ...(tunnels === undefined ? {} : { tunnels: withSpans(tunnels, value, [...path, 'tunnels']) }),
    ...(routes === undefined ? {} : { routes: withSpans(routes, value, [...path, 'routes']) }),
    ...(dnat === undefined ? {} : { dnat: withSpans(dnat, value, [...path, 'dnat']) }),
  }
}

const checkEra = (file: WorldFile, value: Value, years: KnownYears | undefined): readonly Finding[] => {
  if (file.era === undefined || years === undefined) return []
  if (file.era >= years.earliest && file.era <= years.latest) return []
  const span = valueAt(value, ['era'])?.span
  return [findings.eraOutOfRange({ found: file.era, ...years }, { span })]
}

/** Without those that stand behind an error of syntax: there the text means something else than was meant. */
const before = (line: number | undefined, faults: readonly Finding[]): readonly Finding[] =>
  line === undefined ? faults : faults.filter(({ span }) => span === undefined || span.line < line)

const plainEntry = ({ name, value }: Field): readonly [string, unknown] => [name, toPlain(value)]

/** No machine has such a name, and the schema's dictionaries cannot hold it. */
const guestWithoutName = (value: Value): readonly Finding[] => {
  const name = '__proto__'
  const field = fieldAt(value, ['guests', name])
  return field === undefined
    ? []
    : [findings.worldUnknownField({ path: 'guests', field: name, known: [] }, { span: field.nameSpan })]
}

const worldOf = (file: WorldFile, value: Value): World => {
  const { version, guests, ...rest } = file
  const placedGuests = Object.entries(guests ?? {}).map(
    ([name, guest]) => [name, guestWithSpans(guest, value, ['guests', name])] as const,
  )
  const parameters = valueAt(value, ['parameters'])
  return {
    ...emptyWorld,
    ...rest,
    // Read again: the schema's dictionaries have no room for a name such as `__proto__`.
    ...(parameters?.kind === 'dictionary'
      ? { parameters: Object.fromEntries([...parameters.fields.values()].map(plainEntry)) }
      : {}),
    guests: Object.fromEntries(placedGuests),
    sites: withSpans(file.sites, value, ['sites']).map((site, index) =>
      site.guest === undefined
        ? site
        : { ...site, guest: guestWithSpans(site.guest, value, ['sites', index, 'guest']) },
    ),
    devices: withSpans(file.devices, value, ['devices']),
    circuits: withSpans(file.circuits, value, ['circuits']),
    gateways: withSpans(file.gateways, value, ['gateways']),
    routeServers: withSpans(file.routeServers, value, ['routeServers']),
    virtualHubs: withSpans(file.virtualHubs, value, ['virtualHubs']),
    state: withSpans(file.state, value, ['state']),
  }
}

/**
 * Reads a world file of version 1. Every fault is a finding at its place; what is right is kept. An empty file is an
 * empty world without a version. Never throws.
 */
export const readWorld = (text: string, file: string, years?: KnownYears): WorldReading => {
  const yaml = parseYaml(text, file)
  if (yaml.value === undefined || (yaml.value.kind === 'scalar' && yaml.value.value === null)) {
    const start: Span = { file, line: 1, column: 1, endLine: 1, endColumn: 1 }
    const missing = findings.worldMissingField({ path: '', field: 'version' }, { span: start })
    return nothing(yaml.findings.length > 0 ? yaml.findings : [missing])
  }
  const root = withoutEmptyFields(yaml.value, opaque)
  if (root.kind !== 'dictionary') {
    const found = root.kind === 'list' ? 'list' : 'string'
    const parameters = { path: '', found, expected: ['object'] } as const
    return nothing([...yaml.findings, findings.worldWrongType(parameters, { span: root.span })])
  }
  const version = checkVersion(root)
  if (!version.readable) return nothing([...yaml.findings, ...version.findings])
  const {
    world,
    value,
    findings: faults,
  } = validateWorld(withField(root, 'version', scalar(supportedVersion)))
  return {
    world: worldOf(world, value),
    value,
    findings: [
      ...yaml.findings,
      ...version.findings,
      ...before(yaml.brokenAt, faults),
      ...checkEra(world, value, years),
      ...guestWithoutName(value),
    ],
  }
}
