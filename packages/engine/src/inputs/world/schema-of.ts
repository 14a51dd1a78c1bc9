// Ties a schema to the interface that it validates: either one out of step with the other does not compile.
import type { z } from 'zod'

/** The same data as it stands in a file: writable, and without the places that reading adds. */
export type Written<T> = T extends readonly (infer Item)[]
  ? Written<Item>[]
  : T extends object
    ? { -readonly [K in keyof T as K extends 'span' ? never : K]: Written<T[K]> }
    : T

/** A schema for the data of an interface. */
export type SchemaOf<T> = z.ZodType<Written<T>>

/** With every optional field demanded, so that one that only one side has cannot hide. */
type Demanded<T> = T extends readonly (infer Item)[]
  ? Demanded<Item>[]
  : T extends object
    ? { [K in keyof T]-?: Demanded<T[K]> }
    : T

type SameData<A, B> = [A] extends [B]
  ? [Demanded<A>, Demanded<B>] extends [Demanded<B>, Demanded<A>]
    ? true
    : false
  : false

/** No argument at all when interface and schema have the same fields, else one that nobody can give. */
type Proof<T, S extends z.ZodType> =
  SameData<Written<T>, z.infer<S>> extends true ? [] : [fieldsDiffer: never]

/**
 * Gives a schema its type: `schemaOf<Site>()(z.strictObject({ … }))`. Both must have the same
 * fields, of the same types, and agree on which of them are optional.
 */
export const schemaOf =
  <T>() =>
  <S extends SchemaOf<T>>(schema: S, ..._proof: Proof<T, S>): SchemaOf<T> =>
    schema
