// Japanese words for VPN gateways, their connections and their clients.
import { parameter } from './sentence-parts.ts'
import type { VpnWords } from './vpn-words.ts'

/** Japanese words for VPN gateways. */
export const vpnJapanese: VpnWords = {
  decisions: {
    clientPool: (p) => `クライアントのアドレス プール ${parameter(p, 'prefix')}`,
    clientRoute: (p) => `クライアントは ${parameter(p, 'gateway')} の VPN に送信`,
    connectionOneSided: (p) =>
      `接続 ${parameter(p, 'connection')} に対応する接続が対向のゲートウェイにないため、トンネルが未確立`,
    connectionRoute: (p) => `静的ルート ${parameter(p, 'prefix')} (接続 ${parameter(p, 'connection')})`,
    deviceNotDescribed: (p) => `接続 ${parameter(p, 'connection')} の対向に何があるか入力に記述がない`,
    natRules: (p) =>
      `接続 ${parameter(p, 'connection')} の NAT 規則でアドレスが変換されるが、NAT 規則はシミュレートしていない`,
    noClientRoute: (p) =>
      `${parameter(p, 'gateway')} はクライアントに ${parameter(p, 'destination')} へのルートを渡さないため、VPN に送信されない`,
    noConnection: (p) => `どの接続にも ${parameter(p, 'destination')} へのルートがない`,
  },
  assumptions: {
    clientTakesRoutes: (p) =>
      `クライアントは ${parameter(p, 'gateway')} が BGP で学習したルートを持つものとします。Windows では手動で追加する必要があります。`,
    vpnClient: (p) =>
      `アドレス ${parameter(p, 'address')} のクライアントが ${parameter(p, 'gateway')} に接続中とします。`,
  },
}
