// Reads typed facts out of one resource; what is missing, mistyped or unknown becomes a finding, never an exception.
import { type Finding, findings, type Span, type ValueKind } from '../diagnostics/index.ts'
import { type Address, formatPrefix, type Prefix, parseAddress, parsePrefix } from '../net/index.ts'
import {
  at,
  fieldOf,
  parseResourceId,
  type Resource,
  type ResourceId,
  type Value,
} from '../resources/index.ts'

/** A link to another resource, with the place where it was written. */
export interface Reference {
  readonly id: ResourceId
  readonly span: Span | undefined
}

/** Typed access to the properties of one resource. Paths start at `properties`. */
export interface Reader {
  readonly resource: Resource
  readonly value: (...path: readonly string[]) => Value | undefined
  /** Whether anything is written there, readable or not: something else than null and the empty list. */
  readonly states: (...path: readonly string[]) => boolean
  readonly text: (...path: readonly string[]) => string | undefined
  readonly flag: (...path: readonly string[]) => boolean | undefined
  readonly integer: (...path: readonly string[]) => number | undefined
  readonly items: (...path: readonly string[]) => readonly Value[]
  readonly address: (...path: readonly string[]) => Address | undefined
  readonly prefix: (...path: readonly string[]) => Prefix | undefined
  readonly prefixes: (...path: readonly string[]) => readonly Prefix[]
  /** The id at `path` + `id`, e.g. `reference('routeTable')` reads `properties.routeTable.id`. */
  readonly reference: (...path: readonly string[]) => Reference | undefined
  /** The id that is itself written at the path. */
  readonly linkedId: (...path: readonly string[]) => Reference | undefined
  /** The ids of a list of `{ id }` objects. */
  readonly references: (...path: readonly string[]) => readonly Reference[]
}

/** A boolean, or the text of one: Azure takes "true" too, and templates pass it through variables and parameters. */
export const flagOf = (value: Value | undefined): boolean | undefined => {
  if (value?.kind !== 'scalar') return undefined
  if (typeof value.value === 'boolean') return value.value
  if (typeof value.value !== 'string') return undefined
  const text = value.value.toLowerCase()
  return text === 'true' ? true : text === 'false' ? false : undefined
}

const kindOf = (value: Value): ValueKind => {
  if (value.kind === 'list') return 'list'
  if (value.kind === 'dictionary') return 'object'
  if (value.kind === 'unknown') return 'string'
  if (value.value === null) return 'null'
  if (typeof value.value === 'string') return 'string'
  return typeof value.value === 'number' ? 'number' : 'boolean'
}

/** A reader of `resource` that hands every complaint to `report`. */
export const readerOf = (resource: Resource, report: (finding: Finding) => void): Reader => {
  const where = (value: Value | undefined) => ({
    span: value?.span ?? resource.declaredAt,
    resourceId: resource.id.text,
  })
  const propertyName = (path: readonly string[]): string => ['properties', ...path].join('.')

  const known = (found: Value | undefined, path: readonly string[]): Value | undefined => {
    if (found?.kind === 'unknown') {
      const parameters = { property: propertyName(path), cause: found.reason, origin: found.origin }
      report(findings.unknownValue(parameters, where(found)))
      return undefined
    }
    return found?.kind === 'scalar' && found.value === null ? undefined : found
  }

  /** The value at a path; where something on the way is unknown, that. */
  const written = (path: readonly string[]): Value | undefined =>
    ['properties', ...path].reduce<Value | undefined>((found, name) => {
      if (found?.kind === 'unknown') return found
      return found?.kind === 'list' ? found.items[Number(name)] : fieldOf(found, name)
    }, resource.body)

  const value = (...path: readonly string[]): Value | undefined => known(written(path), path)

  const mistyped = (found: Value, path: readonly string[], ...expected: readonly ValueKind[]): undefined => {
    const parameters = {
      resource: resource.id.text,
      property: propertyName(path),
      found: kindOf(found),
      expected,
    }
    report(findings.wrongPropertyType(parameters, where(found)))
  }

  const textOf = (found: Value | undefined, path: readonly string[]): string | undefined => {
    if (found === undefined) return undefined
    return found.kind === 'scalar' && typeof found.value === 'string'
      ? found.value
      : mistyped(found, path, 'string')
  }

  const readAddress = (found: Value | undefined, path: readonly string[]): Address | undefined => {
    const text = textOf(found, path)
    if (text === undefined || text === '') return undefined
    const address = parseAddress(text)
    if (address === undefined)
      report(findings.malformedAddress({ property: propertyName(path), text }, where(found)))
    return address
  }

  const readPrefix = (found: Value | undefined, path: readonly string[]): Prefix | undefined => {
    const text = textOf(found, path)
    if (text === undefined) return undefined
    const reading = parsePrefix(text)
    const property = propertyName(path)
    if (reading.kind === 'malformed') {
      report(findings.malformedPrefix({ property, text }, where(found)))
      return undefined
    }
    if (reading.kind === 'hostBits') {
      const parameters = { property, prefix: text, corrected: formatPrefix(reading.prefix) }
      report(findings.prefixHostBits(parameters, where(found)))
    }
    return reading.prefix
  }

  const readId = (found: Value | undefined, path: readonly string[]): Reference | undefined => {
    const text = textOf(found, path)
    if (text === undefined || text === '') return undefined
    const id = parseResourceId(text)
    if (id === undefined) {
      report(findings.malformedId({ property: propertyName(path), text }, where(found)))
      return undefined
    }
    return { id, span: found?.span }
  }

  const items = (...path: readonly string[]): readonly Value[] => {
    const found = value(...path)
    if (found === undefined) return []
    return found.kind === 'list' ? found.items : (mistyped(found, path, 'list') ?? [])
  }

  const eachItem = <T>(
    path: readonly string[],
    read: (item: Value | undefined, path: readonly string[]) => T | undefined,
  ): readonly T[] =>
    items(...path).flatMap((item, index) => {
      const itemPath = [...path, String(index)]
      return read(known(item, itemPath), itemPath) ?? []
    })

  return {
    resource,
    value,
    states: (...path) => {
      const found = written(path)
      if (found?.kind === 'list') return found.items.length > 0
      return found !== undefined && !(found.kind === 'scalar' && found.value === null)
    },
    text: (...path) => textOf(value(...path), path),
    flag: (...path) => {
      const found = value(...path)
      return found === undefined ? undefined : (flagOf(found) ?? mistyped(found, path, 'boolean'))
    },
    integer: (...path) => {
      const found = value(...path)
      if (found === undefined) return undefined
      if (found.kind !== 'scalar') return mistyped(found, path, 'integer')
      // Exports and hand-written templates both write AS numbers and weights as text now and then.
      const number = typeof found.value === 'string' ? Number(found.value) : found.value
      return typeof number === 'number' && Number.isSafeInteger(number)
        ? number
        : mistyped(found, path, 'integer')
    },
    items,
    address: (...path) => readAddress(value(...path), path),
    prefix: (...path) => readPrefix(value(...path), path),
    prefixes: (...path) => eachItem(path, readPrefix),
    reference: (...path) => readId(value(...path, 'id'), [...path, 'id']),
    linkedId: (...path) => readId(value(...path), path),
    references: (...path) =>
      eachItem(path, (item, itemPath) => {
        const idPath = [...itemPath, 'id']
        return readId(known(at(item, 'id'), idPath), idPath)
      }),
  }
}
