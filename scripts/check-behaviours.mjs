// Checks docs/behaviours: an entry for every rule that a source cites, and that the files and labs named there exist.
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { filesBelow, packageSources } from './source-files.mjs'

const folder = 'docs/behaviours'
const notYet = 'not yet in code'
/** Rules (R1.16), and observations (observed 4). Checks (V9) and lints (L6) are in docs/findings.md. */
const heading = /^### (R\d+\.\d+[a-z]?|observed \d+)(?= )/
const path = /`((?:packages|scripts|docs|scenarios|bench|schemas)\/[^`\s]+)`/g
const link = /\]\(([^)#:]+)(?:#[^)]*)?\)/g
const lab = /`([a-z]+(?:-[a-z0-9]+)+)`/g

const cited = citedRules()
const { entries, problems } = readEntries()

for (const [rule, files] of cited) {
  if (entries.has(rule)) continue
  problems.push(`${rule}: cited in ${files.join(', ')}, but ${folder} has no entry \`### ${rule} …\``)
}
for (const [rule, { place, text }] of entries) {
  if (!cited.has(rule) && !text.includes(notYet))
    problems.push(`${place}: no source cites ${rule}: delete the entry, or mark it "${notYet}"`)
  if (cited.has(rule) && text.includes(notYet))
    problems.push(`${place}: ${rule} is marked "${notYet}", but ${cited.get(rule)?.join(', ')} cites it`)
}
problems.push(...missingEndings())

for (const problem of problems.sort()) console.error(problem)
console.log(`${entries.size} behaviours, ${cited.size} cited: ${problems.length} problems`)
if (problems.length > 0 || cited.size === 0) process.exitCode = 1

/**
 * The rules that sources name, each with the files that do. A range of observations names all of them.
 * @returns {Map<string, string[]>}
 */
function citedRules() {
  /** @type {Map<string, Set<string>>} */
  const found = new Map()
  for (const file of packageSources()) {
    const source = readFileSync(file, 'utf8')
    const rules = [...source.matchAll(/\bR\d+\.\d+[a-z]?/g)].map(([rule]) => rule)
    const observations = [...source.matchAll(/\b[Oo]bserved (\d+)(?:(–| and )(\d+))?/g)].flatMap(
      ([, first, joint, last = first]) =>
        Array.from({ length: Number(last) - Number(first) + 1 }, (_, index) => Number(first) + index)
          .filter((number) => joint === '–' || number === Number(first) || number === Number(last))
          .map((number) => `observed ${number}`),
    )
    for (const rule of [...rules, ...observations]) {
      const files = found.get(rule) ?? new Set()
      found.set(rule, files.add(file))
    }
  }
  return new Map([...found].sort().map(([rule, files]) => [rule, [...files].sort()]))
}

/**
 * The entries of all pages, and what is wrong with the pages themselves.
 * @returns {{ entries: Map<string, { place: string, text: string }>, problems: string[] }}
 */
function readEntries() {
  /** @type {Map<string, { place: string, text: string }>} */
  const entries = new Map()
  /** @type {string[]} */
  const problems = []
  for (const file of filesBelow(folder, ['.md'])) {
    /** @type {{ place: string, text: string } | undefined} */
    let entry
    readFileSync(file, 'utf8')
      .split('\n')
      .forEach((line, index) => {
        const place = `${file}:${index + 1}`
        const rule = heading.exec(line)?.[1]
        if (rule !== undefined) {
          const before = entries.get(rule)
          if (before !== undefined) problems.push(`${place}: ${rule} has an entry already at ${before.place}`)
          entry = { place, text: '' }
          entries.set(rule, entry)
        } else if (line.startsWith('#')) entry = undefined
        if (entry !== undefined) entry.text += `${line}\n`
        problems.push(
          ...missingFiles(line, dirname(file)).map((missing) => `${place}: there is no ${missing}`),
        )
      })
  }
  return { entries, problems }
}

/**
 * Files and recorded labs that a line names and that do not exist.
 * @param {string} line
 * @param {string} from the folder of the page
 * @returns {string[]}
 */
function missingFiles(line, from) {
  const paths = [...line.matchAll(path)].map(([, name]) => name ?? '').filter((name) => !name.includes('<'))
  const links = [...line.matchAll(link)].map(([, target]) => join(from, target ?? ''))
  const labs = line.startsWith('- observed:') ? [...line.matchAll(lab)].map(([, name]) => name) : []
  return [...paths, ...links, ...labs.map((name) => `packages/fidelity/cases/${name}.json`)].filter(
    (name) => !existsSync(new URL(`../${name}`, import.meta.url)),
  )
}

/**
 * Endings and deciding codes of the engine that endings.md leaves out.
 * @returns {string[]}
 */
function missingEndings() {
  const source = readFileSync('packages/engine/src/forwarding/way.ts', 'utf8')
  const page = readFileSync(`${folder}/endings.md`, 'utf8')
  return ['Ending', 'DecisionCode'].flatMap((type) => {
    const union = new RegExp(`export type ${type} =\\n((?: {2}.*\\n)+)`).exec(source)?.[1]
    if (union === undefined) return [`${folder}/endings.md: way.ts has no type ${type} to compare with`]
    const members = [...union.matchAll(/^ {2}\| '(\w+)'/gm)].map(([, member]) => member)
    return members
      .filter((member) => !page.includes(`\`${member}\``))
      .map((member) => `${folder}/endings.md: the ${type} \`${member}\` is missing`)
  })
}
