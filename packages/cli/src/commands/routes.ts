// `hairpin routes`: effective routes as az prints them, or as JSON.
import { azJson, findings, routes, routesJson, routesText } from '@hairpin/engine'
import { type Asked, answerWith, type Reply } from './reply.ts'

/** Answers for one place, or for all. */
export const answerRoutes = ({ network, names, options, language, style, width }: Asked): Reply => {
  const answered = routes(network.analysis, names[0])
  if (!answered.ok) return { kind: 'refusal', finding: answered.finding }
  const { answer } = answered
  switch (options.output) {
    case 'json':
      return answerWith(routesJson(answer, language))
    case 'az': {
      const [only, ...others] = answer.tables
      if (only !== undefined && others.length === 0) {
        // az prints nothing but the table, so a word of caution about it goes elsewhere.
        return { kind: 'answer', text: azJson(only.routes), findings: answer.findings ?? [] }
      }
      // Azure knows one NIC at a time.
      const known = answer.tables.map(({ place }) => place.name)
      const finding =
        names[0] === undefined
          ? findings.argumentMissing({ argument: 'NIC', usage: 'hairpin routes NIC --output az' })
          : findings.nameAmbiguous({ kind: 'networkInterface', name: names[0], ids: known })
      return { kind: 'refusal', finding }
    }
    default:
      return answerWith(
        routesText(answer, { language, style, width, wide: options.wide, showFile: network.showFile }),
      )
  }
}
