// Collections of rules for Azure Firewalls: network rules, for addresses or names, application rules, and DNAT.
import type { PlainObject } from '../../model/network-of.ts'
import type { Making } from './making.ts'

/** A collection, before it is written as a firewall or a policy has it. */
export interface Collection {
  readonly kind: 'network' | 'application' | 'nat'
  readonly name: string
  readonly priority: number
  readonly action: 'Allow' | 'Deny' | 'Dnat'
  readonly rules: readonly PlainObject[]
}

/** What collections are called of which every rule asks for a name that no packet shows. */
export const namesOnly = 'names'

/** What collections of application rules are called that take every name. */
export const applications = 'applications'

const sourcesOf = ({ dice, count }: Making): readonly string[] => [
  dice.pick(['*', '*', '10.0.0.0/8', `10.${dice.roll(count)}.0.0/16`]),
]

const networkRule = (making: Making, name: string): PlainObject => {
  const { dice, count } = making
  return {
    name,
    protocols: [dice.pick(['Any', 'Any', 'TCP', 'UDP', 'ICMP'])],
    sourceAddresses: sourcesOf(making),
    destinationAddresses: [
      dice.pick(['*', '*', `10.${dice.roll(count)}.0.0/16`, '192.168.0.0/16', 'Storage.JapanEast']),
    ],
    destinationPorts: [dice.pick(['*', '*', '443', '50-100'])],
  }
}

const nameRule = (making: Making, name: string): PlainObject => ({
  name,
  protocols: [making.dice.pick(['TCP', 'Any'])],
  sourceAddresses: sourcesOf(making),
  destinationFqdns: ['time.example.com'],
  destinationPorts: [making.dice.pick(['*', '443'])],
})

const applicationRule = (making: Making, name: string, isForAll: boolean): PlainObject => ({
  name,
  protocols: [{ protocolType: 'Https', port: 443 }],
  sourceAddresses: sourcesOf(making),
  ...(isForAll
    ? { targetFqdns: ['*'] }
    : making.dice.pick([
        { targetFqdns: ['*.example.com', 'example.org'] },
        { fqdnTags: ['WindowsUpdate'] },
        { webCategories: ['SearchEnginesAndPortals'] },
      ])),
})

/** For an address of the firewall itself, inside or outside. */
const natRule = (making: Making, name: string, own: readonly string[]): PlainObject => {
  const { dice, count } = making
  return {
    name,
    protocols: [dice.pick(['TCP', 'TCP', 'UDP', 'Any'])],
    sourceAddresses: sourcesOf(making),
    destinationAddresses: [dice.pick(own)],
    destinationPorts: [dice.pick(['443', '22', '53', '*'])],
    translatedAddress: `10.${dice.roll(count)}.0.4`,
    ...(dice.chance(0.7) ? { translatedPort: dice.pick(['443', '8443']) } : {}),
  }
}

/** A deny or two, then what is allowed; `own`: addresses of the firewall. */
export const collectionsOf = (making: Making, own: readonly string[]): readonly Collection[] => {
  const { dice } = making
  const isForNetwork = dice.chance(0.5)
  const network = (['Deny', 'Allow', 'Allow'] as const)
    .filter((action) => isForNetwork && (action === 'Allow' || dice.chance(0.6)))
    .map((action, index): Collection => {
      const common = { kind: 'network', priority: 200 + 100 * index, action } as const
      return dice.chance(0.2)
        ? { ...common, name: `${namesOnly}${index}`, rules: [nameRule(making, `rule${index}`)] }
        : { ...common, name: `collection${index}`, rules: [networkRule(making, `rule${index}`)] }
    })
  const application = (['Deny', 'Allow', 'Allow'] as const)
    .filter(() => dice.chance(0.7))
    .map((action, index): Collection => {
      const isForAll = dice.chance(0.6)
      return {
        kind: 'application',
        name: isForAll ? `${applications}${index}` : `${namesOnly}-in-applications${index}`,
        priority: 600 + 100 * index,
        action,
        rules: [applicationRule(making, `application${index}`, isForAll)],
      }
    })
  const nat: readonly Collection[] =
    dice.chance(0.5) && own.length > 0
      ? [
          {
            kind: 'nat',
            name: 'publishing',
            priority: 100,
            action: 'Dnat',
            rules: Array.from({ length: 1 + dice.roll(2) }, (_, index) =>
              natRule(making, `nat${index}`, own),
            ),
          },
        ]
      : []
  return [...network, ...application, ...nat]
}
