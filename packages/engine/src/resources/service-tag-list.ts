// A list of service tags that a user gave in place of the one that comes with the engine.
import type { Prefix } from '../net/index.ts'

/** One tag of the list. */
export interface ListedServiceTag {
  readonly name: string
  /** Empty where the tag stands for all regions. */
  readonly region: string
  readonly prefixes: readonly Prefix[]
}

/** The list, with the file that it was read from. */
export interface ServiceTagList {
  readonly file: string
  /** By lower-cased name. */
  readonly tags: ReadonlyMap<string, ListedServiceTag>
}
