// Closed lists of things that parameters of findings name; each has its words in every language.

/** A kind of thing that people call by a name. */
export type ThingKind =
  | 'bgpSpeaker'
  | 'circuit'
  | 'connection'
  | 'destination'
  | 'device'
  | 'firewall'
  | 'gateway'
  | 'host'
  | 'loadBalancer'
  | 'localNetworkGateway'
  | 'networkInterface'
  | 'peering'
  | 'place'
  | 'publicAddress'
  | 'resource'
  | 'routeServer'
  | 'routeTable'
  | 'service'
  | 'site'
  | 'source'
  | 'subnet'
  | 'virtualHub'
  | 'virtualMachine'
  | 'virtualNetwork'
  | 'vpnSite'

/** What a value is, or should have been. */
export type ValueKind =
  | 'address'
  | 'asn'
  | 'boolean'
  | 'integer'
  | 'lambda'
  | 'list'
  | 'null'
  | 'number'
  | 'object'
  | 'port'
  | 'prefix'
  | 'resourceId'
  | 'string'

/** What a JSON reader was waiting for. */
export type JsonExpectation =
  | 'closingBrace'
  | 'closingBracket'
  | 'colon'
  | 'comma'
  | 'endOfComment'
  | 'endOfFile'
  | 'endOfString'
  | 'escapeSequence'
  | 'number'
  | 'printableCharacter'
  | 'propertyName'
  | 'value'

/** What a reader of ARM expressions was waiting for. */
export type ArmExpectation =
  | 'closingBracket'
  | 'closingParenthesis'
  | 'commaOrClosingParenthesis'
  | 'endOfExpression'
  | 'endOfString'
  | 'name'
  | 'openingParenthesis'
  | 'value'

/** What a Bicep reader was waiting for. */
export type BicepExpectation =
  | 'arrow'
  | 'as'
  | 'closingBrace'
  | 'closingBracket'
  | 'closingChevron'
  | 'closingParenthesis'
  | 'colon'
  | 'colonOfCondition'
  | 'colonOfLoop'
  | 'commaOrClosingParenthesis'
  | 'commaOrLineBreak'
  | 'declarationBody'
  | 'decoratedStatement'
  | 'decorator'
  | 'endOfComment'
  | 'endOfHole'
  | 'endOfLine'
  | 'endOfLineAfterDecorator'
  | 'endOfMultiLineString'
  | 'endOfString'
  | 'equalsSign'
  | 'escapeSequence'
  | 'extension'
  | 'for'
  | 'from'
  | 'importedSymbols'
  | 'in'
  | 'integer'
  | 'loopBody'
  | 'loopVariables'
  | 'memberName'
  | 'name'
  | 'nestedResource'
  | 'openingBrace'
  | 'openingBracket'
  | 'openingParenthesis'
  | 'parametersStatement'
  | 'path'
  | 'pathOrNone'
  | 'propertyName'
  | 'resourceName'
  | 'resourceType'
  | 'singleQuotes'
  | 'statement'
  | 'type'
  | 'typeMember'
  | 'value'
  | 'with'

/** What an evaluation of a template is limited in. */
export type EvaluationLimit = 'depth' | 'steps' | 'values'

/** What a declared parameter demands of its value. */
export type ParameterRule = 'allowed' | 'maxLength' | 'maxValue' | 'minLength' | 'minValue'

/** Where the values of the main template's parameters come from. */
export type ParameterSource = 'option' | 'parameterFile' | 'worldFile'

/** What a parameter file can ask of its surroundings. */
export type ExternalValueKind = 'commandArgument' | 'environmentVariable' | 'externalInput'

/** Why a value is not known; the same list as the reasons of an unknown value in the resource set. */
export type UnknownCause = 'expression' | 'parameter' | 'runtime' | 'secret' | 'unsupported'

/** Why a function of a template could not give a result. */
export type FunctionFailure =
  | 'addressOutside'
  | 'base64'
  | 'boolean'
  | 'dataUri'
  | 'date'
  | 'differentTypes'
  | 'divisionByZero'
  | 'emptyList'
  | 'emptyText'
  | 'formatItem'
  | 'formatSpecifier'
  | 'integer'
  | 'json'
  | 'jsonPath'
  | 'keyWithoutValue'
  | 'lambdaResult'
  | 'negative'
  | 'noResourceGroup'
  | 'noResourceType'
  | 'overflow'
  | 'pathNotFound'
  | 'position'
  | 'prefix'
  | 'prefixLength'
  | 'resourceNames'
  | 'stopped'
  | 'tooLarge'
  | 'uri'

/** What an answer may lack because a resource type is not understood. */
export type MissingEffect = 'addresses' | 'filters' | 'routes' | 'traffic' | 'unclear'

/** How two declarations of one resource became one. */
export type MergeOutcome = 'identical' | 'joined' | 'secondWins'

/** Why an address could not be chosen. */
export type AllocationFailure = 'prefixUnknown' | 'subnetFull' | 'subnetUnknown'

/** Something that Azure limits in number. */
export type LimitedThing =
  | 'bgpPeersOfRouteServer'
  | 'circuitConnectionsOfGateway'
  | 'connectionsOfVpnGateway'
  | 'linksOfCircuit'
  | 'prefixesBehindRoutingIntent'
  | 'prefixesFromBgpPeer'
  | 'prefixesToCircuit'
  | 'prefixesFromSite'
  | 'virtualNetworkPeerings'
  | 'routesInTable'
  | 'serviceTagRoutesInTable'

/** The two kinds of virtual network gateway. */
export type GatewayKind = 'expressRoute' | 'vpn'

/** Formats of input files that are not read. */
export type UnreadFormat = 'other' | 'terraform' | 'terraformLog'

/** Why a plan does not tell everything. */
export type IncompletePlan = 'errored' | 'partial'
/** A kind of table that Azure prints. */
export type EvidenceTableKind = 'effectiveRoutes' | 'gatewayRoutes' | 'circuitRoutes' | 'hubRoutes'

/** Why a table has no place: nothing names one, several would do, or nothing in the inputs has such tables. */
export type PlacingFault = 'noName' | 'severalNames' | 'nothingThere'
/** Why a statement of a guest's file was not used. */
export type GuestProblem =
  | 'condition'
  | 'fileNotThere'
  | 'ignored'
  | 'malformed'
  | 'notModelled'
  | 'policyBased'
  | 'programNotThere'
  | 'value'

/** A format of user data that is not read. */
export type UserDataFormat = 'base64' | 'gzip' | 'include' | 'jinja' | 'partHandler' | 'unknown'
