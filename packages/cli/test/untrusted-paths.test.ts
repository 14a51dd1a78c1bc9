// Templates and world files name files: none outside the root is read, and each refusal says so.
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { folderWith, runIn } from './recorder.ts'

const secret = 'outside-of-all'
const probe = (value: string): string =>
  `resource t 'Microsoft.Network/routeTables@2024-05-01' = { name: 't', tags: { x: ${value} } }\n`

const routeTable = (name: string) => ({ type: 'Microsoft.Network/routeTables', name, properties: {} })

/** What `inspect` says of a root with these files and links; `OUT` in a file stands for the folder around the root. */
const asked = async (
  files: Readonly<Record<string, string>>,
  links: readonly (readonly [target: string, name: string])[] = [],
) => {
  const folder = folderWith({
    'outside.txt': secret,
    'outside.json': JSON.stringify([routeTable(secret)]),
    'outside.bicep': probe(`'${secret}'`),
    'root/bicepconfig.json': '{}',
  })
  const root = join(folder, 'root')
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true })
    writeFileSync(join(root, name), text.replaceAll('OUT', folder))
  }
  for (const [target, name] of links) symlinkSync(target, join(root, name))
  const json = await runIn(root, ['inspect', root, '--output', 'json'])
  const text = await runIn(root, ['inspect', root, '--verbose'])
  const all = [json.stdout, json.stderr, text.stdout, text.stderr].join('\n')
  const codes = new Set(text.stderr.match(/HP\d{4}/g))
  return { code: json.code, codes: [...codes], leaks: all.includes(secret) }
}

const refused = { code: 1, codes: ['HP1003'], leaks: false }

describe('outside the root', () => {
  test.each([
    ['a text, by its way up', probe("loadTextContent('../outside.txt')")],
    ['a text, by a way down and up', probe("loadTextContent('./a/../../outside.txt')")],
    ['a text, by its whole path', probe("loadTextContent('OUT/outside.txt')")],
    ['a system file', probe("loadTextContent('/etc/passwd')")],
    ['Base64', probe("loadFileAsBase64('../outside.txt')")],
    ['JSON', probe("loadJsonContent('../outside.json')")],
    ['YAML', probe("loadYamlContent('../outside.txt')")],
    ['a module', `module m '../outside.bicep' = { name: 'm' }\n${probe("'x'")}`],
    ['a module by its whole path', `module m 'OUT/outside.bicep' = { name: 'm' }\n${probe("'x'")}`],
    ['an import', `import { a } from '../outside.bicep'\n${probe('a')}`],
  ])('%s', async (_, text) => {
    expect(await asked({ 'main.bicep': text })).toEqual(refused)
  })

  test.each([
    ['an input', "version: 1\ninputs: ['../outside.json', good.json]\n"],
    ['an input by its whole path', "version: 1\ninputs: ['OUT/outside.json', good.json]\n"],
    ['a template', "version: 1\ninputs: ['../outside.bicep', good.json]\n"],
    ['a list of service tags', 'version: 1\ninputs: [good.json]\nserviceTags: ../outside.json\n'],
  ])('%s of hairpin.yaml', async (_, text) => {
    const good = JSON.stringify([routeTable('rt')])
    expect(await asked({ 'hairpin.yaml': text, 'good.json': good })).toEqual(refused)
  })

  test('by a link to a file, to a folder, and from module to module', async () => {
    const link = [['../outside.txt', 'link.txt']] as const
    expect(await asked({ 'main.bicep': probe("loadTextContent('link.txt')") }, link)).toEqual(refused)
    const folder = [['..', 'up']] as const
    expect(await asked({ 'main.bicep': probe("loadTextContent('up/outside.txt')") }, folder)).toEqual(refused)
    expect(
      await asked({
        'main.bicep': "module m 'a/m.bicep' = { name: 'm' }\n",
        'a/m.bicep': `module o '../../outside.bicep' = { name: 'o' }\n${probe("'x'")}`,
      }),
    ).toEqual(refused)
  })
})

test('a way up that stays inside, and a link that does, are read', async () => {
  const files = { 'main.bicep': probe("loadTextContent('a/../b.txt')"), 'b.txt': 'inside', 'a/c.txt': '' }
  expect(await asked(files)).toEqual({ code: 0, codes: [], leaks: false })
})

test('.git is not read, whoever names it', async () => {
  const text = probe("loadTextContent('.git/config')")
  expect(await asked({ 'main.bicep': text, '.git/config': secret })).toEqual({
    code: 1,
    codes: ['HP1004'],
    leaks: false,
  })
})
