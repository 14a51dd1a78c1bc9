// Japanese messages about hairpin.yaml.
import type * as world from '../../findings/world.ts'
import type { MessagesOf } from '../catalogue.ts'
import {
  amid,
  anyValueKind,
  didYouMean,
  knownNames,
  leading,
  quote,
  quoteAll,
  things,
  valueKind,
} from './wording.ts'

const inPath = (path: string): string => (path === '' ? 'hairpin.yaml の最上位' : quote(path))

export const worldMessages: MessagesOf<typeof world> = {
  HP1031: ({ path, field, known, suggestion }) => ({
    message: `${inPath(path)}にフィールド${quote(field)}はありません。この指定は使われません。`,
    advice: `${didYouMean(suggestion)}${knownNames(known)}名前を修正するか、フィールドを削除してください。`,
  }),
  HP1032: ({ path, found, expected }) => ({
    message: `${path === '' ? 'hairpin.yaml の最上位' : quote(path)}の値が${amid(valueKind(found))}です。${leading(anyValueKind(expected))}が必要です。`,
    advice: '必要な種類の値を書いてください。hairpin.yaml のほかの部分はそのまま使います。',
  }),
  HP1033: ({ path, kind, name, known, suggestion }) => ({
    message: `${quote(path)}が指す${amid(things[kind])}${quote(name)}は、どの入力でも宣言されていません。`,
    advice: `${didYouMean(suggestion)}${knownNames(known)}名前を修正するか、それを宣言しているファイルを入力に追加してください。`,
  }),
  HP1034: ({ found, supported }) => ({
    message: `hairpin.yaml のバージョンは${quote(found)}です。このプログラムが読み取れるのはバージョン ${supported} です。`,
    advice: `version: ${supported} と書くか、このファイルに対応する Hairpin のリリースを使ってください。`,
  }),
  HP1035: ({ found, earliest, latest }) => ({
    message: `年の指定${quote(String(found))}に対応する動作は分かりません。指定できるのは ${earliest} 年から ${latest} 年までです。`,
    advice: 'この範囲の年を指定してください。省略すると最新の動作になります。',
  }),
  HP1036: ({ path, field }) => ({
    message: `${inPath(path)}にフィールド${quote(field)}がありません。`,
    advice:
      'フィールドを追加してください。追加するまでこの項目は使われません。hairpin.yaml のほかの部分はそのまま使います。',
  }),
  HP1038: ({ path, fields, found }) => ({
    message: `${quote(path)}には${quoteAll(fields)}のうち 1 つだけが必要です。現在の指定: ${found.length === 0 ? 'なし' : quoteAll(found)}。`,
    advice:
      '1 つだけ指定してください。それまでこの項目は使われません。hairpin.yaml のほかの部分はそのまま使います。',
  }),
  HP1039: ({ file }) => ({
    message: `ファイル${quote(file)}はサービス タグの一覧ではありません。「values」の各項目に「name」と「properties.addressPrefixes」を持つオブジェクトが必要です。`,
    advice:
      'Microsoft の「Azure IP Ranges and Service Tags」をダウンロードし、そのファイルを指定してください。それまでは Hairpin に付属の一覧を使います。',
  }),
}
