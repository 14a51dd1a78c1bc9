// Finds what people mean by a name: a machine, a NIC, a subnet, a service in one, a site's host, or an address.
import type { Analysis } from '../analyse.ts'
import { type Finding, findings, nearest, type ThingKind } from '../diagnostics/index.ts'
import {
  addressesTowards,
  attachedAt,
  isNotCarried,
  isPlatformAddress,
  kernelChoices,
  type Service,
} from '../forwarding/index.ts'
import type {
  AttachedService,
  Declared,
  Gateway,
  Nic,
  PublicEndpoint,
  Site,
  Subnet,
  Vm,
} from '../model/index.ts'
import {
  type Address,
  address as addressOf,
  containsAddress,
  formatAddress,
  parseAddress,
} from '../net/index.ts'
import { answersTo, parentOf, type ResourceId } from '../resources/index.ts'

/** An answer, or the one reason why there is none. */
export type Answered<T> =
  | { readonly ok: true; readonly answer: T }
  | { readonly ok: false; readonly finding: Finding }

/** A success. */
export const answered = <T>(answer: T): Answered<T> => ({ ok: true, answer })
const refused = (finding: Finding): { readonly ok: false; readonly finding: Finding } => ({
  ok: false,
  finding,
})

const isCalled = (
  candidate: { readonly id: ResourceId; readonly name: string },
  name: string,
  wanted: string,
): boolean => answersTo(candidate.id, name) || candidate.name.toLowerCase() === wanted

