// Makes the instances of virtual machine scale sets: each a machine with network interfaces, as Azure would list them.
import { type Finding, findings } from '../diagnostics/index.ts'
import { numberAt } from './number-at.ts'
import { childId, nameOf, parentOf, parseResourceId, type ResourceId } from './resource-id.ts'
import type { Resource } from './resource-set.ts'
import { at, type Dictionary, dictionary, fieldOf, type List, scalar, textAt, type Value } from './value.ts'

/** The resources with those that stand for instances, and what stood in the way of some. */
export interface WithInstances {
  readonly resources: ReadonlyMap<string, Resource>
  readonly findings: readonly Finding[]
}

const scaleSetType = 'microsoft.compute/virtualmachinescalesets'
const machineType = 'microsoft.compute/virtualmachines'

/** Types under which network interfaces are listed. */
export const nicTypes: readonly string[] = [
  'Microsoft.Network/networkInterfaces',
  'Microsoft.Compute/virtualMachineScaleSets/virtualMachines/networkInterfaces',
]

/** Types under which machines are listed. */
export const machineTypes: readonly string[] = [
  'Microsoft.Compute/virtualMachines',
  'Microsoft.Compute/virtualMachineScaleSets/virtualMachines',
]

/** What people call a machine: Azure names the instances of a scale set `set_0`, `set_1`, … */
export const machineNameOf = (id: ResourceId): string =>
  id.type.toLowerCase() === `${scaleSetType}/virtualmachines` ? id.names.join('_') : nameOf(id)

/** What people call a network interface; those of a scale set's instances are told apart by their machines. */
export const nicNameOf = (id: ResourceId): string => {
  const machine = id.type.toLowerCase().startsWith(`${scaleSetType}/`) ? parentOf(id) : undefined
  return machine === undefined ? nameOf(id) : `${machineNameOf(machine)}/${nameOf(id)}`
}

/** Azure's own limit of instances in a scale set. */
const mostInstances = 1000

const itemsOf = (value: Value | undefined): readonly Value[] => (value?.kind === 'list' ? value.items : [])
const listOf = (items: readonly Value[]): List => ({ kind: 'list', items, span: undefined })

/** Names are segments of ids: one with a slash, or none at all, gets a number in its place. */
const nameFor = (item: Value, otherwise: string): string => {
  const name = textAt(item, 'name')
  return name === undefined || name.includes('/') ? otherwise : name
}

/** The fields of `properties`, with the configuration of a public address as the address that it makes. */
const configurationBody = (item: Value, id: ResourceId): Dictionary => {
  const properties = at(item, 'properties')
  const fields = new Map(properties?.kind === 'dictionary' ? properties.fields : [])
  const address = fields.get('publicipaddressconfiguration')?.value
  fields.delete('publicipaddressconfiguration')
  if (address?.kind === 'dictionary') {
    const made = childId(id, 'publicIPAddresses', nameFor(address, 'public'))
    const value = dictionary({ id: scalar(made.text, address.span) })
    fields.set('publicipaddress', { name: 'publicIPAddress', nameSpan: undefined, value })
  }
  return dictionary({ properties: { kind: 'dictionary', fields, span: properties?.span } }, item.span)
}

const resource = (id: ResourceId, body: Dictionary, near: Resource): Resource => ({
  id,
  body,
  declaredAt: body.span ?? near.declaredAt,
  assumed: false,
})

/** One network interface of an instance, and its configurations behind it. */
const nicOf = (machine: ResourceId, item: Value, index: number, scaleSet: Resource): readonly Resource[] => {
  const id = childId(machine, 'networkInterfaces', nameFor(item, `nic${index}`))
  const properties = at(item, 'properties')
  const fields = new Map(properties?.kind === 'dictionary' ? properties.fields : [])
  fields.delete('ipconfigurations')
  const body = dictionary({ properties: { kind: 'dictionary', fields, span: properties?.span } }, item.span)
  const configurations = itemsOf(at(properties, 'ipConfigurations')).map((each, at) => {
    const own = childId(id, 'ipConfigurations', nameFor(each, `ipconfig${at}`))
    return resource(own, configurationBody(each, own), scaleSet)
  })
  return [resource(id, body, scaleSet), ...configurations]
}

