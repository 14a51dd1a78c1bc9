// `inspect`: what was read, what is assumed and what is not known.
import type { Analysis } from '../analyse.ts'
import { formatSpan, sortFindings } from '../diagnostics/index.ts'
import { type Loaded, nameOf, type Value } from '../resources/index.ts'
import type { InspectAnswer } from './answers.ts'

type UnknownPart = InspectAnswer['resources'][number]['unknown'][number]

const unknownParts = (value: Value, path: string): readonly UnknownPart[] => {
  switch (value.kind) {
    case 'unknown':
      return [{ path, reason: value.reason, origin: value.origin }]
    case 'list':
      return value.items.flatMap((item, index) => unknownParts(item, `${path}[${index}]`))
    case 'dictionary':
      return [...value.fields.values()].flatMap((field) =>
        unknownParts(field.value, path === '' ? field.name : `${path}.${field.name}`),
      )
    case 'scalar':
      return []
  }
}

const sorted = (counts: ReadonlyMap<string, number>): readonly (readonly [string, number])[] =>
  [...counts].sort(([a], [b]) => (a < b ? -1 : 1))

/** Everything that the inputs gave, sorted by id. */
export const inspect = (loaded: Loaded, analysis: Analysis): InspectAnswer => ({
  format: 1,
  resources: [...loaded.resourceSet.resources.values()]
    .map((resource) => ({
      id: resource.id.text,
      type: resource.id.type,
      name: nameOf(resource.id),
      declaredAt: resource.declaredAt === undefined ? null : formatSpan(resource.declaredAt),
      assumed: resource.assumed,
      unknown: unknownParts(resource.body, ''),
    }))
    .sort((a, b) => (a.id.toLowerCase() < b.id.toLowerCase() ? -1 : 1)),
  guests: loaded.guests,
  ignored: Object.fromEntries(sorted(loaded.ignored)),
  unsupported: sorted(loaded.unsupported).map(([type, count]) => ({ type, count })),
  findings: sortFindings([...loaded.findings, ...analysis.findings]),
})
