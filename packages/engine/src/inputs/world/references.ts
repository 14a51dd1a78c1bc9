// Lists every name in a world file that stands for something else, and the kinds of thing that it may stand for.
import type { ThingKind } from '../../diagnostics/index.ts'
import type { GuestConfiguration, World } from '../../resources/index.ts'
import type { Path } from './value-tree.ts'

/** A name and what it should lead to. */
export interface WorldReference {
  readonly path: Path
  readonly kind: ThingKind
  readonly name: string
  /** The name is the key of an entry, not a value. */
  readonly isKey?: true
}

const one = (path: Path, kind: ThingKind, name: string | undefined): readonly WorldReference[] =>
  name === undefined ? [] : [{ path, kind, name }]

const ofGuest = (path: Path, guest: GuestConfiguration): readonly WorldReference[] =>
  Object.entries(guest.interfaces ?? {}).map(([dev, name]) => ({
    path: [...path, 'interfaces', dev],
    kind: 'networkInterface',
    name,
  }))

const ofPeers = (
  path: Path,
  peers: readonly { readonly circuit: string }[] = [],
): readonly WorldReference[] =>
  peers.flatMap((peer, index) => one([...path, 'mseePeers', index, 'circuit'], 'circuit', peer.circuit))

/** All names of a world that lead elsewhere, in the order of the file's sections. */
export const worldReferences = (world: World): readonly WorldReference[] => [
  ...Object.entries(world.guests).flatMap(([name, guest]): readonly WorldReference[] => [
    { path: ['guests', name], kind: 'virtualMachine', name, isKey: true },
    ...ofGuest(['guests', name], guest),
  ]),
  ...world.sites.flatMap((site, index) =>
    (site.links ?? []).flatMap((link, at) => {
      const path = ['sites', index, 'links', at]
      return [
        ...one([...path, 'circuit'], 'circuit', link.circuit),
        ...one([...path, 'localNetworkGateway'], 'localNetworkGateway', link.localNetworkGateway),
        ...one([...path, 'vpnSite'], 'vpnSite', link.vpnSite),
      ]
    }),
  ),
  ...world.devices.flatMap((device, index) => {
    const path = ['devices', index]
    return [
      ...one([...path, 'localNetworkGateway'], 'localNetworkGateway', device.localNetworkGateway),
      ...one([...path, 'vpnSite'], 'vpnSite', device.vpnSite),
      ...one([...path, 'is', 'site'], 'site', device.is.site),
      ...one([...path, 'is', 'vm'], 'virtualMachine', device.is.vm),
      ...one([...path, 'is', 'gateway'], 'gateway', device.is.gateway),
    ]
  }),
  ...world.circuits.flatMap(({ name }, index) => one(['circuits', index, 'name'], 'circuit', name)),
  ...world.gateways.flatMap(({ name, mseePeers }, index) => [
    ...one(['gateways', index, 'name'], 'gateway', name),
    ...ofPeers(['gateways', index], mseePeers),
  ]),
  ...world.routeServers.flatMap(({ name }, index) =>
    one(['routeServers', index, 'name'], 'routeServer', name),
  ),
  ...world.virtualHubs.flatMap(({ name, mseePeers }, index) => [
    ...one(['virtualHubs', index, 'name'], 'virtualHub', name),
    ...ofPeers(['virtualHubs', index], mseePeers),
  ]),
  ...world.state.flatMap((fact, index) => {
    const path = ['state', index]
    return [
      ...one([...path, 'connection'], 'connection', fact.connection),
      ...one([...path, 'vm'], 'virtualMachine', fact.vm),
      ...one([...path, 'circuitLink', 'circuit'], 'circuit', fact.circuitLink?.circuit),
      ...one([...path, 'session', 'speaker'], 'bgpSpeaker', fact.session?.speaker),
    ]
  }),
]
