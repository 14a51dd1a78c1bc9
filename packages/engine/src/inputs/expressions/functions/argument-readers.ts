// What an argument has to be: readers that turn an argument into plain data, or refuse it.
import type { ValueKind } from '../../../diagnostics/index.ts'
import type { Dictionary, List, Unknown, Value } from '../../../resources/index.ts'
import type { Argument, LambdaArgument } from '../template-function.ts'
import { plainText } from './value-text.ts'

/** What was read; wrapped, because undefined can be what was read (an optional argument that is not given). */
interface Read<T> {
  readonly value: T
}

/** Reads one argument. */
export interface Reader<T> {
  /** For the message when it does not fit. */
  readonly expected: readonly ValueKind[]
  /** Also takes an unknown value; otherwise the unknown is the result of the whole call. */
  readonly takesUnknown: boolean
  /** Undefined when the argument does not fit. */
  readonly read: (argument: Argument) => Read<T> | undefined
  /** What stands for an argument that is not given; undefined when it has to be given. */
  readonly absent: Read<T> | undefined
}

const reader = <T>(
  expected: readonly ValueKind[],
  read: (argument: Argument) => Read<T> | undefined,
  takesUnknown = false,
): Reader<T> => ({ expected, takesUnknown, read, absent: undefined })

/** The kind of an argument, in the words of findings. */
export const kindOfArgument = (argument: Argument): ValueKind => {
  switch (argument.kind) {
    case 'lambda':
      return 'lambda'
    case 'list':
      return 'list'
    case 'dictionary':
      return 'object'
    case 'unknown':
      return 'null'
    case 'scalar':
      if (argument.value === null) return 'null'
      if (typeof argument.value === 'string') return 'string'
      if (typeof argument.value === 'boolean') return 'boolean'
      return Number.isInteger(argument.value) ? 'integer' : 'number'
  }
}

/** A string. */
export const text: Reader<string> = reader(['string'], (argument) =>
  argument.kind === 'scalar' && typeof argument.value === 'string' ? { value: argument.value } : undefined,
)

/** A string, or an unknown value. */
export const textOrUnknown: Reader<string | Unknown> = reader<string | Unknown>(
  ['string'],
  (argument) => (argument.kind === 'unknown' ? { value: argument } : text.read(argument)),
  true,
)

/** A string with what else its value carries. */
export const wholeText: Reader<{ readonly text: string; readonly file: string | undefined }> = reader(
  ['string'],
  (argument) =>
    argument.kind === 'scalar' && typeof argument.value === 'string'
      ? { value: { text: argument.value, file: argument.file } }
      : undefined,
)

/** A string, a number, true or false, each as its text. */
export const anyText: Reader<string> = reader(['string', 'integer', 'boolean'], (argument) => {
  if (argument.kind !== 'scalar' || argument.value === null) return undefined
  const written = plainText(argument)
  return typeof written === 'string' ? { value: written } : undefined
})

/** The same, or an unknown value: for functions of which the result tells texts apart also where they are unknown. */
export const anyTextOrUnknown: Reader<string | Unknown> = reader<string | Unknown>(
  ['string', 'integer', 'boolean'],
  (argument) => (argument.kind === 'unknown' ? { value: argument } : anyText.read(argument)),
  true,
)

/** A whole number. */
export const integer: Reader<number> = reader(['integer'], (argument) =>
  argument.kind === 'scalar' && typeof argument.value === 'number' && Number.isInteger(argument.value)
    ? { value: argument.value }
    : undefined,
)

/** True or false. */
export const truth: Reader<boolean> = reader(['boolean'], (argument) =>
  argument.kind === 'scalar' && typeof argument.value === 'boolean' ? { value: argument.value } : undefined,
)

/** Null. */
export const nothing: Reader<null> = reader(['null'], (argument) =>
  argument.kind === 'scalar' && argument.value === null ? { value: null } : undefined,
)

/** A list; its items may be unknown. */
export const list: Reader<List> = reader(['list'], (argument) =>
  argument.kind === 'list' ? { value: argument } : undefined,
)

/** An object; the values of its fields may be unknown. */
export const object: Reader<Dictionary> = reader(['object'], (argument) =>
  argument.kind === 'dictionary' ? { value: argument } : undefined,
)

/** A lambda expression. */
export const lambda: Reader<LambdaArgument> = reader(['lambda'], (argument) =>
  argument.kind === 'lambda' ? { value: argument } : undefined,
)

const notALambda: readonly ValueKind[] = ['string', 'integer', 'boolean', 'list', 'object', 'null']

/** Any value that is known as far as its kind goes. */
export const known: Reader<Value> = reader(notALambda, (argument) =>
  argument.kind === 'lambda' || argument.kind === 'unknown' ? undefined : { value: argument },
)

/** Any value, also an unknown one. */
export const anything: Reader<Value> = reader(
  notALambda,
  (argument) => (argument.kind === 'lambda' ? undefined : { value: argument }),
  true,
)

/** What the first of these readers takes. */
export const either = <A, B>(first: Reader<A>, second: Reader<B>): Reader<A | B> =>
  reader<A | B>(
    [...first.expected, ...second.expected],
    (argument) => first.read(argument) ?? second.read(argument),
    first.takesUnknown || second.takesUnknown,
  )

/** The same, but it need not be given. */
export const optional = <T>(inner: Reader<T>): Reader<T | undefined> => ({
  expected: inner.expected,
  takesUnknown: inner.takesUnknown,
  read: inner.read,
  absent: { value: undefined },
})
