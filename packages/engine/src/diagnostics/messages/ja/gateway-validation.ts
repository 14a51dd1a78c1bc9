// Japanese messages about gateways, circuits, Route Servers and virtual hubs that Azure refuses.
import type * as gatewayValidation from '../../findings/gateway-validation.ts'
import type { MessagesOf } from '../catalogue.ts'
import { formatNumber } from '../printable.ts'
import { gatewayKind, gatewayKinds, quote, quoteAll } from './wording.ts'

export const gatewayValidationMessages: MessagesOf<typeof gatewayValidation> = {
  HP3012: ({ gateway, subnet }) => ({
    message: `ゲートウェイ${quote(gateway)}がサブネット${quote(subnet)}に配置されています。GatewaySubnet という名前のサブネットが必要です。`,
    advice: 'IP 構成のサブネットを、同じ仮想ネットワークの GatewaySubnet に変更してください。',
  }),
  HP3112: ({ nic, vnet }) => ({
    message: `ネットワーク インターフェイス${quote(nic)}が、ゲートウェイ専用である${quote(vnet)}の GatewaySubnet に配置されています。`,
    advice: '別のサブネットに配置してください。',
  }),
  HP3013: ({ vnet, prefix, minimumLength, gateways }) => ({
    message: `${quote(vnet)}の GatewaySubnet は${quote(prefix)}です。この種類のゲートウェイ (${gatewayKinds(gateways)}) には /${minimumLength} 以上の大きさが必要です。`,
    advice: `ゲートウェイを作成する前に、GatewaySubnet を /${minimumLength} 以上の大きさにしてください。/27 であればすべての種類に対応できます。`,
  }),
  HP3014: ({ vnet, routeTable, route }) => ({
    message: `${quote(routeTable)}のルート${quote(route)}により、${quote(vnet)}の GatewaySubnet に 0.0.0.0/0 のルートがあります。Azure ではゲートウェイを作成できません。`,
    advice:
      'このルート テーブルからルートを削除してください。アプライアンスを経由させるには、個別のプレフィックスのルートを使います。',
  }),
  HP3114: ({ vnet, routeTable }) => ({
    message: `${quote(vnet)}の GatewaySubnet のルート テーブル${quote(routeTable)}で、ゲートウェイ ルートの伝達が無効です。ゲートウェイが動作しなくなります。`,
    advice: 'このルート テーブルの disableBgpRoutePropagation を false にしてください。',
  }),
  HP3314: ({ routeTable, route, routeServer, prefix, nextHopType }) => ({
    message: `GatewaySubnet のルート テーブル${quote(routeTable)}のルート${quote(route)} (ネクスト ホップの種類${quote(nextHopType)}) に、ルート サーバー${quote(routeServer)}のサブネット${quote(prefix)}が含まれています。ゲートウェイとルート サーバーの間の BGP が切断されると Microsoft は警告しています (維持された例もあります)。`,
    advice: `このルート テーブルに、${quote(prefix)}宛てでネクスト ホップの種類が VnetLocal のルートを追加してください。`,
  }),
  HP3214: ({ vnet, nsg }) => ({
    message: `${quote(vnet)}の GatewaySubnet にネットワーク セキュリティ グループ${quote(nsg)}が関連付けられています。GatewaySubnet では使えません。`,
    advice: '関連付けを解除し、仮想マシンのサブネットでフィルターしてください。',
  }),
  HP3015: ({ vnet, kind, gateway, otherGateway }) => ({
    message: `${quote(vnet)}に ${gatewayKind(kind)} ゲートウェイが 2 つあります: ${quote(otherGateway)}と${quote(gateway)}。Azure で作成できるのは各種類 1 つだけです。`,
    advice: 'どちらかを削除するか、別の仮想ネットワークに配置してください。',
  }),
  HP3016: ({ gateway, found }) => ({
    message: `VPN ゲートウェイ${quote(gateway)}はアクティブ/アクティブですが、2 つ必要な IP 構成が ${formatNumber(found)} つしかありません。`,
    advice:
      'Standard の静的パブリック IP アドレスを持つ 2 つ目の IP 構成を追加するか、activeActive を false にしてください。',
  }),
  HP3216: ({ gateway, found }) => ({
    message: `VPN ゲートウェイ${quote(gateway)}はアクティブ/アクティブですが、必要な Standard の静的パブリック IP アドレス 2 つのうち ${formatNumber(found)} つしかありません。`,
    advice: '両方の IP 構成に、SKU が Standard で静的割り当てのパブリック IP アドレスを指定してください。',
  }),
  HP3116: ({ gateway, property, found }) => ({
    message: `VPN ゲートウェイ${quote(gateway)}はアクティブ/アクティブですが、${quote(property)}が${quote(found)}の場合は使えません。`,
    advice: 'Basic 以外の SKU の RouteBased ゲートウェイを使うか、activeActive を false にしてください。',
  }),
  HP3017: ({ vnet, gateway, property, found }) => ({
    message: `${quote(vnet)}に ExpressRoute ゲートウェイと VPN ゲートウェイの両方がありますが、${quote(gateway)}の${quote(property)}が${quote(found)}の場合は共存できません。`,
    advice: '両方のゲートウェイの SKU を Basic 以外にし、VPN ゲートウェイを RouteBased にしてください。',
  }),
  HP3018: ({ resource, asn }) => ({
    message: `${quote(resource)}の AS 番号 ${asn} は、Azure または IANA が予約しています。`,
    advice: '64512 から 65514 まで、または 65521 から 65534 までの別のプライベート AS 番号を使ってください。',
  }),
  HP3118: ({ routeServer, peer, asn }) => ({
    message: `ルート サーバー${quote(routeServer)}のピア${quote(peer)}の AS 番号 ${asn} は、ルート サーバー自身の番号と同じです。互いのルートがループとみなされます。`,
    advice:
      'アプライアンスに、64512 から 65514 まで、または 65521 から 65534 までの別のプライベート AS 番号を設定してください。',
  }),
  HP3019: ({ speaker, peer, asn }) => ({
    message: `${quote(speaker)}のピア${quote(peer)}の AS 番号 ${asn} は 4 バイトです。動作した例はありますが、Azure のドキュメントでは 2 バイトの番号だけがサポートされています。`,
    advice: 'ドキュメントの範囲で使うには、2 バイトの AS 番号を使ってください。',
  }),
  HP3020: ({ routeServer, subnet }) => ({
    message: `ルート サーバー${quote(routeServer)}がサブネット${quote(subnet)}に配置されています。RouteServerSubnet という名前のサブネットが必要です。`,
    advice: 'RouteServerSubnet (/26 以上の大きさ) を作成し、IP 構成のサブネットに指定してください。',
  }),
  HP3120: ({ vnet, prefix }) => ({
    message: `${quote(vnet)}の RouteServerSubnet は${quote(prefix)}で、ルート サーバーには小さすぎます。/26 以上の大きさが必要です。`,
    advice: '/26 に広げてください。',
  }),
  HP3220: ({ vnet, prefix }) => ({
    message: `${quote(vnet)}の RouteServerSubnet は${quote(prefix)}です。この大きさでも作成できた例はありますが、Microsoft は 2025 年から /26 以上を求めています。`,
    advice: '新しいルート サーバーには /26 を使ってください。既存のルート サーバーはそのまま動作します。',
  }),
  HP3320: ({ vnet, routeServer, otherRouteServer }) => ({
    message: `${quote(vnet)}にルート サーバーが 2 つあります: ${quote(otherRouteServer)}と${quote(routeServer)}。Azure で作成できるのは 1 つだけです。`,
    advice: 'どちらかを削除してください。',
  }),
  HP3420: ({ vnet, attached }) => ({
    message: `${quote(vnet)}の RouteServerSubnet に${quote(attached)}が関連付けられています。このサブネットではルート テーブルもネットワーク セキュリティ グループも使えません。`,
    advice: 'このサブネットから関連付けを解除してください。',
  }),
  HP3520: ({ routeServer, gateway, mode, asn }) => ({
    message: `ルート サーバー${quote(routeServer)}と同じ仮想ネットワークの VPN ゲートウェイ${quote(gateway)}は${mode === 'activeActive' ? 'アクティブ/アクティブ' : 'アクティブ/スタンバイ'}、AS 番号は ${asn} です。Azure ではアクティブ/アクティブと 65515 が必要です。`,
    advice: '両者の間で確実にルートを交換するには、activeActive を true に、AS 番号を 65515 にしてください。',
  }),
  HP3029: ({ hub, connection, vnet, gateway }) => ({
    message: `接続${quote(connection)}で仮想ハブ${quote(hub)}につなぐ${quote(vnet)}に、自身のゲートウェイまたはルート サーバー${quote(gateway)}があります。`,
    advice: `${quote(gateway)}を削除するか、ゲートウェイのない仮想ネットワークを接続してください。`,
  }),
  HP3129: ({ hub, connection, routeTable }) => ({
    message: `仮想ハブ${quote(hub)}でルーティング インテントが有効ですが、接続${quote(connection)}がカスタム ルート テーブル${quote(routeTable)}を使っています。Azure はこの組み合わせを受け付けません。`,
    advice:
      '接続の関連付けと伝達を既定のルート テーブルにするか、ルーティング インテントを削除してください。',
  }),
  HP3329: ({ hub, routeTable, route, connection }) => ({
    message: `仮想ハブ${quote(hub)}でルーティング インテントが有効ですが、ルート テーブル${quote(routeTable)}の静的ルート${quote(route)}が接続${quote(connection)}に向いています。Azure はこの組み合わせを受け付けません。`,
    advice:
      '静的ルートを仮想ネットワーク接続の側に設定するか、静的ルートまたはルーティング インテントを削除してください。',
  }),
  HP3229: ({ hub, prefix }) => ({
    message: `仮想ハブ${quote(hub)}のアドレス プレフィックスは${quote(prefix)}です。/24 以上の大きさが必要です。`,
    advice: '/24 以上の大きさにしてください。ハブのプレフィックスは後から変更できません。',
  }),
  HP3030: ({ circuit, sku, found, limit }) => ({
    message: `レベル${quote(sku)}の ExpressRoute 回線${quote(circuit)}に ${formatNumber(found)} 個の接続があります。このレベルの上限は ${formatNumber(limit)} 個です。`,
    advice:
      'Premium にするか帯域幅を増やしてください。または、ピアリングした仮想ネットワークで 1 つのゲートウェイを共有してください。',
  }),
  HP3130: ({ gateway, location, circuits, limit }) => ({
    message: `ExpressRoute ゲートウェイ${quote(gateway)}が、ピアリングの場所${quote(location)}の ${formatNumber(circuits.length)} 個の回線に接続されています: ${quoteAll(circuits)}。Azure の上限は ${formatNumber(limit)} 個です。`,
    advice: '別のピアリングの場所の回線に接続してください。',
  }),
  HP3230: ({ connection, circuit }) => ({
    message: `接続${quote(connection)}は、別のサブスクリプションの ExpressRoute 回線${quote(circuit)}を承認キーなしで使っています。`,
    advice: '回線の所有者に承認を作成してもらい、接続の authorizationKey に設定してください。',
  }),
  HP3044: ({ gateway, vnet }) => ({
    message: `ゲートウェイ${quote(gateway)}には GatewaySubnet という名前のサブネットが必要ですが、${quote(vnet)}にはありません。`,
    advice: 'GatewaySubnet という名前で、/27 以上の大きさのサブネットを追加してください。',
  }),
  HP3045: ({ connection, gateway }) => ({
    message: `ゲートウェイ${quote(gateway)}の ExpressRoute 接続${quote(connection)}に回線が指定されていません。`,
    advice: 'プロパティ peer.id に ExpressRoute 回線の ID を指定してください。',
  }),
}
