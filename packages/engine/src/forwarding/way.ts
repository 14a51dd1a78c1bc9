// The way of a packet: its hops, and the closed list of how it can end (docs/behaviours/endings.md).
import type { Span } from '../diagnostics/index.ts'
import type { Nic, SecurityDirection, Site } from '../model/index.ts'
import type { Address } from '../net/index.ts'
import type { Packet, Translation } from './packet.ts'
import type { Service } from './service.ts'
import type { VpnClientPlace } from './vpn-client-place.ts'

/** How a packet can end. The first two are successes. */
export type Ending =
  /** Reached the NIC or host that owns the address. */
  | 'delivered'
  /** Left Azure for the Internet. */
  | 'deliveredToInternet'
  /** The winning route says None, or no route matches. */
  | 'noRoute'
  /** Arrived at a machine that does not forward: IP forwarding is off on the NIC or in the guest. */
  | 'applianceNotForwarding'
  /** The next hop address belongs to nothing that runs. */
  | 'applianceMissing'
  /** Another machine or site that has the same address got it, not the one that was meant. */
  | 'deliveredElsewhere'
  /** The destination lies in a VNet or site, and nobody owns it. */
  | 'noSuchHost'
  /** The destination machine does not run. */
  | 'hostStopped'
  /** A peering flag or a subnet peering stops the packet. */
  | 'peeringRefused'
  /** A gateway, an MSEE or a site has no route onward. */
  | 'gatewayNoRoute'
  /** The subnet has no way to the Internet (R6.25), or not for this protocol (R6.22). */
  | 'noInternetEgress'
  /** The same element saw the same packet again. */
  | 'loop'
  /** More decrementing hops than the packet could take. */
  | 'ttlExpired'
  /** A tunnel does not carry it: its own packets do not get to the far end, or nobody there takes them. */
  | 'tunnelDown'
  /** A rule of a security group or firewall, or a filter in a guest, dropped it. */
  | 'filtered'
  /** What decides is not known or not modelled; the last decision says what. */
  | 'unknown'

/** Endings that count as success. */
export const isSuccess = (ending: Ending): boolean =>
  ending === 'delivered' || ending === 'deliveredToInternet'

/** What an element is. */
export type ElementKind =
  | 'nic'
  | 'appliance'
  | 'loadBalancer'
  | 'privateEndpoint'
  | 'msee'
  | 'expressRouteGateway'
  | 'vpnGateway'
  | 'routeServer'
  | 'hubRouter'
  | 'firewall'
  | 'site'
  | 'internet'
  /** A client of a point-to-site VPN. */
  | 'vpnClient'
  /** Another service of Azure's own. */
  | 'service'

