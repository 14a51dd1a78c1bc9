// How an azurerm resource becomes an ARM resource: the words in which the tables of mappings/ are written.

/** ARM types that links lead to, and by which they are checked. */
export const armTypes = {
  adminConfiguration: 'Microsoft.Network/networkManagers/securityAdminConfigurations',
  adminRuleCollection: 'Microsoft.Network/networkManagers/securityAdminConfigurations/ruleCollections',
  applicationGateway: 'Microsoft.Network/applicationGateways',
  applicationGatewayPool: 'Microsoft.Network/applicationGateways/backendAddressPools',
  applicationSecurityGroup: 'Microsoft.Network/applicationSecurityGroups',
  backendPool: 'Microsoft.Network/loadBalancers/backendAddressPools',
  circuit: 'Microsoft.Network/expressRouteCircuits',
  circuitPeering: 'Microsoft.Network/expressRouteCircuits/peerings',
  expressRouteGateway: 'Microsoft.Network/expressRouteGateways',
  expressRoutePort: 'Microsoft.Network/expressRoutePorts',
  firewall: 'Microsoft.Network/azureFirewalls',
  firewallPolicy: 'Microsoft.Network/firewallPolicies',
  frontend: 'Microsoft.Network/loadBalancers/frontendIPConfigurations',
  gateway: 'Microsoft.Network/virtualNetworkGateways',
  hub: 'Microsoft.Network/virtualHubs',
  hubConnection: 'Microsoft.Network/virtualHubs/hubVirtualNetworkConnections',
  hubRouteTable: 'Microsoft.Network/virtualHubs/hubRouteTables',
  inboundNatRule: 'Microsoft.Network/loadBalancers/inboundNatRules',
  ipGroup: 'Microsoft.Network/ipGroups',
  loadBalancer: 'Microsoft.Network/loadBalancers',
  localNetworkGateway: 'Microsoft.Network/localNetworkGateways',
  natGateway: 'Microsoft.Network/natGateways',
  networkGroup: 'Microsoft.Network/networkManagers/networkGroups',
  networkInterface: 'Microsoft.Network/networkInterfaces',
  networkManager: 'Microsoft.Network/networkManagers',
  networkProfile: 'Microsoft.Network/networkProfiles',
  networkSecurityGroup: 'Microsoft.Network/networkSecurityGroups',
  probe: 'Microsoft.Network/loadBalancers/probes',
  publicIp: 'Microsoft.Network/publicIPAddresses',
  publicIpPrefix: 'Microsoft.Network/publicIPPrefixes',
  routeMap: 'Microsoft.Network/virtualHubs/routeMaps',
  routeTable: 'Microsoft.Network/routeTables',
  routingConfiguration: 'Microsoft.Network/networkManagers/routingConfigurations',
  routingRuleCollection: 'Microsoft.Network/networkManagers/routingConfigurations/ruleCollections',
  scaleSet: 'Microsoft.Compute/virtualMachineScaleSets',
  site: 'Microsoft.Web/sites',
  siteSlot: 'Microsoft.Web/sites/slots',
  subnet: 'Microsoft.Network/virtualNetworks/subnets',
  virtualMachine: 'Microsoft.Compute/virtualMachines',
  virtualMachineExtension: 'Microsoft.Compute/virtualMachines/extensions',
  virtualMachineRunCommand: 'Microsoft.Compute/virtualMachines/runCommands',
  virtualNetwork: 'Microsoft.Network/virtualNetworks',
  virtualWan: 'Microsoft.Network/virtualWans',
  vpnGateway: 'Microsoft.Network/vpnGateways',
  vpnServerConfiguration: 'Microsoft.Network/vpnServerConfigurations',
  vpnSite: 'Microsoft.Network/vpnSites',
  vpnSiteLink: 'Microsoft.Network/vpnSites/vpnSiteLinks',
} as const

/** One of the fields of a mapping. `from`: attribute of the resource or block; `to`: ARM path below the current object. */
export type FieldMapping =
  | {
      readonly kind: 'copy' | 'negate' | 'parse' | 'wrap'
      readonly from: string
      readonly to: string
      /** Words of the provider for which ARM has others. */
      readonly words?: ReadonlyMap<string | boolean, string>
      readonly separator?: string
      /** Of a text the part that the first group of this matches. */
      readonly pattern?: RegExp
    }
  | {
      readonly kind: 'link' | 'links'
      readonly from: string
      readonly to: string
      readonly target: string | undefined
      /** Field of each item of a list of links; the text itself without. */
      readonly field?: string
    }
  | {
      readonly kind: 'block' | 'blocks'
      readonly from: string
      readonly to: string
      readonly fields: readonly FieldMapping[]
      /** ARM type of the children that these blocks are, when they also exist as resources of their own. */
      readonly childType?: string
    }
  | { readonly kind: 'item'; readonly to: string; readonly fields: readonly FieldMapping[] }
  | { readonly kind: 'constant'; readonly to: string; readonly value: string | boolean }
  | {
      /** The id of a child of the resource's parent, of which only the name is given. */
      readonly kind: 'sibling'
      readonly from: string
      readonly to: string
      readonly childType: string
    }

/** How a child finds its parent: by the parent's name in the same resource group, or by its id. */
export interface ParentMapping {
  readonly by: 'name' | 'id'
  readonly attribute: string
  readonly type: string
  /** The parent of a parent that is given by its name; without, it is in the resource group. */
  readonly of?: ParentMapping
}

