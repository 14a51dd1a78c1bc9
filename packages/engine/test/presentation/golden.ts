// Golden files: a text that is compared with a file in expected/, in both languages.
import { expect } from 'vitest'
import type { Language } from '../../src/diagnostics/index.ts'

/** Both languages. */
export const languages: readonly Language[] = ['en', 'ja']

/** Compares with `expected/NAME.txt`. */
export const expectGolden = (text: string, name: string): Promise<void> =>
  expect(text).toMatchFileSnapshot(`./expected/${name}.txt`)
