// Finds what people mean by a name: a machine, a NIC, a subnet, or a service in one.
import type { Analysis } from '../analyse.ts'
import { type Finding, findings, nearest, type ThingKind } from '../diagnostics/index.ts'
import type { AttachedService, Declared, Gateway, Nic, Subnet, Vm } from '../model/index.ts'
import { answersTo, parentOf, type ResourceId } from '../resources/index.ts'

/** An answer, or the one reason why there is none. */
export type Answered<T> =
  | { readonly ok: true; readonly answer: T }
  | { readonly ok: false; readonly finding: Finding }

/** A success. */
export const answered = <T>(answer: T): Answered<T> => ({ ok: true, answer })
/** A refusal. */
export const refused = (finding: Finding): { readonly ok: false; readonly finding: Finding } => ({
  ok: false,
  finding,
})

const isCalled = (
  candidate: { readonly id: ResourceId; readonly name: string },
  name: string,
  wanted: string,
): boolean => answersTo(candidate.id, name) || candidate.name.toLowerCase() === wanted

/** The one thing that a name means; not found and ambiguous are findings that help. */
export const only = <T extends { readonly id: ResourceId; readonly name: string }>(
  kind: ThingKind,
  name: string,
  candidates: readonly T[],
): Answered<T> | undefined => {
  const wanted = name.toLowerCase()
  const matches = candidates.filter((candidate) => isCalled(candidate, name, wanted))
  const [first, second] = matches
  if (first === undefined) return undefined
  if (second === undefined) return answered(first)
  return refused(findings.nameAmbiguous({ kind, name, ids: matches.map(({ id }) => id.text).sort() }))
}

/** Nothing has the name; `known`: the names that would have been understood. */
const notFound = (
  kind: ThingKind,
  name: string,
  known: readonly string[],
): { readonly ok: false; readonly finding: Finding } =>
  refused(
    findings.nameNotFound({
      kind,
      name,
      known: [...new Set(known)].sort(),
      suggestion: nearest(name, known),
    }),
  )

const serviceKinds = ['gateway', 'routeServer', 'firewall'] as const

interface ServiceWithSubnet {
  readonly kind: (typeof serviceKinds)[number]
  readonly id: ResourceId
  readonly name: string
  /** Undefined for a gateway whose VNet has no GatewaySubnet. */
  readonly subnet: Subnet | undefined
}

const nameAndId = ({ id, name }: Declared) => ({ id, name })

/** A place that has effective routes. */
export type RoutePlace =
  | { readonly kind: 'nic'; readonly nic: Nic }
  | { readonly kind: 'subnet'; readonly subnet: Subnet }

const subnetOfGateway = ({ vnet, subnet }: Gateway): Subnet | undefined =>
  subnet ?? vnet.subnets.find(({ name }) => name.toLowerCase() === 'gatewaysubnet')

/** Services of Azure's own that lie in a subnet, whose routes are then theirs. */
const servicesWithSubnet = ({ network }: Analysis): readonly ServiceWithSubnet[] => [
  ...network.vnets
    .flatMap((vnet) => vnet.gateways)
    .map((each) => ({ kind: 'gateway' as const, ...nameAndId(each), subnet: subnetOfGateway(each) })),
  ...network.routeServers.map((each) => ({
    kind: 'routeServer' as const,
    ...nameAndId(each),
    subnet: each.subnet,
  })),
  // A firewall has an entry for each of its addresses.
  ...[...new Map(network.azureFirewalls.map((each) => [each.id.key, each])).values()].map((each) => ({
    kind: 'firewall' as const,
    ...nameAndId(each),
    subnet: each.subnet,
  })),
]

/** The machines of a scale set that is called so. */
export const instancesOf = ({ network }: Analysis, name: string): readonly Vm[] =>
  network.vms.filter(({ id }) => {
    const scaleSet = parentOf(id)
    return scaleSet !== undefined && answersTo(scaleSet, name)
  })

/** The machine that a name means. */
export const findMachine = (analysis: Analysis, name: string): Answered<Vm> => {
  const { vms } = analysis.network
  const vm = only('virtualMachine', name, vms)
  if (vm !== undefined) return vm
  const [instance] = instancesOf(analysis, name)
  return instance === undefined
    ? notFound(
        'virtualMachine',
        name,
        vms.map((each) => each.name),
      )
    : answered(instance)
}

/** The entries of a service in a subnet, one for each subnet; services of the same name are an error. */
export const findAttached = (
  { network }: Analysis,
  name: string,
): Answered<readonly AttachedService[]> | undefined => {
  const entries = network.attachedServices.filter((each) => isCalled(each, name, name.toLowerCase()))
  const keys = new Map(entries.map((each) => [each.id.key, each]))
  const service = only('service', name, [...keys.values()])
  return service === undefined || service.ok ? service && answered(entries) : service
}

/** The places that a selector means: one NIC, all NICs of a VM, a subnet, or the subnet of a service of Azure's own. */
export const findPlaces = (analysis: Analysis, name: string): Answered<readonly RoutePlace[]> => {
  const { network } = analysis
  const nic = only('networkInterface', name, network.nics)
  if (nic !== undefined) return nic.ok ? answered([{ kind: 'nic', nic: nic.answer }]) : nic
  const vm = only('virtualMachine', name, network.vms)
  if (vm !== undefined) return vm.ok ? answered(vm.answer.nics.map((own) => ({ kind: 'nic', nic: own }))) : vm
  const instances = instancesOf(analysis, name)
  if (instances.length > 0)
    return answered(instances.flatMap(({ nics }) => nics.map((own) => ({ kind: 'nic' as const, nic: own }))))
  const services = servicesWithSubnet(analysis)
  for (const kind of serviceKinds) {
    const service = only(
      kind,
      name,
      services.filter((each) => each.kind === kind),
    )
    if (service === undefined) continue
    if (!service.ok) return service
    const { subnet } = service.answer
    return answered(subnet === undefined ? [] : [{ kind: 'subnet', subnet }])
  }
  const attached = findAttached(analysis, name)
  if (attached !== undefined)
    return attached.ok
      ? answered(attached.answer.map((own) => ({ kind: 'subnet' as const, subnet: own.subnet })))
      : attached
  const subnet = only('subnet', name, network.subnets)
  if (subnet !== undefined) return subnet.ok ? answered([{ kind: 'subnet', subnet: subnet.answer }]) : subnet
  const known = [
    ...network.vms.map((each) => each.name),
    ...network.nics.map((each) => each.name),
    ...services.map((each) => each.name),
    ...network.attachedServices.map((each) => each.name),
    ...network.subnets.map((each) => `${each.vnet.name}/${each.name}`),
  ]
  return notFound('place', name, known)
}
