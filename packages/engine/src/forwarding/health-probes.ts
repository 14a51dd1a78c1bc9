// Which backends of a load balancer are out because its health probe does not get to them (R6.62).
import type { Backend, BalancingRule, HealthProbe } from '../model/index.ts'
import { isIpv4 } from '../net/index.ts'
import { arrivalAt, machineName } from './guest.ts'
import { isFiltered } from './guest-rules.ts'
import type { Surroundings } from './location.ts'
import type { Packet } from './packet.ts'
import { probeFilteringAt } from './security-filtering.ts'
import { probeAddress } from './special-addresses.ts'
import type { Decision } from './way.ts'

/** Who keeps the probe out: a security rule, or the filter of the guest. */
const stoppedAt = (
  { nic, address }: Backend,
  probe: HealthProbe,
  surroundings: Surroundings,
): Pick<Decision, 'parameters' | 'declaredAt'> | undefined => {
  const packet: Packet = { source: probeAddress, destination: address, protocol: 'tcp', port: probe.port }
  const { stopped } = probeFilteringAt(nic, packet, surroundings)
  if (stopped?.decision.code === 'securityRule') return stopped.decision
  const { vm } = nic
  const passing = { in: arrivalAt(nic, undefined).dev, flow: 'new' } as const
  return vm !== undefined && isFiltered(vm, 'INPUT', packet, passing)
    ? { parameters: { vm: vm.name }, declaredAt: vm.declaredAt }
    : undefined
}

/** What probes leave of the backends that run. */
export interface Probed {
  /** Those that get new flows. */
  readonly up: readonly Backend[]
  /** Names of those that do not. */
  readonly out: readonly string[]
  /** Why nobody is left, where nobody is. */
  readonly blocked?: Decision
}

/**
 * Asks the probe of a rule about the backends that run. Without filters every probe gets in; a rule of which it is not
 * known whether it is for the probe keeps nobody out. Probes over IPv6 are not looked at.
 */
export const probed = (
  { probe }: BalancingRule,
  running: readonly Backend[],
  surroundings: Surroundings,
): Probed => {
  if (probe === undefined || !surroundings.filters) return { up: running, out: [] }
  const judged = running.map((backend) => ({
    backend,
    stopped: isIpv4(backend.address) ? stoppedAt(backend, probe, surroundings) : undefined,
  }))
  const up = judged.flatMap(({ backend, stopped }) => (stopped === undefined ? backend : []))
  const [first] = judged.flatMap(({ stopped }) => stopped ?? [])
  if (first === undefined || (up.length === 0 && probe.allDownMeansUp)) return { up: running, out: [] }
  const out = judged.flatMap(({ backend, stopped }) =>
    stopped === undefined ? [] : machineName(backend.nic),
  )
  if (up.length > 0) return { up, out }
  const parameters = { ...first.parameters, probe: probe.name, port: String(probe.port) }
  const blocked: Decision = { code: 'probesBlocked', rule: 'R6.62', parameters, declaredAt: first.declaredAt }
  return { up, out, blocked }
}
