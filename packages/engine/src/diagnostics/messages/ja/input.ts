// Japanese messages about reading files.
import type * as input from '../../findings/input.ts'
import type { MergeOutcome, MissingEffect, UnreadFormat } from '../../kinds.ts'
import type { MessagesOf } from '../catalogue.ts'
import { formatBytes, formatNumber } from '../printable.ts'
import { didYouMean, jsonExpectations, leading, quote, quoteAll } from './wording.ts'

const mergeOutcomes: Readonly<Record<MergeOutcome, string>> = {
  identical: '内容が同じため、1 つとして扱いました',
  joined: '内容に矛盾がないため、両方のプロパティを合わせました',
  secondWins: '内容が異なる箇所では、2 番目の値を使いました',
}

const missingEffects: Readonly<Record<MissingEffect, string>> = {
  addresses: 'このリソースが使用するアドレス',
  filters: 'このリソースによるパケットの許可や破棄',
  routes: 'このリソースによるルートの追加や削除',
  traffic: 'このリソースが転送、送信、または応答するトラフィック',
  unclear: 'このリソースによるルーティングへの影響',
}

const unreadFormats: Readonly<Record<UnreadFormat, { readonly reason: string; readonly advice: string }>> = {
  other: {
    reason: '名前から JSON とも YAML とも判断できません',
    advice: 'フォルダー、リソースを含む *.json ファイル、または hairpin.yaml を指定してください。',
  },
  terraform: {
    reason: 'このバージョンは Terraform を読み取りません',
    advice: 'デプロイ済みリソースを JSON でエクスポートして指定してください: az graph query -q "resources"。',
  },
}

