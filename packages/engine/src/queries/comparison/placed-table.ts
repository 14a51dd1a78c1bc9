// A table that Azure printed together with the place that it belongs to.
import type {
  EffectiveRoutesTable,
  LinkRole,
  RecordedBgpTable,
  RecordedHubTable,
} from '../../resources/index.ts'
import type { BgpTable, HubTable } from '../answers.ts'

/** What a place is called in one network; in another one the same names count when the id does not. */
export interface Named {
  readonly id: string
  readonly name: string
}

/** Where a table belongs. */
export type TablePlace =
  | { readonly kind: 'effectiveRoutes'; readonly nic: Named }
  | {
      readonly kind: 'gatewayRoutes'
      readonly speaker: Named & { readonly kind: BgpTable['speaker']['kind'] }
      readonly direction: 'learned' | 'advertised'
      /** Address of the instance, or IN_0 and IN_1. */
      readonly instance?: string | undefined
      /** Name or address of the peer. */
      readonly peer?: string | undefined
    }
  | { readonly kind: 'circuitRoutes'; readonly circuit: Named; readonly link: LinkRole }
  | { readonly kind: 'hubRoutes'; readonly hub: Named; readonly resource: HubTable['resource'] }

type PlaceOf<K extends TablePlace['kind']> = Extract<TablePlace, { readonly kind: K }>

/** One table of a file, with its place. */
export type PlacedTable = { readonly file: string } & (
  | {
      readonly kind: 'effectiveRoutes'
      readonly place: PlaceOf<'effectiveRoutes'>
      readonly table: EffectiveRoutesTable
    }
  | {
      readonly kind: 'gatewayRoutes'
      readonly place: PlaceOf<'gatewayRoutes'>
      readonly table: RecordedBgpTable
    }
  | {
      readonly kind: 'circuitRoutes'
      readonly place: PlaceOf<'circuitRoutes'>
      readonly table: RecordedBgpTable
    }
  | { readonly kind: 'hubRoutes'; readonly place: PlaceOf<'hubRoutes'>; readonly table: RecordedHubTable }
)

/** The place in one text, as `--place` takes it: a name, and behind a slash what tells its tables apart. */
export const placeLabel = (place: TablePlace): string => {
  switch (place.kind) {
    case 'effectiveRoutes':
      return place.nic.name
    case 'gatewayRoutes':
      return place.peer === undefined ? place.speaker.name : `${place.speaker.name}/${place.peer}`
    case 'circuitRoutes':
      return `${place.circuit.name}/${place.link}`
    case 'hubRoutes':
      return `${place.hub.name}/${place.resource.name}`
  }
}
