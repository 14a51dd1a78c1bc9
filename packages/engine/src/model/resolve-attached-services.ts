// Services of Azure's own in subnets: where they stand, with which addresses, and how they reach the Internet.
import { findings } from '../diagnostics/index.ts'
import { type Address, parseAddress } from '../net/index.ts'
import {
  type Attachment,
  attachmentsOf,
  nameOf,
  parseResourceId,
  type Resource,
  type ResourceId,
  rootOf,
  type ServiceEgress,
  textAt,
} from '../resources/index.ts'
import type { AttachedService, Subnet } from './network.ts'
import type { Reference } from './reader.ts'
import type { Resolving } from './resolving.ts'

const subnetType = 'Microsoft.Network/virtualNetworks/subnets'

const egressOf = ({ type, from }: Attachment): ServiceEgress =>
  typeof type.egress === 'function' ? type.egress(from) : type.egress

/** The subnet's id; one that is not known, or is no id, is a finding. */
const referenceOf = (
  resource: Resource,
  { subnet }: Attachment,
  context: Resolving,
): Reference | undefined => {
  const where = { span: subnet.span ?? resource.declaredAt, resourceId: resource.id.text }
  if (subnet.kind === 'unknown') {
    const parameters = { property: 'subnet', cause: subnet.reason, origin: subnet.origin }
    context.report(findings.unknownValue(parameters, where))
    return undefined
  }
  const text = textAt(subnet) ?? ''
  const id = parseResourceId(text)
  if (id === undefined) context.report(findings.malformedId({ property: 'subnet', text }, where))
  return id === undefined ? undefined : { id, span: subnet.span }
}

/** Addresses that allocation chose, by resource and subnet. */
const allocatedByPlace = (context: Resolving): ReadonlyMap<string, readonly string[]> => {
  const places = new Map<string, string[]>()
  for (const { resource, address, subnet } of context.allocated) {
    if (subnet === undefined) continue
    const key = `${resource.key}|${subnet}`
    const known = places.get(key)
    if (known === undefined) places.set(key, [address])
    else known.push(address)
  }
  return places
}

interface Draft extends AttachedService {
  addresses: readonly Address[]
}

/** One entry for each service and subnet: the parts of a service, its pools and its children, are one. */
export const resolveAttachedServices = (
  context: Resolving,
  subnets: ReadonlyMap<string, Subnet>,
): readonly AttachedService[] => {
  const allocated = allocatedByPlace(context)
  const services = new Map<string, Draft>()
  const add = (id: ResourceId, draft: Draft, found: ReadonlySet<Address>): void => {
    const key = `${id.key}|${draft.subnet.id.key}`
    const known = services.get(key)
    if (known === undefined) services.set(key, { ...draft, addresses: [...found] })
    else known.addresses = [...new Set([...known.addresses, ...found])]
  }
  for (const resource of context.resources.values()) {
    for (const attachment of attachmentsOf(resource, context.resources)) {
      const { type, stated } = attachment
      const id = type.isNamedItself === true ? resource.id : rootOf(resource.id)
      const reference = referenceOf(resource, attachment, context)
      const subnet = context.follow(resource, 'subnet', reference, subnets, subnetType)
      if (subnet === undefined) continue
      const texts = stated.length > 0 ? stated : (allocated.get(`${resource.id.key}|${subnet.id.key}`) ?? [])
      const draft: Draft = {
        id,
        name: nameOf(id),
        declaredAt: resource.declaredAt,
        subnet,
        addresses: [],
        role: type.role,
        egress: egressOf(attachment),
        isFiltered: type.isFiltered?.(attachment.from) ?? true,
        isProxy: type.isProxy === true,
      }
      add(id, draft, new Set(texts.flatMap((text) => parseAddress(text) ?? [])))
    }
  }
  return [...services.values()]
}
