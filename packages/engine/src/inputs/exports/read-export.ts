// Reads the JSON that programs print of live networks: one or several lists or resources, in any of their shapes.
import { type Finding, findings } from '../../diagnostics/index.ts'
import {
  classifyType,
  type Field,
  fieldOf,
  parseResourceId,
  textAt,
  type Unknown,
  type Value,
} from '../../resources/index.ts'
import { isTemplate, recogniseDocument } from '../arm/document-shape.ts'
import { type JsonReading, parseJson } from '../json/parse-json.ts'
import { withoutAsides } from './asides.ts'
import { type ListPage, pageOf } from './pages.ts'
import { shapeResource } from './shape-resource.ts'

/** A file whose resources have ARM's own shape, and what pages of longer lists it holds. */
export interface ExportReading {
  readonly json: JsonReading
  readonly pages: readonly ListPage[]
}

/** What PowerShell writes in place of objects that lie deeper than it was asked to print. */
const cutOff =
  /^(?:@\{|System\.(?:Object\[\]|Collections\.|String\[\])|Microsoft\.Azure\.(?:Commands|Management)\.)/

/** Makes the places unknown where PowerShell left objects out, and notes the first of them. */
const withoutCuts = (value: Value, noted: (cut: Unknown) => Unknown): Value => {
  switch (value.kind) {
    case 'scalar':
      if (typeof value.value !== 'string' || !cutOff.test(value.value)) return value
      return noted({
        kind: 'unknown',
        reason: 'unsupported',
        origin: value.value.slice(0, 80),
        span: value.span,
      })
    case 'list': {
      const items = value.items.map((item) => withoutCuts(item, noted))
      return items.every((item, index) => item === value.items[index]) ? value : { ...value, items }
    }
    case 'dictionary': {
      let fields: Map<string, Field> | undefined
      for (const [key, field] of value.fields) {
        const whole = withoutCuts(field.value, noted)
        if (whole === field.value) continue
        fields ??= new Map(value.fields)
        fields.set(key, { ...field, value: whole })
      }
      return fields === undefined ? value : { ...value, fields }
    }
    case 'unknown':
      return value
  }
}

/** All that `az resource list` tells of a resource beside what tells it apart. */
const inventoryFields: ReadonlySet<string> = new Set(['changedtime', 'createdtime', 'provisioningstate'])

/** Whether a resource is only named, as in an inventory: nothing of its settings is there. */
const isOnlyNamed = (item: Value): boolean => {
  const named = textAt(item, 'name') === undefined ? undefined : textAt(item, 'type')
  const type = parseResourceId(textAt(item, 'id') ?? '')?.type ?? named
  if (type === undefined || classifyType(type).kind !== 'understood') return false
  // Resources that somebody wrote by hand, without ids, say of which version of the API they are.
  if (fieldOf(item, 'apiVersion') !== undefined) return false
  const properties = fieldOf(item, 'properties')
  if (properties?.kind !== 'dictionary') return properties === undefined
  return (
    properties.fields.has('createdtime') &&
    [...properties.fields.keys()].every((key) => inventoryFields.has(key))
  )
}

const shapeItem = (item: Value, noted: (cut: Unknown) => Unknown): Value => {
  const whole = withoutCuts(item, noted)
  return whole.kind === 'dictionary' ? shapeResource(whole) : whole
}

/**
 * Reads a text as an export. Several lists and resources may follow each other. A template stays as it is, and so does
 * what holds no resources.
 */
export const readExport = (text: string, file: string): ExportReading => {
  const json = parseJson(withoutAsides(text), file, { several: true })
  if (json.value === undefined) return { json, pages: [] }
  const documents = [json.value, ...(json.more ?? [])]
  // A template is no export: its resources are not what a program found, but what it is to make.
  if (documents.some((each) => each.kind === 'dictionary' && isTemplate(each))) return { json, pages: [] }
  const cuts: Unknown[] = []
  const noted = (cut: Unknown): Unknown => {
    cuts.push(cut)
    return cut
  }
  const items: Value[] = []
  const onlyNamed: Value[] = []
  const pages: ListPage[] = []
  let recognised = false
  for (const document of documents) {
    const shape = recogniseDocument(document)
    recognised ||= shape.kind === 'resources' || shape.kind === 'empty'
    if (shape.kind !== 'resources') continue
    const page = pageOf(document, file, shape.items)
    if (page !== undefined) pages.push(page)
    for (const item of shape.items) {
      if (json.unfinished.has(item)) {
        items.push(item)
        continue
      }
      const shaped = shapeItem(item, noted)
      const goes = isOnlyNamed(shaped) ? onlyNamed : items
      goes.push(shaped)
    }
  }
  if (!recognised) return { json, pages: [] }
  const [cut] = cuts
  const [named] = onlyNamed
  const found: readonly Finding[] = [
    ...(cut === undefined ? [] : [findings.exportCutOff({ found: cut.origin }, { span: cut.span })]),
    ...(named === undefined
      ? []
      : [findings.settingsMissing({ count: onlyNamed.length }, { span: named.span })]),
  ]
  const value: Value = { kind: 'list', items, span: json.value.span }
  return { json: { ...json, value, findings: [...json.findings, ...found] }, pages }
}
