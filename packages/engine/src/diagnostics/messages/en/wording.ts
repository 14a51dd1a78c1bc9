// Building blocks of English messages: quoted names, lists, counts, and the words for kinds.
import type { GatewayKind, JsonExpectation, LimitedThing, ThingKind, ValueKind } from '../../kinds.ts'
import { formatNumber, longestList, printable } from '../printable.ts'

/** A name or value from the input. */
export const quote = (text: string): string => `"${printable(text)}"`

/** A piece of the source text: quoted, unless its own quotation mark begins it. */
export const quoteSource = (text: string): string => (text.startsWith('"') ? printable(text) : quote(text))

/** A resource by what tells it apart within its provider: `networkInterfaces/nic-a`. A text that is no id stays whole. */
export const quoteResource = (id: string): string =>
  quote(id.replace(/^\/subscriptions\/.*\/providers\/[^/]+\/(?=[^/]+\/)/iu, ''))

/** Words joined as in a sentence: a, b and c. */
const join = (words: readonly string[], conjunction: 'and' | 'or'): string =>
  words.length < 2
    ? (words[0] ?? 'none')
    : `${words.slice(0, -1).join(', ')} ${conjunction} ${words[words.length - 1]}`

/** Quoted names; a long list ends in a count. */
export const quoteAll = (names: readonly string[], conjunction: 'and' | 'or' = 'and'): string => {
  const shown = names.slice(0, longestList).map(quote)
  const hidden = names.length - shown.length
  return hidden > 0 ? `${shown.join(', ')} and ${formatNumber(hidden)} more` : join(shown, conjunction)
}

/** A sentence to begin the advice with, or nothing. */
export const didYouMean = (suggestion: string | undefined): string =>
  suggestion === undefined ? '' : `Did you mean ${quote(suggestion)}? `

/** A sentence that lists what would have been right, or nothing when there is nothing to list. */
export const knownNames = (names: readonly string[]): string =>
  names.length === 0 ? '' : `Known: ${quoteAll(names)}. `

/** `1 resource`, `1,200 resources`. */
export const count = (number: number, noun: string): string =>
  `${formatNumber(number)} ${noun}${number === 1 ? '' : 's'}`

const valueKinds: Readonly<Record<ValueKind, string>> = {
  address: 'an IP address',
  asn: 'an AS number',
  boolean: 'true or false',
  integer: 'a whole number',
  list: 'a list',
  null: 'null',
  number: 'a number',
  object: 'an object',
  port: 'a port number',
  prefix: 'an address prefix',
  resourceId: 'a resource id',
  string: 'a string',
}

/** `a string`. */
export const valueKind = (kind: ValueKind): string => valueKinds[kind]

/** `a string or a number`. */
export const anyValueKind = (kinds: readonly ValueKind[]): string => join(kinds.map(valueKind), 'or')

/** The word for a kind of thing. */
export const things: Readonly<Record<ThingKind, string>> = {
  bgpSpeaker: 'BGP speaker',
  circuit: 'ExpressRoute circuit',
  connection: 'connection',
  device: 'device',
  firewall: 'Azure Firewall',
  gateway: 'virtual network gateway',
  localNetworkGateway: 'local network gateway',
  networkInterface: 'network interface',
  peering: 'peering',
  place: 'place',
  resource: 'resource',
  routeServer: 'Route Server',
  routeTable: 'route table',
  site: 'site',
  subnet: 'subnet',
  virtualHub: 'virtual hub',
  virtualMachine: 'virtual machine',
  virtualNetwork: 'virtual network',
  vpnSite: 'VPN site',
}

/** What a JSON reader was waiting for. */
export const jsonExpectations: Readonly<Record<JsonExpectation, string>> = {
  closingBrace: 'a closing brace (})',
  closingBracket: 'a closing bracket (])',
  colon: 'a colon (:)',
  comma: 'a comma (,)',
  endOfComment: 'the end of the comment (*/)',
  endOfFile: 'the end of the file',
  endOfString: "the string's closing quotation mark",
  escapeSequence: 'a valid escape sequence such as \\n or \\u0041',
  number: 'a complete number',
  printableCharacter: 'no control character inside a string',
  propertyName: 'a property name in quotation marks',
  value: 'a value',
}

/** Plural of what Azure limits in number. */
export const limitedThings: Readonly<Record<LimitedThing, string>> = {
  bgpPeersOfRouteServer: 'BGP peers',
  circuitConnectionsOfGateway: 'ExpressRoute connections',
  prefixesFromBgpPeer: 'prefixes announced by one BGP peer',
  prefixesFromSite: 'prefixes announced from on-premises over private peering',
  prefixesToCircuit: 'prefixes announced to the ExpressRoute circuit',
  routesInTable: 'routes',
  serviceTagRoutesInTable: 'routes with a service tag',
  virtualNetworkPeerings: 'peerings',
}

/** `ExpressRoute`. */
export const gatewayKind = (kind: GatewayKind): string => (kind === 'vpn' ? 'VPN' : 'ExpressRoute')

/** `VPN and ExpressRoute`. */
export const gatewayKinds = (kinds: readonly GatewayKind[]): string => join(kinds.map(gatewayKind), 'and')
