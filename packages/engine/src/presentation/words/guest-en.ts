// English words around a machine's own tables.
import type { GuestWords, LayerParameters } from './guest-words.ts'

const azureDoes = ({ azure }: LayerParameters): string => {
  if (azure === undefined) return 'Azure has no route'
  return azure.nextHop === 'None'
    ? `Azure's route ${azure.prefix} is None`
    : `Azure's route ${azure.prefix} leads to ${azure.nextHop}`
}

/** The English words. */
export const guestEnglish: GuestWords = {
  stopped: (machine) => `${machine} is stopped; this is what it has when it runs.`,
  shownAsLinux: (machine, system) =>
    `${machine} runs ${system === 'windows' ? 'Windows' : "one of Cisco's systems"}: its addresses and routes are shown as Linux would print them.`,
  placeholders:
    'Not known before the machine runs, and shown as placeholders: MAC addresses (xx), times (00:00:00), counters and table versions (0).',
  layersHeading: (machine) => `Two layers: what the kernel of ${machine} means and what Azure does`,
  layersExplained:
    'The kernel only chooses the interface. What leaves a NIC follows its effective routes, by destination alone; the gateway that the kernel names has no say.',
  layersAgree: 'No route of the kernel names another next element than the effective routes.',
  layers: {
    elsewhere: (all) => `${all.routes}: out of ${all.dev}, where ${azureDoes(all)}.`,
    back: (all) =>
      `${all.routes}: out of ${all.dev}, where ${azureDoes(all)}, which is this machine: a loop.`,
    dropped: (all) => `${all.routes}: out of ${all.dev}, where ${azureDoes(all)}: nothing arrives.`,
    hidden: (all) =>
      `${all.routes}: into ${all.dev}, so that Azure sees packets for ${all.remote} only. Without the tunnel, ${azureDoes(all)}.`,
  },
}
