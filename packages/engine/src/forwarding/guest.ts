// What the operating system of a machine does with a packet: make it, take it, or forward it (R6.11, R6.12, R6.16).
import { isCiscoSystem } from '../control-plane/index.ts'
import type { Nic, Vm } from '../model/index.ts'
import { type Address, familyOf, formatAddress } from '../net/index.ts'
import { flowStateAt } from './guest-connections.ts'
import { addressesOfDevice, devices, ownsAddress } from './guest-interfaces.ts'
import { addressesTowards, type KernelChoice, kernelChoices, ownChoices } from './guest-kernel.ts'
import { isReverseFiltered } from './guest-reverse-path.ts'
import { isFiltered, type Passing } from './guest-rules.ts'
import { newSourceOf } from './guest-translation.ts'
import { end, onward, type Step, type Surroundings, split } from './location.ts'
import type { Packet, Translation } from './packet.ts'
import { targetText, translationBetween, turnedBack } from './translation.ts'
import { farEndOf, tunnelParameters } from './tunnels.ts'
import type { Decision, Ending, Hop, WayAssumption } from './way.ts'

/** How people call a NIC's machine; a NIC without one goes by its own name. */
export const machineName = (nic: Nic): string => nic.vm?.name ?? nic.name

/** The hop of a machine at one of its NICs. */
export const nicHop = (nic: Nic, decision: Decision, changes: Partial<Hop> = {}): Hop => ({
  kind: 'nic',
  element: machineName(nic),
  address: nic.addresses[0],
  answers: true,
  decrements: false,
  decision,
  nic,
  ...changes,
})

/** The end of a packet at a machine. */
export const stop = (
  ending: Ending,
  nic: Nic,
  decision: Decision,
  changes: Partial<Hop> = {},
): readonly Step[] => [end(ending, [nicHop(nic, decision, changes)])]

/** Why a chain drops the packet; undefined where it does not. */
const droppedIn = (
  chain: 'INPUT' | 'FORWARD' | 'OUTPUT',
  vm: Vm,
  packet: Packet,
  passing: Passing,
): Decision | undefined => {
  if (!isFiltered(vm, chain, packet, passing)) return undefined
  // R6.20: what the guest would let pass, had it seen the connection begin.
  const lacksState =
    passing.flow === 'neither' && !isFiltered(vm, chain, packet, { ...passing, flow: 'established' })
  return lacksState
    ? { code: 'noFlowState', rule: 'R6.20', parameters: { element: vm.name } }
    : { code: 'guestFilter', rule: 'R6.11', parameters: { vm: vm.name, chain } }
}

const reversePath = (vm: Vm, packet: Packet): Decision => ({
  code: 'reversePath',
  rule: 'R6.15',
  parameters: { vm: vm.name, source: formatAddress(packet.source) },
})

/** How a packet came to the machine. */
export interface Arrival {
  /** The interface, where it is known. */
  readonly dev: string | undefined
  /** As for `walk`. */
  readonly remembered: readonly Translation[] | undefined
  /** The packet as it came, where the guest has given it another destination. */
  readonly taken?: Packet
  /** An answer as it leaves: its source is turned back last of all, when route and filter have been asked (R6.52). */
  readonly leavesAs?: Packet
}

/** The arrival at a NIC. */
export const arrivalAt = (nic: Nic, remembered: Arrival['remembered']): Arrival => ({
  dev: nic.vm && devices(nic.vm).find((device) => device.nic === nic)?.dev,
  remembered,
})

/** The machine takes the packet for itself; `arrival` is absent for one that it sends to itself. */
export const delivered = (
  nic: Nic,
  packet: Packet,
  { controlPlane, filters, flow }: Surroundings,
  arrival?: Arrival,
): readonly Step[] => {
  const { vm } = nic
  if (vm !== undefined && !vm.running) {
    const parameters = { vm: vm.name }
    return stop('hostStopped', nic, {
      code: 'machineStopped',
      rule: 'R1.21',
      parameters,
      declaredAt: vm.declaredAt,
    })
  }
  if (filters && vm !== undefined && isReverseFiltered(vm, arrival?.dev, packet, controlPlane)) {
    return stop('filtered', nic, reversePath(vm, packet))
  }
  if (filters && vm !== undefined && arrival !== undefined) {
    const dropped = droppedIn('INPUT', vm, packet, { in: arrival.dev, flow: flowStateAt(vm, packet, flow) })
    if (dropped !== undefined) return stop('filtered', nic, dropped)
  }
  const decision: Decision = {
    code: 'localDelivery',
    rule: 'R6.1',
    parameters: { address: formatAddress(packet.destination) },
  }
  const assumptions: readonly WayAssumption[] =
    vm === undefined ? [{ code: 'machineBehindNic', parameters: { nic: nic.name } }] : []
  const hop = nicHop(nic, decision, { address: packet.destination })
  return [{ ...end('delivered', [hop], { kind: 'nic', nic }), assumptions }]
}

