// English words for what elements make of addresses.
import type { Parameters } from './catalogue.ts'
import type { TranslationWords } from './translation-words.ts'

const parameter = (parameters: Parameters, name: string): string => parameters[name] ?? '?'

/** A part of a sentence that is only there when its parameter is. */
const part = (value: string | undefined, text: (value: string) => string): string =>
  value === undefined || value === '' ? '' : text(value)

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
      `${parameter(p, 'vm')} gives it one of several destinations, or one that is not known: ${parameter(p, 'to')}`,
    answerFromElsewhere: (p) =>
      `the answer comes from ${parameter(p, 'source')}, but ${parameter(p, 'expected')} was asked, so it is dropped`,
    publicAddressOfFirewall: (p) => `a public address of ${parameter(p, 'firewall')} leads to it`,
  },
  assumptions: {
    firewallInstance: (p) =>
      `Firewall ${parameter(p, 'firewall')} translates to the address of the instance that takes the packet; its private address ${parameter(p, 'address')} stands for that.`,
    standInAddress: (p) =>
      `${parameter(p, 'address')} stands for the address of ${parameter(p, 'resource')}, which Azure chooses.`,
  },
}
