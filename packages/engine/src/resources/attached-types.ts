// Services of Azure's own that stand in a subnet: one row a type, with where its subnet is written and what it takes.
// The evidence for each number stands in docs/behaviours/packets.md, R6.50.
import { isStatedAt, numberAt } from './number-at.ts'
import { at, textAt, type Value } from './value.ts'

/** What the part of a service is decided by: the part itself, the resource, and the resource that holds it. */
export interface PartOf {
  readonly part: Value
  readonly body: Value
  readonly owner: Value | undefined
}

/** How many addresses a part takes as its properties say. */
export interface Counted {
  readonly count: (from: PartOf) => number | undefined
  /** The same for people. */
  readonly words: string
}

/** How many addresses a part takes; `unknown` where no input can tell. */
export type Takes = number | 'unknown' | Counted

/** A place in the body at which a service states a subnet. */
export interface AttachedPart {
  /** Path to the parts, from the body; `[]` stands for each item of a list, `''` for the body itself. */
  readonly each: string
  /** Path from the part to the subnet's id; `a + b`: the VNet's id and the subnet's name. */
  readonly subnet: string
  /** Paths from the part to addresses that Azure or an author states. */
  readonly addresses?: readonly string[]
  readonly takes: Takes
}

/** Who opens connections: the service, its clients, or both. */
export type TrafficRole = 'both' | 'sends' | 'receives'

/** How packets of the service get to the Internet; `subnet`: only as the subnet provides. */
export type ServiceEgress = 'own' | 'subnet' | 'unknown'

/** A type of service in a subnet. */
export interface AttachedType {
  readonly type: string
  /** What people call it. */
  readonly label: string
  readonly role: TrafficRole
  readonly egress: ServiceEgress | ((from: PartOf) => ServiceEgress)
  readonly parts: readonly AttachedPart[]
  /** It ends the connections of its clients and opens its own to what is behind it. */
  readonly isProxy?: boolean
  /** R6.51: whether the security group of its subnet acts on it; on most it does. */
  readonly isFiltered?: (from: PartOf) => boolean
  /** It is called by its own name; other children are parts of the resource that holds them. */
  readonly isNamedItself?: boolean
}

const one = (subnet: string, takes: Takes, ...addresses: readonly string[]): readonly AttachedPart[] => [
  { each: '', subnet, takes, addresses },
]

/** Documented: one address for each instance; how many there are is known unless it scales by itself. */
const applicationGatewayInstances: Counted = {
  words: '1 for each instance, where their number is fixed',
  count: ({ body }: PartOf): number | undefined =>
    at(body, 'properties', 'autoscaleConfiguration') === undefined
      ? numberAt(body, 'properties', 'sku', 'capacity')
      : undefined,
}

/** Documented: two addresses a unit (one in the Developer tier), and one for the balancer of an internal instance. */
const apiManagementAddresses: Counted = {
  words: '2 for each unit (1 in the Developer tier), and 1 for the balancer of an internal instance',
  count: ({ body }: PartOf): number | undefined => {
    const units = numberAt(body, 'sku', 'capacity')
    if (units === undefined) return undefined
    const perUnit = textAt(body, 'sku', 'name')?.toLowerCase() === 'developer' ? 1 : 2
    const internal = textAt(body, 'properties', 'virtualNetworkType')?.toLowerCase() === 'internal'
    return units * perUnit + (internal ? 1 : 0)
  },
}

/** Documented: every replica of every shard, and one for the balancer. */
const redisAddresses: Counted = {
  words: '1 for each replica of each shard, and 1 for the balancer',
  count: ({ body }: PartOf): number | undefined => {
    const count = (name: string, otherwise: number): number | undefined =>
      isStatedAt(body, 'properties', name) ? numberAt(body, 'properties', name) : otherwise
    const shards = count('shardCount', 1)
    const replicas = count('replicasPerMaster', 1)
    // States of Terraform write 0 for what nobody stated; there is always one of each.
    return shards === undefined || replicas === undefined
      ? undefined
      : Math.max(1, shards) * (1 + Math.max(1, replicas)) + 1
  },
}

/** Whether pods have addresses of the node's own subnet, kept ready for each node when it starts. */
const podsInNodeSubnet = ({ part, body, owner }: PartOf): boolean => {
  const profile = at(owner ?? body, 'properties', 'networkProfile')
  const plugin = textAt(profile, 'networkPlugin')?.toLowerCase()
  const overlay = textAt(profile, 'networkPluginMode')?.toLowerCase() === 'overlay'
  return plugin === 'azure' && !overlay && !isStatedAt(part, 'podSubnetID')
}

