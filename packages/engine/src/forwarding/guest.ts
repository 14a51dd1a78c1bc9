// What the operating system of a machine does with a packet: make it, take it, or forward it (R6.11, R6.12, R6.16).
import type { Nic, Vm } from '../model/index.ts'
import { type Address, formatAddress } from '../net/index.ts'
import { devices, ownsAddress } from './guest-interfaces.ts'
import { addressesTowards, type KernelChoice, kernelChoices } from './guest-kernel.ts'
import { isReverseFiltered } from './guest-reverse-path.ts'
import { droppedBy, flowStateOf } from './guest-rules.ts'
import {
  destinationTranslation,
  type PacketInside,
  sourceTranslation,
  targetText,
  translatedOnEntry,
  type UnclearDestination,
} from './guest-translation.ts'
import { end, onward, type Step, type Surroundings, split } from './location.ts'
import type { FlowMemory, Packet, Translation } from './packet.ts'
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
  readonly memory: FlowMemory | undefined
}

/** The arrival at a NIC. */
export const arrivalAt = (nic: Nic, memory: Arrival['memory']): Arrival => ({
  dev: nic.vm && devices(nic.vm).find((device) => device.nic === nic)?.dev,
  memory,
})

/** The machine takes the packet for itself; `arrival` is absent for one that it sends to itself. */
export const delivered = (
  nic: Nic,
  packet: Packet,
  { controlPlane, filters }: Surroundings,
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
    const passing = { in: arrival.dev, flow: flowStateOf(vm, packet, arrival.memory) }
    const dropped = droppedBy(vm, 'INPUT', packet, passing)
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
  const step = { ...end('delivered', [hop], { kind: 'nic', nic }), assumptions }
  return [vm === undefined ? step : { ...step, tracked: vm.id.key }]
}

/** The same for a packet that the machine translated first; its answer comes from where the packet was sent to. */
const deliveredInside = (
  nic: Nic,
  vm: Vm,
  { arrived, seen, sent }: PacketInside,
  surroundings: Surroundings,
  arrival?: Arrival,
): readonly Step[] =>
  delivered(nic, seen, surroundings, arrival).map((step) => {
    if (step.outcome.kind !== 'end') return step
    const isNew = arrival?.memory === undefined && seen !== arrived
    const hops = isNew ? [nicHop(nic, redirected(vm, seen)), ...step.hops] : step.hops
    return { ...step, hops, outcome: { ...step.outcome, packet: isNew ? arrived : sent } }
  })

const redirected = (vm: Vm, packet: Packet): Decision => ({
  code: 'destinationTranslated',
  rule: 'R6.52',
  parameters: { element: vm.name, destination: targetText(packet) },
})

/** A rule for destinations that leaves open which one it is. */
const unclear = (vm: Vm, dev: string | undefined, { to }: UnclearDestination): Decision => ({
  code: 'addressTranslation',
  rule: 'R6.52',
  parameters: { vm: vm.name, dev: dev ?? '', to },
})

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

const kernelDecision = (vm: Vm, choice: KernelChoice, source?: Address, destination?: Packet): Decision => {
  const dev = choice.kind === 'blackhole' ? '' : choice.dev
  const parameters = { vm: vm.name, prefix: choice.prefix, dev }
  if (destination !== undefined) {
    const translated = redirected(vm, destination)
    const from: Readonly<Record<string, string>> =
      source === undefined ? {} : { source: formatAddress(source) }
    return { ...translated, parameters: { ...parameters, ...translated.parameters, ...from } }
  }
  return source === undefined
    ? { code: 'kernelRoute', rule: 'R6.12', parameters }
    : {
        code: 'sourceTranslated',
        rule: 'R6.16',
        parameters: { ...parameters, source: formatAddress(source) },
      }
}

/** R6.1 step 1: the machine's own packet. The NIC that owns the source sends it, else the kernel's choice. */
export const sendFromMachine = (
  nic: Nic,
  made: Packet,
  memory: FlowMemory | undefined,
  surroundings: Surroundings,
): readonly Step[] => {
  const { vm } = nic
  if (vm === undefined) return [onward({ kind: 'leaving', nic }, made)]
  const translated = memory === undefined ? destinationTranslation(vm, 'OUTPUT', undefined, made) : undefined
  if (translated !== undefined && 'to' in translated)
    return stop('unknown', nic, unclear(vm, undefined, translated))
  const packet = translated ?? made
  if (ownsAddress(vm, packet.destination))
    return deliveredInside(nic, vm, { arrived: made, seen: packet, sent: packet }, surroundings)
  const choices = kernelChoices(vm, packet.destination, surroundings.controlPlane, packet.source)
  if (choices.length === 0) return stop('noRoute', nic, discarded(vm, formatAddress(packet.destination)))
  // What the machine answers it has seen.
  const flow = memory === undefined ? 'new' : 'established'
  const steps = choices.map((choice): Step => {
    const passing = { out: outOf(choice), flow } as const
    const dropped = surroundings.filters ? droppedBy(vm, 'OUTPUT', packet, passing) : undefined
    if (dropped !== undefined) return end('filtered', [nicHop(nic, dropped)])
    const hop = nicHop(nic, kernelDecision(vm, choice, undefined, translated))
    if (choice.kind !== 'nic') return leaveBy(choice, nic, vm, packet, hop, surroundings)
    const out = nic.addresses.includes(packet.source) ? nic : choice.nic
    return onward({ kind: 'leaving', nic: out }, packet, ...(translated === undefined ? [] : [hop]))
  })
  const translation: Translation | undefined = translated && { by: vm, before: made, after: translated }
  return split(steps).map((step) => ({
    ...step,
    tracked: vm.id.key,
    ...(translation === undefined ? {} : { translation }),
  }))
}

