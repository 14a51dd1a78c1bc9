// Reads a template in ARM's JSON into the tree that Bicep is parsed into.
import type { Finding } from '../../diagnostics/index.ts'
import { type Dictionary, type Field, fieldOf, textAt, type Value } from '../../resources/index.ts'
import type {
  BicepProgram,
  FunctionStatement,
  OutputStatement,
  ParameterStatement,
  Statement,
  TargetScopeStatement,
  TypeStatement,
  VariableStatement,
} from '../bicep/syntax-tree.ts'
import type { Expression, Identifier } from '../expressions/expression.ts'
import { type JsonReading, parseJson } from '../json/parse-json.ts'
import { isTemplate } from './document-shape.ts'
import { entriesOf, type LowerTemplate, lowerResource, type ResourceContext } from './lower-resources.ts'
import { lowerRules, lowerSecrecy, lowerType } from './lower-types.ts'
import { copiesIn, lowerLoop, lowerValue } from './lower-value.ts'
import { type ArmScope, outermost, withinLoop } from './scope.ts'
import { type ArmSource, armSource, placeOfValue } from './template-source.ts'

/** A template as a tree. */
export interface ArmTemplateReading {
  readonly program: BicepProgram
  readonly findings: readonly Finding[]
}

const fieldsOf = (value: Value | undefined): readonly Field[] =>
  value?.kind === 'dictionary' ? [...value.fields.values()] : []

const nameOf = ({ name, nameSpan }: Field, source: ArmSource): Identifier => ({
  name,
  ...source.placeOf(nameSpan),
})

/** Each field of a section that holds an object, as a statement. */
const statementsOf = <T extends Statement>(
  section: Value | undefined,
  make: (name: Identifier, declared: Dictionary) => T,
  source: ArmSource,
): readonly T[] =>
  fieldsOf(section).flatMap((field) =>
    field.value.kind === 'dictionary' ? [make(nameOf(field, source), field.value)] : [],
  )

const lowerParameters = (template: Dictionary, source: ArmSource): readonly ParameterStatement[] =>
  statementsOf(
    fieldOf(template, 'parameters'),
    (name, declared): ParameterStatement => {
      const place = placeOfValue(declared, source)
      const value = fieldOf(declared, 'defaultValue')
      return {
        kind: 'parameter',
        decorators: [...lowerSecrecy(declared, place), ...lowerRules(declared, place, source)],
        name,
        type: lowerType(declared, place),
        defaultValue: value === undefined ? undefined : lowerValue(value, outermost, source),
        start: name.start,
        end: place.end,
      }
    },
    source,
  )

const lowerTypes = (template: Dictionary, source: ArmSource): readonly TypeStatement[] =>
  statementsOf(
    fieldOf(template, 'definitions'),
    (name, declared): TypeStatement => {
      const place = placeOfValue(declared, source)
      return {
        kind: 'type',
        decorators: [],
        name,
        type: lowerType(declared, place),
        start: name.start,
        end: place.end,
      }
    },
    source,
  )

const variable = (name: Identifier, value: Expression): VariableStatement => ({
  kind: 'variable',
  decorators: [],
  name,
  type: undefined,
  value,
  start: name.start,
  end: value.end,
})

const lowerVariables = (template: Dictionary, source: ArmSource): readonly VariableStatement[] =>
  fieldsOf(fieldOf(template, 'variables')).flatMap((field): readonly VariableStatement[] => {
    const copies = field.name.toLowerCase() === 'copy' ? copiesIn(field.value) : undefined
    if (copies === undefined)
      return [variable(nameOf(field, source), lowerValue(field.value, outermost, source))]
    return copies.map((copy) => {
      const name = textAt(copy, 'name') ?? 'copy'
      const place = source.placeOf(fieldOf(copy, 'name')?.span ?? copy.span)
      return variable({ name, ...place }, lowerLoop(copy, name, outermost, source))
    })
  })

/** The functions of a template: in namespaces, with parameters that only their bodies see. */
const lowerFunctions = (template: Dictionary, source: ArmSource): readonly FunctionStatement[] => {
  const functions = fieldOf(template, 'functions')
  return (functions?.kind === 'list' ? functions.items : []).flatMap((item) => {
    const namespace = fieldOf(item, 'namespace')
    const text = textAt(item, 'namespace')
    if (namespace === undefined || text === undefined) return []
    const place = placeOfValue(namespace, source)
    return statementsOf(
      fieldOf(item, 'members'),
      (name, declared): FunctionStatement => {
        const listed = fieldOf(declared, 'parameters')
        const parameters = (listed?.kind === 'list' ? listed.items : []).flatMap((parameter) => {
          const own = textAt(parameter, 'name')
          if (own === undefined || parameter.kind !== 'dictionary') return []
          const at = placeOfValue(parameter, source)
          return [{ name: { name: own.toLowerCase(), ...at }, type: lowerType(parameter, at), ...at }]
        })
        const scope: ArmScope = {
          ...outermost,
          functionParameters: new Set(parameters.map((parameter) => parameter.name.name)),
        }
        const output = fieldOf(declared, 'output')
        const value = fieldOf(output, 'value')
        const at = placeOfValue(declared, source)
        return {
          kind: 'function',
          decorators: [],
          namespace: { name: text, ...place },
          name,
          parameters,
          resultType: lowerType(output?.kind === 'dictionary' ? output : declared, at),
          body: value === undefined ? { kind: 'invalid', ...at } : lowerValue(value, scope, source),
          start: name.start,
          end: at.end,
        }
      },
      source,
    )
  })
}

