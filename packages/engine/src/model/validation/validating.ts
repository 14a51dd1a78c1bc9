// What every validation is given: the network, the limits of the time, and where things are written.
import type { Span, Where } from '../../diagnostics/index.ts'
import { type Prefix, parsePrefix, prefixKey } from '../../net/index.ts'
import { fieldOf, parentOf, type Resource, type ResourceSet, type Value } from '../../resources/index.ts'
import type { Declared, Network } from '../network.ts'
import type { ValidationProfile } from './validation-profile.ts'

/** The shared context of all validations. */
export interface Validating {
  readonly network: Network
  readonly profile: ValidationProfile
  /**
   * Where a value of an object is written, by its path in the resource's body (`properties`, `useRemoteGateways`);
   * the declaration of the whole where that is not written.
   */
  readonly placeOf: (declared: Declared, ...path: readonly string[]) => Where
  /** The same in the first child of a type that writes the path, e.g. in one of a gateway's `ipConfigurations`. */
  readonly placeBelow: (declared: Declared, childType: string, ...path: readonly string[]) => Where
  /** Where one prefix of a list is written, or the single one in its place. */
  readonly placeOfPrefix: (declared: Declared, prefix: Prefix) => Where
}

const valueAt = (resource: Resource | undefined, path: readonly string[]): Value | undefined =>
  path.reduce<Value | undefined>(
    (found, name) => (found?.kind === 'list' ? found.items[Number(name)] : fieldOf(found, name)),
    resource?.body,
  )

/** Null is how exports write that there is nothing. */
const isWritten = (value: Value | undefined): value is Value =>
  value !== undefined && !(value.kind === 'scalar' && value.value === null)

/** Where VNets, subnets and hubs keep their prefixes. */
const prefixPaths: readonly (readonly string[])[] = [
  ['properties', 'addressPrefix'],
  ['properties', 'addressPrefixes'],
  ['properties', 'addressSpace', 'addressPrefixes'],
]

const scalarsIn = (value: Value | undefined): readonly Value[] =>
  value?.kind === 'list' ? value.items : value === undefined ? [] : [value]

const spanOfPrefix = (resource: Resource | undefined, prefix: Prefix): Span | undefined => {
  const key = prefixKey(prefix)
  return prefixPaths
    .flatMap((path) => scalarsIn(valueAt(resource, path)))
    .find((value) => {
      if (value.kind !== 'scalar' || typeof value.value !== 'string') return false
      const reading = parsePrefix(value.value)
      return reading.kind !== 'malformed' && prefixKey(reading.prefix) === key
    })?.span
}

const lastSegment = (type: string): string => type.slice(type.lastIndexOf('/') + 1).toLowerCase()

/** The children of a parent; all parents' are sorted out at the first question, which a sound network never asks. */
const childrenIn = ({ resources }: ResourceSet) => {
  let byParent: ReadonlyMap<string, readonly Resource[]> | undefined
  return (parent: Declared, childType: string): readonly Resource[] => {
    byParent ??= Map.groupBy(
      resources.values(),
      ({ id }) => `${parentOf(id)?.key ?? ''}|${lastSegment(id.type)}`,
    )
    return byParent.get(`${parent.id.key}|${childType.toLowerCase()}`) ?? []
  }
}

/** Prepares the context. */
export const validating = (network: Network, set: ResourceSet, profile: ValidationProfile): Validating => {
  const childrenOf = childrenIn(set)
  const at = (declared: Declared, span: Span | undefined): Where => ({
    span: span ?? declared.declaredAt,
    resourceId: declared.id.text,
  })
  const resourceOf = (declared: Declared): Resource | undefined => set.resources.get(declared.id.key)
  return {
    network,
    profile,
    placeOf: (declared, ...path) => at(declared, valueAt(resourceOf(declared), path)?.span),
    placeBelow: (declared, childType, ...path) => {
      const values = childrenOf(declared, childType).map((child) => valueAt(child, path))
      return at(declared, values.find(isWritten)?.span)
    },
    placeOfPrefix: (declared, prefix) => at(declared, spanOfPrefix(resourceOf(declared), prefix)),
  }
}
