// English words for answers.
import type { CostDriver } from '../../queries/answers.ts'
import type { Parameters, ReasonFacts, Words } from './catalogue.ts'
import { edgeAssumptions, edgeDecisions } from './en-edge.ts'
import { guestEnglish } from './guest-en.ts'
import { prefixStoryEnglish } from './prefix-story-en.ts'
import { parameter, part } from './sentence-parts.ts'
import { translationEnglish } from './translation-en.ts'
import { verdictEnglish } from './verdict-en.ts'
import { vpnEnglish } from './vpn-en.ts'

const direction = (parameters: Parameters): string =>
  parameters['direction'] === 'Inbound' ? 'inbound' : 'outbound'

const perGigabyte = (price: CostDriver['price']): string =>
  price === null ? 'by the gigabyte' : `${price.dollarsPerGigabyte} USD per GB (list price of ${price.asOf})`

/** What rules are attached to. */
const attachment: Parameters = { nic: 'NIC', subnet: 'subnet', vnet: 'virtual network' }

const endings: Words['endings'] = {
  delivered: 'delivered',
  deliveredToInternet: 'leaves Azure for the Internet',
  noRoute: 'no route',
  applianceNotForwarding: 'the appliance does not forward',
  applianceMissing: 'nothing runs at the next hop address',
  deliveredElsewhere: 'delivered to another owner of the same address',
  noSuchHost: 'nobody owns the destination address',
  hostStopped: 'the destination does not run',
  peeringRefused: 'the peering does not let it pass',
  gatewayNoRoute: 'no route onward',
  noInternetEgress: 'no way out to the Internet',
  loop: 'routing loop',
  ttlExpired: 'TTL expired on the way',
  tunnelDown: 'the tunnel is down',
  filtered: 'dropped by a filter',
  unknown: 'what decides is not known',
}

const reason = ({ ending, element, onwardFrom, prefix, nextHopType, detail }: ReasonFacts): string => {
  if (ending === 'noRoute' && prefix !== undefined)
    return `${endings.noRoute}${part(onwardFrom, (at) => ` onward from ${at}`)}; dropped by ${prefix} → ${nextHopType ?? 'None'}`
  // Who is not there, or does not run, is all there is to say.
  if ((ending === 'noSuchHost' || ending === 'hostStopped') && detail !== '') return detail
  if (ending === 'deliveredElsewhere') return endings[ending] + part(element, (other) => `, ${other}`)
  // The ending names the Internet itself.
  const place = ending === 'noInternetEgress' ? '' : part(element, (at) => ` at ${at}`)
  return endings[ending] + place + part(detail, (why) => ` (${why})`)
}

