// The networks on which both engines have to agree: every scenario, every recorded case, and random ones.
import { readdirSync } from 'node:fs'
import { sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Analysis, analyse, load } from '@hairpin/engine'
import { fileAccess } from '../../packages/cli/src/file-access.ts'
import { analysisOf } from '../../packages/engine/test/forwarding/azure.ts'
import { randomNetwork } from '../../packages/engine/test/forwarding/random-network.ts'
import { readCases } from '../../packages/fidelity/src/case-files.ts'
import { fileAccessOf, inputsOf } from '../../packages/fidelity/src/case-to-inputs/index.ts'

/** A network with its name. */
export interface NamedNetwork {
  readonly name: string
  readonly analysis: () => Analysis
}

const folderOf = (path: string): string => fileURLToPath(new URL(`../../${path}/`, import.meta.url))

const marker = 'questions.yaml'

/** Every scenario; several of them share modules, so the root is that of all. */
export const scenarioNetworks = (): readonly NamedNetwork[] => {
  const root = folderOf('scenarios')
  const files = fileAccess(root.slice(0, -1))
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((path) => path.split(sep).join('/'))
    .filter((path) => path.endsWith(`/${marker}`))
    .map((path) => path.slice(0, -marker.length - 1))
    .sort()
    .map((folder) => ({
      name: `scenarios/${folder}`,
      analysis: () => analyse(load(files, { inputs: [folder] }).resourceSet),
    }))
}

/** Every recorded case. */
export const caseNetworks = (): readonly NamedNetwork[] =>
  readCases(folderOf('packages/fidelity/cases')).cases.map((one) => ({
    name: `case ${one.id}`,
    analysis: () => analyse(load(fileAccessOf(inputsOf(one)), { inputs: ['.'] }).resourceSet),
  }))

/** Random networks with the seeds from `seed` on: the same each time. */
export const randomNetworks = (count: number, seed: number): readonly NamedNetwork[] =>
  Array.from({ length: count }, (_, index) => ({
    name: `random network ${seed + index}`,
    analysis: () => {
      const { resources, world } = randomNetwork(seed + index)
      return analysisOf(resources, world)
    },
  }))
