// Japanese messages about address spaces, subnets, route tables and addresses that Azure refuses.
import type * as networkValidation from '../../findings/network-validation.ts'
import type { MessagesOf } from '../catalogue.ts'
import { formatNumber } from '../printable.ts'
import { limitedThings, quote, quoteAll } from './wording.ts'

export const networkValidationMessages: MessagesOf<typeof networkValidation> = {
  HP3009: ({ subnet, prefix, vnet, addressSpace }) => ({
    message: `サブネット${quote(subnet)}のプレフィックス${quote(prefix)}が、${quote(vnet)}のアドレス空間${quote(addressSpace)}の外にあります。`,
    advice:
      'アドレス空間の中のプレフィックスを指定するか、サブネットを含むプレフィックスをアドレス空間に追加してください。',
  }),
  HP3010: ({ vnet, subnet, prefix, otherSubnet, otherPrefix }) => ({
    message: `${quote(vnet)}の 2 つのサブネットが重複しています: ${quote(subnet)}の${quote(prefix)}と${quote(otherSubnet)}の${quote(otherPrefix)}。`,
    advice: 'どちらかのプレフィックスを移動するか、小さくしてください。',
  }),
  HP3021: ({ resource, thing, found, limit }) => ({
    message: `${quote(resource)}の「${limitedThings[thing]}」の数が ${formatNumber(found)} です。Azure の上限は ${formatNumber(limit)} です。`,
    advice: '集約または削除して減らすか、複数のリソースに分けてください。',
  }),
  HP3022: ({ routeTable, route }) => ({
    message: `ルート テーブル${quote(routeTable)}のルート${quote(route)}は、ネクスト ホップの種類が VirtualAppliance ですが、ネクスト ホップのアドレスがありません。Azure は受け付けません。`,
    advice:
      'nextHopIpAddress に、アプライアンスまたはその内部ロード バランサーのプライベート アドレスを指定してください。',
  }),
  HP3023: ({ routeTable, route, nextHopType, allowed }) => ({
    message: `ルート テーブル${quote(routeTable)}のルート${quote(route)}に指定されたネクスト ホップの種類${quote(nextHopType)}は、ユーザー定義ルートでは使えません。指定できる値: ${quoteAll(allowed)}。`,
    advice:
      '指定できる種類のいずれかを選んでください。ピアリングやサービス エンドポイントのルートは、それら自体を作成すると追加されます。',
  }),
  HP3024: ({ routeTable, route, otherRoute, prefix }) => ({
    message: `ルート テーブル${quote(routeTable)}に、プレフィックス${quote(prefix)}のルートが 2 つあります: ${quote(otherRoute)}と${quote(route)}。Azure で作成できるのは 1 つだけです。`,
    advice:
      'どちらかを削除してください。複数のアプライアンスに分散するには、1 つのルートで内部ロード バランサーを指定します。',
  }),
  HP3025: ({ vnet, routeTable }) => ({
    message: `${quote(vnet)}の AzureBastionSubnet にルート テーブル${quote(routeTable)}が関連付けられています。Azure は受け付けません。`,
    advice: 'このサブネットからルート テーブルの関連付けを解除してください。',
  }),
  HP3026: ({ vnet, routeTable, route, nextHopType }) => ({
    message: `${quote(routeTable)}のルート${quote(route)}が、${quote(vnet)}の AzureFirewallSubnet の 0.0.0.0/0 を${quote(nextHopType)}に向けています。管理サブネットがない場合は Internet でなければなりません。`,
    advice:
      'ネクスト ホップの種類を Internet にするか、強制トンネリングのために AzureFirewallManagementSubnet を追加してください。',
  }),
  HP3027: ({ vnet, prefix, forbidden }) => ({
    message: `${quote(vnet)}のアドレス空間の${quote(prefix)}が、仮想ネットワークでは使えない${quote(forbidden)}と重なっています。`,
    advice:
      '別のプレフィックスを指定してください。10.0.0.0/8、172.16.0.0/12、192.168.0.0/16 の中から選ぶのが確実です。',
  }),
  HP3127: ({ resource, address, subnet, prefix }) => ({
    message: `${quote(resource)}のアドレス${quote(address)}は、サブネット${quote(subnet)}のプレフィックス${quote(prefix)}に含まれていません。`,
    advice:
      'サブネットの中のアドレス (最初の 4 つと最後の 1 つを除く) を指定するか、正しいサブネットに配置してください。',
  }),
  HP3227: ({ subnet, prefix, usable, needed }) => ({
    message: `プレフィックス${quote(prefix)}のサブネット${quote(subnet)}に空きがありません。必要なアドレスは ${formatNumber(needed)} 個、使えるアドレスは ${formatNumber(usable)} 個です (各サブネットで 5 個を Azure が予約します)。`,
    advice: 'サブネットを大きくするか、一部を別のサブネットに移してください。',
  }),
  HP3327: ({ address, subnet, resource, otherResource }) => ({
    message: `サブネット${quote(subnet)}のアドレス${quote(address)}が、${quote(otherResource)}と${quote(resource)}の両方に割り当てられています。`,
    advice: 'どちらかに別のアドレスを指定してください。',
  }),
  HP3427: ({ address, subnet, prefix, resource }) => ({
    message: `${quote(resource)}のアドレス${quote(address)}は、プレフィックス${quote(prefix)}のサブネット${quote(subnet)}で Azure が予約しているアドレスです。`,
    advice:
      '別のアドレスを指定してください。どのサブネットでも、最初の 4 つと最後の 1 つは予約されています。',
  }),
  HP3028: ({ vnet, natGateway }) => ({
    message: `${quote(vnet)}の GatewaySubnet に NAT ゲートウェイ${quote(natGateway)}が関連付けられています。Azure は受け付けません。`,
    advice: 'このサブネットから NAT ゲートウェイの関連付けを解除してください。',
  }),
  HP3128: ({ subnet, natGateway, resource }) => ({
    message: `NAT ゲートウェイ${quote(natGateway)}を関連付けたサブネット${quote(subnet)}に、Basic SKU の${quote(resource)}があります。Azure はこの組み合わせを受け付けません。`,
    advice: `${quote(resource)}を Standard にアップグレードするか、NAT ゲートウェイを別のサブネットに関連付けてください。`,
  }),
}
