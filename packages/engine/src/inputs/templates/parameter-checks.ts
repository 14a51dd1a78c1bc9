// Whether a given value fits its parameter: the declared type, single values, and what decorators demand.
import { type Finding, findings, type ParameterRule, type ValueKind } from '../../diagnostics/index.ts'
import type { Scalar, Value } from '../../resources/index.ts'
import type { ParameterStatement } from '../bicep/syntax-tree.ts'
import type { Expression } from '../expressions/expression.ts'
import { plainText } from '../expressions/functions/value-text.ts'
import { singleValuesOf, summaryOf, type TypeNames } from './declared-types.ts'
import { isSecure } from './parameters.ts'

const kindOf = (value: Value): ValueKind | undefined => {
  switch (value.kind) {
    case 'unknown':
      return undefined
    case 'list':
      return 'list'
    case 'dictionary':
      return 'object'
    case 'scalar':
      if (value.value === null) return 'null'
      if (typeof value.value === 'string') return 'string'
      return typeof value.value === 'boolean' ? 'boolean' : 'integer'
  }
}

const declaredKinds = {
  array: 'list',
  bool: 'boolean',
  int: 'integer',
  object: 'object',
  string: 'string',
} as const satisfies Readonly<Record<string, ValueKind>>

const shown = (value: Value): string => {
  const text = plainText(value)
  return typeof text === 'string' ? text : '…'
}

/** Azure compares allowed texts without regard to letter case. */
const isSame = (a: Value, b: Value): boolean =>
  a.kind === 'scalar' && b.kind === 'scalar'
    ? a.value === b.value || shown(a).toLowerCase() === shown(b).toLowerCase()
    : shown(a) === shown(b)

const sizeOf = (value: Value): number | undefined => {
  if (value.kind === 'list') return value.items.length
  return value.kind === 'scalar' && typeof value.value === 'string' ? value.value.length : undefined
}

/** Whether the value breaks one rule; undefined where the rule does not concern it. */
const breaks = (rule: ParameterRule, limit: Value, value: Value): boolean => {
  if (rule === 'allowed') {
    if (limit.kind !== 'list' || limit.items.some(({ kind }) => kind === 'unknown')) return false
    const isAllowed = (each: Value): boolean => limit.items.some((item) => isSame(item, each))
    // A list may be one of the allowed values, or consist of them.
    return value.kind === 'list' ? !isAllowed(value) && !value.items.every(isAllowed) : !isAllowed(value)
  }
  if (limit.kind !== 'scalar' || typeof limit.value !== 'number') return false
  const isLength = rule === 'minLength' || rule === 'maxLength'
  const measured = isLength ? sizeOf(value) : value.kind === 'scalar' ? value.value : undefined
  if (typeof measured !== 'number') return false
  return rule === 'minLength' || rule === 'minValue' ? measured < limit.value : measured > limit.value
}

const rules: readonly ParameterRule[] = ['allowed', 'minValue', 'maxValue', 'minLength', 'maxLength']

const limitText = (limit: Value): string =>
  limit.kind === 'list' ? limit.items.map(shown).join(', ') : shown(limit)

const listOf = (items: readonly Scalar[]): Value => ({ kind: 'list', items, span: undefined })

/** What is wrong with a value that is given for a parameter; it is used all the same. */
export const checkGivenValue = (
  statement: ParameterStatement,
  value: Value,
  types: TypeNames,
  evaluate: (expression: Expression) => Value,
  where: Finding['span'],
): readonly Finding[] => {
  const found = kindOf(value)
  if (found === undefined) return []
  const { name } = statement.name
  const place = { span: value.span ?? where }
  const type = { type: statement.type, names: types }
  const summary = summaryOf(type)
  if (found === 'null' && (summary.nullable || statement.defaultValue !== undefined)) return []
  const expected = summary.kind === undefined ? undefined : declaredKinds[summary.kind]
  if (expected !== undefined && expected !== found)
    return [findings.parameterWrongType({ name, expected, found }, place)]
  const singles = singleValuesOf(type)
  const demanded = rules.flatMap((rule): readonly (readonly [ParameterRule, Value])[] => {
    const decorator = statement.decorators.find((each) => each.name.name === rule)
    const [limit] = decorator?.arguments ?? []
    return limit === undefined ? [] : [[rule, evaluate(limit)]]
  })
  if (singles !== undefined) demanded.push(['allowed', listOf(singles)])
  return demanded
    .filter(([rule, limit]) => breaks(rule, limit, value))
    .map(([rule, limit]) =>
      findings.parameterNotAllowed(
        {
          name,
          rule,
          found: isSecure(statement) ? undefined : shown(value).slice(0, 100),
          limit: limitText(limit),
        },
        place,
      ),
    )
}
