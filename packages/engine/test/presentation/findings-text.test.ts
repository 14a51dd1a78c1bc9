// Findings as text: place, code frame, advice, number at the end, in both languages.
import { expect, test } from 'vitest'
import { findings } from '../../src/diagnostics/index.ts'
import { findingsText } from '../../src/presentation/findings-text.ts'
import { expectGolden, languages } from './golden.ts'

const source = '{\n  "subnets": [\n    { "name": "既定", "prefix": "10.1.2.0/24" }\n  ]\n}\n'
const span = { file: 'main.json', line: 3, column: 23, endLine: 3, endColumn: 44 }
const found = [
  findings.noInputs({ folder: 'empty', lookedFor: ['main.bicep'] }),
  findings.unknownValue(
    { property: 'location', cause: 'parameter', origin: 'location' },
    { resourceId: '/subscriptions/s' },
  ),
  findings.subnetOutsideVnet(
    { subnet: '既定', prefix: '10.1.2.0/24', vnet: 'vnet', addressSpace: '10.0.0.0/16' },
    { span },
  ),
]

test.each(languages)('in %s', async (language) => {
  const options = {
    language,
    sources: new Map([['main.json', source]]),
    showFile: (file: string) => `../${file}`,
  }
  await expectGolden(findingsText(found, options), `findings.${language}`)
})

test('each once, and nothing for none', () => {
  const [first] = found
  if (first === undefined) throw new Error('there is one')
  expect(findingsText([first, first], { language: 'en' })).toBe(findingsText([first], { language: 'en' }))
  expect(findingsText([], { language: 'en' })).toBe('')
})

test('a file name cannot command the terminal', () => {
  const evil = findings.subnetOutsideVnet(
    { subnet: 'a', prefix: 'b', vnet: 'c', addressSpace: 'd' },
    { span: { ...span, file: '\u001b[2J.json' } },
  )
  expect(findingsText([evil], { language: 'en' })).not.toContain('\u001b')
})
