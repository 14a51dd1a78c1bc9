// The world file's schema as JSON Schema: for editors, and for the names that a field could have had.
import { z } from 'zod'
import { worldFileSchema } from './world-schema.ts'

/** A node of a JSON Schema, as far as it is looked at here. */
interface SchemaNode {
  readonly type?: string | readonly string[]
  readonly properties?: Readonly<Record<string, SchemaNode>>
  readonly items?: SchemaNode
  readonly additionalProperties?: SchemaNode | boolean
  readonly anyOf?: readonly SchemaNode[]
  /** What contains itself is defined once and referred to: `#/$defs/NAME`. */
  readonly $ref?: string
  readonly $defs?: Readonly<Record<string, SchemaNode>>
}

/** The schema of hairpin.yaml as JSON Schema (draft 2020-12). */
export const worldJsonSchema = (): Readonly<Record<string, unknown>> => {
  const schema = z.toJSONSchema(worldFileSchema, {
    io: 'input',
    unrepresentable: 'any',
    override: ({ jsonSchema }) => {
      // Every number that a program can hold is no limit worth telling.
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum
    },
  })
  return { $id: 'hairpin.schema.json', title: 'Hairpin world file', ...schema }
}

let root: SchemaNode | undefined // made on the first error only

const definition = (node: SchemaNode | undefined): SchemaNode | undefined => {
  const name = node?.$ref?.replace('#/$defs/', '')
  return name === undefined ? node : root?.$defs?.[name]
}

const below = (node: SchemaNode | undefined, step: string | number): SchemaNode | undefined => {
  if (typeof step === 'number') return node?.items
  const property = node?.properties
  if (property !== undefined && Object.hasOwn(property, step)) return property[step]
  return typeof node?.additionalProperties === 'object' ? node.additionalProperties : undefined
}

const nodeAt = (path: readonly (string | number)[]): SchemaNode | undefined => {
  root ??= worldJsonSchema()
  return path.reduce<SchemaNode | undefined>((node, step) => definition(below(node, step)), root)
}

/** The fields that the schema has at a place of the file. */
export const knownFields = (path: readonly (string | number)[]): readonly string[] =>
  Object.keys(nodeAt(path)?.properties ?? {})

/** The JSON types that the schema has at a place of the file. */
export const knownTypes = (path: readonly (string | number)[]): readonly string[] => {
  const node = nodeAt(path)
  return [node, ...(node?.anyOf ?? [])].flatMap((one) => one?.type ?? [])
}
