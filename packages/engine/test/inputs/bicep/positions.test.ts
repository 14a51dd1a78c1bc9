// Nodes and findings know their place: offsets in the tree, lines and columns on demand.
import { expect, test } from 'vitest'
import { parseBicep } from '../../../src/inputs/bicep/parser.ts'
import type { Expression, Place } from '../../../src/inputs/expressions/expression.ts'

const text = `// first line
param a string = 'x'

@description('d')
resource b 'T@1' = {
  name: c.d[0] ?? 'n-\${a}'
  tags: f(1, -2)
}
`
const { program, findings } = parseBicep(text, 'main.bicep', 'template')

const sourceOf = ({ start, end }: Place): string => text.slice(start, end)

test('a statement reaches from its first decorator to its last bracket', () => {
  expect(findings).toEqual([])
  expect(program.statements.map(sourceOf)).toEqual([
    "param a string = 'x'",
    text.slice(text.indexOf('@'), text.lastIndexOf('}') + 1),
  ])
})

test('a place as file, line and column', () => {
  const [a, b] = program.statements
  expect(a && program.spanOf(a)).toEqual({
    file: 'main.bicep',
    line: 2,
    column: 1,
    endLine: 2,
    endColumn: 21,
  })
  expect(b && program.spanOf(b)).toEqual({ file: 'main.bicep', line: 4, column: 1, endLine: 8, endColumn: 2 })
})

test('every expression covers exactly its own text', () => {
  const [, resource] = program.statements
  if (resource?.kind !== 'resource') throw new Error('the second statement is a resource')
  expect(sourceOf(resource.name)).toBe('b')
  expect(sourceOf(resource.type)).toBe("'T@1'")
  expect(resource.decorators.map(sourceOf)).toEqual(["@description('d')"])
  const entries = resource.body.object.kind === 'object' ? resource.body.object.entries : []
  expect(entries.map(sourceOf)).toEqual(["name: c.d[0] ?? 'n-${a}'", 'tags: f(1, -2)'])
  const [name, tags] = entries.map((entry): Expression | undefined =>
    entry.kind === 'entry' ? entry.value : undefined,
  )
  if (name?.kind !== 'binary' || tags?.kind !== 'call') throw new Error('an operator and a call')
  expect([name, name.left, name.right].map(sourceOf)).toEqual(["c.d[0] ?? 'n-${a}'", 'c.d[0]', "'n-${a}'"])
  expect(name.left.kind === 'index' && sourceOf(name.left.target)).toBe('c.d')
  expect(name.right.kind === 'interpolation' && name.right.holes.map(sourceOf)).toEqual(['a'])
  expect([tags, tags.name, ...tags.arguments].map(sourceOf)).toEqual(['f(1, -2)', 'f', '1', '-2'])
})

test('a finding marks what was found, on lines of every kind', () => {
  for (const lineBreak of ['\n', '\r\n', '\r']) {
    const source = ['var a = 1', "var s = '''", 'x', "'''", 'var b = [', '  %%%', ']', ''].join(lineBreak)
    const [finding, ...others] = parseBicep(source, 'main.bicep', 'template').findings
    expect(others).toEqual([])
    expect(finding?.span).toEqual({ file: 'main.bicep', line: 6, column: 3, endLine: 6, endColumn: 4 })
  }
})

test('where a line ends too early, the finding is at its end; where the file does, behind its last character', () => {
  const spansIn = (source: string) => parseBicep(source, 'f', 'template').findings.map(({ span }) => span)
  expect(spansIn('var a =  // nothing\nvar b = 1')).toEqual([
    { file: 'f', line: 1, column: 20, endLine: 1, endColumn: 20 },
  ])
  expect(spansIn('var a = (')).toEqual([{ file: 'f', line: 1, column: 10, endLine: 1, endColumn: 10 }])
})
