// The reverse path filter of a guest: whether packets from an address may come in by an interface (R6.15).
import type { ControlPlane } from '../control-plane/index.ts'
import type { Vm } from '../model/index.ts'
import { kernelChoices } from './guest-kernel.ts'
import type { Packet } from './packet.ts'

/**
 * Strict: the machine's own way to the source has to be by the interface that the packet came in by. Loose: it needs
 * any way. Nothing is filtered where the interface is not known.
 */
export const isReverseFiltered = (
  vm: Vm,
  dev: string | undefined,
  packet: Packet,
  controlPlane: Pick<ControlPlane, 'routerLookup'>,
): boolean => {
  const mode = vm.guest?.rpFilter
  if (dev === undefined || mode === undefined || mode === 'off') return false
  const back = kernelChoices(vm, packet.source, controlPlane, packet.destination).filter(
    ({ kind }) => kind !== 'blackhole',
  )
  if (mode === 'loose') return back.length === 0
  return !back.some(
    (choice) => choice.kind === 'session' || (choice.kind !== 'blackhole' && choice.dev === dev),
  )
}
