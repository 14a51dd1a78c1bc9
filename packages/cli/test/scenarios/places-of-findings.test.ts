// Each finding points at the line that has to change: the inputs of one scenario say which finding belongs where.
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { analyse, type FileAccess, load } from '@hairpin/engine'
import { expect, test } from 'vitest'

const folder = fileURLToPath(new URL('../../../../scenarios/refused/checks/', import.meta.url))
const texts = new Map(
  readdirSync(folder)
    .filter((name) => /\.(?:bicep|yaml)$/u.test(name) && name !== 'questions.yaml')
    .map((name) => [name, readFileSync(`${folder}${name}`, 'utf8')]),
)
const files: FileAccess = {
  read: (file) => {
    const text = texts.get(file)
    return text === undefined ? { kind: 'missing' } : { kind: 'text', text }
  },
  list: (wanted) => (wanted === '.' ? [...texts.keys()] : []),
}

/** `file:line CODE` for each code at the end of a line, behind the comment sign of the file's language. */
const marks = [...texts].flatMap(([file, text]) =>
  text.split('\n').flatMap((line, index) => {
    const codes = /(?:\/\/|#) ((?:HP\d{4} ?)+)$/u.exec(line)?.[1] ?? ''
    return codes.split(' ').flatMap((code) => (code === '' ? [] : [`${file}:${index + 1} ${code}`]))
  }),
)

test('errors and warnings stand where the inputs are marked, and nowhere else', () => {
  const loaded = load(files, { inputs: ['.'] })
  const { findings } = analyse(loaded.resourceSet)
  const places = [...loaded.findings, ...findings]
    .filter(({ severity }) => severity !== 'note')
    .map(({ code, span }) => `${span?.file}:${span?.line} ${code}`)
  expect([...new Set(places)].sort()).toEqual(marks.sort())
})

test('an error is placed at a value, not at the head of a resource, where one is to blame', () => {
  const loaded = load(files, { inputs: ['.'] })
  const { findings } = analyse(loaded.resourceSet)
  const sourceOf = (file: string, line: number): string => texts.get(file)?.split('\n')[line - 1] ?? ''
  const atHead = [...loaded.findings, ...findings]
    .filter(({ severity, span }) => severity === 'error' && span !== undefined)
    .filter(({ span }) => /^resource /u.test(sourceOf(span?.file ?? '', span?.line ?? 0)))
    .map(({ code }) => code)
  // A number of things, a missing property and a list that other resources make have no line of their own.
  expect([...new Set(atHead)].sort()).toEqual(['HP3021', 'HP3045', 'HP3130'])
})
