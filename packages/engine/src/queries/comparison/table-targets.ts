// Everything in a network that has a table Azure can print, with the names that it may be called by.
import type { Analysis } from '../../analyse.ts'
import { nameOf, parseResourceId, type ResourceId } from '../../resources/index.ts'
import type { BgpAnswer } from '../answers.ts'
import { placeLabel, type TablePlace } from './placed-table.ts'

/** Something that a table may belong to. */
export interface TableTarget {
  readonly place: TablePlace
  /** As `--place` takes it; qualified by the resource group where two would be called the same. */
  readonly label: string
  /** Names of the thing; one of them must be in the name of a file. */
  readonly names: readonly string[]
  /** What tells its tables apart: a peer, a link, a route table. Empty where it has one table only. */
  readonly details: readonly string[]
}

type Draft = Omit<TableTarget, 'label'> & { readonly group: string | undefined }

const groupOf = (id: string): string | undefined => parseResourceId(id)?.resourceGroup

const named = (id: ResourceId): { readonly id: string; readonly name: string } => ({
  id: id.text,
  name: nameOf(id),
})

/** The machine's name stands for its NIC; of several NICs it says nothing. */
const nicDrafts = ({ network }: Analysis): readonly Draft[] =>
  network.nics.map((nic) => ({
    place: { kind: 'effectiveRoutes', nic: named(nic.id) },
    names: [nic.name, ...(nic.vm === undefined ? [] : [nic.vm.name])],
    details: [],
    group: nic.id.resourceGroup,
  }))

const speakerDrafts = (bgp: BgpAnswer): readonly Draft[] => {
  const drafts = new Map<string, Draft>()
  for (const { speaker, table, peer } of bgp.tables) {
    if (!['gateway', 'routeServer', 'hub'].includes(speaker.kind) || table === 'rib') continue
    const common = { kind: 'gatewayRoutes', speaker, direction: table, instance: undefined } as const
    const { name, id } = speaker
    const group = groupOf(id)
    const add = (peerName: string | undefined, details: readonly string[]): void => {
      const key = JSON.stringify([id.toLowerCase(), table, peerName])
      drafts.set(key, { place: { ...common, peer: peerName }, names: [name], details, group })
    }
    // A gateway learns into one table; everything else belongs to a peer.
    if (table === 'learned' && speaker.kind !== 'routeServer') add(undefined, [])
    else if (peer === null) add(undefined, [])
    else {
      const called = [...(peer.name === undefined ? [] : [peer.name]), peer.address]
      add(called[0], called)
    }
  }
  return [...drafts.values()]
}

const circuitDrafts = ({ network }: Analysis): readonly Draft[] =>
  network.circuits.flatMap((circuit) =>
    circuit.links.map(
      ({ role }): Draft => ({
        place: { kind: 'circuitRoutes', circuit: named(circuit.id), link: role },
        names: [circuit.name],
        details: role === 'primary' ? ['primary', 'pri'] : ['secondary', 'sec'],
        group: circuit.id.resourceGroup,
      }),
    ),
  )

const hubDrafts = ({ hubTables }: BgpAnswer): readonly Draft[] =>
  hubTables.map(({ hub, resource }) => {
    const name = hub.slice(hub.lastIndexOf('/') + 1)
    return {
      place: { kind: 'hubRoutes', hub: { id: hub, name }, resource },
      names: [name],
      details: [resource.name],
      group: groupOf(hub),
    }
  })

/** All targets, sorted by label. */
export const tableTargets = (analysis: Analysis, bgp: BgpAnswer): readonly TableTarget[] => {
  const drafts = [
    ...nicDrafts(analysis),
    ...speakerDrafts(bgp),
    ...circuitDrafts(analysis),
    ...hubDrafts(bgp),
  ]
  const keyOf = ({ place }: Draft): string =>
    JSON.stringify([
      place.kind,
      place.kind === 'gatewayRoutes' ? place.direction : '',
      placeLabel(place).toLowerCase(),
    ])
  const sameLabel = Map.groupBy(drafts, keyOf)
  return drafts
    .map(({ group, ...draft }): TableTarget => {
      const label = placeLabel(draft.place)
      const isShared = (sameLabel.get(keyOf({ group, ...draft }))?.length ?? 0) > 1
      return { ...draft, label: isShared && group !== undefined ? `${group}/${label}` : label }
    })
    .toSorted((a, b) => (a.label < b.label ? -1 : a.label > b.label ? 1 : 0))
}
