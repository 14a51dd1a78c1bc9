// Takes children out of their parents: an inline subnet becomes a resource like one that stands on its own.
import { type Finding, findings, type ValueKind } from '../diagnostics/index.ts'
import type { Declaration } from './declaration.ts'
import { isFlattened } from './flattened.ts'
import { type InlineList, inlineListsOf } from './inline-children.ts'
import { childId } from './resource-id.ts'
import { at, type Dictionary, fieldOf, type Value, withField, withoutField } from './value.ts'

/** The parent without its children, the children behind it, and what was wrong with some of them. */
export interface Exploded {
  readonly declarations: readonly Declaration[]
  readonly findings: readonly Finding[]
}

/** `{ id: … }` and nothing more is a reference to a child that is declared elsewhere. */
const isReference = (item: Value): boolean =>
  item.kind === 'dictionary' && item.fields.size === 1 && item.fields.has('id')

const kindOf = (value: Value): ValueKind => {
  if (value.kind === 'list') return 'list'
  if (value.kind !== 'scalar') return 'object'
  if (value.value === null) return 'null'
  return typeof value.value === 'string' ? 'string' : typeof value.value === 'number' ? 'number' : 'boolean'
}

const mistyped = (parent: Declaration, property: string, value: Value, expected: ValueKind): Finding =>
  findings.wrongPropertyType(
    { resource: parent.id.text, property, found: kindOf(value), expected: [expected] },
    { span: value.span, resourceId: parent.id.text },
  )

interface Taken {
  readonly children: readonly Declaration[]
  /** Items that stay where they were: references, and values that are not known. */
  readonly left: readonly Value[]
  readonly findings: readonly Finding[]
}

const takeChildren = (parent: Declaration, list: InlineList, items: readonly Value[]): Taken => {
  const children: Declaration[] = []
  const left: Value[] = []
  const found: Finding[] = []
  for (const [index, item] of items.entries()) {
    const where = { span: item.span, resourceId: parent.id.text }
    const place = `${list.property}[${index}]`
    const property = `${place}.name`
    const name = fieldOf(item, 'name')
    if (item.kind === 'scalar' || item.kind === 'list')
      found.push(mistyped(parent, `properties.${place}`, item, 'object'))
    else if (item.kind !== 'dictionary' || isReference(item)) left.push(item)
    else if (name?.kind === 'unknown')
      found.push(findings.templateExpression({ property, expression: name.origin }, where))
    else if (name?.kind !== 'scalar' || typeof name.value !== 'string' || name.value === '')
      found.push(findings.missingProperty({ resource: parent.id.text, property }, where))
    else if (name.value.includes('/')) found.push(findings.malformedId({ property, text: name.value }, where))
    else if (isFlattened(item))
      found.push(findings.flattenedResource({ type: `${parent.id.type}/${list.childType}`, count: 1 }, where))
    else children.push({ id: childId(parent.id, list.childType, name.value), body: item, form: 'inline' })
  }
  return { children, left, findings: found }
}

const explodeInto = (declaration: Declaration, declarations: Declaration[], found: Finding[]): void => {
  const place = declarations.push(declaration) - 1
  let properties = fieldOf(declaration.body, 'properties')
  if (properties?.kind !== 'dictionary') return
  for (const list of inlineListsOf(declaration.id.type)) {
    const value: Value | undefined = fieldOf(properties, list.property)
    if (value?.kind === 'dictionary' || (value?.kind === 'scalar' && value.value !== null))
      found.push(mistyped(declaration, `properties.${list.property}`, value, 'list'))
    if (value?.kind !== 'list') continue
    const taken = takeChildren(declaration, list, value.items)
    const rest: Dictionary =
      taken.left.length === 0
        ? withoutField(properties, list.property)
        : withField(properties, list.property, { ...value, items: taken.left })
    properties = rest
    for (const finding of taken.findings) found.push(finding)
    for (const child of taken.children) explodeInto(child, declarations, found)
  }
  if (properties !== at(declaration.body, 'properties'))
    declarations[place] = { ...declaration, body: withField(declaration.body, 'properties', properties) }
}

/** The declaration and, behind it, every child that it declares inline, at any depth of the table of inline lists. */
export const explodeChildren = (declaration: Declaration): Exploded => {
  const declarations: Declaration[] = []
  const found: Finding[] = []
  explodeInto(declaration, declarations, found)
  return { declarations, findings: found }
}
