// A .bicepparam file with those that it extends: the template that it is for, and its values, each on demand.
import { findings, type Span } from '../../diagnostics/index.ts'
import type { Field, Value } from '../../resources/index.ts'
import type { BicepProgram, StringExpression } from '../bicep/syntax-tree.ts'
import { type Evaluated, type Lazy, once, unknownAt, wholeOf } from '../expressions/evaluated.ts'
import type { TemplateScope } from '../expressions/template-function.ts'
import { extensionOf, folderOf, joinPath } from '../paths.ts'
import type { Deployment, Placement, Template } from './deployment.ts'
import { isRemotePath } from './module-reference.ts'

/** One value, and where its name is written. */
export interface GivenValue {
  readonly name: string
  /** Of the name. */
  readonly span: Span
  /** Of what is written behind it. */
  readonly valueSpan: Span
  readonly value: () => Value
}

/** What a parameter file says. */
export interface ParameterFile {
  /** The template, a file; undefined when it names none, or one that is not here. */
  readonly template: { readonly file: string; readonly namedAt: Span } | undefined
  /** Whether it names a template at all. */
  readonly named: boolean
  /** By lower-cased name. */
  readonly values: ReadonlyMap<string, GivenValue>
}

/** Whether a file is one of values, and not a template. */
export const isParameterFile = (file: string): boolean => extensionOf(file) === 'bicepparam'

/** A path as it is written. */
export const pathText = (path: StringExpression): string =>
  path.kind === 'literal' ? String(path.value) : path.texts.join('…')

/** What the program names as its template: `none`, a path, or nothing. */
const usingOf = (program: BicepProgram): StringExpression | 'none' | undefined =>
  program.statements.find((statement) => statement.kind === 'using')?.path

/** The values of the extended file as one object: `base.name`. */
const objectOfValues = (values: ReadonlyMap<string, GivenValue>): Lazy => ({
  kind: 'lazy',
  member: (name): Evaluated | undefined => values.get(name.toLowerCase())?.value(),
  force: () => {
    const fields = new Map<string, Field>()
    for (const [key, { name, span, value }] of values)
      fields.set(key, { name, nameSpan: span, value: value() })
    return { kind: 'dictionary', fields, span: undefined }
  },
})

/** Puts a parameter file in its place: handed in, since it is the template's own doing. */
export type Place = (program: BicepProgram, placement: Placement, deployment: Deployment) => Template

/** Opens a parameter file. `chain`: the files that extend it, to find one that extends itself. */
export const openParameterFile = (
  file: string,
  namedAt: Span | undefined,
  scope: TemplateScope,
  deployment: Deployment,
  place: Place,
  chain: readonly string[] = [],
): ParameterFile | undefined => {
  const program = deployment.program(file, namedAt)
  if (program === undefined) return undefined
  const extended = program.statements.find((statement) => statement.kind === 'extends')
  let base: ParameterFile | undefined
  if (extended !== undefined) {
    const other = joinPath(folderOf(file), pathText(extended.path))
    const span = program.spanOf(extended.path)
    const files = [...chain, file, other]
    if (files.indexOf(other) < files.length - 1)
      deployment.report(findings.extendsCycle({ files: files.slice(files.indexOf(other)) }, { span }))
    else base = openParameterFile(other, span, scope, deployment, place, [...chain, file])
  }
  const values = new Map(base?.values)
  const opened = place(
    program,
    {
      file,
      scope,
      parameters: new Map(),
      path: [],
      files: [file],
      condition: undefined,
      base: base === undefined ? undefined : objectOfValues(base.values),
    },
    deployment,
  )
  for (const statement of program.statements) {
    if (statement.kind !== 'parameterAssignment') continue
    const { name } = statement.name
    const span = program.spanOf(statement.name)
    const value = once(
      (): Value => wholeOf(opened.exported(name) ?? unknownAt('expression', name, span)),
      () => unknownAt('expression', name, span),
    )
    values.set(name.toLowerCase(), { name, span, valueSpan: program.spanOf(statement.value), value })
  }
  const using = usingOf(program)
  const own = using === undefined || using === 'none' ? undefined : using
  return {
    template: own === undefined ? base?.template : templateOf(own, program, deployment),
    named: own !== undefined || base?.named === true,
    values,
  }
}

const templateOf = (
  using: StringExpression,
  program: BicepProgram,
  deployment: Deployment,
): ParameterFile['template'] => {
  const namedAt = program.spanOf(using)
  const path = pathText(using)
  const file = isRemotePath(path)
    ? deployment.moduleFile(path, program.file, namedAt)
    : joinPath(folderOf(program.file), path)
  return file === undefined ? undefined : { file, namedAt }
}
