// Finds the ends of a trace that texts mean: an address, or the name of whoever has one.
import type { Analysis } from '../analyse.ts'
import { findings } from '../diagnostics/index.ts'
import {
  attachedAt,
  clientPlaceOf,
  isNotCarried,
  isPlatformAddress,
  type Service,
} from '../forwarding/index.ts'
import type { Nic, Vm } from '../model/index.ts'
import {
  type Address,
  address as addressOf,
  containsAddress,
  formatAddress,
  isIpv4,
  parseAddress,
} from '../net/index.ts'
import { answersTo } from '../resources/index.ts'
import {
  type End,
  endAmong,
  endOfAttached,
  endOfNic,
  endOfNobody,
  endOfPublic,
  type Role,
  receiverEnd,
  senderEnd,
} from './end.ts'
import { type Answered, answered, findAttached, instancesOf, only, refused } from './names.ts'
import { noEndCalled, noSourceAt } from './no-end.ts'
import { type NamedService, servicesNamed } from './service-end.ts'

/** What is asked for. `towards` is the address of the other end, where that is known. */
interface Asked {
  readonly analysis: Analysis
  readonly text: string
  readonly role: Role
  readonly towards: Address | undefined
  /** Whether somebody on the Internet calls it. */
  readonly fromOutside: boolean
}

const isFamilyOf = (address: Address, towards: Address | undefined): boolean =>
  towards === undefined || typeof address === typeof towards

/** Who is meant is known, and has no address, or none of the family of the other end. */
const addressMissing = 'addressMissing'

const withAddress = (end: End | undefined): Answered<End> | typeof addressMissing =>
  end === undefined ? addressMissing : answered(end)

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

/** Whether an address is a public one outside all networks that are known. */
const isOnInternet = ({ network, controlPlane }: Analysis, address: Address): boolean =>
  !isPlatformAddress(address) &&
  !isNotCarried(address) &&
  [...controlPlane.era.reservedSpace, ...network.vnets.flatMap(({ prefixes }) => prefixes)].every(
    (prefix) => !containsAddress(prefix, address),
  )

/** Everybody who has the address, of the first kind of which somebody does. */
const ownersOf = (analysis: Analysis, address: Address): readonly End[] => {
  const { network } = analysis
  const nics = network.nics.filter((nic) => nic.addresses.includes(address))
  if (nics.length > 0) return nics.map((nic) => endOfNic(nic, address))
  const attached = network.attachedServices.filter((each) => each.addresses.includes(address))
  if (attached.length > 0)
    return attached.map((each) => ({ ...endOfNobody(address), service: attachedAt(each, address) }))
  const firewalls = firewallServices(analysis).filter(({ firewall }) =>
    firewall.publicAddresses.includes(address),
  )
  if (firewalls.length > 0) return firewalls.map((service) => ({ ...endOfNobody(address), service }))
  const sites = network.sites.filter(
    (site) =>
      site.hosts.some((host) => host.address === address) ||
      site.prefixes.some((prefix) => containsAddress(prefix, address)),
  )
  if (sites.length > 0) return sites.map((site) => ({ ...endOfNobody(address), site }))
  const client = clientPlaceOf(network, address)
  return client === undefined ? [] : [{ ...endOfNobody(address), client }]
}

/** R6.24: on the Internet a machine goes by its public addresses, each of which stands for one of its own. */
const fromOutside = ({ analysis, towards }: Asked, nics: readonly Nic[], own?: Address): End | undefined => {
  for (const nic of nics) {
    for (const { address, publicAddress } of nic.published) {
      if (!isFamilyOf(address, towards) || (own !== undefined && address !== own)) continue
      const endpoint = analysis.network.publicEndpoints.find(({ id }) => id.key === publicAddress.key)
      if (endpoint?.address === undefined) return endOfNic(nic, address)
      if (isFamilyOf(endpoint.address, address))
        return { ...endOfNic(nic, endpoint.address), publicEndpoint: endpoint }
    }
  }
  return undefined
}

/** An address that nobody owns is fine as a destination: the walk tells what becomes of it. */
const destinationAt = (asked: Asked, address: Address): End => {
  const { analysis } = asked
  const [owner, ...others] = ownersOf(analysis, address)
  // Several owners: it may stay open who is meant; the routes decide.
  if (owner !== undefined && others.length > 0) return endOfNobody(address)
  if (owner !== undefined) {
    const called = asked.fromOutside && owner.nic && fromOutside(asked, [owner.nic], address)
    return called === undefined || called === false ? owner : called
  }
  const own = analysis.network.publicEndpoints.find((each) => each.address === address)
  return own === undefined ? endOfNobody(address) : endOfPublic(own, address)
}

