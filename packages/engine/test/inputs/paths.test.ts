// Names of files, joined and brought into one form.
import { expect, test } from 'vitest'
import { baseName, extensionOf, folderOf, joinPath, normalisePath } from '../../src/inputs/paths.ts'

test.each([
  ['', '.'],
  ['.', '.'],
  ['./', '.'],
  ['a', 'a'],
  ['./a//b/', 'a/b'],
  ['a/../b', 'b'],
  ['a/..', '.'],
  ['../a', '../a'],
  ['a/../../b', '../b'],
  ['../../a/..', '../..'],
  ['/a/./b', '/a/b'],
  ['/', '/'],
])('%j is %j', (path, expected) => {
  expect(normalisePath(path)).toBe(expected)
})

test.each([
  ['.', 'a.json', 'a.json'],
  ['f', 'a.json', 'f/a.json'],
  ['f', '../a.json', 'a.json'],
  ['f', '/x/a.json', '/x/a.json'],
  ['f', '.', 'f'],
])('%j and %j is %j', (folder, name, expected) => {
  expect(joinPath(folder, name)).toBe(expected)
})

test('parts of names', () => {
  expect(['a.json', 'f/a.json', 'f/g/a', '/a'].map(folderOf)).toEqual(['.', 'f', 'f/g', '/'])
  expect(['a.json', 'f/a.json'].map(baseName)).toEqual(['a.json', 'a.json'])
  expect(['a.JSON', 'f.d/a', '.gitignore', 'a.b.yaml', 'a.'].map(extensionOf)).toEqual([
    'json',
    '',
    '',
    'yaml',
    '',
  ])
})
