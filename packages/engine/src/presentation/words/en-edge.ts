// English words for decisions at Azure's edge: load balancers, public addresses, ways out, Private Link.
import type { Parameters } from './catalogue.ts'
import type { EdgeAssumptions, EdgeDecisions } from './edge-codes.ts'
import { parameter, part } from './sentence-parts.ts'

const protocols: Parameters = { icmp: 'ICMP', tcp: 'TCP', udp: 'UDP' }

const trafficOf = (p: Parameters): string =>
  (protocols[parameter(p, 'protocol')] ?? '') + part(p['port'], (port) => ` ${port}`)

const waysOut: Parameters = {
  natGateway: 'NAT gateway',
  service: 'a way of its own of',
  outboundRule: 'the outbound rule of load balancer',
  loadBalancer: 'the frontend of load balancer',
}

/** By which way, and with which addresses where they are known. */
const wayOut = (p: Parameters): string => {
  const { by, name, addresses } = p
  if (by === undefined) return ''
  if (by === 'default') return ' by default outbound access, with an address that Azure lends'
  if (by === 'publicAddress')
    return name === undefined
      ? ' with its public address'
      : ` with ${addresses ?? ''}${addresses === undefined ? name : ` (${name})`}`
  return ` by ${waysOut[by] ?? by} ${name ?? ''}${part(addresses, (text) => ` (${text})`)}`
}

const carried: Parameters = { tcp: 'TCP', udp: 'UDP', all: 'TCP and UDP' }

/** The rule that gives machines of a pool their way out, and what it carries. */
const ruleOfBalancer = (p: Parameters): string => {
  const kind = p['by'] === 'outboundRule' ? 'outbound rule' : 'load-balancing rule'
  const protocol = carried[parameter(p, 'carries')] ?? ''
  return `${kind} ${parameter(p, 'rule')} of load balancer ${parameter(p, 'balancer')} is for ${protocol} only`
}

