// Why a text means no end of a trace: it is no name or address of anything, or what has it neither sends nor receives.
import type { Analysis } from '../analyse.ts'
import { type Finding, findings, nearest } from '../diagnostics/index.ts'
import type { Subnet } from '../model/index.ts'
import { type Address, containsAddress, formatAddress, parsePrefix } from '../net/index.ts'
import { answersTo, type ResourceId } from '../resources/index.ts'
import type { Role } from './end.ts'
import { servicesNamed } from './service-end.ts'

/** The names of those that a trace can start from, or lead to. */
const knownEnds = ({ network }: Analysis, role: Role): readonly string[] => [
  ...network.vms.map(({ name }) => name),
  ...network.nics.map(({ name }) => name),
  ...network.attachedServices.map(({ name }) => name),
  ...network.sites.flatMap(({ hosts }) => hosts.map(({ name }) => name)),
  'internet',
  ...(role === 'source'
    ? []
    : [
        ...network.publicEndpoints.map(({ name }) => name),
        ...network.azureFirewalls.map(({ name }) => name),
        ...network.virtualHubs.flatMap(({ firewall }) => firewall?.name ?? []),
        ...[...network.loadBalancerFrontends, ...network.publicFrontends].map(({ name }) => name),
        ...network.privateEndpoints.map(({ name }) => name),
        ...servicesNamed({ network }).map(({ name }) => name),
      ]),
]

const isWeb = (text: string): boolean => /^[a-z]+:\/\//iu.test(text)

const looksLikeAddress = (text: string): boolean =>
  /^[\d.]*\d+\.[\d.]*$/u.test(text) || text.startsWith('[') || text.split(':').length > 2

/** A text that was meant as an address, and is none. */
const noAddress = (text: string): Finding | undefined => {
  if (isWeb(text)) return findings.notAnAddress({ text, found: 'url' })
  if (parsePrefix(text).kind === 'prefix') return findings.notAnAddress({ text, found: 'prefix' })
  return looksLikeAddress(text) ? findings.notAnAddress({ text, found: 'text' }) : undefined
}

const isIn =
  ({ id }: Subnet) =>
  (nic: { readonly subnet: Subnet }): boolean =>
    nic.subnet.id.key === id.key

/** Machines that stand where the name leads: in the subnet or network, or behind the public address or load balancer. */
const machinesAt = ({ network }: Analysis, id: ResourceId): readonly string[] => {
  const subnets = network.subnets.filter((each) => each.id.key === id.key || each.vnet.id.key === id.key)
  const balancer = id.names[0]?.toLowerCase()
  const holder = network.publicEndpoints.find((each) => each.id.key === id.key)?.holder
  const nics = [
    ...subnets.flatMap((subnet) => network.nics.filter(isIn(subnet))),
    ...network.nics.filter((nic) => holder?.kind === 'nic' && holder.id.key === nic.id.key),
    ...[...network.loadBalancerFrontends, ...network.publicFrontends]
      .filter((frontend) => /\/loadbalancers$/iu.test(id.type) && frontend.name.toLowerCase() === balancer)
      .flatMap(({ rules }) => rules.flatMap(({ backends }) => backends.map(({ nic }) => nic))),
  ]
  return [...new Set(nics.map((nic) => nic.vm?.name ?? nic.name))].sort()
}

/** What has the name, with a subnet or a network before what lies in other things. */
const resourceCalled = ({ resourceSet }: Analysis, text: string): ResourceId | undefined => {
  const called = [...resourceSet.resources.values()].map(({ id }) => id).filter((id) => answersTo(id, text))
  const depth = ({ type, names }: ResourceId): number => (/\/subnets$/iu.test(type) ? 1 : names.length)
  return called.sort((one, other) => depth(one) - depth(other))[0]
}

/** Something that is there, and that no packet comes from or goes to. */
const notAnEnd = (analysis: Analysis, text: string, role: Role): Finding | undefined => {
  const { sites } = analysis.network
  const site = sites.find(({ name }) => name.toLowerCase() === text.toLowerCase())
  if (site !== undefined) {
    const ends = site.hosts.map(({ name }) => `${site.name}/${name}`)
    return findings.notAnEnd({ name: text, type: 'site', role, ends })
  }
  const id = resourceCalled(analysis, text)
  return id && findings.notAnEnd({ name: text, type: id.type, role, ends: machinesAt(analysis, id) })
}

/** Why a name means nothing that could send or receive. */
export const noEndCalled = (analysis: Analysis, text: string, role: Role): Finding => {
  const known = [...new Set(knownEnds(analysis, role))].sort()
  return (
    noAddress(text) ??
    notAnEnd(analysis, text, role) ??
    findings.nameNotFound({ kind: role, name: text, known, suggestion: nearest(text, known) })
  )
}

/** Why an address cannot be a source: whoever has it sends nothing, or nobody has it. */
export const noSourceAt = (analysis: Analysis, address: Address): Finding => {
  const { network } = analysis
  const name = formatAddress(address)
  const holders = [
    ...servicesNamed(analysis).filter((service) => service.addresses.includes(address)),
    ...network.azureFirewalls.filter((firewall) => firewall.address === address),
    ...network.loadBalancerFrontends.filter((frontend) => frontend.address === address),
    ...network.privateEndpoints.filter((endpoint) => endpoint.addresses.includes(address)),
    ...network.publicEndpoints.filter((endpoint) => endpoint.address === address),
  ]
  const [holder] = holders
  if (holder !== undefined) {
    const type = `${holder.id.type} ${holder.name}`
    return findings.notAnEnd({ name, type, role: 'source', ends: machinesAt(analysis, holder.id) })
  }
  const subnet = network.subnets.find(({ prefixes }) =>
    prefixes.some((prefix) => containsAddress(prefix, address)),
  )
  return findings.addressNotInNetwork({
    address: name,
    ...(subnet === undefined ? {} : { subnet: `${subnet.vnet.name}/${subnet.name}` }),
  })
}
