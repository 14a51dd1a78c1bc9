// The shape of an ARM resource as Azure's REST API prints it, and the ids of one case's resources.

/** Plain JSON. A field that is undefined is not written. */
export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [name: string]: Json | undefined }

/** One resource as `az resource show` or an export prints it. */
export interface ArmResource {
  readonly id: string
  readonly type: string
  readonly name: string
  readonly kind?: string
  readonly location?: string
  readonly tags?: { readonly [name: string]: string }
  readonly sku?: Json
  readonly properties: { readonly [name: string]: Json | undefined }
}

/** A link to another resource. */
export type Link = { readonly id: string }

const subscription = '/subscriptions/00000000-0000-0000-0000-000000000000'

/** Names and places of one case: every id lies in the resource group of the case. */
export interface Ids {
  /** `network('virtualNetworks', 'hub', 'subnets', 'default')`: a Microsoft.Network id. */
  readonly network: (...path: readonly string[]) => string
  readonly compute: (...path: readonly string[]) => string
  readonly subnet: (reference: string) => string
  /** Where a resource lies whose location the case does not give. */
  readonly location: string
  /** The scope of things that span a subscription. */
  readonly subscription: string
}

/** The ids of the case with this id. */
export const idsOf = (caseId: string, location: string): Ids => {
  // Characters that no resource group may have would break every id.
  const groupName = caseId.replaceAll(/[^A-Za-z0-9._()-]/g, '-')
  const group = `${subscription}/resourceGroups/${groupName}/providers`
  const network = (...path: readonly string[]): string => `${group}/Microsoft.Network/${path.join('/')}`
  return {
    network,
    compute: (...path) => `${group}/Microsoft.Compute/${path.join('/')}`,
    subnet: (reference) => {
      const slash = reference.indexOf('/')
      return network('virtualNetworks', reference.slice(0, slash), 'subnets', reference.slice(slash + 1))
    },
    location,
    subscription,
  }
}

/** Type and name, read off an id. */
const typeAndName = (id: string): { readonly type: string; readonly name: string } => {
  const [namespace = '', ...segments] = id
    .slice(id.lastIndexOf('/providers/') + '/providers/'.length)
    .split('/')
  return {
    type: [namespace, ...segments.filter((_, index) => index % 2 === 0)].join('/'),
    name: segments.at(-1) ?? '',
  }
}

/** A resource with the type and name that its id says. */
export const resource = (id: string, body: Omit<ArmResource, 'id' | 'type' | 'name'>): ArmResource => ({
  id,
  ...typeAndName(id),
  ...body,
})

/** A child that is written inside its parent, as Azure prints it: with id, name and properties. */
export const inlineChild = (id: string, properties: { readonly [name: string]: Json | undefined }): Json => ({
  id,
  name: typeAndName(id).name,
  properties,
})

/** A link, or nothing where there is no name to link to. */
export const linkTo = (id: string | undefined): Link | undefined => (id === undefined ? undefined : { id })
