// The addresses of one subnet: which Azure keeps for itself, which are taken, and which comes next.
import {
  type Address,
  addressCount,
  containsAddress,
  type Family,
  familyOf,
  firstAddress,
  lastAddress,
  offsetAddress,
  type Prefix,
} from '../net/index.ts'

/** R6.34: the first four addresses of a prefix and its last are Azure's own. */
const reservedAtStart = 4
const reservedInAll = 5

/** Whether an address of this prefix is one that Azure keeps for itself. */
const isReserved = (prefix: Prefix, address: Address): boolean => {
  if (address === lastAddress(prefix)) return true
  const usable = offsetAddress(firstAddress(prefix), reservedAtStart)
  return usable === undefined || address < usable
}

/** What became of an address that was asked for. */
export type Claim = 'given' | 'outside' | 'reserved' | { readonly takenBy: string }

/** Hands out the addresses of a subnet; the one mutable thing of the allocation. */
export interface SubnetAddresses {
  /** Takes this address for a holder. Also taken when it is reserved or somebody else's: two claims are two findings. */
  readonly claim: (address: Address, holder: string) => Claim
  /** Takes the lowest free address of the family; undefined when there is none. */
  readonly next: (family: Family, holder: string) => Address | undefined
  /** Takes the highest free address of the family: the active-standby VPN gateway's choice (R3.9). */
  readonly highest: (family: Family, holder: string) => Address | undefined
  /** Addresses that Azure leaves to resources, in all prefixes of the family. */
  readonly usable: (family: Family) => bigint
  /** Addresses that were asked for, of the family, whether or not there was one. */
  readonly asked: (family: Family) => number
}

/** An untouched subnet with these prefixes. */
export const subnetAddresses = (prefixes: readonly Prefix[]): SubnetAddresses => {
  const taken = new Map<Address, string>()
  const cursors = new Map<Prefix, Address | undefined>(
    prefixes.map((prefix) => [prefix, offsetAddress(firstAddress(prefix), reservedAtStart)]),
  )
  const asked = { 4: 0, 6: 0 }
  const ofFamily = (family: Family): readonly Prefix[] =>
    prefixes.filter((prefix) => familyOf(prefix.address) === family)
  const nextIn = (prefix: Prefix, holder: string): Address | undefined => {
    let address = cursors.get(prefix)
    while (address !== undefined && taken.has(address)) address = offsetAddress(address, 1)
    const free = address !== undefined && containsAddress(prefix, address) && !isReserved(prefix, address)
    cursors.set(prefix, address)
    if (!free || address === undefined) return undefined
    taken.set(address, holder)
    return address
  }
  const highestIn = (prefix: Prefix, holder: string): Address | undefined => {
    let address = offsetAddress(lastAddress(prefix), -1)
    while (address !== undefined && taken.has(address)) address = offsetAddress(address, -1)
    const free = address !== undefined && containsAddress(prefix, address) && !isReserved(prefix, address)
    if (!free || address === undefined) return undefined
    taken.set(address, holder)
    return address
  }
  const firstGiven = (
    family: Family,
    holder: string,
    from: (prefix: Prefix, holder: string) => Address | undefined,
  ): Address | undefined => {
    asked[family]++
    for (const prefix of ofFamily(family)) {
      const address = from(prefix, holder)
      if (address !== undefined) return address
    }
    return undefined
  }
  return {
    claim: (address, holder) => {
      asked[familyOf(address)]++
      const takenBy = taken.get(address)
      taken.set(address, takenBy ?? holder)
      const prefix = prefixes.find((candidate) => containsAddress(candidate, address))
      if (prefix === undefined) return 'outside'
      if (takenBy !== undefined) return { takenBy }
      return isReserved(prefix, address) ? 'reserved' : 'given'
    },
    next: (family, holder) => firstGiven(family, holder, nextIn),
    highest: (family, holder) => firstGiven(family, holder, highestIn),
    usable: (family) =>
      ofFamily(family).reduce((sum, prefix) => {
        const left = addressCount(prefix) - BigInt(reservedInAll)
        return left > 0n ? sum + left : sum
      }, 0n),
    asked: (family) => asked[family],
  }
}
