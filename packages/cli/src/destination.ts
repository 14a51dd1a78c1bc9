// Splits an end of a trace into its name and its port.

/** A destination; `port` is the text behind the last colon, not yet checked. */
export interface Destination {
  readonly name: string
  readonly port: string | undefined
}

/** `vm:443`, `10.0.0.4:22`, `[fd00::4]:443`; an IPv6 address without brackets has no port. */
export const readDestination = (text: string): Destination => {
  const bracketed = /^\[(?<name>[^\]]*)\](?::(?<port>.*))?$/su.exec(text)?.groups
  if (bracketed !== undefined) return { name: bracketed['name'] ?? '', port: bracketed['port'] }
  // A URL is no destination, and its first colon no port's.
  if (text.includes('://')) return { name: text, port: undefined }
  const colon = text.indexOf(':')
  if (colon < 0 || colon !== text.lastIndexOf(':')) return { name: text, port: undefined }
  return { name: text.slice(0, colon), port: text.slice(colon + 1) }
}

/** The port's number, 1 to 65535; undefined for anything else. */
export const portNumber = (text: string): number | undefined => {
  const port = /^\d{1,5}$/u.test(text) ? Number(text) : 0
  return port >= 1 && port <= 65535 ? port : undefined
}
