// The guests of a whole input: what templates give their machines, then files, then hairpin.yaml itself, each over the one before.
import { type Finding, findings, type Span } from '../../diagnostics/index.ts'
import {
  answersTo,
  type GuestConfiguration,
  type GuestSource,
  nameOf,
  type Resource,
  type Site,
  type Value,
  type World,
} from '../../resources/index.ts'
import { folderOf, joinPath } from '../paths.ts'
import type { SourceFiles } from '../source-files.ts'
import { type Path, valueAt } from '../world/value-tree.ts'
import { namedFiles, placeFile } from './file-kinds.ts'
import { linesOf } from './lines.ts'
import { mergeGuests } from './merge-guests.ts'
import { type MachineReading, readRunningMachine } from './read-machine.ts'
import { readTemplateGuest, scriptResources } from './template-guests.ts'

/** The world with the guests as all inputs have them, and where each was read from. */
export interface GuestsReading {
  readonly world: World
  readonly findings: readonly Finding[]
  readonly sources: readonly GuestSource[]
}

/** A world file with its values, for the places of names. */
export interface PlacedWorld {
  readonly world: World
  readonly value: Value | undefined
}

interface FromFiles extends MachineReading {
  readonly files: readonly string[]
}

const readFiles = (
  guest: GuestConfiguration | undefined,
  value: Value | undefined,
  path: Path,
  sources: SourceFiles,
): FromFiles | undefined => {
  if (guest?.files === undefined) return undefined
  const found: Finding[] = []
  const names: string[] = []
  const placed = namedFiles(guest.files).flatMap((named) => {
    const span = value === undefined ? undefined : valueAt(value, [...path, 'files', ...named.at])?.span
    const file = joinPath(span === undefined ? '.' : folderOf(span.file), named.name)
    const text = sources.read(file, span)
    if (typeof text !== 'string') {
      found.push(text)
      return []
    }
    names.push(file)
    const lines = linesOf({ text, file, firstLine: 1, indent: 0 })
    const place = placeFile({ ...named, name: file }, lines)
    if (place === undefined) found.push(findings.guestFileKind({ file }, { span }))
    return place ?? []
  })
  const reading = readRunningMachine(placed)
  return { guest: reading.guest, findings: [...found, ...reading.findings], files: names }
}

/** What a guest says, for people: which fields, and how many entries. */
const summaryOf = (guest: GuestConfiguration): GuestSource['says'] =>
  Object.entries(guest)
    .filter(([name]) => name !== 'files')
    .map(([field, value]) => ({ field, count: Array.isArray(value) ? value.length : 1 }))
    .toSorted((a, b) => (a.field < b.field ? -1 : 1))

/** The file in which hairpin.yaml describes a guest, if it says more than which files to read. */
const ownPlace = (guest: GuestConfiguration, span: Span | undefined): readonly string[] =>
  span !== undefined && Object.keys(guest).some((field) => field !== 'files') ? [span.file] : []

/** Reads the guests of all machines and sites. */
export const readGuests = (
  world: World,
  worlds: readonly PlacedWorld[],
  resources: ReadonlyMap<string, Resource>,
  sources: SourceFiles,
): GuestsReading => {
  const found: Finding[] = []
  const told: GuestSource[] = []
  const guests = new Map(Object.entries(world.guests))
  const filesFor = (
    name: string,
  ): { readonly reading: FromFiles | undefined; readonly span: Span | undefined } => {
    const placed = worlds.findLast((each) => Object.hasOwn(each.world.guests, name))
    const path = ['guests', name]
    const span = placed?.value === undefined ? undefined : valueAt(placed.value, path)?.span
    return { reading: readFiles(world.guests[name], placed?.value, path, sources), span }
  }
  const tell = (machine: string, guest: GuestConfiguration, from: readonly string[]): void => {
    if (from.length > 0) told.push({ machine, from, says: summaryOf(guest) })
  }
  const scripts = scriptResources(resources.values())
  const read = new Set<string>()
  for (const resource of resources.values()) {
    if (resource.id.type.toLowerCase() !== 'microsoft.compute/virtualmachines') continue
    const name = Object.keys(world.guests).find((each) => answersTo(resource.id, each))
    const template = readTemplateGuest(resource, scripts.get(resource.id.key) ?? [], sources)
    const files = name === undefined ? undefined : filesFor(name)
    for (const reading of [template, files?.reading])
      if (reading !== undefined) found.push(...reading.findings)
    const own = name === undefined ? {} : (world.guests[name] ?? {})
    if (name !== undefined) read.add(name)
    if (template === undefined && files?.reading === undefined) {
      tell(nameOf(resource.id), own, ownPlace(own, files?.span))
      continue
    }
    const merged = mergeGuests(mergeGuests(template?.guest ?? {}, files?.reading?.guest ?? {}), own)
    const { files: _files, ...guest } = merged
    guests.set(name ?? resource.id.text, guest)
    tell(nameOf(resource.id), guest, [
      ...(template === undefined ? [] : [template.place]),
      ...(files?.reading?.files ?? []),
      ...ownPlace(own, files?.span),
    ])
  }
  // Guests of machines that no input has: their files may still be wrong.
  for (const name of Object.keys(world.guests)) {
    const reading = read.has(name) ? undefined : filesFor(name).reading
    if (reading !== undefined) found.push(...reading.findings)
  }
  const sites = world.sites.map((site): Site => {
    const placed = worlds.find((each) => each.world.sites.includes(site))
    const index = placed?.world.sites.indexOf(site) ?? -1
    const reading = readFiles(site.guest, placed?.value, ['sites', index, 'guest'], sources)
    if (reading === undefined || site.guest === undefined) return site
    found.push(...reading.findings)
    const { files: _files, ...guest } = mergeGuests(reading.guest, site.guest)
    tell(site.name, guest, [...reading.files, ...ownPlace(site.guest, site.span)])
    return { ...site, guest }
  })
  return {
    world: { ...world, guests: Object.fromEntries(guests), sites },
    findings: found,
    sources: told.toSorted((a, b) => (a.machine < b.machine ? -1 : a.machine > b.machine ? 1 : 0)),
  }
}
