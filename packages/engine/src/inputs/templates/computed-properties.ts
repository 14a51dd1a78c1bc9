// What Azure adds to a resource when it is deployed, as far as it follows from the resources themselves.
import {
  at,
  type Dictionary,
  dictionary,
  fieldOf,
  type List,
  nameOf,
  parseResourceId,
  type Resource,
  type ResourceId,
  scalar,
  textAt,
  type Value,
} from '../../resources/index.ts'
import { guidOf } from '../expressions/functions/hashes.ts'

/** What the properties of a resource are computed from. */
export interface Deployed {
  readonly resources: ReadonlyMap<string, Resource>
  /** Addresses for public IPs that state none, by key. */
  readonly publicAddresses: ReadonlyMap<string, string>
  /** Machines by the key of each of their network interfaces. */
  readonly machineOf: ReadonlyMap<string, ResourceId>
}

type Fields = Readonly<Record<string, Value>>

const items = (value: Value | undefined): readonly Value[] => (value?.kind === 'list' ? value.items : [])
const listOf = (values: readonly Value[]): List => ({ kind: 'list', items: values, span: undefined })
const textsOf = (value: Value | undefined): readonly string[] =>
  items(value).flatMap((item) => textAt(item) ?? [])

/** Azure lists the machines' interfaces in each of them, and says in each interface whose it is. */
export const machinesByInterface = (
  resources: ReadonlyMap<string, Resource>,
): ReadonlyMap<string, ResourceId> => {
  const machines = new Map<string, ResourceId>()
  for (const { id, body } of resources.values())
    for (const item of items(at(body, 'properties', 'networkProfile', 'networkInterfaces'))) {
      const nic = textAt(item, 'id')
      if (nic !== undefined) machines.set(nic.toLowerCase(), id)
    }
  return machines
}

/** The interface that Azure makes for a private endpoint. Its real name ends in a GUID that nobody can foretell. */
const interfaceOfEndpoint = ({ id, body }: Resource): ResourceId | undefined => {
  const name =
    textAt(body, 'properties', 'customNetworkInterfaceName') ?? `${nameOf(id)}.nic.${guidOf([id.key])}`
  const group = id.text.slice(0, id.text.toLowerCase().lastIndexOf('/privateendpoints/'))
  return parseResourceId(`${group}/networkInterfaces/${name}`)
}

const endpointAddresses = ({ body }: Resource): readonly string[] =>
  items(at(body, 'properties', 'ipConfigurations')).flatMap(
    (item) => textAt(item, 'properties', 'privateIPAddress') ?? [],
  )

const ofPublicIp = ({ id, body }: Resource, { publicAddresses }: Deployed): Fields => {
  const address = publicAddresses.get(id.key)
  const label = textAt(body, 'properties', 'dnsSettings', 'domainNameLabel')
  const location = textAt(body, 'location')
  return {
    ...(address === undefined ? {} : { ipAddress: scalar(address) }),
    ...(label === undefined || location === undefined
      ? {}
      : { dnsSettings: dictionary({ fqdn: scalar(`${label}.${location}.cloudapp.azure.com`) }) }),
  }
}

/** The older spelling of the instances' addresses: one text, with a comma between two. */
const ofGateway = ({ body }: Resource): Fields => {
  const peering = items(at(body, 'properties', 'bgpSettings', 'bgpPeeringAddresses'))
  const addresses = peering.flatMap((item) => textsOf(at(item, 'defaultBgpIpAddresses')))
  return {
    bgpSettings: dictionary({
      asn: scalar(65515),
      peerWeight: scalar(0),
      ...(addresses.length === 0 ? {} : { bgpPeeringAddress: scalar(addresses.join(',')) }),
    }),
  }
}

const ofSubnet = ({ body }: Resource): Fields => {
  const one = at(body, 'properties', 'addressPrefix')
  const [first, second] = items(at(body, 'properties', 'addressPrefixes'))
  return {
    ...(one === undefined ? {} : { addressPrefixes: listOf([one]) }),
    ...(first === undefined || second !== undefined ? {} : { addressPrefix: first }),
  }
}

