// Japanese words for what elements make of addresses.
import { parameter, part } from './sentence-parts.ts'
import type { TranslationWords } from './translation-words.ts'

/** Japanese words for translations. */
export const translationJapanese: TranslationWords = {
  decisions: {
    sourceTranslated: (p) =>
      `カーネルが送信元を ${parameter(p, 'source')} に変換し ${parameter(p, 'dev')} から送信 (ルート: ${parameter(p, 'prefix')})`,
    destinationTranslated: (p) =>
      `${parameter(p, 'element')} が宛先を ${parameter(p, 'destination')} に変換` +
      part(p['source'], (source) => `、送信元を ${source} に変換`) +
      part(p['dev'], (dev) => `して ${dev} から送信 (ルート: ${parameter(p, 'prefix')})`),
    addressTranslation: (p) =>
      `${parameter(p, 'vm')} が宛先を変換するが、変換後の宛先が一つに決まらない (規則 ${parameter(p, 'rule')})`,
    answerFromElsewhere: (p) =>
      `問い合わせ先は ${parameter(p, 'expected')} だが、応答が ${parameter(p, 'source')} から届いたため破棄`,
    foreignSource: (p) =>
      part(
        p['firewall'],
        (firewall) =>
          `${firewall} は宛先をプライベートとみなして送信元 ${parameter(p, 'source')} を変換しないため、インターネットから応答が戻らない`,
      ) ||
      `サブネット ${parameter(p, 'subnet')} の出口は NIC 自身のアドレスだけを変換するため、送信元 ${parameter(p, 'source')} のパケットは通らない`,
    publicAddressOfFirewall: (p) => `${parameter(p, 'firewall')} のパブリック IP アドレス宛て`,
  },
  assumptions: {
    firewallAllows: (p) =>
      `ファイアウォール ${parameter(p, 'firewall')} はすべて許可とします (規則の一部が入力にないため)。`,
    firewallInstance: (p) =>
      `${parameter(p, 'firewall')} の変換後の送信元は、パケットを処理したインスタンスのアドレスですが、プライベート IP アドレス ${parameter(p, 'address')} で代表します。`,
  },
}
