// The command as a process: the exit code, a reader that goes away, a full disk.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { folderWith } from './recorder.ts'
import { smallNetwork } from './small-network.ts'

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url))
const shell = (script: string, cwd: string) =>
  spawnSync('bash', ['-o', 'pipefail', '-c', script], {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, HAIRPIN: `${process.execPath} --conditions=@hairpin/source ${main}`, LC_ALL: 'C' },
  })

test('the exit code reaches the shell', () => {
  const folder = folderWith({ 'network.json': smallNetwork() })
  expect(shell('$HAIRPIN trace vm-a vm-b', folder)).toMatchObject({ status: 0, stderr: '' })
  expect(shell('$HAIRPIN trace vm-a vm-b --expect reach', folder)).toMatchObject({ status: 1 })
  expect(shell('$HAIRPIN trace vm-a', folder)).toMatchObject({ status: 2, stdout: '' })
})

test('a reader that closes the pipe is no error', () => {
  const folder = folderWith({ 'network.json': smallNetwork() })
  const { status, stderr } = shell('$HAIRPIN inspect -o json | true', folder)
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
})

test.runIf(existsSync('/dev/full'))('a full disk is an error of one line', () => {
  const folder = folderWith({ 'network.json': smallNetwork() })
  const { status, stderr } = shell('$HAIRPIN routes > /dev/full', folder)
  expect(status).toBe(2)
  expect(stderr).toMatch(/^hairpin: ENOSPC[^\n]*\n$/u)
})
