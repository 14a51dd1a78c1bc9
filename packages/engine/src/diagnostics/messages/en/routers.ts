// English messages about configurations of routers.
import type * as routers from '../../findings/routers.ts'
import type { MessagesOf } from '../catalogue.ts'
import { quote } from './wording.ts'

const times = (count: number): string => (count === 1 ? '' : ` (${count} times, this is the first)`)

const expectations = {
  address: 'an address',
  prefix: 'a prefix',
  asn: 'an AS number',
  number: 'a number within its bounds',
  expression: 'a regular expression',
  community: 'communities such as 65001:100 or no-export',
  word: 'a keyword or a name',
} as const

const things = {
  accessList: 'access list',
  asPathList: 'AS path list',
  communityList: 'community list',
  prefixList: 'prefix list',
  routeMap: 'route map',
  peerGroup: 'peer group',
} as const

const effects = {
  deniesAll: 'The router then lets no route through here.',
  permitsAll: 'The router then lets every route through here.',
  matchesNothing: 'The condition then matches no route.',
  matchesAll: 'The condition then matches every route.',
  ignored: 'It then has no effect.',
} as const

export const routerMessages: MessagesOf<typeof routers> = {
  HP1110: ({ statement, count }) => ({
    message: `The statement ${quote(statement)} can bear on the way of packets and is not simulated${times(count)}.`,
    advice: 'Routes may differ from what is told here. Where they matter, write them into hairpin.yaml.',
  }),
  HP1111: ({ statement, count }) => ({
    message: `The statement ${quote(statement)} is not known, so it was not used${times(count)}.`,
    advice: 'If it changes routes, write what it does into hairpin.yaml.',
  }),
  HP1112: ({ statement, expected }) => ({
    message: `The statement ${quote(statement)} lacks ${expectations[expected]}, or has something else in its place; it was not used.`,
    advice: 'Correct it; the router itself would refuse it as well.',
  }),
  HP1113: ({ thing, name, effect }) => ({
    message: `The ${things[thing]} ${quote(name)} is used here, and nothing in this file defines it. ${effects[effect]}`,
    advice: 'Define it, correct the name, or give the whole configuration.',
  }),
  HP1114: ({ neighbor, asn }) => ({
    message: `The external neighbor ${quote(neighbor)} (AS ${asn}) has no policy for both directions, so FRR exchanges no routes with it where there is none.`,
    advice:
      'From version 7.4 on FRR wants a route map or list "in" and "out" (RFC 8212). Add them, or "no bgp ebgp-requires-policy". A file without a line "frr version" is taken as of today.',
  }),
}
