// What a VPN gateway makes of a packet to its public address (R3.38).
import type { VpnGateway } from '../model/index.ts'
import { formatAddress } from '../net/index.ts'
import { end, type Step } from './location.ts'
import type { Packet } from './packet.ts'
import { notModelled } from './service-arrival.ts'
import type { Hop } from './way.ts'

/** IKE, and what passes address translation with it; the page that tells whether the gateway is healthy. */
const udpPorts: ReadonlySet<number> = new Set([500, 4500])
const healthPort = 8081

/** Of all else nobody says whether the gateway answers: not of a ping either. */
const isDocumented = ({ takesTlsClients }: VpnGateway, { protocol, port }: Packet): boolean => {
  if (port === undefined) return false
  if (protocol === 'udp') return udpPorts.has(port)
  return protocol === 'tcp' && (port === healthPort || (port === 443 && takesTlsClients))
}

/** The end of a packet that comes to a gateway from the Internet, behind the hops that led there. */
export const arriveAtGatewayFromOutside = (
  gateway: VpnGateway,
  packet: Packet,
  before: readonly Hop[],
): Step => {
  const { name } = gateway
  const { destination: address } = packet
  const isTaken = isDocumented(gateway, packet)
  const hop: Hop = {
    kind: 'vpnGateway',
    element: name,
    address,
    answers: isTaken,
    decrements: false,
    decision: isTaken
      ? { code: 'localDelivery', rule: 'R6.1', parameters: { address: formatAddress(address) } }
      : { ...notModelled(gateway, address), rule: 'R3.38' },
  }
  return isTaken
    ? end('delivered', [...before, hop], { kind: 'edge', name })
    : end('unknown', [...before, hop])
}
