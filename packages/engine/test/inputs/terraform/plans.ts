// Plans and states as Terraform prints them, made from what a test wants to say.
import type { Finding } from '../../../src/diagnostics/index.ts'
import type { LoadRequest } from '../../../src/inputs/file-access.ts'
import { load } from '../../../src/inputs/load.ts'
import type { Loaded } from '../../../src/resources/index.ts'
import { plain } from '../../plain.ts'
import { memoryFiles } from '../memory-files.ts'

type Json = Readonly<Record<string, unknown>>

/** Subscription of everything that a test does not place elsewhere. */
export const subscription = '11111111-2222-3333-4444-555555555555'
/** The id of the group `rg`. */
export const group = `/subscriptions/${subscription}/resourceGroups/rg`
/** An id in the group, e.g. `networkId('virtualNetworks/hub')`. */
export const networkId = (path: string): string => `${group}/providers/Microsoft.Network/${path}`

/** A value that is only known after the apply. */
export const unknown: unique symbol = Symbol('unknown')

const isRecord = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What a plan has in `after`: unknown values are left out, or null in lists. */
const known = (value: unknown): unknown => {
  if (value === unknown) return null
  if (Array.isArray(value)) return value.map(known)
  return isRecord(value)
    ? Object.fromEntries(
        Object.entries(value).flatMap(([name, each]) => (each === unknown ? [] : [[name, known(each)]])),
      )
    : value
}

/** What a plan has in `after_unknown`. */
const marks = (value: unknown): unknown => {
  if (value === unknown) return true
  if (Array.isArray(value)) return value.map(marks)
  if (!isRecord(value)) return false
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, each]) => {
      const mark = marks(each)
      return mark === false ? [] : [[name, mark]]
    }),
  )
}

const partsOf = (address: string) => {
  const found =
    /^(?<module>(?:module\..+\.)?)(?<data>data\.)?(?<type>[a-z]\w*)\.(?<name>\w+)(?:\[(?<key>.+?)\])?$/.exec(
      address,
    )?.groups
  const { module = '', data, type = '', name = '', key } = found ?? {}
  return {
    address,
    ...(module === '' ? {} : { module_address: module.slice(0, -1) }),
    mode: data === undefined ? 'managed' : 'data',
    type,
    name,
    ...(key === undefined ? {} : { index: JSON.parse(key) as unknown }),
    provider_name: `registry.terraform.io/${type.startsWith('azapi') ? 'azure/azapi' : 'hashicorp/azurerm'}`,
  }
}

/** One of `resource_changes`; without `before` it is created. */
export const change = (
  address: string,
  after: Json | null,
  {
    before = null,
    actions,
    sensitive = {},
    ...more
  }: {
    readonly before?: Json | null
    readonly actions?: readonly string[]
    readonly sensitive?: Json
    readonly deposed?: string
  } = {},
): Json => ({
  ...partsOf(address),
  ...more,
  change: {
    actions: actions ?? (before === null ? ['create'] : after === null ? ['delete'] : ['update']),
    before,
    after: known(after),
    after_unknown: after === null ? {} : marks({ id: unknown, ...after }),
    before_sensitive: sensitive,
    after_sensitive: sensitive,
  },
})

/** One that stays as it is. */
export const unchanged = (address: string, values: Json): Json => ({
  ...partsOf(address),
  change: { actions: ['no-op'], before: values, after: values, after_unknown: {}, after_sensitive: {} },
})

/** A reference with all its beginnings, as Terraform lists them. */
export const refs = (...references: readonly string[]): Json => ({
  references: references.flatMap((reference) => {
    const all = [reference]
    const least = /^(?:each|count|var|local)\./.test(reference)
      ? 2
      : /^module\./.test(reference)
        ? 2
        : /^data\./.test(reference)
          ? 3
          : 2
    for (let text = reference; ; ) {
      text = text.replace(/(?:\.[^.[\]]+|\[[^\]]*\])$/, '')
      if (text === all.at(-1) || text.split(/[.[]/).length < least) return all
      all.push(text)
    }
  }),
})

/** A constant. */
export const constant = (value: unknown): Json => ({ constant_value: value })

/** A resource as it is written. */
export const written = (address: string, expressions: Json, more: Json = {}): Json => {
  const { mode, type, name } = partsOf(address)
  return { address, mode, type, name, provider_config_key: 'azurerm', expressions, ...more }
}

