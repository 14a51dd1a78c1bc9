// What a trace sends: the protocol and the port, as they were written and as the tool of --style would send them.
import { ethrPort, type Finding, findings, type Protocol, type TraceStyle } from '@hairpin/engine'
import { portNumber } from './destination.ts'

/** What was written of it. */
export interface WrittenPacket {
  /** The text behind the colon, not yet checked. */
  readonly port: string | undefined
  readonly protocol: Protocol | undefined
  readonly tool: TraceStyle | undefined
}

/** What is sent. */
export interface SentPacket {
  readonly protocol: Protocol
  readonly port?: number
}

/** R6.28: what a tool sends to a port, or without one; undefined where it sends whatever it is told. */
const sentBy = (tool: TraceStyle | undefined, port: number | undefined): SentPacket | undefined => {
  switch (tool) {
    case 'ping':
    case 'tracert':
      return { protocol: 'icmp' }
    case 'psping':
      return port === undefined ? { protocol: 'icmp' } : { protocol: 'tcp', port }
    case 'ethr':
      return { protocol: 'tcp', port: port ?? ethrPort }
    case 'traceroute':
    case undefined:
      return undefined
  }
}

/** What is sent, or why that cannot be. */
export const sentPacket = ({
  port: text,
  protocol,
  tool,
}: WrittenPacket): SentPacket | { readonly refusal: Finding } => {
  const port = text === undefined ? undefined : portNumber(text)
  if (text !== undefined && port === undefined) return { refusal: findings.portNotValid({ found: text }) }
  const asked: SentPacket = {
    protocol: protocol ?? (port === undefined ? 'icmp' : 'tcp'),
    ...(port === undefined ? {} : { port }),
  }
  if (port !== undefined && asked.protocol === 'icmp') return { refusal: findings.portForIcmp({ port }) }
  const sent = sentBy(tool, port)
  if (tool === undefined || sent === undefined) return asked
  const isSent =
    (protocol === undefined || protocol === sent.protocol) && (port === undefined || port === sent.port)
  return isSent ? sent : { refusal: findings.toolSendsOther({ tool, sends: sent.protocol, ...asked }) }
}