const lowerOutput = (
  name: Identifier,
  declared: Dictionary,
  scope: ArmScope,
  source: ArmSource,
): OutputStatement => {
  const place = placeOfValue(declared, source)
  const copy = fieldOf(declared, 'copy')
  const written = fieldOf(declared, 'value')
  const condition = fieldOf(declared, 'condition')
  const label = `outputs.${name.name}`
  const inLoop = withinLoop(scope, label, 'resource')
  const plain = (): Expression =>
    written === undefined ? { kind: 'invalid', ...place } : lowerValue(written, scope, source)
  const value =
    copy?.kind === 'dictionary'
      ? lowerLoop(copy, label, { ...scope, resourceLoop: inLoop.resourceLoop }, source)
      : plain()
  const { start, end } = place
  return {
    kind: 'output',
    decorators: lowerSecrecy(declared, place),
    name,
    type: lowerType(declared, place),
    value:
      condition === undefined
        ? value
        : {
            kind: 'conditional',
            condition: lowerValue(condition, scope, source),
            whenTrue: value,
            whenFalse: { kind: 'literal', value: null, start, end },
            start,
            end,
          },
    start: name.start,
    end,
  }
}

/** Above resource groups, as the schema says. */
const scopeNames: readonly (readonly [RegExp, string])[] = [
  [/\/subscriptiondeploymenttemplate\.json/i, 'subscription'],
  [/\/managementgroupdeploymenttemplate\.json/i, 'managementGroup'],
  [/\/tenantdeploymenttemplate\.json/i, 'tenant'],
]

const lowerTargetScope = (template: Dictionary, source: ArmSource): readonly TargetScopeStatement[] => {
  const schema = fieldOf(template, '$schema')
  const text = textAt(template, '$schema') ?? ''
  const value = scopeNames.find(([pattern]) => pattern.test(text))?.[1]
  if (schema === undefined || value === undefined) return []
  const place = placeOfValue(schema, source)
  return [{ kind: 'targetScope', decorators: [], value: { kind: 'literal', value, ...place }, ...place }]
}

const lowerTemplate = (
  template: Dictionary,
  around: { readonly kind: 'file' } | Parameters<LowerTemplate>[1],
  source: ArmSource,
  unfinished: ReadonlySet<Value>,
): BicepProgram => {
  const scope = around.kind === 'outer' ? around.scope : outermost
  const context: ResourceContext = {
    source,
    // Language version 2.0 turned the default round.
    standardEvaluation: /^2/.test(textAt(template, 'languageVersion') ?? '') ? 'inner' : 'outer',
    lowerTemplate: (inner: Dictionary, place: Parameters<LowerTemplate>[1]) =>
      lowerTemplate(inner, place, source, unfinished),
  }
  const resources = entriesOf(fieldOf(template, 'resources')).flatMap(
    ([symbol, item], index): Statement[] => {
      // One in which the text breaks off may lack what matters.
      if (unfinished.has(item)) return []
      const statement = lowerResource(item, { symbol, index, isNested: false }, scope, context)
      return statement === undefined ? [] : [statement]
    },
  )
  const outputs = statementsOf(
    fieldOf(template, 'outputs'),
    (name, declared) => lowerOutput(name, declared, scope, source),
    source,
  )
  return {
    file: source.file,
    language: 'arm',
    mode: 'template',
    statements: [
      // A template within another one goes where its deployment goes, whatever its schema says.
      ...(around.kind === 'file' ? lowerTargetScope(template, source) : []),
      // What is evaluated as a part of the template around it sees only the names there.
      ...(around.kind === 'outer'
        ? []
        : [
            ...lowerTypes(template, source),
            ...lowerParameters(template, source),
            ...lowerVariables(template, source),
            ...lowerFunctions(template, source),
          ]),
      ...resources,
      ...outputs,
    ],
    spanOf: source.spanOf,
  }
}

/** Reads a file; undefined when it is JSON, but no template. `json`: its reading, where it is already there. */
export const readArmTemplate = (
  text: string,
  file: string,
  json: JsonReading = parseJson(text, file),
): ArmTemplateReading | undefined => {
  const { value } = json
  if (value?.kind !== 'dictionary' || !isTemplate(value)) return undefined
  const found: Finding[] = [...json.findings]
  const source = armSource(text, file, (finding) => {
    found.push(finding)
  })
  return { program: lowerTemplate(value, { kind: 'file' }, source, json.unfinished), findings: found }
}
