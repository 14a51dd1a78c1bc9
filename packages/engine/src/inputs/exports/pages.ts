// Lists that come in pages: whether the files hold all pages of them.
import { type Finding, findings, type Span } from '../../diagnostics/index.ts'
import { fieldOf, parseResourceId, textAt, type Value } from '../../resources/index.ts'
import { folderOf } from '../paths.ts'

/** One page of a list, or a list that fits on one. */
export interface ListPage {
  readonly file: string
  readonly span: Span | undefined
  readonly found: number
  /** What the list is of: types in lower case, sorted. */
  readonly types: string
  /** Where the next page is: REST names its address, Resource Graph gives a token. */
  readonly next: 'link' | 'token' | undefined
  /** The address of the list, where a link names it. */
  readonly list: string | undefined
  /** How many there are in all pages, where that is said. */
  readonly total: number | undefined
}

const typesOf = (items: readonly Value[]): string => {
  const types = items.map((item) => parseResourceId(textAt(item, 'id') ?? '')?.type ?? textAt(item, 'type'))
  return [...new Set(types.map((type) => type?.toLowerCase() ?? ''))].toSorted().join(' ')
}

const numberOf = (value: Value | undefined): number | undefined =>
  value?.kind === 'scalar' && typeof value.value === 'number' ? value.value : undefined

/** The document as a page; undefined where it is no list in an envelope. */
export const pageOf = (document: Value, file: string, items: readonly Value[]): ListPage | undefined => {
  const isRest = fieldOf(document, 'value')?.kind === 'list'
  if (!isRest && fieldOf(document, 'data')?.kind !== 'list') return undefined
  const link = textAt(document, 'nextLink') ?? textAt(document, '@odata.nextLink')
  const token = ['skip_token', '$skipToken', 'skipToken'].map((name) => textAt(document, name)).find(Boolean)
  const truncated = textAt(document, 'resultTruncated')?.toLowerCase() === 'true'
  return {
    file,
    span: document.span,
    found: items.length,
    types: typesOf(items),
    next: link !== undefined ? 'link' : token !== undefined || truncated ? 'token' : undefined,
    list: link?.split('?')[0]?.toLowerCase(),
    total: numberOf(fieldOf(document, 'total_records') ?? fieldOf(document, 'totalRecords')),
  }
}

/** Whether the last page of the list lies in the same folder: a page of the same types after which none comes. */
const isEnded = (page: ListPage, pages: readonly ListPage[]): boolean =>
  pages.some(
    (other) =>
      other.next === undefined && other.types === page.types && folderOf(other.file) === folderOf(page.file),
  )

/** The findings for lists of which not all pages are there: one a list, at the last page of it that is. */
export const missingPages = (pages: readonly ListPage[]): readonly Finding[] => {
  const unfinished = new Map<string, ListPage[]>()
  for (const page of pages) {
    if (page.next === undefined || (page.next === 'link' && isEnded(page, pages))) continue
    const list = page.list ?? `${page.total ?? ''} ${folderOf(page.file)}`
    unfinished.set(list, [...(unfinished.get(list) ?? []), page])
  }
  return [...unfinished.values()].flatMap((group): readonly Finding[] => {
    const last = group.at(-1)
    if (last === undefined) return []
    // Resource Graph says how many there are: the pages without a token count as well.
    const ofList =
      last.total === undefined
        ? group
        : pages.filter(({ file, total }) => total === last.total && folderOf(file) === folderOf(last.file))
    const found = ofList.reduce((sum, page) => sum + page.found, 0)
    if (last.total !== undefined && found >= last.total) return []
    return [findings.pagesMissing({ file: last.file, found, total: last.total }, { span: last.span })]
  })
}
