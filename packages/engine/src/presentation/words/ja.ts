// Japanese words for answers, in the terms of the glossary of docs/behaviours.
import type { CostDriver } from '../../queries/answers.ts'
import type { Parameters, ReasonFacts, Words } from './catalogue.ts'
import { guestJapanese } from './guest-ja.ts'
import { edgeAssumptions, edgeDecisions } from './ja-edge.ts'
import { prefixStoryJapanese } from './prefix-story-ja.ts'
import { parameter, part } from './sentence-parts.ts'
import { translationJapanese } from './translation-ja.ts'
import { verdictJapanese } from './verdict-ja.ts'
import { vpnJapanese } from './vpn-ja.ts'

const direction = (parameters: Parameters): string =>
  parameters['direction'] === 'Inbound' ? '受信' : '送信'

const perGigabyte = (price: CostDriver['price']): string =>
  price === null ? '従量課金' : ` 1 GB あたり ${price.dollarsPerGigabyte} USD (${price.asOf} の定価)`

/** What rules are attached to. */
const attachment: Parameters = { nic: 'NIC', subnet: 'サブネット', vnet: '仮想ネットワーク' }

const endings: Words['endings'] = {
  delivered: '到達',
  deliveredToInternet: 'Azure からインターネットへ送出',
  noRoute: '経路なし',
  applianceNotForwarding: 'アプライアンスがパケットを転送しない',
  applianceMissing: 'ネクスト ホップのアドレスで稼働しているものがない',
  deliveredElsewhere: '同じアドレスを持つ別の相手に到達',
  noSuchHost: '宛先アドレスを持つホストがない',
  hostStopped: '宛先の仮想マシンが停止している',
  peeringRefused: 'ピアリングの設定または状態により通過できない',
  gatewayNoRoute: 'その先への経路がない',
  noInternetEgress: 'インターネットへの出口がない',
  loop: 'ルーティング ループ',
  ttlExpired: '途中で TTL が切れる',
  tunnelDown: 'トンネルが確立していない',
  filtered: 'フィルターにより破棄',
  unknown: '判断に必要な情報が不明',
}

const reason = ({ ending, element, onwardFrom, prefix, nextHopType, detail }: ReasonFacts): string => {
  if (ending === 'noRoute' && prefix !== undefined)
    return `${endings.noRoute} (${part(onwardFrom, (at) => `${at} で `)}${prefix} → ${nextHopType ?? 'None'} により破棄)`
  if ((ending === 'noSuchHost' || ending === 'hostStopped') && detail !== '') return detail
  if (ending === 'deliveredElsewhere') return endings[ending] + part(element, (other) => ` (${other})`)
  const details = [element, detail].filter((text) => text !== '').join(': ')
  return endings[ending] + part(details, (text) => ` (${text})`)
}

