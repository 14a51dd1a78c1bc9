// Japanese words of the story of a prefix: why a speaker does not take or tell it.
import type { Words } from './catalogue.ts'

const part = (value: string | undefined, text: (value: string) => string): string =>
  value === undefined || value === '' ? '' : text(value)

/** Japanese words of `bgp --prefix`. */
export const prefixStoryJapanese: Pick<Words, 'refusals' | 'prefixStory'> = {
  refusals: {
    loop: '自身の AS 番号がパスに含まれる',
    ownSpace: 'プレフィックスが自身のアドレス空間に含まれる',
    remoteVnetsOff: 'ゲートウェイがリモート VNet のトラフィックを許可しない (allowRemoteVnetTraffic)',
    virtualWanOff: 'ゲートウェイが Virtual WAN のトラフィックを許可しない (allowVirtualWanTraffic)',
    nonVirtualWanOff: 'ハブのゲートウェイが WAN 外からのトラフィックを許可しない (allowNonVirtualWanTraffic)',
    cameFromHere: '回線に持ち込んだゲートウェイ自身に戻ってきた',
    summarised: '集約したプレフィックスが代わりに広報される',
    noTransit: 'ここでは一方から学習した経路を他方に渡さない',
    defaultRoute: 'デフォルト ルートはこの向きに広報されない',
    staysWithGateway: 'ゲートウェイとそのピアだけに関わる経路である',
    branchToBranchOff: 'ブランチ間の交換が無効',
    noAdvertise: 'no-advertise コミュニティが付いている',
    noExport: 'no-export コミュニティが付いている',
    fromOtherRouteServer:
      '別のルート サーバーまたは仮想ハブがアプライアンス、VPN、静的ルートから得た経路である',
    importPolicy: '受信ポリシーが拒否する',
    exportPolicy: '送信ポリシーが拒否する',
    internalOnly: 'iBGP で学習した経路は別の iBGP ピアに渡さない',
    family: 'このアドレス ファミリは扱わない',
    linkLocal: 'リンクローカルのプレフィックスは受け取らない',
    notInTable: '相手が参照するどのルート テーブルにも入っていない',
    staysInHub: 'ハブ同士では伝えない経路である',
    expressRouteOnly: 'ExpressRoute 同士はハブを介して接続されない',
    asZero: 'パスに AS 番号 0 が含まれる',
    passesNothingOn: '自身の広報だけが記述されている',
    hasItself: '相手が自分で持っている経路である',
    sessionDown: 'セッションが切断されている',
  },
  prefixStory: {
    heading: (prefix) => `プレフィックス ${prefix}`,
    originsHeading: '広報元',
    learnedHeading: '学習したスピーカー',
    columns: ['Speaker', 'From', 'AsPath', 'Best'],
    stopsHeading: '止まる場所',
    stop: ({ from, to, side, reason, asPath }) =>
      side === 'receiver'
        ? `${to} は ${from} からの広報を受け取らない${part(asPath, (path) => ` (パス ${path})`)}: ${reason}`
        : `${from} は ${to} に広報しない: ${reason}`,
    programmedHeading: '有効なルートに現れる仮想ネットワーク',
  },
}