/** The one thing that a name means; not found and ambiguous are findings that help. */
const only = <T extends { readonly id: ResourceId; readonly name: string }>(
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

const notFound = (kind: ThingKind, name: string, known: readonly string[]) =>
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
const instancesOf = ({ network }: Analysis, name: string): readonly Vm[] =>
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
const findAttached = (
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

/** One end of a trace: who sends or receives, and with which address. */
export interface End {
  readonly address: Address
  readonly vm: Vm | undefined
  readonly nic: Nic | undefined
  readonly site: Site | undefined
  /** A service of Azure's own that replies. */
  readonly service?: Service
  /** A public address of nobody's here: somebody on the Internet. */
  readonly internet?: true
  /** A public address of the network's own. */
  readonly publicEndpoint?: PublicEndpoint
}

const endOfNic = (nic: Nic, address: Address): End => ({ address, vm: nic.vm, nic, site: undefined })

const nobody = { vm: undefined, nic: undefined, site: undefined } as const

/** A service by the first address of the family that the other end has; as a destination where it takes connections. */
const endOfAttached = (
  entries: readonly AttachedService[],
  role: 'source' | 'destination',
  towards: Address | undefined,
): End | undefined => {
  const other = role === 'source' ? 'receives' : 'sends'
  const ordered = [...entries].sort((a, b) => Number(a.role === other) - Number(b.role === other))
  for (const each of ordered) {
    const address = each.addresses.find((own) => towards === undefined || typeof own === typeof towards)
    if (address !== undefined) return { ...nobody, address, service: attachedAt(each, address) }
  }
  return undefined
}

type FirewallService = Extract<Service, { readonly kind: 'firewall' | 'hubFirewall' }>

/** All firewalls whose private address is known. */
const firewallServices = ({ network }: Analysis): readonly FirewallService[] => [
  ...network.azureFirewalls.map((firewall) => {
    const { name, address, subnet } = firewall
    return { kind: 'firewall' as const, name, address, firewall, subnet }
  }),
  ...network.virtualHubs.flatMap(({ firewall }) => {
    if (firewall?.address === undefined) return []
    const { name, address, hub } = firewall
    return [{ kind: 'hubFirewall' as const, name, address, hub, firewall }]
  }),
]

/** A firewall as a destination: on the Internet it goes by its public address. */
const endOfFirewall = (
  analysis: Analysis,
  name: string,
  towards: Address | undefined,
): Answered<End> | undefined => {
  const known = firewallServices(analysis)
  const named = only(
    'firewall',
    name,
    known.map(({ firewall }) => firewall),
  )
  if (named === undefined || !named.ok) return named
  const service = known.find(({ firewall }) => firewall === named.answer)
  if (service === undefined) return undefined
  const isOutside = towards !== undefined && isOnInternet(analysis, towards)
  const address = isOutside ? service.firewall.publicAddresses[0] : service.address
  return withAddress(name, address === undefined ? undefined : { ...nobody, address, service })
}

const endOfAddress = (analysis: Analysis, address: Address): readonly End[] => {
  const { network } = analysis
  const nics = network.nics.filter((nic) => nic.addresses.includes(address))
  if (nics.length > 0) return nics.map((nic) => endOfNic(nic, address))
  const attached = network.attachedServices.filter((each) => each.addresses.includes(address))
  if (attached.length > 0)
    return attached.map((each) => ({ ...nobody, address, service: attachedAt(each, address) }))
  const firewalls = firewallServices(analysis).filter(({ firewall }) =>
    firewall.publicAddresses.includes(address),
  )
  if (firewalls.length > 0) return firewalls.map((service) => ({ ...nobody, address, service }))
  const sites = network.sites.filter(
    (site) =>
      site.hosts.some((host) => host.address === address) ||
      site.prefixes.some((prefix) => containsAddress(prefix, address)),
  )
  return sites.map((site) => ({ address, vm: undefined, nic: undefined, site }))
}

/** The first address of the family that the other end has, if that is known. */
const endAmong = (nics: readonly Nic[], towards: Address | undefined): End | undefined => {
  for (const nic of nics) {
    const address = nic.addresses.find((own) => towards === undefined || typeof own === typeof towards)
    if (address !== undefined) return endOfNic(nic, address)
  }
  return undefined
}

/** R6.14: a machine sends from the interface that its kernel chooses, with the address of that interface. */
export const senderEnd = (
  { controlPlane }: Analysis,
  vm: Vm,
  towards: Address | undefined,
): End | undefined => {
  const choice = towards === undefined ? undefined : kernelChoices(vm, towards, controlPlane)[0]
  const [address] = towards === undefined ? [] : addressesTowards(vm, towards, controlPlane)
  const [primary] = vm.nics
  if (choice?.kind === 'tunnel' && address !== undefined && primary !== undefined)
    return endOfNic(primary, address)
  return endAmong(choice?.kind === 'nic' ? [choice.nic, ...vm.nics] : vm.nics, towards)
}

/** A machine is called by the first address of its primary NIC, of the sender's family if it has one. */
export const receiverEnd = (vm: Vm, from?: Address): End | undefined =>
  endAmong(vm.nics, from) ?? endAmong(vm.nics, undefined)

/** Whether an address is a public one outside all networks that are known. */
const isOnInternet = ({ network, controlPlane }: Analysis, address: Address): boolean =>
  !isPlatformAddress(address) &&
  !isNotCarried(address) &&
  [...controlPlane.era.noneRoutes, ...network.vnets.flatMap(({ prefixes }) => prefixes)].every(
    (prefix) => !containsAddress(prefix, address),
  )

const endOfPublic = (publicEndpoint: PublicEndpoint, address: Address): End => ({
  ...nobody,
  address,
  publicEndpoint,
})

/** Whoever is meant by "the Internet": an address of a block that is kept for documentation. */
const anybody = { name: 'internet', address: addressOf('192.0.2.1') } as const

/** What may be called by the name of its public address, load balancer or private endpoint. */
const endOfEdge = ({ network }: Analysis, text: string): Answered<End> | undefined => {
  const publicAddress = only('publicAddress', text, network.publicEndpoints)
  if (publicAddress?.ok === false) return publicAddress
  if (publicAddress?.answer.address !== undefined)
    return answered(endOfPublic(publicAddress.answer, publicAddress.answer.address))
  if (publicAddress !== undefined) return withAddress(text, undefined)
  const endpoint = only('service', text, network.privateEndpoints)
  if (endpoint?.ok === false) return endpoint
  const [endpointAddress] = endpoint?.answer.addresses ?? []
  if (endpoint !== undefined)
    return withAddress(
      text,
      endpointAddress === undefined ? undefined : { ...nobody, address: endpointAddress },
    )
  const wanted = text.toLowerCase()
  const frontends = [
    ...network.loadBalancerFrontends.map(({ id, name, address }) => ({
      id,
      name,
      end: { ...nobody, address },
    })),
    ...network.publicFrontends.flatMap(({ id, name }) =>
      network.publicEndpoints.flatMap((each) =>
        each.holder?.kind === 'frontend' && each.holder.id === id && each.address !== undefined
          ? [{ id, name, end: endOfPublic(each, each.address) }]
          : [],
      ),
    ),
  ].filter(
    ({ id, name }) =>
      name.toLowerCase() === wanted || answersTo(id, text) || id.names.join('/').toLowerCase() === wanted,
  )
  const [first, second] = frontends
  if (first === undefined) return undefined
  if (second === undefined) return answered(first.end)
  return refused(
    findings.nameAmbiguous({
      kind: 'loadBalancer',
      name: text,
      ids: frontends.map(({ id }) => id.text).sort(),
    }),
  )
}

const withAddress = (name: string, end: End | undefined): Answered<End> =>
  end === undefined ? refused(findings.sourceHasNoAddress({ source: name })) : answered(end)

/**
 * The end that a text means. An address that nobody owns is fine as a destination: the walk tells what becomes of it.
 * `towards` is the address of the other end: it asks for the same family, and for the interface that leads there.
 */
export const findEnd = (
  analysis: Analysis,
  text: string,
  role: 'source' | 'destination',
  towards?: Address,
): Answered<End> => {
  const { network } = analysis
  const address = parseAddress(text)
  if (address !== undefined) {
    const mismatch = role === 'source' && towards !== undefined && typeof address !== typeof towards
    if (mismatch) return withAddress(text, undefined)
    const ends = endOfAddress(analysis, address)
    const [first, second] = ends
    if (first !== undefined && (second === undefined || role === 'destination')) {
      // Several owners: only as a destination may it stay open who is meant; the routes decide.
      return answered(
        second === undefined ? first : { address, vm: undefined, nic: undefined, site: undefined },
      )
    }
    if (first !== undefined) {
      const ids = ends.map((end) => end.nic?.id.text ?? end.site?.name ?? end.service?.name ?? '').sort()
      return refused(findings.nameAmbiguous({ kind: 'networkInterface', name: text, ids }))
    }
    const own = network.publicEndpoints.find((each) => each.address === address)
    if (own !== undefined && role === 'destination') return answered(endOfPublic(own, address))
    const nobody: End = { address, vm: undefined, nic: undefined, site: undefined }
    if (role === 'source' && isOnInternet(analysis, address)) return answered({ ...nobody, internet: true })
    return role === 'destination'
      ? answered(nobody)
      : refused(findings.addressNotInNetwork({ address: formatAddress(address) }))
  }
  const vm = only('virtualMachine', text, network.vms)
  if (vm !== undefined) {
    if (!vm.ok) return vm
    const end = role === 'source' ? senderEnd(analysis, vm.answer, towards) : receiverEnd(vm.answer, towards)
    return withAddress(text, end)
  }
  const nic = only('networkInterface', text, network.nics)
  if (nic !== undefined) return nic.ok ? withAddress(text, endAmong([nic.answer], towards)) : nic
  const [instance] = instancesOf(analysis, text)
  if (instance !== undefined) {
    const end = role === 'source' ? senderEnd(analysis, instance, towards) : receiverEnd(instance, towards)
    return withAddress(text, end)
  }
  const attached = findAttached(analysis, text)
  if (attached !== undefined)
    return attached.ok ? withAddress(text, endOfAttached(attached.answer, role, towards)) : attached
  const firewall = role === 'destination' ? endOfFirewall(analysis, text, towards) : undefined
  if (firewall !== undefined) return firewall
  const edge = role === 'destination' ? endOfEdge(analysis, text) : undefined
  if (edge !== undefined) return edge
  const wanted = text.toLowerCase()
  const hosts = network.sites.flatMap((site) =>
    site.hosts
      .filter((host) =>
        [host.name, `${site.name}/${host.name}`].some((name) => name.toLowerCase() === wanted),
      )
      .map((host): End => ({ address: host.address, vm: undefined, nic: undefined, site })),
  )
  const [host, otherHost] = hosts
  if (host !== undefined && otherHost === undefined) return answered(host)
  if (host !== undefined) {
    const ids = hosts.map((end) => `${end.site?.name ?? ''}/${text}`).sort()
    return refused(findings.nameAmbiguous({ kind: 'virtualMachine', name: text, ids }))
  }
  if (wanted === anybody.name && role === 'source')
    return answered({ ...nobody, address: anybody.address, internet: true })
  const known = [
    ...network.vms.map((each) => each.name),
    ...network.nics.map((each) => each.name),
    ...network.publicEndpoints.map(({ name }) => name),
    ...network.attachedServices.map(({ name }) => name),
    ...firewallServices(analysis).map(({ firewall }) => firewall.name),
    ...(role === 'source' ? [anybody.name] : []),
    ...network.loadBalancerFrontends.map((each) => each.name),
    ...network.privateEndpoints.map((each) => each.name),
    ...network.sites.flatMap((site) => site.hosts.map((each) => each.name)),
  ]
  return notFound('virtualMachine', text, known)
}
