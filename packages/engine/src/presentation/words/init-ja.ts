// Japanese words of the file that `init` writes.
import type { Parameters } from './catalogue.ts'
import type { InitWords } from './init-words.ts'

const p = (parameters: Parameters, name: string): string => parameters[name] ?? '?'

const instead = (parameters: Parameters): string =>
  `入力にある仮想マシンやゲートウェイなら、代わりに devices: [{ ${p(parameters, 'kind')}: ${p(parameters, 'name')}, is: { vm: NAME } }] と書きます。`

/** All Japanese words of that file. */
export const initJapanese: InitWords = {
  head: [
    'テンプレートからは分からないことを書くファイルです。"hairpin init" が作成しました。まだ何も有効ではありません。',
    '記入するには、セクション名の行と項目の行の先頭の # を外し、仮の値を書き換えて、もう一度実行します。# の後に空白がある行は説明です。不要な項目はそのままでも、消してもかまいません。',
    'すべてのフィールドの説明は docs/guide/hairpin-yaml.md にあります。シークレットは書かないでください。',
  ],
  nothing: 'このファイルに書けることは、すべて入力にあります。',
  sections: {
    era: '予測する動作の年',
    parameters: '値のないテンプレート パラメーター',
    sites: 'Azure の外のネットワーク',
    guests: '仮想マシンの中で動くもの',
    circuits: 'ExpressRoute 回線: Azure またはプロバイダーだけが知ること',
    gateways: 'ゲートウェイ: Azure だけが知るアドレス',
    routeServers: 'ルート サーバー: Azure だけが知るアドレス',
    virtualHubs: '仮想ハブ: Azure だけが知るアドレス',
    serviceTags: 'サービス タグのプレフィックス',
    state: '現在停止しているもの (実際に停止しているものの # を外します)',
  },
  reasons: {
    era: (parameters) =>
      `Azure の動作は年とともに変わりました (予約済みプレフィックス、ゲートウェイが回線から受け取る経路、traceroute に現れるホップ)。指定がなければ ${p(parameters, 'year')} 年の動作を予測します。古い記録と比べるときはその年を指定します。`,
    parameter: (parameters) =>
      `値も既定値もありません: ${p(parameters, 'name')}。ネットワークの一部がこれに依存するため、その部分は不明です。`,
    siteBehindCircuit: (parameters) =>
      `回線 ${p(parameters, 'circuit')} の先が記述されていません。ゲートウェイは外から何も学習せず、経路がなくて終わるトレースには、サイトの経路かもしれないという注記が付きます。advertises はサイトが広報するプレフィックス、hosts はトレースの始点と終点に使う名前です。`,
    siteBehindDevice: (parameters) =>
      p(parameters, 'bgp') === 'true'
        ? `${p(parameters, 'name')} は ${p(parameters, 'gateway')} と BGP で接続する装置ですが、何を広報するかが分かりません。ルート テーブルに行が足りない可能性があり、その行が必要なトレースは「不明」で終わります。${instead(parameters)}`
        : `${p(parameters, 'name')} は ${p(parameters, 'gateway')} の先にある装置です。プレフィックスは経路になっていますが、トレースにはその先に何があるかの記述が必要です。${instead(parameters)}`,
    siteOfBgpPeer: (parameters) =>
      `${p(parameters, 'server')} の BGP ピア ${p(parameters, 'peer')} のアドレス ${p(parameters, 'address')} を持つものが入力にありません。networks は広報するプレフィックスです。`,
    guestBgp: (parameters) =>
      `${p(parameters, 'vm')} は ${p(parameters, 'servers')} の BGP ピアですが、何を広報するかが分かりません。NIC のルートに行が足りない可能性があり、その行が必要なトレースは「不明」で終わります。networks は自身が生成する経路で、学習した経路は自動的に伝えます。`,
    guestAppliance: (parameters) =>
      parameters['routeTables'] === '' || parameters['routeTables'] === undefined
        ? `${p(parameters, 'vm')} は NIC の IP 転送が有効なので、既定の経路で転送するルーターとみなします。内部のルート、トンネル、NAT、フィルターはここに書きます。`
        : `${p(parameters, 'vm')} はユーザー定義ルートの次ホップです (${p(parameters, 'routeTables')})。NIC の IP 転送が有効なら、既定の経路で転送するとみなします。内部のルート、トンネル、NAT、フィルターはここに書きます。`,
    guestCloudInit: (parameters) =>
      `カスタム データ (cloud-init) で構成されます: ${p(parameters, 'vm')}。そこで設定するルーティング デーモン、トンネル、カーネルのルートが回答に現れないときは、ここに書きます。`,
    guestTunnel: (parameters) =>
      `${p(parameters, 'vm')} は自身のクライアントと同じサブネットにあります。パケットをトンネルに隠さない限りループになります。トンネルがあれば書きます。`,
    circuit: (parameters) =>
      `有効なルートの次ホップには ${p(parameters, 'circuit')} の 2 台のエッジ ルーターのアドレス (underlayNextHop) が、サイトへの traceroute には 2 つの /30 の両端が表示されます。前者は、回線から学習する NIC の有効なルートで確認できます。`,
    gateway: (parameters) =>
      p(parameters, 'kind') === 'vpn'
        ? `${p(parameters, 'gateway')} のアドレスは Azure が選びます。有効なルートの次ホップには、アクティブ/スタンバイならパブリック IP アドレス、アクティブ/アクティブならインスタンスのアドレスが表示されます。`
        : `${p(parameters, 'gateway')} のアドレスと、そのサブネットにあるエッジ ルーターのアドレスは Azure が選びます。エッジ ルーターは BGP ピアで、traceroute の最初のホップです。az network vnet-gateway list-bgp-peer-status で確認できます。`,
    routeServer: (parameters) =>
      `${p(parameters, 'routeServer')} の 2 つのアドレスは Azure が選びます。アプライアンスの設定ではこれを隣接ルーターに指定します。ここにあるのは推定値です。`,
    virtualHub: (parameters) =>
      `${p(parameters, 'hub')} のアドレスは Azure が選びます。接続された仮想ネットワークの NIC の次ホップには、ハブ ルーターのパブリック IP アドレスが表示されます。`,
    serviceTags: () =>
      'サービス エンドポイントまたはユーザー定義ルートが、毎週変わるプレフィックスの一覧を参照しています。"Azure IP Ranges and Service Tags" をダウンロードして、そのファイル名を書きます。',
    connectionState: (parameters) => `接続 ${p(parameters, 'name')}`,
    machineState: (parameters) => `仮想マシン ${p(parameters, 'name')}`,
    linkState: (parameters) => `リンク ${p(parameters, 'name')} のお客様側セッション`,
  },
  guessed: (fields) => `仮の値 (書き換えが必要): ${fields.join('、')}。`,
  settles: (codes) => `解消する指摘: ${codes.join('、')}。`,
}
