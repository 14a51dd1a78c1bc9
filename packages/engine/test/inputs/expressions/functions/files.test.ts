// Functions that read files: contents, places in the file that was read, and files that cannot be read.
import { expect, test } from 'vitest'
import type { FileReading } from '../../../../src/inputs/file-access.ts'
import { run } from './call.ts'

const text = (content: string): FileReading => ({ kind: 'text', text: content })

const files: Readonly<Record<string, FileReading>> = {
  'init.sh': text('#!/bin/sh\r\necho 日\n'),
  'net.json': text('{\n  "vnets": [{ "Name": "hub" }] // comment\n}'),
  '../net.yaml': text('vnets:\n  - name: hub\n'),
  'broken.json': text('{ "a": }'),
  'image.png': { kind: 'notText' },
  'out.json': { kind: 'outsideRoot', root: '..' },
  'large.json': { kind: 'tooLarge', bytes: 9, limit: 5 },
  'locked.json': { kind: 'unreadable', reason: 'EACCES' },
  '.git/config': { kind: 'gitFolder' },
}

test('texts come as they are, line ends too', () => {
  expect(run('loadTextContent', ['init.sh'], { files }).plain).toBe('#!/bin/sh\r\necho 日\n')
  expect(run('loadTextContent', ['init.sh', 'utf-8'], { files }).plain).toBe('#!/bin/sh\r\necho 日\n')
  const base64 = Buffer.from('#!/bin/sh\r\necho 日\n').toString('base64')
  expect(run('loadFileAsBase64', ['init.sh'], { files }).plain).toBe(base64)
})

test.each([
  ['loadJsonContent', ['net.json'], { vnets: [{ Name: 'hub' }] }],
  ['loadJsonContent', ['net.json', '$.vnets[0].name'], 'hub'],
  ['loadJsonContent', ['net.json', "vnets[0]['Name']", 'utf-8'], 'hub'],
  ['loadYamlContent', ['../net.yaml'], { vnets: [{ name: 'hub' }] }],
  ['loadYamlContent', ['../net.yaml', '$.vnets'], [{ name: 'hub' }]],
])('%s(%j) is %j', (name, args, result) => {
  const { plain, findings } = run(name, args, { files })
  expect([plain, findings]).toEqual([result, []])
})

test('values of a file keep their places in that file', () => {
  expect(run('loadJsonContent', ['net.json', '$.vnets[0].name'], { files }).value.span).toEqual({
    file: 'site/net.json',
    line: 2,
    column: 23,
    endLine: 2,
    endColumn: 28,
  })
  expect(run('loadYamlContent', ['../net.yaml', '$.vnets'], { files }).value.span?.file).toBe('net.yaml')
})

test.each([
  ['loadTextContent', ['none.sh'], 'HP1001', { file: 'site/none.sh' }],
  ['loadTextContent', ['locked.json'], 'HP1002', { file: 'site/locked.json', reason: 'EACCES' }],
  ['loadTextContent', ['out.json'], 'HP1003', { file: 'site/out.json', root: '.', rootToAdd: '..' }],
  ['loadTextContent', ['.git/config'], 'HP1004', { file: 'site/.git/config' }],
  ['loadTextContent', ['large.json'], 'HP1005', { file: 'site/large.json', size: 9, limit: 5 }],
  [
    'loadJsonContent',
    ['net.json', '$..name'],
    'HP1053',
    { name: 'loadJsonContent', why: 'jsonPath', detail: '$..name' },
  ],
  [
    'loadJsonContent',
    ['net.json', '$.x'],
    'HP1053',
    { name: 'loadJsonContent', why: 'pathNotFound', detail: '$.x' },
  ],
])('%s(%j) reports %s', (name, args, code, parameters) => {
  const { plain, findings } = run(name, args, { files })
  expect(findings.map((finding) => [finding.code, finding.parameters])).toEqual([[code, parameters]])
  expect(plain).toEqual({ unknown: 'expression' })
})

test('what is broken in a file is reported there, and the rest is kept', () => {
  const { plain, findings } = run('loadJsonContent', ['broken.json'], { files })
  expect(findings.map(({ code, span }) => [code, span?.file])).toEqual([['HP1008', 'site/broken.json']])
  expect(plain).toEqual({})
})

test('a file that holds no text is not wrong, only not read', () => {
  expect(run('loadFileAsBase64', ['image.png'], { files })).toMatchObject({
    plain: { unknown: 'unsupported' },
    findings: [],
  })
})
