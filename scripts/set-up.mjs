// Makes a fresh clone ready, once: a Node that can run it, the development tools, the built command.
// Plain JavaScript for Node 20 without dependencies: it runs before anything is installed.
import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { needsAnotherNode } from '../packages/cli/bin/node-version.mjs'
import { bundleIsFresh } from './bundle-state.mjs'
import { chooseNodeHere, environmentFor, pinnedNode, pinnedVersion } from './choose-node.mjs'

const root = fileURLToPath(new URL('../', import.meta.url))

/**
 * Brings the clone up to date and says what it does on stderr; where it cannot, it says why and ends the process with 2.
 * @param {{ command: boolean }} wanted whether the built command is needed too
 * @returns {{ node: string, environment: NodeJS.ProcessEnv }} how to run things in the clone
 */
export function setUp({ command }) {
  const { node, environment } = bringNode()
  bringTools(node, environment)
  if (command && !bundleIsFresh()) {
    tell('building the command (packages/cli/dist/hairpin.mjs), since its sources are new or changed')
    const build = spawnSync(node, ['scripts/build.mjs'], { cwd: root, env: environment, encoding: 'utf8' })
    if (build.status !== 0) stop('the command could not be built', build)
  }
  return { node, environment }
}

/** @returns {{ node: string, environment: NodeJS.ProcessEnv }} */
function bringNode() {
  let choice = chooseNodeHere()
  if (choice === 'none') {
    console.error(needsAnotherNode(process.versions.node, process.env))
    process.exit(2)
  }
  if (choice === 'bring pinned') {
    tell(
      `Node ${process.versions.node} is too old here: bringing Node ${pinnedVersion()} into .ci/node ` +
        '(once, about 200 MB on disk; the rest of the system stays as it is)',
    )
    const install = npm(process.execPath, process.env, ['ci', '--prefix', '.ci/node'])
    if (install.status !== 0) stop('Node could not be brought into the clone', install)
    const works = spawnSync(pinnedNode, ['--version'], { encoding: 'utf8' })
    if (works.status !== 0) {
      // A Linux without glibc: nothing of this may be taken for a usable Node next time.
      rmSync(new URL('../.ci/node/node_modules', import.meta.url), { recursive: true, force: true })
      console.error(needsAnotherNode(process.versions.node, process.env))
      process.exit(2)
    }
    choice = 'pinned'
  }
  return { node: choice === 'pinned' ? pinnedNode : process.execPath, environment: environmentFor(choice) }
}

/**
 * @param {string} node
 * @param {NodeJS.ProcessEnv} environment
 */
function bringTools(node, environment) {
  if (toolsAreInStep()) return
  tell(
    'installing what package-lock.json lists (npm ci; after a clone or a change of the lockfile, under a minute)',
  )
  const install = npm(node, environment, ['ci', '--include=dev', '--include=optional', '--ignore-scripts'])
  if (install.status !== 0) stop('the development tools could not be installed', install)
}

/** Whether what npm recorded in node_modules is what package-lock.json asks for. */
function toolsAreInStep() {
  const wanted = lockedPackages('../package-lock.json')
  const installed = lockedPackages('../node_modules/.package-lock.json')
  if (wanted === undefined || installed === undefined) return false
  for (const [path, entry] of Object.entries(wanted)) {
    const found = installed[path]
    // Packages for other systems are optional and never installed; the workspaces themselves are not recorded.
    if (found === undefined && (entry.optional || !path.includes('node_modules/'))) continue
    if (found?.version !== entry.version || found?.integrity !== entry.integrity) return false
  }
  return Object.keys(installed).every((path) => path in wanted)
}

/**
 * @param {string} lockfile relative to this file
 * @returns {Record<string, { version?: string, integrity?: string, optional?: boolean }> | undefined}
 */
function lockedPackages(lockfile) {
  try {
    return JSON.parse(readFileSync(new URL(lockfile, import.meta.url), 'utf8')).packages
  } catch {
    return undefined
  }
}

/**
 * Runs npm in the clone with that Node: the npm that started us, else the one in PATH.
 * @param {string} node
 * @param {NodeJS.ProcessEnv} environment
 * @param {readonly string[]} args
 */
function npm(node, environment, args) {
  const started = process.env['npm_execpath']
  const quiet = [...args, '--no-audit', '--no-fund', '--no-progress']
  return started?.endsWith('npm-cli.js')
    ? spawnSync(node, [started, ...quiet], { cwd: root, env: environment, encoding: 'utf8' })
    : spawnSync('npm', quiet, {
        cwd: root,
        env: environment,
        encoding: 'utf8',
        shell: process.platform === 'win32',
      })
}

/** @param {string} what */
function tell(what) {
  console.error(`hairpin: ${what} …`)
}

/**
 * @param {string} what
 * @param {{ stdout: string | null, stderr: string | null, error?: Error }} child
 * @returns {never}
 */
function stop(what, child) {
  const reason = [child.stdout, child.stderr, child.error?.message].filter(Boolean).join('\n').trim()
  console.error(`${reason}\nhairpin: ${what}; the reason stands above.`)
  process.exit(2)
}
