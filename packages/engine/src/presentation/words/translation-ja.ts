// Japanese words for what elements make of addresses.
import type { Parameters } from './catalogue.ts'
import type { TranslationWords } from './translation-words.ts'

const parameter = (parameters: Parameters, name: string): string => parameters[name] ?? '?'

/** A part of a sentence that is only there when its parameter is. */
const part = (value: string | undefined, text: (value: string) => string): string =>
  value === undefined || value === '' ? '' : text(value)

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
      `${parameter(p, 'vm')} が宛先を変換するが、変換後の宛先が一つに決まらない: ${parameter(p, 'to')}`,
    answerFromElsewhere: (p) =>
      `問い合わせ先は ${parameter(p, 'expected')} だが、応答が ${parameter(p, 'source')} から届いたため破棄`,
    publicAddressOfFirewall: (p) => `${parameter(p, 'firewall')} のパブリック IP アドレス宛て`,
  },
  assumptions: {
    firewallInstance: (p) =>
      `${parameter(p, 'firewall')} の変換後の送信元は、パケットを処理したインスタンスのアドレスですが、プライベート IP アドレス ${parameter(p, 'address')} で代表します。`,
    standInAddress: (p) =>
      `${parameter(p, 'resource')} のアドレスは Azure が決めるため、${parameter(p, 'address')} で代用します。`,
  },
}
