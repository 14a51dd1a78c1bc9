// The command's own words in Japanese.
import type { CommandWords } from './catalogue.ts'

/** All Japanese words of the command. */
export const japanese: CommandWords = {
  purpose:
    'Hairpin は、Azure のハブ スポーク ネットワークでパケットがどこへ行くかを、デプロイの前に調べます。',
  usageHeading: '使い方',
  commandsHeading: 'コマンド',
  argumentsHeading: '引数',
  optionsHeading: 'オプション',
  examplesHeading: '例',
  exitCodesHeading: '終了コード',
  commands: {
    routes: '有効なルート (`az network nic show-effective-route-table -o table` と同じ表)',
    trace: '往路と復路をホップごとに、理由とともに表示',
    bgp: 'すべての BGP スピーカーが学習した経路と広報する経路。プレフィックスの出どころと止まる場所',
    guest: 'マシンのアドレス、カーネルのルート、FRR の表を、そのマシンの表示のまま出力',
    inspect: '読み取ったもの、分からない値、仮定したもの',
    compare: 'Azure から取得した表と予測の比較。相違点ごとの原因',
    init: '入力から分からないことをコメント行で並べた hairpin.yaml の作成',
    tour: '例のネットワークのルートと、理由付きのトレース',
  },
  arguments: {
    routes:
      'NIC、VM、SUBNET (vnet/subnet)、GATEWAY (ルート サーバーと Azure Firewall も可) のいずれか 1 つ。名前を省略するとすべてを表示します。',
    trace:
      'FROM と TO には VM、NIC、サービス、サイトのホスト、アドレスのいずれかを指定します。FROM には internet、TO にはパブリック IP アドレス、ロード バランサー、ファイアウォール、プライベート エンドポイントも指定できます。TO の後に PORT を付けると TCP になります (--proto udp で UDP)。IPv6 アドレスにポートを付けるときは [アドレス]:ポート と書きます。',
    bgp: 'SPEAKER にはゲートウェイ、ルート サーバー、仮想ハブ、回線、仮想マシン、サイトのいずれかを指定します。省略するとすべてを表示します。',
    guest: 'VM: 仮想マシン。スケール セットの名前なら、その最初のインスタンス。',
    inspect: '名前は指定しません。',
    compare:
      'FOLDER には az の出力をファイルで、または evidence/ フォルダーに置きます (ファイル 1 つでも可)。予測は INPUT から、なければ FOLDER 自体の resources/ と hairpin.yaml から作ります。表の場所は、ファイル名に含まれる NIC、仮想マシン、ゲートウェイ、回線、ハブの名前で決まります。',
    init: '名前は指定しません。最初の INPUT と同じフォルダーに書きます。既にあれば書きません。',
    tour: 'ありません。',
  },
  options: {
    output: '出力の形式',
    wide: 'ユーザー定義ルートの名前、宣言箇所、規則も表示',
    proto: 'パケットのプロトコル (既定は icmp、ポートがあれば tcp)',
    style: 'このツールの表示を予測して出力',
    expect: '結果が異なる場合は終了コード 1',
    prefix: 'このプレフィックスの広報元、学習したスピーカー、止まる場所とその理由',
    show: 'この部分だけを出力。layers はカーネルと有効なルートの食い違い',
    place: 'ファイルの表の場所 (NIC、ROUTE_SERVER/PEER、CIRCUIT/primary など。複数指定可)',
    strict: '相違があれば終了コード 1',
    stdout: 'ファイルに書かず画面に表示',
    force: '既存の hairpin.yaml を置き換える',
    param: 'テンプレートのパラメーター (複数指定可)',
    modulePath:
      'レジストリやテンプレート スペックのモジュールの場所を、パスの先頭部分ごとに指定 (複数指定可)',
    moduleCache: '`bicep restore` が書き込んだフォルダー (複数指定可)',
    env: 'パラメーター ファイルの readEnvironmentVariable() に渡す環境変数 (複数指定可)',
    externalInput:
      'パラメーター ファイルの externalInput() に渡す値。種類または 種類:名前 で指定 (複数指定可)',
    era: '予測する Azure の動作の年 (既定は最新)',
    plan: 'Terraform プランの適用前と適用後のどちらを使うか (既定は after)',
    root: 'このフォルダーの中のファイルだけを読む',
    resourceGroup: 'テンプレートのデプロイ先リソース グループ',
    subscription: 'テンプレートのデプロイ先サブスクリプション',
    location: 'テンプレートのデプロイ先リージョン',
    lang: '表示言語 (既定は LC_ALL、LC_MESSAGES、LANG から判断)',
    verbose: '等コストの経路をすべて、情報レベルの指摘、異常終了の詳細も表示',
    color: '色を付けない (NO_COLOR も同じ)',
    version: 'バージョンを表示',
    help: 'このヘルプを表示',
  },
  oneOf: (values) => `。${values.join('、')} のいずれか`,
  inputs:
    'INPUT はテンプレート、エクスポート、またはそれらを含むフォルダーで、既定は現在のフォルダーです。存在するファイルまたはフォルダーの名前は INPUT、それ以外の引数は名前として扱います。名前は「グループ/名前」またはリソース ID でも指定できます。',
  exitCodes: [
    ['0', '回答あり (パケットの破棄も回答のひとつ)'],
    ['1', 'エラーの指摘がある、--expect の結果と異なる、または --strict で相違がある'],
    ['2', '回答できない: 使い方の誤り、読めない入力、存在しない名前'],
  ],
  moreHelp: 'コマンドごとのヘルプ: hairpin COMMAND --help',

  reading: (files) => `ファイルを読み取り中 (${files})…`,
  analysing: (resources) => `リソース ${resources} 件からルートを計算中…`,
  answering: '回答を作成中…',

  expectationNotMet: (expected, verdict) => `--expect ${expected} の結果と異なります: ${verdict}`,

  differencesNotAllowed: (differences) => `--strict: ${differences} 行が異なります`,
  written: (file) =>
    `${file} を書きました。まだ何も有効ではありません。分かる行のコメントを外して記入し、もう一度実行してください。`,

  tour: {
    title: '2 つのハブと 1 つの ExpressRoute 回線',
    description:
      '2 つのハブ スポーク ネットワークのハブが、同じ ExpressRoute 回線に接続されています。両者の間の通信は回線の端で折り返し、同じハブのスポーク同士は通信できません。',
  },
}
