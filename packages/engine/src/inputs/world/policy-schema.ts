// The part of the world file that says what a router lets through of its routes, and what it changes of them.
import { z } from 'zod'
import type { RoutePolicy } from '../../resources/index.ts'
import { type SchemaOf, schemaOf } from './schema-of.ts'
import { addressText, asNumber, prefixText } from './texts.ts'

const flag = (description: string): z.ZodBoolean => z.boolean().describe(description)
const whole = (description: string): z.ZodInt => z.int().describe(description)
const asPath = (description: string) => z.array(asNumber('An AS number.')).describe(description)
const action = (description: string) => z.enum(['permit', 'deny']).describe(description)
const origin = (description: string) => z.enum(['igp', 'egp', 'incomplete']).describe(description)
const communities = (description: string) => z.array(z.string()).describe(description)

const prefixRange = {
  orLonger: flag('Also matches every prefix inside the prefix.').exactOptional(),
  ge: whole('Matches prefixes inside the prefix of at least this length.').exactOptional(),
  le: whole('Matches prefixes inside the prefix of at most this length.').exactOptional(),
}

const prefixEntry = z.strictObject({
  action: action('What the list says of a prefix that fits.'),
  prefix: prefixText('The prefix; with orLonger, ge or le also those inside it.'),
  ...prefixRange,
})

const asPathEntry = z.strictObject({
  action: action('What the list says of a path that fits.'),
  expression: z
    .string()
    .describe('Regular expression over the path, as routers write them: ^65001_, _65515$.'),
})

const communityEntry = z.strictObject({
  action: action('What the list says of a route that fits.'),
  communities: communities('Communities that a route must all have.').exactOptional(),
  expression: z.string().describe('Regular expression over the communities.').exactOptional(),
})

const conditions = {
  prefix: prefixText(
    'Matches this prefix only; with orLonger, ge or le also prefixes inside it.',
  ).exactOptional(),
  ...prefixRange,
  asPathContains: asNumber('Matches routes whose AS path contains this AS number.').exactOptional(),
  prefixList: z.array(prefixEntry).describe('Prefixes; the first entry that fits decides.').exactOptional(),
  asPathList: z.array(asPathEntry).describe('AS paths; the first entry that fits decides.').exactOptional(),
  communityList: z
    .array(communityEntry)
    .describe('Communities; the first entry that fits decides.')
    .exactOptional(),
  exactCommunities: flag('Whether the route must have no other communities.').exactOptional(),
  nextHopList: z.array(prefixEntry).describe('Next hops, as /32 or /128.').exactOptional(),
  fromNeighbor: addressText('Matches routes of this neighbour.').exactOptional(),
  hasMed: whole('Matches this multi-exit discriminator.').exactOptional(),
  hasLocalPref: whole('Matches this local preference.').exactOptional(),
  hasOrigin: origin('Matches this origin.').exactOptional(),
  hasTag: whole('Matches redistributed static routes with this tag.').exactOptional(),
}

const changes = {
  prepend: asPath('AS numbers to put in front of the AS path.').exactOptional(),
  prependFirst: whole('How often to repeat the first number of the AS path.').exactOptional(),
  replaceAsPath: asPath('AS path to set in place of the old one.').exactOptional(),
  replaceAsns: z
    .array(
      z.strictObject({
        from: asNumber('The number that gives way; any when not given.').exactOptional(),
        to: asNumber('The number in its place.'),
      }),
    )
    .describe('AS numbers in the path that give way to others.')
    .exactOptional(),
  excludeAsns: asPath('AS numbers to take out of the AS path.').exactOptional(),
  setNextHop: addressText('Next hop to set.').exactOptional(),
  nextHop: z
    .enum(['unchanged', 'peer'])
    .describe("Leave the next hop as it was learned, or set it to the neighbour's address.")
    .exactOptional(),
  setLocalPref: whole('Local preference to set.').exactOptional(),
  setMed: whole('Multi-exit discriminator to set.').exactOptional(),
  setWeight: whole('Weight to set.').exactOptional(),
  setOrigin: origin('Origin to set.').exactOptional(),
  addCommunities: communities('Communities to add, e.g. 65001:100.').exactOptional(),
  setCommunities: communities('Communities to set in place of the old ones.').exactOptional(),
  removeCommunities: z.array(communityEntry).describe('Communities to take off.').exactOptional(),
}

const policyRule = z.strictObject({
  action: action('What becomes of a route that matches.'),
  ...conditions,
  ...changes,
  sequence: whole('Its place among the rules, for continueAt.').exactOptional(),
  continueAt: whole(
    'A permitted route goes on at the first rule with this sequence or a higher one.',
  ).exactOptional(),
  get call(): z.ZodExactOptional<SchemaOf<RoutePolicy>> {
    return z.exactOptional(policy('A policy that a permitted route has to pass as well.'))
  },
})

/** A route policy. */
export const policy = (description: string): SchemaOf<RoutePolicy> =>
  schemaOf<RoutePolicy>()(
    z
      .strictObject({
        default: action(
          'What becomes of a route that matches no rule; permit when not given.',
        ).exactOptional(),
        rules: z.array(policyRule).describe('Rules; the first that matches decides.').exactOptional(),
      })
      .describe(description),
  )