const instanceOf = (scaleSet: Resource, profile: Value, index: number): readonly Resource[] => {
  const id = childId(scaleSet.id, 'virtualMachines', String(index))
  const configurations = itemsOf(at(profile, 'networkProfile', 'networkInterfaceConfigurations'))
  const nics = configurations.map((item, position) => nicOf(id, item, position, scaleSet))
  const references = nics.flatMap(([nic], position) => {
    const primary = at(configurations[position], 'properties', 'primary')
    return nic === undefined
      ? []
      : [
          dictionary({
            id: scalar(nic.id.text, nic.declaredAt),
            properties: dictionary(primary === undefined ? {} : { primary }),
          }),
        ]
  })
  const [storage, system] = [fieldOf(profile, 'storageProfile'), fieldOf(profile, 'osProfile')]
  const properties = dictionary({
    networkProfile: dictionary({ networkInterfaces: listOf(references) }),
    ...(storage === undefined ? {} : { storageProfile: storage }),
    ...(system === undefined ? {} : { osProfile: system }),
  })
  const body = dictionary({ properties }, scaleSet.declaredAt)
  return [resource(id, body, scaleSet), ...nics.flat()]
}

/** How many machines of each scale set the inputs declare themselves, as exports do. */
const declaredMachines = (resources: Iterable<Resource>): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>()
  const count = (key: string): void => {
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  for (const { id, body } of resources) {
    const type = id.type.toLowerCase()
    const named = textAt(body, 'properties', 'virtualMachineScaleSet', 'id')
    if (type === machineType && named !== undefined) count(named.toLowerCase())
    if (type === `${scaleSetType}/virtualmachines`) {
      const key = id.key.slice(0, id.key.lastIndexOf('/virtualmachines/'))
      count(parseResourceId(key)?.key ?? key)
    }
  }
  return counts
}

/** What stands in place of a number of instances that is not known: one, which routes as all of them do. */
const unknownCapacity = (scaleSet: Resource): Finding =>
  findings.instanceCountUnknown(
    { scaleSet: nameOf(scaleSet.id) },
    { span: at(scaleSet.body, 'sku', 'capacity')?.span ?? scaleSet.declaredAt, resourceId: scaleSet.id.text },
  )

/**
 * Adds the instances of each scale set behind it, numbered from 0, as many as its capacity says. Machines that the
 * inputs declare as its own count, so that an export keeps what it says. A set without a profile has none of its own:
 * machines are put into it one by one.
 */
export const withInstances = (resources: ReadonlyMap<string, Resource>): WithInstances => {
  const found: Finding[] = []
  const all = new Map<string, Resource>()
  const declared = declaredMachines(resources.values())
  for (const [key, each] of resources) {
    all.set(key, each)
    const profile = at(each.body, 'properties', 'virtualMachineProfile')
    if (each.id.type.toLowerCase() !== scaleSetType || profile?.kind !== 'dictionary') continue
    const stated = numberAt(each.body, 'sku', 'capacity')
    const own = declared.get(key) ?? 0
    if (stated === undefined && own === 0) found.push(unknownCapacity(each))
    if (stated !== undefined && stated > mostInstances) {
      const parameters = { scaleSet: nameOf(each.id), found: stated, limit: mostInstances }
      const span = at(each.body, 'sku', 'capacity')?.span
      found.push(findings.tooManyInstances(parameters, { span, resourceId: each.id.text }))
    }
    const count = own > 0 && stated === undefined ? 0 : Math.min(stated ?? 1, mostInstances) - own
    for (let index = 0; index < count; index++)
      for (const part of instanceOf(each, profile, index))
        if (!resources.has(part.id.key)) all.set(part.id.key, part)
  }
  return { resources: all, findings: found }
}
