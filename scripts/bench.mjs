// Runs the programs of bench/ one after the other: all of them, or those whose name holds a given word.
import { spawnSync } from 'node:child_process'
import { filesBelow } from './source-files.mjs'

const words = process.argv.slice(2)
const programs = filesBelow('bench', ['.mjs', '.ts'])
  .filter((path) => path.split('/').length === 2 && !path.endsWith('.d.ts'))
  .filter((path) => words.length === 0 || words.some((word) => path.includes(word)))
if (programs.length === 0) {
  console.error(`No program in bench/ is named like: ${words.join(' ')}`)
  process.exitCode = 2
}
for (const program of programs) {
  const { status } = spawnSync(process.execPath, ['--conditions=@hairpin/source', program], {
    stdio: 'inherit',
  })
  if (status !== 0) process.exitCode = 1
}
