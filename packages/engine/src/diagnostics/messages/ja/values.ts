// Japanese messages about single values of resources and the references between them.
import type * as values from '../../findings/values.ts'
import type { AllocationFailure, UnknownCause } from '../../kinds.ts'
import type { MessagesOf } from '../catalogue.ts'
import { formatNumber } from '../printable.ts'
import {
  amid,
  anyValueKind,
  didYouMean,
  leading,
  quote,
  quoteAll,
  quoteResource,
  valueKind,
} from './wording.ts'

const unknownCauses: Readonly<Record<UnknownCause, (origin: string) => string>> = {
  expression: (origin) => `式${quote(origin)}をここでは評価できません`,
  parameter: (origin) => `パラメーター${quote(origin)}に値が指定されていません`,
  runtime: (origin) => `デプロイ時に Azure が決める値です (${quote(origin)})`,
  secret: (origin) => `シークレットです (${quote(origin)})`,
  unsupported: (origin) => `${quote(origin)}には対応していません`,
}

const unknownAdvice: Readonly<Record<UnknownCause, string>> = {
  expression:
    '回答がこの値に左右される場合は、式を値に置き換えるか、式が使うパラメーターを指定してください。',
  parameter: '回答がこの値に左右される場合は、--param 名前=値 を指定してください。',
  runtime:
    '回答がこの値に左右される場合は、hairpin.yaml に値を書くか、デプロイ済みのネットワークのエクスポートを入力にしてください。',
  secret: 'シークレットはルーティングに必要ありません。回答がこの値に触れていなければ、対応は不要です。',
  unsupported: '回答がこの値に左右される場合は、値に置き換えてください。',
}

const allocationFailures: Readonly<Record<AllocationFailure, string>> = {
  prefixUnknown: 'サブネットのアドレス プレフィックスが不明です',
  subnetFull: 'サブネットに空きアドレスがありません',
  subnetUnknown: 'サブネットが入力の中にありません',
}

