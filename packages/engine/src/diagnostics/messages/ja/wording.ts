// Building blocks of Japanese messages: quoted names, lists, and the words for kinds.
import type {
  ArmExpectation,
  BicepExpectation,
  GatewayKind,
  JsonExpectation,
  LimitedThing,
  ThingKind,
  ValueKind,
} from '../../kinds.ts'
import { formatNumber, longestList, printable } from '../printable.ts'

/** A name or value from the input. */
export const quote = (text: string): string => `「${printable(text)}」`

/** A resource by what tells it apart within its provider: `networkInterfaces/nic-a`. A text that is no id stays whole. */
export const quoteResource = (id: string): string =>
  quote(id.replace(/^\/subscriptions\/.*\/providers\/[^/]+\/(?=[^/]+\/)/iu, ''))

/** Quoted names; a long list ends in a count. */
export const quoteAll = (names: readonly string[]): string => {
  if (names.length === 0) return 'なし'
  const shown = names.slice(0, longestList).map(quote)
  const hidden = names.length - shown.length
  return shown.join('、') + (hidden > 0 ? `、ほか ${formatNumber(hidden)} 件` : '')
}

/** A word in the middle of a sentence: a space on each side that touches Japanese with a Latin letter or sign. */
export const amid = (word: string): string =>
  (/^[\x21-\x7e]/.test(word) ? ' ' : '') + word + (/[\x21-\x7e]$/.test(word) ? ' ' : '')

/** The same for a word at the start of a sentence. */
export const leading = (word: string): string => amid(word).trimStart()

/** A sentence to begin the advice with, or nothing. */
export const didYouMean = (suggestion: string | undefined): string =>
  suggestion === undefined ? '' : `${quote(suggestion)}の誤りではありませんか。`

/** A sentence that lists what would have been right, or nothing when there is nothing to list. */
export const knownNames = (names: readonly string[]): string =>
  names.length === 0 ? '' : `指定できる名前: ${quoteAll(names)}。`

const valueKinds: Readonly<Record<ValueKind, string>> = {
  address: 'IP アドレス',
  asn: 'AS 番号',
  boolean: 'true または false',
  integer: '整数',
  lambda: 'ラムダ式',
  list: '配列',
  null: 'null',
  number: '数値',
  object: 'オブジェクト',
  port: 'ポート番号',
  prefix: 'アドレス プレフィックス',
  resourceId: 'リソース ID',
  string: '文字列',
}

/** 文字列 */
export const valueKind = (kind: ValueKind): string => valueKinds[kind]

/** 文字列または数値 */
export const anyValueKind = (kinds: readonly ValueKind[]): string => kinds.map(valueKind).join('、または')

/** The word for a kind of thing. */
export const things: Readonly<Record<ThingKind, string>> = {
  bgpSpeaker: 'BGP スピーカー',
  circuit: 'ExpressRoute 回線',
  connection: '接続',
  destination: '宛先',
  device: 'デバイス',
  firewall: 'Azure Firewall',
  gateway: '仮想ネットワーク ゲートウェイ',
  host: 'ホスト',
  loadBalancer: 'ロード バランサー',
  localNetworkGateway: 'ローカル ネットワーク ゲートウェイ',
  networkInterface: 'ネットワーク インターフェイス',
  peering: 'ピアリング',
  place: 'ルートを持つ対象',
  publicAddress: 'パブリック IP アドレス',
  resource: 'リソース',
  routeServer: 'ルート サーバー',
  routeTable: 'ルート テーブル',
  service: 'サービス',
  site: 'サイト',
  source: '送信元',
  subnet: 'サブネット',
  virtualHub: '仮想ハブ',
  virtualMachine: '仮想マシン',
  virtualNetwork: '仮想ネットワーク',
  vpnSite: 'VPN サイト',
}

/** What a JSON reader was waiting for. */
export const jsonExpectations: Readonly<Record<JsonExpectation, string>> = {
  closingBrace: '閉じ波かっこ }',
  closingBracket: '閉じ角かっこ ]',
  colon: 'コロン :',
  comma: 'コンマ ,',
  endOfComment: 'コメントの終わり */',
  endOfFile: 'ファイルの終わり',
  endOfString: '文字列を閉じる引用符',
  escapeSequence: '\\n や \\u0041 のような正しいエスケープ シーケンス',
  number: '完全な数値',
  printableCharacter: '制御文字を含まない文字列',
  propertyName: '引用符で囲んだプロパティ名',
  value: '値',
}