/** A plan. */
export const plan = (
  changes: readonly Json[],
  rootModule: Json = {},
  more: Json & { readonly prior?: readonly Json[] } = {},
): string => {
  const { prior = [], ...rest } = more
  return JSON.stringify({
    format_version: '1.2',
    terraform_version: '1.9.8',
    planned_values: { root_module: {} },
    resource_changes: changes,
    prior_state: { format_version: '1.0', values: { root_module: { resources: prior } } },
    configuration: {
      provider_config: {
        azurerm: {
          name: 'azurerm',
          full_name: 'registry.terraform.io/hashicorp/azurerm',
          expressions: { subscription_id: constant(subscription) },
        },
      },
      root_module: rootModule,
    },
    ...rest,
  })
}

/** A resource of a state. */
export const stateResource = (address: string, values: Json): Json => ({
  ...partsOf(address),
  values,
  sensitive_values: {},
})

/** A state as `terraform show -json` prints it. */
export const state = (...resources: readonly Json[]): string =>
  JSON.stringify({
    format_version: '1.0',
    terraform_version: '1.9.8',
    values: { root_module: { resources } },
  })

/** Reads a file. */
export const read = (text: string, request: Partial<LoadRequest> = {}, name = 'plan.json'): Loaded =>
  load(memoryFiles({ [name]: text }), { inputs: [name], ...request })

/** The body of a resource as plain data, found by the end of its id. */
export const body = ({ resourceSet }: Loaded, end: string): Json => {
  const all = [...resourceSet.resources.values()]
  const found = all.find(({ id }) => id.text.endsWith(end))
  if (found === undefined) throw new Error(`${end} is not among ${all.map(({ id }) => id.text).join('\n')}`)
  return plain(found.body) as Json
}

/** The properties of a resource. */
export const properties = (loaded: Loaded, end: string): Json => body(loaded, end)['properties'] as Json

/** Codes of the findings, without the notes on what is assumed or not simulated. */
export const codes = ({ findings }: { readonly findings: readonly Finding[] }): readonly string[] =>
  findings.map(({ code }) => code).filter((code) => !['HP1017', 'HP2012'].includes(code))

/** Values of a network interface; `subnet` may be unknown. */
export const networkInterface = (name: string, subnet: unknown, more: Json = {}): Json => ({
  name,
  location: 'japaneast',
  resource_group_name: 'rg',
  ip_configuration: [
    {
      name: 'internal',
      subnet_id: subnet,
      private_ip_address: unknown,
      private_ip_address_allocation: 'Dynamic',
    },
  ],
  private_ip_address: unknown,
  ...more,
})

/** Values of a subnet. */
export const subnet = (name: string, prefix: string, vnet: unknown = 'hub'): Json => ({
  name,
  resource_group_name: 'rg',
  virtual_network_name: vnet,
  address_prefixes: [prefix],
})

/** Values of a virtual network. */
export const virtualNetwork = (name: string, prefix: string): Json => ({
  name,
  location: 'japaneast',
  resource_group_name: 'rg',
  address_space: [prefix],
  subnet: unknown,
})

/** A virtual network that is created. */
export const hub: Json = change('azurerm_virtual_network.hub', virtualNetwork('hub', '10.0.0.0/16'))
/** The id of a subnet. */
export const subnetId = (name: string, vnet = 'hub'): string =>
  networkId(`virtualNetworks/${vnet}/subnets/${name}`)
/** An interface as it is written, with the expression of its subnet. */
export const nicWith = (reference: unknown, address = 'azurerm_network_interface.a'): Json =>
  written(address, { ip_configuration: [{ name: constant('internal'), subnet_id: reference }] })

/** Where the interfaces of a plan are. */
export const subnetsOf = (text: string): Readonly<Record<string, unknown>> => {
  const loaded = read(text)
  return Object.fromEntries(
    [...loaded.resourceSet.resources.values()]
      .filter(({ id }) => id.type.endsWith('networkInterfaces/ipConfigurations'))
      .map(({ id }) => {
        const { subnet: link } = properties(loaded, id.text) as { subnet?: { id: unknown } }
        return [id.names[0], link?.id]
      }),
  )
}