/** Why an element did what it did. Words are found by code; parameters are names, prefixes and addresses. */
export type DecisionCode =
  /** An effective route won: prefix, source, nextHopType. */
  | 'effectiveRoute'
  /** No effective route matches: destination. */
  | 'noEffectiveRoute'
  /** A user route whose next hop is not directly reachable: prefix, nextHop. */
  | 'nextHopUnreachable'
  /** A user route whose next hop machine is stopped: prefix, nextHop. */
  | 'nextHopStopped'
  /** The destination is this element's own: address. */
  | 'localDelivery'
  /** Nobody owns the address: address, vnet. */
  | 'nobodyOwns'
  /** Azure keeps the address of the subnet for itself: address, subnet. */
  | 'reservedAddress'
  /** Azure's platform answers under it, whatever the routes say: address. */
  | 'platformAddress'
  /** The same; whether it answers a ping is not documented: address. */
  | 'platformPing'
  /** The fabric carries packets to no address of this kind: destination. */
  | 'notCarried'
  /** The machine does not run: vm. */
  | 'machineStopped'
  /** The NIC forwards nothing: nic. */
  | 'nicForwardingOff'
  /** The guest forwards nothing: vm. */
  | 'guestForwardingOff'
  /** A rule of a security group: group, rule, priority, direction, attachedTo, to (nic, subnet or vnet). */
  | 'securityRule'
  /** The same, where it is not known whether the rule is for the packet. */
  | 'securityRuleOpen'
  /** A rule of an Azure Firewall: firewall, collection, rule, priority. */
  | 'firewallRule'
  /** The same, where it is not known whether the rule is for the packet; names: what the rule asks for instead. */
  | 'firewallRuleOpen'
  /** No rule of an Azure Firewall allows it: firewall. */
  | 'firewallDefault'
  /** A device that follows connections has not seen this one begin: element. */
  | 'noFlowState'
  /** The same, where the answer went past it: it drops the rest of the connection: element. */
  | 'answerNotSeen'
  /** A guest's filter: vm, chain. */
  | 'guestFilter'
  /** The guest's way back to the source is by another interface: vm, source. */
  | 'reversePath'
  /** The guest's kernel chose the interface: prefix, dev. */
  | 'kernelRoute'
  /** The same, and the guest's own address took the place of the source: prefix, dev, source. */
  | 'sourceTranslated'
  /** The kernel discards: prefix. */
  | 'kernelBlackhole'
  | 'noRouteOfInterface'
  /** A tunnel whose far end is not described: vm, dev. */
  | 'tunnel'
  /** The tunnel's own packets do not arrive, or nothing at the far end takes them: vm, dev, address. */
  | 'tunnelDown'
  /** The fabric carries no packets of this protocol (R6.33): vm, dev. */
  | 'tunnelBlocked'
  /** The tunnel's own packets would go into the tunnel: element. */
  | 'tunnelRecursion'
  /** The fabric carries no packets with a link-local source: source. */
  | 'linkLocalSource'
  /** The element gave the packet another destination, and perhaps another source: element, destination, source, dev, prefix. */
  | 'destinationTranslated'
  /** A guest does, and no input tells which: vm, dev, rule. */
  | 'addressTranslation'
  /** The answer comes from another address or port than the sender has sent to: source, expected. */
  | 'answerFromElsewhere'
  /** The answer leaves for the Internet by another way, and so with another address, than its flow came in by. */
  | 'answerLeavesElsewhere'
  /** One of several backends: frontend, count, rule. */
  | 'loadBalanced'
  /** The same by an inbound NAT rule. */
  | 'inboundNatRule'
  /** No rule of a load balancer is for it: balancer, frontend, protocol, port. */
  | 'noBalancingRule'
  /** The health probe gets to no backend: probe, port; and vm, or group, rule, priority, attachedTo as of a securityRule. */
  | 'probesBlocked'
  /** It is not known whether one is: balancer, frontend, protocol, rule. */
  | 'balancingRuleOpen'
  /** The guest lacks the frontend's address, which floating IP needs: vm, address. */
  | 'floatingAddressMissing'
  /** The appliances of a gateway load balancer see it first: balancer, frontend, count. */
  | 'inlineAppliances'
  /** Over a private endpoint to a Private Link service: service, source. */
  | 'privateLink'
  /** The owner of the service did not approve the endpoint: endpoint, state. */
  | 'connectionNotApproved'
  /** Private Link carries TCP and UDP only, and to a service of one's own IPv4: service or endpoint. */
  | 'privateLinkProtocol'
  /** A peering stops it: peering, and why. */
  | 'virtualNetworkAccessOff'
  | 'forwardedTrafficOff'
  | 'subnetNotPeered'
  /** Members of a connected group have the same address: destination, vnets. */
  | 'membersOverlap'
  /** The peered VNet is not among the inputs: peering. */
  | 'peerNotInInputs'
  /** A service of Azure's own, through which packets are not followed yet: element, address. */
  | 'elementNotModelled'
  /** The VNet is only referred to, so what is in it is not known: address, vnet. */
  | 'ownerNotKnown'
  /** The VNet's address space is not known, and the destination may be in it or in a peer: destination, vnet. */
  | 'spaceNotKnown'
  /** The same, and a NIC of the VNet has the destination: destination, vnet. */
  | 'sameNetwork'
  /** Something gives routes here whose peers' announcements no input tells: source, destination. */
  | 'announcementsNotDescribed'
  /** A service endpoint or a user route brings prefixes of a tag that the list does not have: tag, name, destination. */
  | 'serviceTagNotKnown'
  /** A service took it by its service endpoint: service, destination. */
  | 'serviceEndpoint'
  /** A BGP speaker's best path: prefix, asPath. */
  | 'bgpRoute'
  /** A BGP speaker has none: destination. */
  | 'noBgpRoute'
  /** No connection of a VPN gateway leads there, neither learned nor static: destination. */
  | 'noConnection'
  /** NAT rules of a VPN gateway hold on the connection: connection. */
  | 'natRules'
  /** A client sends it into the VPN of its gateway: gateway, destination. */
  | 'clientRoute'
  /** The gateway has given its clients no route there: gateway, destination. */
  | 'noClientRoute'
  /** The address is one of the gateway's clients': prefix. */
  | 'clientPool'
  /** A VPN connection whose far end no input describes: connection. */
  | 'deviceNotDescribed'
  /** A VPN connection that the far end does not answer with one of its own: connection. */
  | 'connectionOneSided'
  /** A static route of a VPN gateway: prefix, connection. */
  | 'connectionRoute'
  /** A service that takes packets for itself only: element. */
  | 'neverForwards'
  /** A route of a virtual hub's table: prefix, hub, asPath. */
  | 'hubRoute'
  /** The hub's table has none: destination, hub. */
  | 'noHubRoute'
  /** A user route to VirtualNetworkGateway where there is none, or none is known (R1.22): prefix, vnet. */
  | 'userRouteWithoutGateway'
  | 'userRouteToUnknownGateway'
  /** The same where an ExpressRoute gateway is, which serves no user route: prefix, gateways. */
  | 'userRouteToExpressRoute'
  /** The network of a site: site. */
  | 'siteNetwork'
  /** What a site does with a packet for somebody else is not among the inputs: site, destination. */
  | 'siteNotDescribed'
  /** Private or reserved space at the Internet edge: destination. */
  | 'notRoutableOnInternet'
  /** No way out of the subnet, or none for this machine: subnet, and the balancer, machine or family that is why. */
  | 'noEgress'
  /** The way out translates the NIC's own addresses only: source, subnet. */
  | 'foreignSource'
  /** The public address of a NIC stands for it: nic. */
  | 'publicAddress'
  /** A public address of a firewall leads to it: firewall. */
  | 'publicAddressOfFirewall'
  /** Nothing on the Internet leads to the address of a NIC: nic, address. */
  | 'noPublicAddress'
  /** A Standard public address lets nothing in to a NIC that no security group guards: name, nic, subnet. */
  | 'closedAddress'
  /** Nothing has the public IP address: name, address. */
  | 'publicAddressUnused'
  /** A NAT gateway lets answers in, and nothing else: name, address. */
  | 'outboundOnly'
  /** Egress that carries no ICMP: subnet, and the NAT gateway, or the balancer with its rule and what that carries. */
  | 'egressWithoutIcmp'
  /** The rule that would give a way out carries another protocol: subnet, balancer, by, rule, carries, protocol. */
  | 'egressForOtherProtocol'
  /** Out: destination, and by which way, its name and public addresses. */
  | 'internetEgress'
  /** Somebody outside answers to the address that it has seen: destination. */
  | 'outsideReply'
  /** The packet came back: element. */
  | 'seenBefore'
  /** Too many hops. */
  | 'tooManyHops'

