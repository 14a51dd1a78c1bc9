// Changes a text as bad downloads, bad merges, bad editors and bad intentions do, the same way for the same seed.
import type { Chance } from '../../packages/engine/test/chance.ts'

const hugeNumbers = ['0', '65536', '4294967296', '9007199254740993', '99999999999999999999', '1e9']
const strangeNames = ['__proto__', 'constructor', 'toString', 'for', 'resource', 'null']

const strangeTexts = [
  '',
  '/',
  '10.0.0.0/33',
  '10.0.0.7/8',
  '300.1.1.1',
  '::/0',
  'fd00::/8',
  '0.0.0.0/0',
  '__proto__',
  'constructor',
  '\u0000',
  '\u001b[31m',
  '[parameters(\u0027x\u0027)]',
  '/subscriptions/x/resourceGroups/y/providers/Microsoft.Network/virtualNetworks/nowhere',
  'x'.repeat(5000),
]
const strangeValues: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  1e308,
  9_007_199_254_740_991,
  [],
  {},
  [[[[]]]],
  { id: null },
  [null],
  ...strangeTexts,
]

/** What a text may be full of, many times over: what opens and is not closed, and what a reader reads twice. */
const repeated: readonly string[] = [
  '[',
  '{',
  '(',
  "'${",
  '- ',
  'a: ',
  '? ',
  '!',
  "'''",
  '/*',
  '// x\n',
  '@secure()\n',
  '&a ',
  '*a ',
]

/** Changes of the text as such. */
const textMutations: readonly ((text: string, chance: Chance) => string)[] = [
  (text, { below }) => text.slice(0, below(text.length)),
  (text, { below }) => text.slice(below(text.length)),
  (text, { below }) => {
    const at = below(text.length)
    return text.slice(0, at) + text.slice(at + 1 + below(40))
  },
  (text, { below }) => {
    const at = below(text.length)
    return text.slice(0, at) + String.fromCharCode(below(0x250)) + text.slice(at)
  },
  (text, { below }) => {
    const from = below(text.length)
    const part = text.slice(from, from + below(200))
    const at = below(text.length)
    return text.slice(0, at) + part + text.slice(at)
  },
  (text, { below, oneOf }) => {
    const at = below(text.length)
    return text.slice(0, at) + (oneOf(repeated) ?? '').repeat(below(3000)) + text.slice(at)
  },
  (text, { below, oneOf }) => {
    const lines = text.split('\n')
    return lines.toSpliced(below(lines.length), below(3), oneOf(lines) ?? '').join('\n')
  },
  (text) => text.replaceAll('\n', '\r\n'),
  (text) => `\ufeff${text}`,
  (text, { random, below }) =>
    text.replace(/\d+/g, (digits) => (random() < 0.02 ? String(below(400)) : digits)),
  (text, { random, oneOf }) =>
    text.replace(/\d+/g, (digits) => (random() < 0.01 ? (oneOf(hugeNumbers) ?? '') : digits)),
  (text, { random, oneOf }) =>
    text.replace(/\b[a-zA-Z]{3,}\b/g, (word) => (random() < 0.005 ? (oneOf(strangeNames) ?? '') : word)),
]

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Replaces, removes or renames something at a random place of a JSON document. */
const mutateStructure = (value: unknown, depth: number, chance: Chance): unknown => {
  const { below, oneOf } = chance
  if (depth === 0 || !(Array.isArray(value) || isRecord(value))) return oneOf(strangeValues)
  if (Array.isArray(value)) {
    const at = below(value.length)
    const action = below(4)
    if (action === 0) return value.filter((_, index) => index !== at)
    if (action === 1) return [...value, value[at]]
    return value.map((item, index) => (index === at ? mutateStructure(item, depth - 1, chance) : item))
  }
  const names = Object.keys(value)
  const name = oneOf(names)
  if (name === undefined) return oneOf(strangeValues)
  const action = below(8)
  if (action === 0) return Object.fromEntries(Object.entries(value).filter(([key]) => key !== name))
  if (action === 1) {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key === name ? key.toUpperCase() : key, item]),
    )
  }
  return { ...value, [name]: mutateStructure(value[name], depth - 1, chance) }
}

/** Another text in place of this one; JSON is also changed as what it means. */
export const mutate = (name: string, text: string, chance: Chance): string => {
  if (name.endsWith('.json') && chance.random() < 0.6)
    return JSON.stringify(mutateStructure(JSON.parse(text), 1 + chance.below(12), chance), undefined, 2)
  let mutated = text
  for (let round = 0; round <= chance.below(3); round += 1)
    mutated = chance.oneOf(textMutations)?.(mutated, chance) ?? mutated
  return mutated
}
