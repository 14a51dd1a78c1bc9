// Japanese messages about exports of live networks.
import type * as exported from '../../findings/exports.ts'
import type { MessagesOf } from '../catalogue.ts'
import { formatNumber } from '../printable.ts'
import { quote, quoteResource } from './wording.ts'

/** HP1100 to HP1104. */
export const exportMessages: MessagesOf<typeof exported> = {
  HP1100: ({ file, found, total }) => ({
    message: `${quote(file)}の一覧には続きがあります。入力にあるのは${total === undefined ? '' : ` ${formatNumber(total)} 個のうち`} ${formatNumber(found)} 個で、次のページがありません。`,
    advice:
      '残りのページを同じフォルダーに取得してください。az graph query では --skip-token、az rest では nextLink のアドレスを使います。az の list コマンドはすべてのページを自動で取得します。',
  }),
  HP1101: ({ found }) => ({
    message: `PowerShell が深い階層を省略し、代わりに${quote(found)}と書いています。省略された値は不明として扱います。`,
    advice: '深さを増やしてもう一度エクスポートしてください: ConvertTo-Json -Depth 20。',
  }),
  HP1102: ({ resource }) => ({
    message: `${quoteResource(resource)}は、最後の変更が失敗した状態です。実際の動作は、表示されている設定と異なることがあります。`,
    advice: '状態が Succeeded になるまで、変更をやり直すか、変更なしで更新してください。',
  }),
  HP1103: ({ count: number }) => ({
    message: `このファイルのリソース ${formatNumber(number)} 個は、名前だけで設定がありません。ここでは数えません。`,
    advice:
      'az resource list の出力は一覧にすぎません。リソースそのものをエクスポートしてください: az network vnet list、az graph query -q "resources"、または scripts/collect-azure.sh。',
  }),
  HP1104: ({ resource, childType, count: number }) => ({
    message: `${quoteResource(resource)}には${quote(childType)}が ${formatNumber(number)} 個ありますが、入力に含まれていません。これらなしで答えます。`,
    advice:
      'Azure はこれらをリソースとは別に一覧します。あわせてエクスポートしてください: az rest --method get --url ID/TYPE?api-version=...、または scripts/collect-azure.sh。',
  }),
}