const intoTunnel = (
  choice: Extract<KernelChoice, { readonly kind: 'tunnel' }>,
  vm: Vm,
  packet: Packet,
  hop: Hop,
  surroundings: Surroundings,
): Step => {
  const { tunnel, dev } = choice
  const router = { kind: 'vm', vm } as const
  const refusedWith = (code: 'tunnel' | 'tunnelDown' | 'tunnelBlocked'): Step => {
    const parameters = tunnel === undefined ? { vm: vm.name, dev } : tunnelParameters(router, tunnel)
    const rule = code === 'tunnelBlocked' ? 'R6.33' : 'R6.29'
    return end(code === 'tunnel' ? 'unknown' : 'tunnelDown', [
      { ...hop, decision: { code, rule, parameters } },
    ])
  }
  if (tunnel === undefined) return refusedWith('tunnel')
  const far = farEndOf(router, tunnel, surroundings.network)
  if (far.kind === 'refused') return refusedWith(far.code)
  const step = onward(far.at, packet, hop)
  return far.carrier === undefined || step.outcome.kind !== 'onward'
    ? step
    : { ...step, outcome: { ...step.outcome, carrier: far.carrier } }
}

/** One step for an interface that the kernel chose. */
const leaveBy = (
  choice: KernelChoice,
  nic: Nic,
  vm: Vm,
  packet: Packet,
  hop: Hop,
  surroundings: Surroundings,
): Step => {
  switch (choice.kind) {
    case 'nic':
      return onward({ kind: 'leaving', nic: choice.nic }, packet, hop)
    case 'tunnel':
      return intoTunnel(choice, vm, packet, hop, surroundings)
    case 'session': {
      const { place } = choice.over.peer.speaker
      if (place.kind === 'vpnGateway') {
        const { gateway, instance } = place
        return onward({ kind: 'vpnGateway', gateway, instance, from: 'deviceTunnel' }, packet, hop)
      }
      return end('unknown', [hop])
    }
    case 'blackhole':
      return end('noRoute', [nicHop(nic, discarded(vm, choice.prefix), { kind: hop.kind })])
  }
}

const discarded = (vm: Vm, prefix: string): Decision => ({
  code: 'kernelBlackhole',
  rule: 'R6.12',
  parameters: { vm: vm.name, prefix },
})

const kernelDecision = (vm: Vm, choice: KernelChoice, taken: Packet, sent: Packet): Decision => {
  const dev = choice.kind === 'blackhole' ? '' : choice.dev
  const source = sent.source === taken.source ? {} : { source: formatAddress(sent.source) }
  const parameters = { prefix: choice.prefix, dev, ...source }
  if (sent.destination !== taken.destination || sent.port !== taken.port) {
    const destination = targetText(sent)
    return {
      code: 'destinationTranslated',
      rule: 'R6.52',
      parameters: { ...parameters, element: vm.name, destination },
    }
  }
  return sent.source === taken.source
    ? { code: 'kernelRoute', rule: 'R6.12', parameters: { vm: vm.name, ...parameters } }
    : { code: 'sourceTranslated', rule: 'R6.16', parameters: { vm: vm.name, ...parameters } }
}