/** Who sends has to be known, or be somebody on the Internet. */
const sourceAt = (
  { analysis, text, towards }: Asked,
  address: Address,
): Answered<End> | typeof addressMissing => {
  if (towards !== undefined && typeof address !== typeof towards) return addressMissing
  const owners = ownersOf(analysis, address)
  const [owner, ...others] = owners
  if (owner !== undefined && others.length === 0) return answered(owner)
  if (owner !== undefined) {
    const ids = owners.map((end) => end.nic?.id.text ?? end.site?.name ?? end.service?.name ?? '').sort()
    return refused(findings.addressShared({ address: text, owners: ids }))
  }
  return isOnInternet(analysis, address)
    ? answered({ ...endOfNobody(address), internet: true })
    : refused(noSourceAt(analysis, address))
}

/** Finds an end by a name of one kind; undefined where nothing of that kind has it. */
type ByName = (asked: Asked) => Answered<End> | typeof addressMissing | undefined

const endOfMachine = (asked: Asked, vm: Vm): Answered<End> | typeof addressMissing => {
  const { analysis, role, towards } = asked
  if (role === 'source') return withAddress(senderEnd(analysis, vm, towards))
  const called = asked.fromOutside ? fromOutside(asked, vm.nics) : undefined
  return withAddress(called ?? receiverEnd(vm, towards))
}

const machine: ByName = (asked) => {
  const vm = only('virtualMachine', asked.text, asked.analysis.network.vms)
  return vm === undefined || !vm.ok ? vm : endOfMachine(asked, vm.answer)
}

const networkInterface: ByName = (asked) => {
  const { analysis, text, towards } = asked
  const nic = only('networkInterface', text, analysis.network.nics)
  if (nic === undefined || !nic.ok) return nic
  const called = asked.fromOutside ? fromOutside(asked, [nic.answer]) : undefined
  return withAddress(called ?? endAmong([nic.answer], towards))
}

/** A scale set by its first machine. */
const scaleSet: ByName = (asked) => {
  const [instance] = instancesOf(asked.analysis, asked.text)
  return instance && endOfMachine(asked, instance)
}

const attachedService: ByName = ({ analysis, text, role, towards }) => {
  const attached = findAttached(analysis, text)
  return attached === undefined || !attached.ok
    ? attached
    : withAddress(endOfAttached(attached.answer, role, towards))
}

/** A firewall as a destination: on the Internet it goes by its public address. */
const firewall: ByName = ({ analysis, text, role, towards, fromOutside: isOutside }) => {
  if (role === 'source') return undefined
  const known = firewallServices(analysis)
  const named = only(
    'firewall',
    text,
    known.map((each) => each.firewall),
  )
  if (named === undefined || !named.ok) return named
  const service = known.find((each) => each.firewall === named.answer)
  if (service === undefined) return undefined
  const address = isOutside
    ? service.firewall.publicAddresses.find((each) => isFamilyOf(each, towards))
    : service.address
  return withAddress(address === undefined ? undefined : { ...endOfNobody(address), service })
}

const publicAddress: ByName = ({ analysis, text, role }) => {
  if (role === 'source') return undefined
  const named = only('publicAddress', text, analysis.network.publicEndpoints)
  if (named === undefined || !named.ok) return named
  const { answer } = named
  return withAddress(answer.address === undefined ? undefined : endOfPublic(answer, answer.address))
}

const privateEndpoint: ByName = ({ analysis, text, role, towards }) => {
  if (role === 'source') return undefined
  const named = only('service', text, analysis.network.privateEndpoints)
  if (named === undefined || !named.ok) return named
  const { addresses } = named.answer
  const address = addresses.find((each) => isFamilyOf(each, towards)) ?? addresses[0]
  return withAddress(address === undefined ? undefined : endOfNobody(address))
}

