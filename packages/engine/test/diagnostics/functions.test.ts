// Every reason why a template function fails has its words in both languages.
import { expect, describe as group, test } from 'vitest'
import { describe, type FunctionFailure, functionFailed } from '../../src/diagnostics/index.ts'
import { functionFailures as english } from '../../src/diagnostics/messages/en/functions.ts'
import { functionFailures as japanese } from '../../src/diagnostics/messages/ja/functions.ts'

const isFailure = (key: string): key is FunctionFailure => key in english
const failures = Object.keys(english).filter(isFailure)

test('both languages know the same reasons', () => {
  expect(Object.keys(japanese).toSorted()).toEqual(failures.toSorted())
})

group.each(failures)('%s', (why) => {
  const finding = functionFailed({ name: 'f-a', why, detail: 'detail\u001b[1m' })

  test('in English: one line, harmless', () => {
    const { message } = describe(finding, 'en')
    expect(message).toMatch(/^The function "f-a" has no result: .{10,}\.$/)
    expect(message).not.toContain('\u001b')
    expect(message).not.toMatch(/undefined|\[object/)
  })

  test('in Japanese: spaces between Latin and Japanese letters only', () => {
    const message = describe(finding, 'ja').message.replaceAll(/「[^」]*」/g, '「」')
    expect(message).toMatch(/^関数「」の結果を求められません: .{4,}。$/)
    expect(message).not.toMatch(/[A-Za-z0-9}\]:,][\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u)
    expect(message).not.toMatch(/[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}][A-Za-z0-9]/u)
    expect(message).not.toMatch(/」 [\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u)
  })
})

test('the number of arguments is said as one number, a range or a least number', () => {
  const texts = [{ most: 1 }, { most: 2 }, {}].map(
    (most) =>
      describe(
        { code: 'HP1051', severity: 'error', parameters: { name: 'f', found: 3, least: 1, ...most } },
        'en',
      ).message,
  )
  expect(texts).toEqual([
    'The function "f" is called with 3 arguments; expected 1 argument.',
    'The function "f" is called with 3 arguments; expected 1 to 2 arguments.',
    'The function "f" is called with 3 arguments; expected at least 1 argument.',
  ])
})
