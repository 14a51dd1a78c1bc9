// Longest-prefix match for IPv6: a path-compressed binary trie of objects.

import { type Ipv6, ipv6Of } from './address.ts'

// A node without an entry is there only because two routes part at its end.
interface Node<Entry> {
  /** Any address that the node holds: the bits after `length` mean nothing. */
  readonly network: Ipv6
  readonly length: number
  /** 128 − length, and what is left of the network after shifting it out: comparing that is comparing the prefix. */
  readonly hostBits: bigint
  readonly networkBits: bigint
  /** The bit after the prefix, which chooses the child; zero for a /128, which has no children. */
  readonly nextBit: bigint
  entry: Entry | undefined
  zero: Node<Entry> | undefined
  one: Node<Entry> | undefined
}

const nodeOf = <Entry>(network: Ipv6, length: number, entry: Entry | undefined): Node<Entry> => {
  const hostBits = BigInt(128 - length)
  return {
    network,
    length,
    hostBits,
    networkBits: network >> hostBits,
    nextBit: (1n << hostBits) >> 1n,
    entry,
    zero: undefined,
    one: undefined,
  }
}

const covers = <Entry>(node: Node<Entry>, address: Ipv6): boolean =>
  address >> node.hostBits === node.networkBits

/** Does an address go on to the `one` child of `node`? */
const goesToOne = <Entry>(node: Node<Entry>, address: Ipv6): boolean => (address & node.nextBit) !== 0n

const childToward = <Entry>(node: Node<Entry>, address: Ipv6): Node<Entry> | undefined =>
  goesToOne(node, address) ? node.one : node.zero

/** Hangs `child`, or nothing, on the side of `parent` where `network` lies. */
const attach = <Entry>(parent: Node<Entry>, network: Ipv6, child: Node<Entry> | undefined): void => {
  if (goesToOne(parent, network)) parent.one = child
  else parent.zero = child
}

/** How many leading bits two addresses have in common. */
const sharedLength = (a: Ipv6, b: Ipv6): number => {
  const difference = a ^ b
  return difference === 0n ? 128 : 128 - difference.toString(2).length
}

/** Entries by IPv6 prefix. Networks come with their host bits zero; the trie does not check. */
export class Ipv6Trie<Entry extends object> {
  readonly #root: Node<Entry> = nodeOf<Entry>(ipv6Of(0n), 0, undefined)

  /** The nodes on the way to `address`, from the root, as far as they hold it and are at most `longest` bits long. */
  #path(address: Ipv6, longest: number): Node<Entry>[] {
    const path: Node<Entry>[] = []
    let node: Node<Entry> | undefined = this.#root
    while (node !== undefined && node.length <= longest && covers(node, address)) {
      path.push(node)
      node = childToward(node, address)
    }
    return path
  }

  /** How many nodes the trie is made of: at most twice its entries (one when empty), whatever was deleted before. */
  get nodeCount(): number {
    const countFrom = (node: Node<Entry> | undefined): number =>
      node === undefined ? 0 : 1 + countFrom(node.zero) + countFrom(node.one)
    return countFrom(this.#root)
  }

  /** Stores an entry; says whether the prefix is new here (no earlier entry was replaced). */
  set(network: Ipv6, length: number, entry: Entry): boolean {
    const parent = this.#path(network, length).at(-1) ?? this.#root
    if (parent.length === length) {
      const isNew = parent.entry === undefined
      parent.entry = entry
      return isNew
    }
    const added = nodeOf(network, length, entry)
    const child = childToward(parent, network)
    if (child === undefined) {
      attach(parent, added.network, added)
      return true
    }
    const shared = Math.min(length, sharedLength(network, child.network))
    if (shared === length) {
      attach(added, child.network, child)
      attach(parent, added.network, added)
      return true
    }
    const fork = nodeOf<Entry>(network, shared, undefined)
    attach(fork, child.network, child)
    attach(fork, added.network, added)
    attach(parent, fork.network, fork)
    return true
  }

  /** The entry of exactly this prefix. */
  get(network: Ipv6, length: number): Entry | undefined {
    const node = this.#path(network, length).at(-1)
    return node?.length === length ? node.entry : undefined
  }

  /** Removes the entry of exactly this prefix, and nodes that only it needed; says whether there was one. */
  delete(network: Ipv6, length: number): boolean {
    const path = this.#path(network, length)
    const node = path.pop()
    if (node?.length !== length || node.entry === undefined) return false
    node.entry = undefined
    // Removing a leaf can leave its parent a bare fork with one way on, so two nodes at most go.
    let unneeded: Node<Entry> = node
    for (let parent = path.pop(); parent !== undefined; parent = path.pop()) {
      const { zero, one } = unneeded
      if (unneeded.entry !== undefined || (zero !== undefined && one !== undefined)) break
      attach(parent, unneeded.network, zero ?? one)
      unneeded = parent
    }
    return true
  }

  /** The entry of the longest prefix that holds `address`. */
  lookup(address: Ipv6): Entry | undefined {
    let best: Entry | undefined
    let node: Node<Entry> | undefined = this.#root
    while (node !== undefined && covers(node, address)) {
      best = node.entry ?? best
      node = childToward(node, address)
    }
    return best
  }

  /** The entries of all prefixes that hold `address`, longest first. */
  matches(address: Ipv6): Entry[] {
    const found: Entry[] = []
    for (const { entry } of this.#path(address, 128)) if (entry !== undefined) found.push(entry)
    return found.reverse()
  }

  /** All entries, by network, then the shorter length first. */
  entries(): Entry[] {
    const found: Entry[] = []
    const waiting = [this.#root]
    for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
      if (node.entry !== undefined) found.push(node.entry)
      if (node.one !== undefined) waiting.push(node.one)
      if (node.zero !== undefined) waiting.push(node.zero)
    }
    return found
  }
}
