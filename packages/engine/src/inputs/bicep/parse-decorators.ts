// Parses the decorators before a statement, a property of an object type or an item of a tuple type.
import type { Cursor } from './cursor.ts'
import { parseArguments } from './parse-expression.ts'
import type { Decorator } from './syntax-tree.ts'

const parseDecorator = (cursor: Cursor): Decorator => {
  const start = cursor.start()
  cursor.expect('@', 'decorator')
  const first = cursor.expectIdentifier('decorator')
  const second = cursor.take('.') ? cursor.expectIdentifier('decorator') : undefined
  const values = parseArguments(cursor)
  return {
    namespace: second === undefined ? undefined : first,
    name: second ?? first,
    arguments: values,
    start,
    end: cursor.end(),
  }
}

/** Parses any number of `@name(…)`, each on lines of its own. */
export const parseDecorators = (cursor: Cursor): readonly Decorator[] => {
  const decorators: Decorator[] = []
  while (cursor.is('@')) {
    const decorator = cursor.attempt(() => parseDecorator(cursor))
    if (decorator !== undefined) decorators.push(decorator)
    if (!cursor.is('newline')) cursor.report('endOfLineAfterDecorator')
    cursor.skipLineBreak()
  }
  return decorators
}
