// The words for VPN gateways, their connections and their clients, which stand apart from the others for their length.
import type { Words } from './catalogue.ts'

/** Words of one language. */
export interface VpnWords {
  readonly decisions: Pick<
    Words['decisions'],
    | 'clientPool'
    | 'clientRoute'
    | 'connectionOneSided'
    | 'connectionRoute'
    | 'deviceNotDescribed'
    | 'natRules'
    | 'noClientRoute'
    | 'noConnection'
  >
  readonly assumptions: Pick<Words['assumptions'], 'clientTakesRoutes' | 'vpnClient'>
}
