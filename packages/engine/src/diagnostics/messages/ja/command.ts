// Japanese messages about how the command was called, and about the program itself.
import type * as command from '../../findings/command.ts'
import type { MessagesOf } from '../catalogue.ts'
import { didYouMean, knownNames, quote, quoteAll } from './wording.ts'

export const commandMessages: MessagesOf<typeof command> = {
  HP9001: ({ command, known, suggestion }) => ({
    message: `コマンド${quote(command)}はありません。`,
    advice: `${didYouMean(suggestion)}${knownNames(known)}hairpin --help を参照してください。`,
  }),
  HP9002: ({ command, option, suggestion }) => ({
    message: `コマンド${quote(command)}にオプション${quote(option)}はありません。`,
    advice: `${didYouMean(suggestion)}コマンドの後に --help を付けて、使えるオプションを確認してください。`,
  }),
  HP9003: ({ option, example }) => ({
    message: `オプション${quote(option)}には値が必要です。`,
    advice: `次のように指定してください: ${quote(example)}。`,
  }),
  HP9004: ({ option, found, allowed, suggestion }) => ({
    message: `${quote(option)}に${quote(found)}は指定できません。指定できる値: ${quoteAll(allowed)}。`,
    advice: `${didYouMean(suggestion)}上の値のいずれかを指定してください。`,
  }),
  HP9005: ({ argument, usage }) => ({
    message: `引数${quote(argument)}がありません。`,
    advice: `次のように指定してください: ${quote(usage)}。`,
  }),
  HP9006: ({ argument, usage }) => ({
    message: `引数${quote(argument)}は余分です。`,
    advice: `次のように指定してください: ${quote(usage)}。入力のつもりであれば、その名前のファイルやフォルダーはここにありません。空白を含む名前は引用符で囲んでください。`,
  }),
  HP9099: ({ message }) => ({
    message: `入力の誤りではなく、Hairpin の不具合です: ${quote(message)}。`,
    advice: 'コマンド ラインと、公開できる場合は再現できる最小の入力を添えて報告してください。',
  }),
}
