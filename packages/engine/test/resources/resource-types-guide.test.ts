// docs/guide/resource-types.md says what the tables say: after a change, `npm run unit -- resource-types-guide --update`.
import { expect, test } from 'vitest'
import { type AttachedType, attachedTypes, listedTypes, type Takes } from '../../src/resources/index.ts'

const takesInWords = (takes: Takes): string =>
  typeof takes === 'object' ? takes.words : takes === 'unknown' ? 'not known' : String(takes)

const traffic: Readonly<Record<AttachedType['role'], string>> = {
  both: 'sends and receives',
  receives: 'receives',
  sends: 'sends',
}

const egressInWords = ({ egress }: AttachedType): string => {
  if (typeof egress === 'function') return 'as outboundType says'
  return { own: 'its own', subnet: "the subnet's", unknown: 'not known' }[egress]
}

const row = (...cells: readonly string[]): string => `| ${cells.join(' | ')} |`
const sortedCode = (types: readonly string[]): string =>
  types
    .toSorted()
    .map((type) => `- \`${type}\``)
    .join('\n')

const effects: Readonly<Record<string, string>> = {
  addresses: 'addresses that it takes up or owns',
  filters: 'packets that it drops or lets through',
  routes: 'routes that it adds or removes',
  traffic: 'traffic that it forwards, starts or answers',
  unclear: 'whatever it does to routing',
}

const guide = `# Resource types

What becomes of a resource depends on its type, in any letter case and any API version. \`hairpin inspect\` lists what was read, and how many resources of each type were left aside.

## Simulated

Networks, machines and gateways, with all that routes between them.

${sortedCode(listedTypes.understood)}

The instances of a scale set are machines: \`vmss_0\`, \`vmss_1\`, … as many as its capacity says. The name of the set alone means all of them in \`routes\`, and the first in \`trace\`.

## Services in a subnet

Services of Azure's own that stand in a subnet take up addresses there and have the effective routes of the subnet. They can be named in \`trace\` and \`routes\`. A proxy ends the connections of its clients; a trace from it shows where its own go. Where the number of addresses is not known, one stands for all, and addresses that are chosen behind it are said to be uncertain ([R6.50](../behaviours/packets.md)).

${row('type', 'service', 'addresses', 'traffic', 'way to the Internet')}
${row('---', '---', '---', '---', '---')}
${attachedTypes
  .map((each) =>
    row(
      `\`${each.type}\``,
      `${each.label}${each.isProxy === true ? ' (a proxy)' : ''}`,
      [...new Set(each.parts.map(({ takes }) => takesInWords(takes)))].join('; '),
      traffic[each.role],
      egressInWords(each),
    ),
  )
  .join('\n')}

## Not simulated

Each of these types in the inputs gives one note (HP1017) that says what the answers may lack.

${row('type', 'what may be missing')}
${row('---', '---')}
${Object.entries(listedTypes.effects)
  .map(([type, effect]) => row(`\`${type}\``, effects[effect] ?? ''))
  .join('\n')}

So does any other type of \`Microsoft.Network\`, \`Microsoft.Compute\` and \`Microsoft.Resources\`, and every other resource that names a subnet.

## Left aside

No packet of a virtual network notices these, nor their children, nor extension resources (\`…/providers/…\`).

${sortedCode(listedTypes.ignored)}

So are resources of all other namespaces that name no subnet: a database or a web site is reached by its private endpoint.
`

test('the guide lists the types as the tables do', async () => {
  await expect(guide).toMatchFileSnapshot('../../../../docs/guide/resource-types.md')
})
