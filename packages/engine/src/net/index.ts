// The front of net/: addresses, prefixes, longest-prefix tables, bit sets, atoms, packet sets. Nothing of Azure.
export * from './address.ts'
export * from './address-partition.ts'
export * from './bit-set.ts'
export * from './flat-table.ts'
export * from './packet-set.ts'
export * from './prefix.ts'
export * from './prefix-table.ts'
export * from './router-expression.ts'