/** R6.1 step 1: the machine's own packet leaves by the interface that the kernel chooses, whoever was asked (R6.14). */
export const sendFromMachine = (nic: Nic, made: Packet, surroundings: Surroundings): readonly Step[] => {
  const { vm } = nic
  const { flow } = surroundings
  // What answers a flow that the guest gave to itself leaves with the address that the flow was for.
  const packet = (vm && flow?.as === 'reply' ? turnedBack(vm, made, flow) : undefined) ?? made
  if (vm === undefined) return [onward({ kind: 'leaving', nic }, packet)]
  if (ownsAddress(vm, packet.destination)) return delivered(nic, packet, surroundings)
  // Route and filter see the source that the machine wrote.
  const routed = { ...made, destination: packet.destination }
  const choices = ownChoices(vm, routed, surroundings.controlPlane)
  if (choices.length === 0) {
    const parameters = { vm: vm.name, destination: formatAddress(packet.destination), nic: nic.name }
    return stop('noRoute', nic, { code: 'noRouteOfInterface', rule: 'R6.13', parameters })
  }
  return split(
    choices.map((choice) => {
      const passing = { out: outOf(choice), flow: flowStateAt(vm, routed, surroundings.flow) }
      const dropped = surroundings.filters ? droppedIn('OUTPUT', vm, routed, passing) : undefined
      if (dropped !== undefined) return end('filtered', [nicHop(nic, dropped)])
      if (choice.kind === 'nic') return onward({ kind: 'leaving', nic: choice.nic }, packet)
      return leaveBy(
        choice,
        nic,
        vm,
        packet,
        nicHop(nic, kernelDecision(vm, choice, packet, packet)),
        surroundings,
      )
    }),
  )
}

const outOf = (choice: KernelChoice): string | undefined =>
  choice.kind === 'blackhole' ? undefined : choice.dev

/** R6.26: errors have the address of the interface that leads back to the sender; those of IOS the one of the arrival. */
const answeringAddresses = (
  vm: Vm,
  packet: Packet,
  { dev }: Arrival,
  controlPlane: Surroundings['controlPlane'],
): readonly Address[] => {
  const own =
    dev !== undefined && isCiscoSystem(vm.guest)
      ? addressesOfDevice(vm, dev).find((address) => familyOf(address) === familyOf(packet.source))
      : undefined
  return own === undefined ? addressesTowards(vm, packet.source, controlPlane) : [own]
}

/** R6.11: Azure's flag, the guest's flag and the FORWARD chain must all agree; then the kernel picks the interface. */
export const forwarded = (
  nic: Nic,
  vm: Vm,
  packet: Packet,
  arrival: Arrival,
  surroundings: Surroundings,
): readonly Step[] => {
  const { controlPlane } = surroundings
  const { remembered } = arrival
  const router: Partial<Hop> = { kind: 'appliance' }
  if (vm.guest?.ipForward === false) {
    const decision: Decision = { code: 'guestForwardingOff', rule: 'R6.11', parameters: { vm: vm.name } }
    return stop('applianceNotForwarding', nic, decision, router)
  }
  if (surroundings.filters && isReverseFiltered(vm, arrival.dev, packet, controlPlane)) {
    return stop('filtered', nic, reversePath(vm, packet), router)
  }
  const choices = kernelChoices(vm, packet.destination, controlPlane, packet.source)
  if (choices.length === 0)
    return stop('noRoute', nic, discarded(vm, formatAddress(packet.destination)), router)
  const assumptions: readonly WayAssumption[] =
    vm.guest?.ipForward === undefined ? [{ code: 'guestForwards', parameters: { vm: vm.name } }] : []
  const answering = answeringAddresses(vm, packet, arrival, controlPlane)
  const answers: Partial<Hop> =
    answering[0] === undefined
      ? {}
      : { address: answering[0], ...(answering.length > 1 ? { answeringAddresses: answering } : {}) }
  const steps = choices.map((choice): Step => {
    const passing = { in: arrival.dev, out: outOf(choice), flow: flowStateAt(vm, packet, surroundings.flow) }
    const dropped = surroundings.filters ? droppedIn('FORWARD', vm, packet, passing) : undefined
    // R6.28: Linux takes one off the TTL, and tells the sender where none is left, before it asks the FORWARD chain.
    if (dropped !== undefined)
      return end('filtered', [nicHop(nic, dropped, { ...router, decrements: true, ...answers })])
    // Connection tracking translates what opens a flow; a reply, of a flow it knows or not, keeps its source.
    const dev = outOf(choice)
    const source = remembered === undefined && dev !== undefined ? newSourceOf(vm, dev, packet) : undefined
    const { taken = packet, leavesAs } = arrival
    const sent = source === undefined ? (leavesAs ?? packet) : { ...packet, source }
    // What turns an answer back is not told as a translation: its elements are those of the flow.
    const hop = nicHop(nic, kernelDecision(vm, choice, taken, leavesAs === undefined ? sent : taken), {
      ...router,
      decrements: true,
      ...answers,
    })
    const step = { ...leaveBy(choice, nic, vm, sent, hop, surroundings), assumptions }
    const translation = translationBetween(vm, taken, sent)
    return translation === undefined || remembered !== undefined
      ? step
      : { ...step, translations: [translation] }
  })
  return split(steps)
}