/** A load balancer by its only frontend of the caller's family, or one of its frontends. */
const loadBalancer: ByName = ({ analysis: { network }, text, role, towards }) => {
  if (role === 'source') return undefined
  const wanted = text.toLowerCase()
  const frontends = [
    ...network.loadBalancerFrontends.map(({ id, name, address }) => ({
      id,
      name,
      end: endOfNobody(address),
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
  if (frontends.length === 0) return undefined
  const ofFamily = frontends.filter(({ end }) => isFamilyOf(end.address, towards))
  // Where no caller asks for a family yet, IPv4, as with a machine that has both.
  const ofIpv4 = ofFamily.filter(({ end }) => isIpv4(end.address))
  const [first, ...others] = ofIpv4.length > 0 ? ofIpv4 : ofFamily
  if (first === undefined) return addressMissing
  if (others.length === 0) return answered(first.end)
  const several = frontends.map(({ id }) => id.names.join('/')).sort()
  return refused(findings.severalFrontends({ name: text, frontends: several }))
}

/** R6.24: on the Internet a gateway goes by the public address of its first instance. */
const gatewayFromOutside = ({ analysis, towards }: Asked, { id }: NamedService): End | undefined => {
  const [first] = analysis.network.publicEndpoints
    .flatMap((endpoint) => {
      const { address, holder } = endpoint
      if (holder?.id.key !== id.key || address === undefined || !isFamilyOf(address, towards)) return []
      const instance = holder.kind === 'vpnGateway' ? holder.instance : 0
      return [{ instance, end: endOfPublic(endpoint, address) }]
    })
    .sort((one, other) => one.instance - other.instance)
  return first?.end
}

/** A gateway, Route Server or hub by the first address of its instances. */
const routingService: ByName = (asked) => {
  const { analysis, text, role, towards } = asked
  if (role === 'source') return undefined
  const named = only('service', text, servicesNamed(analysis))
  if (named === undefined || !named.ok) return named
  const called = asked.fromOutside ? gatewayFromOutside(asked, named.answer) : undefined
  if (called !== undefined) return answered(called)
  const address = named.answer.addresses.find((own) => isFamilyOf(own, towards))
  return withAddress(address === undefined ? undefined : endOfNobody(address))
}

const siteHost: ByName = ({ analysis, text, towards }) => {
  const wanted = text.toLowerCase()
  const hosts = analysis.network.sites.flatMap((site) =>
    site.hosts
      .filter((host) =>
        [host.name, `${site.name}/${host.name}`].some((name) => name.toLowerCase() === wanted),
      )
      .map((host) => ({ end: { ...endOfNobody(host.address), site }, id: `${site.name}/${text}` })),
  )
  if (hosts.length === 0) return undefined
  const ofFamily = hosts.filter(({ end }) => isFamilyOf(end.address, towards))
  const [first, second] = ofFamily
  if (first === undefined) return addressMissing
  if (second === undefined) return answered(first.end)
  const ids = ofFamily.map(({ id }) => id).sort()
  return refused(findings.nameAmbiguous({ kind: 'host', name: text, ids }))
}

/** Whoever is meant by "the Internet": addresses of blocks that are kept for documentation. */
const anybody = {
  name: 'internet',
  ipv4: addressOf('192.0.2.1'),
  ipv6: addressOf('2001:db8:ffff::1'),
} as const

/** Whether a text means anybody on the Internet. */
const isAnybody = (text: string): boolean => text.toLowerCase() === anybody.name

const internet: ByName = ({ text, role, towards }) => {
  if (!isAnybody(text)) return undefined
  const end = endOfNobody(towards === undefined || isIpv4(towards) ? anybody.ipv4 : anybody.ipv6)
  return answered(role === 'source' ? { ...end, internet: true } : end)
}

/** In the order in which a name is looked up. */
const byName: readonly ByName[] = [
  machine,
  networkInterface,
  scaleSet,
  attachedService,
  firewall,
  publicAddress,
  privateEndpoint,
  loadBalancer,
  routingService,
  siteHost,
  internet,
]

/** Why there is no address: of the family of the other end, or at all. */
const withoutAddress = ({ analysis, text, role, towards }: Asked): Answered<End> => {
  const other = towards === undefined ? undefined : findEnd(analysis, text, role)
  if (towards !== undefined && other?.ok === true) {
    const family = isIpv4(towards) ? 'IPv4' : 'IPv6'
    return refused(findings.familyMissing({ name: text, role, family, other: formatAddress(towards) }))
  }
  return refused(
    role === 'source'
      ? findings.sourceHasNoAddress({ source: text })
      : findings.destinationHasNoAddress({ destination: text }),
  )
}

/**
 * The end that a text means. `other` is the address of the other end: it asks for the same family, and for the interface
 * that leads there; or anybody on the Internet, of whichever family.
 */
const findEnd = (
  analysis: Analysis,
  text: string,
  role: Role,
  other?: Address | 'internet',
): Answered<End> => {
  const towards = other === 'internet' ? undefined : other
  const isOutside =
    towards === undefined
      ? other !== undefined
      : isOnInternet(analysis, towards) && ownersOf(analysis, towards).length === 0
  const asked: Asked = { analysis, text, role, towards, fromOutside: role === 'destination' && isOutside }
  const address = parseAddress(text)
  if (address !== undefined && role === 'destination') return answered(destinationAt(asked, address))
  const finders = address === undefined ? byName : [(one: Asked) => sourceAt(one, address)]
  for (const find of finders) {
    const end = find(asked)
    if (end === addressMissing) return withoutAddress(asked)
    if (end !== undefined) return end
  }
  return refused(noEndCalled(analysis, text, role))
}

/** Both ends of a trace; of the reasons why there are none, that of the sender first. */
export const findEnds = (
  analysis: Analysis,
  { from, to }: { readonly from: string; readonly to: string },
): Answered<{ readonly from: End; readonly to: End }> => {
  const caller = isAnybody(from) ? 'internet' : parseAddress(from)
  const called = findEnd(analysis, to, 'destination', caller)
  const sender = findEnd(analysis, from, 'source', called.ok ? called.answer.address : undefined)
  if (sender.ok) return called.ok ? answered({ from: sender.answer, to: called.answer }) : called
  // A sender of one family asks for the other end's address of that family.
  const alone = findEnd(analysis, from, 'source')
  const again = alone.ok ? findEnd(analysis, to, 'destination', alone.answer.address) : alone
  const fitting = again.ok ? findEnd(analysis, from, 'source', again.answer.address) : again
  return again.ok && fitting.ok ? answered({ from: fitting.answer, to: again.answer }) : sender
}
