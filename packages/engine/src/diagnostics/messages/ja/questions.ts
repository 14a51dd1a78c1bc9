// Japanese messages about questions.
import type * as questions from '../../findings/questions.ts'
import type { MessagesOf } from '../catalogue.ts'
import { formatNumber, printable } from '../printable.ts'
import { amid, didYouMean, knownNames, quote, quoteAll, things } from './wording.ts'

const toolsForPorts = quoteAll(['psping', 'ethr', 'traceroute'])

export const questionMessages: MessagesOf<typeof questions> = {
  HP5001: ({ kind, name, known, suggestion }) => ({
    message: `${quote(name)}という名前の${amid(things[kind])}は入力の中にありません。`,
    advice: `${didYouMean(suggestion)}${knownNames(known)}${kind === 'source' || kind === 'destination' ? '入力に書かれていないホストは IP アドレスで指定してください。' : ''}読み取ったものの一覧は inspect コマンドで確認してください。`,
  }),
  HP5002: ({ kind, name, ids }) => ({
    message: `${quote(name)}という名前の${amid(things[kind])}が複数あります: ${quoteAll(ids)}。`,
    advice:
      kind === 'host'
        ? '「サイト名/ホスト名」の形で指定してください。'
        : '「リソース グループ名/名前」の形か、ID 全体で指定してください。',
  }),
  HP5003: ({ address, subnet }) => ({
    message:
      subnet === undefined
        ? `アドレス${quote(address)}は、入力のどのネットワーク インターフェイス、サブネット、サイトにも属していません。`
        : `サブネット${quote(subnet)}にアドレス${quote(address)}を持つものがないため、送信元にできません。`,
    advice:
      subnet === undefined
        ? 'アドレスを確認するか、それを含むネットワークをテンプレート、エクスポート、または hairpin.yaml のサイトとして追加してください。'
        : 'アドレスを確認するか、それを持つ仮想マシンを入力に追加してください。',
  }),
  HP5004: ({ source }) => ({
    message: `${quote(source)}のプライベート IP アドレスが不明なため、送信元にできません。`,
    advice:
      '静的プライベート IP アドレスを指定するか、別の送信元またはそのネットワーク インターフェイスを指定してください。',
  }),
  HP5005: ({ vm }) => ({
    message: `仮想マシン${quote(vm)}は割り当てが解除されています。回答は、起動している場合の動作を示します。`,
    advice: '実際のネットワークと比べる前に、仮想マシンを起動してください。',
  }),
  HP5006: ({ members }) => ({
    message: `ルーティングが安定しません。次の BGP セッションが互いに切断と確立を繰り返します: ${quoteAll(members)}。`,
    advice:
      'これらのセッションのピア アドレスへの経路が、セッション自身の広報に依存しないようにしてください (ホスト ルートなど)。',
  }),
  HP5007: ({ codes }) => ({
    message: `Azure はこの構成を受け付けません (${quoteAll(codes)})。回答は、仮にこの構成が存在する場合の動作です。`,
    advice: '先にこれらのエラーを修正してから、もう一度実行してください。',
  }),
  HP5009: ({ speaker, peer, found, limit }) => ({
    message: `${quote(speaker)}は${quote(peer)}から ${formatNumber(found)} 個のルートを受け取りますが、上限は ${formatNumber(limit)} 個です。上限を超えると Azure はセッションを切断します。`,
    advice:
      '広報するプレフィックスを減らしてください。集約するか、不要なものをフィルターします。それまで、これらのルートは結果に含まれません。',
  }),
  HP1105: ({ machine, part, found }) => ({
    message: `${quote(machine)}には、表示できる FRR の${part === 'frr' ? 'ルート テーブル' : 'BGP テーブル'}がありません。${
      {
        noFrr: 'FRR が動作していることを示す入力がありません',
        noBgp: 'FRR にあるのは静的ルートだけです',
        off: 'bgpd が有効になっていません',
        ios: 'Cisco の OS であり、その表示形式には対応していません',
        bird: '動作しているのは BIRD であり、その表示形式には対応していません',
      }[found]
    }。`,
    advice:
      found === 'noFrr'
        ? '構成ファイルを hairpin.yaml で指定してください: guests: { NAME: { files: { frr: frr.conf } } }。カーネルのルートは --show route で表示できます。'
        : 'デーモンが知っていることは bgp コマンドで、カーネルのルートは --show route で表示できます。',
  }),
  HP5010: ({ speaker, peer }) => ({
    message: `${quote(speaker)}から BGP ピア${quote(peer)}に到達できないか、応答が戻らないため、セッションが確立しません。`,
    advice: '仮想マシンからピアのアドレスへのトレースを実行し、パケットがどこで止まるかを確認してください。',
  }),
  HP5012: ({ prefix, speakers }) => ({
    message: `${quote(prefix)}について BGP が収束しません。次のスピーカーの最適パスが、互いの選択に依存しています: ${quoteAll(speakers)}。`,
    advice:
      'これらのルーターのポリシー (ローカル プリファレンス、ルート マップ) を確認してください。優先順位が循環しています。表に示すのは、移り変わる状態の 1 つです。',
  }),
  HP5011: ({ prefix, related }) => ({
    message: `プレフィックス${quote(prefix)}を知っている BGP スピーカーはありません。`,
    advice:
      related.length === 0
        ? 'プレフィックスを指定せずに bgp コマンドを実行すると、各スピーカーが知っているものを一覧できます。'
        : `これを含む、またはこれに含まれる既知のプレフィックス: ${quoteAll(related)}。プレフィックスは広報されたまま伝わり、分割も結合もされません。`,
  }),
  HP5008: ({ vnet, source, kind, peers }) => ({
    message: `${things[kind]}${quote(source)}は仮想ネットワーク${quote(vnet)}にルートを渡しますが、その BGP ピアが何を広報するかがどの入力にも書かれていません: ${quoteAll(peers)}。`,
    advice:
      'それぞれのピアを hairpin.yaml に記述してください。サイトとして広報するプレフィックスを書くか、ゲストとして BGP 構成を書き、devices で名前を対応付けます。記述するまでは有効なルートに行が欠けることがあり、その行が必要になり得るトレースの結果は不明となります。',
  }),
  HP5060: ({ tool, sends, protocol, port }) => ({
    message: `${quote(tool)}が送るのは ${sends === 'icmp' ? 'ICMP エコー要求' : `${sends.toUpperCase()} `}なので、${port === undefined ? '' : `ポート ${port} への `}${protocol.toUpperCase()} の結果は表示できません。`,
    advice:
      sends === 'icmp' && port === undefined
        ? `--proto を外してください。TCP の結果を見るには、宛先の後にポートを付け (TO:443)、${toolsForPorts}のいずれかを使ってください。`
        : sends === 'icmp'
          ? `ポートを外すか、--style に${toolsForPorts}のいずれかを指定してください。`
          : '--proto を外すか、--style に別のツールを指定してください。',
  }),
  HP5061: ({ found }) => ({
    message:
      found === '' ? 'コロンの後にポート番号がありません。' : `${quote(found)}はポート番号ではありません。`,
    advice: 'コロンの後に 1 から 65535 までの数を書くか、コロンを外してください。',
  }),
  HP5062: ({ port }) => ({
    message: `ICMP にはポートがないため、ポート ${port} には送れません。`,
    advice: 'ポートを外すか、--proto に tcp または udp を指定してください。',
  }),
  HP5063: ({ name, type, role, ends }) => ({
    message: `${quote(name)} (${printable(type)}) は${role === 'source' ? '自らパケットを送信しないため、トレースの送信元' : '固有のアドレスがないため、トレースの宛先'}にできません。`,
    advice:
      ends.length > 0
        ? `対象を名前で指定してください: ${quoteAll(ends)}。`
        : `仮想マシン、ネットワーク インターフェイス、${role === 'source' ? '' : 'ロード バランサー、パブリック IP アドレス、プライベート エンドポイント、'}サイトのホストの名前か、IP アドレスを指定してください。`,
  }),
  HP5064: ({ name, role, family, other }) => ({
    message:
      role === 'source'
        ? `${quote(name)}に ${family} アドレスがないため、${quote(other)}には送信できません。`
        : `${quote(name)}に ${family} アドレスがないため、${quote(other)}からは送信できません。`,
    advice: '送信元と宛先のアドレス ファミリを揃えてください。IPv4 と IPv6 の間では変換が行われません。',
  }),
  HP5065: ({ destination }) => ({
    message: `${quote(destination)}の IP アドレスが不明なため、宛先にできません。`,
    advice: '入力でアドレスを指定するか、代わりに IP アドレスを指定してください。',
  }),
  HP5066: ({ text, found }) => ({
    message:
      found === 'url'
        ? `${quote(text)}は URL です。トレースには名前か IP アドレスが必要です。`
        : found === 'prefix'
          ? `${quote(text)}はプレフィックスです。トレースには 1 つのアドレスが必要です。`
          : `${quote(text)}は IP アドレスではありません。`,
    advice:
      found === 'prefix'
        ? 'その中のアドレスか、仮想マシンの名前を指定してください。'
        : '次の形で指定してください: 10.0.0.4、ポートを付ける場合は 10.0.0.4:443。IPv6 は fd00::4 または [fd00::4]:443。',
  }),
  HP5067: ({ name, frontends }) => ({
    message: `${quote(name)}に当てはまるフロントエンドが複数あります: ${quoteAll(frontends)}。`,
    advice:
      '「ロード バランサー名/フロントエンド名」の形か、パブリック IP アドレスの名前、またはアドレスで指定してください。',
  }),
  HP5068: ({ address, owners }) => ({
    message: `アドレス${quote(address)}を持つものが複数あります: ${quoteAll(owners)}。`,
    advice: '送信する仮想マシンかネットワーク インターフェイスを名前で指定してください。',
  }),
  HP5069: ({ source, port }) => ({
    message: `ポートを指定できるのは宛先だけですが、送信元にポート${quote(port)}が付いています。`,
    advice: `${quote(source)}と書いてください。`,
  }),
  HP5080: ({ connection, hub, vnet }) => ({
    message: `ハブ${quote(hub)}には既定のルートがありますが、接続${quote(connection)}がこれを受け取らないため、${quote(vnet)}は自身のルートでインターネットに向かいます。`,
    advice: '接続の enableInternetSecurity を true にしてください。テンプレートに書かなければ false です。',
  }),
}
