// Japanese words for decisions at Azure's edge: load balancers, public addresses, ways out, Private Link.
import type { Parameters } from './catalogue.ts'
import type { EdgeAssumptions, EdgeDecisions } from './edge-codes.ts'
import { parameter, part } from './sentence-parts.ts'

const protocols: Parameters = { icmp: 'ICMP', tcp: 'TCP', udp: 'UDP' }

const trafficOf = (p: Parameters): string =>
  (protocols[parameter(p, 'protocol')] ?? '') + part(p['port'], (port) => ` ${port}`)

const connectionStates: Parameters = {
  pending: '承認待ち (Pending)',
  rejected: '拒否 (Rejected)',
  disconnected: '切断 (Disconnected)',
}

const waysOut: Parameters = {
  natGateway: 'NAT ゲートウェイ',
  service: 'サービス自身の出口',
  outboundRule: 'ロード バランサーのアウトバウンド規則',
  loadBalancer: 'ロード バランサーのフロントエンド',
}

/** By which way, and with which addresses where they are known. */
const wayOut = (p: Parameters): string => {
  const { by, name, addresses } = p
  if (by === undefined) return ''
  if (by === 'default') return ' (既定の送信アクセス: アドレスは Azure が貸し出す)'
  const text = [name, addresses].filter((each) => each !== undefined).join(': ')
  if (by === 'publicAddress') return ` (パブリック IP アドレス${text === '' ? '' : ` ${text}`})`
  return ` (${waysOut[by] ?? by} ${text})`
}

const carried: Parameters = { tcp: 'TCP', udp: 'UDP', all: 'TCP と UDP' }

/** The rule that gives machines of a pool their way out, and what it carries. */
const ruleOfBalancer = (p: Parameters): string => {
  const kind = p['by'] === 'outboundRule' ? 'アウトバウンド規則' : '負荷分散規則'
  const protocol = carried[parameter(p, 'carries')] ?? ''
  return `ロード バランサー ${parameter(p, 'balancer')} の${kind} ${parameter(p, 'rule')} は ${protocol} 専用`
}

