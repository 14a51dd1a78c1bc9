// Japanese words around a machine's own tables.
import type { GuestWords, LayerParameters } from './guest-words.ts'

const azureDoes = ({ azure }: LayerParameters): string => {
  if (azure === undefined) return 'Azure にはルートがありません'
  return azure.nextHop === 'None'
    ? `Azure のルート ${azure.prefix} は None です`
    : `Azure のルート ${azure.prefix} は ${azure.nextHop} を指します`
}

/** The Japanese words. */
export const guestJapanese: GuestWords = {
  stopped: (machine) => `${machine} は停止しています。以下は、動作しているときの内容です。`,
  shownAsLinux: (machine, system) =>
    `${machine} は ${system === 'windows' ? 'Windows' : 'Cisco の OS'} です。アドレスとルートは Linux の形式で表示します。`,
  placeholders:
    '動作するまで分からない値は仮の値です: MAC アドレス (xx)、時間 (00:00:00)、カウンターとテーブルのバージョン (0)。',
  layersHeading: (machine) => `2 つの層: ${machine} のカーネルの意図と Azure の動作`,
  layersExplained:
    'カーネルが選ぶのはインターフェイスだけです。NIC を出たパケットは宛先だけで有効なルートに従い、カーネルのルートが指すゲートウェイは関係しません。',
  layersAgree: 'カーネルのルートと有効なルートの間で、次の転送先の食い違いはありません。',
  layers: {
    elsewhere: (all) => `${all.routes}: カーネルは ${all.dev} から送り出しますが、${azureDoes(all)}。`,
    back: (all) =>
      `${all.routes}: カーネルは ${all.dev} から送り出しますが、${azureDoes(all)}。これはこの仮想マシン自身なので、ループになります。`,
    dropped: (all) =>
      `${all.routes}: カーネルは ${all.dev} から送り出しますが、${azureDoes(all)}。パケットは届きません。`,
    hidden: (all) =>
      `${all.routes}: カーネルは ${all.dev} に入れるので、Azure に見えるのは ${all.remote} 宛てのパケットだけです。トンネルがない場合、${azureDoes(all)}。`,
  },
}
