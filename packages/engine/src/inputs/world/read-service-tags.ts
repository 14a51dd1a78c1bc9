// Reads the file of service tags that hairpin.yaml names, in the shape of Azure's own download.
import { z } from 'zod'
import { type Finding, findings, type Span } from '../../diagnostics/index.ts'
import { type Prefix, prefixNamed } from '../../net/index.ts'
import type { ListedServiceTag, ServiceTagList } from '../../resources/index.ts'
import { parseJson } from '../json/parse-json.ts'

/** The list, as far as it could be read, and what was wrong. */
export interface ServiceTagReading {
  readonly list: ServiceTagList | undefined
  readonly findings: readonly Finding[]
}

/** What is needed of the file; there is much more in it. */
const shape = z.object({
  values: z.array(
    z.object({
      name: z.string(),
      properties: z.object({ region: z.string().optional(), addressPrefixes: z.array(z.string()) }),
    }),
  ),
})

const startOf = (file: string): Span => ({ file, line: 1, column: 1, endLine: 1, endColumn: 1 })

/** The file has some hundred thousand lines, so the quick reader goes first; only an error needs to know its place. */
const plainJson = (text: string, file: string): { readonly plain: unknown } | readonly Finding[] => {
  try {
    const plain: unknown = JSON.parse(text)
    return { plain }
  } catch {
    return parseJson(text, file).findings
  }
}

const noList = (found: readonly Finding[], file: string): ServiceTagReading => ({
  list: undefined,
  findings: found.length > 0 ? found : [findings.serviceTagsShape({ file }, { span: startOf(file) })],
})

/** Reads the text of a file of service tags. A prefix that is none is left out; the first of them has a finding. */
export const readServiceTags = (text: string, file: string): ServiceTagReading => {
  const json = plainJson(text, file)
  if (!('plain' in json)) return noList(json, file)
  const read = shape.safeParse(json.plain)
  if (!read.success) return noList([], file)
  const faults: Finding[] = []
  const prefixesOf = (texts: readonly string[], property: string): readonly Prefix[] =>
    texts.flatMap((each, index) => {
      const prefix = prefixNamed(each)
      if (prefix !== undefined) return prefix
      if (faults.length === 0) {
        const parameters = { property: `${property}[${index}]`, text: each }
        faults.push(findings.malformedPrefix(parameters, { span: startOf(file) }))
      }
      return []
    })
  const tags = new Map<string, ListedServiceTag>()
  for (const [index, { name, properties }] of read.data.values.entries()) {
    const { region = '', addressPrefixes } = properties
    const prefixes = prefixesOf(addressPrefixes, `values[${index}].properties.addressPrefixes`)
    tags.set(name.toLowerCase(), { name, region, prefixes })
  }
  return { list: { file, tags }, findings: faults }
}
