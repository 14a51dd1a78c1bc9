// The order of findings, and duplicates.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  compareSpans,
  duplicateKey,
  type Finding,
  fileNotFound,
  formatSpan,
  gitFolderRefused,
  jsonSyntax,
  type Span,
  sortFindings,
  subnetOutsideVnet,
  unknownValue,
} from '../../src/diagnostics/index.ts'

const at = (file: string, line: number, column = 1): Span => ({
  file,
  line,
  column,
  endLine: line,
  endColumn: column + 1,
})

test('a place is written as file:line:column', () => {
  expect(formatSpan(at('modules/hub.bicep', 12, 5))).toBe('modules/hub.bicep:12:5')
})

test('by severity, file, line, column, code, parameters; what has no place comes last', () => {
  const expected: readonly Finding[] = [
    fileNotFound({ file: 'z' }, { span: at('a.json', 2) }),
    gitFolderRefused({ file: 'a' }, { span: at('a.json', 2) }),
    fileNotFound({ file: 'x' }, { span: at('a.json', 10, 2) }),
    fileNotFound({ file: 'y' }, { span: at('a.json', 10, 2) }),
    fileNotFound({ file: 'a' }, { span: at('a.json', 10, 11) }),
    fileNotFound({ file: 'a' }, { span: at('b.json', 1) }),
    fileNotFound({ file: 'a' }),
    fileNotFound({ file: 'a' }, { resourceId: '/a' }),
    duplicateKey({ key: 'k', first: 'f' }, { span: at('a.json', 1) }),
    unknownValue({ property: 'p', cause: 'runtime', origin: 'o' }, { span: at('a.json', 1) }),
  ]
  expect(sortFindings(expected.toReversed())).toEqual(expected)
})

test('a fault of reading comes before what may follow from it', () => {
  const broken = jsonSyntax({ expected: 'closingBrace' }, { span: at('a.json', 9) })
  const refused = subnetOutsideVnet(
    { subnet: 's', prefix: 'p', vnet: 'v', addressSpace: 'a' },
    { span: at('a.json', 1) },
  )
  expect(sortFindings([refused, broken])).toEqual([broken, refused])
})

test('exact duplicates are removed, whatever the order of their parameters', () => {
  const one = duplicateKey({ key: 'k', first: 'f' })
  const same = duplicateKey({ first: 'f', key: 'k' })
  const other = duplicateKey({ key: 'k', first: 'g' })
  expect(sortFindings([one, other, same])).toEqual([one, other])
  expect(
    sortFindings([fileNotFound({ file: 'a' }), fileNotFound({ file: 'a', suggestion: undefined })]),
  ).toHaveLength(1)
  const longer = { ...at('a', 1), endColumn: 9 }
  expect(
    sortFindings([
      gitFolderRefused({ file: 'a' }, { span: at('a', 1) }),
      gitFolderRefused({ file: 'a' }, { span: longer }),
    ]),
  ).toHaveLength(2)
})

const anySpan = fc
  .tuple(fc.constantFrom('a', 'b'), fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 }))
  .map(([file, line, column]) => at(file, line, column))
const anyFinding = fc
  .tuple(fc.option(anySpan, { nil: undefined }), fc.constantFrom('a', 'b'), fc.integer({ min: 0, max: 2 }))
  .map(([span, text, kind]): Finding => {
    if (kind === 0) return gitFolderRefused({ file: text }, { span })
    if (kind === 1) return duplicateKey({ key: text, first: 'f' }, { span })
    return unknownValue({ property: text, cause: 'secret', origin: 'o' }, { span })
  })

test('the result is the same for every order of the same findings', () => {
  fc.assert(
    fc.property(
      fc
        .array(anyFinding)
        .chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
      ([all, shuffled]) => {
        const sorted = sortFindings(all)
        expect(sortFindings(shuffled)).toEqual(sorted)
        expect(sortFindings(sorted)).toEqual(sorted)
        const distinct = new Set(all.map((finding) => JSON.stringify(finding)))
        expect(sorted).toHaveLength(distinct.size)
        for (const finding of all) expect(sorted).toContainEqual(finding)
      },
    ),
  )
})

test('spans have a total order', () => {
  fc.assert(
    fc.property(anySpan, anySpan, anySpan, (a, b, c) => {
      expect(compareSpans(a, b)).toBe(-compareSpans(b, a) + 0)
      expect(compareSpans(a, b) === 0).toBe(JSON.stringify(a) === JSON.stringify(b))
      if (compareSpans(a, b) <= 0 && compareSpans(b, c) <= 0)
        expect(compareSpans(a, c)).toBeLessThanOrEqual(0)
    }),
  )
})
