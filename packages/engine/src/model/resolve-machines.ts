// Network interfaces and virtual machines.
import {
  answersTo,
  at,
  type GuestConfiguration,
  machineNameOf,
  machineTypes,
  nicNameOf,
  nicTypes,
  type Resource,
  textAt,
} from '../resources/index.ts'
import type { Nic, Subnet, Vm } from './network.ts'
import { flagOf, readerOf } from './reader.ts'
import { type SecurityGroups, securityGroupOf } from './resolve-security-groups.ts'
import type { Resolving } from './resolving.ts'

interface NicDraft extends Nic {
  vm: Vm | undefined
}

/** NICs and VMs, each in the order of declaration, with the NICs by id key. */
export interface ResolvedMachines {
  readonly nics: ReadonlyMap<string, Nic>
  readonly vms: readonly Vm[]
}

const resolveNic = (
  resource: Resource,
  subnets: ReadonlyMap<string, Subnet>,
  securityGroups: SecurityGroups,
  context: Resolving,
): NicDraft | undefined => {
  const reader = context.read(resource)
  const children = context.children(resource, 'ipConfigurations')
  if (children.length === 0) context.require(resource, 'ipConfigurations')
  for (const child of children) context.require(child, 'subnet', 'id')
  const configurations = children.map((child) => context.read(child))
  // The primary configuration first: its address is the source of what the machine sends (R6.14).
  const ordered = [...configurations].sort(
    (a, b) => Number(b.flag('primary') ?? false) - Number(a.flag('primary') ?? false),
  )
  const subnet = ordered
    .map((configuration) =>
      context.follow(
        configuration.resource,
        'subnet.id',
        configuration.reference('subnet'),
        subnets,
        'Microsoft.Network/virtualNetworks/subnets',
      ),
    )
    .find((found) => found !== undefined)
  if (subnet === undefined) return undefined
  const owned = ordered.flatMap((configuration) => {
    const address = configuration.address('privateIPAddress')
    const publicAddress = configuration.reference('publicIPAddress')?.id
    return address === undefined ? [] : [{ address, publicAddress }]
  })
  return {
    id: resource.id,
    name: nicNameOf(resource.id),
    declaredAt: resource.declaredAt,
    subnet,
    vm: undefined,
    addresses: owned.map(({ address }) => address),
    ipForwarding: reader.flag('enableIPForwarding') ?? false,
    networkSecurityGroup: securityGroupOf(reader, securityGroups, context),
    applicationSecurityGroups: ordered.flatMap((configuration) =>
      configuration.references('applicationSecurityGroups').map(({ id }) => id.key),
    ),
    published: owned.flatMap(({ address, publicAddress }) =>
      publicAddress === undefined ? [] : [{ address, publicAddress }],
    ),
  }
}

/** Whether Azure says that the machine runs; a template says nothing, and then it does. */
const isRunning = (resource: Resource, context: Resolving): boolean => {
  const stated = context.world.state.find((fact) => fact.vm !== undefined && answersTo(resource.id, fact.vm))
  if (stated !== undefined) return stated.up
  const quiet = readerOf(resource, () => {})
  const codes = quiet
    .items('instanceView', 'statuses')
    .map((status) => at(status, 'code'))
    .concat(quiet.value('extended', 'instanceView', 'powerState', 'code'))
    .flatMap((code) =>
      code?.kind === 'scalar' && typeof code.value === 'string' ? [code.value.toLowerCase()] : [],
    )
    .filter((code) => code.startsWith('powerstate/'))
  return codes.length === 0 || codes.some((code) => code === 'powerstate/running')
}

const operatingSystemOf = (resource: Resource, context: Resolving): Vm['operatingSystem'] => {
  const reader = context.read(resource)
  const stated = reader.text('storageProfile', 'osDisk', 'osType')?.toLowerCase()
  if (stated === 'linux' || stated === 'windows') return stated
  if (reader.value('osProfile', 'linuxConfiguration') !== undefined) return 'linux'
  if (reader.value('osProfile', 'windowsConfiguration') !== undefined) return 'windows'
  const publisher = reader.text('storageProfile', 'imageReference', 'publisher')?.toLowerCase()
  if (publisher === undefined) return undefined
  return publisher.startsWith('microsoftwindows') ? 'windows' : 'linux'
}

const guestOf = (resource: Resource, context: Resolving): GuestConfiguration | undefined =>
  Object.entries(context.world.guests).find(([name]) => answersTo(resource.id, name))?.[1]

const resolveVm = (
  resource: Resource,
  nics: ReadonlyMap<string, NicDraft>,
  owned: Set<string>,
  context: Resolving,
): Vm => {
  const reader = context.read(resource)
  const primaries = new Set(
    reader.items('networkProfile', 'networkInterfaces').flatMap((item) => {
      const isPrimary = flagOf(at(item, 'properties', 'primary')) === true
      return isPrimary ? (textAt(item, 'id')?.toLowerCase() ?? []) : []
    }),
  )
  const attached = reader
    .references('networkProfile', 'networkInterfaces')
    .map((reference, index) => ({
      primary: Number(primaries.has(reference.id.key)),
      nic: context.follow(
        resource,
        `networkProfile.networkInterfaces.${index}.id`,
        reference,
        nics,
        'Microsoft.Network/networkInterfaces',
      ),
    }))
    .sort((a, b) => b.primary - a.primary)
    .flatMap(({ nic }) => (nic === undefined || owned.has(nic.id.key) ? [] : [nic]))
  const vm: Vm = {
    id: resource.id,
    name: machineNameOf(resource.id),
    declaredAt: resource.declaredAt,
    nics: attached,
    running: isRunning(resource, context),
    operatingSystem: operatingSystemOf(resource, context),
    guest: guestOf(resource, context),
  }
  for (const nic of attached) {
    nic.vm = vm
    owned.add(nic.id.key)
  }
  return vm
}

/** Resolves NICs into their subnets, then VMs onto their NICs. */
export const resolveMachines = (
  context: Resolving,
  subnets: ReadonlyMap<string, Subnet>,
  securityGroups: SecurityGroups,
): ResolvedMachines => {
  const nics = new Map<string, NicDraft>()
  for (const resource of context.ofTypes(nicTypes)) {
    const nic = resolveNic(resource, subnets, securityGroups, context)
    if (nic !== undefined) nics.set(resource.id.key, nic)
  }
  const owned = new Set<string>()
  const vms = context.ofTypes(machineTypes).map((resource) => resolveVm(resource, nics, owned, context))
  return { nics, vms }
}
