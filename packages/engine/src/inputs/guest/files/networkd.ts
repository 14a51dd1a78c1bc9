// Files of systemd-networkd: .netdev makes an interface, .network gives it addresses and routes.

import { addressFrom, interfaceAddress, looseMaskedPrefix, prefixFrom } from '../addresses.ts'
import { wholeNumber } from '../commands/options.ts'
import { addAddress, addRoute } from '../kernel.ts'
import { lookUp } from '../look-up.ts'
import { type DiskFile, forwardingKey, type Machine, notUsed, set } from '../machine.ts'
import { type Section, sectionsOf, valueIn, valuesIn } from './ini.ts'

const tunnelKinds: Readonly<Record<string, string>> = {
  vxlan: 'vxlan',
  gre: 'gre',
  gretap: 'gre',
  ipip: 'ipip',
  vti: 'vti',
  xfrm: 'xfrm',
}
const plainKinds: ReadonlySet<string> = new Set(['dummy', 'bridge'])

const loadNetdev = (machine: Machine, sections: readonly Section[]): void => {
  const main = sections.find(({ name }) => name === 'NetDev')
  const dev = valueIn(main, 'Name')
  const kind = valueIn(main, 'Kind')?.toLowerCase()
  if (main === undefined || dev === undefined || kind === undefined) return
  const own = sections.find(({ name }) => name === 'VXLAN' || name === 'Tunnel')
  if (lookUp(tunnelKinds, kind) === undefined && !plainKinds.has(kind)) {
    notUsed(machine, `NetDev ${kind}`, 'notModelled', main.at)
    return
  }
  const remote = addressFrom(valueIn(own, 'Remote'))
  const local = addressFrom(valueIn(own, 'Local'))
  const id = wholeNumber(valueIn(own, 'VNI') ?? valueIn(own, 'Id') ?? valueIn(own, 'Key'))
  const port = wholeNumber(valueIn(own, 'DestinationPort'))
  const mtu = wholeNumber(valueIn(main, 'MTUBytes'))
  machine.kernel.links.set(dev, {
    dev,
    kind: lookUp(tunnelKinds, kind) ?? kind,
    at: main.at,
    up: true,
    remotes: remote === undefined ? [] : [remote],
    ...(local === undefined ? {} : { local }),
    ...(id === undefined ? {} : { id }),
    ...(port === undefined ? {} : { port }),
    ...(mtu === undefined ? {} : { mtu }),
  })
}

const isYes = (value: string | undefined): boolean => /^(?:yes|true|1|on|ipv4|both)$/i.test(value ?? '')

const loadNetwork = (machine: Machine, sections: readonly Section[]): void => {
  const { kernel } = machine
  const match = sections.find(({ name }) => name === 'Match')
  const dev = valueIn(match, 'Name')
  if (dev === undefined || /[*?\s]/.test(dev)) return
  for (const section of sections) {
    const { at } = section
    const addresses =
      section.name === 'Network' || section.name === 'Address' ? valuesIn(section, 'Address') : []
    for (const written of addresses) {
      const address = interfaceAddress(written)
      if (address === undefined) notUsed(machine, 'Address', 'malformed', at)
      else addAddress(kernel, { dev, address, at })
    }
    if (section.name === 'Network') {
      for (const gateway of valuesIn(section, 'Gateway')) {
        const via = addressFrom(gateway)
        if (via?.includes('.')) addRoute(kernel, { prefix: '0.0.0.0/0', via, dev, span: at }, true)
      }
      const forwards = valueIn(section, 'IPv4Forwarding') ?? valueIn(section, 'IPForward')
      if (isYes(forwards)) set(machine, forwardingKey, '1', at, 'systemd-networkd')
      const bridge = valueIn(section, 'Bridge')
      const link = kernel.links.get(dev)
      if (bridge !== undefined && link !== undefined) link.master = bridge
    } else if (section.name === 'Route') loadRoute(machine, dev, section)
    else if (section.name === 'RoutingPolicyRule') loadRule(machine, section)
  }
}

const loadRoute = (machine: Machine, dev: string, section: Section): void => {
  const via = addressFrom(valueIn(section, 'Gateway'))
  const prefix = prefixFrom(valueIn(section, 'Destination') ?? 'default', via?.includes(':'))
  if (prefix === undefined) {
    notUsed(machine, 'Route', 'malformed', section.at)
    return
  }
  const table = valueIn(section, 'Table')
  const metric = wholeNumber(valueIn(section, 'Metric'))
  const discards = ['blackhole', 'unreachable', 'prohibit'].includes(valueIn(section, 'Type') ?? '')
  addRoute(
    machine.kernel,
    {
      prefix,
      ...(via === undefined ? {} : { via }),
      dev,
      ...(discards ? { blackhole: true } : {}),
      ...(metric === undefined || metric === 0 ? {} : { metric }),
      ...(table === undefined || table === 'main' || table === '254' ? {} : { table }),
      span: section.at,
    },
    true,
  )
}

const loadRule = (machine: Machine, section: Section): void => {
  const table = valueIn(section, 'Table')
  const source = looseMaskedPrefix(valueIn(section, 'From') ?? '')
  const destination = looseMaskedPrefix(valueIn(section, 'To') ?? '')
  const priority = wholeNumber(valueIn(section, 'Priority'))
  if (table === undefined) notUsed(machine, 'RoutingPolicyRule', 'malformed', section.at)
  else
    machine.kernel.rules.push({
      ...(priority === undefined ? {} : { priority }),
      ...(source === undefined ? {} : { source }),
      ...(destination === undefined ? {} : { destination }),
      table,
      span: section.at,
    })
}

/** Loads the files of a folder: interfaces first, then what they have. */
export const loadNetworkdFiles = (
  machine: Machine,
  files: readonly (readonly [string, DiskFile])[],
): void => {
  for (const [path, { lines }] of files) if (path.endsWith('.netdev')) loadNetdev(machine, sectionsOf(lines))
  for (const [path, { lines }] of files)
    if (path.endsWith('.network')) loadNetwork(machine, sectionsOf(lines))
}
