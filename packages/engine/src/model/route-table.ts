// Route tables and their user-defined routes.
import type { Address, Prefix } from '../net/index.ts'
import type { Declared } from './declared.ts'

/** A route table. */
export interface RouteTable extends Declared {
  readonly disableBgpRoutePropagation: boolean
  /** The routes with a prefix. */
  readonly routes: readonly UserRoute[]
  /** R1.25: the routes with a service tag in place of a prefix. */
  readonly tagRoutes: readonly ServiceTagRoute[]
  /** V21: how many routes are written, also those that are in neither list, and how many of them have a service tag. */
  readonly written: { readonly routes: number; readonly serviceTags: number }
}

/** Next hop types that a user may write (R1.12). */
export type UserNextHopType = 'VirtualAppliance' | 'VirtualNetworkGateway' | 'VnetLocal' | 'Internet' | 'None'

/** A user-defined route. */
export interface UserRoute extends Declared {
  readonly prefix: Prefix
  readonly nextHopType: UserNextHopType
  /** Only with VirtualAppliance. */
  readonly nextHopIp: Address | undefined
}

/** A user-defined route for all prefixes of a service tag. */
export interface ServiceTagRoute extends Omit<UserRoute, 'prefix'> {
  /** As it was written, e.g. `Storage.EastUS`. */
  readonly tag: string
  /** How many routes with a prefix stand before it in the table. */
  readonly precededBy: number
}