/** A decision with the rule that it follows. */
export interface Decision {
  readonly code: DecisionCode
  readonly rule: string
  readonly parameters: Readonly<Record<string, string>>
  readonly declaredAt?: Span | undefined
}

/** One element on the way. */
export interface Hop {
  readonly kind: ElementKind
  /** Name that people know, qualified where one name is not enough (`circuit01/primary`). */
  readonly element: string
  /** The address with which it would answer a traceroute. */
  readonly address: Address | undefined
  /**
   * All addresses that may answer, where the answer may leave by several interfaces: a router answers from the one
   * that leads back to the sender. Undefined means `address` alone.
   */
  readonly answeringAddresses?: readonly Address[]
  /** Whether it answers when a packet's TTL ends at it (R6.26, R6.28). */
  readonly answers: boolean
  readonly decrements: boolean
  readonly decision: Decision
  readonly nextHopType?: string
  readonly nextHopIp?: Address
  /** The NIC, where the element is one: an answer to the sender starts there. */
  readonly nic?: Nic
  /** What security groups or a firewall decided here; empty or absent where there are none. */
  readonly filters?: readonly FilterDecision[]
  /** Where a tunnel begins here: the packet that carries this one to the far end, and the elements on its way (R6.29). */
  readonly carrier?: { readonly packet: Packet; readonly hops: readonly Hop[] }
  /** What the element sees instead of what was sent, where something before it translated the packet (R6.16, R6.52). */
  readonly translatedSource?: Address
  readonly translatedDestination?: Address
  readonly translatedPort?: number | undefined
  readonly translatedSourcePort?: number | undefined
}