/** ARM の式を読むときに期待していたもの。 */
export const armExpectations: Readonly<Record<ArmExpectation, string>> = {
  closingBracket: '閉じ角かっこ ]',
  closingParenthesis: '閉じかっこ )',
  commaOrClosingParenthesis: 'コンマ , または閉じかっこ )',
  endOfExpression: '式の終わり',
  endOfString: "閉じ引用符 '",
  name: '名前',
  openingParenthesis: '開きかっこ (',
  value: '関数、文字列、数値のいずれか',
}

/** What a Bicep reader was waiting for. */
export const bicepExpectations: Readonly<Record<BicepExpectation, string>> = {
  arrow: '矢印 =>',
  as: 'as と名前',
  closingBrace: '閉じ波かっこ }',
  closingBracket: '閉じ角かっこ ]',
  closingChevron: '閉じ山かっこ >',
  closingParenthesis: '閉じかっこ )',
  colon: 'コロン :',
  colonOfCondition: 'コロン : と、条件が偽のときの値',
  colonOfLoop: 'コロン : とループの本体',
  commaOrClosingParenthesis: 'コンマ , または閉じかっこ )',
  commaOrLineBreak: 'コンマ , または改行',
  declarationBody: '開き波かっこ {、if (...)、または [for ...]',
  decoratedStatement: 'デコレーターを付ける宣言',
  decorator: '@description(...) のようなデコレーター',
  endOfComment: 'コメントの終わり */',
  endOfHole: '文字列中の式を閉じる波かっこ }',
  endOfLine: '改行',
  endOfLineAfterDecorator: 'デコレーターの後の改行',
  endOfMultiLineString: '文字列を閉じる 3 つの引用符',
  endOfString: '文字列を閉じる引用符',
  equalsSign: '等号 =',
  escapeSequence: "エスケープ シーケンス \\、\\'、\\n、\\r、\\t、\\u{...}、\\$ のいずれか",
  extension: '拡張機能の名前',
  for: 'for',
  from: 'from とパス',
  importedSymbols: '開き波かっこ { と名前、または * as と名前',
  in: 'in',
  integer: '64 ビット以内の整数',
  loopBody: '開き波かっこ { または if (...)',
  loopVariables: 'ループ変数の名前、または (item, index) の形の 2 つの名前',
  memberName: 'プロパティまたは関数の名前',
  name: '名前',
  nestedResource: 'デコレーターの後のリソース',
  openingBrace: '開き波かっこ {',
  openingBracket: '開き角かっこ [',
  openingParenthesis: '開きかっこ (',
  parametersStatement: 'パラメーター ファイルの宣言 (using、param、var など)',
  path: '一重引用符で囲んだパス',
  pathOrNone: '一重引用符で囲んだパス、または none',
  propertyName: 'プロパティ名',
  resourceName: '入れ子のリソースの名前',
  resourceType: "'Microsoft.Network/virtualNetworks@2024-05-01' のように一重引用符で囲んだリソースの種類",
  singleQuotes: '一重引用符で囲んだ文字列',
  statement: '宣言 (param、var、resource、module、output など)',
  type: '型',
  typeMember: '型のメンバーの名前、または *',
  value: '値',
  with: 'with',
}

/** What Azure limits in number. */
export const limitedThings: Readonly<Record<LimitedThing, string>> = {
  bgpPeersOfRouteServer: 'BGP ピア',
  circuitConnectionsOfGateway: 'ExpressRoute 回線',
  connectionsOfVpnGateway: 'VPN 接続',
  linksOfCircuit: '接続と Global Reach のリンク',
  prefixesBehindRoutingIntent:
    'プライベート トラフィックのルーティング インテントを使うハブに接続した仮想ネットワークのアドレス プレフィックス',
  prefixesFromBgpPeer: '1 つの BGP ピアが広報するプレフィックス',
  prefixesFromSite: 'プライベート ピアリングでオンプレミスから広報されるプレフィックス',
  prefixesToCircuit: 'ExpressRoute 回線へ広報するプレフィックス',
  routesInTable: 'ルート',
  serviceTagRoutesInTable: 'サービス タグを使うルート',
  virtualNetworkPeerings: 'ピアリング',
}

/** ExpressRoute */
export const gatewayKind = (kind: GatewayKind): string => (kind === 'vpn' ? 'VPN' : 'ExpressRoute')

/** VPN と ExpressRoute */
export const gatewayKinds = (kinds: readonly GatewayKind[]): string => kinds.map(gatewayKind).join(' と ')
