// Files that the packages of common distributions bring, as far as scripts edit them in place.
import type { Line, Lines } from './lines.ts'

/** Lines of a package stand in no input; they are replaced before anybody asks for their place. */
const line = (text: string): Line => ({
  text,
  at: { file: '', line: 1, column: 1, endLine: 1, endColumn: 1 },
  exact: false,
})

const daemons = ['bgpd', 'ospfd', 'ospf6d', 'ripd', 'ripngd', 'isisd', 'pimd', 'bfdd', 'staticd']

/** By path: the lines that people uncomment or change with sed. */
export const defaultFiles: Readonly<Record<string, Lines>> = {
  '/etc/frr/daemons': daemons.map((daemon) => line(`${daemon}=no`)),
  '/etc/sysctl.conf': [
    '#net.ipv4.conf.default.rp_filter=1',
    '#net.ipv4.conf.all.rp_filter=1',
    '#net.ipv4.ip_forward=1',
    '#net.ipv6.conf.all.forwarding=1',
  ].map(line),
  '/etc/default/ufw': [line('DEFAULT_FORWARD_POLICY="DROP"')],
}
