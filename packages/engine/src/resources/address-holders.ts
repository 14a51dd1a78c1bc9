// Which resources take private addresses from a subnet, which addresses they state, and where theirs are written.
import type { Family } from '../net/index.ts'
import { attachmentsOf } from './attached-services.ts'
import { inDeploymentOrder } from './deployment-order.ts'
import { answersTo } from './find-by-name.ts'
import { parentOf } from './resource-id.ts'
import type { Resource } from './resource-set.ts'
import { nicTypes } from './scale-set-instances.ts'
import {
  at,
  type Dictionary,
  dictionary,
  type List,
  scalar,
  textAt,
  type Value,
  withField,
  withValueAt,
} from './value.ts'
import type { World } from './world.ts'

/** A resource that takes addresses from a subnet. */
export interface AddressHolder {
  /** The resource that the addresses belong to, for findings and the list of allocated addresses. */
  readonly resource: Resource
  /** The `subnet.id` as it was written. */
  readonly subnet: Value | undefined
  readonly family: Family
  /** Addresses that an input states. */
  readonly stated: readonly string[]
  /** The stated addresses do not stand yet where `write` puts them. */
  readonly statedElsewhere: boolean
  /** How many to choose when none is stated; 0 where the address is stated but not known. */
  readonly wanted: number
  /** The last free address instead of the first. */
  readonly fromTheTop?: boolean
  /** Nobody can tell how many it takes: those wanted stand for them, and what comes behind is uncertain. */
  readonly isUncertain?: boolean
  /** The chosen addresses stand in no body, only in the list of allocated ones. */
  readonly isListed?: boolean
  /** `Static` is demanded but no address is given. */
  readonly lacksAddress: boolean
  /** Gateways come last: Azure chooses their addresses after all others. */
  readonly last: boolean
  /** The resource that carries the chosen addresses, and its body with them. */
  readonly target: Resource
  readonly write: (body: Dictionary, addresses: readonly string[]) => Dictionary
}

type Resources = ReadonlyMap<string, Resource>

const type = {
  frontend: 'microsoft.network/loadbalancers/frontendipconfigurations',
  gateway: 'microsoft.network/virtualnetworkgateways',
  gatewayConfiguration: 'microsoft.network/virtualnetworkgateways/ipconfigurations',
  hubConfiguration: 'microsoft.network/virtualhubs/ipconfigurations',
  nic: 'microsoft.network/networkinterfaces',
  privateEndpoint: 'microsoft.network/privateendpoints',
} as const

/** Configurations with one address of their own, in `privateIPAddress`. */
const simpleTypes: ReadonlySet<string> = new Set([
  type.frontend,
  'microsoft.network/azurefirewalls/ipconfigurations',
  ...nicTypes.map((type) => `${type}/ipConfigurations`.toLowerCase()),
])

const typeOf = ({ id }: Resource): string => id.type.toLowerCase()

const itemsAt = (value: Value | undefined, ...path: readonly string[]): readonly Value[] => {
  const list = at(value, ...path)
  return list?.kind === 'list' ? list.items : []
}

const texts = (values: readonly Value[]): readonly string[] => values.flatMap((value) => textAt(value) ?? [])

const listOf = (items: readonly Value[]): List => ({ kind: 'list', items, span: undefined })

const scalars = (addresses: readonly string[], near: Resource): List =>
  listOf(addresses.map((address) => scalar(address, near.declaredAt)))

const ownAddress = (resource: Resource): readonly string[] => {
  const text = textAt(resource.body, 'properties', 'privateIPAddress')
  return text === undefined ? [] : [text]
}

const simpleHolder = (resource: Resource): AddressHolder => {
  const { body } = resource
  const isStatic = textAt(body, 'properties', 'privateIPAllocationMethod')?.toLowerCase() === 'static'
  const address = at(body, 'properties', 'privateIPAddress')
  const notKnown = address?.kind === 'unknown'
  // A template that makes a dynamic address static refers to itself as deployed: then Azure's choice is asked for.
  const isOpen = address?.kind === 'unknown' && address.reason === 'runtime'
  return {
    resource,
    subnet: at(body, 'properties', 'subnet', 'id') ?? at(body, 'properties', 'subnet'),
    family: textAt(body, 'properties', 'privateIPAddressVersion')?.toLowerCase() === 'ipv6' ? 6 : 4,
    stated: ownAddress(resource),
    statedElsewhere: false,
    wanted: isStatic && notKnown && !isOpen ? 0 : 1,
    lacksAddress: isStatic && !notKnown && ownAddress(resource).length === 0,
    last: false,
    target: resource,
    write: (old, [address = '']) =>
      withValueAt(old, ['properties', 'privateIPAddress'], scalar(address, resource.declaredAt)),
  }
}