/** An azurerm type that is a resource of ARM. */
export interface ResourceMapping {
  readonly kind: 'resource'
  readonly type: string
  readonly parent?: ParentMapping
  /** Attribute that holds the name: `name`. */
  readonly name?: string
  readonly fields: readonly FieldMapping[]
  /** Attributes that only exist after the apply, with the ARM path under which Azure shows them. */
  readonly runtime?: Readonly<Record<string, string>>
  /** Attributes that hold ids of children, with the child's type and name. */
  readonly childIds?: Readonly<Record<string, readonly [type: string, name: string]>>
  /** Blocks whose items have ids: segment of the child type. */
  readonly childBlocks?: Readonly<Record<string, string>>
}

/** An azurerm type that only adds to another resource: an association, a rule collection. */
export interface AdditionMapping {
  readonly kind: 'addition'
  readonly to: ParentMapping
  /** The child that it is added to: of the name in an attribute, or every one of these blocks of the target. */
  readonly child?: {
    readonly segment: string
    readonly name?: string
    readonly blocks?: string
  }
  readonly fields: readonly FieldMapping[]
}

/** What becomes of an azurerm type. `counted`: its ARM type is known, and with it what an answer lacks without it. */
export type TypeMapping =
  | ResourceMapping
  | AdditionMapping
  | { readonly kind: 'counted'; readonly type: string }

/** The value as it is. */
export const copy = (from: string, to: string, words?: Readonly<Record<string, string>>): FieldMapping => ({
  kind: 'copy',
  from,
  to,
  ...(words === undefined ? {} : { words: new Map(Object.entries(words)) }),
})

/** A switch of the provider for which ARM has words. */
export const words = (from: string, to: string, ifTrue: string, ifFalse: string): FieldMapping => ({
  kind: 'copy',
  from,
  to,
  words: new Map<string | boolean, string>([
    [true, ifTrue],
    [false, ifFalse],
  ]),
})

/** The texts of a list as one text. */
export const joined = (from: string, to: string, separator: string): FieldMapping => ({
  kind: 'copy',
  from,
  to,
  separator,
})

/** A part of a text, e.g. of a SKU that says two things at once. */
export const part = (from: string, to: string, pattern: RegExp): FieldMapping => ({
  kind: 'copy',
  from,
  to,
  pattern,
})

/** True for false, and false for true. */
export const negate = (from: string, to: string): FieldMapping => ({ kind: 'negate', from, to })

/** A text of JSON as the value that it stands for. */
export const parse = (from: string, to: string): FieldMapping => ({ kind: 'parse', from, to })

/** A single value as a list of one. */
export const wrap = (from: string, to: string): FieldMapping => ({ kind: 'wrap', from, to })

/** The id of a resource of this type; undefined for any type. */
export const link = (from: string, to: string, target: string | undefined): FieldMapping => ({
  kind: 'link',
  from,
  to,
  target,
})

/** Ids of resources, each as `{ id }`, or in another field. */
export const links = (from: string, to: string, target: string, field = 'id'): FieldMapping => ({
  kind: 'links',
  from,
  to,
  target,
  field,
})

/** Ids of resources, as plain texts. */
export const ids = (from: string, to: string, target: string): FieldMapping => ({
  kind: 'links',
  from,
  to,
  target,
})

/** A block that occurs at most once, as an object. */
export const block = (from: string, to: string, fields: readonly FieldMapping[]): FieldMapping => ({
  kind: 'block',
  from,
  to,
  fields,
})

/** Blocks as a list, behind what other blocks have put there. */
export const blocks = (
  from: string,
  to: string,
  fields: readonly FieldMapping[],
  childType?: string,
): FieldMapping => ({
  kind: 'blocks',
  from,
  to,
  fields,
  ...(childType === undefined ? {} : { childType }),
})

/** An item of a list, made of attributes of the same level. */
export const item = (to: string, fields: readonly FieldMapping[]): FieldMapping => ({
  kind: 'item',
  to,
  fields,
})

/** What ARM wants said and the provider does not say. */
export const constant = (to: string, value: string | boolean): FieldMapping => ({
  kind: 'constant',
  to,
  value,
})

/** The id of a child of the parent by its name. */
export const sibling = (from: string, to: string, childType: string): FieldMapping => ({
  kind: 'sibling',
  from,
  to,
  childType,
})

/** A parent that is given by its name. */
export const parentByName = (attribute: string, type: string, of?: ParentMapping): ParentMapping => ({
  by: 'name',
  attribute,
  type,
  ...(of === undefined ? {} : { of }),
})

/** A parent that is given by its id. */
export const parentById = (attribute: string, type: string): ParentMapping => ({ by: 'id', attribute, type })

/** A resource of ARM; `location` and `zones` are the same for all. */
export const resource = (
  type: string,
  fields: readonly FieldMapping[],
  more: Omit<ResourceMapping, 'kind' | 'type' | 'fields'> = {},
): ResourceMapping => ({ kind: 'resource', type, fields, ...more })

/** An addition to another resource. */
export const addition = (
  to: ParentMapping,
  fields: readonly FieldMapping[],
  child?: NonNullable<AdditionMapping['child']>,
): AdditionMapping => ({ kind: 'addition', to, fields, ...(child === undefined ? {} : { child }) })

/** A type that is only counted. */
export const counted = (type: string): TypeMapping => ({ kind: 'counted', type })

/** A table of one topic. */
export type MappingTable = Readonly<Record<string, TypeMapping>>
