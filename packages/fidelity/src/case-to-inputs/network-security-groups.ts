// Network security groups with their rules.
import type { Topology } from '../topology.ts'
import { type ArmResource, type Ids, inlineChild, type Json, resource } from './arm.ts'

/** A list in one text (`22,80`) is a list in ARM, under the plural name. */
const oneOrMany = (name: string, text: string): { readonly [name: string]: Json } =>
  text.includes(',')
    ? { [name.endsWith('x') ? `${name}es` : `${name}s`]: text.split(',').map((part) => part.trim()) }
    : { [name]: text }

/** All network security groups. */
export const networkSecurityGroups = (topology: Topology, ids: Ids): readonly ArmResource[] =>
  (topology.nsgs ?? []).map((group) =>
    resource(ids.network('networkSecurityGroups', group.name), {
      location: ids.location,
      properties: {
        securityRules: group.rules.map((rule) =>
          inlineChild(
            ids.network(
              'networkSecurityGroups',
              group.name,
              'securityRules',
              rule.name ?? `${rule.direction}-${rule.priority}`,
            ),
            {
              priority: rule.priority,
              direction: rule.direction,
              access: rule.access,
              protocol: rule.protocol,
              ...oneOrMany('sourceAddressPrefix', rule.source),
              ...oneOrMany('destinationAddressPrefix', rule.destination),
              ...oneOrMany('sourcePortRange', rule.sourcePort ?? '*'),
              ...oneOrMany('destinationPortRange', rule.destinationPort ?? '*'),
            },
          ),
        ),
      },
    }),
  )
