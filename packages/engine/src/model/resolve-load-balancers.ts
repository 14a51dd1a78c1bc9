// Load balancers: frontends with their rules, who stands behind them, and what pools mean for the way out (R6.56, R6.57).
import { findings } from '../diagnostics/index.ts'
import { formatAddress, parseAddress } from '../net/index.ts'
import { at, childId, nameOf, nicTypes, parseResourceId, type Resource, textAt } from '../resources/index.ts'
import type {
  Backend,
  BalancedEgress,
  BalancerSku,
  BalancingRule,
  Frontend,
  HealthProbe,
  LoadBalancerFrontend,
  Nic,
  PublicAddress,
  RulePorts,
  Subnet,
} from './network.ts'
import type { Reader, Reference } from './reader.ts'
import { publicAddressesAt } from './resolve-public-addresses.ts'
import type { Resolving } from './resolving.ts'

const balancerType = 'Microsoft.Network/loadBalancers'
const subnetType = 'Microsoft.Network/virtualNetworks/subnets'

/** What of the network load balancers refer to. */
export interface BehindBalancers {
  readonly subnets: ReadonlyMap<string, Subnet>
  readonly nics: ReadonlyMap<string, Nic>
  readonly publicAddresses: ReadonlyMap<string, PublicAddress>
}

/** A public frontend with the keys of its addresses. */
export interface PublicFrontend {
  readonly frontend: Frontend
  readonly publicKeys: readonly string[]
}

/** Everything that load balancers mean. */
export interface ResolvedBalancers {
  readonly privateFrontends: readonly LoadBalancerFrontend[]
  readonly publicFrontends: readonly PublicFrontend[]
  readonly egress: readonly BalancedEgress[]
}

/** The configurations of NICs that have an address, by id key. */
export const nicConfigurations = (
  context: Resolving,
  nics: ReadonlyMap<string, Nic>,
): ReadonlyMap<string, Backend> => {
  const found = new Map<string, Backend>()
  for (const resource of context.ofTypes(nicTypes)) {
    const nic = nics.get(resource.id.key)
    if (nic === undefined) continue
    for (const { id, body } of context.children(resource, 'ipConfigurations')) {
      const address = parseAddress(textAt(body, 'properties', 'privateIPAddress') ?? '') ?? nic.addresses[0]
      if (address !== undefined) found.set(id.key, { nic, address })
    }
  }
  return found
}

type Members = ReadonlyMap<string, readonly Backend[]>

const collector = () => {
  const members = new Map<string, Backend[]>()
  const add = (key: string, backend: Backend): void => {
    const list = members.get(key) ?? []
    members.set(key, list)
    if (!list.some(({ nic, address }) => nic === backend.nic && address === backend.address))
      list.push(backend)
  }
  return { members, add }
}

/** Members by what the configurations of NICs name in a list: pools, inbound NAT rules or pools of such. */
const membersByLink = (
  context: Resolving,
  list: string,
  configurations: ReadonlyMap<string, Backend>,
): Members => {
  const { members, add } = collector()
  for (const resource of context.ofTypes(nicTypes)) {
    for (const configuration of context.children(resource, 'ipConfigurations')) {
      const backend = configurations.get(configuration.id.key)
      if (backend === undefined) continue
      for (const { id } of context.read(configuration).references(list)) add(id.key, backend)
    }
  }
  return members
}

/** An address in a pool belongs to the NIC that has it in the VNet that is named there. */
const byAddress = (
  pool: Resource,
  nics: ReadonlyMap<string, Nic>,
  configurations: ReadonlyMap<string, Backend>,
  context: Resolving,
): readonly Backend[] => {
  const reader = context.read(pool)
  return reader.items('loadBalancerBackendAddresses').flatMap((item): readonly Backend[] => {
    const listed = textAt(item, 'properties', 'networkInterfaceIPConfiguration', 'id')?.toLowerCase()
    const own = configurations.get(listed ?? '')
    if (own !== undefined) return [own]
    const text = textAt(item, 'properties', 'ipAddress')
    const address = text === undefined ? undefined : parseAddress(text)
    if (address === undefined) return []
    const vnetText =
      textAt(item, 'properties', 'virtualNetwork', 'id') ??
      textAt(item, 'properties', 'subnet', 'id')?.replace(/\/subnets\/[^/]*$/iu, '') ??
      textAt(pool.body, 'properties', 'virtualNetwork', 'id')
    const vnet = vnetText === undefined ? undefined : parseResourceId(vnetText)?.key
    const owners = [...nics.values()].filter(
      (nic) => nic.addresses.includes(address) && (vnet === undefined || nic.subnet.vnet.id.key === vnet),
    )
    if (owners.length === 0) {
      const parameters = {
        balancer: pool.id.names[0] ?? '',
        pool: nameOf(pool.id),
        address: formatAddress(address),
      }
      const span = at(item, 'properties', 'ipAddress')?.span ?? pool.declaredAt
      context.report(findings.backendAddressUnused(parameters, { span, resourceId: pool.id.text }))
    }
    return owners.map((nic) => ({ nic, address }))
  })
}

