// Japanese messages about parameter files, given values, and modules of registries.
import type * as templateInputs from '../../findings/template-inputs.ts'
import type { ExternalValueKind, ParameterRule, ParameterSource } from '../../kinds.ts'
import type { MessagesOf } from '../catalogue.ts'
import { didYouMean, quote, quoteAll, valueKind } from './wording.ts'

const demands: Readonly<Record<ParameterRule, (limit: string) => string>> = {
  allowed: (limit) => `${limit}のいずれか`,
  maxLength: (limit) => `長さが${limit}以下`,
  maxValue: (limit) => `${limit}以下`,
  minLength: (limit) => `長さが${limit}以上`,
  minValue: (limit) => `${limit}以上`,
}

const corrections: Readonly<Record<ParameterSource, string>> = {
  option: '--param の名前を修正してください。',
  parameterFile: '名前を修正するか、パラメーター ファイルからこの行を取り除いてください。',
  worldFile: 'hairpin.yaml の「parameters」の名前を修正してください。',
}

const externalValues: Readonly<Record<ExternalValueKind, (name: string) => readonly [string, string]>> = {
  commandArgument: (name) => [`コマンドライン引数${quote(name)}`, `--external-input sys.cliArg:${name}=値`],
  environmentVariable: (name) => [`環境変数${quote(name)}`, `--env ${name}=値`],
  externalInput: (name) => [`外部入力${quote(name)}`, `--external-input ${name}=値`],
}

export const templateInputMessages: MessagesOf<typeof templateInputs> = {
  HP1080: ({ path, mapping, lookedFor }) => ({
    message: `モジュール${quote(path)}は${quote(mapping)}で対応付けられていますが、その場所にモジュールがありません。`,
    advice: `探したファイル: ${quoteAll(lookedFor)}。対応付けを修正するか、モジュールを置いてください。それまでリソースは回答に含まれません。`,
  }),
  HP1081: ({ path, alias, suggestion }) => ({
    message: `パス${quote(path)}の別名${quote(alias)}は、このファイルより上の bicepconfig.json で宣言されていません。`,
    advice: `${didYouMean(suggestion)}ルート内の bicepconfig.json の「moduleAliases」で宣言するか、--module-path で対応付けてください。`,
  }),
  HP1082: ({ path, expected }) => ({
    message: `パス${quote(path)}は不完全です。正しい形式: ${quote(expected)}。`,
    advice: 'パスを修正してください。',
  }),
  HP1083: ({ name, rule, found, limit }) => ({
    message: `パラメーター${quote(name)}の値${found === undefined ? '' : quote(found)}は許可されていません。${demands[rule](quote(limit))}である必要があります。`,
    advice:
      'Azure はこの値を受け付けません。ここではそのまま使いました。別の値を指定するか、宣言を変更してください。',
  }),
  HP1084: ({ name, expected, found }) => ({
    message: `パラメーター${quote(name)}の宣言は「${valueKind(expected)}」ですが、「${valueKind(found)}」が指定されています。`,
    advice: 'Azure はこの値を受け付けません。宣言した型の値を指定してください。',
  }),
  HP1085: ({ name, template, source, suggestion }) => ({
    message: `テンプレート${quote(template)}にパラメーター${quote(name)}はありません。値は使われません。`,
    advice: `${didYouMean(suggestion)}${corrections[source]}`,
  }),
  HP1086: ({ file }) => ({
    message: `パラメーター ファイル${quote(file)}はテンプレートを指定していないため、何も展開しません。`,
    advice:
      "先頭に using 'main.bicep' と書くか、これを extends するファイルを指定してください。「using none」のファイルは、ほかのファイルの土台としてのみ使われます。",
  }),
  HP1087: ({ files }) => ({
    message: `パラメーター ファイルが自分自身を extends しています: ${files.map(quote).join(' → ')}。`,
    advice: '循環を閉じている「extends」を取り除いてください。それより前の値は使いました。',
  }),
  HP1088: ({ kind, name }) => {
    const [what, option] = externalValues[kind](name)
    return {
      message: `${what}が指定されていないため、値は不明です。`,
      advice: `${option} で指定してください。同じ入力からどこでも同じ回答が得られるように、実際の環境は読み取りません。`,
    }
  },
  HP1089: ({ template, files }) => ({
    message: `${quote(template)}のとなりにパラメーター ファイルがありますが、どれも使いませんでした: ${quoteAll(files)}。`,
    advice: '使うファイルを入力として指定するか、main.bicepparam という名前にしてください。',
  }),
}
