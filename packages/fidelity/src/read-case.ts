// Reads the text of a case file: a case, or problems that name the file and the path of what is wrong.
import type { Case } from './case.ts'
import { caseSchema } from './case-schema.ts'

/** Something wrong in a case file. `path` is such as `topology.vnets[0].name`; empty for the file as a whole. */
export interface CaseProblem {
  readonly file: string
  readonly path: string
  readonly message: string
}

/** What came of reading a case file. Problems of a case that was read are fields that the format does not know. */
export type CaseReading =
  | { readonly kind: 'case'; readonly case: Case; readonly problems: readonly CaseProblem[] }
  | { readonly kind: 'malformed'; readonly problems: readonly CaseProblem[] }

const pathText = (path: readonly PropertyKey[]): string =>
  path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`
    return text === '' ? String(key) : `${text}.${String(key)}`
  }, '')

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A copy of `value` without the keys `names` of the object at `path`. */
const without = (value: unknown, path: readonly PropertyKey[], names: readonly string[]): unknown => {
  const [head, ...rest] = path
  if (head === undefined) {
    return isObject(value)
      ? Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)))
      : value
  }
  if (Array.isArray(value)) {
    return value.map((item: unknown, index) => (index === head ? without(item, rest, names) : item))
  }
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, name === head ? without(item, rest, names) : item]),
  )
}

const parseJson = (text: string): { readonly value: unknown } | { readonly message: string } => {
  try {
    const value: unknown = JSON.parse(text)
    return { value }
  } catch (error) {
    return { message: error instanceof Error ? error.message : String(error) }
  }
}

/**
 * Reads a case file. A field that the format does not know is reported and left out, so that the rest can be
 * scored; anything else that does not fit makes the file malformed.
 */
export const readCase = (file: string, text: string): CaseReading => {
  const json = parseJson(text)
  if ('message' in json) {
    return { kind: 'malformed', problems: [{ file, path: '', message: `not JSON: ${json.message}` }] }
  }
  const first = caseSchema.safeParse(json.value)
  if (first.success) return { kind: 'case', case: first.data, problems: [] }

  const unknown = first.error.issues.filter((issue) => issue.code === 'unrecognized_keys')
  const problems: readonly CaseProblem[] = first.error.issues.map((issue) => ({
    file,
    path: pathText(issue.path),
    message: issue.code === 'unrecognized_keys' ? `unknown: ${issue.keys.join(', ')}` : issue.message,
  }))
  if (unknown.length < first.error.issues.length) return { kind: 'malformed', problems }

  const known = unknown.reduce<unknown>((value, issue) => without(value, issue.path, issue.keys), json.value)
  const second = caseSchema.safeParse(known)
  return second.success
    ? { kind: 'case', case: second.data, problems }
    : {
        kind: 'malformed',
        problems: [
          ...problems,
          ...second.error.issues.map((issue) => ({
            file,
            path: pathText(issue.path),
            message: issue.message,
          })),
        ],
      }
}