const ofEndpoint = (endpoint: Resource): Fields => {
  const nic = interfaceOfEndpoint(endpoint)
  const addresses = endpointAddresses(endpoint)
  return {
    ...(nic === undefined ? {} : { networkInterfaces: listOf([dictionary({ id: scalar(nic.text) })]) }),
    ...(addresses.length === 0
      ? {}
      : {
          customDnsConfigs: listOf([
            dictionary({ ipAddresses: listOf(addresses.map((address) => scalar(address))) }),
          ]),
        }),
  }
}

const ofInterface = ({ id }: Resource, { machineOf }: Deployed): Fields => {
  const machine = machineOf.get(id.key)
  return machine === undefined ? {} : { virtualMachine: dictionary({ id: scalar(machine.text) }) }
}

const ofPeering = ({ body }: Resource, { resources }: Deployed): Fields => {
  const remote = textAt(body, 'properties', 'remoteVirtualNetwork', 'id')?.toLowerCase()
  const space = at(resources.get(remote ?? '')?.body, 'properties', 'addressSpace')
  return {
    peeringState: scalar('Connected'),
    ...(space === undefined ? {} : { remoteAddressSpace: space }),
  }
}

const byType: ReadonlyMap<string, (resource: Resource, deployed: Deployed) => Fields> = new Map([
  ['microsoft.compute/virtualmachines', ({ id }: Resource): Fields => ({ vmId: scalar(guidOf([id.key])) })],
  ['microsoft.network/networkinterfaces', ofInterface],
  ['microsoft.network/privateendpoints', ofEndpoint],
  ['microsoft.network/publicipaddresses', ofPublicIp],
  ['microsoft.network/virtualnetworkgateways', ofGateway],
  ['microsoft.network/virtualnetworks/subnets', ofSubnet],
  ['microsoft.network/virtualnetworks/virtualnetworkpeerings', ofPeering],
])

/** The computed properties of a resource; what its author wrote comes before them. */
export const computedProperties = (resource: Resource, deployed: Deployed): Dictionary => {
  const own = byType.get(resource.id.type.toLowerCase())?.(resource, deployed) ?? {}
  const isNetwork = /^microsoft\.network\/[^/]+$/i.test(resource.id.type)
  return dictionary({
    provisioningState: scalar('Succeeded'),
    ...(isNetwork ? { resourceGuid: scalar(guidOf([resource.id.key])) } : {}),
    ...own,
  })
}

/** The interfaces that Azure makes for private endpoints, as bodies by key of their ids. */
export const interfacesOfEndpoints = (
  resources: ReadonlyMap<string, Resource>,
): ReadonlyMap<string, Dictionary> => {
  const made = new Map<string, Dictionary>()
  for (const resource of resources.values()) {
    if (resource.id.type.toLowerCase() !== 'microsoft.network/privateendpoints') continue
    const id = interfaceOfEndpoint(resource)
    if (id === undefined || resources.has(id.key)) continue
    const subnet = at(resource.body, 'properties', 'subnet')
    const configurations = endpointAddresses(resource).map((address, index) =>
      dictionary({
        name: scalar(`privateEndpointIpConfig.${index}`),
        id: scalar(`${id.text}/ipConfigurations/privateEndpointIpConfig.${index}`),
        properties: dictionary({
          privateIPAddress: scalar(address, resource.declaredAt),
          privateIPAllocationMethod: scalar('Dynamic'),
          primary: scalar(index === 0),
          ...(subnet === undefined ? {} : { subnet }),
        }),
      }),
    )
    const properties = dictionary({
      provisioningState: scalar('Succeeded'),
      privateEndpoint: dictionary({ id: scalar(resource.id.text) }),
      ipConfigurations: listOf(configurations),
    })
    const location = fieldOf(resource.body, 'location')
    made.set(
      id.key,
      dictionary({
        id: scalar(id.text),
        name: scalar(nameOf(id)),
        ...(location === undefined ? {} : { location }),
        properties,
      }),
    )
  }
  return made
}
