// The VNets of a network group of Virtual Network Manager.
import { findings } from '../diagnostics/index.ts'
import { nameOf, type Resource } from '../resources/index.ts'
import type { VnetDraft } from './resolve-vnets.ts'
import type { Resolving } from './resolving.ts'

/** Static members; those that a policy adds are not known, so a group without any has a finding. */
export const membersOf = (
  groupKey: string | undefined,
  configuration: Resource,
  vnets: ReadonlyMap<string, VnetDraft>,
  context: Resolving,
): readonly VnetDraft[] => {
  const group = context
    .ofType('Microsoft.Network/networkManagers/networkGroups')
    .find(({ id }) => id.key === groupKey)
  if (group === undefined) return []
  const members = context.children(group, 'staticMembers')
  if (members.length === 0 && !group.assumed) {
    const parameters = { group: nameOf(group.id), configuration: nameOf(configuration.id) }
    const where = { span: group.declaredAt, resourceId: group.id.text }
    context.report(findings.networkGroupWithoutMembers(parameters, where))
  }
  return members.flatMap((member) => {
    const text = context.read(member).text('resourceId')
    return (text === undefined ? undefined : vnets.get(text.toLowerCase())) ?? []
  })
}
