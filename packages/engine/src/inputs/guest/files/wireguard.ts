// wg0.conf: an interface of WireGuard with its peers.
import type { Span } from '../../../diagnostics/index.ts'
import { addressFrom, interfaceAddress, looseMaskedPrefix } from '../addresses.ts'
import type { Follow } from '../commands/command.ts'
import { wholeNumber } from '../commands/options.ts'
import { addAddress, addRoute } from '../kernel.ts'
import { type Lines, linesAt } from '../lines.ts'
import { type Machine, notUsed } from '../machine.ts'
import { newShell } from '../shell/shell.ts'
import { sectionsOf, valueIn, valuesIn } from './ini.ts'

const listed = (values: readonly string[]): readonly string[] =>
  values.flatMap((value) => value.split(',')).flatMap((each) => each.trim() || [])

/**
 * Makes the interface, and a tunnel for each peer with an endpoint. The first has the name of the interface; the
 * others are told apart by a number, since an interface of WireGuard has as many far ends as peers.
 */
export const loadWireGuard = (machine: Machine, dev: string, lines: Lines, follow: Follow): void => {
  const { kernel } = machine
  const sections = sectionsOf(lines)
  const own = sections.find(({ name }) => name === 'Interface')
  if (own === undefined) return
  const run = (key: string): void => {
    for (const entry of own.entries)
      if (entry.key === key) follow(linesAt(entry.value.replaceAll('%i', dev), entry.at), newShell(machine))
  }
  run('preup')
  for (const written of listed(valuesIn(own, 'Address'))) {
    const address = interfaceAddress(written)
    if (address === undefined) notUsed(machine, 'Address', 'malformed', own.at)
    else addAddress(kernel, { dev, address, at: own.at })
  }
  const mtu = wholeNumber(valueIn(own, 'MTU'))
  const setsRoutes = valueIn(own, 'Table')?.toLowerCase() !== 'off'
  let count = 0
  for (const peer of sections.filter(({ name }) => name === 'Peer')) {
    const [, host, port] = /^(.*?):(\d+)$/.exec(valueIn(peer, 'Endpoint') ?? '') ?? []
    const remote = addressFrom(host?.replace(/^\[|\]$/g, ''))
    if (remote === undefined) {
      // A peer that calls in, or one by name: where it is, nobody can tell from here.
      notUsed(machine, 'Peer', host === undefined ? 'notModelled' : 'value', peer.at)
      continue
    }
    count += 1
    const name = count === 1 ? dev : `${dev} #${count}`
    kernel.links.set(name, {
      dev: name,
      kind: 'wireguard',
      at: peer.at,
      up: true,
      remotes: [remote],
      ...(port === undefined || port === '51820' ? {} : { port: Number(port) }),
      ...(mtu === undefined ? {} : { mtu }),
    })
    if (setsRoutes) routesTo(machine, name, listed(valuesIn(peer, 'AllowedIPs')), peer.at)
  }
  run('postup')
}

const routesTo = (machine: Machine, dev: string, allowed: readonly string[], at: Span): void => {
  for (const written of allowed) {
    const prefix = looseMaskedPrefix(written)
    if (prefix === undefined) notUsed(machine, 'AllowedIPs', 'malformed', at)
    else addRoute(machine.kernel, { prefix, dev, span: at }, true)
  }
}