export const inputMessages: MessagesOf<typeof input> = {
  HP1001: ({ file, suggestion }) => ({
    message: `ファイル${quote(file)}が存在しません。`,
    advice: `${didYouMean(suggestion)}パスを確認してください。パスは、それを記述したファイルまたは現在のフォルダーを基準に解釈されます。`,
  }),
  HP1002: ({ file, reason }) => ({
    message: `ファイル${quote(file)}は存在しますが、読み取れません: ${quote(reason)}。`,
    advice: 'フォルダーではなくファイルであること、読み取りのアクセス許可があることを確認してください。',
  }),
  HP1003: ({ file, root, rootToAdd }) => ({
    message: `ファイル${quote(file)}はルート フォルダー${quote(root)}の外にあるため、読み取りませんでした。`,
    advice: `信頼できるファイルであれば、オプション --root ${quote(rootToAdd)}を追加してください。`,
  }),
  HP1004: ({ file }) => ({
    message: `ファイル${quote(file)}は .git フォルダーの中にあります。.git フォルダーの中は読み取りません。`,
    advice: '作業ツリーのファイルを指定するか、別のフォルダーにコピーしてください。',
  }),
  HP1005: ({ file, size, limit }) => ({
    message: `ファイル${quote(file)}のサイズは ${formatBytes(size)} です。読み取れるのは ${formatBytes(limit)} までです。`,
    advice:
      'エクスポートするリソース グループを減らすか、ネットワークに関係しない種類のリソースを除いてください。',
  }),
  HP1006: ({ file, offset }) => ({
    message: `ファイル${quote(file)}はテキストではありません。${offset === undefined ? 'UTF-8 の文字でないバイト、または NUL を含んでいます' : `バイト位置 ${formatNumber(offset)} の値が UTF-8 の文字の一部でないか、NUL です`}。`,
    advice:
      'テキスト ファイルを指定してください。別の文字コードのテキストであれば、UTF-8 で保存し直してください。',
  }),
  HP1007: ({ folder, lookedFor }) => ({
    message: `フォルダー${quote(folder)}に入力ファイルが見つかりません。探したファイル: ${quoteAll(lookedFor)}。`,
    advice: '入力ファイルをコマンド ラインで指定するか、hairpin.yaml の inputs に列挙してください。',
  }),
  HP1008: ({ found, expected }) => ({
    message: `JSON の構文エラーです。${leading(jsonExpectations[expected])}が必要な位置に${found === undefined ? 'ファイルの終わりがあります' : `${quote(found)}があります`}。`,
    advice:
      found === undefined
        ? 'ファイルが途中で切れています。エクスポートまたはコピーをやり直すか、開いたかっこや引用符を閉じてください。'
        : 'この位置を修正してください。前後の読み取れた部分はそのまま使います。',
  }),
  HP1009: ({ problem }) => ({
    message: `YAML の構文エラーです: ${quote(problem)}。`,
    advice: 'インデント (タブではなく空白)、コロンの後の空白、引用符を確認してください。',
  }),
  HP1010: ({ key, first }) => ({
    message: `1 つのオブジェクトにキー${quote(key)}が 2 回現れます。最初の位置は${quote(first)}です。最後の値だけを使います。`,
    advice: 'どちらか一方を削除してください。',
  }),
  HP1011: ({ file, limit }) => ({
    message: `ファイル${quote(file)}の入れ子が ${formatNumber(limit)} 段を超えているため、最後まで読み取りませんでした。`,
    advice: 'これほど深い Azure リソースはありません。正しいファイルかどうかを確認してください。',
  }),
  HP1012: ({ found, limit }) => ({
    message: `入力に ${formatNumber(found)} 個のリソースがあります。扱えるのは ${formatNumber(limit)} 個までです。`,
    advice:
      'エクスポートするリソース グループを減らすか、互いに関係しない部分にネットワークを分けてください。',
  }),
  HP1013: ({ file, keys }) => ({
    message: `ファイル${quote(file)}は JSON ですが、対応している形式ではありません。${keys.length === 0 ? '' : `最上位のキー: ${quoteAll(keys)}。`}`,
    advice:
      '1 つのリソース (id、type、name を持つオブジェクト)、リソースの配列、{"value": [...]} (REST、az rest)、{"data": [...]} (Resource Graph)、または resources を持つ ARM テンプレートを指定してください。',
  }),
  HP1014: ({ index, missing }) => ({
    message: `この配列の要素 ${formatNumber(index)} (0 から数えた位置) はリソースではありません。${quoteAll(missing)}がありません。`,
    advice:
      '--query で一部のプロパティだけを取り出さず、リソース全体をエクスポートしてください。ほかの要素はそのまま使います。',
  }),
  HP1015: ({ id, first, second, outcome }) => ({
    message: `リソース${quote(id)}が${quote(first)}と${quote(second)}の 2 か所で宣言されています。${mergeOutcomes[outcome]}。`,
    advice: 'どちらか一方を入力から除いてください。',
  }),
  HP1016: ({ property, expression }) => ({
    message: `${quote(property)}の値が、評価されていないテンプレート式${quote(expression)}です。不明な値として扱います。`,
    advice: '式を評価できるように、テンプレート全体とパラメーターを指定するか、ここに値を書いてください。',
  }),
  HP1017: ({ type, count, effect }) => ({
    message: `種類${quote(type)}のリソースを ${formatNumber(count)} 個読み取りましたが、シミュレーションの対象外です。`,
    advice: `${missingEffects[effect]}が回答に反映されていない可能性があることに注意してください。`,
  }),
  HP1018: ({ type, count: number }) => ({
    message: `このファイルのリソース ${formatNumber(number)} 個は、properties のない形式 (az network コマンドの平坦化された出力) です。最初のものの種類は${quote(type)}です。これらのリソースは使いません。`,
    advice:
      'REST API の形式でエクスポートしてください: az graph query -q "resources"、az rest --method get --url ...、または az group export。',
  }),
  HP1019: ({ file, format }) => ({
    message: `ファイル${quote(file)}は読み取りません。${unreadFormats[format].reason}。`,
    advice: unreadFormats[format].advice,
  }),
  HP1020: ({ folder, files }) => ({
    message: `フォルダー${quote(folder)}には Azure リソースを含む JSON ファイルがありません。見つかった JSON ファイル: ${quoteAll(files)}。`,
    advice:
      'どこに問題があるかは、ファイルを 1 つずつ入力に指定すると分かります。必要なのは REST API の形式のリソースです (az graph query、az rest、または ARM テンプレート)。',
  }),
}