const common = { family: 4, lacksAddress: false, last: false, statedElsewhere: false } as const

/** A private endpoint whose network interface is declared has its address there. */
const privateEndpointHolder = (resource: Resource, nicsOfEndpoints: ReadonlySet<string>): AddressHolder[] => {
  if (nicsOfEndpoints.has(resource.id.key)) return []
  const configurations = itemsAt(resource.body, 'properties', 'ipConfigurations')
  const configured = configurations.flatMap((item) => textAt(item, 'properties', 'privateIPAddress') ?? [])
  const resolved = itemsAt(resource.body, 'properties', 'customDnsConfigs').flatMap((item) =>
    texts(itemsAt(item, 'ipAddresses')),
  )
  const configurationOf = (address: string, index: number): Value =>
    dictionary({
      name: scalar(`ipconfig${index + 1}`),
      properties: dictionary({ privateIPAddress: scalar(address, resource.declaredAt) }),
    })
  return [
    {
      ...common,
      resource,
      subnet: at(resource.body, 'properties', 'subnet', 'id'),
      stated: configured.length > 0 ? configured : [...new Set(resolved)],
      statedElsewhere: configured.length === 0,
      wanted: configurations.length > 0 && configured.length === 0 ? 0 : 1,
      target: resource,
      write: (body, addresses) =>
        withValueAt(body, ['properties', 'ipConfigurations'], listOf(addresses.map(configurationOf))),
    },
  ]
}

/** A Route Server has two instances; ARM knows them as `virtualRouterIps` of its hub. */
const routeServerHolder = (configuration: Resource, hub: Resource, world: World): AddressHolder => {
  const stated = world.routeServers.find(({ name }) => answersTo(hub.id, name))?.instanceIps ?? []
  const known = texts(itemsAt(hub.body, 'properties', 'virtualRouterIps'))
  return {
    ...common,
    resource: configuration,
    subnet: at(configuration.body, 'properties', 'subnet', 'id'),
    stated: stated.length > 0 ? stated : known,
    statedElsewhere: stated.length > 0,
    wanted: 2,
    target: hub,
    write: (body, addresses) =>
      withValueAt(body, ['properties', 'virtualRouterIps'], scalars(addresses, configuration)),
  }
}

/** The addresses that an input states, and whether they stand elsewhere than below each instance. */
const instancesOfGateway = (
  gateway: Resource,
  configurations: readonly Resource[],
  world: World,
): Pick<AddressHolder, 'stated' | 'statedElsewhere'> => {
  const facts = world.gateways.find(({ name }) => answersTo(gateway.id, name))
  if (facts?.instanceIps !== undefined && facts.instanceIps.length > 0)
    return { stated: facts.instanceIps, statedElsewhere: false }
  const perInstance = itemsAt(gateway.body, 'properties', 'bgpSettings', 'bgpPeeringAddresses').flatMap(
    (item) => texts(itemsAt(item, 'defaultBgpIpAddresses')),
  )
  if (perInstance.length > 0) return { stated: perInstance, statedElsewhere: false }
  const together = textAt(gateway.body, 'properties', 'bgpSettings', 'bgpPeeringAddress')
  const stated =
    together === undefined
      ? configurations.flatMap(ownAddress)
      : together.split(',').map((address) => address.trim())
  return { stated, statedElsewhere: true }
}

