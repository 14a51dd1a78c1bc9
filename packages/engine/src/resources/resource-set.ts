// The resource set: what every input becomes. From here on nothing knows which format it was.
import type { Finding, Span } from '../diagnostics/index.ts'
import type { ResourceId } from './resource-id.ts'
import type { ServiceTagList } from './service-tag-list.ts'
import type { Dictionary } from './value.ts'
import type { World } from './world.ts'

/** One ARM-shaped resource. A child (a subnet, a route) is a resource of its own, wherever it was written. */
export interface Resource {
  readonly id: ResourceId
  /** The body as ARM knows it (`properties`, `sku`, `location`, `tags`…), children taken out. */
  readonly body: Dictionary
  /** Where it was written; undefined for one that no file declares. */
  readonly declaredAt: Span | undefined
  /** Not declared anywhere: only referred to, and taken to exist with the least that its type needs. */
  readonly assumed: boolean
}

/** An address that no input fixes and that was chosen as Azure would choose it. */
export interface AllocatedAddress {
  readonly resource: ResourceId
  readonly address: string
  /** Key of the subnet's id, for a service that may stand in several. */
  readonly subnet?: string
  /** Whose number of addresses is not known, so that this one may be another. */
  readonly uncertainFor?: string
}

/** Resources by lower-cased id, in the order of their declaration, and what no template can say. */
export interface ResourceSet {
  readonly resources: ReadonlyMap<string, Resource>
  readonly world: World
  /** Addresses that were allocated rather than read: each is an assumption of the answer. */
  readonly allocated: readonly AllocatedAddress[]
  /** Absent where the user gave none: then the list that comes with the engine counts. */
  readonly serviceTags?: ServiceTagList
}

/** Where the configuration of a guest was read from, and which parts it says something of. */
export interface GuestSource {
  /** The machine or site. */
  readonly machine: string
  /** Files, the weakest first; a place in a template where the text is in no file of its own. */
  readonly from: readonly string[]
  readonly says: readonly { readonly field: string; readonly count: number }[]
}

/** What reading gave: everything that was understood, and a finding for everything that was not. */
export interface Loaded {
  readonly resourceSet: ResourceSet
  readonly findings: readonly Finding[]
  /** Resource types that have no bearing on routing, with the number of resources of each. */
  readonly ignored: ReadonlyMap<string, number>
  /** Resource types that are not understood, with the number of resources of each. */
  readonly unsupported: ReadonlyMap<string, number>
  /** Guests of which files or templates say something, by name. */
  readonly guests: readonly GuestSource[]
  /** The text of every file read, by the name that spans use: for code frames. */
  readonly sources: ReadonlyMap<string, string>
}
