// ipsec.conf and swanctl.conf of strongSwan: which connections need no interface of their own.
import { type Lines, placeIn } from '../lines.ts'
import { filesIn, type Machine, notUsed } from '../machine.ts'

/** Selectors that leave it to routes which packets go in. */
const everything: ReadonlySet<string> = new Set(['0.0.0.0/0', '0.0.0.0/0,::/0', 'dynamic'])

/** Connections that pick packets by their addresses, past all routes. Those with an interface are told by `ip link`. */
const tellPolicies = (machine: Machine, lines: Lines, keys: RegExp): void => {
  for (const line of lines) {
    const [, value] = keys.exec(line.text) ?? []
    if (value !== undefined && !everything.has(value.replaceAll(/[\s"]/g, '')))
      notUsed(machine, 'IPsec', 'policyBased', placeIn(line))
  }
}

/** Reads what strongSwan reads when it starts. */
export const loadIpsec = (machine: Machine): void => {
  const plain = [
    ...['/etc/ipsec.conf', '/etc/strongswan/ipsec.conf'].flatMap((path) => machine.disk.get(path) ?? []),
    ...filesIn(machine, '/etc/ipsec.d').map(([, file]) => file),
  ]
  const swanctl = ['/etc/swanctl', '/etc/swanctl/conf.d', '/etc/strongswan/swanctl'].flatMap((folder) =>
    filesIn(machine, folder).map(([, file]) => file),
  )
  for (const file of [...plain, ...swanctl]) file.loaded = true
  for (const { lines } of plain) tellPolicies(machine, lines, /^\s*rightsubnet\s*=\s*(\S+)/)
  for (const { lines } of swanctl) tellPolicies(machine, lines, /\bremote_ts\s*=\s*([^\s#]+)/)
}
