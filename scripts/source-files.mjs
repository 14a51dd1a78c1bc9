// Lists the files of the project that the checks look at.
import { readdirSync } from 'node:fs'
import { relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../', import.meta.url))

/**
 * The files in a folder and below, sorted, as paths from the clone's root; none where there is no such folder.
 * @param {string} folder from the clone's root
 * @param {readonly string[]} endings such as `.ts`
 * @returns {string[]}
 */
export function filesBelow(folder, endings) {
  try {
    return readdirSync(`${root}${folder}`, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && endings.some((ending) => entry.name.endsWith(ending)))
      .map((entry) => relative(root, `${entry.parentPath}${sep}${entry.name}`).split(sep).join('/'))
      .filter((path) => !path.includes('/node_modules/'))
      .sort()
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  }
}

/** The TypeScript sources of every package. */
export function packageSources() {
  return readdirSync(`${root}packages`).flatMap((name) => filesBelow(`packages/${name}/src`, ['.ts', '.tsx']))
}

/** The tests of every package and of the scripts. */
export function tests() {
  const packages = readdirSync(`${root}packages`).map((name) => `packages/${name}/test`)
  return [...packages, 'scripts/test'].flatMap((folder) => filesBelow(folder, ['.ts']))
}
