// Building blocks of English messages: quoted names, lists, counts, and the words for kinds.
import type {
  ArmExpectation,
  BicepExpectation,
  GatewayKind,
  JsonExpectation,
  LimitedThing,
  ThingKind,
  ValueKind,
} from '../../kinds.ts'
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
  lambda: 'a lambda expression',
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
  destination: 'destination',
  device: 'device',
  firewall: 'Azure Firewall',
  gateway: 'virtual network gateway',
  host: 'host',
  loadBalancer: 'load balancer',
  localNetworkGateway: 'local network gateway',
  networkInterface: 'network interface',
  peering: 'peering',
  place: 'place with routes',
  publicAddress: 'public IP address',
  resource: 'resource',
  routeServer: 'Route Server',
  routeTable: 'route table',
  service: 'service',
  site: 'site',
  source: 'source',
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

/** What a reader of ARM expressions was waiting for. */
export const armExpectations: Readonly<Record<ArmExpectation, string>> = {
  closingBracket: 'a closing bracket ]',
  closingParenthesis: 'a closing parenthesis )',
  commaOrClosingParenthesis: 'a comma , or a closing parenthesis )',
  endOfExpression: 'the end of the expression',
  endOfString: "a closing quotation mark '",
  name: 'a name',
  openingParenthesis: 'an opening parenthesis (',
  value: 'a function, a string or a number',
}

/** What a Bicep reader was waiting for. */
export const bicepExpectations: Readonly<Record<BicepExpectation, string>> = {
  arrow: 'an arrow =>',
  as: 'the word as and a name',
  closingBrace: 'a closing brace }',
  closingBracket: 'a closing bracket ]',
  closingChevron: 'a closing angle bracket >',
  closingParenthesis: 'a closing parenthesis )',
  colon: 'a colon :',
  colonOfCondition: 'a colon : and the value for a condition that is false',
  colonOfLoop: 'a colon : and the body of the loop',
  commaOrClosingParenthesis: 'a comma , or a closing parenthesis )',
  commaOrLineBreak: 'a comma , or a new line',
  declarationBody: 'an opening brace {, if (...) or [for ...]',
  decoratedStatement: 'the statement that the decorator belongs to',
  decorator: 'a decorator such as @description(...)',
  endOfComment: 'the end of the comment */',
  endOfHole: 'the closing brace } of the expression in the string',
  endOfLine: 'a new line',
  endOfLineAfterDecorator: 'a new line after the decorator',
  endOfMultiLineString: "the string's three closing quotation marks",
  endOfString: "the string's closing quotation mark",
  equalsSign: 'an equals sign =',
  escapeSequence: "one of the escape sequences \\, \\', \\n, \\r, \\t, \\u{...} and \\$",
  extension: 'the name of an extension',
  for: 'the word for',
  from: 'the word from and a path',
  importedSymbols: 'an opening brace { and names, or * as and a name',
  in: 'the word in',
  integer: 'a whole number of at most 64 bits',
  loopBody: 'an opening brace { or if (...)',
  loopVariables: 'the name of a loop variable, or two as in (item, index)',
  memberName: 'the name of a property or function',
  name: 'a name',
  nestedResource: 'a resource after the decorator',
  openingBrace: 'an opening brace {',
  openingBracket: 'an opening bracket [',
  openingParenthesis: 'an opening parenthesis (',
  parametersStatement: 'a statement of a parameters file (using, param, var, ...)',
  path: 'a path in single quotation marks',
  pathOrNone: 'a path in single quotation marks, or none',
  propertyName: 'a property name',
  resourceName: 'the name of a nested resource',
  resourceType:
    "a resource type in single quotation marks such as 'Microsoft.Network/virtualNetworks@2024-05-01'",
  singleQuotes: 'single quotation marks around a string',
  statement: 'a statement (param, var, resource, module, output, ...)',
  type: 'a type',
  typeMember: 'the name of a member of the type, or *',
  value: 'a value',
  with: 'the word with',
}

/** Plural of what Azure limits in number. */
export const limitedThings: Readonly<Record<LimitedThing, string>> = {
  bgpPeersOfRouteServer: 'BGP peers',
  circuitConnectionsOfGateway: 'ExpressRoute circuits',
  connectionsOfVpnGateway: 'VPN connections',
  linksOfCircuit: 'connections and Global Reach links',
  prefixesBehindRoutingIntent:
    'address prefixes of connected virtual networks, with routing intent for private traffic',
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
