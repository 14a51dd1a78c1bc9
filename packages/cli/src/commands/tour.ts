// `hairpin tour`: the example network, its routes, why one trace fails and how another one turns round at the edge.
import { relative } from 'node:path'
import { reachability, routes, tourText, trace } from '@hairpin/engine'
import { exampleFolder } from '../example.ts'
import { commandWordsOf } from '../words/index.ts'
import { type Asked, answerWith, type Reply } from './reply.ts'

const sender = 'vm-spoke10'
const sibling = 'vm-spoke20'
const faraway = 'vm-spoke110'

/** How the command is called here: by npm, in a clone that was not linked, or by its name. */
const callOf = (environment: Readonly<Record<string, string | undefined>>): string =>
  environment['npm_lifecycle_event'] === 'start' ? 'npm start --' : 'hairpin'

/** Quotes a path for a shell where it holds more than harmless characters. */
const quoted = (path: string): string =>
  /^[\w./-]+$/u.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`

/** Shows the example; `asked.network` is the one read from its folder. */
export const answerTour = (
  asked: Asked,
  cwd: string,
  environment: Readonly<Record<string, string | undefined>>,
): Reply => {
  const { network, language, style, width } = asked
  const { analysis } = network
  const table = routes(analysis, sender)
  const toSibling = trace(analysis, { from: sender, to: sibling })
  const toFaraway = trace(analysis, { from: sender, to: faraway })
  if (!table.ok) return { kind: 'refusal', finding: table.finding }
  if (!toSibling.ok) return { kind: 'refusal', finding: toSibling.finding }
  if (!toFaraway.ok) return { kind: 'refusal', finding: toFaraway.finding }
  const { title, description } = commandWordsOf(language).tour
  const folder = quoted(relative(cwd, exampleFolder()) || '.')
  const call = callOf(environment)
  return answerWith(
    tourText(
      {
        title,
        description,
        reachability: reachability(analysis),
        routes: table.answer,
        verdicts: [toSibling.answer],
        trace: toFaraway.answer,
        next: [
          `${call} trace ${sender} ${sibling} ${folder}`,
          `${call} trace ${sender} ${faraway} ${folder} --style tracert`,
          `${call} bgp ${folder}`,
          `${call} --help`,
        ],
      },
      { language, style, width, showFile: network.showFile },
    ),
  )
}
