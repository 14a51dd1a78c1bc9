// Statements of a router's configuration that stand alone: routes, lists, forwarding, translation.
import type { ConfigLine } from './config-lines.ts'
import { readAccessEntry, readAsPathList, readCommunityList, readPrefixList } from './named-lists.ts'
import { readNat } from './nat.ts'
import type { RouterDraft } from './router-draft.ts'
import { readStaticRoute } from './static-routes.ts'

/** `access-list NAME …`, `ip access-list NAME …`, `ipv6 access-list NAME …` on one line. */
const readAccessList = (draft: RouterDraft, line: ConfigLine, words: readonly string[]): void => {
  const [name, ...entry] = words
  if (name === undefined) return
  if (!line.negated) readAccessEntry(draft.lists, line, name, entry, draft.report)
  else if (entry.length === 0) draft.lists.access.remove(name)
  else draft.report.notModelled(line)
}

/** Lists over AS paths and communities go by `bgp` or `ip`, wherever they stand. */
export const readListStatement = ({ lists, report }: RouterDraft, line: ConfigLine): boolean => {
  const [first, second, third] = line.words
  if (first !== 'bgp' && first !== 'ip') return false
  if (second === 'as-path' && third === 'access-list')
    readAsPathList(lists, line, line.words.slice(3), report)
  else if (second === 'community-list') readCommunityList(lists, line, line.words.slice(2), report)
  else return false
  return true
}

const readIpStatement = (draft: RouterDraft, line: ConfigLine): boolean => {
  const { lists, report } = draft
  const family = line.words[0] === 'ip' ? 4 : 6
  switch (line.words[1]) {
    case 'route':
      readStaticRoute(draft.routes, line, draft.dialect, report)
      return true
    case 'prefix-list':
      readPrefixList(lists, line, line.words.slice(2), family, report)
      return true
    case 'access-list':
      readAccessList(draft, line, line.words.slice(2))
      return true
    case 'forwarding':
      if (family === 4) draft.ipForward = !line.negated
      return true
    case 'routing':
      if (line.negated) draft.ipForward = false
      return true
    case 'nat': {
      const written = readNat(line, report)
      if (written !== undefined && !line.negated) draft.translations.push(written)
      return true
    }
    default:
      return false
  }
}

/** Reads a statement; false where it is none of these. */
export const readStatement = (draft: RouterDraft, line: ConfigLine): boolean => {
  const [first, second, third] = line.words
  switch (first) {
    case 'frr':
      if (second === 'version') draft.version = third
      if (second === 'defaults') draft.profile = third
      return true
    case 'ip':
    case 'ipv6':
      return readIpStatement(draft, line)
    case 'access-list':
      readAccessList(draft, line, line.words.slice(1))
      return true
    default:
      return false
  }
}