/** Decisions by code. */
export const edgeDecisions: EdgeDecisions = {
  answerLeavesElsewhere: () =>
    'the answer leaves for the Internet with another address than the one that was called, so whoever asked drops it',
  loadBalanced: (p) =>
    (p['kept'] !== undefined
      ? `frontend ${parameter(p, 'frontend')} keeps the flow at ${p['kept']}, one of ${parameter(p, 'count')} backends`
      : p['count'] === '1'
        ? `frontend ${parameter(p, 'frontend')} has one backend`
        : `frontend ${parameter(p, 'frontend')} picks one of ${parameter(p, 'count')} backends`) +
    part(p['out'], (machines) => `; its health probe does not get to ${machines}`),
  probesBlocked: (p) =>
    p['group'] === undefined
      ? `no backend is up: the INPUT filter of ${parameter(p, 'vm')} drops health probe ${parameter(p, 'probe')} (port ${parameter(p, 'port')})`
      : `no backend is up: rule ${parameter(p, 'rule')} (${parameter(p, 'priority')}) of ${p['group']} on ${parameter(p, 'attachedTo')} denies health probe ${parameter(p, 'probe')} (port ${parameter(p, 'port')} from AzureLoadBalancer)`,
  inboundNatRule: (p) =>
    `inbound NAT rule ${parameter(p, 'rule')} of frontend ${parameter(p, 'frontend')} leads to one machine`,
  noBalancingRule: (p) => `no rule of frontend ${parameter(p, 'frontend')} is for ${trafficOf(p)}`,
  balancingRuleOpen: (p) =>
    `whether rule ${parameter(p, 'rule')} of frontend ${parameter(p, 'frontend')} is for ${trafficOf(p)} is not known`,
  floatingAddressMissing: (p) =>
    `floating IP leaves the destination as it is, and the guest of ${parameter(p, 'vm')} does not have ${parameter(p, 'address')}`,
  inlineAppliances: (p) =>
    p['count'] === '0'
      ? `no appliance runs behind gateway load balancer ${parameter(p, 'balancer')}, which sees it first`
      : `one of ${part(p['count'], (count) => `${count} `)}appliances behind gateway load balancer ${parameter(p, 'balancer')} sees it first`,
  privateLink: (p) =>
    `Private Link service ${parameter(p, 'service')}: from here on the source is ${parameter(p, 'source')}`,
  privateLinkProtocol: (p) =>
    p['service'] === undefined
      ? `private endpoint ${parameter(p, 'endpoint')} takes TCP and UDP only and answers no ping; ask for a port`
      : `Private Link service ${parameter(p, 'service')} carries TCP and UDP over IPv4 only`,
  connectionNotApproved: (p) =>
    `the connection of private endpoint ${parameter(p, 'endpoint')} is ${parameter(p, 'state')}`,
  noEgress: (p) =>
    `subnet ${parameter(p, 'subnet')} has no way out to the Internet` +
    part(
      p['balancer'],
      (name) =>
        ` for machines behind Standard load balancer ${name}, which gives ${p['family'] === undefined ? 'none' : `none for ${p['family']}`}`,
    ) +
    part(p['vm'], (name) => ` for this address of ${name}: its public address is on another one`) +
    part(
      p['balancer'] === undefined ? p['family'] : undefined,
      (family) => ` for ${family}: what Azure lends is an IPv4 address`,
    ),
  egressWithoutIcmp: (p) =>
    p['balancer'] === undefined
      ? `the way out of subnet ${parameter(p, 'subnet')}${part(p['natGateway'], (name) => `, ${name},`)} carries TCP and UDP only`
      : `the way out of subnet ${parameter(p, 'subnet')} carries no ICMP: ${ruleOfBalancer(p)}`,
  egressForOtherProtocol: (p) =>
    `the way out of subnet ${parameter(p, 'subnet')} carries no ${trafficOf(p)}: ${ruleOfBalancer(p)}`,
  publicAddress: (p) =>
    p['address'] === undefined
      ? `the public address of NIC ${parameter(p, 'nic')} leads to it`
      : `public address ${parameter(p, 'name')} (${parameter(p, 'address')}) leads to ${parameter(p, 'nic')}`,
  closedAddress: (p) =>
    `${parameter(p, 'name')} is a Standard public address, which lets in only what a security group allows: neither NIC ${parameter(p, 'nic')} nor subnet ${parameter(p, 'subnet')} has one`,
  publicAddressUnused: (p) =>
    `nothing has public address ${parameter(p, 'name')} (${parameter(p, 'address')})`,
  outboundOnly: (p) =>
    `${parameter(p, 'name')} (${parameter(p, 'address')}) belongs to a NAT gateway, which lets only answers in`,
  noPublicAddress: (p) =>
    `no public address leads to ${parameter(p, 'address')} of NIC ${parameter(p, 'nic')}`,
  internetEgress: (p) => `leaves for the Internet${wayOut(p)}`,
}

/** Assumptions by code. */
export const edgeAssumptions: EdgeAssumptions = {
  podsLeaveAsNodes: (p) =>
    `What a pod of ${parameter(p, 'cluster')} sends leaves under the address of its node, whose way this is.`,
  standInAddress: (p) =>
    `${parameter(p, 'address')} stands for the public address of ${parameter(p, 'resource')}, which no input states.`,
  lentAddress: (p) =>
    `${parameter(p, 'address')} stands for the address that Azure lends for default outbound access.`,
  floatingAddress: (p) =>
    `The guest of ${parameter(p, 'vm')} has ${parameter(p, 'address')} on an interface of its own, as floating IP asks for; nothing says so.`,
  natPortByOrder: (p) =>
    `Rule ${parameter(p, 'rule')} of ${parameter(p, 'balancer')} gives its ports to machines in their order; which one has which is known only in Azure.`,
  inlineAppliancesPass: (p) =>
    `The appliances behind gateway load balancer ${parameter(p, 'balancer')} let it pass as it is.`,
}
