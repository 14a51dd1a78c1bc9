// What a template declares, completed by what Azure adds at run time: ids, children, allocated addresses.
import type { Span } from '../../diagnostics/index.ts'
import type { Dictionary, List, Unknown, Value } from '../../resources/index.ts'
import { memberOf } from './access.ts'
import { type Evaluated, isNull, type Lazy, wholeOf } from './evaluated.ts'

/** Templates leave an address empty to have it chosen, and Azure takes that as if it was not there. */
const isNothing = (value: Value): boolean =>
  value.kind === 'scalar' && (value.value === null || value.value === '')

const isEmptyAddress = (declared: Evaluated | undefined, path: string): boolean =>
  declared?.kind === 'scalar' && declared.value === '' && /\.privateIPAddress$/i.test(path)

const mergeFields = (declared: Dictionary, known: Dictionary): Value => {
  const fields = new Map(declared.fields)
  for (const [key, field] of known.fields) {
    const own = fields.get(key)
    fields.set(key, own === undefined ? field : { ...own, value: withRuntime(own.value, field.value) })
  }
  return { ...declared, fields }
}

const nameIn = (item: Evaluated): string | undefined => {
  const name =
    item.kind === 'dictionary' || item.kind === 'lazy' ? memberOf(item, 'name', undefined) : undefined
  return name?.kind === 'scalar' && typeof name.value === 'string' ? name.value.toLowerCase() : undefined
}

/** The known item for a declared one: of the same name, or in the same place where they have no names. */
const counterpart = (declared: Evaluated, index: number, known: List): Value | undefined => {
  const name = nameIn(declared)
  return name === undefined ? known.items[index] : known.items.find((item) => nameIn(item) === name)
}

/** Children that are declared on their own come behind those in the list. */
const added = (declared: readonly Evaluated[], known: List): readonly Value[] => {
  const names = new Set(declared.map(nameIn))
  return known.items.filter((item) => {
    const name = nameIn(item)
    return name !== undefined && !names.has(name)
  })
}

const mergeLists = (declared: List, known: List): Value => {
  const byName = new Map(known.items.map((item) => [nameIn(item), item] as const))
  const items = declared.items.map((item, index) => {
    const name = nameIn(item)
    return withRuntime(item, name === undefined ? known.items[index] : byName.get(name))
  })
  return { ...declared, items: [...items, ...added(declared.items, known)] }
}

/** A whole value, completed. */
const withRuntime = (declared: Value, known: Value | undefined): Value => {
  if (known === undefined) return declared
  if (declared.kind === 'dictionary' && known.kind === 'dictionary') return mergeFields(declared, known)
  if (declared.kind === 'list' && known.kind === 'list') return mergeLists(declared, known)
  return isNothing(declared) ? known : declared
}

/** Answers for what neither the template nor an earlier round tells; `path` says what was asked for. */
export type Missed = (path: string, span: Span | undefined) => Unknown

/** Items of a list that is evaluated item by item. */
const itemsOf = (declared: Evaluated): readonly Evaluated[] | undefined => {
  if (declared.kind === 'list') return declared.items
  if (declared.kind !== 'lazy' || declared.size === undefined) return undefined
  const size = declared.size()
  return Array.from({ length: size }, (_, index) => declared.item?.(index)).filter(
    (item) => item !== undefined,
  )
}

const completedList = (
  lazy: Lazy,
  items: readonly Evaluated[],
  known: List | undefined,
  path: string,
  missed: Missed,
): Lazy => ({
  ...lazy,
  size: () => items.length + (known === undefined ? 0 : added(items, known).length),
  item: (index) => {
    const declared = items[index]
    const runtime =
      known === undefined
        ? undefined
        : declared === undefined
          ? added(items, known)[index - items.length]
          : counterpart(declared, index, known)
    return completed(declared, runtime, `${path}[${index}]`, missed)
  },
})

/** The same, part by part and on demand; undefined when nothing is declared and nothing known. */
export const completed = (
  declared: Evaluated | undefined,
  known: Value | undefined,
  path: string,
  missed: Missed,
): Evaluated | undefined => {
  if (isEmptyAddress(declared, path)) return known
  const first = declared === undefined || isNull(declared) ? (known ?? declared) : declared
  if (first === undefined || (first.kind !== 'lazy' && first.kind !== 'dictionary' && first.kind !== 'list'))
    return first
  const lazy: Lazy = {
    kind: 'lazy',
    member: (name, span) => {
      const runtime = known === undefined ? undefined : memberOf(known, name, span)
      const inner = `${path}.${name}`
      return (
        completed(
          memberOf(first, name, span),
          runtime === undefined ? undefined : wholeOf(runtime),
          inner,
          missed,
        ) ?? missed(inner, span)
      )
    },
    force: () => withRuntime(wholeOf(first), known),
  }
  const items = itemsOf(first)
  if (items === undefined) return lazy
  return completedList(lazy, items, known?.kind === 'list' ? known : undefined, path, missed)
}
