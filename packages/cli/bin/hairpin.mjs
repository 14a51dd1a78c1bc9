#!/usr/bin/env node
// The `hairpin` command: finds a Node that can run it and the built command (or, in a clone, its source), and starts it.
import { existsSync } from 'node:fs'
import module from 'node:module'
import { fileURLToPath } from 'node:url'
import { handOver } from './hand-over.mjs'
import { isSuitable, needsAnotherNode, readsJapanese } from './node-version.mjs'

const built = new URL('../dist/hairpin.mjs', import.meta.url)
const source = new URL('../src/main.ts', import.meta.url)
const pinnedNode = new URL('../../../.ci/node/node_modules/.bin/node', import.meta.url)

if (!isSuitable(process.versions.node)) {
  if (existsSync(pinnedNode)) {
    handOver(fileURLToPath(pinnedNode), [fileURLToPath(import.meta.url), ...process.argv.slice(2)])
  } else {
    console.error(needsAnotherNode(process.versions.node, process.env))
    process.exitCode = 2
  }
} else if (existsSync(built)) {
  if (typeof module.enableCompileCache === 'function') module.enableCompileCache()
  await import(built.href)
} else if (existsSync(source)) {
  handOver(process.execPath, [
    '--conditions=@hairpin/source',
    fileURLToPath(source),
    ...process.argv.slice(2),
  ])
} else {
  console.error('Hairpin is not built here: run `npm run build` in its clone.')
  if (readsJapanese(process.env)) {
    console.error('Hairpin がまだビルドされていません。リポジトリーで `npm run build` を実行してください。')
  }
  process.exitCode = 2
}
