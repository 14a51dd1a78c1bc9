// The allowed import directions of this repository, one line a folder. `npm run check:imports` enforces them.
const engine = 'packages/engine/src'
const mayImport = {
  net: [],
  diagnostics: [],
  facts: ['net'],
  resources: ['net', 'diagnostics'],
  inputs: ['resources', 'net', 'diagnostics'],
  model: ['resources', 'net', 'diagnostics'],
  'control-plane': ['model', 'facts', 'net', 'diagnostics'],
  forwarding: ['control-plane', 'model', 'facts', 'net', 'diagnostics'],
  queries: ['forwarding', 'control-plane', 'model', 'resources', 'facts', 'net', 'diagnostics'], // and analyse.ts
  presentation: ['queries', 'resources', 'diagnostics'],
}
const analyse = `^${engine}/analyse\\.ts$`

const layers = Object.entries(mayImport).map(([folder, allowed]) => ({
  name: `${folder}-imports`,
  comment: `${folder}/ may import only: ${allowed.join(', ') || 'nothing of ours'}.`,
  severity: 'error',
  from: { path: `^${engine}/${folder}/` },
  to: {
    path: `^${engine}/`,
    pathNot: [
      ...[folder, ...allowed].map((name) => `^${engine}/${name}/`),
      ...(folder === 'queries' ? [analyse] : []),
    ],
  },
}))

export default {
  forbidden: [
    ...layers,
    {
      name: 'analyse-imports',
      comment:
        'analyse.ts joins control plane and forwarding; it knows neither formats nor questions nor printing.',
      severity: 'error',
      from: { path: analyse },
      to: { path: `^${engine}/(inputs|queries|presentation)/|^${engine}/index\\.ts$` },
    },
    {
      name: 'presentation-decides-nothing',
      comment: 'presentation/ prints answers: of queries/ it may use the types only.',
      severity: 'error',
      from: { path: `^${engine}/presentation/` },
      to: { path: `^${engine}/queries/`, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-cycles',
      comment: 'A cycle hides which of two parts is the simpler one.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'engine-is-pure',
      comment: 'The engine also runs in a browser worker: no node: modules.',
      severity: 'error',
      from: { path: `^${engine}/` },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'libraries-stay-at-the-edge',
      comment: 'Only inputs/ reads YAML, JSON and schemas.',
      severity: 'error',
      from: { path: `^${engine}/(?!inputs/)` },
      to: { path: 'node_modules/' },
    },
    {
      name: 'three-libraries-and-no-more',
      comment: 'The engine depends on yaml and zod only.',
      severity: 'error',
      from: { path: `^${engine}/` },
      to: { path: 'node_modules/', pathNot: 'node_modules/(yaml|zod)/' },
    },
    {
      name: 'engine-by-its-front-door',
      comment: 'Other packages import the engine by its name, never a file inside it.',
      severity: 'error',
      from: { path: '^packages/(?!engine/)' },
      to: { path: `^${engine}/(?!index\\.ts$)` },
    },
    {
      name: 'engine-by-its-name',
      comment: "Other packages import '@hairpin/engine', never a path to it.",
      severity: 'error',
      from: { path: '^packages/(?!engine/)' },
      to: { path: `^${engine}/`, dependencyTypes: ['local'] },
    },
    {
      name: 'engine-stands-alone',
      comment: 'The engine knows nothing of who uses it.',
      severity: 'error',
      from: { path: '^packages/engine/' },
      to: { path: '^packages/(?!engine/)' },
    },
    {
      name: 'users-of-the-engine-stand-apart',
      comment: 'The command, the page, the lab and the recorded labs do not know each other.',
      severity: 'error',
      from: { path: '^packages/(cli|web|lab|fidelity)/' },
      to: { path: '^packages/(cli|web|lab|fidelity)/', pathNot: '^packages/$1/' },
    },
    {
      name: 'no-test-in-source',
      comment: 'Source never imports a test or a scenario.',
      severity: 'error',
      from: { path: '/src/' },
      to: { path: '/test/|^scenarios/' },
    },
    {
      name: 'resolvable',
      comment: 'A specifier that resolves to nothing is a typo or a missing dependency.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    tsPreCompilationDeps: true, // type imports count too
    tsConfig: { fileName: 'tsconfig.base.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^packages/[^/]+/(dist|node_modules)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['@hairpin/source', 'import', 'types', 'default'],
    },
  },
}
