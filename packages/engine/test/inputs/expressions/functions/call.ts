// Calls functions with plain data, and gives back plain data and what was reported.
import type { Finding, Span } from '../../../../src/diagnostics/index.ts'
import { templateFunctions } from '../../../../src/inputs/expressions/functions/index.ts'
import type { Argument, LambdaArgument } from '../../../../src/inputs/expressions/template-function.ts'
import type { FileReading } from '../../../../src/inputs/file-access.ts'
import type { Unknown, Value } from '../../../../src/resources/index.ts'

export const callSpan: Span = { file: 'site/main.bicep', line: 3, column: 1, endLine: 3, endColumn: 9 }

/** A value that is not known, for cases. */
export const unknown: Unknown = { kind: 'unknown', reason: 'parameter', origin: 'p', span: undefined }

/** Plain data as a value without places; unknown values and lambdas pass. */
export const valueOfPlain = (plain: unknown): Value => {
  if (plain === unknown) return unknown
  if (Array.isArray(plain)) return { kind: 'list', items: plain.map(valueOfPlain), span: undefined }
  if (plain === null || typeof plain === 'string' || typeof plain === 'number' || typeof plain === 'boolean')
    return { kind: 'scalar', value: plain, span: undefined }
  if (typeof plain !== 'object') throw new TypeError(`not plain: ${String(plain)}`)
  const fields = Object.entries(plain).map(
    ([name, value]) =>
      [name.toLowerCase(), { name, nameSpan: undefined, value: valueOfPlain(value) }] as const,
  )
  return { kind: 'dictionary', fields: new Map(fields), span: undefined }
}

/** A value as plain data; an unknown one as `{ unknown: reason }`. */
const plainOf = (value: Value): unknown => {
  switch (value.kind) {
    case 'scalar':
      return value.value
    case 'list':
      return value.items.map(plainOf)
    case 'dictionary':
      return Object.fromEntries([...value.fields.values()].map((field) => [field.name, plainOf(field.value)]))
    case 'unknown':
      return { unknown: value.reason }
  }
}

/** A lambda over plain data. */
export const lambda = (
  parameterCount: number,
  body: (...values: readonly never[]) => unknown,
): LambdaArgument => ({
  kind: 'lambda',
  parameterCount,
  call: (...values) => {
    const plain = values.map((value) => (value.kind === 'unknown' ? unknown : plainOf(value)))
    return valueOfPlain(Reflect.apply(body, undefined, plain))
  },
})

const isLambda = (argument: unknown): argument is LambdaArgument =>
  typeof argument === 'object' && argument !== null && 'call' in argument

interface Surroundings {
  readonly files?: Readonly<Record<string, FileReading>>
  readonly resourceGroup?: string | undefined
}

/** What came of a call. */
export interface Outcome {
  readonly value: Value
  readonly plain: unknown
  readonly findings: readonly Finding[]
}

/** Calls a function with arguments as they are; a strict one is not called with an unknown argument. */
export const callWithValues = (
  name: string,
  args: readonly Argument[],
  { files = {}, ...rest }: Surroundings = {},
): Outcome => {
  const found = templateFunctions.get(name.toLowerCase())
  if (found === undefined) throw new TypeError(`no function ${name}`)
  const findings: Finding[] = []
  const blocked = found.strict ? args.find((argument) => argument.kind === 'unknown') : undefined
  const value =
    blocked?.kind === 'unknown'
      ? blocked
      : found.evaluate(args, {
          span: callSpan,
          scope: {
            subscription: '00000000-0000-0000-0000-000000000001',
            resourceGroup: 'resourceGroup' in rest ? rest.resourceGroup : 'rg-hub',
            location: 'japaneast',
          },
          report: (finding) => findings.push(finding),
          readFile: (path) => files[path] ?? { kind: 'missing' },
        })
  return {
    value,
    findings,
    get plain() {
      return plainOf(value)
    },
  }
}

/** Calls a function with plain data and lambdas. */
export const run = (name: string, args: readonly unknown[], surroundings: Surroundings = {}): Outcome =>
  callWithValues(
    name,
    args.map((argument) => (isLambda(argument) ? argument : valueOfPlain(argument))),
    surroundings,
  )

/** The result of a call that has to go without findings. */
export const resultOf = (name: string, ...args: readonly unknown[]): unknown => {
  const { plain, findings } = run(name, args)
  if (findings.length > 0) throw new Error(JSON.stringify(findings.map(({ parameters }) => parameters)))
  return plain
}

/** Why a call has no result. */
export const failureOf = (name: string, ...args: readonly unknown[]): unknown => {
  const { plain, findings } = run(name, args)
  const parameters: Readonly<Record<string, unknown>> | undefined = findings[0]?.parameters
  return { plain, code: findings[0]?.code, why: parameters?.['why'] }
}

/** What `failureOf` gives for a call that failed for this reason. */
export const failed = (why: string): unknown => ({ plain: { unknown: 'expression' }, code: 'HP1053', why })
