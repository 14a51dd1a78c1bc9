// Japanese messages about networks that deploy but do not do what was meant.
import type * as lints from '../../findings/lints.ts'
import type { LimitedThing } from '../../kinds.ts'
import type { MessagesOf } from '../catalogue.ts'
import { formatNumber } from '../printable.ts'
import { limitedThings, quote, quoteAll } from './wording.ts'

/** What Azure answers by taking a session or connection down, and not by an error. */
const announced: ReadonlySet<LimitedThing> = new Set([
  'prefixesFromBgpPeer',
  'prefixesFromSite',
  'prefixesToCircuit',
])

export const lintMessages: MessagesOf<typeof lints> = {
  HP4001: ({ routeTable, route, nextHop, subnet, vnet }) => ({
    message: `${quote(routeTable)}のルート${quote(route)}は、サブネット${quote(subnet)}のトラフィックを${quote(nextHop)}に向けていますが、このアドレスは${quote(vnet)}にも、それとピアリングした仮想ネットワークにもありません。トラフィックは破棄されます。`,
    advice:
      '同じ仮想ネットワークか、直接ピアリングした仮想ネットワークのアプライアンスを指定してください。ゲートウェイの先や 2 つ先のピアリングにあるアドレスはネクスト ホップになりません。',
  }),
  HP4002: ({ nic, address, routeTable, route }) => ({
    message: `${quote(routeTable)}のルート${quote(route)}はトラフィックを${quote(address)}に向けていますが、そのネットワーク インターフェイス${quote(nic)}の IP 転送が無効です。自分宛てでないパケットは破棄されます。`,
    advice:
      'ネットワーク インターフェイスの enableIPForwarding を true にし、オペレーティング システムの IP 転送も有効にしてください。',
  }),
  HP4003: ({ peering, vnet, remoteVnet, appliance }) => ({
    message: `${quote(appliance)}が${quote(remoteVnet)}を経由して${quote(vnet)}へパケットを転送しますが、${quote(vnet)}のピアリング${quote(peering)}で、転送されたトラフィックが許可されていません。`,
    advice: `${quote(peering)}の allowForwardedTraffic (転送されたトラフィックを許可する) を true にするか、アプライアンスで送信元 NAT を行ってください。`,
  }),
  HP4004: ({ source, destination, device }) => ({
    message: `${quote(source)}と${quote(destination)}の間のトラフィックは、ステートフルな${quote(device)}を片方向しか通りません。非対称ルーティングのため、確立済みの接続が破棄されます。`,
    advice: '両方向が同じ装置を通るように足りないルートを追加するか、その装置で送信元 NAT を行ってください。',
  }),
  HP4005: ({ routeTable, route, prefix, subnet, returnSubnet, nextHop }) => ({
    message: `${quote(routeTable)}のルート${quote(route)}により、${quote(subnet)}から${quote(prefix)}へのトラフィックは${quote(nextHop)}を通りますが、${quote(returnSubnet)}にはそこを通って戻るルートがありません。`,
    advice: `${quote(returnSubnet)}のルート テーブルに、${quote(subnet)}宛てでネクスト ホップが${quote(nextHop)}のルートを追加するか、${quote(nextHop)}で送信元 NAT を行ってください。`,
  }),
  HP4006: ({ first, second, circuit, peeringLocation }) => ({
    message: `${quote(first)}と${quote(second)}の通信が ExpressRoute 回線${quote(circuit)}を経由しています。パケットは${peeringLocation === undefined ? '' : `${quote(peeringLocation)}の `}Microsoft エンタープライズ エッジ ルーターまで行って折り返します。通信はできますが、回線とゲートウェイの帯域幅を消費し、ピアリングの場所までの往復で遅延が増えるため、推奨されません。`,
    advice:
      '2 つの仮想ネットワークをピアリングするか、それぞれのハブどうしをピアリングし、アプライアンスを経由するルートを設定してください。ピアリングを作成すると、回線よりも優先されます。',
  }),
  HP4007: ({ peering, vnet, remoteVnet, known, actual }) => ({
    message: `${quote(vnet)}のピアリング${quote(peering)}が同期されていません。${quote(remoteVnet)}のアドレス空間は現在${quoteAll(actual)}ですが、ピアリングには以前の${quoteAll(known)}が残っています。`,
    advice:
      'この側からピアリングを同期してください (az network vnet peering sync)。同期するまでは以前のプレフィックスでルーティングされます。',
  }),
  HP4008: ({ appliance, routeServer, subnet }) => ({
    message: `アプライアンス${quote(appliance)}がルート サーバー${quote(routeServer)}に広報した既定のルートが、自身のサブネット${quote(subnet)}にも戻ってきます。アプライアンス自身のインターネット向けトラフィックがループします。`,
    advice: `${quote(subnet)}に、0.0.0.0/0 を Internet に向けるルート テーブルを関連付けてください。`,
  }),
  HP4009: ({ routeTable, route, subnet, gateways }) => ({
    message: `${quote(routeTable)}のルート${quote(route)}は、サブネット${quote(subnet)}のトラフィックを VirtualNetworkGateway に向けていますが、ゲートウェイは${quoteAll(gateways)}です。このネクスト ホップは VPN ゲートウェイだけの場合に限り有効で、ExpressRoute がある場合は使えません。`,
    advice:
      'ルートを削除してゲートウェイ ルートの伝達に任せるか、アプライアンスをネクスト ホップにしてください。',
  }),
  HP4010: ({ appliance, subnet, routeTable, route }) => ({
    message: `アプライアンス${quote(appliance)}のあるサブネット${quote(subnet)}で、${quote(routeTable)}のルート${quote(route)}がそのアプライアンス自身を指しています。転送したパケットが戻ってきてループします。`,
    advice: 'アプライアンスを専用のサブネットに移し、別のルート テーブルを関連付けてください。',
  }),
  HP4011: ({ resource, thing, found, limit }) => ({
    message: `${quote(resource)}の「${limitedThings[thing]}」の数が ${formatNumber(found)} で、上限 ${formatNumber(limit)} の 80 % 以上です。`,
    advice: announced.has(thing)
      ? '上限に達する前に、プレフィックスを集約するか削除してください。上限を超えると、セッションや接続全体が切断されます。'
      : '上限に達する前に対策してください。上限を超える分を Azure は受け付けません。',
  }),
  HP4012: ({ appliance, routeServer, present, missing }) => ({
    message: `アプライアンス${quote(appliance)}は、ルート サーバー${quote(routeServer)}のインスタンス${quote(present)}とは BGP セッションがありますが、${quote(missing)}とはありません。`,
    advice: `${quote(missing)}とのセッションを追加し、同じルートを広報してください。セッションが 1 つだけでは、インスタンスのメンテナンス中にルートが失われます。`,
  }),
  HP4013: ({ guest, tunnel, farEnd, prefix }) => ({
    message: `${quote(guest)}で、トンネル${quote(tunnel)}を通るルート${quote(prefix)}に、そのトンネル自身の対向アドレス${quote(farEnd)}が含まれています。トンネルのパケットがトンネルに入ってしまいます。`,
    advice: `${quote(farEnd)}へのホスト ルートをトンネルの外に追加するか、トンネルで広報するプレフィックスを狭めてください。`,
  }),
  HP4014: ({ gateway, otherGateway, circuit, property }) => ({
    message: `ExpressRoute 回線${quote(circuit)}の 2 つのゲートウェイで${quote(property)}の設定が異なります。${quote(gateway)}は相手のプレフィックスを受け入れますが、${quote(otherGateway)}は受け入れません。パケットは片方向にしか届きません。`,
    advice: property.endsWith('WanTraffic')
      ? `相互に接続するには${quote(otherGateway)}で true にしてください。分離するには、どちらも相手を受け入れないようにしてください。`
      : '相互に接続するには両方を true に、分離するには両方を false にしてください。',
  }),
  HP4015: ({ vnet, prefix, speaker }) => ({
    message: `${quote(speaker)}が広報する${quote(prefix)}は、${quote(vnet)}のアドレス空間と同じか、その中に含まれます。この広報は無視されます。`,
    advice:
      'アドレス空間より広いプレフィックスを広報するか、ユーザー定義ルートでこのトラフィックを誘導してください。',
  }),
}
