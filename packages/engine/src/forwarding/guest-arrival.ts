// A packet comes into a guest: what it has translated, what it translates, what it takes and what it forwards (R6.11, R6.52).
import type { GuestDestinationNat, Nic, Vm } from '../model/index.ts'
import { type Arrival, delivered, forwarded, nicHop, stop } from './guest.ts'
import { ownsAddress } from './guest-interfaces.ts'
import { nameOfRule, newDestinationOf } from './guest-translation.ts'
import type { Step, Surroundings } from './location.ts'
import type { Packet, Translation } from './packet.ts'
import { targetText, translationBetween, turnedBack } from './translation.ts'

/** The end of a packet at a rule that gives it a destination which no input tells. */
const openTranslation = (
  nic: Nic,
  vm: Vm,
  dev: string | undefined,
  rule: GuestDestinationNat,
): readonly Step[] =>
  stop('unknown', nic, {
    code: 'addressTranslation',
    rule: 'R6.52',
    parameters: { vm: vm.name, dev: dev ?? '', rule: nameOfRule(rule) },
    declaredAt: rule.span,
  })

/** The machine is the destination that its own rules give a packet: what takes it in, and what comes of it there. */
const redirected = (
  nic: Nic,
  vm: Vm,
  packet: Packet,
  arrival: Arrival & { readonly taken: Packet },
  surroundings: Surroundings,
): readonly Step[] => {
  const translation = translationBetween(vm, arrival.taken, packet)
  const parameters = { element: vm.name, destination: targetText(packet) }
  const before = nicHop(nic, { code: 'destinationTranslated', rule: 'R6.52', parameters })
  return delivered(nic, packet, surroundings, arrival).map((step) => ({
    ...step,
    hops: [before, ...step.hops],
    sends: packet,
    ...(translation === undefined ? {} : { translations: [translation] }),
  }))
}

/**
 * A packet in the guest: the answer to a flow that it has translated, the beginning of one that it translates, or one
 * that it takes or forwards as it is. Undefined leaves the packet as it is to the caller.
 */
export const translatedInGuest = (
  nic: Nic,
  vm: Vm,
  packet: Packet,
  arrival: Arrival,
  surroundings: Surroundings,
): readonly Step[] | undefined => {
  const meant = turnedBack(vm, packet, surroundings.flow)
  if (meant !== undefined) {
    const routed = { ...packet, destination: meant.destination }
    return forwarded(nic, vm, routed, { ...arrival, leavesAs: meant }, surroundings)
  }
  if (arrival.remembered !== undefined) return undefined
  const translated = newDestinationOf(vm, arrival.dev, packet)
  if (translated === undefined) return undefined
  if (translated.kind === 'open') return openTranslation(nic, vm, arrival.dev, translated.rule)
  const after = { ...arrival, taken: packet }
  return ownsAddress(vm, translated.packet.destination)
    ? redirected(nic, vm, translated.packet, after, surroundings)
    : forwarded(nic, vm, translated.packet, after, surroundings)
}

/** A packet that came through a tunnel is in the guest already: no NIC checks it. */
export const arriveInside = (
  { vm, dev }: { readonly vm: Vm; readonly dev?: string },
  packet: Packet,
  remembered: readonly Translation[] | undefined,
  surroundings: Surroundings,
): readonly Step[] => {
  const [nic] = vm.nics
  const arrival: Arrival = { dev, remembered }
  if (nic === undefined) return []
  if (!vm.running) return delivered(nic, packet, surroundings, arrival)
  const translated = translatedInGuest(nic, vm, packet, arrival, surroundings)
  if (translated !== undefined) return translated
  if (ownsAddress(vm, packet.destination)) return delivered(nic, packet, surroundings, arrival)
  return forwarded(nic, vm, packet, arrival, surroundings)
}
