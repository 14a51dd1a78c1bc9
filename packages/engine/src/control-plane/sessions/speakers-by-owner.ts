// The speakers of a network by what they stand for: what sessions are made from.
import type { CircuitGateway, CircuitLink, VirtualHub } from '../../model/index.ts'
import type { SpeakerDraft } from '../bgp/speaker.ts'
import type { RouterSpeakers } from './routers.ts'

/** All speakers, by what they stand for. */
export interface SpeakersByOwner {
  readonly msees: ReadonlyMap<CircuitLink, SpeakerDraft>
  readonly circuitGateways: ReadonlyMap<CircuitGateway, readonly SpeakerDraft[]>
  readonly vpnGateways: ReadonlyMap<string, readonly SpeakerDraft[]>
  readonly routeServers: ReadonlyMap<string, readonly SpeakerDraft[]>
  readonly hubs: ReadonlyMap<VirtualHub, SpeakerDraft>
  readonly routers: RouterSpeakers
}
