// Japanese messages about peerings that Azure refuses or that carry nothing.
import type * as peeringValidation from '../../findings/peering-validation.ts'
import type { MessagesOf } from '../catalogue.ts'
import { didYouMean, quote, quoteAll } from './wording.ts'

export const peeringValidationMessages: MessagesOf<typeof peeringValidation> = {
  HP3001: ({ peering, vnet, prefix, remoteVnet, remotePrefix }) => ({
    message: `ピアリング${quote(peering)}でつなぐ仮想ネットワークのアドレス空間が重複しています: ${quote(vnet)}の${quote(prefix)}と${quote(remoteVnet)}の${quote(remotePrefix)}。Azure は受け付けません。`,
    advice: 'どちらかのアドレス空間を変更するか、重複しないサブネットだけをピアリングしてください。',
  }),
  HP3002: ({ peering, vnet, remoteVnet, remotePrefix, thirdVnet, thirdPrefix }) => ({
    message: `ピアリング${quote(peering)}により、${quote(vnet)}のピアリング先どうしが重複します: ${quote(remoteVnet)}の${quote(remotePrefix)}と${quote(thirdVnet)}の${quote(thirdPrefix)}。Azure は受け付けません。`,
    advice: `${quote(remoteVnet)}または${quote(thirdVnet)}のアドレス空間を変更するか、どちらかのピアリングを削除してください。`,
  }),
  HP3003: ({ peering, otherPeering, vnet, remoteVnet }) => ({
    message: `${quote(vnet)}から${quote(remoteVnet)}へのピアリングが 2 つあります: ${quote(otherPeering)}と${quote(peering)}。Azure で作成できるのは 1 つだけです。`,
    advice: 'どちらかを削除してください。同じものを指しているのであれば、名前をそろえてください。',
  }),
  HP3004: ({ peering, vnet, remoteVnet }) => ({
    message: `${quote(vnet)}のピアリング${quote(peering)}で useRemoteGateways が有効ですが、${quote(remoteVnet)}にはゲートウェイもルート サーバーもありません。Azure は受け付けません。`,
    advice: `先に${quote(remoteVnet)}にゲートウェイを作成する (テンプレートでは dependsOn を使う) か、useRemoteGateways を false にしてください。`,
  }),
  HP3005: ({ vnet, peerings }) => ({
    message: `${quote(vnet)}の複数のピアリングで useRemoteGateways が有効です: ${quoteAll(peerings)}。Azure で有効にできるのは 1 つだけです。`,
    advice: 'ゲートウェイを利用するハブへのピアリングだけを true のままにし、ほかは false にしてください。',
  }),
  HP3006: ({ peering, vnet, gateway }) => ({
    message: `ピアリング${quote(peering)}で useRemoteGateways が有効ですが、${quote(vnet)}には自身のゲートウェイまたはルート サーバー${quote(gateway)}があります。Azure は受け付けません。`,
    advice: `useRemoteGateways を false にするか、${quote(gateway)}を削除してください。`,
  }),
  HP3031: ({ peering, vnet, remoteVnet, remotePeering }) => ({
    message: `${quote(vnet)}のピアリング${quote(peering)}で useRemoteGateways が有効ですが、相手側である${quote(remoteVnet)}の${quote(remotePeering)}で allowGatewayTransit (ゲートウェイ転送を許可する) が有効になっていません。`,
    advice: `${quote(remotePeering)}の allowGatewayTransit を true にするか、${quote(peering)}の useRemoteGateways を false にしてください。`,
  }),
  HP3041: ({ peering, vnet, remoteVnet, suggestion }) => ({
    message: `${quote(vnet)}のピアリング${quote(peering)}の接続先${quote(remoteVnet)}が、入力の中にありません。`,
    advice: `${didYouMean(suggestion)}ID を修正するか、その仮想ネットワークを宣言しているファイルまたはエクスポートを追加してください。それまでは、このピアリングを通る通信はないものとして扱います。`,
  }),
  HP3042: ({ peering, vnet, remoteVnet }) => ({
    message: `${quote(vnet)}から${quote(remoteVnet)}へのピアリング${quote(peering)}は片側にしかありません。状態は Initiated で、トラフィックは流れません。`,
    advice: `${quote(remoteVnet)}から${quote(vnet)}へのピアリングを追加してください。`,
  }),
  HP3043: ({ peering, vnet, remoteVnet }) => ({
    message: `${quote(vnet)}から${quote(remoteVnet)}へのピアリング${quote(peering)}は、相手側が削除されたため Disconnected です。トラフィックは流れません。`,
    advice:
      'このピアリングを削除してから、両側を作成し直してください。Disconnected の側はそのままでは復旧できません。',
  }),
}
