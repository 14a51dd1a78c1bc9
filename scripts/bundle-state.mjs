// Remembers from which files the command was built, to tell whether it has to be built again.
// Plain JavaScript for Node 20 without dependencies: it runs before anything is installed.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = new URL('../', import.meta.url)
const record = new URL('packages/cli/dist/inputs.json', root)

/** The built command. */
export const bundle = fileURLToPath(new URL('packages/cli/dist/hairpin.mjs', root))

/** What decides about a build beside the sources: the dependencies and how it is built. */
const always = ['package-lock.json', 'packages/cli/rolldown.config.mjs', 'scripts/build.mjs']

/**
 * Notes what the bundle was just built from.
 * @param {readonly string[]} sources paths from the clone's root
 */
export function rememberInputs(sources) {
  const inputs = [...always, ...sources].sort().map((path) => [path, fingerprint(path)])
  writeFileSync(record, `${JSON.stringify(Object.fromEntries(inputs), null, 2)}\n`)
}

/** Whether the bundle is there and each file that it was built from is still the same. */
export function bundleIsFresh() {
  if (!existsSync(bundle) || !existsSync(record)) return false
  try {
    const inputs = Object.entries(JSON.parse(readFileSync(record, 'utf8')))
    return inputs.length > 0 && inputs.every(([path, expected]) => fingerprint(path) === expected)
  } catch {
    return false // A half-written record, or a source that is gone.
  }
}

/** @param {string} path from the clone's root */
function fingerprint(path) {
  return createHash('sha256')
    .update(readFileSync(new URL(path, root)))
    .digest('base64url')
}
