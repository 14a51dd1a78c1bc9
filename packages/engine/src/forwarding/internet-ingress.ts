// A packet that comes from the Internet, by the public address of a NIC, load balancer, firewall or gateway (R6.24, R6.53, R6.56).
import type { Frontend, Nic, PublicEndpoint } from '../model/index.ts'
import { type Address, formatAddress } from '../net/index.ts'
import { destinationReplaced } from './edge-translation.ts'
import type { Firewall } from './firewall-rules.ts'
import { chainOf } from './gateway-balancer.ts'
import { answersPing, frontendHop, throughFrontend } from './load-balancing.ts'
import { end, onward, type Step, type Surroundings } from './location.ts'
import type { Packet } from './packet.ts'
import { notModelled } from './service-arrival.ts'
import type { Decision, Hop } from './way.ts'

const edge = (packet: Packet, decision: Decision): Hop => ({
  kind: 'internet',
  element: 'Internet',
  address: packet.source,
  answers: false,
  decrements: false,
  decision,
})

/**
 * Enters Azure, by the public address of a NIC: no route is asked, and the destination is the private address already
 * (R6.6). Without a NIC a private address is called, to which nothing outside leads (R1.3).
 */
export const enterFromInternet = (
  nic: Nic | undefined,
  packet: Packet,
  surroundings: Surroundings,
): readonly Step[] => {
  if (nic === undefined) {
    const parameters = { destination: formatAddress(packet.destination) }
    return [end('noRoute', [edge(packet, { code: 'notRoutableOnInternet', rule: 'R1.3', parameters })])]
  }
  const parameters = { nic: nic.name }
  const { declaredAt } = nic
  const hop = (code: Decision['code']): Hop => edge(packet, { code, rule: 'R6.24', parameters, declaredAt })
  if (!nic.hasPublicAddress) return [end('noRoute', [hop('noPublicAddress')])]
  const holder = surroundings.fixtures.edge
    .publicEndpointsOf(nic)
    .flatMap((endpoint) => (endpoint.holder?.kind === 'nic' ? [endpoint.holder] : []))
    .find(({ address }) => address === packet.destination)
  const { hops, passes, assumptions } = chainOf(holder?.chainedTo, surroundings)
  const passed = [hop('publicAddress'), ...hops]
  return passes
    ? [{ ...onward({ kind: 'arriving', nic }, packet, ...passed), assumptions }]
    : [end('applianceMissing', passed)]
}

/** R6.56: a Standard balancer answers a ping itself, and sends none to its backends. */
const ping = (frontend: Frontend, address: Address, hops: readonly Hop[]): Step => {
  const parameters = { address: formatAddress(address) }
  const at = (decision: Decision): Hop => ({ ...frontendHop(frontend, address, decision), answers: true })
  const { declaredAt, name, sku } = frontend
  if (sku !== 'basic' && answersPing(frontend)) {
    const decision: Decision = { code: 'localDelivery', rule: 'R6.56', parameters }
    return end('delivered', [...hops, at(decision)], { kind: 'edge', name })
  }
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
  return 'subnet' in firewall
    ? onward({ kind: 'firewall', firewall }, packet, hop)
    : onward({ kind: 'hub', hub: firewall.hub, from: { kind: 'firewall', firewall } }, packet, hop)
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
    return on(hops).map((step) => ({
      ...step,
      ...(chain.assumptions.length === 0
        ? {}
        : { assumptions: [...chain.assumptions, ...(step.assumptions ?? [])] }),
    }))
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
        (hops) => [{ ...onward({ kind: 'arriving', nic }, received, ...hops), translation }],
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
            ? [ping(frontend, address, hops)]
            : throughFrontend(frontend, address, packet, hops, surroundings),
        frontend.name,
      )
    }
    case 'vpnGateway': {
      const element = holder.id.names[0] ?? name
      const decision: Decision = {
        code: 'localDelivery',
        rule: 'R6.1',
        parameters: { address: called.address },
      }
      const hop: Hop = {
        kind: 'vpnGateway',
        element,
        address,
        answers: true,
        decrements: false,
        decision,
      }
      return through(
        undefined,
        (hops) => [end('delivered', [...hops, hop], { kind: 'edge', name: element })],
        element,
      )
    }
    case 'other': {
      const firewall = surroundings.network.azureFirewalls.find(({ id }) => id.key === holder.id.key)
      if (firewall !== undefined) return [enterAtFirewall(firewall, packet)]
      // R6.22: a NAT gateway lets only answers in.
      return holder.id.type.toLowerCase() === 'microsoft.network/natgateways'
        ? refusedWith('outboundOnly', 'R6.22')
        : [end('unknown', [edge(packet, notModelled({ name: holder.name, declaredAt }, address))])]
    }
  }
}