/** The members of every pool: as NICs name it, as the pool names addresses, and as exports list them. */
const membersOfPools = (
  context: Resolving,
  nics: ReadonlyMap<string, Nic>,
  configurations: ReadonlyMap<string, Backend>,
): Members => {
  const { members, add } = collector()
  for (const [key, backends] of membersByLink(context, 'loadBalancerBackendAddressPools', configurations))
    for (const backend of backends) add(key, backend)
  for (const pool of context.ofType(`${balancerType}/backendAddressPools`)) {
    for (const backend of byAddress(pool, nics, configurations, context)) add(pool.id.key, backend)
    for (const { id } of context.read(pool).references('backendIPConfigurations')) {
      const backend = configurations.get(id.key)
      if (backend !== undefined) add(pool.id.key, backend)
    }
  }
  // Whoever declares them first must not matter: backends are asked, and told, in this order.
  return new Map(
    [...members].map(([key, backends]) => [
      key,
      backends.toSorted((a, b) => (a.nic.id.key < b.nic.id.key ? -1 : 1)),
    ]),
  )
}

const skuOf = ({ body }: Resource): BalancerSku => {
  const text = textAt(body, 'sku', 'name')?.toLowerCase()
  return text === 'basic' || text === 'standard' || text === 'gateway' ? text : undefined
}

const protocolOf = (reader: Reader): 'tcp' | 'udp' | 'all' => {
  const text = reader.text('protocol')?.toLowerCase()
  return text === 'tcp' || text === 'udp' ? text : 'all'
}

/** Port 0 stands for all ports, with protocol All. */
const portsOf = (port: number | undefined): RulePorts => {
  if (port === undefined) return 'unknown'
  return port === 0 ? 'any' : [{ first: port, last: port }]
}

/** R6.21: a rule for all protocols has no port but 0, and a template that writes none means that. */
const balancedPorts = (reader: Reader): RulePorts =>
  reader.text('protocol')?.toLowerCase() === 'all' && !reader.states('frontendPort')
    ? 'any'
    : portsOf(reader.integer('frontendPort'))

/** One pool, or a list of them: newer versions of the API, and Terraform, write a list. */
const poolsOf = (rule: Reader): readonly Reference[] => {
  const single = rule.reference('backendAddressPool')
  return [...(single === undefined ? [] : [single]), ...rule.references('backendAddressPools')]
}

type Ruled = BalancingRule & { readonly frontendKeys: readonly string[] }

const ruleOf = (
  resource: Resource,
  reader: Reader,
  parts: Pick<Ruled, 'kind' | 'ports' | 'backends'> & Partial<Pick<Ruled, 'portByOrder' | 'probe'>>,
): Ruled => {
  const backendPort = reader.integer('backendPort')
  return {
    id: resource.id,
    name: nameOf(resource.id),
    declaredAt: resource.declaredAt,
    protocol: protocolOf(reader),
    backendPort: backendPort === 0 ? undefined : backendPort,
    floating: reader.flag('enableFloatingIP') ?? false,
    portByOrder: false,
    frontendKeys: [reader.reference('frontendIPConfiguration')?.id.key ?? ''],
    ...parts,
  }
}

/** A range of ports of the frontend: each machine has one of them, in their order. */
const onePortEach = (
  resource: Resource,
  reader: Reader,
  members: readonly Backend[],
  first: number | undefined,
): readonly Ruled[] =>
  members.map((backend, index) => {
    const port = first === undefined ? undefined : first + index
    const parts = { kind: 'inboundNat' as const, ports: portsOf(port), backends: [backend] }
    return ruleOf(resource, reader, { ...parts, portByOrder: members.length > 1 })
  })

