// English words for VPN gateways, their connections and their clients.
import { parameter } from './sentence-parts.ts'
import type { VpnWords } from './vpn-words.ts'

/** English words for VPN gateways. */
export const vpnEnglish: VpnWords = {
  decisions: {
    clientPool: (p) => `address pool ${parameter(p, 'prefix')} of its clients`,
    clientRoute: (p) => `the client sends it into the VPN of ${parameter(p, 'gateway')}`,
    connectionOneSided: (p) =>
      `the other gateway has no connection back for ${parameter(p, 'connection')}, so no tunnel is up`,
    connectionRoute: (p) =>
      `static route ${parameter(p, 'prefix')} over connection ${parameter(p, 'connection')}`,
    deviceNotDescribed: (p) =>
      `no input tells what stands at the far end of connection ${parameter(p, 'connection')}`,
    natRules: (p) =>
      `NAT rules on connection ${parameter(p, 'connection')} give it other addresses, which is not simulated`,
    noClientRoute: (p) =>
      `${parameter(p, 'gateway')} gives its clients no route to ${parameter(p, 'destination')}, so they do not send it into the VPN`,
    noConnection: (p) => `none of its connections has a route to ${parameter(p, 'destination')}`,
  },
  assumptions: {
    clientTakesRoutes: (p) =>
      `The client has the routes that ${parameter(p, 'gateway')} learned by BGP: on Windows they have to be added by hand.`,
    vpnClient: (p) =>
      `A client with the address ${parameter(p, 'address')} is connected to ${parameter(p, 'gateway')}.`,
  },
}
