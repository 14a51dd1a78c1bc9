// What the operating system of a machine does with a packet: make it, take it, or forward it (R6.11, R6.12, R6.16).
import type { Nic, Vm } from '../model/index.ts'
import { type Address, formatAddress } from '../net/index.ts'
import { flowStateAt } from './guest-connections.ts'
import { addressesOfDevice, devices, ownsAddress } from './guest-interfaces.ts'
import { addressesTowards, type KernelChoice, kernelChoices } from './guest-kernel.ts'
import { isReverseFiltered } from './guest-reverse-path.ts'
import { isFiltered, newSourceOf, type Passing } from './guest-rules.ts'
import { end, onward, type Step, type Surroundings, split } from './location.ts'
import type { Packet, SourceTranslation } from './packet.ts'
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
  readonly remembered: readonly SourceTranslation[] | undefined
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

const kernelDecision = (vm: Vm, choice: KernelChoice, source: Address | undefined): Decision => {
  const dev = choice.kind === 'blackhole' ? '' : choice.dev
  const parameters = { vm: vm.name, prefix: choice.prefix, dev }
  return source === undefined
    ? { code: 'kernelRoute', rule: 'R6.12', parameters }
    : {
        code: 'sourceTranslated',
        rule: 'R6.16',
        parameters: { ...parameters, source: formatAddress(source) },
      }
}

/** R6.1 step 1: the machine's own packet. The NIC that owns the source sends it, else the kernel's choice. */
export const sendFromMachine = (nic: Nic, packet: Packet, surroundings: Surroundings): readonly Step[] => {
  const { vm } = nic
  if (vm === undefined) return [onward({ kind: 'leaving', nic }, packet)]
  if (ownsAddress(vm, packet.destination)) return delivered(nic, packet, surroundings)
  const choices = kernelChoices(vm, packet.destination, surroundings.controlPlane, packet.source)
  if (choices.length === 0) return stop('noRoute', nic, discarded(vm, formatAddress(packet.destination)))
  return split(
    choices.map((choice) => {
      const passing = { out: outOf(choice), flow: flowStateAt(vm, packet, surroundings.flow) }
      const dropped = surroundings.filters ? droppedIn('OUTPUT', vm, packet, passing) : undefined
      if (dropped !== undefined) return end('filtered', [nicHop(nic, dropped)])
      if (choice.kind === 'nic') {
        const out = nic.addresses.includes(packet.source) ? nic : choice.nic
        return onward({ kind: 'leaving', nic: out }, packet)
      }
      return leaveBy(
        choice,
        nic,
        vm,
        packet,
        nicHop(nic, kernelDecision(vm, choice, undefined)),
        surroundings,
      )
    }),
  )
}

const outOf = (choice: KernelChoice): string | undefined =>
  choice.kind === 'blackhole' ? undefined : choice.dev

/** R6.16: the address that takes the place of the source, where the guest translates what opens a flow. */
const translationOf = (vm: Vm, choice: KernelChoice, packet: Packet): Address | undefined => {
  const translated = choice.kind === 'blackhole' ? undefined : newSourceOf(vm, choice.dev, packet)
  if (choice.kind === 'blackhole' || translated === undefined) return undefined
  return translated.kind === 'address'
    ? translated.address
    : addressesOfDevice(vm, choice.dev).find((own) => typeof own === typeof packet.source)
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
  // R6.26: errors leave by the interface that leads back to the sender, with its address.
  const answering = addressesTowards(vm, packet.source, controlPlane)
  const answers: Partial<Hop> =
    answering[0] === undefined
      ? {}
      : { address: answering[0], ...(answering.length > 1 ? { answeringAddresses: answering } : {}) }
  const steps = choices.map((choice): Step => {
    const passing = { in: arrival.dev, out: outOf(choice), flow: flowStateAt(vm, packet, surroundings.flow) }
    const dropped = surroundings.filters ? droppedIn('FORWARD', vm, packet, passing) : undefined
    if (dropped !== undefined) return end('filtered', [nicHop(nic, dropped, router)])
    // Connection tracking translates what opens a flow; a reply, of a flow it knows or not, keeps its source.
    const source = remembered === undefined ? translationOf(vm, choice, packet) : undefined
    const hop = nicHop(nic, kernelDecision(vm, choice, source), { ...router, decrements: true, ...answers })
    const sent = source === undefined ? packet : { ...packet, source }
    const step = { ...leaveBy(choice, nic, vm, sent, hop, surroundings), assumptions }
    return source === undefined
      ? step
      : { ...step, translation: { by: vm, from: packet.source, to: source } satisfies SourceTranslation }
  })
  return split(steps)
}

/** A packet that came through a tunnel is in the guest already: no NIC checks it. */
export const arriveInside = (
  { vm, dev }: { readonly vm: Vm; readonly dev?: string },
  packet: Packet,
  remembered: readonly SourceTranslation[] | undefined,
  surroundings: Surroundings,
): readonly Step[] => {
  const [nic] = vm.nics
  const arrival: Arrival = { dev, remembered }
  if (nic === undefined) return []
  if (!vm.running) return delivered(nic, packet, surroundings, arrival)
  const meant = meantFor(vm, packet, remembered)
  if (meant !== undefined) return forwarded(nic, vm, meant, arrival, surroundings)
  if (ownsAddress(vm, packet.destination)) return delivered(nic, packet, surroundings, arrival)
  return forwarded(nic, vm, packet, arrival, surroundings)
}

/** The packet as it was meant, where the machine remembers having replaced the source of what it answers. */
export const meantFor = (
  vm: Vm,
  packet: Packet,
  remembered: readonly SourceTranslation[] | undefined,
): Packet | undefined => {
  const known = remembered?.findLast((each) => each.by === vm && each.to === packet.destination)
  return known === undefined ? undefined : { ...packet, destination: known.from }
}
