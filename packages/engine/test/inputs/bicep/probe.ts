// Evaluates small templates through load(), and shows values as texts that a test can state in one line.
import { formatSpan } from '../../../src/diagnostics/index.ts'
import type { FileReading, LoadRequest } from '../../../src/inputs/file-access.ts'
import { load } from '../../../src/inputs/load.ts'
import { at, type Loaded, type Resource, type Value } from '../../../src/resources/index.ts'
import { memoryFiles } from '../memory-files.ts'

/** A value as JSON with single quotes and in key order as written; an unknown as `?origin`. */
const shown = (value: Value | undefined): string => {
  switch (value?.kind) {
    case undefined:
      return 'nothing'
    case 'scalar':
      return typeof value.value === 'string' ? `'${value.value}'` : String(value.value)
    case 'list':
      return `[${value.items.map(shown).join(', ')}]`
    case 'dictionary':
      return `{${[...value.fields.values()].map((field) => `${field.name}: ${shown(field.value)}`).join(', ')}}`
    case 'unknown':
      return `?${value.origin}`
  }
}

/** Files by name, or the text of main.bicep alone. */
export type Texts = string | Readonly<Record<string, string | FileReading>>

/** Loads main.bicep. */
export const evaluated = (texts: Texts, request: Partial<LoadRequest> = {}): Loaded =>
  load(memoryFiles(typeof texts === 'string' ? { 'main.bicep': texts } : texts), {
    inputs: ['main.bicep'],
    ...request,
  })

/** What is reported: `HP1060 main.bicep:1:2`. */
export const places = ({ findings }: Loaded): readonly string[] =>
  findings.map(({ code, span }) => (span === undefined ? code : `${code} ${formatSpan(span)}`))

/** Names of the resources, in order: `vnet/subnet`. */
export const namesOf = ({ resourceSet }: Loaded): readonly string[] =>
  [...resourceSet.resources.values()].map(({ id }) => id.names.join('/'))

/** Ids of the resources without the subscription. */
export const idsOf = ({ resourceSet }: Loaded): readonly string[] =>
  [...resourceSet.resources.values()].map(({ id }) => id.text.split('/').slice(3).join('/'))

/** The resource of this name. */
export const resourceNamed = ({ resourceSet }: Loaded, name: string): Resource | undefined =>
  [...resourceSet.resources.values()].find(({ id }) => id.names.join('/') === name)

/** A value in a resource. */
export const shownIn = (loaded: Loaded, name: string, ...path: readonly string[]): string =>
  shown(at(resourceNamed(loaded, name)?.body, ...path))

const probe = (expression: string): string =>
  `\nresource probe 'Microsoft.Network/routeTables@2024-05-01' = {\n  name: 'probe'\n  properties: {\n    probe: ${expression}\n  }\n}\n`

/** Evaluates an expression below some declarations. */
export const probed = (
  expression: string,
  declarations: Texts = '',
  request: Partial<LoadRequest> = {},
): Loaded => {
  const texts = typeof declarations === 'string' ? { 'main.bicep': declarations } : declarations
  const main = texts['main.bicep']
  return evaluated(
    { ...texts, 'main.bicep': `${typeof main === 'string' ? main : ''}${probe(expression)}` },
    request,
  )
}

/** The value of an expression below some declarations. */
export const shownValue = (
  expression: string,
  declarations: Texts = '',
  request: Partial<LoadRequest> = {},
): string => shownIn(probed(expression, declarations, request), 'probe', 'properties', 'probe')
