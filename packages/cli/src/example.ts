// Finds the network that the tour shows: in the clone, or beside the packaged command.
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** In a clone the example lies in scenarios/, three folders up from src and dist; a packaged command carries a copy. */
const candidates = ['../../../scenarios/multi-hub-expressroute/', './example/']

/** The folder's path; the last place that was looked at, when there is none. */
export const exampleFolder = (): string => {
  const paths = candidates.map((candidate) => fileURLToPath(new URL(candidate, import.meta.url)))
  return paths.find((path) => existsSync(path)) ?? paths.at(-1) ?? '.'
}