/** Documented: 30 pods a node where Azure CNI is asked for and nothing is said. */
const defaultPodsOfNode = 30

/** A node has one address, and with Azure CNI one for each pod that it may ever run. */
const poolAddresses: Counted = {
  words:
    "1 for each node; where pods have addresses of the node's subnet, also maxPods (30 by default) for each node",
  count: (from: PartOf): number | undefined => {
    const { part } = from
    const nodes = numberAt(part, 'count')
    if (nodes === undefined) return undefined
    if (!podsInNodeSubnet(from)) return nodes
    const pods = isStatedAt(part, 'maxPods') ? numberAt(part, 'maxPods') : defaultPodsOfNode
    return pods === undefined ? undefined : nodes * (1 + pods)
  },
}

/** A cluster leaves by its own balancer or NAT gateway unless its routes are said to lead out. */
const clusterEgress = ({ body, owner }: PartOf): ServiceEgress => {
  const outbound = textAt(owner ?? body, 'properties', 'networkProfile', 'outboundType')?.toLowerCase()
  return outbound === 'userdefinedrouting' || outbound === 'none' || outbound === 'block' ? 'subnet' : 'own'
}

const sumOfNodes: Counted = {
  words: '1 for each node of a pool of fixed size',
  count: ({ body }: PartOf): number | undefined => {
    const scale = at(body, 'properties', 'scaleSettings', 'fixedScale')
    if (scale === undefined) return undefined
    const dedicated = isStatedAt(scale, 'targetDedicatedNodes') ? numberAt(scale, 'targetDedicatedNodes') : 0
    const spot = isStatedAt(scale, 'targetLowPriorityNodes') ? numberAt(scale, 'targetLowPriorityNodes') : 0
    return dedicated === undefined || spot === undefined ? undefined : dedicated + spot
  },
}

const database = (type: string, label: string): AttachedType => ({
  type,
  label,
  role: 'both',
  egress: 'own',
  parts: one('properties.network.delegatedSubnetResourceId', 'unknown'),
})

