// The part of a module path that is worth mapping, for advice.
import { printable } from './printable.ts'

/** `br/public:avm` of `br/public:avm/res/network/virtual-network:0.5.0`: all modules of a collection at once. */
export const frontOf = (path: string): string =>
  printable(/^(?:br|ts)(?:\/[^:]+:[^/:@]+|:[^/]+\/[^/:@]+)/i.exec(path)?.[0] ?? path)
