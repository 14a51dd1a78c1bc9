// A packet at a machine's NIC: leaving it by the NIC's effective routes, or arriving as destination or to be forwarded.
import type { Nic, Vm } from '../model/index.ts'
import { formatAddress } from '../net/index.ts'
import { follow } from './fabric.ts'
import {
  isFiltered,
  type KernelChoice,
  kernelChoice,
  ownsAddress,
  translatesDestination,
  translatesSource,
} from './guest-kernel.ts'
import { end, type Location, onward, type Step, type Surroundings } from './location.ts'
import type { Packet, SourceTranslation } from './packet.ts'
import type { Decision, Ending, Hop, WayAssumption } from './way.ts'

/** How people call a NIC's machine; a NIC without one goes by its own name. */
export const machineName = (nic: Nic): string => nic.vm?.name ?? nic.name

const nicHop = (nic: Nic, decision: Decision, changes: Partial<Hop> = {}): Hop => ({
  kind: 'nic',
  element: machineName(nic),
  address: nic.addresses[0],
  answers: true,
  decrements: false,
  decision,
  nic,
  ...changes,
})

/** R1.29: the effective routes of the NIC that the packet leaves; the guest's own idea of a next hop has no say (R6.12). */
export const leaveNic = (nic: Nic, packet: Packet, surroundings: Surroundings): readonly Step[] => {
  // R6.3: a NIC without IP forwarding sends with its own addresses only.
  if (!nic.ipForwarding && !nic.addresses.includes(packet.source)) {
    const decision: Decision = {
      code: 'nicForwardingOff',
      rule: 'R6.3',
      parameters: { nic: nic.name },
      declaredAt: nic.declaredAt,
    }
    return [end('applianceNotForwarding', [nicHop(nic, decision)])]
  }
  const route = surroundings.controlPlane.effectiveTable(nic.subnet).lookup(packet.destination)
  const element = {
    kind: 'nic' as const,
    element: machineName(nic),
    address: nic.addresses[0],
    answers: true,
    decrements: false,
    nic,
  }
  return follow(route, { vnet: nic.subnet.vnet, subnet: nic.subnet, nic, element }, packet, surroundings)
}

const stop = (ending: Ending, nic: Nic, decision: Decision, changes: Partial<Hop> = {}): readonly Step[] => [
  end(ending, [nicHop(nic, decision, changes)]),
]

const filteredIn = (chain: 'INPUT' | 'FORWARD' | 'OUTPUT', vm: Vm): Decision => ({
  code: 'guestFilter',
  rule: 'R6.11',
  parameters: { vm: vm.name, chain },
})

