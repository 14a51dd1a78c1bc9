// Answers what instances and their attributes are: ids, links and values, whether or not they are known before the apply.
import { attributeValues, type ValueAt } from './attribute-values.ts'
import { type Identities, identities } from './identities.ts'
import { type Links, links } from './links.ts'
import { type ResolverInput, resolving } from './resolving.ts'

/** All answers of one round. */
export interface Resolver extends Identities, Links {
  readonly valueAt: ValueAt
}

/** Ids need links (to parents), and links need ids (of what they lead to). */
export const resolver = (input: ResolverInput): Resolver => {
  const context = resolving(input)
  const found: Links = links(context, () => named)
  const named: Identities = identities(context, found.linkAt)
  return { ...named, ...found, valueAt: attributeValues(context, named) }
}
