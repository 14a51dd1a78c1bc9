// Checks the shape of each source file: at most 500 lines, and a first line that says its job.
import { readFileSync } from 'node:fs'
import { filesBelow, packageSources, tests } from './source-files.mjs'

const longest = 500
const sources = packageSources()
const programs = ['packages/cli/bin', 'scripts', 'bench'].flatMap((folder) =>
  filesBelow(folder, ['.mjs', '.ts']),
)
const others = [...programs, ...tests()].filter((path) => !sources.includes(path))

const problems = [...new Set([...sources, ...others])].flatMap((path) => {
  const lines = readFileSync(path, 'utf8').replace(/\n$/, '').split('\n')
  const first = lines[0]?.startsWith('#!') ? lines[1] : lines[0]
  const saysItsJob = /^\/\/ \S/.test(first ?? '')
  return [
    ...(lines.length > longest
      ? [`${path}: ${lines.length} lines, at most ${longest} are allowed: split it by job`]
      : []),
    ...(sources.includes(path) && !saysItsJob
      ? [`${path}:1: the first line must be a comment that says the file's job`]
      : []),
  ]
})

for (const problem of problems) console.error(problem)
console.log(`${sources.length} source files, ${others.length} others: ${problems.length} problems`)
if (problems.length > 0 || sources.length === 0) process.exitCode = 1
