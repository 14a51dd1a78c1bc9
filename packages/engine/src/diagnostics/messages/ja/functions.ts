// Japanese messages about calls of template functions.
import type * as functions from '../../findings/functions.ts'
import type { FunctionFailure } from '../../kinds.ts'
import type { MessagesOf } from '../catalogue.ts'
import { formatNumber } from '../printable.ts'
import { amid, anyValueKind, leading, quote, valueKind } from './wording.ts'

const argumentCount = (least: number, most: number | undefined): string => {
  if (most === undefined) return `${formatNumber(least)} 個以上`
  return least === most
    ? `${formatNumber(least)} 個`
    : `${formatNumber(least)} 個から ${formatNumber(most)} 個`
}

/** Why a function has no result, as the end of a sentence. */
export const functionFailures: Readonly<Record<FunctionFailure, (detail: string) => string>> = {
  addressOutside: (detail) => `範囲の中に番号${quote(detail)}のものがありません`,
  base64: (detail) => `${quote(detail)}は Base64 ではありません (SGVsbG8= の形式が必要です)`,
  boolean: (detail) => `${quote(detail)}は true でも false でもありません`,
  dataUri: (detail) => `${quote(detail)}はデータ URI ではありません (data:;base64,SGVsbG8= の形式が必要です)`,
  date: (detail) =>
    `${quote(detail)}は日時または期間ではありません (2024-05-01T12:00:00Z や P1DT2H の形式が必要です)`,
  differentTypes: () => '引数の種類がそろっていません',
  divisionByZero: () => '0 で割っています',
  emptyList: () => '配列が空です (1 つ以上の数値が必要です)',
  emptyText: () => '探す文字列が空です',
  formatItem: (detail) =>
    `${quote(detail)}に対応する引数がありません ({0} の形式が必要です。波かっこそのものは {{ と書きます)`,
  formatSpecifier: (detail) => `数値の書式${quote(detail)}には対応していません`,
  integer: (detail) => `${quote(detail)}は整数ではありません`,
  json: (detail) => `文字列${quote(detail)}は JSON ではありません`,
  jsonPath: (detail) =>
    `パス${quote(detail)}には対応していません ($.vnets[0].name のように名前と位置で書きます)`,
  keyWithoutValue: (detail) => `キー${quote(detail)}の後に値がありません`,
  lambdaResult: () => 'ラムダ式の結果の種類が正しくありません',
  negative: (detail) => `${quote(detail)}は負の数です`,
  noResourceGroup: () => 'デプロイ先がリソース グループではありません',
  noResourceType: () =>
    '引数の中にリソースの種類がありません (Microsoft.Network/virtualNetworks の形式が必要です)',
  overflow: () => '結果が 64 ビットに収まりません',
  pathNotFound: (detail) => `パス${quote(detail)}には何もありません`,
  position: (detail) => `位置${quote(detail)}は値の範囲外です`,
  prefix: (detail) =>
    `${quote(detail)}はアドレス プレフィックスではありません (10.0.0.0/16 や 2001:db8::/48 の形式が必要です)`,
  prefixLength: (detail) =>
    `プレフィックス長${quote(detail)}が元のプレフィックスより短いか、アドレスより長くなっています`,
  resourceNames: (detail) => `名前の数がリソースの種類${quote(detail)}に合いません`,
  stopped: (detail) => `テンプレートがメッセージ${quote(detail)}で停止します`,
  tooLarge: (detail) => `結果が上限${quote(detail)}を超えます`,
  uri: (detail) => `${quote(detail)}は URI ではありません。正しい形式: https://host/path`,
}

export const functionMessages: MessagesOf<typeof functions> = {
  HP1051: ({ name, found, least, most }) => ({
    message: `関数${quote(name)}の引数が ${formatNumber(found)} 個あります。必要な数は ${argumentCount(least, most)}です。`,
    advice: '呼び出しを修正してください。修正するまで、結果は不明な値として扱います。',
  }),
  HP1052: ({ name, index, found, expected }) => ({
    message: `関数${quote(name)}の引数 ${formatNumber(index)} が${amid(valueKind(found))}です。${leading(anyValueKind(expected))}が必要です。`,
    advice: '必要な種類の値を渡してください。修正するまで、結果は不明な値として扱います。',
  }),
  HP1053: ({ name, why, detail }) => ({
    message: `関数${quote(name)}の結果を求められません: ${functionFailures[why](detail)}。`,
    advice: '引数、またはその元の値を修正してください。修正するまで、結果は不明な値として扱います。',
  }),
}
