// Standard public addresses are closed: they let in what a security group allows, and without one nothing (R6.65).
import type { Nic, PublicEndpoint } from '../model/index.ts'
import { nicHop } from './guest.ts'
import { end, type Step, type Surroundings } from './location.ts'

/** A subnet that the inputs only refer to may well have a group. */
const isGuarded = ({ networkSecurityGroup, subnet }: Nic): boolean =>
  (networkSecurityGroup ?? subnet.networkSecurityGroup) !== undefined || !subnet.described

/** The step by which a packet from outside comes to a NIC, or its end there where nothing guards the NIC. */
export const unlessClosed = (
  step: Step,
  { name, isStandard, declaredAt }: PublicEndpoint,
  { filters }: Surroundings,
): Step => {
  const { outcome } = step
  if (!filters || isStandard !== true || outcome.kind !== 'onward' || outcome.to.kind !== 'arriving')
    return step
  const { nic } = outcome.to
  if (isGuarded(nic)) return step
  const parameters = { name, nic: nic.name, subnet: nic.subnet.name }
  const hop = nicHop(nic, { code: 'closedAddress', rule: 'R6.65', parameters, declaredAt })
  return { ...step, ...end('filtered', [...step.hops, hop]), share: step.share, sends: outcome.packet }
}
