// English words for what elements make of addresses.
import { parameter, part } from './sentence-parts.ts'
import type { TranslationWords } from './translation-words.ts'

/** English words for translations. */
export const translationEnglish: TranslationWords = {
  decisions: {
    sourceTranslated: (p) =>
      `the kernel sends it out of ${parameter(p, 'dev')} (route ${parameter(p, 'prefix')}) with the source ${parameter(p, 'source')}`,
    destinationTranslated: (p) =>
      `${parameter(p, 'element')} puts ${parameter(p, 'destination')} in place of the destination` +
      part(p['source'], (source) => ` and ${source} in place of the source`) +
      part(p['dev'], (dev) => `, and sends it out of ${dev} (route ${parameter(p, 'prefix')})`),
    addressTranslation: (p) =>
      `${parameter(p, 'vm')} gives it one of several destinations, or one that is not known (rule ${parameter(p, 'rule')})`,
    answerFromElsewhere: (p) =>
      `the answer comes from ${parameter(p, 'source')}, but ${parameter(p, 'expected')} was asked, so it is dropped`,
    foreignSource: (p) =>
      part(
        p['firewall'],
        (firewall) =>
          `${firewall} takes the destination for private and keeps the source ${parameter(p, 'source')}, with which nothing comes back from the Internet`,
      ) ||
      `the way out of subnet ${parameter(p, 'subnet')} translates the addresses of its NICs only, and the packet comes from ${parameter(p, 'source')}`,
    publicAddressOfFirewall: (p) => `a public address of ${parameter(p, 'firewall')} leads to it`,
  },
  assumptions: {
    firewallAllows: (p) =>
      `Firewall ${parameter(p, 'firewall')} lets everything pass: the inputs do not tell all of its rules.`,
    firewallInstance: (p) =>
      `Firewall ${parameter(p, 'firewall')} translates to the address of the instance that takes the packet; its private address ${parameter(p, 'address')} stands for that.`,
  },
}
