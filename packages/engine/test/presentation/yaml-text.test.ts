// What is printed as YAML reads back as the same data.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { inlineYaml, yamlLines } from '../../src/presentation/yaml-text.ts'

const leaf = fc.oneof(
  fc.string(),
  fc.integer(),
  fc.boolean(),
  fc.constantFrom(
    '10.0.0.0/8',
    'fd00::/8',
    'yes',
    'null',
    '1e3',
    '- a',
    'a: b',
    ' a',
    'a ',
    '#x',
    '0123',
    '~',
    '',
  ),
)
const plain = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    leaf,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(
      fc.string({ minLength: 1 }).filter((key) => key !== '__proto__'),
      tie('value'),
      { maxKeys: 4 },
    ),
  ),
})).value

test('on one line', () => {
  fc.assert(
    fc.property(plain, (value) => {
      expect(parse(inlineYaml(value))).toEqual(value)
    }),
  )
})

test('as a block', () => {
  fc.assert(
    fc.property(
      fc.dictionary(
        fc.string({ minLength: 1 }).filter((key) => key !== '__proto__'),
        plain,
      ),
      (value) => {
        expect(parse(`${yamlLines(value).join('\n')}\n`) ?? {}).toEqual(value)
      },
    ),
  )
})

test('short things stay on a line, entries of a list have one each', () => {
  const site = { name: 'tokyo', links: [{ circuit: 'c', advertises: [{ prefix: '10.0.0.0/8' }] }] }
  expect(yamlLines({ sites: [site] })).toEqual([
    'sites:',
    '  - name: tokyo',
    '    links:',
    '      - { circuit: c, advertises: [{ prefix: 10.0.0.0/8 }] }',
  ])
})