/** What one security group (R6.2) or firewall decided. */
export interface FilterDecision {
  /** The security group, or the rule collection of a firewall or of security admin rules. */
  readonly group: string
  /** Name of the NIC or subnet that the group is attached to, of the VNet or the firewall, and which of them. */
  readonly attachedTo: string
  readonly to: 'nic' | 'subnet' | 'vnet' | 'firewall'
  /** Rules of firewalls have none. */
  readonly direction?: SecurityDirection
  readonly rule: string
  readonly priority: number
  readonly access: 'Allow' | 'Deny'
  /** Whether it is a rule that Azure puts behind every group's own. */
  readonly isDefault: boolean
  readonly declaredAt: Span | undefined
}

/** Something taken for granted on the way. */
export interface WayAssumption {
  readonly code: AssumptionCode
  readonly parameters: Readonly<Record<string, string>>
}

/** What a way may take for granted. */
export type AssumptionCode =
  /** Nothing is said of the guest's forwarding; its NIC forwards: vm. */
  | 'guestForwards'
  /** A NIC without a machine is taken to have one: nic. */
  | 'machineBehindNic'
  /** The gateway's toggle is not set; the year decides: gateway, value, year. */
  | 'toggleByEra'
  /** What happens inside the site is not known: site. */
  | 'siteInside'
  /** No site is attached to the circuit, so the customer's routers announce nothing: circuit. */
  | 'circuitWithoutSite'
  /** Replies from the Internet come back: address. */
  | 'internetReply'
  /** The operating system, and so the initial TTL, is not known: vm. */
  | 'initialTtl'
  /** The address was allocated, not read: resource, address. */
  | 'allocatedAddress'
  /** The same, where nobody knows how many addresses a service takes: resource, address, service. */
  | 'uncertainAddress'
  /** A proxy ends the connection and opens its own to what is behind it: service. */
  | 'endsAtProxy'
  /** Not all rules of an Azure Firewall are among the inputs: firewall. */
  | 'firewallAllows'
  /** Pods have addresses of another space and leave as their node: cluster. */
  | 'podsLeaveAsNodes'
  /** An address for documentation stands for a public one that no input states: resource, address. */
  | 'standInAddress'
  /** The same for the one that Azure lends for default outbound access: address. */
  | 'lentAddress'
  /** With floating IP: the guest has the frontend's address: vm, address. */
  | 'floatingAddress'
  /** Which machine has which port of a range: by their order: rule, balancer. */
  | 'natPortByOrder'
  /** Appliances behind a gateway load balancer let it pass: balancer. */
  | 'inlineAppliancesPass'
  /** The private address of a firewall stands for that of the instance that took the packet: firewall, address. */
  | 'firewallInstance'
  /** Somebody is connected to the VPN gateway with an address of its pool: address, gateway. */
  | 'vpnClient'
  /** The client has the routes that the gateway learned by BGP, which Windows does not take: gateway. */
  | 'clientTakesRoutes'
  /** The inputs only refer to the subnet, so what it has is not known: subnet. */
  | 'subnetNotDescribed'
  /** No input declares the security group, so its rules are not known: group, attachedTo. */
  | 'securityGroupAllows'

/** Where a packet was delivered. */
export type Delivery =
  | { readonly kind: 'vpnClient'; readonly client: VpnClientPlace }
  | { readonly kind: 'nic'; readonly nic: Nic }
  | { readonly kind: 'site'; readonly site: Site }
  | { readonly kind: 'service'; readonly service: Service }
  /** Something at Azure's edge that answers for itself, under a public address. */
  | { readonly kind: 'edge'; readonly name: string }

/** One of several equal ways; shares of all ways add up to 1. */
export interface Way {
  readonly share: number
  readonly ending: Ending
  readonly hops: readonly Hop[]
  /** Of a loop: the hops that come again and again, from the first meeting to the second. */
  readonly round?: readonly Hop[]
  readonly assumptions: readonly WayAssumption[]
  readonly deliveredTo: Delivery | undefined
  /** The packet as it was at the end. */
  readonly packet: Packet
  /** What machines on the way remember for the way back, in the order of the hops. */
  readonly translations: readonly Translation[]
  /** Id keys of the NICs whose filters it passed (R6.5). */
  readonly passed: ReadonlySet<string>
}