const delivered = (nic: Nic, packet: Packet): readonly Step[] => {
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
  if (vm !== undefined && isFiltered(vm, 'INPUT', packet)) {
    return stop('filtered', nic, filteredIn('INPUT', vm))
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

type InterfaceChoice = Extract<KernelChoice, { readonly kind: 'nic' }>

/** The interface that the kernel chooses, or the end of a packet that leaves by no NIC. */
const chooseInterface = (
  nic: Nic,
  vm: Vm,
  packet: Packet,
  changes: Partial<Hop>,
): { readonly choice: InterfaceChoice } | { readonly steps: readonly Step[] } => {
  const choice = kernelChoice(vm, packet.destination)
  if (choice === undefined || choice.kind === 'blackhole') {
    const parameters = { vm: vm.name, prefix: choice?.prefix ?? formatAddress(packet.destination) }
    return { steps: stop('noRoute', nic, { code: 'kernelBlackhole', rule: 'R6.12', parameters }, changes) }
  }
  if (choice.kind === 'tunnel') {
    const parameters = { vm: vm.name, dev: choice.dev, prefix: choice.prefix }
    return { steps: stop('unknown', nic, { code: 'tunnel', rule: 'R6.29', parameters }, changes) }
  }
  return { choice }
}

/** R6.1 step 1: the machine's own packet. The NIC that owns the source sends it, else the kernel's choice. */
export const sendFromMachine = (nic: Nic, packet: Packet): readonly Step[] => {
  const { vm } = nic
  if (vm === undefined) return [onward({ kind: 'leaving', nic }, packet)]
  if (ownsAddress(vm, packet.destination)) return delivered(nic, packet)
  if (isFiltered(vm, 'OUTPUT', packet)) return stop('filtered', nic, filteredIn('OUTPUT', vm))
  const chosen = chooseInterface(nic, vm, packet, {})
  if ('steps' in chosen) return chosen.steps
  const out = nic.addresses.includes(packet.source) ? nic : chosen.choice.nic
  return [onward({ kind: 'leaving', nic: out }, packet)]
}

/** R6.11: Azure's flag, the guest's flag and the FORWARD chain must all agree; then the kernel picks the interface. */
const forwarded = (
  nic: Nic,
  vm: Vm,
  packet: Packet,
  remembered: readonly SourceTranslation[] | undefined,
): readonly Step[] => {
  const router: Partial<Hop> = { kind: 'appliance' }
  if (vm.guest?.ipForward === false) {
    const decision: Decision = { code: 'guestForwardingOff', rule: 'R6.11', parameters: { vm: vm.name } }
    return stop('applianceNotForwarding', nic, decision, router)
  }
  if (isFiltered(vm, 'FORWARD', packet)) {
    return stop('filtered', nic, filteredIn('FORWARD', vm), router)
  }
  const chosen = chooseInterface(nic, vm, packet, router)
  if ('steps' in chosen) return chosen.steps
  const { choice } = chosen
  // Connection tracking translates what opens a flow; a reply, of a flow it knows or not, keeps its source.
  const opensFlow = remembered === undefined
  const source =
    opensFlow && translatesSource(vm, choice.dev, packet)
      ? choice.nic.addresses.find((own) => typeof own === typeof packet.source)
      : undefined
  const parameters = { vm: vm.name, prefix: choice.prefix, dev: choice.dev }
  const decision: Decision =
    source === undefined
      ? { code: 'kernelRoute', rule: 'R6.12', parameters }
      : {
          code: 'sourceTranslated',
          rule: 'R6.16',
          parameters: { ...parameters, source: formatAddress(source) },
        }
  const assumptions: readonly WayAssumption[] =
    vm.guest?.ipForward === undefined ? [{ code: 'guestForwards', parameters: { vm: vm.name } }] : []
  const hop = nicHop(nic, decision, { ...router, decrements: true })
  const to: Location = { kind: 'leaving', nic: choice.nic }
  if (source === undefined) return [{ ...onward(to, packet, hop), assumptions }]
  const translation: SourceTranslation = { vm, from: packet.source, to: source }
  return [{ ...onward(to, { ...packet, source }, hop), assumptions, translation }]
}

/** The fabric hands a packet to a NIC. `remembered`: as for `walk`. */
export const arriveAtNic = (
  nic: Nic,
  packet: Packet,
  remembered: readonly SourceTranslation[] | undefined,
): readonly Step[] => {
  const { vm } = nic
  const isAccepted = nic.ipForwarding || nic.addresses.includes(packet.destination)
  const opensFlow = remembered === undefined
  const dev = opensFlow && isAccepted && vm?.running ? translatesDestination(vm, nic, packet) : undefined
  if (vm !== undefined && dev !== undefined) {
    const parameters = { vm: vm.name, dev }
    return stop('unknown', nic, { code: 'addressTranslation', rule: 'R6.16', parameters })
  }
  const meant = remembered?.findLast((each) => each.vm === vm && each.to === packet.destination)
  if (vm?.running === true && meant !== undefined)
    return forwarded(nic, vm, { ...packet, destination: meant.from }, remembered)
  if (nic.addresses.includes(packet.destination)) return delivered(nic, packet)
  if (vm === undefined || !vm.running) {
    const parameters = { vm: machineName(nic) }
    return stop('applianceMissing', nic, {
      code: 'machineStopped',
      rule: 'R1.21',
      parameters,
      declaredAt: nic.declaredAt,
    })
  }
  if (!nic.ipForwarding) {
    const parameters = { nic: nic.name }
    const decision: Decision = {
      code: 'nicForwardingOff',
      rule: 'R1.21',
      parameters,
      declaredAt: nic.declaredAt,
    }
    return stop('applianceNotForwarding', nic, decision, { kind: 'appliance' })
  }
  // R6.3: an address that only the guest knows gets past the NIC's check only now.
  if (ownsAddress(vm, packet.destination)) return delivered(nic, packet)
  return forwarded(nic, vm, packet, remembered)
}
