// Shows a tree as text in full brackets, so that a test says in one line what was understood.

import type { Decorator, ObjectTypeProperty, TypeExpression } from '../../../src/inputs/bicep/syntax-tree.ts'
import type {
  Expression,
  Identifier,
  LoopHeader,
  Spread,
} from '../../../src/inputs/expressions/expression.ts'

const quoted = (text: string): string => `'${text.replaceAll('\n', '\\n').replaceAll('\r', '\\r')}'`

const names = (identifiers: readonly Identifier[]): string => identifiers.map(({ name }) => name).join(' ')

const inBrackets = (...parts: readonly string[]): string =>
  `(${parts.filter((part) => part !== '').join(' ')})`

export const shapeOfLoop = (header: LoopHeader): string => {
  if ('count' in header) return `copy ${header.label} times ${shapeOf(header.count)}`
  const { item, index, list } = header
  return `for ${item.name}${index === undefined ? '' : `,${index.name}`} in ${shapeOf(list)}`
}

/** The expression with every operator in brackets: `a ? b.c : 1` is `(? a (. b c) 1)`. */
export const shapeOf = (expression: Expression | Spread): string => {
  switch (expression.kind) {
    case 'literal':
      return typeof expression.value === 'string' ? quoted(expression.value) : String(expression.value)
    case 'interpolation':
      return inBrackets(
        'text',
        ...expression.texts.flatMap((text, at) => {
          const hole = expression.holes[at]
          return hole === undefined ? [quoted(text)] : [quoted(text), shapeOf(hole)]
        }),
      )
    case 'name':
      return expression.name
    case 'call':
      return inBrackets(`${expression.name.name}()`, ...expression.arguments.map(shapeOf))
    case 'methodCall':
      return inBrackets(
        `.${expression.name.name}()`,
        shapeOf(expression.target),
        ...expression.arguments.map(shapeOf),
      )
    case 'property':
      return inBrackets(expression.safe ? '.?' : '.', shapeOf(expression.target), expression.name.name)
    case 'index':
      return inBrackets(
        `[${expression.safe ? '?' : ''}${expression.fromEnd ? '^' : ''}]`,
        shapeOf(expression.target),
        shapeOf(expression.index),
      )
    case 'nestedResource':
      return inBrackets('::', shapeOf(expression.target), expression.name.name)
    case 'nonNull':
      return inBrackets('nonNull', shapeOf(expression.operand))
    case 'group':
      return inBrackets('group', shapeOf(expression.inner))
    case 'unary':
      return inBrackets(expression.operator, shapeOf(expression.operand))
    case 'binary':
      return inBrackets(expression.operator, shapeOf(expression.left), shapeOf(expression.right))
    case 'conditional':
      return inBrackets(
        '?',
        shapeOf(expression.condition),
        shapeOf(expression.whenTrue),
        shapeOf(expression.whenFalse),
      )
    case 'spread':
      return inBrackets('...', shapeOf(expression.operand))
    case 'object':
      return `{${expression.entries
        .map((entry) =>
          entry.kind === 'spread' ? shapeOf(entry) : `${shapeOf(entry.key)}: ${shapeOf(entry.value)}`,
        )
        .join(', ')}}`
    case 'array':
      return `[${expression.items.map(shapeOf).join(', ')}]`
    case 'lambda':
      return inBrackets('=>', `<${names(expression.parameters)}>`, shapeOf(expression.body))
    case 'loop':
      return inBrackets(shapeOfLoop(expression.header), shapeOf(expression.body))
    case 'invalid':
      return '<invalid>'
  }
}

export const shapeOfDecorator = ({ namespace, name, arguments: values }: Decorator): string =>
  inBrackets(`@${namespace === undefined ? '' : `${namespace.name}.`}${name.name}`, ...values.map(shapeOf))

const shapeOfProperty = ({ decorators, key, type }: ObjectTypeProperty): string =>
  [...decorators.map(shapeOfDecorator), `${key === '*' ? '*' : shapeOf(key)}: ${shapeOfType(type)}`].join(' ')

/** The same for a type. */
export const shapeOfType = (type: TypeExpression): string => {
  switch (type.kind) {
    case 'namedType':
      return type.name
    case 'resourceType':
      return inBrackets('resource', shapeOf(type.type))
    case 'genericType':
      return inBrackets(
        `${type.target === undefined ? '' : `${shapeOfType(type.target)}.`}${type.name.name}<>`,
        ...type.arguments.map(shapeOfType),
      )
    case 'typeMember':
      return inBrackets('.', shapeOfType(type.target), type.name.name)
    case 'typeOfAdditional':
      return inBrackets('.*', shapeOfType(type.target))
    case 'typeOfItems':
      return inBrackets('[*]', shapeOfType(type.target))
    case 'typeOfItem':
      return inBrackets('[i]', shapeOfType(type.target), shapeOf(type.index))
    case 'arrayType':
      return inBrackets('[]', shapeOfType(type.items))
    case 'nullableType':
      return inBrackets('?', shapeOfType(type.inner))
    case 'nonNullableType':
      return inBrackets('!', shapeOfType(type.inner))
    case 'literalType':
      return shapeOf(type.value)
    case 'unaryType':
      return inBrackets(type.operator, shapeOfType(type.operand))
    case 'unionType':
      return inBrackets('|', ...type.members.map(shapeOfType))
    case 'groupType':
      return inBrackets('group', shapeOfType(type.inner))
    case 'objectType':
      return `{${type.properties.map(shapeOfProperty).join(', ')}}`
    case 'tupleType':
      return `[${type.items
        .map((item) => [...item.decorators.map(shapeOfDecorator), shapeOfType(item.type)].join(' '))
        .join(', ')}]`
    case 'invalid':
      return '<invalid>'
  }
}