interface Parts {
  readonly pools: Members
  readonly natRules: Members
  readonly natPools: Members
  readonly configurations: ReadonlyMap<string, Backend>
}

const distinct = (backends: readonly (Backend | undefined)[]): readonly Backend[] => [
  ...new Set(backends.flatMap((each) => each ?? [])),
]

/** Inbound NAT pools of scale sets are no resources of their own: they are read as one that holds the item's properties. */
const natPoolsOf = (balancer: Resource, { natPools }: Parts, context: Resolving): readonly Ruled[] =>
  context
    .read(balancer)
    .items('inboundNatPools')
    .flatMap((item): readonly Ruled[] => {
      if (item.kind !== 'dictionary') return []
      const id = childId(balancer.id, 'inboundNatPools', textAt(item, 'name') ?? '')
      const resource: Resource = {
        id,
        body: item,
        declaredAt: item.span ?? balancer.declaredAt,
        assumed: false,
      }
      const reader = context.read(resource)
      const members = natPools.get(id.key) ?? []
      return onePortEach(resource, reader, members, reader.integer('frontendPortRangeStart'))
    })

/** R6.62: the probes of a balancer by id key. */
const probesOf = (balancer: Resource, context: Resolving): ReadonlyMap<string, HealthProbe> =>
  new Map(
    context.children(balancer, 'probes').flatMap((resource): readonly [string, HealthProbe][] => {
      const { id, declaredAt } = resource
      const reader = context.read(resource)
      const port = reader.integer('port')
      const allDownMeansUp = reader.text('noHealthyBackendsBehavior')?.toLowerCase() === 'allprobedup'
      return port === undefined ? [] : [[id.key, { id, name: nameOf(id), declaredAt, port, allDownMeansUp }]]
    }),
  )

const rulesOf = (balancer: Resource, parts: Parts, context: Resolving): readonly Ruled[] => {
  const { pools, natRules, configurations } = parts
  const probes = probesOf(balancer, context)
  const membersOf = (references: readonly Reference[]): readonly Backend[] =>
    distinct(references.flatMap(({ id }) => pools.get(id.key) ?? []))
  const balancing = context.children(balancer, 'loadBalancingRules').map((resource) => {
    const reader = context.read(resource)
    const backends = membersOf(poolsOf(reader))
    const probe = probes.get(reader.reference('probe')?.id.key ?? '')
    return ruleOf(resource, reader, {
      kind: 'balancing',
      ports: balancedPorts(reader),
      backends,
      ...(probe === undefined ? {} : { probe }),
    })
  })
  const inboundNat = context.children(balancer, 'inboundNatRules').flatMap((resource): readonly Ruled[] => {
    const reader = context.read(resource)
    const pool = reader.reference('backendAddressPool')
    if (pool !== undefined)
      return onePortEach(resource, reader, membersOf([pool]), reader.integer('frontendPortRangeStart'))
    const port = reader.integer('frontendPort')
    const named = configurations.get(reader.reference('backendIPConfiguration')?.id.key ?? '')
    const backends = distinct([...(natRules.get(resource.id.key) ?? []), named])
    return [ruleOf(resource, reader, { kind: 'inboundNat', ports: portsOf(port), backends })]
  })
  return [...balancing, ...inboundNat, ...natPoolsOf(balancer, parts, context)]
}

const isSingle = ({ ports }: BalancingRule): boolean => ports !== 'any'

/** The rules of a frontend: those for single ports go before one for all of them. */
const ofFrontend = (rules: readonly Ruled[], key: string): readonly BalancingRule[] => {
  const own = rules.filter(({ frontendKeys }) => frontendKeys.includes(key))
  return [...own.filter(isSingle), ...own.filter((rule) => !isSingle(rule))]
}

