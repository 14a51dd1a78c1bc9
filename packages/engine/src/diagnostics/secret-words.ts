// Hides passwords and keys that router configurations hold, where a line of one is shown.

/** What stands in front of a secret. Only statements of routers: `param password string` of a template hides nothing. */
const before = [
  'neighbor\\s+\\S+\\s+password',
  'username\\s+\\S+\\s+(?:privilege\\s+\\d+\\s+)?(?:password|secret)',
  'enable\\s+(?:password|secret)',
  '^\\s*password',
  'pre-shared-key(?:\\s+(?:local|remote))?',
  'key-string',
  'isakmp\\s+key',
  'snmp-server\\s+community',
  'server\\s+key',
  'authentication-key',
]

/** Between the two there may be the number of an encoding. */
const secret = new RegExp(
  `((?:${before.join('|')})\\s+(?:\\d\\s+)?(?:hex\\s+)?)([^\\s"':=][^\\s"']*|"[^"]*"|'[^']*')`,
  'gi',
)

/** The line with every secret overwritten, as long as it was: columns stay where they are. */
export const withoutSecrets = (line: string): string =>
  line.replace(secret, (_, words: string, hidden: string) => words + '*'.repeat(hidden.length))
