// Tables of routes and what they must answer, for every implementation of longest-prefix match.

/** Prefixes and addresses in IPv4 text; a test carries them over to IPv6. */
export interface PrefixTableCase {
  readonly name: string
  readonly prefixes: readonly string[]
  /** Address → all prefixes that hold it, longest first. */
  readonly matches: Readonly<Record<string, readonly string[]>>
}

export const prefixTableCases: readonly PrefixTableCase[] = [
  {
    name: 'an empty table',
    prefixes: [],
    matches: { '0.0.0.0': [], '10.0.0.1': [], '255.255.255.255': [] },
  },
  {
    name: 'only the default route',
    prefixes: ['0.0.0.0/0'],
    matches: {
      '0.0.0.0': ['0.0.0.0/0'],
      '127.255.255.255': ['0.0.0.0/0'],
      '128.0.0.0': ['0.0.0.0/0'],
      '255.255.255.255': ['0.0.0.0/0'],
    },
  },
  {
    name: 'only host routes, at both ends of the space',
    prefixes: ['0.0.0.0/32', '255.255.255.255/32'],
    matches: {
      '0.0.0.0': ['0.0.0.0/32'],
      '0.0.0.1': [],
      '128.0.0.0': [],
      '255.255.255.254': [],
      '255.255.255.255': ['255.255.255.255/32'],
    },
  },
  {
    name: 'one address in every length around it',
    prefixes: [
      '10.1.2.3/32',
      '10.1.2.2/31',
      '10.1.2.0/24',
      '10.1.0.0/16',
      '10.0.0.0/8',
      '0.0.0.0/1',
      '0.0.0.0/0',
    ],
    matches: {
      '10.1.2.3': [
        '10.1.2.3/32',
        '10.1.2.2/31',
        '10.1.2.0/24',
        '10.1.0.0/16',
        '10.0.0.0/8',
        '0.0.0.0/1',
        '0.0.0.0/0',
      ],
      '10.1.2.2': ['10.1.2.2/31', '10.1.2.0/24', '10.1.0.0/16', '10.0.0.0/8', '0.0.0.0/1', '0.0.0.0/0'],
      '10.1.2.4': ['10.1.2.0/24', '10.1.0.0/16', '10.0.0.0/8', '0.0.0.0/1', '0.0.0.0/0'],
      '10.1.3.3': ['10.1.0.0/16', '10.0.0.0/8', '0.0.0.0/1', '0.0.0.0/0'],
      '10.2.2.3': ['10.0.0.0/8', '0.0.0.0/1', '0.0.0.0/0'],
      '11.1.2.3': ['0.0.0.0/1', '0.0.0.0/0'],
      '128.0.0.0': ['0.0.0.0/0'],
    },
  },
  {
    name: 'the two halves that beat a default route',
    prefixes: ['0.0.0.0/0', '0.0.0.0/1', '128.0.0.0/1'],
    matches: {
      '127.255.255.255': ['0.0.0.0/1', '0.0.0.0/0'],
      '128.0.0.0': ['128.0.0.0/1', '0.0.0.0/0'],
    },
  },
  {
    name: 'neighbours that share all bits but the last',
    prefixes: ['10.0.0.0/25', '10.0.0.128/25', '10.0.1.0/32', '10.0.1.1/32'],
    matches: {
      '9.255.255.255': [],
      '10.0.0.127': ['10.0.0.0/25'],
      '10.0.0.128': ['10.0.0.128/25'],
      '10.0.1.0': ['10.0.1.0/32'],
      '10.0.1.1': ['10.0.1.1/32'],
      '10.0.1.2': [],
    },
  },
  {
    name: 'a longer route beside the way to the address does not hide the shorter one',
    prefixes: ['10.0.0.0/8', '10.1.0.0/16', '10.1.128.0/24', '10.3.0.0/16'],
    matches: {
      '10.1.128.9': ['10.1.128.0/24', '10.1.0.0/16', '10.0.0.0/8'],
      '10.1.129.9': ['10.1.0.0/16', '10.0.0.0/8'],
      '10.2.0.1': ['10.0.0.0/8'],
      '10.3.0.1': ['10.3.0.0/16', '10.0.0.0/8'],
    },
  },
  {
    name: 'a route that is exactly what two others have in common',
    prefixes: ['10.0.1.0/24', '10.0.2.0/24', '10.0.0.0/22'],
    matches: {
      '10.0.0.1': ['10.0.0.0/22'],
      '10.0.1.1': ['10.0.1.0/24', '10.0.0.0/22'],
      '10.0.2.1': ['10.0.2.0/24', '10.0.0.0/22'],
      '10.0.4.1': [],
    },
  },
  {
    name: 'a prefix given twice is one row',
    prefixes: ['10.0.0.0/8', '10.0.0.0/8'],
    matches: { '10.0.0.1': ['10.0.0.0/8'], '11.0.0.1': [] },
  },
]
