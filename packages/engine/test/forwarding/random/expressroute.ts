// ExpressRoute gateways, circuits and the site behind them.
import type { Site } from '../../../src/resources/index.ts'
import { circuit, connection, gateway } from '../azure.ts'
import { type Making, own } from './making.ts'

const siteOf = ({ dice }: Making, circuits: readonly string[]): Site => {
  const advertised = [
    '192.168.0.0/16',
    ...(dice.chance(0.2) ? ['0.0.0.0/0'] : []),
    ...(dice.chance(0.2) ? ['10.0.0.0/8'] : []),
  ]
  const common = {
    name: 'site',
    asn: 65050,
    prefixes: ['192.168.0.0/16'],
    hosts: [{ name: 'pc', ip: '192.168.0.10' }],
  }
  const links = circuits.map((name) => ({
    circuit: name,
    advertises: advertised.map((prefix) => ({ prefix, asPath: dice.chance(0.2) ? [65050, 65050] : [65050] })),
  }))
  if (dice.chance(0.6)) return { ...common, links }
  // A router of its own, which also carries routes from one circuit to the other.
  const neighbors = circuits.flatMap((_, index) =>
    [2, 6].map((host) => ({ address: `172.31.${index}.${host}`, asn: 12076 })),
  )
  return {
    ...common,
    links: circuits.map((name) => ({ circuit: name })),
    guest: {
      addresses: [{ dev: 'lo', address: '192.168.255.1/32' }],
      bgp: { asn: 65050, networks: ['192.168.0.0/16'], neighbors },
    },
  }
}

/** Circuits to all VNets with an ExpressRoute gateway, and the site beyond. */
export const addExpressRoute = (making: Making): void => {
  const { dice, resources, state, gateways } = making
  const hubs = [...gateways].filter(([, kind]) => kind === 'expressRoute').map(([number]) => number)
  if (hubs.length === 0) return
  const circuits = ['er0', ...(dice.chance(0.5) ? ['er1'] : [])]
  for (const [index, name] of circuits.entries()) {
    making.circuits.push(name)
    resources.push(circuit(name, `172.31.${index}.0/30`, `172.31.${index}.4/30`))
    if (dice.chance(0.15)) state.push({ circuitLink: { circuit: name, role: 'primary' }, up: false })
  }
  for (const hub of hubs) {
    resources.push(gateway(`v${hub}`, dice.chance(0.3) ? {} : { allowRemoteVnetTraffic: dice.chance(0.7) }))
    for (const name of circuits) {
      if (dice.chance(0.25)) continue
      const settings = { routingWeight: dice.pick([0, 0, 10]), expressRouteGatewayBypass: dice.chance(0.2) }
      resources.push(connection(`v${hub}`, name, settings))
    }
  }
  if (dice.chance(0.2)) return
  own(making, '192.168.0.10', 'site')
  own(making, '192.168.8.8', 'site')
  making.senders.push('pc')
  making.sites.push(siteOf(making, circuits))
}
