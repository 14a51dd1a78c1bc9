// What a BGP speaker belongs to: the resource or site that people know it by.
import type { Declared } from '../model/index.ts'
import type { Speaker } from './bgp/speaker.ts'

/** A gateway, circuit, Route Server, hub, machine or site. */
export interface SpeakerOwner extends Pick<Declared, 'name' | 'declaredAt'> {
  /** A site has none. */
  readonly id: Declared['id'] | undefined
}

/** The owner of a speaker. */
export const ownerOfSpeaker = ({ place }: Speaker): SpeakerOwner => {
  switch (place.kind) {
    case 'expressRouteGateway':
    case 'vpnGateway':
      return place.gateway
    case 'routeServer':
      return place.server
    case 'hub':
      return place.hub
    case 'msee':
      return place.circuit
    case 'router': {
      if (place.router.kind === 'vm') return place.router.vm
      const { name, declaredAt } = place.router.site
      return { id: undefined, name, declaredAt }
    }
  }
}

/** How people call a speaker: by its owner, and an MSEE by its link too. */
export const nameOfSpeaker = (speaker: Speaker): string => {
  const { name } = ownerOfSpeaker(speaker)
  return speaker.place.kind === 'msee' ? `${name}/${speaker.place.link.role}` : name
}