/** All English words. */
export const english: Words = {
  endings,
  decisions: {
    ...translationEnglish.decisions,
    ...vpnEnglish.decisions,
    effectiveRoute: (p) =>
      `route ${parameter(p, 'prefix')}${part(p['source'], (source) => ` (${source}${part(p['name'], (name) => ` ${name}`)})`)} → ` +
      `${parameter(p, 'nextHopType')}${part(p['nextHopIp'], (address) => ` ${address}`)}`,
    noEffectiveRoute: (p) => `no effective route matches ${parameter(p, 'destination')}`,
    nextHopUnreachable: (p) =>
      `next hop ${parameter(p, 'nextHop')} of user route ${parameter(p, 'prefix')} cannot be reached directly`,
    nextHopStopped: (p) =>
      `the machine at next hop ${parameter(p, 'nextHop')} of user route ${parameter(p, 'prefix')} is stopped`,
    localDelivery: () => 'the destination is its own address',
    nobodyOwns: (p) => `nobody in ${parameter(p, 'vnet')} owns ${parameter(p, 'address')}`,
    machineStopped: (p) => `${parameter(p, 'vm')} does not run`,
    nicForwardingOff: (p) =>
      p['source'] === undefined
        ? `IP forwarding is off on NIC ${parameter(p, 'nic')}`
        : `NIC ${parameter(p, 'nic')} may not send from ${parameter(p, 'source')}: the address is not its own, and IP forwarding is off`,
    guestForwardingOff: (p) => `IP forwarding is off in the guest of ${parameter(p, 'vm')}`,
    securityRule: (p) =>
      `rule ${parameter(p, 'rule')} (${parameter(p, 'priority')}, ${direction(p)}) of ` +
      `${parameter(p, 'group')}, on ${attachment[parameter(p, 'to')] ?? ''} ${parameter(p, 'attachedTo')}, denies it`,
    securityRuleOpen: (p) =>
      `whether rule ${parameter(p, 'rule')} (${parameter(p, 'priority')}, ${direction(p)}) of ` +
      `${parameter(p, 'group')} is for this packet is not known`,
    firewallRule: (p) =>
      `rule ${parameter(p, 'rule')} of collection ${parameter(p, 'collection')} (${parameter(p, 'priority')}) of ${parameter(p, 'firewall')} denies it`,
    firewallRuleOpen: (p) =>
      `whether rule ${parameter(p, 'rule')} of collection ${parameter(p, 'collection')} of ${parameter(p, 'firewall')} is for this packet is not known` +
      part(p['names'], (names) => `: it is for ${names}`),
    firewallDefault: (p) => `no rule of ${parameter(p, 'firewall')} allows it`,
    noFlowState: (p) =>
      `${parameter(p, 'element')} has not seen the connection begin, so it drops what belongs to it`,
    answerNotSeen: (p) =>
      `the answer went past ${parameter(p, 'element')}, so it drops the rest of the connection`,
    guestFilter: (p) => `the ${parameter(p, 'chain')} filter of ${parameter(p, 'vm')} drops it`,
    kernelRoute: (p) =>
      `the kernel sends it out of ${parameter(p, 'dev')} (route: ${parameter(p, 'prefix')})`,
    reversePath: (p) =>
      `${parameter(p, 'vm')} drops it: its own way to ${parameter(p, 'source')} is by another interface`,
    kernelBlackhole: (p) => `the kernel of ${parameter(p, 'vm')} discards ${parameter(p, 'prefix')}`,
    noRouteOfInterface: (p) =>
      `${parameter(p, 'vm')} sends it by the NIC that has the address, ${parameter(p, 'nic')}, where its system has no route to ${parameter(p, 'destination')}`,
    announcementsNotDescribed: (p) =>
      `${parameter(p, 'source')} may have a route for ${parameter(p, 'destination')}: what its peers announce is not described`,
    serviceTagNotKnown: (p) =>
      `${parameter(p, 'name')} may have a route for ${parameter(p, 'destination')}: the prefixes of service tag ${parameter(p, 'tag')} are not known`,
    serviceEndpoint: (p) => `${parameter(p, 'service')} takes it by the service endpoint of the subnet`,
    tunnel: (p) =>
      `${parameter(p, 'vm')} sends it into tunnel ${parameter(p, 'dev')}, whose far end is not described`,
    tunnelDown: (p) =>
      `tunnel ${parameter(p, 'dev')} of ${parameter(p, 'vm')} is not up: nothing at ${parameter(p, 'address')} takes its packets`,
    tunnelBlocked: (p) =>
      `Azure carries neither GRE nor IP-in-IP, so tunnel ${parameter(p, 'dev')} of ${parameter(p, 'vm')} is not up`,
    tunnelRecursion: (p) =>
      `the packets of tunnel ${parameter(p, 'element')} would go into the tunnel itself; a host route to its far end is missing`,
    reservedAddress: (p) =>
      `Azure keeps ${parameter(p, 'address')} of subnet ${parameter(p, 'subnet')} for itself`,
    platformAddress: (p) => `${parameter(p, 'address')} is Azure's own, which no route and no table changes`,
    platformPing: (p) =>
      `${parameter(p, 'address')} is Azure's own (DNS, DHCP, probes, metadata), and whether it answers pings is not documented`,
    notCarried: (p) =>
      `a VNet carries no packets to ${parameter(p, 'destination')}: link-local, multicast, broadcast or loopback`,
    linkLocalSource: (p) => `nothing in a VNet routes packets from ${parameter(p, 'source')}`,
    neverForwards: (p) => `${parameter(p, 'element')} takes packets for itself only`,
    hubRoute: (p) =>
      `route ${parameter(p, 'prefix')} of hub ${parameter(p, 'hub')}${part(p['asPath'], (path) => `, AS path ${path}`)}`,
    noHubRoute: (p) =>
      `the table of hub ${parameter(p, 'hub')} has no route to ${parameter(p, 'destination')}`,
    elementNotModelled: (p) =>
      `${parameter(p, 'address')} belongs to ${parameter(p, 'element')}, and what becomes of the packet there is not known`,
    ownerNotKnown: (p) =>
      `the inputs only refer to ${parameter(p, 'vnet')}, so what owns ${parameter(p, 'address')} there is not known`,
    spaceNotKnown: (p) =>
      `no input tells the address space and the peerings of ${parameter(p, 'vnet')}, which may hold ${parameter(p, 'destination')}`,
    sameNetwork: (p) => `${parameter(p, 'destination')} is in ${parameter(p, 'vnet')} as well`,
    ...edgeDecisions,
    virtualNetworkAccessOff: (p) =>
      `peering ${parameter(p, 'peering')} does not allow virtual network access`,
    forwardedTrafficOff: (p) =>
      `peering ${parameter(p, 'peering')} does not accept forwarded traffic from ${parameter(p, 'source')}`,
    subnetNotPeered: (p) =>
      `subnet ${parameter(p, 'subnet')} is not part of subnet peering ${parameter(p, 'peering')}`,
    membersOverlap: (p) =>
      `several members of the connected group have ${parameter(p, 'destination')}: ${parameter(p, 'vnets')}`,
    peerNotInInputs: (p) => `the VNet behind peering ${parameter(p, 'peering')} is not among the inputs`,
    bgpRoute: (p) =>
      `best BGP path ${parameter(p, 'prefix')}${part(p['asPath'], (path) => `, AS path ${path}`)}` +
      part(p['nextHopIp'], (address) => ` → ${address}`),
    noBgpRoute: (p) => `no BGP route to ${parameter(p, 'destination')}`,
    userRouteWithoutGateway: (p) =>
      `user route ${parameter(p, 'prefix')} → VirtualNetworkGateway, but ${parameter(p, 'vnet')} has no VPN gateway and uses none of a peered VNet`,
    userRouteToUnknownGateway: (p) =>
      `user route ${parameter(p, 'prefix')} → VirtualNetworkGateway, and which gateway ${parameter(p, 'vnet')} uses is not known`,
    userRouteToExpressRoute: (p) =>
      `user route ${parameter(p, 'prefix')} → VirtualNetworkGateway, a next hop that does not work with an ExpressRoute gateway (${parameter(p, 'gateways')})`,
    siteNetwork: (p) => `the network of site ${parameter(p, 'site')}`,
    siteNotDescribed: (p) =>
      `no input tells where site ${parameter(p, 'site')} sends ${parameter(p, 'destination')}`,
    notRoutableOnInternet: (p) =>
      `${parameter(p, 'destination')} is private or reserved, so the Internet does not route it`,
    outsideReply: (p) => `answers to ${parameter(p, 'destination')}, or to what stood for it`,
    seenBefore: (p) => `the packet came back to ${parameter(p, 'element')}`,
    tooManyHops: () => 'more hops than a packet can take',
  },
  hopKinds: {
    nic: 'NIC',
    appliance: 'appliance',
    loadBalancer: 'load balancer',
    privateEndpoint: 'private endpoint',
    msee: 'MSEE',
    expressRouteGateway: 'ExpressRoute gateway',
    vpnGateway: 'VPN gateway',
    routeServer: 'Route Server',
    hubRouter: 'hub router',
    firewall: 'firewall',
    site: 'site',
    internet: 'Internet',
    vpnClient: 'VPN client',
    service: 'service',
  },
  placeKinds: {
    nic: 'NIC',
    subnet: 'subnet',
    gatewaySubnet: 'gateway subnet',
    firewallSubnet: 'firewall subnet',
    routeServerSubnet: 'Route Server subnet',
  },
  quality: {
    heading: 'Estimated',
    roundTrip: ({ estimate, low, high }) =>
      `The round trip takes about ${estimate} ms (${low} to ${high}), by published times between regions, not measured here.`,
    byWayOf: (locations) => `It goes by way of ${locations.join(' and ')}, where the circuit is.`,
    beyond: (sites) => `What lies beyond the edge of ${sites.join(' and ')} comes on top.`,
    bandwidth: ({ megabitsPerSecond, element }, way) =>
      `At most ${megabitsPerSecond} Mbit/s${way === undefined ? '' : way === 'forward' ? ' on the way there' : ' on the way back'}, through ${element}.`,
    mtu: ({ bytes, tunnel }) =>
      `Packets of up to ${bytes} bytes pass ${tunnel} whole; larger ones are fragmented, or refused with "fragmentation needed" where they must not be.`,
    costs: {
      peering: (element, price) => `Data over the peering ${element} is paid ${perGigabyte(price)}.`,
      globalPeering: (element, price) =>
        `Data over the global peering ${element} is paid ${perGigabyte(price)}.`,
      meteredCircuit: (element, price) =>
        `Data out of Azure over ${element} is paid ${perGigabyte(price)} if the circuit is metered.`,
      hubData: (element, price) => `What ${element} processes is paid ${perGigabyte(price)}.`,
      firewallData: (element, price) => `What ${element} processes is paid ${perGigabyte(price)}.`,
      privateEndpointData: (element, price) => `Data through ${element} is paid ${perGigabyte(price)}.`,
    },
  },
  carriedBy: ({ protocol, port, source, destination }, elements) =>
    `inside ${protocol.toUpperCase()}${port === undefined ? '' : ` ${port}`} packets from ${source} to ${destination}, by way of ${elements.join(' → ')}`,
  translatedEnds: ({ source, destination }) =>
    `sends it on ${[part(source, (text) => `from ${text}`), part(destination, (text) => `to ${text}`)].filter((text) => text !== '').join(' ')}`,
  securityFilter: ({ group, rule, priority, access, direction = '', to, attachedTo }) =>
    to === 'firewall'
      ? `${attachedTo}: rule ${rule} of collection ${group} (${priority}) ${access === 'Allow' ? 'allows' : 'denies'} it`
      : `${group} on ${attachment[to] ?? ''} ${attachedTo}: ${direction.toLowerCase()} rule ${rule} (${priority}) ${access === 'Allow' ? 'allows' : 'denies'} it`,
  filteringSoFar: 'No security rule is the reason.',
  filtering: {
    allowed: 'Security rules allow it.',
    denied: 'The route is there; a security rule or a filter stops it.',
    notEvaluated: 'Not all security rules on the way are known.',
  },
  reachability: { reached: 'reached', partly: 'partly', notReached: '–', unknown: '?' },
  speakerKinds: {
    gateway: 'gateway',
    routeServer: 'Route Server',
    circuit: 'ExpressRoute circuit',
    hub: 'virtual hub',
    guest: 'guest',
    site: 'site',
  },
  bgpTables: { learned: 'learned', advertised: 'advertised', rib: 'routing table' },
  links: { primary: 'primary link', secondary: 'secondary link' },
  assumptions: {
    ...translationEnglish.assumptions,
    ...vpnEnglish.assumptions,
    guestForwards: (p) =>
      `The guest of ${parameter(p, 'vm')} forwards packets, because its NIC does and nothing says otherwise; ` +
      'if it does not, they end there.',
    machineBehindNic: (p) =>
      `A running machine answers on NIC ${parameter(p, 'nic')}, though the inputs declare none; without it nothing arrives.`,
    toggleByEra: (p) =>
      `allowRemoteVnetTraffic of ${parameter(p, 'gateway')} is not set and taken as ${parameter(p, 'value')}, ` +
      `as for gateways of ${parameter(p, 'year')}; it decides what the gateway accepts from other VNets.`,
    siteInside: (p) =>
      `Inside site ${parameter(p, 'site')} packets find their host and replies find the way back; nothing is known of it.`,
    circuitWithoutSite: (p) =>
      `Nothing is announced over ${parameter(p, 'circuit')} from outside Azure: no site is described behind it (sites in hairpin.yaml).`,
    internetReply: (p) => `${parameter(p, 'address')} on the Internet replies.`,
    initialTtl: (p) =>
      `${parameter(p, 'vm')} runs Linux, which replies with a TTL of 64; with Windows (128) ping shows 64 more.`,
    allocatedAddress: (p) =>
      `${parameter(p, 'resource')} has the address ${parameter(p, 'address')}, chosen as Azure would: the inputs fix none.`,
    uncertainAddress: (p) =>
      `${parameter(p, 'resource')} may have another address than ${parameter(p, 'address')}: how many ${parameter(p, 'service')} takes in the subnet is not known.`,
    endsAtProxy: (p) =>
      `${parameter(p, 'service')} ends the connection and opens its own to what is behind it; a trace from it shows that part.`,
    ...edgeAssumptions,
    subnetNotDescribed: (p) =>
      `Subnet ${parameter(p, 'subnet')} has no route table and no security group of its own: the inputs only refer to it.`,
    securityGroupAllows: (p) =>
      `Security group ${parameter(p, 'group')} on ${parameter(p, 'attachedTo')} lets everything pass: no input declares its rules.`,
  },
  rules: {
    'R1.1': "the VNet's own prefixes",
    'R1.2': 'default route to the Internet',
    'R1.3': 'reserved prefixes go to None',
    'R1.4': 'list of None routes by era',
    'R1.5': 'when None routes change',
    'R1.6': 'routes of a peered VNet',
    'R1.7': 'routes learned from a gateway',
    'R1.8': 'service endpoint routes',
    'R1.9': 'private endpoint routes',
    'R1.10': 'private endpoint network policy',
    'R1.11': 'connected group',
    'R1.12': 'user-defined route',
    'R1.14': 'user, then gateway, then default route',
    'R1.15': 'protected system routes',
    'R1.16': 'longest prefix match',
    'R1.17': 'Active and Invalid rows',
    'R1.18': 'equal-cost next hops',
    'R1.19': 'gateway route propagation disabled',
    'R1.20': 'next hop must be directly reachable',
    'R1.21': 'state of the next hop',
    'R1.22': 'next hop VirtualNetworkGateway',
    'R1.23': 'next hop VnetLocal',
    'R1.24': 'next hop Internet or None',
    'R1.25': 'service tags in user routes',
    'R1.26': 'override of 0.0.0.0/0',
    'R2.1': 'both sides of a peering',
    'R2.3': 'peering is not transitive',
    'R2.4': 'peering flags',
    'R2.5': 'gateway transit needs both ends',
    'R2.9': 'peering beats gateway',
    'R2.10': 'subnet peering',
    'R2.11': 'who reaches whom in a connected group',
    'R2.13': 'allow forwarded traffic',
    'R3.2': 'packets entering through a gateway',
    'R3.3': 'ExpressRoute leaves to the MSEE directly',
    'R3.7': 'routes of a local network gateway',
    'R3.11': 'what a VPN gateway advertises',
    'R3.12': 'what a VPN gateway does not take',
    'R3.14': 'best path of a VPN gateway',
    'R3.15a': 'VNet-to-VNet connections',
    'R3.16': 'point-to-site clients',
    'R3.21': 'what a gateway advertises to the circuit',
    'R3.22': 'MSEE next hop addresses',
    'R3.23': 'ExpressRoute hairpin',
    'R3.24': 'remote VNet traffic per gateway',
    'R3.25': 'both gateways must accept remote VNets',
    'R3.26': 'spokes follow their gateway',
    'R3.27': 'what on-premises sees',
    'R3.28': 'path selection across circuits',
    'R3.31': 'ExpressRoute before VPN',
    'R3.32': 'FastPath',
    'R3.33': 'Global Reach',
    'R3.35': 'VNet to VNet over ExpressRoute is not recommended',
    'R3.36': 'shorter AS path at the MSEE',
    'R4.2': 'Route Server is never in the data path',
    'R4.4': 'what Route Server programs',
    'R4.5': 'what Route Server filters',
    'R4.6': 'AS path loop check',
    'R4.7': 'announced next hop',
    'R4.8': 'best path of Route Server',
    'R4.9': 'branch-to-branch',
    'R4.11': 'two Route Servers on one circuit',
    'R5.1': 'virtual hub router',
    'R5.2': 'association and propagation in a hub',
    'R5.3': 'static routes of a hub',
    'R5.4': 'default routes of a hub',
    'R5.5': 'routes that a hub gives to VNets',
    'R5.6': 'what a hub cannot give',
    'R5.8': 'how a hub chooses',
    'R5.10': 'branch-to-branch in a hub',
    'R5.11': 'routing intent',
    'R5.12': 'hubs carry no IPv6',
    'R5.13': 'a VNet and a WAN on one circuit',
    'R5.15': "records of a hub's table",
    'R5.16': 'AS number 0',
    'R6.1': 'order of evaluation',
    'R6.3': 'NIC address check',
    'R6.4': 'rules of security groups, by priority',
    'R6.9': "Azure's own addresses",
    'R6.11': 'IP forwarding in Azure and in the guest',
    'R6.12': 'two routing layers of an appliance',
    'R6.13': "a guest's default routes",
    'R6.14': 'source address of a guest',
    'R6.15': 'reverse path filter',
    'R6.16': 'source NAT',
    'R6.18': 'source NAT of Azure Firewall',
    'R6.20': 'stateful devices need both directions',
    'R6.36': 'rules of Azure Firewall',
    'R6.21': 'load balancer as next hop',
    'R6.22': 'NAT gateway',
    'R6.23': 'precedence of ways to the Internet',
    'R6.24': 'public addresses',
    'R6.65': 'Standard public addresses are closed',
    'R6.25': 'default outbound access',
    'R6.26': 'what decrements the TTL',
    'R6.27': 'TTL of the reply',
    'R6.28': 'what a traceroute shows',
    'R6.29': 'hops in a tunnel',
    'R6.30': 'ExpressRoute hops by era',
    'R6.31': 'VPN hops',
    'R6.33': 'what the fabric carries',
    'R6.34': 'addresses that Azure keeps',
    'R6.52': 'address translation in a guest',
    'R6.53': 'DNAT of Azure Firewall',
    'R6.54': 'forced tunnelling of Azure Firewall',
    'R6.56': 'rules of a load balancer',
    'R6.57': 'out through a load balancer',
    'R6.58': 'gateway load balancer',
    'R6.59': 'Private Link service',
    'R6.62': 'health probes of a load balancer',
    'R7.1': 'BGP best path',
    'R7.2': 'BGP loop prevention',
    'R7.6': 'sessions that are down',
    'R7.10': 'route policies of routers',
  },
  severities: { error: 'error', warning: 'warning', note: 'note' },

  verdict: verdictEnglish,
  reason,
  andMoreReasons: (told, more) => `${told}; and ${more} more ${more === 1 ? 'reason' : 'reasons'}`,
  wayThere: (from, to) => `The way there: ${from} → ${to}`,
  wayBack: (from, to) => `The way back: ${from} → ${to}`,
  way: (number, count, share) => `way ${number} of ${count}, ${share} of the flows`,
  sameDecisions: 'by the same decisions',
  moreWays: (count, share, ending) =>
    `and ${count} more ${count === 1 ? 'way' : 'ways'}, ${share} of the flows: ${ending}`,
  nobodyReplies: 'nobody is there to reply',
  symmetric: 'The way back passes the same elements as the way there.',
  asymmetric: (devices) =>
    devices.length === 0
      ? 'The way back differs from the way there: a flow and its answer may pass different appliances.'
      : `The way back differs from the way there: ${devices.join(', ')} ${devices.length === 1 ? 'sees' : 'see'} one direction only, which breaks connections where they are followed.`,
  sameAppliances:
    'The way back differs from the way there, but each appliance and firewall sees both directions.',
  noAppliances: 'The way back differs from the way there; no appliance or firewall is on either.',
  decrementsAndAnswers: 'TTL −1, answers',
  decrementsSilently: 'TTL −1, silent',
  onSomeWays: 'or silent',
  tracerouteShows: 'A traceroute shows',
  sameAgain: (ttl) => `the same again, up to ${ttl}`,
  noReplyComes: (protocol) => (protocol === 'icmp' ? 'A ping gets no reply.' : 'No reply comes back.'),
  replyUnknown: (protocol) =>
    `Whether ${protocol === 'icmp' ? 'a ping gets a reply' : 'a reply comes back'} cannot be told.`,
  replyTtl: (ttl, protocol) =>
    protocol === 'icmp' ? `A ping shows ttl=${ttl}.` : `Replies arrive with ttl=${ttl}.`,
  assumptionsHeading: 'Taken for granted',
  findingsHeading: 'About this way',

  placeHeading: ({ kind, name, vm, subnet }) =>
    `${kind} ${name}${part(vm, (of) => ` of ${of}`)}${part(subnet, (of) => `, subnet ${of}`)}`,
  noRoutes: 'No routes.',
  noTables: 'No routes to show: no subnet with a known prefix was found, and no NIC in one.',
  noSpeakers: 'Nothing speaks BGP here.',
  morePrefixes: (count) => `and ${count} more`,
  routeColumns: { name: 'Route Name', declaredAt: 'Declared At', rule: 'Rule' },

  bgpHeading: ({ name, kind, instance, link, table, direction, peer }) =>
    `${kind} ${name}${part(instance, (address) => `, instance ${address}`)}${part(link, (role) => `, ${role}`)}: ` +
    table +
    part(peer, (address) => ` ${direction === 'advertised' ? 'to' : 'from'} ${address}`),

  ...prefixStoryEnglish,
  hubHeading: ({ hub, kind, name }) =>
    `virtual hub ${hub}: ${{ routeTable: 'route table', connection: 'connection', firewall: 'firewall', vpnGateway: 'VPN gateway', expressRouteGateway: 'ExpressRoute gateway' }[kind]} ${name}`,

  inspect: {
    summary: ({ resources, assumed }) =>
      `${resources} ${resources === 1 ? 'resource' : 'resources'}${assumed === 0 ? '' : `, ${assumed} of them assumed (declared nowhere, only referred to)`}.`,
    resourceColumns: ['Name', 'Type', 'Declared At'],
    assumed: '(assumed)',
    guestHeading: 'Guests',
    guestColumns: ['Machine', 'Known', 'Read from'],
    guestSaysNothing: 'nothing that packets notice',
    unknownHeading: 'Values that the inputs do not tell',
    unknownColumns: ['Resource', 'Property', 'Why', 'Comes from'],
    unknownReasons: {
      expression: 'expression',
      parameter: 'parameter without a value',
      runtime: 'known to Azure only',
      secret: 'secret',
      unsupported: 'not supported',
    },
    ignoredHeading: 'Without bearing on routing',
    ignoredCount: ({ resources, types }) =>
      `${resources} ${resources === 1 ? 'resource' : 'resources'} of ${types} ${types === 1 ? 'type has' : 'types have'} no bearing on routing (--verbose names them).`,
    unsupportedHeading: 'Not understood: the answers leave them out',
    countColumns: ['Type', 'Count'],
    nothing: 'No resources were found.',
  },

  tour: {
    reachabilityHeading: 'Who reaches whom (row: from, column: to)',
    fromColumn: 'From',
    routesHeading: (place) => `The effective routes of ${place}`,
    traceHeading: (from, to) => `From ${from} to ${to}`,
    nextHeading: 'What to type next',
  },

  guest: guestEnglish,

  styles: {
    outcomeUnknown: '# The outcome cannot be told; the trace without --style says why.',
    otherFlows: (share) => `# ${share} of the flows take a way that does not arrive, and show this instead:`,
  },

  findings: {
    hint: 'hint',
    azureCode: (code) => `Azure's own code: ${code}`,
    bicepCode: (code) => `Bicep's own code: ${code}`,
    summary: ({ errors, warnings, notes }) =>
      [[errors, 'error'] as const, [warnings, 'warning'] as const, [notes, 'note'] as const]
        .filter(([count]) => count > 0)
        .map(([count, word]) => `${count} ${word}${count === 1 ? '' : 's'}`)
        .join(', '),
  },
}
