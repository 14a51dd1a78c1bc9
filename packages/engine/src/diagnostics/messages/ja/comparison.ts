// Japanese messages about tables that Azure printed, and about the file that init writes.
import type * as comparison from '../../findings/comparison.ts'
import type { EvidenceTableKind, PlacingFault } from '../../kinds.ts'
import type { MessagesOf } from '../catalogue.ts'
import { didYouMean, knownNames, quote, quoteAll } from './wording.ts'

const kinds: Readonly<Record<EvidenceTableKind, string>> = {
  effectiveRoutes: 'ネットワーク インターフェイスの有効なルート',
  gatewayRoutes: 'ゲートウェイまたはルート サーバーの経路',
  circuitRoutes: '回線の経路',
  hubRoutes: '仮想ハブの有効なルート',
}

const faults: Readonly<Record<PlacingFault, string>> = {
  noName: 'どこの表か分かりません',
  severalNames: '該当する場所が複数あります',
  nothingThere: '入力に該当するものがありません',
}

export const comparisonMessages: MessagesOf<typeof comparison> = {
  HP4020: ({ folder }) => ({
    message: `${quote(folder)}に Azure が出力した表がありません。`,
    advice:
      'az の出力をこのフォルダーに保存してください。たとえば az network nic show-effective-route-table の出力を NIC.json に保存します。',
  }),
  HP4021: ({ file }) => ({
    message: `${quote(file)}は認識できる表ではないため、対象から外しました。`,
    advice:
      '読める表: az network nic show-effective-route-table、vnet-gateway list-learned-routes / list-advertised-routes、routeserver peering list-…-routes、express-route list-route-tables、vhub get-effective-routes の JSON または "-o table" の出力。',
  }),
  HP4022: ({ file, kind, fault, candidates, suggestion }) => ({
    message: `${quote(file)}は${kinds[kind]}ですが、${faults[fault]}。対象から外しました。`,
    advice:
      fault === 'nothingThere'
        ? '表を取得したネットワークが入力に含まれているか確認してください。'
        : `${suggestion === undefined ? '' : `予測が最も近いのは${quote(suggestion)}です。正しければ --place ${file}=${suggestion} を指定してください。`}ファイル名に場所の名前を含めるか、--place FILE=NAME または hairpin.yaml の "evidence" で指定してください。${knownNames(candidates)}`,
  }),
  HP4023: ({ file, kind, place, known, suggestion }) => ({
    message: `${quote(file)}は${quote(place)}の${kinds[kind]}ですが、${quote(place)}は入力にありません。対象から外しました。`,
    advice: `${didYouMean(suggestion)}${knownNames(known)}読み取ったものは inspect コマンドで一覧できます。`,
  }),
  HP4024: ({ file, error }) => ({
    message: `${quote(file)}の内容は表ではなくエラーです: ${quote(error)}。`,
    advice:
      error === 'NicMustBeAttachedToRunningVm'
        ? 'Azure が有効なルートを表示するのは、仮想マシンの実行中だけです。起動してから取得し直してください。Hairpin の予測は routes コマンドでいつでも表示できます。'
        : '取得し直してください。',
  }),
  HP4025: ({ file, what }) => ({
    message: `${quote(file)}の内容は${quote(what)}で、比較の対象ではありません。`,
    advice: '対応は不要です。ほかの表は比較されます。',
  }),
  HP4026: ({ file, files, suggestion }) => ({
    message: `--place または hairpin.yaml の "evidence" に${quote(file)}がありますが、その名前の表のファイルはありません。`,
    advice: `${didYouMean(suggestion)}${files.length === 0 ? '名前を確認してください。' : `表のファイル: ${quoteAll(files)}。`}`,
  }),
  HP4030: ({ file }) => ({
    message: `${quote(file)}は既にあるため、変更しませんでした。`,
    advice: '--stdout で画面に表示するか、--force で置き換えてください。',
  }),
  HP4031: ({ file, reason }) => ({
    message: `${quote(file)}に書き込めませんでした: ${reason}。`,
    advice: '--stdout で画面に表示してください。',
  }),
}
