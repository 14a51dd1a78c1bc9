// Japanese messages about files of guests.
import type * as guests from '../../findings/guests.ts'
import type { GuestProblem, UserDataFormat } from '../../kinds.ts'
import type { MessagesOf } from '../catalogue.ts'
import { quote } from './wording.ts'

const problems: Readonly<Record<GuestProblem, string>> = {
  condition: '実行されるかどうかの条件をここでは判定できません',
  fileNotThere: '読み込むファイルの内容が分かりません',
  ignored: 'マシンはこの指定を無視します',
  malformed: '書き方が正しくありません',
  notModelled: 'Hairpin はこれをシミュレートしません',
  policyBased: 'ルートではなくポリシーでパケットを選びます。Hairpin はこれをシミュレートしません',
  programNotThere: 'このプログラムの動作が分かりません',
  value: '分からない値を使っています',
}

const formats: Readonly<Record<UserDataFormat, string>> = {
  base64: 'Base64 ではありません',
  gzip: '圧縮されています',
  include: '構成の取得先のアドレスが書かれています',
  jinja: 'マシン上で値を埋める Jinja テンプレートです',
  partHandler: '独自のプログラムで読み取る形式です',
  unknown: 'cloud-init のどの形式の書き出しでもありません',
}

const times = (count: number): string => (count === 1 ? '' : ` (このファイルに ${count} 回)`)

export const guestMessages: MessagesOf<typeof guests> = {
  HP1120: ({ what, why, count }) => ({
    message: `${quote(what)}は使われませんでした${times(count)}。${problems[why]}。`,
    advice: 'hairpin.yaml の「guests」に、その結果 (routes、tunnels、filters など) を書いてください。',
  }),
  HP1121: ({ what, why, count }) => ({
    message: `${quote(what)}は読み飛ばされました${times(count)}。${problems[why]}。`,
    advice: 'パケットに影響する場合は、hairpin.yaml の「guests」にその結果を書いてください。',
  }),
  HP1122: ({ format }) => ({
    message: `マシンのユーザー データは読み取られませんでした。${formats[format]}。`,
    advice: 'hairpin.yaml のゲストの「files」に、元のファイルを指定してください。',
  }),
  HP1123: ({ file }) => ({
    message: `ファイル${quote(file)}の種類が名前からも内容からも分かりません。`,
    advice:
      'マシン上と同じように「etc」フォルダーの下に置くか、種類を指定してください: files: { frr: …, scripts: […], netplan: … }。',
  }),
  HP1124: ({ path }) => ({
    message: `${quote(path)}はマシンの起動時の読み取りより後に書かれ、読み込むコマンドがありません。次の起動まで有効になりません。`,
    advice:
      'runcmd で「sysctl --system」や「netplan apply」などを使って読み込んでください。回答では読み込み済みとして扱います。',
  }),
  HP1125: ({ what, count, restart }) => ({
    message: `${quote(what)}など ${count} 件の設定は、マシンの再起動 (${quote(restart)}) で失われます。コマンドで設定され、起動時に読むファイルには書かれていません。`,
    advice: '/etc/netplan や /etc/sysctl.d など、起動のたびに読まれるファイルに書いてください。',
  }),
  HP1126: ({ by, on }) => ({
    message: `${quote(by)}が、${quote(on)}で有効にした IP 転送を再び無効にしています。`,
    advice: '無効にする行を削除してください。FRR は「no ip forwarding」があると起動のたびに無効にします。',
  }),
  HP1127: ({ daemon, file }) => ({
    message: `BGP の構成がありますが、${quote(file)}で${quote(daemon)}が有効になっていないため動作しません。`,
    advice: `${file} に ${daemon}=yes と書き、FRR を再起動してください。`,
  }),
  HP1128: ({ limit }) => ({
    message: `このマシンのスクリプトのコマンドが ${limit} 個を超えています。残りは読み取られませんでした。`,
    advice: '終わらないループがないか確認してください。',
  }),
}