/** All Japanese words. */
export const japanese: Words = {
  endings,
  decisions: {
    ...translationJapanese.decisions,
    ...vpnJapanese.decisions,
    effectiveRoute: (p) =>
      `ルート ${parameter(p, 'prefix')}${part(p['source'], (source) => ` (${source}${part(p['name'], (name) => ` ${name}`)})`)} → ` +
      `${parameter(p, 'nextHopType')}${part(p['nextHopIp'], (address) => ` ${address}`)}`,
    noEffectiveRoute: (p) => `${parameter(p, 'destination')} に一致する有効なルートがない`,
    nextHopUnreachable: (p) =>
      `ユーザー定義ルート ${parameter(p, 'prefix')} のネクスト ホップ ${parameter(p, 'nextHop')} に直接到達できない`,
    nextHopStopped: (p) =>
      `ユーザー定義ルート ${parameter(p, 'prefix')} のネクスト ホップ ${parameter(p, 'nextHop')} の仮想マシンが停止している`,
    localDelivery: () => '宛先は自身のアドレス',
    nobodyOwns: (p) => `${parameter(p, 'vnet')} に ${parameter(p, 'address')} を持つものがない`,
    machineStopped: (p) => `${parameter(p, 'vm')} が停止している`,
    nicForwardingOff: (p) =>
      p['source'] === undefined
        ? `NIC ${parameter(p, 'nic')} の IP 転送が無効`
        : `NIC ${parameter(p, 'nic')} は ${parameter(p, 'source')} からは送信できない (自身のアドレスではなく、IP 転送が無効)`,
    guestForwardingOff: (p) => `${parameter(p, 'vm')} のゲスト OS の IP 転送が無効`,
    securityRule: (p) =>
      `${attachment[parameter(p, 'to')] ?? ''} ${parameter(p, 'attachedTo')} の ${parameter(p, 'group')} の規則 ` +
      `${parameter(p, 'rule')} (優先度 ${parameter(p, 'priority')}、${direction(p)}) が拒否`,
    securityRuleOpen: (p) =>
      `${parameter(p, 'group')} の規則 ${parameter(p, 'rule')} (優先度 ${parameter(p, 'priority')}、${direction(p)}) が` +
      'このパケットに当てはまるかは不明',
    firewallRule: (p) =>
      `${parameter(p, 'firewall')} のコレクション ${parameter(p, 'collection')} (優先度 ${parameter(p, 'priority')}) の規則 ${parameter(p, 'rule')} が拒否`,
    firewallRuleOpen: (p) =>
      `${parameter(p, 'firewall')} のコレクション ${parameter(p, 'collection')} の規則 ${parameter(p, 'rule')} がこのパケットに当てはまるかは不明` +
      part(p['names'], (names) => ` (対象: ${names})`),
    firewallDefault: (p) => `${parameter(p, 'firewall')} には許可する規則がない`,
    noFlowState: (p) => `${parameter(p, 'element')} は接続の開始を見ていないため、その接続のパケットを破棄`,
    answerNotSeen: (p) => `応答が ${parameter(p, 'element')} を通らないため、以降のパケットを破棄`,
    guestFilter: (p) => `${parameter(p, 'vm')} の ${parameter(p, 'chain')} フィルターが破棄`,
    kernelRoute: (p) => `カーネルが ${parameter(p, 'dev')} から送信 (ルート: ${parameter(p, 'prefix')})`,
    reversePath: (p) =>
      `${parameter(p, 'vm')} が破棄: ${parameter(p, 'source')} への戻りの経路が別のインターフェイス`,
    kernelBlackhole: (p) => `${parameter(p, 'vm')} のカーネルが ${parameter(p, 'prefix')} を破棄`,
    noRouteOfInterface: (p) =>
      `${parameter(p, 'vm')} はこのアドレスを持つ ${parameter(p, 'nic')} から送信するが、OS のこの NIC には ${parameter(p, 'destination')} への経路がない`,
    announcementsNotDescribed: (p) =>
      `${parameter(p, 'source')} が ${parameter(p, 'destination')} へのルートを持つ可能性があるが、そのピアが何を広報するかは記述されていない`,
    serviceTagNotKnown: (p) =>
      `${parameter(p, 'name')} に ${parameter(p, 'destination')} へのルートがある可能性がある: サービス タグ ${parameter(p, 'tag')} のプレフィックスが不明`,
    serviceEndpoint: (p) => `サブネットのサービス エンドポイント経由で ${parameter(p, 'service')} に届く`,
    tunnel: (p) =>
      `${parameter(p, 'vm')} がトンネル ${parameter(p, 'dev')} に送信 (トンネルの先が記述されていない)`,
    tunnelDown: (p) =>
      `${parameter(p, 'vm')} のトンネル ${parameter(p, 'dev')} が未確立 (${parameter(p, 'address')} にパケットを受け取るものがない)`,
    tunnelBlocked: (p) =>
      `Azure は GRE と IP-in-IP を通さないため、${parameter(p, 'vm')} のトンネル ${parameter(p, 'dev')} が未確立`,
    tunnelRecursion: (p) =>
      `トンネル ${parameter(p, 'element')} のパケット自体がトンネルに入る (対向アドレスへのホスト ルートがない)`,
    reservedAddress: (p) =>
      `${parameter(p, 'address')} はサブネット ${parameter(p, 'subnet')} で Azure が予約しているアドレス`,
    platformAddress: (p) =>
      `${parameter(p, 'address')} は Azure 自身のアドレスで、どのルートにも左右されない`,
    platformPing: (p) =>
      `${parameter(p, 'address')} は Azure 自身 (DNS、DHCP、正常性プローブ、メタデータ) のアドレスで、ping に応答するかは文書にない`,
    notCarried: (p) =>
      `VNet は ${parameter(p, 'destination')} 宛てのパケットを運ばない (リンクローカル、マルチキャスト、ブロードキャスト、ループバック)`,
    linkLocalSource: (p) => `VNet は送信元 ${parameter(p, 'source')} のパケットを転送しない`,
    neverForwards: (p) => `${parameter(p, 'element')} は自身宛て以外のパケットを転送しない`,
    hubRoute: (p) =>
      `ハブ ${parameter(p, 'hub')} のルート ${parameter(p, 'prefix')}${part(p['asPath'], (path) => ` (AS パス ${path})`)}`,
    noHubRoute: (p) =>
      `ハブ ${parameter(p, 'hub')} のテーブルに ${parameter(p, 'destination')} へのルートがない`,
    elementNotModelled: (p) =>
      `${parameter(p, 'address')} は ${parameter(p, 'element')} のアドレス (その先の扱いは不明)`,
    ownerNotKnown: (p) =>
      `${parameter(p, 'vnet')} は入力から参照されているだけで、${parameter(p, 'address')} を何が持つかは不明`,
    spaceNotKnown: (p) =>
      `${parameter(p, 'vnet')} のアドレス空間とピアリングが入力になく、${parameter(p, 'destination')} が含まれる可能性がある`,
    sameNetwork: (p) => `${parameter(p, 'destination')} も ${parameter(p, 'vnet')} に属する`,
    ...edgeDecisions,
    virtualNetworkAccessOff: (p) =>
      `ピアリング ${parameter(p, 'peering')} が仮想ネットワーク アクセスを許可していない`,
    forwardedTrafficOff: (p) =>
      `ピアリング ${parameter(p, 'peering')} が ${parameter(p, 'source')} からの転送されたトラフィックを許可していない`,
    subnetNotPeered: (p) =>
      `サブネット ${parameter(p, 'subnet')} はサブネット ピアリング ${parameter(p, 'peering')} に含まれない`,
    membersOverlap: (p) =>
      `接続済みグループの複数のメンバーが ${parameter(p, 'destination')} を含む: ${parameter(p, 'vnets')}`,
    peerNotInInputs: (p) => `ピアリング ${parameter(p, 'peering')} の先の VNet が入力に含まれない`,
    bgpRoute: (p) =>
      `BGP の最適パス ${parameter(p, 'prefix')}${part(p['asPath'], (path) => ` (AS パス ${path})`)}` +
      part(p['nextHopIp'], (address) => ` → ${address}`),
    noBgpRoute: (p) => `${parameter(p, 'destination')} への BGP 経路がない`,
    userRouteWithoutGateway: (p) =>
      `ユーザー定義ルート ${parameter(p, 'prefix')} → VirtualNetworkGateway: ${parameter(p, 'vnet')} に VPN ゲートウェイがなく、ピアリング先のゲートウェイも使用していない`,
    userRouteToUnknownGateway: (p) =>
      `ユーザー定義ルート ${parameter(p, 'prefix')} → VirtualNetworkGateway: ${parameter(p, 'vnet')} が使用するゲートウェイが不明`,
    userRouteToExpressRoute: (p) =>
      `ユーザー定義ルート ${parameter(p, 'prefix')} → VirtualNetworkGateway: このネクスト ホップは ExpressRoute ゲートウェイ (${parameter(p, 'gateways')}) では使用できない`,
    siteNetwork: (p) => `サイト ${parameter(p, 'site')} のネットワーク`,
    siteNotDescribed: (p) =>
      `サイト ${parameter(p, 'site')} が ${parameter(p, 'destination')} 宛てをどこへ送るかは入力にない`,
    notRoutableOnInternet: (p) =>
      `${parameter(p, 'destination')} はプライベートまたは予約済みのため、インターネットでは転送されない`,
    outsideReply: (p) => `${parameter(p, 'destination')} (またはその代わりのアドレス) に応答する`,
    seenBefore: (p) => `パケットが ${parameter(p, 'element')} に戻ってきた`,
    tooManyHops: () => 'パケットが通れるホップ数を超えた',
  },
  hopKinds: {
    nic: 'NIC',
    appliance: 'アプライアンス',
    loadBalancer: 'ロード バランサー',
    privateEndpoint: 'プライベート エンドポイント',
    msee: 'MSEE',
    expressRouteGateway: 'ExpressRoute ゲートウェイ',
    vpnGateway: 'VPN ゲートウェイ',
    routeServer: 'ルート サーバー',
    hubRouter: 'ハブ ルーター',
    firewall: 'ファイアウォール',
    site: 'サイト',
    internet: 'インターネット',
    vpnClient: 'VPN クライアント',
    service: 'サービス',
  },
  placeKinds: {
    nic: 'NIC',
    subnet: 'サブネット',
    gatewaySubnet: 'ゲートウェイ サブネット',
    firewallSubnet: 'ファイアウォール サブネット',
    routeServerSubnet: 'ルート サーバー サブネット',
  },
  quality: {
    heading: '見積もり',
    roundTrip: ({ estimate, low, high }) =>
      `往復時間は約 ${estimate} ミリ秒 (${low}～${high}) と見込まれます。公表されているリージョン間の値による推定で、実測ではありません。`,
    byWayOf: (locations) => `通信は回線のある ${locations.join('、')} を経由します。`,
    beyond: (sites) => `${sites.join('、')} の内側の区間の時間は含みません。`,
    bandwidth: ({ megabitsPerSecond, element }, way) =>
      `${way === undefined ? '' : way === 'forward' ? '往路の' : '復路の'}帯域は ${element} により最大 ${megabitsPerSecond} Mbit/s です。`,
    mtu: ({ bytes, tunnel }) =>
      `${tunnel} をそのまま通れるのは ${bytes} バイトまでのパケットです。それより大きいパケットは分割され、分割が禁止されている場合は「fragmentation needed」の通知とともに破棄されます。`,
    costs: {
      peering: (element, price) => `ピアリング ${element} のデータ転送は${perGigabyte(price)}です。`,
      globalPeering: (element, price) =>
        `グローバル ピアリング ${element} のデータ転送は${perGigabyte(price)}です。`,
      meteredCircuit: (element, price) =>
        `${element} が従量課金の回線なら、Azure からの送信データは${perGigabyte(price)}です。`,
      hubData: (element, price) => `${element} が処理するデータは${perGigabyte(price)}です。`,
      firewallData: (element, price) => `${element} が処理するデータは${perGigabyte(price)}です。`,
      privateEndpointData: (element, price) => `${element} を通るデータは${perGigabyte(price)}です。`,
    },
  },
  carriedBy: ({ protocol, port, source, destination }, elements) =>
    `${source} から ${destination} への ${protocol.toUpperCase()}${port === undefined ? '' : ` ${port}`} パケットに入る。経路: ${elements.join(' → ')}`,
  translatedEnds: ({ source, destination }) =>
    `${[part(source, (text) => `送信元を ${text} に`), part(destination, (text) => `宛先を ${text} に`)].filter((text) => text !== '').join('、')}変換して送信`,
  securityFilter: ({ group, rule, priority, access, direction: way, to, attachedTo }) =>
    to === 'firewall'
      ? `${attachedTo}: コレクション ${group} (優先度 ${priority}) の規則 ${rule} が${access === 'Allow' ? '許可' : '拒否'}`
      : `${attachment[to] ?? ''} ${attachedTo} の ${group}: ${way === 'Inbound' ? '受信' : '送信'}規則 ${rule} (優先度 ${priority}) が${access === 'Allow' ? '許可' : '拒否'}`,
  filteringSoFar: '原因はセキュリティ規則ではありません。',
  filtering: {
    allowed: 'セキュリティ規則は通信を許可します。',
    denied: '経路はありますが、セキュリティ規則またはフィルターが通信を止めます。',
    notEvaluated: '途中のセキュリティ規則には内容の分からないものがあります。',
  },
  reachability: { reached: '到達', partly: '一部', notReached: '–', unknown: '?' },
  speakerKinds: {
    gateway: 'ゲートウェイ',
    routeServer: 'ルート サーバー',
    circuit: 'ExpressRoute 回線',
    hub: '仮想ハブ',
    guest: 'ゲスト',
    site: 'サイト',
  },
  bgpTables: { learned: '学習した経路', advertised: '広報する経路', rib: 'ルーティング テーブル' },
  links: { primary: 'プライマリ リンク', secondary: 'セカンダリ リンク' },
  assumptions: {
    ...translationJapanese.assumptions,
    ...vpnJapanese.assumptions,
    guestForwards: (p) =>
      `${parameter(p, 'vm')} のゲスト OS はパケットを転送するものとします (NIC の IP 転送が有効で、他に情報がないため)。` +
      '転送しない場合、パケットはそこで止まります。',
    machineBehindNic: (p) =>
      `NIC ${parameter(p, 'nic')} には稼働中の仮想マシンがあるものとします (入力に宣言なし)。ない場合は何も届きません。`,
    toggleByEra: (p) =>
      `${parameter(p, 'gateway')} の allowRemoteVnetTraffic は未設定のため、${parameter(p, 'year')} 年のゲートウェイと同じ ` +
      `${parameter(p, 'value')} とします。他の VNet から何を受け入れるかがこれで決まります。`,
    siteInside: (p) =>
      `サイト ${parameter(p, 'site')} の内部ではパケットがホストに届き、応答も戻るものとします (内部の情報なし)。`,
    circuitWithoutSite: (p) =>
      `${parameter(p, 'circuit')} の先の拠点が記述されていないため、Azure の外からの経路広報はないものとします (hairpin.yaml の sites)。`,
    internetReply: (p) => `インターネット上の ${parameter(p, 'address')} は応答するものとします。`,
    initialTtl: (p) =>
      `${parameter(p, 'vm')} は Linux (初期 TTL 64) とします。Windows (128) の場合、ping の ttl は 64 大きくなります。`,
    allocatedAddress: (p) =>
      `${parameter(p, 'resource')} のアドレスは、Azure の割り当て方に従い ${parameter(p, 'address')} とします (入力に指定なし)。`,
    uncertainAddress: (p) =>
      `${parameter(p, 'resource')} のアドレスは ${parameter(p, 'address')} とは限りません (${parameter(p, 'service')} がサブネットで使うアドレスの数が不明)。`,
    endsAtProxy: (p) =>
      `接続は ${parameter(p, 'service')} で終わり、その先へは別の接続を張ります。その区間はこれを始点にして確認できます。`,
    ...edgeAssumptions,
    subnetNotDescribed: (p) =>
      `サブネット ${parameter(p, 'subnet')} にはルート テーブルもネットワーク セキュリティ グループもないものとします (入力から参照されているだけのため)。`,
    securityGroupAllows: (p) =>
      `${parameter(p, 'attachedTo')} のネットワーク セキュリティ グループ ${parameter(p, 'group')} はすべて許可とします (規則が入力にないため)。`,
  },
  rules: {
    'R1.1': 'VNet 自身のアドレス空間',
    'R1.2': 'インターネットへの既定のルート',
    'R1.3': '予約済みプレフィックスは None',
    'R1.4': '年代ごとの None ルート一覧',
    'R1.5': 'None ルートが変わる条件',
    'R1.6': 'ピアリング先 VNet のルート',
    'R1.7': 'ゲートウェイから学習したルート',
    'R1.8': 'サービス エンドポイントのルート',
    'R1.9': 'プライベート エンドポイントのルート',
    'R1.10': 'プライベート エンドポイントのネットワーク ポリシー',
    'R1.11': '接続グループ',
    'R1.12': 'ユーザー定義ルート',
    'R1.14': 'ユーザー、ゲートウェイ、既定の順に優先',
    'R1.15': '保護されたシステム ルート',
    'R1.16': '最長プレフィックス一致',
    'R1.17': 'Active と Invalid',
    'R1.18': '等コストのネクスト ホップ',
    'R1.19': 'ゲートウェイ ルートの伝達が無効',
    'R1.20': 'ネクスト ホップには直接到達できること',
    'R1.21': 'ネクスト ホップの状態',
    'R1.22': 'ネクスト ホップ VirtualNetworkGateway',
    'R1.23': 'ネクスト ホップ VnetLocal',
    'R1.24': 'ネクスト ホップ Internet または None',
    'R1.25': 'ユーザー定義ルートのサービス タグ',
    'R1.26': '0.0.0.0/0 の上書き',
    'R2.1': 'ピアリングは両側で成立',
    'R2.3': 'ピアリングは推移しない',
    'R2.4': 'ピアリングの設定',
    'R2.5': 'ゲートウェイ転送は両側の設定が必要',
    'R2.9': 'ピアリングはゲートウェイに優先',
    'R2.10': 'サブネット ピアリング',
    'R2.11': '接続済みグループで通信できる範囲',
    'R2.13': '転送されたトラフィックを許可する',
    'R3.2': 'ゲートウェイから入るパケット',
    'R3.3': 'ExpressRoute への送信は MSEE へ直接',
    'R3.7': 'ローカル ネットワーク ゲートウェイのルート',
    'R3.11': 'VPN ゲートウェイが広報する経路',
    'R3.12': 'VPN ゲートウェイが受け入れない経路',
    'R3.14': 'VPN ゲートウェイの最適パス',
    'R3.15a': 'VNet 間接続',
    'R3.16': 'ポイント対サイト クライアント',
    'R3.21': 'ゲートウェイが回線へ広報する経路',
    'R3.22': 'MSEE のネクスト ホップ アドレス',
    'R3.23': 'ExpressRoute の折り返し',
    'R3.24': 'ゲートウェイごとのリモート VNet 許可',
    'R3.25': '両方のゲートウェイで許可が必要',
    'R3.26': 'スポークはゲートウェイに従う',
    'R3.27': 'オンプレミスから見える経路',
    'R3.28': '回線間の経路選択',
    'R3.31': 'ExpressRoute は VPN に優先',
    'R3.32': 'FastPath',
    'R3.33': 'Global Reach',
    'R3.35': 'ExpressRoute 経由の VNet 間通信は非推奨',
    'R3.36': 'MSEE では AS パスの短い方',
    'R4.2': 'ルート サーバーはデータ パスに入らない',
    'R4.4': 'ルート サーバーが設定するルート',
    'R4.5': 'ルート サーバーのフィルター',
    'R4.6': 'AS パスのループ検出',
    'R4.7': '広報されたネクスト ホップ',
    'R4.8': 'ルート サーバーの最適パス',
    'R4.9': 'ブランチ間',
    'R4.11': '同じ回線につながる 2 つのルート サーバー',
    'R5.1': '仮想ハブ ルーター',
    'R5.2': 'ハブの関連付けと伝達',
    'R5.3': 'ハブの静的ルート',
    'R5.4': 'ハブの既定のルート',
    'R5.5': 'ハブが VNet に渡すルート',
    'R5.6': 'ハブが渡せないルート',
    'R5.8': 'ハブの経路選択',
    'R5.10': 'ハブのブランチ間接続',
    'R5.11': 'ルーティング インテント',
    'R5.12': 'ハブは IPv6 に非対応',
    'R5.13': '同じ回線につながる VNet と Virtual WAN',
    'R5.15': 'ハブのルート テーブルの項目',
    'R5.16': 'AS 番号 0',
    'R6.1': '評価の順序',
    'R6.3': 'NIC のアドレス検査',
    'R6.4': 'セキュリティ グループの規則と優先度',
    'R6.9': 'Azure 自身のアドレス',
    'R6.11': 'Azure とゲスト両方の IP 転送',
    'R6.12': 'アプライアンスの 2 層のルーティング',
    'R6.13': 'ゲストの既定のルート',
    'R6.14': 'ゲストの送信元アドレス',
    'R6.15': 'リバース パス フィルター',
    'R6.16': '送信元 NAT',
    'R6.18': 'Azure Firewall の送信元 NAT',
    'R6.20': 'ステートフルな機器は両方向が必要',
    'R6.36': 'Azure Firewall の規則',
    'R6.21': 'ネクスト ホップとしてのロード バランサー',
    'R6.22': 'NAT ゲートウェイ',
    'R6.23': 'インターネットへの出口の優先順位',
    'R6.24': 'パブリック IP アドレス',
    'R6.65': 'Standard のパブリック IP アドレス',
    'R6.25': '既定の送信アクセス',
    'R6.26': 'TTL を減らす要素',
    'R6.27': '応答の TTL',
    'R6.28': 'traceroute の表示',
    'R6.29': 'トンネル内のホップ',
    'R6.30': '年代ごとの ExpressRoute のホップ',
    'R6.31': 'VPN のホップ',
    'R6.33': '仮想ネットワークが運ぶパケット',
    'R6.34': 'Azure が予約するアドレス',
    'R6.52': 'ゲスト OS のアドレス変換',
    'R6.53': 'Azure Firewall の DNAT',
    'R6.54': 'Azure Firewall の強制トンネリング',
    'R6.56': 'ロード バランサーの規則',
    'R6.57': 'ロード バランサー経由の送信',
    'R6.58': 'ゲートウェイ ロード バランサー',
    'R6.59': 'Private Link サービス',
    'R6.62': 'ロード バランサーの正常性プローブ',
    'R7.1': 'BGP の最適パス選択',
    'R7.2': 'BGP のループ防止',
    'R7.6': '切断中のセッション',
    'R7.10': 'ルーターのルート ポリシー',
  },
  severities: { error: 'エラー', warning: '警告', note: '情報' },

  verdict: verdictJapanese,
  reason,
  andMoreReasons: (told, more) => `${told}、ほか ${more} 件`,
  wayThere: (from, to) => `往路: ${from} → ${to}`,
  wayBack: (from, to) => `復路: ${from} → ${to}`,
  way: (number, count, share) => `経路 ${number}/${count}、フローの ${share}`,
  sameDecisions: '判断は同じ',
  moreWays: (count, share, ending) => `ほか ${count} 経路、フローの ${share}: ${ending}`,
  nobodyReplies: '応答する相手がいない',
  symmetric: '復路は往路と同じ要素を通ります。',
  asymmetric: (devices) =>
    devices.length === 0
      ? '復路は往路と異なります。フローとその応答が別々のアプライアンスを通ることがあります。'
      : `復路は往路と異なります。${devices.join('、')} は片方向のパケットしか見ないため、ステートフルに処理していると通信が切れます。`,
  sameAppliances:
    '復路は往路と異なりますが、アプライアンスとファイアウォールはいずれも両方向のパケットを見ます。',
  noAppliances: '復路は往路と異なります。どちらにもアプライアンスやファイアウォールはありません。',
  decrementsAndAnswers: 'TTL −1、応答あり',
  decrementsSilently: 'TTL −1、応答なし',
  onSomeWays: 'または応答なし',
  tracerouteShows: 'traceroute の表示',
  sameAgain: (ttl) => `以降 ${ttl} まで同じ繰り返し`,
  noReplyComes: (protocol) => (protocol === 'icmp' ? 'ping に応答は返りません。' : '応答は返りません。'),
  replyUnknown: (protocol) =>
    `${protocol === 'icmp' ? 'ping に応答が返る' : '応答が返る'}かどうかは判断できません。`,
  replyTtl: (ttl, protocol) =>
    protocol === 'icmp' ? `ping の表示は ttl=${ttl} です。` : `応答の TTL は ${ttl} です。`,
  assumptionsHeading: '前提としたこと',
  findingsHeading: 'この経路について',

  placeHeading: ({ kind, name, vm, subnet }) => {
    const details = [part(vm, (of) => `仮想マシン ${of}`), part(subnet, (of) => `サブネット ${of}`)].filter(
      (detail) => detail !== '',
    )
    return `${kind} ${name}${details.length === 0 ? '' : ` (${details.join('、')})`}`
  },
  noRoutes: 'ルートはありません。',
  noTables:
    '表示できるルートはありません。プレフィックスの分かるサブネットも、その中の NIC も見つかりません。',
  noSpeakers: 'BGP スピーカーはありません。',
  morePrefixes: (count) => `ほか ${count} 件`,
  routeColumns: { name: 'ルート名', declaredAt: '宣言箇所', rule: '規則' },

  bgpHeading: ({ name, kind, instance, link, table, direction, peer }) =>
    `${kind} ${name}${part(instance, (address) => `、インスタンス ${address}`)}${part(link, (role) => `、${role}`)}: ` +
    part(peer, (address) => `${address} ${direction === 'advertised' ? 'へ' : 'から'}`) +
    table,

  ...prefixStoryJapanese,
  hubHeading: ({ hub, kind, name }) =>
    `仮想ハブ ${hub}: ${{ routeTable: 'ルート テーブル', connection: '接続', firewall: 'ファイアウォール', vpnGateway: 'VPN ゲートウェイ', expressRouteGateway: 'ExpressRoute ゲートウェイ' }[kind]} ${name}`,

  inspect: {
    summary: ({ resources, assumed }) =>
      `リソース ${resources} 件${assumed === 0 ? '' : ` (うち ${assumed} 件は宣言がなく、参照だけから存在を仮定)`}。`,
    resourceColumns: ['名前', '種類', '宣言箇所'],
    assumed: '(仮定)',
    guestHeading: 'ゲスト',
    guestColumns: ['マシン', '分かったこと', '読み取り元'],
    guestSaysNothing: 'パケットに影響するものなし',
    unknownHeading: '入力からは分からない値',
    unknownColumns: ['リソース', 'プロパティ', '理由', '由来'],
    unknownReasons: {
      expression: '式',
      parameter: '値のないパラメーター',
      runtime: 'Azure だけが知る値',
      secret: 'シークレット',
      unsupported: '未対応',
    },
    ignoredHeading: 'ルーティングに関係しないもの',
    ignoredCount: ({ resources, types }) =>
      `ほかに ${types} 種類 ${resources} 個のリソースはルーティングに関係しません (--verbose で種類を表示)。`,
    unsupportedHeading: '解釈できず、結果に含まれないもの',
    countColumns: ['種類', '件数'],
    nothing: 'リソースは見つかりませんでした。',
  },

  tour: {
    reachabilityHeading: '到達性 (行が送信元、列が宛先)',
    fromColumn: '送信元',
    routesHeading: (place) => `${place} の有効なルート`,
    traceHeading: (from, to) => `${from} から ${to} へ`,
    nextHeading: '次に試すコマンド',
  },

  guest: guestJapanese,

  styles: {
    outcomeUnknown: '# 結果は判断できません。理由は --style を付けない trace で確認できます。',
    otherFlows: (share) => `# フローの ${share} は到達しない経路を通り、次のように表示されます:`,
  },

  findings: {
    hint: 'ヒント',
    azureCode: (code) => `Azure のエラー コード: ${code}`,
    bicepCode: (code) => `Bicep のエラー コード: ${code}`,
    summary: ({ errors, warnings, notes }) =>
      [[errors, 'エラー'] as const, [warnings, '警告'] as const, [notes, '情報'] as const]
        .filter(([count]) => count > 0)
        .map(([count, word]) => `${word} ${count} 件`)
        .join('、'),
  },
}
