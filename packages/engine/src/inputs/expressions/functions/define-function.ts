// Defines rows of the table of functions: counts and reads arguments, reports what does not fit, bounds results.
import { type FunctionFailure, findings } from '../../../diagnostics/index.ts'
import type {
  Dictionary,
  Field,
  List,
  Scalar,
  Unknown,
  UnknownReason,
  Value,
} from '../../../resources/index.ts'
import type { Argument, CallContext, LambdaArgument, TemplateFunction } from '../template-function.ts'
import { kindOfArgument, type Reader } from './argument-readers.ts'
import { type TextOfValue, textLimit } from './value-text.ts'

/** Longer lists than this are refused. */
export const listLimit = 100_000

/** What an evaluation has at hand to make its result. */
export interface Call {
  readonly context: CallContext
  /** Reports why there is no result. */
  readonly fail: (why: FunctionFailure, detail?: string | number) => Unknown
  /** A value that is not known, without anything being wrong. */
  readonly unknown: (reason: UnknownReason) => Unknown
  /** A new value; refused when it is a text beyond the limit. */
  readonly scalar: (value: string | number | boolean | null) => Scalar | Unknown
  /** A text made of a value: refused when it is too long, unknown when the value was. */
  readonly text: (written: TextOfValue) => Scalar | Unknown
  /** A new list; refused when it is longer than the limit. */
  readonly list: (items: readonly Value[]) => List | Unknown
  /** A new object of fields that have their spelling and place. */
  readonly fields: (fields: ReadonlyMap<string, Field>) => Dictionary
  /** A new object of names and values. */
  readonly object: (entries: Readonly<Record<string, Value>>) => Dictionary
}

const callOf = (name: string, context: CallContext): Call => {
  const { span } = context
  const unknown = (reason: UnknownReason): Unknown => ({ kind: 'unknown', reason, origin: `${name}()`, span })
  const fail: Call['fail'] = (why, detail = '') => {
    context.report(findings.functionFailed({ name, why, detail: String(detail) }, { span }))
    return unknown('expression')
  }
  const scalar: Call['scalar'] = (value) =>
    typeof value === 'string' && value.length > textLimit
      ? fail('tooLarge', textLimit)
      : { kind: 'scalar', value, span }
  const fields: Call['fields'] = (entries) => ({ kind: 'dictionary', fields: entries, span })
  return {
    context,
    fail,
    unknown,
    scalar,
    text: (written) => {
      if (written === undefined) return fail('tooLarge', textLimit)
      return typeof written === 'string' ? scalar(written) : written
    },
    list: (items) => (items.length > listLimit ? fail('tooLarge', listLimit) : { kind: 'list', items, span }),
    fields,
    object: (entries) =>
      fields(
        new Map(
          Object.entries(entries).map(([key, value]) => [
            key.toLowerCase(),
            { name: key, nameSpan: undefined, value },
          ]),
        ),
      ),
  }
}

/** An argument that was read, or the result of the whole call because it could not be. */
type Taken<T> = { readonly kind: 'taken'; readonly value: T } | Unknown

/** Reads the arguments of one call. */
interface Arguments {
  readonly call: Call
  readonly count: number
  readonly take: <T>(index: number, reader: Reader<T>) => Taken<T>
}

const argumentsOf = (name: string, args: readonly Argument[], context: CallContext): Arguments => {
  const call = callOf(name, context)
  const take = <T>(index: number, reader: Reader<T>): Taken<T> => {
    const argument = args[index]
    const read = argument === undefined ? reader.absent : reader.read(argument)
    if (read !== undefined) return { kind: 'taken', value: read.value }
    if (argument === undefined) return call.unknown('expression')
    if (argument.kind === 'unknown') return argument
    const { expected } = reader
    const parameters = { name, index: index + 1, found: kindOfArgument(argument), expected }
    context.report(findings.functionArgumentType(parameters, { span: context.span }))
    return call.unknown('expression')
  }
  return { call, count: args.length, take }
}

const define = (
  name: string,
  readers: readonly Pick<Reader<unknown>, 'takesUnknown' | 'absent'>[],
  evaluate: (args: Arguments) => Value,
  count?: { readonly least: number; readonly most: number | undefined },
): TemplateFunction => {
  const least = count?.least ?? readers.filter(({ absent }) => absent === undefined).length
  const most = count === undefined ? readers.length : count.most
  return {
    name,
    least,
    most,
    strict: !readers.some(({ takesUnknown }) => takesUnknown),
    evaluate: (args, context) => {
      const found = args.length
      if (found >= least && (most === undefined || found <= most))
        return evaluate(argumentsOf(name, args, context))
      context.report(findings.functionArguments({ name, found, least, most }, { span: context.span }))
      return callOf(name, context).unknown('expression')
    },
  }
}

/** A function without arguments. */
export const none = (name: string, evaluate: (call: Call) => Value): TemplateFunction =>
  define(name, [], ({ call }) => evaluate(call))

/** A function of one argument. */
export const one = <A>(
  name: string,
  first: Reader<A>,
  evaluate: (a: A, call: Call) => Value,
): TemplateFunction =>
  define(name, [first], ({ take, call }) => {
    const a = take(0, first)
    return a.kind === 'taken' ? evaluate(a.value, call) : a
  })

/** A function of two arguments. */
export const two = <A, B>(
  name: string,
  first: Reader<A>,
  second: Reader<B>,
  evaluate: (a: A, b: B, call: Call) => Value,
): TemplateFunction =>
  define(name, [first, second], ({ take, call }) => {
    const a = take(0, first)
    if (a.kind !== 'taken') return a
    const b = take(1, second)
    return b.kind === 'taken' ? evaluate(a.value, b.value, call) : b
  })

/** A function of three arguments. */
export const three = <A, B, C>(
  name: string,
  first: Reader<A>,
  second: Reader<B>,
  third: Reader<C>,
  evaluate: (a: A, b: B, c: C, call: Call) => Value,
): TemplateFunction =>
  define(name, [first, second, third], ({ take, call }) => {
    const a = take(0, first)
    if (a.kind !== 'taken') return a
    const b = take(1, second)
    if (b.kind !== 'taken') return b
    const c = take(2, third)
    return c.kind === 'taken' ? evaluate(a.value, b.value, c.value, call) : c
  })

/** A function of any number of arguments of one kind, at least so many (and at most so many). */
export const many = <A>(
  name: string,
  least: number,
  each: Reader<A>,
  evaluate: (items: readonly A[], call: Call) => Value,
  most?: number,
): TemplateFunction =>
  define(
    name,
    [each],
    ({ take, count, call }) => {
      const items: A[] = []
      for (let index = 0; index < count; index++) {
        const item = take(index, each)
        if (item.kind !== 'taken') return item
        items.push(item.value)
      }
      return evaluate(items, call)
    },
    { least, most },
  )

/** Calls a lambda with as many of these values as it has parameters. */
export const callLambda = (called: LambdaArgument, ...values: readonly Value[]): Value =>
  called.call(...values.slice(0, called.parameterCount))