/** A gateway's instances; ARM knows them as `bgpSettings.bgpPeeringAddresses`. */
const gatewayHolder = (
  gateway: Resource,
  configurations: readonly Resource[],
  world: World,
): AddressHolder[] => {
  const [first] = configurations
  if (first === undefined) return []
  const isExpressRoute = textAt(gateway.body, 'properties', 'gatewayType')?.toLowerCase() === 'expressroute'
  const activeActive = at(gateway.body, 'properties', 'activeActive')
  const isActiveActive =
    activeActive?.kind === 'scalar' && String(activeActive.value).toLowerCase() === 'true'
  const isPair = isExpressRoute || isActiveActive
  const known = itemsAt(gateway.body, 'properties', 'bgpSettings', 'bgpPeeringAddresses')
  const instance = (address: string, index: number): Value => {
    // What a template says of an instance (its APIPA addresses) stays beside the address that Azure chooses.
    const own = known[index]
    const id = scalar((configurations[index] ?? first).id.text)
    const holder = own?.kind === 'dictionary' ? own : dictionary({ ipconfigurationId: id })
    return withField(holder, 'defaultBgpIpAddresses', scalars([address], gateway))
  }
  const holder: AddressHolder = {
    ...common,
    resource: gateway,
    subnet: at(first.body, 'properties', 'subnet', 'id'),
    ...instancesOfGateway(gateway, configurations, world),
    wanted: isPair ? 2 : 1,
    fromTheTop: !isPair,
    last: true,
    target: gateway,
    write: (body, addresses) =>
      withValueAt(
        body,
        ['properties', 'bgpSettings', 'bgpPeeringAddresses'],
        listOf(addresses.map(instance)),
      ),
  }
  const peers = world.gateways.find(({ name }) => answersTo(gateway.id, name))?.mseePeers ?? []
  if (peers.length === 0) return [holder]
  // The circuits' own routers sit in the same subnet: their addresses are taken as well.
  return [
    holder,
    {
      ...holder,
      stated: [...new Set(peers.map(({ address }) => address))],
      statedElsewhere: false,
      wanted: 0,
    },
  ]
}

/** A service of Azure's own: an address for each of its parts, or one that stands for a number nobody knows. */
const attachedHolders = (resource: Resource, resources: Resources): readonly AddressHolder[] =>
  attachmentsOf(resource, resources).map(({ subnet, stated, takes }) => ({
    ...common,
    resource,
    subnet,
    stated,
    wanted: takes ?? 1,
    isUncertain: takes === undefined,
    isListed: true,
    target: resource,
    write: (body) => body,
  }))

const groupByParent = (resources: Resources, childType: string): ReadonlyMap<string, readonly Resource[]> => {
  const groups = new Map<string, Resource[]>()
  for (const resource of resources.values()) {
    const parent = typeOf(resource) === childType ? parentOf(resource.id) : undefined
    if (parent === undefined) continue
    const group = groups.get(parent.key)
    if (group === undefined) groups.set(parent.key, [resource])
    else group.push(resource)
  }
  return groups
}

/** Keys of the private endpoints whose network interface is among the resources, by either side's reference. */
const endpointsWithNic = (resources: Resources): ReadonlySet<string> => {
  const keys = new Set<string>()
  for (const resource of resources.values()) {
    const endpoint = textAt(resource.body, 'properties', 'privateEndpoint', 'id')
    if (typeOf(resource) === type.nic && endpoint !== undefined) keys.add(endpoint.toLowerCase())
    if (typeOf(resource) !== type.privateEndpoint) continue
    const nics = itemsAt(resource.body, 'properties', 'networkInterfaces').flatMap(
      (item) => textAt(item, 'id') ?? [],
    )
    if (nics.some((nic) => resources.has(nic.toLowerCase()))) keys.add(resource.id.key)
  }
  return keys
}

/** Everything that takes addresses, in the order of deployment. */
export const addressHolders = (resources: Resources, world: World): readonly AddressHolder[] => {
  const gateways = groupByParent(resources, type.gatewayConfiguration)
  const endpoints = endpointsWithNic(resources)
  const holders = [...resources.values()].flatMap((resource): readonly AddressHolder[] => {
    const own = typeOf(resource)
    if (own === type.gateway) return gatewayHolder(resource, gateways.get(resource.id.key) ?? [], world)
    if (own === type.privateEndpoint) return privateEndpointHolder(resource, endpoints)
    if (own === type.hubConfiguration) {
      const hub = resources.get(parentOf(resource.id)?.key ?? '')
      return hub === undefined ? [] : [routeServerHolder(resource, hub, world)]
    }
    return simpleTypes.has(own) ? [simpleHolder(resource)] : attachedHolders(resource, resources)
  })
  // An export states all addresses: then the order decides nothing, and is not worth a look at every body.
  if (holders.every(({ stated, wanted }) => stated.length > 0 || wanted === 0)) return holders
  const ranks = new Map(inDeploymentOrder(resources).map(({ id }, rank) => [id.key, rank]))
  const rankOf = ({ resource }: AddressHolder): number => ranks.get(resource.id.key) ?? 0
  return holders.toSorted((a, b) => rankOf(a) - rankOf(b))
}
