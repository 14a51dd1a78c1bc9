// `hairpin init`: where the file goes, and that nothing is ever lost.
import { chmodSync, existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { folderWith, runIn } from './recorder.ts'
import { smallNetwork } from './small-network.ts'

const written = (folder: string, name = 'hairpin.yaml'): string => readFileSync(`${folder}/${name}`, 'utf8')

describe('the file', () => {
  test('lies beside the input, and changes no answer', async () => {
    const folder = folderWith({ 'infra/network.json': smallNetwork(), 'infra/.git/HEAD': '' })
    const before = await runIn(folder, ['inspect', 'infra', '--output', 'json'])
    const { code, stdout } = await runIn(folder, ['init', 'infra'])
    expect(code).toBe(0)
    expect(stdout).toBe(
      'Written: infra/hairpin.yaml. Nothing in it counts yet: uncomment the lines that you can fill in, then ask again.\n',
    )
    expect(written(folder, 'infra/hairpin.yaml')).toContain('\nversion: 1\n')
    expect(await runIn(folder, ['inspect', 'infra', '--output', 'json'])).toEqual(before)
  })

  test('names an input that would not be found by itself', async () => {
    const folder = folderWith({ 'network.json': smallNetwork(), 'other.json': smallNetwork(true) })
    await runIn(folder, ['init', 'network.json'])
    expect(written(folder)).toContain('\nversion: 1\ninputs: [network.json]\n')
  })

  test('is printed with --stdout, in the language asked for, and not written', async () => {
    const folder = folderWith({ 'network.json': smallNetwork() })
    const { stdout } = await runIn(folder, ['init', '--stdout', '--lang', 'ja'])
    expect(stdout).toMatch(/^# テンプレートからは/u)
    expect(existsSync(`${folder}/hairpin.yaml`)).toBe(false)
  })
})

describe('what is there already', () => {
  test.each(['hairpin.yaml', 'hairpin.yml'])('%s is not touched', async (name) => {
    const own = 'version: 1\nera: 2023\n'
    const folder = folderWith({ 'network.json': smallNetwork(), [name]: own })
    const { code, stderr } = await runIn(folder, ['init'])
    expect(code).toBe(2)
    expect(stderr).toContain('HP4030')
    expect(written(folder, name)).toBe(own)
    expect((await runIn(folder, ['init', '--stdout'])).code).toBe(0)
  })

  test('--force replaces it and keeps its inputs', async () => {
    const folder = folderWith({
      'a/network.json': smallNetwork(),
      'hairpin.yaml': 'version: 1\ninputs: [a/network.json]\n',
    })
    expect((await runIn(folder, ['init', '--force'])).code).toBe(0)
    expect(written(folder)).toContain('\ninputs: [a/network.json]\n')
  })

  test('a folder that cannot be written to', async () => {
    const folder = folderWith({ 'network.json': smallNetwork() })
    chmodSync(folder, 0o555)
    const { code, stderr } = await runIn(folder, ['init'])
    chmodSync(folder, 0o755)
    // The superuser may write anywhere.
    if (code !== 0) expect([code, stderr]).toEqual([2, expect.stringContaining('HP4031')])
  })
})
