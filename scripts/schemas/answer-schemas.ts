// The JSON Schemas of what commands print with --output json, made from the types of the answers.
import { fileURLToPath } from 'node:url'
import { createGenerator } from 'ts-json-schema-generator'

const engine = new URL('../../packages/engine/', import.meta.url)

/** Type in presentation/printed-answers.ts, and the command that prints it. */
const answers: Readonly<Record<string, { readonly type: string; readonly title: string }>> = {
  bgp: { type: 'PrintedBgp', title: 'hairpin bgp --output json' },
  'bgp-prefix': { type: 'PrintedPrefixStory', title: 'hairpin bgp --prefix PREFIX --output json' },
  compare: { type: 'PrintedCompare', title: 'hairpin compare --output json' },
  guest: { type: 'PrintedGuest', title: 'hairpin guest --output json' },
  inspect: { type: 'PrintedInspect', title: 'hairpin inspect --output json' },
  routes: { type: 'PrintedRoutes', title: 'hairpin routes --output json' },
  trace: { type: 'PrintedTrace', title: 'hairpin trace --output json' },
}

/** The schemas by the names of their files, without `.schema.json`. */
export const answerSchemas = (): ReadonlyMap<string, object> => {
  const generator = createGenerator({
    path: fileURLToPath(new URL('src/presentation/printed-answers.ts', engine)),
    tsconfig: fileURLToPath(new URL('tsconfig.json', engine)),
    type: '*',
    // `npm run typecheck` checks them, with the compiler of the project.
    skipTypeCheck: true,
  })
  return new Map(
    Object.entries(answers).map(([name, { type, title }]) => {
      const { $schema, ...schema } = generator.createSchema(type)
      return [name, { $schema, $id: `${name}.schema.json`, title, ...schema }]
    }),
  )
}
