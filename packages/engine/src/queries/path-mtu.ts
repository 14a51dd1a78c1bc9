// The largest packet that a way carries whole (R6.32): the tunnels on it make it smaller.
import type { Hop, Way } from '../forwarding/index.ts'
import type { GuestTunnel } from '../model/index.ts'
import type { NarrowTunnel } from './answers.ts'

/** What a NIC sends at most; the fabric fragments by itself and hides that. */
const interfaceMtu = 1500

/** What an encapsulation takes away over IPv4, in bytes; of IPsec as Azure's gateways and their peers set it up. */
const overhead: Readonly<Record<GuestTunnel['kind'], number>> = {
  vxlan: 50,
  ipip: 20,
  gre: 24,
  ipsec: 100,
  wireguard: 80,
}

/** The largest packet that a guest's tunnel takes. */
export const tunnelMtu = ({ mtu, kind }: GuestTunnel): number => mtu ?? interfaceMtu - overhead[kind]

const tunnelAt = ({ nic, decision }: Hop): NarrowTunnel | undefined => {
  const dev = decision.parameters['dev']
  const { vm } = nic ?? {}
  const tunnel = vm?.guest?.tunnels?.find((each) => each.dev === dev)
  if (vm === undefined || tunnel === undefined) return undefined
  return { bytes: tunnelMtu(tunnel), tunnel: `${vm.name}/${tunnel.dev}` }
}

const gatewayTunnel = ({ kind, element }: Hop): NarrowTunnel | undefined =>
  kind === 'vpnGateway' ? { bytes: interfaceMtu - overhead.ipsec, tunnel: element } : undefined

/** The narrowest tunnel of a way; null where there is none. */
export const narrowestTunnel = ({ hops }: Way): NarrowTunnel | null =>
  hops.flatMap((hop) => tunnelAt(hop) ?? gatewayTunnel(hop) ?? []).toSorted((a, b) => a.bytes - b.bytes)[0] ??
  null