const outOf = (choice: KernelChoice): string | undefined =>
  choice.kind === 'blackhole' ? undefined : choice.dev

/** R6.11: Azure's flag, the guest's flag and the FORWARD chain must all agree; then the kernel picks the interface. */
const forwarded = (
  nic: Nic,
  vm: Vm,
  { arrived, seen, sent }: PacketInside,
  arrival: Arrival,
  surroundings: Surroundings,
): readonly Step[] => {
  const { controlPlane } = surroundings
  const { memory } = arrival
  const router: Partial<Hop> = { kind: 'appliance' }
  if (vm.guest?.ipForward === false) {
    const decision: Decision = { code: 'guestForwardingOff', rule: 'R6.11', parameters: { vm: vm.name } }
    return stop('applianceNotForwarding', nic, decision, router)
  }
  if (surroundings.filters && isReverseFiltered(vm, arrival.dev, seen, controlPlane)) {
    return stop('filtered', nic, reversePath(vm, seen), router)
  }
  const choices = kernelChoices(vm, seen.destination, controlPlane, seen.source)
  if (choices.length === 0)
    return stop('noRoute', nic, discarded(vm, formatAddress(seen.destination)), router)
  const assumptions: readonly WayAssumption[] =
    vm.guest?.ipForward === undefined ? [{ code: 'guestForwards', parameters: { vm: vm.name } }] : []
  // R6.26: errors leave by the interface that leads back to the sender, with its address.
  const answering = addressesTowards(vm, seen.source, controlPlane)
  const answers: Partial<Hop> =
    answering[0] === undefined
      ? {}
      : { address: answering[0], ...(answering.length > 1 ? { answeringAddresses: answering } : {}) }
  const flow = flowStateOf(vm, seen, memory)
  const isRedirected = memory === undefined && seen !== arrived
  const steps = choices.map((choice): Step => {
    const passing = { in: arrival.dev, out: outOf(choice), flow }
    const dropped = surroundings.filters ? droppedBy(vm, 'FORWARD', seen, passing) : undefined
    if (dropped !== undefined) return end('filtered', [nicHop(nic, dropped, router)])
    // Connection tracking translates what opens a flow; a reply, of a flow it knows or not, keeps its source.
    const source = memory === undefined ? sourceTranslation(vm, choice, seen) : undefined
    const decision = kernelDecision(vm, choice, source, isRedirected ? seen : undefined)
    const hop = nicHop(nic, decision, { ...router, decrements: true, ...answers })
    const after = source === undefined ? sent : { ...sent, source }
    const step = { ...leaveBy(choice, nic, vm, after, hop, surroundings), assumptions, tracked: vm.id.key }
    return memory === undefined && after !== arrived
      ? { ...step, translation: { by: vm, before: arrived, after } }
      : step
  })
  return split(steps)
}

/** A packet that is in the guest of a machine that runs: translation comes first, then the kernel takes it or forwards it. */
export const receive = (
  nic: Nic,
  vm: Vm,
  packet: Packet,
  arrival: Arrival,
  surroundings: Surroundings,
): readonly Step[] => {
  const inside = translatedOnEntry(vm, arrival.dev, packet, arrival.memory)
  if ('to' in inside) return stop('unknown', nic, unclear(vm, arrival.dev, inside))
  return ownsAddress(vm, inside.seen.destination)
    ? deliveredInside(nic, vm, inside, surroundings, arrival)
    : forwarded(nic, vm, inside, arrival, surroundings)
}

/** A packet that came through a tunnel is in the guest already: no NIC checks it. */
export const arriveInside = (
  { vm, dev }: { readonly vm: Vm; readonly dev?: string },
  packet: Packet,
  memory: FlowMemory | undefined,
  surroundings: Surroundings,
): readonly Step[] => {
  const [nic] = vm.nics
  const arrival: Arrival = { dev, memory }
  if (nic === undefined) return []
  return vm.running
    ? receive(nic, vm, packet, arrival, surroundings)
    : delivered(nic, packet, surroundings, arrival)
}
