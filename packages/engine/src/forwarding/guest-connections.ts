// What connection tracking in a guest makes of a packet (R6.20).
import type { Vm } from '../model/index.ts'
import { type FlowState, matches } from './guest-rules.ts'
import type { FlowMemory, Packet } from './packet.ts'

/**
 * Whether a guest forwards this packet only because it knows its connection: then the rest of a connection is lost whose
 * answers go past the guest. Interfaces that rules name are left out: a rule for any of them may let it pass.
 */
export const followsConnections = ({ guest }: Vm, packet: Packet): boolean => {
  const rules = guest?.filters?.filter(({ chain }) => chain === 'FORWARD') ?? []
  const first = rules.find((rule) => rule.flow === undefined && matches(rule, packet))
  return (
    rules.some(({ flow }) => flow === 'established') && (first?.action ?? guest?.policies?.FORWARD) === 'drop'
  )
}

/** The state of a packet in a guest's table; without a flow it opens one. */
export const flowStateAt = (vm: Vm, packet: Packet, flow: FlowMemory | undefined): FlowState => {
  if (flow === undefined) return 'new'
  const hasSeen = flow.trail === undefined || flow.trail.machines.has(vm.id.key)
  if (hasSeen) return 'established'
  return packet.protocol === 'udp' ? 'new' : 'neither'
}
