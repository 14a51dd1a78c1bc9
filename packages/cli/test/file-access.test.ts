// Reading files: inside the root by real path, never .git, bounded, text only.
import { once } from 'node:events'
import { symlinkSync, truncateSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { fileAccess, sizeLimit } from '../src/file-access.ts'
import { folderWith } from './recorder.ts'

const inRoot = (files: Readonly<Record<string, string | Uint8Array>>) => {
  const folder = folderWith({ 'outside.txt': 'secret', 'root/.keep': '', ...files })
  const root = join(folder, 'root')
  return { folder, root, access: fileAccess(root) }
}

describe('read', () => {
  test('UTF-16 with a byte order mark, as Windows PowerShell writes it', () => {
    const little = Buffer.from('\ufeffハブ', 'utf16le')
    const { access } = inRoot({ 'root/le': little, 'root/be': Buffer.from(little).swap16() })
    for (const name of ['le', 'be']) expect(access.read(name)).toEqual({ kind: 'text', text: 'ハブ' })
  })

  test('text, without its byte order mark', () => {
    const { access } = inRoot({ 'root/a/b.txt': '\ufeffハブ' })
    expect(access.read('a/b.txt')).toEqual({ kind: 'text', text: 'ハブ' })
    expect(access.read('./a/../a/b.txt')).toEqual({ kind: 'text', text: 'ハブ' })
  })

  test('missing: no file, no folder on the way, a link to nothing', () => {
    const { root, access } = inRoot({ 'root/file': '' })
    symlinkSync('nothing', join(root, 'dangling'))
    for (const name of ['x', 'x/y', 'file/y', 'dangling'])
      expect(access.read(name)).toEqual({ kind: 'missing' })
  })

  test('outside the root: by name, by link to a file, by link to a folder', () => {
    const { folder, root, access } = inRoot({})
    symlinkSync('../outside.txt', join(root, 'link'))
    symlinkSync('..', join(root, 'up'))
    const outside = { kind: 'outsideRoot', root: folder }
    expect(access.read('../outside.txt')).toEqual(outside)
    expect(access.read('../does-not-exist.txt')).toEqual(outside)
    expect(access.read(join(folder, 'outside.txt'))).toEqual(outside)
    expect(access.read('link')).toEqual(outside)
    expect(access.read('up/outside.txt')).toEqual(outside)
    expect(access.list('up')).toEqual([])
    expect(access.list('..')).toEqual([])
  })

  test('what the command line names may lie outside: it alone, and not by way of a link', () => {
    const { folder, root } = inRoot({ 'cache/br/main.json': 'a', 'cache/other.txt': 'b', 'lone.bicep': 'c' })
    symlinkSync('../outside.txt', join(folder, 'cache', 'link'))
    const named = [join(folder, 'cache'), join(folder, 'lone.bicep'), join(folder, 'nothing')]
    const access = fileAccess(root, undefined, named)
    expect(access.read('../cache/br/main.json')).toEqual({ kind: 'text', text: 'a' })
    expect(access.list('../cache')).toEqual(['link', 'other.txt'])
    expect(access.read('../lone.bicep')).toEqual({ kind: 'text', text: 'c' })
    expect(access.read('../outside.txt').kind).toBe('outsideRoot')
    expect(access.read('../cache/link').kind).toBe('outsideRoot')
    expect(access.read('../cache/../outside.txt').kind).toBe('outsideRoot')
  })

  test('a folder whose name begins like the root is outside', () => {
    const { access } = inRoot({ 'root-2/a.txt': 'secret' })
    expect(access.read('../root-2/a.txt')).toMatchObject({ kind: 'outsideRoot' })
  })

  test('a link inside the root is followed', () => {
    const { root, access } = inRoot({ 'root/a.txt': 'a' })
    symlinkSync('a.txt', join(root, 'b.txt'))
    expect(access.read('b.txt')).toEqual({ kind: 'text', text: 'a' })
  })

  test('.git is refused: directly, in any letter case, through a link, and as the root', () => {
    const { root, access } = inRoot({ 'root/.git/config': 'secret' })
    symlinkSync('.git', join(root, 'data'))
    for (const name of ['.git/config', '.GIT/config', 'data/config']) {
      expect(access.read(name)).toEqual({ kind: 'gitFolder' })
    }
    expect(access.list('.git')).toEqual([])
    expect(fileAccess(join(root, '.git')).read('config')).toEqual({ kind: 'gitFolder' })
  })

  test('too large: told without reading', () => {
    const { root, access } = inRoot({ 'root/large.json': '' })
    truncateSync(join(root, 'large.json'), 50 * 1024 * 1024)
    expect(access.read('large.json')).toEqual({ kind: 'tooLarge', bytes: 50 * 1024 * 1024, limit: sizeLimit })
  })

  test('not text: NUL bytes, invalid UTF-8, half a character, UTF-16 without a byte order mark', () => {
    const { access } = inRoot({
      'root/nul': 'a\0b',
      'root/latin1': Uint8Array.of(0x61, 0xe9, 0x62),
      'root/half': Uint8Array.of(0xff, 0xfe, 0x61),
      'root/utf16': Uint8Array.of(0x61, 0x00),
    })
    for (const name of ['nul', 'latin1', 'half', 'utf16'])
      expect(access.read(name)).toEqual({ kind: 'notText' })
  })

  test('a folder and a socket are not read', async () => {
    const { root, access } = inRoot({ 'root/folder/x': '' })
    const server = createServer().listen(join(root, 'socket'))
    onTestFinished(() => void server.close())
    await once(server, 'listening')
    expect(access.read('folder')).toEqual({ kind: 'unreadable', reason: 'EISDIR' })
    expect(access.read('socket')).toEqual({ kind: 'unreadable', reason: 'not a regular file' })
    expect(access.list('.')).not.toContain('socket')
  })
})

describe('list', () => {
  test('files only, sorted, and links that lead outside; nothing for what is no folder', () => {
    const { root, access } = inRoot({ 'root/d/b': '', 'root/d/a': '', 'root/d/sub/c': '', 'root/d/B': '' })
    symlinkSync('../../outside.txt', join(root, 'd', 'escape'))
    symlinkSync('nothing', join(root, 'd', 'dangling'))
    expect(access.list('d')).toEqual(['B', 'a', 'b', 'escape'])
    expect(access.list('nowhere')).toEqual([])
    expect(access.list('d/a')).toEqual([])
  })
})
