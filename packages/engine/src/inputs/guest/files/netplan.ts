// Netplan: interfaces, addresses, routes, tunnels and rules of policy routing, in YAML.

import type { Span } from '../../../diagnostics/index.ts'
import { at, type Value } from '../../../resources/index.ts'
import { parseYaml } from '../../world/parse-yaml.ts'
import { addressFrom, interfaceAddress, looseMaskedPrefix, prefixFrom } from '../addresses.ts'
import { wholeNumber } from '../commands/options.ts'
import { addAddress, addRoute, type Link } from '../kernel.ts'
import { type Lines, placedText } from '../lines.ts'
import { lookUp } from '../look-up.ts'
import { type Machine, notUsed } from '../machine.ts'

const text = (value: Value | undefined): string | undefined =>
  value?.kind === 'scalar' && value.value !== null ? String(value.value) : undefined

const itemsOf = (value: Value | undefined): readonly Value[] => (value?.kind === 'list' ? value.items : [])

const entriesOf = (value: Value | undefined): readonly (readonly [string, Value])[] =>
  value?.kind === 'dictionary' ? [...value.fields.values()].map((field) => [field.name, field.value]) : []

interface Reader {
  readonly machine: Machine
  readonly placeOf: (value: Value) => Span
}

const readRoutes = ({ machine, placeOf }: Reader, dev: string, routes: readonly Value[]): void => {
  for (const route of routes) {
    const span = placeOf(route)
    const written = text(at(route, 'to'))
    const via = text(at(route, 'via'))
    const prefix = written === undefined ? undefined : prefixFrom(written, via?.includes(':'))
    const type = text(at(route, 'type')) ?? 'unicast'
    const table = text(at(route, 'table'))
    const metric = wholeNumber(text(at(route, 'metric')))
    if (prefix === undefined || (via !== undefined && addressFrom(via) === undefined)) {
      notUsed(machine, 'netplan routes', 'malformed', span)
      continue
    }
    const isMain = table === undefined || table === '254' || table === 'main'
    addRoute(
      machine.kernel,
      {
        prefix,
        ...(via === undefined ? {} : { via: addressFrom(via) ?? via }),
        dev,
        ...(['blackhole', 'unreachable', 'prohibit'].includes(type) ? { blackhole: true } : {}),
        ...(metric === undefined || metric === 0 ? {} : { metric }),
        ...(isMain ? {} : { table }),
        span,
      },
      true,
    )
  }
}

const readRules = ({ machine, placeOf }: Reader, rules: readonly Value[]): void => {
  for (const rule of rules) {
    const span = placeOf(rule)
    const table = text(at(rule, 'table'))
    const [from, to] = ['from', 'to'].map((key) => {
      const written = text(at(rule, key))
      return written === undefined || written === 'any'
        ? undefined
        : (looseMaskedPrefix(written) ?? 'malformed')
    })
    if (text(at(rule, 'mark')) !== undefined)
      notUsed(machine, 'netplan routing-policy mark', 'notModelled', span)
    else if (table === undefined || from === 'malformed' || to === 'malformed')
      notUsed(machine, 'netplan routing-policy', 'malformed', span)
    else {
      const priority = wholeNumber(text(at(rule, 'priority')))
      machine.kernel.rules.push({
        ...(priority === undefined ? {} : { priority }),
        ...(from === undefined ? {} : { source: from }),
        ...(to === undefined ? {} : { destination: to }),
        table,
        span,
      })
    }
  }
}

/** What every kind of interface may have. */
const readCommon = (reader: Reader, dev: string, body: Value): void => {
  const { machine, placeOf } = reader
  for (const item of itemsOf(at(body, 'addresses'))) {
    // An address with options is an object of one entry.
    const written = text(item) ?? entriesOf(item)[0]?.[0]
    const address = written === undefined ? undefined : interfaceAddress(written)
    if (address === undefined) notUsed(machine, 'netplan addresses', 'malformed', placeOf(item))
    else addAddress(machine.kernel, { dev, address, at: placeOf(item) })
  }
  const gateway = at(body, 'gateway4')
  const via = addressFrom(text(gateway))
  if (gateway !== undefined && via !== undefined)
    addRoute(machine.kernel, { prefix: '0.0.0.0/0', via, dev, span: placeOf(gateway) }, true)
  readRoutes(reader, dev, itemsOf(at(body, 'routes')))
  readRules(reader, itemsOf(at(body, 'routing-policy')))
  const mtu = wholeNumber(text(at(body, 'mtu')))
  const link = machine.kernel.links.get(dev)
  if (mtu === undefined) return
  if (link === undefined)
    machine.kernel.states.set(dev, { ...machine.kernel.states.get(dev), mtu, at: placeOf(body) })
  else link.mtu = mtu
}

