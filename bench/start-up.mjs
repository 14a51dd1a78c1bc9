// Measures how much longer `hairpin --version` takes than a Node that does nothing: medians of runs taken in turns.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const command = fileURLToPath(new URL('../packages/cli/bin/hairpin.mjs', import.meta.url))
const rounds = 25

/**
 * @param {readonly string[]} args
 * @returns {number} milliseconds
 */
function timeOf(args) {
  const begin = performance.now()
  const { status } = spawnSync(process.execPath, args, { stdio: 'ignore' })
  if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status}`)
  return performance.now() - begin
}

/** @param {readonly number[]} values */
function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

timeOf([command, '--version']) // fills the compile cache
/** @type {number[]} */
const bare = []
/** @type {number[]} */
const ours = []
for (let round = 0; round < rounds; round++) {
  bare.push(timeOf(['-e', '0']))
  ours.push(timeOf([command, '--version']))
}
const [node, hairpin] = [median(bare), median(ours)]
console.log(
  `start-up: bare node ${node.toFixed(0)} ms, hairpin --version ${hairpin.toFixed(0)} ms: ` +
    `${(hairpin - node).toFixed(0)} ms more, ${(hairpin / node).toFixed(2)} times`,
)
