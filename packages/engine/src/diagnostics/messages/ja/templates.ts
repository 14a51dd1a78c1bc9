// Japanese messages about templates as they are evaluated.
import type * as templates from '../../findings/templates.ts'
import type { EvaluationLimit } from '../../kinds.ts'
import type { MessagesOf } from '../catalogue.ts'
import { frontOf } from '../module-paths.ts'
import { formatNumber } from '../printable.ts'
import { armExpectations, bicepExpectations, didYouMean, leading, quote, quoteAll } from './wording.ts'

const evaluationLimits: Readonly<Record<EvaluationLimit, string>> = {
  depth: '値の参照の連鎖が深すぎます',
  steps: '評価の手順が多すぎます',
  values: 'リソースの内容が大きすぎます',
}

export const templateMessages: MessagesOf<typeof templates> = {
  HP1059: ({ found, expected, suggestion }) => ({
    message: `Bicep の構文エラーです。${leading(bicepExpectations[expected])}が必要な位置に${found === undefined ? 'ファイルの終わり' : found === '\n' ? '行の終わり' : quote(found)}があります。`,
    advice: `${didYouMean(suggestion)}${
      found === undefined
        ? '開いたかっこや引用符を閉じるか、ファイルが途中で切れていないかを確認してください。'
        : 'この位置を修正してください。前後の読み取れた部分はそのまま使います。'
    }`,
  }),
  HP1060: ({ name, suggestion }) => ({
    message: `${quote(name)}という名前はここで宣言されていません。値は不明です。`,
    advice: `${didYouMean(suggestion)}パラメーター、変数、リソース、モジュールのいずれかとして宣言するか、名前を修正してください。`,
  }),
  HP1061: ({ name, suggestion }) => ({
    message: `関数${quote(name)}は未対応のため、結果は不明です。`,
    advice: `${didYouMean(suggestion)}Bicep の関数であればお知らせください。この関数に依存しない部分は回答に含まれます。`,
  }),
  HP1062: ({ path }) => ({
    message: `${quote(path[0] ?? '')}の値が自分自身に依存しています: ${path.map(quote).join(' → ')}。`,
    advice: '互いに参照している値のどれかに固有の値を与えて、循環を解消してください。',
  }),
  HP1063: ({ name }) => ({
    message: `パラメーター${quote(name)}に値がありません。`,
    advice: `--param ${name}=値、hairpin.yaml の「parameters」、または入力に .bicepparam ファイルを指定して与えてください。このパラメーターに依存しない部分は回答に含まれます。`,
  }),
  HP1064: ({ module, name, suggestion }) => ({
    message: `モジュール${quote(module)}にパラメーター${quote(name)}はありません。値は使われません。`,
    advice: `${didYouMean(suggestion)}名前を修正するか、モジュールでパラメーターを宣言してください。`,
  }),
  HP1065: ({ module, name, declaredAt }) => ({
    message: `モジュール${quote(module)}に必要なパラメーター${quote(name)} (宣言: ${quote(declaredAt)}) が渡されていません。`,
    advice: '「params」で渡してください。それまで値は不明で、この値から作られる名前は記号で表されます。',
  }),
  HP1066: ({ of, limit }) => ({
    message: `テンプレートの評価をここで打ち切りました。${evaluationLimits[of]} (上限: ${formatNumber(limit)})。`,
    advice:
      'それまでに分かったものは残し、以降の値は不明とします。テンプレートを分割するか、ループを小さくしてください。',
  }),
  HP1067: ({ path }) => ({
    message: `モジュール${quote(path)}は${/^ts/i.test(path) ? 'テンプレート スペック' : 'レジストリ'}のもので、ファイルが手元にありません。そのリソースは回答に含まれず、出力は不明です。`,
    advice: `「bicep restore」で復元したキャッシュを --module-cache ~/.bicep で指定するか、コピーの場所を --module-path ${frontOf(path)}=フォルダー (または hairpin.yaml の「modulePaths」) で指定してください。`,
  }),
  HP1068: ({ files }) => ({
    message: `モジュールが自分自身を展開しています: ${files.map(quote).join(' → ')}。`,
    advice: 'Azure はこれを受け付けません。循環を閉じているモジュールを取り除いてください。',
  }),
  HP1069: ({ origin }) => ({
    message: `このループの対象となる一覧が不明です (${quote(origin)})。ループで宣言されるものは回答に含まれません。`,
    advice: '一覧が依存するパラメーターを --param で指定してください。',
  }),
  HP1070: ({ found, limit, loop }) => ({
    message: `${loop === undefined ? 'このループ' : `ループ${quote(loop)}`}の繰り返しは ${found} 回ですが、Azure の上限は ${limit} 回です。`,
    advice: `先頭の ${limit} 回分を読み取りました。ループを分割してください。`,
  }),
  HP1071: ({ found, expected }) => ({
    message: `式の中で${leading(armExpectations[expected])}が必要な位置に${found === undefined ? '式の終わり' : quote(found)}があります。値は不明です。`,
    advice: '式を修正してください。[ で始まり ] で終わるだけの文字列は、先頭を [[ と書きます。',
  }),
  HP1072: ({ uri }) => ({
    message: `リンクされたテンプレート${quote(uri)}が、メインのテンプレートの近くに見つかりません。`,
    advice:
      'そのリソースは回答に含まれず、出力は不明です。リンクの末尾と同じパスで、メインのテンプレートのフォルダーの下にファイルを置いてください。',
  }),
  HP1073: ({ file }) => ({
    message: `${quote(file)}はテンプレートとして展開されますが、「resources」がなく、テンプレートではありません。`,
    advice:
      'ARM テンプレート (「$schema」「contentVersion」「resources」を持つもの) または Bicep ファイルを指定してください。',
  }),
  HP1074: ({ template, files }) => ({
    message: `${quote(template)}のパラメーター ファイルの候補が複数あります: ${quoteAll(files)}。どれも使いませんでした。`,
    advice: '使うファイルを、テンプレートと並べて入力に指定してください。',
  }),
  HP1075: ({ file }) => ({
    message: `${quote(file)}はパラメーター ファイルですが、入力にテンプレートがありません。`,
    advice: 'テンプレートも一緒に入力に指定してください。',
  }),
  HP1076: ({ name }) => ({
    message: `パラメーター${quote(name)}に「value」も「reference」もないため、値がありません。`,
    advice: '名前の後に {"value": …} と書いてください。',
  }),
}