const tunnelModes: Readonly<Record<string, string>> = {
  vxlan: 'vxlan',
  gre: 'gre',
  gretap: 'gre',
  ipip: 'ipip',
  vti: 'vti',
  wireguard: 'wireguard',
}

/** The far ends of a tunnel: one, or for WireGuard one a peer. */
const remotesOf = (body: Value): readonly string[] => {
  const remote = addressFrom(text(at(body, 'remote')))
  if (remote !== undefined) return [remote]
  return itemsOf(at(body, 'peers')).flatMap(
    (peer) => addressFrom(text(at(peer, 'endpoint'))?.replace(/:\d+$/, '')) ?? [],
  )
}

const readTunnel = (reader: Reader, dev: string, body: Value): void => {
  const { machine, placeOf } = reader
  const kind = lookUp(tunnelModes, text(at(body, 'mode')) ?? '')
  const remotes = remotesOf(body)
  const [remote, another] = remotes
  if (kind === undefined || remote === undefined || another !== undefined) {
    notUsed(machine, `netplan tunnels ${text(at(body, 'mode')) ?? ''}`.trim(), 'notModelled', placeOf(body))
    return
  }
  const id = wholeNumber(text(at(body, 'id')) ?? text(at(body, 'key')))
  const port = wholeNumber(text(at(body, 'port')))
  const local = addressFrom(text(at(body, 'local')))
  const over = text(at(body, 'link'))
  const link: Link = {
    dev,
    kind,
    at: placeOf(body),
    up: true,
    remotes: [remote],
    ...(id === undefined ? {} : { id }),
    ...(port === undefined ? {} : { port }),
    ...(local === undefined ? {} : { local }),
    ...(over === undefined ? {} : { over }),
  }
  machine.kernel.links.set(dev, link)
  for (const peer of itemsOf(at(body, 'peers')))
    for (const allowed of itemsOf(at(peer, 'allowed-ips'))) {
      const prefix = looseMaskedPrefix(text(allowed) ?? '')
      if (prefix !== undefined) addRoute(machine.kernel, { prefix, dev, span: placeOf(allowed) }, true)
    }
}

/** Loads one file. */
export const loadNetplanFile = (machine: Machine, lines: Lines): void => {
  const { source, place } = placedText(lines)
  const start = source.firstLine - 1
  const yaml = parseYaml(source.text, source.file)
  const shifted = (span: Span): Span =>
    place({
      ...span,
      line: span.line + start,
      endLine: span.endLine + start,
      column: span.column + source.indent,
      endColumn: span.endColumn + source.indent,
    })
  for (const finding of yaml.findings)
    machine.findings.push(finding.span === undefined ? finding : { ...finding, span: shifted(finding.span) })
  const whole: Span = lines[0]?.at ?? { file: source.file, line: 1, column: 1, endLine: 1, endColumn: 1 }
  const reader: Reader = {
    machine,
    placeOf: (value) => (value.span === undefined ? whole : shifted(value.span)),
  }
  const network = at(yaml.value, 'network')
  for (const [name, body] of entriesOf(at(network, 'tunnels'))) readTunnel(reader, name, body)
  for (const kind of ['dummy-devices', 'bridges'] as const)
    for (const [name, body] of entriesOf(at(network, kind))) {
      const made = { dev: name, at: reader.placeOf(body), up: true, remotes: [] }
      machine.kernel.links.set(name, { ...made, kind: kind === 'bridges' ? 'bridge' : 'dummy' })
      for (const port of itemsOf(at(body, 'interfaces'))) {
        const link = machine.kernel.links.get(text(port) ?? '')
        if (link !== undefined) link.master = name
      }
    }
  for (const [, body] of entriesOf(at(network, 'vlans')))
    notUsed(machine, 'netplan vlans', 'notModelled', reader.placeOf(body))
  for (const kind of ['ethernets', 'tunnels', 'bridges', 'dummy-devices'] as const)
    for (const [name, body] of entriesOf(at(network, kind)))
      readCommon(reader, text(at(body, 'set-name')) ?? text(at(body, 'match', 'name')) ?? name, body)
}