/** Decisions by code. */
export const edgeDecisions: EdgeDecisions = {
  answerLeavesElsewhere: () =>
    '応答が、呼び出されたものとは別のパブリック アドレスでインターネットに出るため、要求した側で破棄される',
  loadBalanced: (p) =>
    (p['kept'] !== undefined
      ? `フロントエンド ${parameter(p, 'frontend')} は ${parameter(p, 'count')} 台のバックエンドのうち、往路と同じ ${p['kept']} にフローを渡す`
      : p['count'] === '1'
        ? `フロントエンド ${parameter(p, 'frontend')} のバックエンドは 1 台`
        : `フロントエンド ${parameter(p, 'frontend')} が ${parameter(p, 'count')} 台のバックエンドから 1 台を選択`) +
    part(p['out'], (machines) => ` (正常性プローブが届かない ${machines} を除く)`),
  probesBlocked: (p) =>
    p['group'] === undefined
      ? `正常なバックエンドがない: ${parameter(p, 'vm')} の INPUT フィルターが正常性プローブ ${parameter(p, 'probe')} (ポート ${parameter(p, 'port')}) を破棄`
      : `正常なバックエンドがない: ${parameter(p, 'attachedTo')} の ${p['group']} の規則 ${parameter(p, 'rule')} (優先度 ${parameter(p, 'priority')}) が正常性プローブ ${parameter(p, 'probe')} (AzureLoadBalancer からポート ${parameter(p, 'port')}) を拒否`,
  inboundNatRule: (p) =>
    `フロントエンド ${parameter(p, 'frontend')} の受信 NAT 規則 ${parameter(p, 'rule')} により 1 台に転送`,
  noBalancingRule: (p) => `フロントエンド ${parameter(p, 'frontend')} に ${trafficOf(p)} 用の規則がない`,
  balancingRuleOpen: (p) =>
    `フロントエンド ${parameter(p, 'frontend')} の規則 ${parameter(p, 'rule')} が ${trafficOf(p)} に該当するか不明`,
  floatingAddressMissing: (p) =>
    `フローティング IP では宛先が変わらず、${parameter(p, 'vm')} のゲスト OS に ${parameter(p, 'address')} がない`,
  inlineAppliances: (p) =>
    p['count'] === '0'
      ? `先に通るゲートウェイ ロード バランサー ${parameter(p, 'balancer')} の背後で動作しているアプライアンスがない`
      : `先にゲートウェイ ロード バランサー ${parameter(p, 'balancer')} のアプライアンス${part(p['count'], (count) => ` ${count} 台のうち 1 台`)}を通る`,
  privateLink: (p) =>
    `Private Link サービス ${parameter(p, 'service')}: ここから送信元は ${parameter(p, 'source')}`,
  privateLinkProtocol: (p) =>
    p['service'] === undefined
      ? `プライベート エンドポイント ${parameter(p, 'endpoint')} が受け付けるのは TCP と UDP だけで、ping には応答しない (ポートを指定して確認)`
      : `Private Link サービス ${parameter(p, 'service')} が通すのは IPv4 の TCP と UDP だけ`,
  connectionNotApproved: (p) =>
    `プライベート エンドポイント ${parameter(p, 'endpoint')} の接続の状態が ${connectionStates[parameter(p, 'state')] ?? parameter(p, 'state')}`,
  noEgress: (p) =>
    `サブネット ${parameter(p, 'subnet')} にインターネットへの出口がない` +
    part(
      p['balancer'],
      (name) =>
        ` (Standard ロード バランサー ${name} の背後にあり、${p['family'] === undefined ? '' : `${p['family']} の`}送信の規則がない)`,
    ) +
    part(p['vm'], (name) => ` (${name} のパブリック IP アドレスは別のアドレスに付いている)`) +
    part(
      p['balancer'] === undefined ? p['family'] : undefined,
      (family) => ` (Azure が貸し出すのは IPv4 アドレスだけで、${family} には出口がない)`,
    ),
  egressWithoutIcmp: (p) =>
    p['balancer'] === undefined
      ? `サブネット ${parameter(p, 'subnet')} の出口${part(p['natGateway'], (name) => ` (${name}) `)}は TCP と UDP だけを通す`
      : `サブネット ${parameter(p, 'subnet')} の出口は ICMP を通さない (${ruleOfBalancer(p)})`,
  egressForOtherProtocol: (p) =>
    `サブネット ${parameter(p, 'subnet')} の出口は ${trafficOf(p)} を通さない (${ruleOfBalancer(p)})`,
  publicAddress: (p) =>
    p['address'] === undefined
      ? `NIC ${parameter(p, 'nic')} のパブリック IP アドレス宛て`
      : `パブリック IP アドレス ${parameter(p, 'name')} (${parameter(p, 'address')}) から ${parameter(p, 'nic')} へ`,
  closedAddress: (p) =>
    `${parameter(p, 'name')} は Standard のパブリック IP アドレスで、ネットワーク セキュリティ グループが許可した通信しか受け付けない (NIC ${parameter(p, 'nic')} にもサブネット ${parameter(p, 'subnet')} にも NSG がない)`,
  publicAddressUnused: (p) =>
    `パブリック IP アドレス ${parameter(p, 'name')} (${parameter(p, 'address')}) はどこにも割り当てられていない`,
  outboundOnly: (p) =>
    `${parameter(p, 'name')} (${parameter(p, 'address')}) は NAT ゲートウェイのアドレスで、応答以外は受け付けない`,
  noPublicAddress: (p) =>
    `NIC ${parameter(p, 'nic')} の ${parameter(p, 'address')} に対応するパブリック IP アドレスがない`,
  internetEgress: (p) => `インターネットへ送出${wayOut(p)}`,
}

/** Assumptions by code. */
export const edgeAssumptions: EdgeAssumptions = {
  podsLeaveAsNodes: (p) =>
    `${parameter(p, 'cluster')} のポッドの通信はノードのアドレスで出るものとし、ノードの経路を示します。`,
  standInAddress: (p) =>
    `${parameter(p, 'resource')} のパブリック アドレスは ${parameter(p, 'address')} で代用します (入力に指定なし)。`,
  lentAddress: (p) =>
    `既定の送信アクセスで Azure が貸し出すアドレスは ${parameter(p, 'address')} で代用します。`,
  floatingAddress: (p) =>
    `${parameter(p, 'vm')} のゲスト OS は、フローティング IP に必要な ${parameter(p, 'address')} を自身のインターフェイスに持つものとします (情報なし)。`,
  natPortByOrder: (p) =>
    `${parameter(p, 'balancer')} の規則 ${parameter(p, 'rule')} のポートは仮想マシンに順番に割り当てるものとします (実際の割り当ては Azure でしか分かりません)。`,
  inlineAppliancesPass: (p) =>
    `ゲートウェイ ロード バランサー ${parameter(p, 'balancer')} のアプライアンスは、パケットをそのまま通すものとします。`,
}
