// A packet that comes from the Internet, by the public address of a NIC, load balancer, firewall or gateway (R3.38, R6.24, R6.53, R6.56).
import type { Frontend, Nic, PublicEndpoint } from '../model/index.ts'
import { type Address, formatAddress } from '../net/index.ts'
import { unlessClosed } from './closed-address.ts'
import { destinationReplaced } from './edge-translation.ts'
import type { Firewall } from './firewall-rules.ts'
import { type Chain, chainOf } from './gateway-balancer.ts'
import { answersPing, frontendHop, throughFrontend } from './load-balancing.ts'
import { atFirewall, end, onward, type Step, type Surroundings } from './location.ts'
import type { Packet } from './packet.ts'
import { notModelled } from './service-arrival.ts'
import { arriveAtGatewayFromOutside } from './vpn-gateway-outside.ts'
import type { Decision, Hop } from './way.ts'

const edge = (packet: Packet, decision: Decision): Hop => ({
  kind: 'internet',
  element: 'Internet',
  address: packet.source,
  answers: false,
  decrements: false,
  decision,
})

/** What the parts of a chain add to the steps behind them. */
const behindChain = ({ assumptions }: Chain, steps: readonly Step[]): readonly Step[] =>
  assumptions.length === 0
    ? steps
    : steps.map((step) => ({ ...step, assumptions: [...assumptions, ...(step.assumptions ?? [])] }))

/**
 * Enters Azure for a private address that is called from outside: by the public address that stands for it, if it has
 * one (R6.24). Nothing leads to another address of the same NIC, nor to one without a NIC (R1.3). No route is asked, and
 * the destination is the private address already (R6.6).
 */
export const enterFromInternet = (
  nic: Nic | undefined,
  packet: Packet,
  surroundings: Surroundings,
): readonly Step[] => {
  const address = formatAddress(packet.destination)
  if (nic === undefined) {
    const decision: Decision = {
      code: 'notRoutableOnInternet',
      rule: 'R1.3',
      parameters: { destination: address },
    }
    return [end('noRoute', [edge(packet, decision)])]
  }
  const { declaredAt, name, published } = nic
  const hop = (code: Decision['code'], parameters: Decision['parameters']): Hop =>
    edge(packet, { code, rule: 'R6.24', parameters, declaredAt })
  if (published.every((each) => each.address !== packet.destination))
    return [end('noRoute', [hop('noPublicAddress', { nic: name, address })])]
  const holder = surroundings.fixtures.edge.publicEndpointOf(nic, packet.destination)?.holder
  const chain = chainOf(holder?.kind === 'nic' ? holder.chainedTo : undefined, surroundings)
  const passed = [hop('publicAddress', { nic: name }), ...chain.hops]
  return chain.passes
    ? behindChain(chain, [onward({ kind: 'arriving', nic }, packet, ...passed)])
    : [end('applianceMissing', passed)]
}

/** R6.56: a Standard balancer answers a ping itself, and sends none to its backends. */
const ping = (
  frontend: Frontend,
  address: Address,
  hops: readonly Hop[],
  surroundings: Surroundings,
): Step => {
  const parameters = { address: formatAddress(address) }
  const at = (decision: Decision): Hop => ({ ...frontendHop(frontend, address, decision), answers: true })
  const { declaredAt, name, sku } = frontend
  const { answers, blocked } = sku === 'basic' ? { answers: false } : answersPing(frontend, surroundings)
  if (answers) {
    const decision: Decision = { code: 'localDelivery', rule: 'R6.56', parameters }
    return end('delivered', [...hops, at(decision)], { kind: 'edge', name })
  }
  if (blocked !== undefined) return end('filtered', [...hops, { ...at(blocked), answers: false }])
  const decision: Decision = {
    code: 'noBalancingRule',
    rule: 'R6.56',
    parameters: { balancer: name, frontend: parameters.address, protocol: 'icmp' },
    declaredAt,
  }
  return end('applianceNotForwarding', [...hops, { ...at(decision), answers: false }])
}

/** R6.53: a packet to a public address of a firewall comes to the firewall, under that address. */
export const enterAtFirewall = (firewall: Firewall, packet: Packet): Step => {
  const { declaredAt, name } = firewall
  const parameters = { firewall: name }
  const hop = edge(packet, { code: 'publicAddressOfFirewall', rule: 'R6.53', parameters, declaredAt })
  return onward(atFirewall(firewall), packet, hop)
}

/** Into the network by one of its public addresses. */
export const enterAt = (
  endpoint: PublicEndpoint,
  packet: Packet,
  surroundings: Surroundings,
): readonly Step[] => {
  const { holder, name, declaredAt } = endpoint
  const { edge: index } = surroundings.fixtures
  const address = packet.destination
  const called = { name, address: formatAddress(address) }
  const refusedWith = (code: Decision['code'], rule: string): readonly Step[] => [
    end('noRoute', [edge(packet, { code, rule, parameters: called, declaredAt })]),
  ]
  const through = (
    chainedTo: PublicEndpoint['id'] | undefined,
    on: (hops: readonly Hop[]) => readonly Step[],
    what: string,
  ) => {
    const entry = edge(packet, {
      code: 'publicAddress',
      rule: 'R6.24',
      parameters: { ...called, nic: what },
      declaredAt,
    })
    const chain = chainOf(chainedTo, surroundings)
    const hops = [entry, ...chain.hops]
    if (!chain.passes) return [end('applianceMissing', hops)]
    return behindChain(chain, on(hops)).map((step) => unlessClosed(step, endpoint, surroundings))
  }
  switch (holder?.kind) {
    case undefined:
      return refusedWith('publicAddressUnused', 'R6.24')
    case 'nic': {
      const nic = index.nicOf(holder.id)
      if (nic === undefined) return refusedWith('publicAddressUnused', 'R6.24')
      const received = { ...packet, destination: holder.address }
      const translation = destinationReplaced(nic, packet, received)
      return through(
        holder.chainedTo,
        (hops) => [{ ...onward({ kind: 'arriving', nic }, received, ...hops), translations: [translation] }],
        nic.name,
      )
    }
    case 'frontend': {
      const frontend = index.frontendOf(holder.id)
      if (frontend === undefined) return refusedWith('publicAddressUnused', 'R6.24')
      return through(
        frontend.chainedTo,
        (hops) =>
          packet.protocol === 'icmp'
            ? [ping(frontend, address, hops, surroundings)]
            : throughFrontend(frontend, address, packet, hops, surroundings),
        frontend.name,
      )
    }
    case 'vpnGateway': {
      const gateway = index.vpnGatewayOf(holder.id)
      if (gateway === undefined) return refusedWith('publicAddressUnused', 'R6.24')
      return through(undefined, (hops) => [arriveAtGatewayFromOutside(gateway, packet, hops)], gateway.name)
    }
    case 'natGateway':
      // R6.22: it lets only answers in.
      return refusedWith('outboundOnly', 'R6.22')
    case 'firewall':
    case 'service': {
      const firewall = surroundings.network.azureFirewalls.find(({ id }) => id.key === holder.id.key)
      return firewall === undefined
        ? [end('unknown', [edge(packet, notModelled({ name: holder.name, declaredAt }, address))])]
        : [enterAtFirewall(firewall, packet)]
    }
  }
}