/** R6.57: every member of a pool of the balancer, with what rules give it for its way out. */
const egressOf = (
  balancer: Resource,
  rules: readonly Ruled[],
  frontends: ReadonlyMap<
    string,
    { readonly addresses: readonly PublicAddress[] } & Pick<Frontend, 'chainedTo'>
  >,
  { pools }: Parts,
  context: Resolving,
): readonly BalancedEgress[] => {
  const base = { balancer: nameOf(balancer.id), sku: skuOf(balancer) }
  const sourceOf = (keys: readonly string[]) => {
    const found = keys.flatMap((key) => frontends.get(key) ?? [])
    const addresses = found.flatMap((each) => each.addresses)
    const chainedTo = found.find((each) => each.chainedTo !== undefined)?.chainedTo
    return addresses.length === 0 ? undefined : { addresses, chainedTo }
  }
  const byOutboundRules = context.children(balancer, 'outboundRules').flatMap((resource) => {
    const reader = context.read(resource)
    const source = sourceOf(reader.references('frontendIPConfigurations').map(({ id }) => id.key))
    const backends = poolsOf(reader).flatMap(({ id }) => pools.get(id.key) ?? [])
    if (source === undefined) return []
    const rule = { rule: nameOf(resource.id), isOutboundRule: true, protocol: protocolOf(reader) }
    return backends.map((backend) => ({ ...base, backend, source: { ...rule, ...source } }))
  })
  const byBalancingRules = context.children(balancer, 'loadBalancingRules').flatMap((resource) => {
    const ruled = rules.find(({ id }) => id.key === resource.id.key)
    const inboundOnly = context.read(resource).flag('disableOutboundSnat') ?? false
    const source = sourceOf(ruled?.frontendKeys ?? [])
    if (ruled === undefined || inboundOnly || source === undefined) return []
    const rule = { rule: ruled.name, isOutboundRule: false, protocol: ruled.protocol }
    return ruled.backends.map((backend) => ({ ...base, backend, source: { ...rule, ...source } }))
  })
  const members = context
    .children(balancer, 'backendAddressPools')
    .flatMap(({ id }) => pools.get(id.key) ?? [])
    .map((backend) => ({ ...base, backend, source: undefined }))
  return [...byOutboundRules, ...byBalancingRules, ...members]
}

/** All load balancers: private and public frontends, and ways out. */
export const resolveLoadBalancers = (context: Resolving, behind: BehindBalancers): ResolvedBalancers => {
  const { subnets, nics, publicAddresses } = behind
  const configurations = nicConfigurations(context, nics)
  const parts: Parts = {
    configurations,
    pools: membersOfPools(context, nics, configurations),
    natRules: membersByLink(context, 'loadBalancerInboundNatRules', configurations),
    natPools: membersByLink(context, 'loadBalancerInboundNatPools', configurations),
  }
  const privateFrontends: LoadBalancerFrontend[] = []
  const publicFrontends: PublicFrontend[] = []
  const egress: BalancedEgress[] = []
  for (const balancer of context.ofType(balancerType)) {
    const rules = rulesOf(balancer, parts, context)
    const sources = new Map<string, { addresses: readonly PublicAddress[] } & Pick<Frontend, 'chainedTo'>>()
    for (const resource of context.children(balancer, 'frontendIPConfigurations')) {
      const reader = context.read(resource)
      const frontend: Frontend = {
        id: resource.id,
        name: nameOf(balancer.id),
        declaredAt: balancer.declaredAt,
        sku: skuOf(balancer),
        rules: ofFrontend(rules, resource.id.key),
        chainedTo: reader.reference('gatewayLoadBalancer')?.id,
      }
      const references = [reader.reference('publicIPAddress')]
      const addresses = publicAddressesAt(references, publicAddresses)
      if (addresses.length > 0) {
        publicFrontends.push({ frontend, publicKeys: addresses.map(({ id }) => id.key) })
        sources.set(resource.id.key, { addresses, chainedTo: frontend.chainedTo })
        continue
      }
      const subnet = context.follow(resource, 'subnet.id', reader.reference('subnet'), subnets, subnetType)
      const address = reader.address('privateIPAddress')
      if (subnet === undefined || address === undefined) continue
      const behindIt = frontend.rules.flatMap(({ backends }) => backends.map(({ nic }) => nic))
      privateFrontends.push({ ...frontend, address, subnet, backends: [...new Set(behindIt)] })
    }
    egress.push(...egressOf(balancer, rules, sources, parts, context))
  }
  return { privateFrontends, publicFrontends, egress }
}
