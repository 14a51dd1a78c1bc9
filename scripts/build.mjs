// Builds the command: packages/cli/dist/hairpin.mjs, one file with everything in it.
import { cpSync, rmSync } from 'node:fs'
import { relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { stripVTControlCharacters } from 'node:util'
import { rolldown } from 'rolldown'
import config from '../packages/cli/rolldown.config.mjs'
import { bundle, rememberInputs } from './bundle-state.mjs'

const root = fileURLToPath(new URL('../', import.meta.url))

rmSync(bundle, { force: true })
const output = await bundleSources().catch((error) => {
  // Rolldown colours its messages even where nobody sees colours.
  console.error(stripVTControlCharacters(error instanceof Error ? error.message : String(error)))
  process.exit(1)
})

const sources = output
  .flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []))
  .map((id) => relative(root, id).split(sep).join('/'))
  .filter((path) => path.startsWith('packages/') && !path.includes('node_modules/'))
rememberInputs(sources)
copyExample()
const size = output.reduce((sum, file) => sum + (file.type === 'chunk' ? file.code.length : 0), 0)
console.log(
  `packages/cli/dist/hairpin.mjs: ${Math.round(size / 1000)} kB from ${sources.length} source files`,
)

/** The network that `hairpin tour` shows travels with the package. */
function copyExample() {
  const from = `${root}scenarios/multi-hub-expressroute`
  const to = `${root}packages/cli/dist/example`
  rmSync(to, { recursive: true, force: true })
  for (const name of ['main.bicep', 'modules', 'hairpin.yaml']) {
    cpSync(`${from}/${name}`, `${to}/${name}`, { recursive: true })
  }
}

async function bundleSources() {
  const folder = fileURLToPath(new URL('../packages/cli', import.meta.url))
  const build = await rolldown({ ...config, cwd: folder })
  const { output: files } = await build.write(config.output)
  await build.close()
  return files
}
