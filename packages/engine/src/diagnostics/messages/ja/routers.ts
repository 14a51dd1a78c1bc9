// Japanese messages about configurations of routers.
import type * as routers from '../../findings/routers.ts'
import type { MessagesOf } from '../catalogue.ts'
import { quote } from './wording.ts'

const times = (count: number): string => (count === 1 ? '' : ` (全部で ${count} 回。ここが最初です)`)

const expectations = {
  address: 'アドレス',
  prefix: 'プレフィックス',
  asn: 'AS 番号',
  number: '範囲内の数値',
  expression: '正規表現',
  community: '65001:100 や no-export のようなコミュニティ',
  word: 'キーワードまたは名前',
} as const

const things = {
  accessList: 'アクセス リスト',
  asPathList: 'AS パス リスト',
  communityList: 'コミュニティ リスト',
  prefixList: 'プレフィックス リスト',
  routeMap: 'ルート マップ',
  peerGroup: 'ピア グループ',
} as const

const effects = {
  deniesAll: 'この場合、ルーターはここでルートを 1 つも通しません。',
  permitsAll: 'この場合、ルーターはここですべてのルートを通します。',
  matchesNothing: 'この場合、条件はどのルートにも一致しません。',
  matchesAll: 'この場合、条件はすべてのルートに一致します。',
  ignored: 'この場合、指定は効果を持ちません。',
} as const

export const routerMessages: MessagesOf<typeof routers> = {
  HP1110: ({ statement, count }) => ({
    message: `文${quote(statement)}はパケットの経路に影響する可能性がありますが、シミュレーションの対象外です${times(count)}。`,
    advice:
      'ルートがここに示すものと異なる可能性があります。重要な場合は、その内容を hairpin.yaml に書いてください。',
  }),
  HP1111: ({ statement, count }) => ({
    message: `文${quote(statement)}は解釈できないため、使いませんでした${times(count)}。`,
    advice: 'ルートを変える文である場合は、その内容を hairpin.yaml に書いてください。',
  }),
  HP1112: ({ statement, expected }) => ({
    message: `文${quote(statement)}に${expectations[expected]}がないか、別のものが書かれています。この文は使いませんでした。`,
    advice: '修正してください。ルーター自身もこの文を受け付けません。',
  }),
  HP1113: ({ thing, name, effect }) => ({
    message: `ここで使われている${things[thing]}${quote(name)}は、このファイルのどこにも定義されていません。${effects[effect]}`,
    advice: '定義を追加するか、名前を修正するか、構成全体を指定してください。',
  }),
  HP1114: ({ neighbor, asn }) => ({
    message: `外部ネイバー${quote(neighbor)} (AS ${asn}) に両方向のポリシーがそろっていないため、FRR はポリシーのない方向でルートを交換しません。`,
    advice:
      'FRR 7.4 以降は in と out の両方にルート マップまたはリストを必要とします (RFC 8212)。追加するか、no bgp ebgp-requires-policy を指定してください。frr version の行がないファイルは、現在のバージョンとして扱います。',
  }),
}
