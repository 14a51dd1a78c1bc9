// `ip nat inside source`: source translation, as far as one interface and a plain list say it.
import type { GuestSourceNat } from '../../../resources/index.ts'
import type { ConfigLine } from './config-lines.ts'
import type { NamedLists } from './named-lists.ts'
import type { RouterReport } from './router-report.ts'
import { ciscoInterface } from './written-values.ts'

/** A translation as it is written; lists may follow it. */
export interface WrittenNat {
  readonly list: string
  readonly dev: string
  readonly line: ConfigLine
}

/** `ip nat inside source list NAME interface IF overload`; undefined for every other form. */
export const readNat = (line: ConfigLine, report: RouterReport): WrittenNat | undefined => {
  const [, , side, what, kind, list, word, first, second] = line.words
  if (side === 'translation' || side === 'service' || side === 'settings' || side === 'log') return undefined
  // The guest shell has a routing table of its own on every router of this kind.
  const table = line.words.indexOf('vrf')
  if (table >= 0 && line.words[table + 1] === 'GS') return undefined
  const dev = word === 'interface' && table < 0 ? ciscoInterface(first, second)?.name : undefined
  if (side === 'inside' && what === 'source' && kind === 'list' && list !== undefined && dev !== undefined)
    return { list, dev, line }
  report.notModelled(line, 'ip nat')
  return undefined
}

const everything = '0.0.0.0/0'

/** The translations that the lists mean, packet by packet: only what they permit, and no list with exceptions. */
export const sourceNatOf = (
  written: readonly WrittenNat[],
  lists: NamedLists,
  report: RouterReport,
): readonly GuestSourceNat[] =>
  written.flatMap(({ list, dev, line }): GuestSourceNat[] => {
    const entries = lists.packets.get(list)
    if (entries === undefined) {
      report.undefinedName(line.span, 'accessList', list, 'ignored')
      return []
    }
    if (entries.some(({ action, plain }) => action === 'deny' || !plain)) {
      report.notModelled(line, 'ip nat')
      return []
    }
    return entries.map(({ source, destination }) => ({
      dev,
      ...(source === undefined || source === everything ? {} : { source }),
      ...(destination === undefined || destination === everything ? {} : { destination }),
    }))
  })
