// Which packets a recorded tool sends.

/** Protocol and destination port of a probe. */
export interface Probe {
  readonly protocol: 'icmp' | 'tcp' | 'udp'
  readonly port?: number
}

const written = (text: string): Probe | undefined => {
  const [, name, port] = text.match(/^(icmp|tcp|udp)(?:[/: ](\d+))?$/i) ?? []
  const protocol = name?.toLowerCase()
  if (protocol !== 'icmp' && protocol !== 'tcp' && protocol !== 'udp') return undefined
  return port === undefined ? { protocol } : { protocol, port: Number(port) }
}

/** The usual first ports of the tools that probe with UDP. */
const udpPorts: readonly (readonly [RegExp, number])[] = [
  [/tracepath/i, 44444],
  [/traceroute/i, 33434],
]

/**
 * What was sent: as the record says (`tcp/22`), else as the tool does. `ethr` and others name TCP and a port;
 * `tracert`, `mtr` and ping use ICMP; `traceroute` and `tracepath` use UDP.
 */
export const probeOf = (protocol: string | undefined, tool: string | undefined): Probe => {
  const stated = protocol === undefined ? undefined : written(protocol)
  if (stated !== undefined) return stated
  if (tool === undefined) return { protocol: 'icmp' }
  const tcp = tool.match(/tcp\D*(\d+)?/i)
  if (tcp !== null)
    return tcp[1] === undefined ? { protocol: 'tcp' } : { protocol: 'tcp', port: Number(tcp[1]) }
  const udp = udpPorts.find(([name]) => name.test(tool))
  return udp === undefined ? { protocol: 'icmp' } : { protocol: 'udp', port: udp[1] }
}
