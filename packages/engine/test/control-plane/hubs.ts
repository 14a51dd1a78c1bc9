// The tables of virtual hubs as lines of text.
import type { HubRoute, HubTable } from '../../src/control-plane/index.ts'
import { formatAddress, formatPrefix, parseAddress } from '../../src/net/index.ts'
import type { World } from '../../src/resources/index.ts'
import type { ArmResource } from '../model/network-of.ts'
import { type Printed, printed } from './printed.ts'

const targetOf = ({ target }: HubRoute): string => {
  switch (target.kind) {
    case 'connection':
      return target.connection.vnet.name
    case 'throughVnet':
      return `${target.connection.vnet.name} via ${formatAddress(target.address)}`
    case 'remoteHub':
      return target.hub.name
    case 'vpn':
      return target.instances.map(({ gateway, instance }) => `${gateway.name}#${instance}`).join(',')
    case 'msees':
      return target.msees.map(({ circuit, link }) => `${circuit.name}/${link.role}`).join(',')
    case 'appliances':
      return target.appliances.map(({ peer, address }) => `${peer.name} ${formatAddress(address)}`).join(',')
    case 'firewall':
      return target.firewall.name
    case 'internet':
      return 'Internet'
    case 'other':
      return target.nextHop.id.text.replace(/^.*\//, '')
  }
}

/** `prefix target [path]`. */
const lineOf = (route: HubRoute): string =>
  [formatPrefix(route.prefix), targetOf(route), route.asPath.join('-')].join(' ').trimEnd()

/** A network with hubs that answers by the names of tables. */
export interface Hubs extends Printed {
  /** The routes of a table given as `hub/table`. */
  readonly hubTable: (path: string) => readonly string[]
  readonly behindFirewall: (hub: string) => readonly string[]
  readonly forOtherHubs: (hub: string) => readonly string[]
  /** The route that a table given as `hub/table` has for an address. */
  readonly hubLookup: (path: string, address: string) => string
}

/** Computes the control plane of a network with hubs. */
export const hubsOf = (resources: readonly ArmResource[], world: Partial<World> = {}): Hubs => {
  const made = printed(resources, world)
  const hubs = made.plane.speakers.flatMap(({ place }) => (place.kind === 'hub' ? [place.hub] : []))
  const tableAt = (path: string): HubTable => {
    const [hubName, tableName] = path.split('/')
    const table = hubs.find(({ name }) => name === hubName)?.tables.find(({ name }) => name === tableName)
    if (table === undefined) throw new Error(`There is no table ${path}`)
    return made.plane.hubTables.of(table)
  }
  const hubCalled = (name: string) => {
    const hub = hubs.find((candidate) => candidate.name === name)
    if (hub === undefined) throw new Error(`There is no hub ${name}`)
    return hub
  }
  return {
    ...made,
    hubTable: (path) => tableAt(path).routes.map(lineOf),
    behindFirewall: (name) => made.plane.hubTables.behindFirewall(hubCalled(name)).routes.map(lineOf),
    forOtherHubs: (name) => made.plane.hubTables.forOtherHubs(hubCalled(name)).routes.map(lineOf),
    hubLookup: (path, text) => {
      const address = parseAddress(text)
      const route = address === undefined ? undefined : tableAt(path).lookup(address)
      return route === undefined ? 'nothing' : lineOf(route)
    },
  }
}
