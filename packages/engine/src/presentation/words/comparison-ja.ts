// Japanese words of `compare`.
import type { Parameters } from './catalogue.ts'
import type { ComparisonWords } from './comparison-words.ts'

const p = (parameters: Parameters, name: string): string => parameters[name] ?? '?'

const kinds: Readonly<Record<string, string>> = {
  virtualMachine: '仮想マシン',
  connection: '接続',
  circuit: '回線',
  localNetworkGateway: 'ローカル ネットワーク ゲートウェイ',
  vpnSite: 'VPN サイト',
}

/** All Japanese words of `compare`. */
export const comparisonJapanese: ComparisonWords = {
  agreement: ({ percent, matched, recorded, extra, tables }) =>
    `一致率 ${percent}: ${tables} 個の表の ${recorded} 行のうち ${matched} 行が予測どおりです。予測だけにある行は ${extra} 行です。`,
  noneRows: ({ matched, recorded, extra }) =>
    `次ホップが None の予約済みプレフィックス (年とリージョンで異なるため集計外): ${recorded} 行のうち ${matched} 行が予測どおり、予測だけにある行は ${extra} 行です。`,
  nothing: '比較できる表がありません。',
  columns: ['表', '行', '一致', '不一致', '予測のみ', 'ファイル'],
  tableKinds: {
    effectiveRoutes: '有効なルート',
    learned: '学習した経路',
    advertised: '広報する経路',
    circuitRoutes: '回線の経路',
    hubRoutes: 'ハブの経路',
  },
  differencesHeading: '相違点 (原因別)',
  noDifferences: 'すべての行が予測どおりです。',
  rows: (count) => `${count} 行`,
  noneRowsOf: (count) => `None の ${count} 行`,
  moreRows: (count) => `…ほか ${count} 行 (--verbose ですべて表示)`,
  changes: { onlyInAzure: 'Azure のみ', onlyPredicted: '予測のみ', differs: '不一致' },
  columnNames: {
    source: 'ソース',
    state: '状態',
    nextHopType: '次ホップの種類',
    nextHopIps: '次ホップ',
    nextHop: '次ホップ',
    nextHops: '次ホップ',
    asPath: 'AS パス',
    origin: 'オリジン',
    sourcePeer: 'ピア',
  },
  azure: 'Azure',
  predicted: '予測',
  empty: 'なし',
  causes: {
    drift: {
      title: () => 'デプロイされているものが入力と異なります',
      meaning: () => '収集したリソースから予測すると、これらの行は一致します。入力と収集したリソースの違い:',
    },
    siteNotDescribed: {
      title: (parameters) =>
        `Azure の外のネットワークが未記述です: ${kinds[p(parameters, 'kind')] ?? ''} ${p(parameters, 'name')} の先`,
      meaning: () => 'Azure はこれらのプレフィックスを学習していますが、広報元がどこにも記述されていません。',
    },
    addressNotKnown: {
      title: (parameters) =>
        `Azure が選んだ ${p(parameters, 'gateway')} のアドレスが hairpin.yaml にありません`,
      meaning: () => 'これがないと、表の 2 行が 1 行と同じに見えます。',
    },
    down: {
      title: (parameters) =>
        `表を取得したとき${p(parameters, 'kind') === 'circuit' ? '、お客様側セッションがダウン:' : '停止または切断:'} ${kinds[p(parameters, 'kind')] ?? ''} ${p(parameters, 'name')}`,
      meaning: (parameters) =>
        p(parameters, 'kind') === 'virtualMachine'
          ? '入力では実行中です。停止した仮想マシンは次ホップにならず、BGP セッションも張れません。'
          : '入力では稼働中です。',
    },
    era: {
      title: (parameters) =>
        `Azure の動作が別の年のものです: ${p(parameters, 'setting')} ${p(parameters, 'value')}`,
      meaning: () =>
        '動作が変わる日はリージョンごとに異なります。この設定で、取得した表のとおりに予測されます。',
    },
    userRoute: {
      title: (parameters) =>
        parameters['routeTable'] === ''
          ? `${p(parameters, 'nic')} のユーザー定義ルートが入力と異なります (入力にはルート テーブルがありません)`
          : `ユーザー定義ルートが入力のルート テーブル ${p(parameters, 'routeTable')} と異なります`,
      meaning: () =>
        '手作業で変更されたか、入力がデプロイより古い可能性があります。リソースも一緒に収集すると、どのルートかが分かります。',
    },
    peering: {
      title: (parameters) => `${p(parameters, 'nic')} の周囲のアドレス空間またはピアリングが入力と異なります`,
      meaning: () =>
        'ピアリングまたはアドレス空間が追加か削除されたか、相手の仮想ネットワークが入力にない可能性があります。',
    },
    notAnnounced: {
      title: (parameters) => `広報元が記述されていない経路を学習しています: ${p(parameters, 'learners')}`,
      meaning: () =>
        '広報元を hairpin.yaml に記述してください (プレフィックスを持つサイト、または BGP 設定を持つゲスト)。init コマンドが記入欄を書き出します。',
    },
    notLearned: {
      title: (parameters) => `${p(parameters, 'learners')} にあるはずの経路が Azure にありません`,
      meaning: () =>
        'セッションまたは接続のダウン、フィルター、ゲートウェイ ルート伝達の無効化が考えられます。ゲートウェイが学習した経路も比較してください。',
    },
    notPredicted: {
      title: () => 'まったく予測されていない表です',
      meaning: () =>
        '場所は分かりますが、Hairpin にはこの表がありません。セッションまたはリソースの種類が不足しています。',
    },
    rule: {
      title: (parameters) =>
        parameters['rule'] === '' || parameters['rule'] === undefined
          ? '原因が見つかりません'
          : `原因が見つかりません。行の根拠は規則 ${p(parameters, 'rule')} です`,
      meaning: () =>
        '入力が当時のネットワークのとおりなら、予測が誤っている可能性があります。--output json の出力と、差し支えなければ入力を添えて報告してください。',
    },
  },
  proved: 'これを反映して計算し直すと、これらの行は一致します。',
  suggestion: 'hairpin.yaml への記述:',
  resourceKinds: {
    virtualNetwork: '仮想ネットワーク',
    subnet: 'サブネット',
    routeTable: 'ルート テーブル',
    route: 'ルート',
    peering: 'ピアリング',
    gateway: 'ゲートウェイ',
    connection: '接続',
    networkInterface: 'ネットワーク インターフェイス',
    virtualMachine: '仮想マシン',
    routeServer: 'ルート サーバー',
    virtualHub: '仮想ハブ',
  },
  change: ({ kind, name, property, input, collected, declaredAt }) => {
    const place = declaredAt === undefined ? '' : ` (${declaredAt})`
    if (input === undefined)
      return `${kind} ${name} が入力にありません${property === 'exists' ? '' : ` (デプロイ済み: ${collected})`}`
    if (collected === undefined)
      return `${kind} ${name} がデプロイされていません${property === 'exists' ? '' : ` (入力: ${input})`}${place}`
    return `${kind} ${name}: ${property} は ${collected}、入力では ${input}${place}`
  },
  otherChangesHeading: '入力と収集したリソースのその他の違い (どの行にも影響しません)',
  unstated: (addresses) =>
    `どの入力にもないため、比較していないアドレス: ${addresses}。hairpin.yaml の circuits、gateways、routeServers、virtualHubs に書くと比較されます。`,
}