/** Every type, by name. */
export const attachedTypes: readonly AttachedType[] = [
  {
    type: 'Microsoft.AAD/domainServices',
    label: 'Entra Domain Services',
    role: 'both',
    egress: 'own',
    parts: [
      {
        each: 'properties.replicaSets[]',
        subnet: 'subnetId',
        addresses: ['domainControllerIpAddress[]'],
        takes: 'unknown',
      },
      ...one('properties.subnetId', 'unknown', 'properties.domainControllerIpAddress[]'),
    ],
  },
  {
    type: 'Microsoft.ApiManagement/service',
    label: 'API Management',
    role: 'both',
    egress: 'own',
    isProxy: true,
    parts: [
      {
        each: '',
        subnet: 'properties.virtualNetworkConfiguration.subnetResourceId',
        addresses: ['properties.privateIPAddresses[]'],
        takes: apiManagementAddresses,
      },
      {
        each: 'properties.additionalLocations[]',
        subnet: 'virtualNetworkConfiguration.subnetResourceId',
        addresses: ['privateIPAddresses[]'],
        takes: 'unknown',
      },
    ],
  },
  {
    type: 'Microsoft.App/managedEnvironments',
    label: 'Container Apps environment',
    role: 'both',
    egress: 'own',
    parts: one('properties.vnetConfiguration.infrastructureSubnetId', 'unknown'),
  },
  {
    type: 'Microsoft.AppPlatform/Spring',
    label: 'Spring Apps',
    role: 'both',
    egress: 'unknown',
    parts: [
      ...one('properties.networkProfile.serviceRuntimeSubnetId', 'unknown'),
      ...one('properties.networkProfile.appSubnetId', 'unknown'),
    ],
  },
  {
    type: 'Microsoft.Batch/batchAccounts/pools',
    isNamedItself: true,
    label: 'Batch pool',
    role: 'both',
    egress: 'unknown',
    parts: one('properties.networkConfiguration.subnetId', sumOfNodes),
  },
  {
    type: 'Microsoft.Cache/Redis',
    label: 'Cache for Redis',
    role: 'receives',
    egress: 'own',
    parts: one('properties.subnetId', redisAddresses, 'properties.staticIP'),
  },
  {
    type: 'Microsoft.ContainerInstance/containerGroups',
    label: 'container group',
    role: 'both',
    egress: 'subnet',
    parts: [
      ...one('properties.subnetIds[].id', 1, 'properties.ipAddress.ip'),
      ...one('properties.networkProfile.id', 1, 'properties.ipAddress.ip'),
    ],
  },
  {
    type: 'Microsoft.ContainerService/managedClusters',
    label: 'Kubernetes cluster',
    role: 'both',
    egress: clusterEgress,
    parts: [
      { each: 'properties.agentPoolProfiles[]', subnet: 'vnetSubnetID', takes: poolAddresses },
      { each: 'properties.agentPoolProfiles[]', subnet: 'podSubnetID', takes: 'unknown' },
      { each: 'properties.apiServerAccessProfile', subnet: 'subnetId', takes: 'unknown' },
    ],
  },
  {
    type: 'Microsoft.ContainerService/managedClusters/agentPools',
    label: 'Kubernetes node pool',
    role: 'both',
    egress: clusterEgress,
    parts: [
      { each: 'properties', subnet: 'vnetSubnetID', takes: poolAddresses },
      { each: 'properties', subnet: 'podSubnetID', takes: 'unknown' },
    ],
  },
  database('Microsoft.DBforMySQL/flexibleServers', 'Database for MySQL'),
  database('Microsoft.DBforPostgreSQL/flexibleServers', 'Database for PostgreSQL'),
  {
    type: 'Microsoft.Databricks/workspaces',
    label: 'Databricks workspace',
    role: 'sends',
    egress: 'unknown',
    parts: ['customPublicSubnetName', 'customPrivateSubnetName'].map((name) => ({
      each: 'properties.parameters',
      subnet: `customVirtualNetworkId.value + ${name}.value`,
      takes: 'unknown' as const,
    })),
  },
  {
    type: 'Microsoft.DevCenter/networkConnections',
    label: 'Dev Center network connection',
    role: 'sends',
    egress: 'subnet',
    parts: one('properties.subnetId', 'unknown'),
  },
  {
    type: 'Microsoft.DevOpsInfrastructure/pools',
    label: 'Managed DevOps pool',
    role: 'sends',
    egress: 'unknown',
    parts: one('properties.fabricProfile.networkProfile.subnetId', 'unknown'),
  },
  {
    type: 'Microsoft.DocumentDB/cassandraClusters',
    label: 'Managed Cassandra cluster',
    role: 'both',
    egress: 'unknown',
    parts: one('properties.delegatedManagementSubnetId', 'unknown'),
  },
  {
    type: 'Microsoft.DocumentDB/cassandraClusters/dataCenters',
    isNamedItself: true,
    label: 'Managed Cassandra data center',
    role: 'both',
    egress: 'unknown',
    parts: one(
      'properties.delegatedSubnetId',
      {
        words: '1 for each node',
        count: ({ body }) => numberAt(body, 'properties', 'nodeCount'),
      },
      'properties.seedNodes[].ipAddress',
    ),
  },
  {
    type: 'Microsoft.HDInsight/clusters',
    label: 'HDInsight cluster',
    role: 'both',
    egress: 'own',
    parts: [
      {
        each: 'properties.computeProfile.roles[].virtualNetworkProfile',
        subnet: 'subnet',
        takes: 'unknown',
      },
    ],
  },
  {
    type: 'Microsoft.HardwareSecurityModules/dedicatedHSMs',
    label: 'Dedicated HSM',
    role: 'receives',
    egress: 'subnet',
    parts: one(
      'properties.networkProfile.subnet.id',
      'unknown',
      'properties.networkProfile.networkInterfaces[].privateIpAddress',
    ),
  },
  {
    type: 'Microsoft.Kusto/clusters',
    label: 'Data Explorer cluster',
    role: 'both',
    egress: 'own',
    parts: one('properties.virtualNetworkConfiguration.subnetId', 'unknown'),
  },
  {
    type: 'Microsoft.LabServices/labPlans',
    label: 'Lab Services plan',
    role: 'sends',
    egress: 'unknown',
    parts: one('properties.defaultNetworkProfile.subnetId', 'unknown'),
  },
  {
    type: 'Microsoft.Logic/integrationServiceEnvironments',
    label: 'Integration Service Environment',
    role: 'both',
    egress: 'own',
    parts: [{ each: 'properties.networkConfiguration.subnets[]', subnet: 'id', takes: 'unknown' }],
  },
  {
    type: 'Microsoft.MachineLearningServices/workspaces/computes',
    isNamedItself: true,
    label: 'Machine Learning compute',
    role: 'sends',
    egress: 'unknown',
    parts: one('properties.properties.subnet.id', 'unknown'),
  },
  {
    type: 'Microsoft.NetApp/netAppAccounts/capacityPools/volumes',
    isNamedItself: true,
    label: 'NetApp volume',
    role: 'receives',
    egress: 'subnet',
    parts: one('properties.subnetId', 'unknown', 'properties.mountTargets[].ipAddress'),
    isFiltered: ({ body }) => /^standard/i.test(textAt(body, 'properties', 'networkFeatures') ?? ''),
  },
  {
    type: 'Microsoft.Network/applicationGateways',
    label: 'Application Gateway',
    role: 'both',
    egress: 'own',
    isProxy: true,
    parts: [
      {
        each: 'properties.frontendIPConfigurations[].properties',
        subnet: 'subnet.id',
        addresses: ['privateIPAddress'],
        takes: 1,
      },
      {
        each: 'properties.gatewayIPConfigurations[].properties',
        subnet: 'subnet.id',
        takes: applicationGatewayInstances,
      },
      {
        each: 'properties.privateLinkConfigurations[].properties.ipConfigurations[].properties',
        subnet: 'subnet.id',
        addresses: ['privateIPAddress'],
        takes: 1,
      },
    ],
  },
  {
    type: 'Microsoft.Network/bastionHosts/ipConfigurations',
    label: 'Bastion',
    role: 'sends',
    egress: 'own',
    parts: one('properties.subnet.id', 'unknown', 'properties.privateIPAddress'),
  },
  {
    type: 'Microsoft.Network/dnsResolvers/inboundEndpoints',
    isNamedItself: true,
    label: 'DNS resolver inbound endpoint',
    role: 'receives',
    egress: 'subnet',
    parts: [
      {
        each: 'properties.ipConfigurations[]',
        subnet: 'subnet.id',
        addresses: ['privateIpAddress'],
        takes: 1,
      },
    ],
  },
  {
    type: 'Microsoft.Network/dnsResolvers/outboundEndpoints',
    isNamedItself: true,
    label: 'DNS resolver outbound endpoint',
    role: 'sends',
    egress: 'unknown',
    parts: one('properties.subnet.id', 'unknown'),
  },
  {
    type: 'Microsoft.Network/privateLinkServices',
    label: 'Private Link service',
    role: 'sends',
    egress: 'subnet',
    isFiltered: () => false,
    parts: [
      {
        each: 'properties.ipConfigurations[].properties',
        subnet: 'subnet.id',
        addresses: ['privateIPAddress'],
        takes: 1,
      },
    ],
  },
  {
    type: 'Microsoft.ServiceNetworking/trafficControllers/associations',
    label: 'Application Gateway for Containers',
    role: 'both',
    egress: 'own',
    isProxy: true,
    parts: one('properties.subnet.id', 'unknown'),
  },
  {
    type: 'Microsoft.Sql/managedInstances',
    label: 'SQL Managed Instance',
    role: 'both',
    egress: 'own',
    parts: one('properties.subnetId', 'unknown'),
  },
  {
    type: 'Microsoft.VirtualMachineImages/imageTemplates',
    label: 'image builder',
    role: 'sends',
    egress: 'unknown',
    parts: one('properties.vmProfile.vnetConfig.subnetId', 'unknown'),
  },
  {
    type: 'Microsoft.Web/hostingEnvironments',
    label: 'App Service Environment',
    role: 'both',
    egress: 'own',
    parts: one('properties.virtualNetwork.id + properties.virtualNetwork.subnet', 'unknown'),
  },
  ...['Microsoft.Web/sites', 'Microsoft.Web/sites/slots'].map(
    (type): AttachedType => ({
      type,
      label: 'App Service',
      role: 'sends',
      egress: 'own',
      parts: one('properties.virtualNetworkSubnetId', 'unknown'),
    }),
  ),
  ...['Microsoft.Web/sites/networkConfig', 'Microsoft.Web/sites/slots/networkConfig'].map(
    (type): AttachedType => ({
      type,
      label: 'App Service',
      role: 'sends',
      egress: 'own',
      parts: one('properties.subnetResourceId', 'unknown'),
    }),
  ),
]

const byKey: ReadonlyMap<string, AttachedType> = new Map(
  attachedTypes.map((row) => [row.type.toLowerCase(), row]),
)

/** The row of a type, in any letter case. */
export const attachedTypeOf = (type: string): AttachedType | undefined => byKey.get(type.toLowerCase())
