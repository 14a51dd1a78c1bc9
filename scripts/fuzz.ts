// Feeds mutated inputs to the engine and fails on the first exception: bad input gives findings, never a crash.
// Usage: npm run fuzz -- [COUNT] [SEED]. The same count and seed do the same thing.
import { readdirSync, readFileSync } from 'node:fs'
import { analyse, bgp, type FileAccess, inspect, load, routes, trace } from '@hairpin/engine'

/** The same network in both forms: as JSON, and as Bicep with its modules. */
const scenario = new URL('../scenarios/multi-hub-expressroute/', import.meta.url)
const filesBelow = (folder: string): ReadonlyMap<string, string> =>
  new Map(
    readdirSync(new URL(folder, scenario), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(bicep|json|yaml)$/.test(name) && !/^(as-json|expected|questions)/.test(name))
      .sort()
      .map((name) => [name, readFileSync(new URL(`${folder}${name}`, scenario), 'utf8')]),
  )

/** Templates in ARM's JSON with all that its language has. */
const pairs = new URL('../packages/engine/test/inputs/pairs/', import.meta.url)
const isStrictJson = (text: string): boolean => {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
const armTemplates = readdirSync(pairs)
  .sort()
  .flatMap((name): ReadonlyMap<string, string>[] => {
    const text = readFileSync(new URL(`${name}/main.json`, pairs), 'utf8')
    return isStrictJson(text) ? [new Map([['main.json', text]])] : []
  })

const scenarioForms = [filesBelow('as-json/'), filesBelow('./')]

const count = Number(process.argv[2] ?? 20_000)
const seed = Number(process.argv[3] ?? 1)

/** A small generator of pseudo-random numbers (mulberry32), so that a failure can be repeated. */
const generator = (start: number): (() => number) => {
  let state = start >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const random = generator(seed)
const below = (limit: number): number => Math.floor(random() * limit)
const oneOf = <T>(items: readonly T[]): T | undefined => items[below(items.length)]

const strangeTexts = [
  '',
  '/',
  '10.0.0.0/33',
  '10.0.0.7/8',
  '300.1.1.1',
  '::/0',
  'fd00::/8',
  '0.0.0.0/0',
  '__proto__',
  'constructor',
  '\u0000',
  '\u001b[31m',
  "[parameters('x')]",
  "[variables(parameters('x'))]",
  '[copyIndex()]',
  "[reference('d').outputs.x.value[0]]",
  "[createArray(lambda('x', lambdaVariables('x')))]",
  "[concat('a'",
  '[[',
  '/subscriptions/x/resourceGroups/y/providers/Microsoft.Network/virtualNetworks/nowhere',
  'x'.repeat(5000),
]
const strangeValues: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  1e308,
  9_007_199_254_740_991,
  [],
  {},
  [[[[]]]],
  { id: null },
  [null],
  ...strangeTexts,
]

/** Changes of the text as such: what a bad download, a bad merge or a bad editor leaves behind. */
const textMutations: readonly ((text: string) => string)[] = [
  (text) => text.slice(0, below(text.length)),
  (text) => text.slice(below(text.length)),
  (text) => {
    const at = below(text.length)
    return text.slice(0, at) + text.slice(at + 1 + below(40))
  },
  (text) => {
    const at = below(text.length)
    return text.slice(0, at) + String.fromCharCode(below(0x250)) + text.slice(at)
  },
  (text) => {
    const from = below(text.length)
    const part = text.slice(from, from + below(200))
    const at = below(text.length)
    return text.slice(0, at) + part + text.slice(at)
  },
  (text) => text.replaceAll('\n', '\r\n'),
  (text) => `\ufeff${text}`,
  (text) => text.replace(/\d+/g, (digits) => (random() < 0.02 ? String(below(400)) : digits)),
  (text) => text.replace(/"[a-zA-Z]+"/g, (name) => (random() < 0.01 ? '"__proto__"' : name)),
]

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Replaces, removes or renames something at a random place of a JSON document. */
const mutateStructure = (value: unknown, depth: number): unknown => {
  if (depth === 0 || !(Array.isArray(value) || isRecord(value))) return oneOf(strangeValues)
  if (Array.isArray(value)) {
    const at = below(value.length)
    const action = below(4)
    if (action === 0) return value.filter((_, index) => index !== at)
    if (action === 1) return [...value, value[at]]
    return value.map((item, index) => (index === at ? mutateStructure(item, depth - 1) : item))
  }
  const names = Object.keys(value)
  const name = oneOf(names)
  if (name === undefined) return oneOf(strangeValues)
  const action = below(8)
  if (action === 0) return Object.fromEntries(Object.entries(value).filter(([key]) => key !== name))
  if (action === 1) {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key === name ? key.toUpperCase() : key, item]),
    )
  }
  return { ...value, [name]: mutateStructure(value[name], depth - 1) }
}

const mutate = (name: string, text: string): string => {
  if (name.endsWith('.json') && random() < 0.6) {
    return JSON.stringify(mutateStructure(JSON.parse(text), 1 + below(12)), undefined, 2)
  }
  let mutated = text
  for (let round = 0; round <= below(3); round += 1) mutated = oneOf(textMutations)?.(mutated) ?? mutated
  return mutated
}

const filesOf = (texts: ReadonlyMap<string, string>): FileAccess => ({
  read: (file) => {
    const text = texts.get(file)
    return text === undefined ? { kind: 'missing' } : { kind: 'text', text }
  },
  list: (folder) => (folder === '.' ? [...texts.keys()].filter((name) => !name.includes('/')).sort() : []),
})

/** Everything that a user could ask of the network. */
const askEverything = (texts: ReadonlyMap<string, string>): number => {
  const loaded = load(filesOf(texts), { inputs: ['.'] })
  const analysis = analyse(loaded.resourceSet)
  inspect(loaded, analysis)
  routes(analysis)
  bgp(analysis)
  for (const to of ['vm-hub00', 'vm-spoke20', 'vm-spoke110', '8.8.8.8'])
    trace(analysis, { from: 'vm-spoke10', to })
  return loaded.findings.length + analysis.findings.length
}

let slowest = { milliseconds: 0, round: 0 }
let findings = 0
const begin = performance.now()
for (let round = 0; round < count; round += 1) {
  const originals = oneOf(oneOf([...scenarioForms.map((form) => [form]), armTemplates]) ?? []) ?? new Map()
  const target = oneOf([...originals.keys()]) ?? ''
  const texts = new Map(originals).set(target, mutate(target, originals.get(target) ?? ''))
  const started = performance.now()
  try {
    findings += askEverything(texts)
  } catch (error) {
    console.error(`round ${round} of seed ${seed} (${target}) threw:`, error)
    console.error(texts.get(target)?.slice(0, 4000))
    process.exit(1)
  }
  const milliseconds = performance.now() - started
  if (milliseconds > slowest.milliseconds) slowest = { milliseconds, round }
}
const seconds = ((performance.now() - begin) / 1000).toFixed(1)
console.log(
  `${count} mutated inputs, no crash, ${findings} findings, ${seconds} s; ` +
    `slowest ${slowest.milliseconds.toFixed(0)} ms (round ${slowest.round})`,
)