export const valueMessages: MessagesOf<typeof values> = {
  HP2001: ({ resource, property }) => ({
    message: `${quoteResource(resource)}に必要なプロパティ${quote(property)}がありません。`,
    advice: 'プロパティを追加してください。追加するまで、ネットワークのこの部分は回答に含まれません。',
  }),
  HP2002: ({ resource, property, found, expected }) => ({
    message: `${quoteResource(resource)}のプロパティ${quote(property)}の値が${amid(valueKind(found))}です。${leading(anyValueKind(expected))}が必要です。`,
    advice: '必要な種類の値を書いてください。',
  }),
  HP2003: ({ property, text }) => ({
    message: `${quote(property)}に指定された${quote(text)}は IP アドレスではありません。10.0.0.4 や 2001:db8::4 の形式が必要です。`,
    advice:
      'アドレスを修正してください。プレフィックス長や先頭の余分な 0 は付けず、IPv4 の各部は 0 から 255 までにします。',
  }),
  HP2004: ({ property, text }) => ({
    message: `${quote(property)}に指定された${quote(text)}はアドレス プレフィックスではありません。10.0.0.0/16 や 2001:db8::/48 の形式が必要です。`,
    advice:
      'プレフィックスを修正してください。アドレス、スラッシュ、長さ (IPv4 は 0 から 32、IPv6 は 0 から 128) の順に書きます。',
  }),
  HP2005: ({ property, text }) => ({
    message: `${quote(property)}に指定された${quote(text)}はリソース ID ではありません。/subscriptions/ID/resourceGroups/GROUP/providers/TYPE/NAME の形式が必要です。`,
    advice: 'ID 全体を書いてください。テンプレートでは、リソースの id または resourceId() を使ってください。',
  }),
  HP2006: ({ resource, property, target, suggestion }) => ({
    message: `${quoteResource(resource)}の${quote(property)}が参照する${quote(target)}は、入力の中にありません。`,
    advice: `${didYouMean(suggestion)}ID を修正するか、そのリソースを宣言しているファイルを追加してください。それまでは、この参照だけを除いて回答します。`,
  }),
  HP2007: ({ resource, property, target, found, expected }) => ({
    message: `${quoteResource(resource)}の${quote(property)}が参照する${quote(target)}の種類は${quote(found)}です。${quote(expected)}が必要です。`,
    advice: '必要な種類のリソースを参照してください。',
  }),
  HP2008: ({ property, found, allowed, suggestion }) => ({
    message: `${quote(found)}は${quote(property)}に指定できない値です。指定できる値: ${quoteAll(allowed)}。`,
    advice: `${didYouMean(suggestion)}指定できる値のいずれかを書いてください。`,
  }),
  HP2009: ({ property, cause, origin }) => ({
    message: `${quote(property)}の値は不明です: ${unknownCauses[cause](origin)}。`,
    advice: unknownAdvice[cause],
  }),
  HP2010: ({ resource, subnet, cause }) => ({
    message: `サブネット${quote(subnet)}で${quote(resource)}のアドレスを決められません: ${allocationFailures[cause]}。`,
    advice:
      '静的プライベート IP アドレスを指定するか、サブネットが入力に含まれ、十分な大きさであるようにしてください。',
  }),
  HP2011: ({ property, prefix, corrected }) => ({
    message: `${quote(property)}に指定されたプレフィックス${quote(prefix)}は、プレフィックス長より後ろのビットが 0 ではありません。Azure は受け付けません。`,
    advice: `${quote(corrected)}と書くか、別の長さを指定してください。`,
  }),
  HP2012: ({ id, type, neededBy, gatewayType, subnet }) => ({
    message: `${
      id === neededBy
        ? `種類${quote(type)}の${quote(id)}は existing として参照されていますが、どの入力にも宣言がありません。存在するものとして扱います。`
        : `${quote(neededBy)}に必要な、種類${quote(type)}の${quote(id)}はどこにも宣言されていません。存在するものとして扱いました。`
    }${gatewayType === undefined ? '' : `接続から、種別${quote(gatewayType)}のゲートウェイと判断しました。`}${
      subnet === undefined ? '' : `空いている唯一のサブネット${quoteResource(subnet)}にあるものとします。`
    }`,
    advice: 'そのプロパティが重要な場合は、それを宣言しているファイルまたはエクスポートを追加してください。',
  }),
  HP2013: ({ group, configuration }) => ({
    message: `ネットワーク グループ${quote(group)}の静的メンバーが入力にありません。そのため、構成${quote(configuration)}はこのグループでは何も接続しません。`,
    advice:
      'ポリシーでメンバーを追加している場合は、メンバーを staticMembers として入力に追加してください。実際のグループのエクスポートには含まれています。',
  }),
  HP2014: ({ tags, usedBy, source }) => ({
    message: `${quoteAll(usedBy)}に必要なサービス タグ${quoteAll(tags)}のプレフィックスが、サービス タグの一覧 (${quote(source)}) にありません。`,
    advice:
      'Microsoft の「Azure IP Ranges and Service Tags」をダウンロードし、hairpin.yaml に serviceTags: ファイル名 と書いてください。それまでは有効なルートにこれらの行が欠け、その行が必要になり得るパブリック アドレスへのトレースの結果は不明となります。',
  }),
  HP2015: ({ tags, date }) => ({
    message: `${quoteAll(tags)}のプレフィックスは${quote(date)}時点のものです。Azure は毎週更新します。`,
    advice:
      '範囲の境目のアドレスが重要な場合は、新しいファイルを hairpin.yaml に serviceTags: ファイル名 と書いてください。',
  }),
  HP2016: ({ subnet, service, resources }) => ({
    message: `サブネット${quote(subnet)}で${quote(service)}がいくつのアドレスを使うかは分かりません。そのため、${quoteAll(resources)}に選んだアドレスは Azure では異なる可能性があります。`,
    advice: 'アドレスが重要な場合は、静的に割り当ててください。',
  }),
  HP2017: ({ scaleSet }) => ({
    message: `スケール セット${quote(scaleSet)}のインスタンス数が分かりません。1 台で全体を代表させます。`,
    advice: 'sku.capacity の値の元になるパラメーターを指定してください: --param 名前=数。',
  }),
  HP2018: ({ scaleSet, found, limit }) => ({
    message: `スケール セット${quote(scaleSet)}のインスタンス数は ${formatNumber(found)} ですが、Azure の上限は ${formatNumber(limit)} です。上限までを読み込みました。`,
    advice: 'sku.capacity を修正してください。',
  }),
  HP2020: ({ balancer, pool, address }) => ({
    message: `ロード バランサー${quote(balancer)}のバックエンド プール${quote(pool)}にあるアドレス${quote(address)}を持つネットワーク インターフェイスが入力にありません。このアドレスには何も送られません。`,
    advice: 'アドレスを修正するか、そのアドレスを持つリソースを入力に加えてください。',
  }),
}
