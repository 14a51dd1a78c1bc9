// Longest-prefix match for IPv4: a path-compressed binary trie in one integer array.

import type { Ipv4 } from './address.ts'

// A node is four integers. Node 0 is the root, 0.0.0.0/0, and never a child, so a child of 0 means "none".
// A node without an entry is there only because two routes part at its end.
const NETWORK = 0
const LENGTH = 1
const ZERO_CHILD = 2
const ONE_CHILD = 3
const NODE_SIZE = 4
const NODE_SHIFT = 2
const ROOT = 0

/** Where in a node the child is that `bits` goes on to after `length` bits. */
const branch = (bits: number, length: number): number => (bits << length < 0 ? ONE_CHILD : ZERO_CHILD)

/** Clears all bits after the first `length`, which is less than 32. */
const truncate = (bits: number, length: number): number => bits & ~(0xffffffff >>> length)

/** Entries by IPv4 prefix. Networks come with their host bits zero; the trie does not check. */
export class Ipv4Trie<Entry extends object> {
  #nodes: Int32Array = new Int32Array(NODE_SIZE * 8)
  #used = NODE_SIZE
  #firstFree = 0
  // By node number. Kept apart from the nodes so that a lookup that reads few entries touches little memory.
  readonly #entries: (Entry | undefined)[] = [undefined]

  #read(index: number): number {
    return this.#nodes[index] ?? 0
  }

  #allocate(network: number, length: number, entry: Entry | undefined): number {
    const node = this.#firstFree || this.#used
    if (this.#firstFree !== 0) this.#firstFree = this.#read(node + ZERO_CHILD)
    else this.#used += NODE_SIZE
    if (node === this.#nodes.length) {
      const grown = new Int32Array(this.#nodes.length * 2)
      grown.set(this.#nodes)
      this.#nodes = grown
    }
    this.#nodes[node + NETWORK] = network
    this.#nodes[node + LENGTH] = length
    this.#nodes[node + ZERO_CHILD] = 0
    this.#nodes[node + ONE_CHILD] = 0
    this.#entries[node >>> NODE_SHIFT] = entry
    return node
  }

  #free(node: number): void {
    this.#entries[node >>> NODE_SHIFT] = undefined
    this.#nodes[node + ZERO_CHILD] = this.#firstFree
    this.#firstFree = node
  }

  /** Hangs `child` below `parent`, on the side where its network lies. */
  #attach(parent: number, child: number): void {
    this.#nodes[parent + branch(this.#read(child + NETWORK), this.#read(parent + LENGTH))] = child
  }

  /** How many nodes there is memory in use for: at most twice the most entries ever held at one time. */
  get nodeCount(): number {
    return this.#used >>> NODE_SHIFT
  }

  /** Stores an entry; says whether the prefix is new here (no earlier entry was replaced). */
  set(network: Ipv4, length: number, entry: Entry): boolean {
    const bits = network | 0
    let node = ROOT
    while (this.#read(node + LENGTH) !== length) {
      const child = this.#read(node + branch(bits, this.#read(node + LENGTH)))
      if (child === 0) {
        this.#attach(node, this.#allocate(bits, length, entry))
        return true
      }
      const childNetwork = this.#read(child + NETWORK)
      const childLength = this.#read(child + LENGTH)
      const shared = Math.min(length, childLength, Math.clz32(bits ^ childNetwork))
      if (shared < childLength) {
        const isAbove = shared === length
        const between = this.#allocate(truncate(bits, shared), shared, isAbove ? entry : undefined)
        this.#attach(node, between)
        this.#attach(between, child)
        if (!isAbove) this.#attach(between, this.#allocate(bits, length, entry))
        return true
      }
      node = child
    }
    const isNew = this.#entries[node >>> NODE_SHIFT] === undefined
    this.#entries[node >>> NODE_SHIFT] = entry
    return isNew
  }

  /** The entry of exactly this prefix. */
  get(network: Ipv4, length: number): Entry | undefined {
    const bits = network | 0
    let node = ROOT
    while (this.#read(node + LENGTH) < length) {
      node = this.#read(node + branch(bits, this.#read(node + LENGTH)))
      if (node === 0) return undefined
    }
    const isThisPrefix = this.#read(node + LENGTH) === length && this.#read(node + NETWORK) === bits
    return isThisPrefix ? this.#entries[node >>> NODE_SHIFT] : undefined
  }

  /** Removes the entry of exactly this prefix, and nodes that only it needed; says whether there was one. */
  delete(network: Ipv4, length: number): boolean {
    if (this.get(network, length) === undefined) return false
    const bits = network | 0
    const path = [ROOT]
    let node = ROOT
    while (this.#read(node + LENGTH) !== length) {
      node = this.#read(node + branch(bits, this.#read(node + LENGTH)))
      path.push(node)
    }
    this.#entries[node >>> NODE_SHIFT] = undefined
    // Removing a leaf can leave its parent a bare fork with one way on, so two nodes at most go.
    while (path.length > 1 && this.#contract(path)) path.pop()
    return true
  }

  /** Takes the last node of `path` out of the trie when nothing needs it; says whether it did. */
  #contract(path: readonly number[]): boolean {
    const node = path.at(-1) ?? ROOT
    const parent = path.at(-2) ?? ROOT
    const zero = this.#read(node + ZERO_CHILD)
    const one = this.#read(node + ONE_CHILD)
    if (this.#entries[node >>> NODE_SHIFT] !== undefined || (zero !== 0 && one !== 0)) return false
    this.#nodes[parent + branch(this.#read(node + NETWORK), this.#read(parent + LENGTH))] = zero || one
    this.#free(node)
    return true
  }

  /** The entry of the longest prefix that holds `address`. */
  lookup(address: Ipv4): Entry | undefined {
    const nodes = this.#nodes
    const entries = this.#entries
    const bits = address | 0
    let best = entries[ROOT]
    let node = nodes[branch(bits, 0)] ?? 0
    while (node !== 0) {
      const length = nodes[node + LENGTH] ?? 0
      if ((bits ^ (nodes[node + NETWORK] ?? 0)) >>> (32 - length) !== 0) break
      best = entries[node >>> NODE_SHIFT] ?? best
      // A /32 shifts by 32, which is by 0: it looks at a wrong bit, and finds no child on either side.
      node = nodes[node + branch(bits, length)] ?? 0
    }
    return best
  }

  /** The entries of all prefixes that hold `address`, longest first. */
  matches(address: Ipv4): Entry[] {
    const bits = address | 0
    const found: Entry[] = []
    let node = ROOT
    do {
      const length = this.#read(node + LENGTH)
      if (length > 0 && (bits ^ this.#read(node + NETWORK)) >>> (32 - length) !== 0) break
      const entry = this.#entries[node >>> NODE_SHIFT]
      if (entry !== undefined) found.push(entry)
      node = this.#read(node + branch(bits, length))
    } while (node !== 0)
    return found.reverse()
  }

  /** All entries, by network, then the shorter length first. */
  entries(): Entry[] {
    const found: Entry[] = []
    const waiting = [ROOT]
    for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
      const entry = this.#entries[node >>> NODE_SHIFT]
      if (entry !== undefined) found.push(entry)
      const zero = this.#read(node + ZERO_CHILD)
      const one = this.#read(node + ONE_CHILD)
      if (one !== 0) waiting.push(one)
      if (zero !== 0) waiting.push(zero)
    }
    return found
  }
}
