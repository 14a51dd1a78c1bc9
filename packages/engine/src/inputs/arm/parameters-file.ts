// Reads a parameters file in JSON: values as they are written; a reference to a vault stands for a secret.
import { type Finding, findings, type Span } from '../../diagnostics/index.ts'
import { type Dictionary, type Field, fieldOf, textAt, type Value } from '../../resources/index.ts'
import { unknownAt } from '../expressions/evaluated.ts'

/** The value of one parameter. */
export interface GivenParameter {
  /** As it is spelled. */
  readonly name: string
  readonly nameSpan: Span | undefined
  readonly value: Value
}

/** What a parameters file gives, by names in lower case. */
export interface ParametersReading {
  readonly parameters: ReadonlyMap<string, GivenParameter>
  readonly findings: readonly Finding[]
}

const isEntry = ({ value }: Field): boolean =>
  value.kind === 'dictionary' && (value.fields.has('value') || value.fields.has('reference'))

/** The object of parameters in a document; undefined when it is no parameters file. */
const parametersIn = (document: Value): Dictionary | undefined => {
  if (document.kind !== 'dictionary' || document.fields.has('resources')) return undefined
  const parameters = fieldOf(document, 'parameters')
  const schema = textAt(document, '$schema') ?? ''
  if (parameters?.kind !== 'dictionary') return undefined
  if (/\/deploymentparameters\.json/i.test(schema)) return parameters
  // Some leave the schema out; what templates declare under this name looks different.
  const entries = [...parameters.fields.values()]
  return schema === '' && entries.length > 0 && entries.every(isEntry) ? parameters : undefined
}

/** Reads a document; undefined when it is no parameters file. */
export const readParametersFile = (document: Value): ParametersReading | undefined => {
  const given = parametersIn(document)
  if (given === undefined) return undefined
  const parameters = new Map<string, GivenParameter>()
  const found: Finding[] = []
  for (const [key, { name, nameSpan, value: entry }] of given.fields) {
    const value = fieldOf(entry, 'value')
    if (value !== undefined) parameters.set(key, { name, nameSpan, value })
    else if (fieldOf(entry, 'reference') !== undefined)
      parameters.set(key, { name, nameSpan, value: unknownAt('secret', name, entry.span) })
    else found.push(findings.parameterEntry({ name }, { span: nameSpan ?? entry.span }))
  }
  return { parameters, findings: found }
}
