// Ordered decision diagrams over intervals: a canonical form of sets of points, one level a dimension.

/** A value of a dimension. Numbers and bigints are two families: no interval holds both, and numbers come first. */
export type Value = number | bigint

/** Values from `first` to `last`, both included, of one family. */
export interface Interval {
  readonly first: Value
  readonly last: Value
}

/** A node: what is held below, by the values of its level. Undefined stands for nothing, the last level for everything. */
export interface DecisionNode {
  readonly id: number
  /** Ascending, disjoint, and neighbours differ in what is below. */
  readonly edges: readonly Edge[]
}

interface Edge extends Interval {
  readonly below: DecisionNode
}

/** A part of the values on which two nodes are constant. */
interface Piece extends Interval {
  readonly a: DecisionNode | undefined
  readonly b: DecisionNode | undefined
}

/** How two sets become one: all of both, what they share, or the first without the second. */
export type SetOperation = 'union' | 'intersection' | 'difference'

const everything: DecisionNode = { id: 0, edges: [] }

/** Numbers come before bigints: the families never mix. */
const isBefore = (a: Value, b: Value): boolean => (typeof a === typeof b ? a < b : typeof a === 'number')

const next = (value: Value): Value => (typeof value === 'number' ? value + 1 : value + 1n)
const previous = (value: Value): Value => (typeof value === 'number' ? value - 1 : value - 1n)

const smaller = (a: Value, b: Value): Value => (isBefore(b, a) ? b : a)

/** Cuts the values of two nodes where either changes. */
const piecesOf = (a: readonly Edge[], b: readonly Edge[]): readonly Piece[] => {
  const pieces: Piece[] = []
  let [i, j] = [0, 0]
  let [fromA, fromB] = [a[0]?.first, b[0]?.first]
  const stepA = (last: Value, edge: Edge): void => {
    if (last === edge.last) i += 1
    fromA = last === edge.last ? a[i]?.first : next(last)
  }
  const stepB = (last: Value, edge: Edge): void => {
    if (last === edge.last) j += 1
    fromB = last === edge.last ? b[j]?.first : next(last)
  }
  for (;;) {
    const [edgeA, edgeB] = [a[i], b[j]]
    const [startA, startB] = [fromA, fromB]
    if (edgeA !== undefined && startA !== undefined && (startB === undefined || isBefore(startA, startB))) {
      const reachesB = startB !== undefined && !isBefore(edgeA.last, startB)
      const last = reachesB ? previous(startB) : edgeA.last
      pieces.push({ first: startA, last, a: edgeA.below, b: undefined })
      stepA(last, edgeA)
    } else if (
      edgeB !== undefined &&
      startB !== undefined &&
      (startA === undefined || isBefore(startB, startA))
    ) {
      const reachesA = startA !== undefined && !isBefore(edgeB.last, startA)
      const last = reachesA ? previous(startA) : edgeB.last
      pieces.push({ first: startB, last, a: undefined, b: edgeB.below })
      stepB(last, edgeB)
    } else if (edgeA !== undefined && edgeB !== undefined && startA !== undefined) {
      const last = smaller(edgeA.last, edgeB.last)
      pieces.push({ first: startA, last, a: edgeA.below, b: edgeB.below })
      stepA(last, edgeA)
      stepB(last, edgeB)
    } else return pieces
  }
}

/** Whether an interval holds a value. */
const holdsValue = ({ first, last }: Interval, value: Value): boolean =>
  typeof first === typeof value && !isBefore(value, first) && !isBefore(last, value)

/** Sorted, and joined where they touch. */
export const normalised = (intervals: readonly Interval[]): readonly Interval[] => {
  const joined: Interval[] = []
  for (const each of intervals.toSorted((a, b) => (isBefore(a.first, b.first) ? -1 : 1))) {
    const last = joined.at(-1)
    const touches =
      last !== undefined && typeof last.last === typeof each.first && !isBefore(next(last.last), each.first)
    if (touches) {
      if (isBefore(last.last, each.last)) joined[joined.length - 1] = { first: last.first, last: each.last }
    } else joined.push(each)
  }
  return joined
}

/** The values that two lists of intervals share. */
export const common = (a: readonly Interval[], b: readonly Interval[]): readonly Interval[] => {
  const asEdges = (intervals: readonly Interval[]): readonly Edge[] =>
    normalised(intervals).map(({ first, last }) => ({ first, last, below: everything }))
  return piecesOf(asEdges(a), asEdges(b)).flatMap((piece) =>
    piece.a === undefined || piece.b === undefined ? [] : [{ first: piece.first, last: piece.last }],
  )
}

const keyOfValue = (value: Value): string => (typeof value === 'number' ? String(value) : `${value}n`)

/** Makes and combines nodes. Each distinct node exists once, so that equal sets are one node. */
export class DecisionDiagrams {
  readonly #nodes = new Map<string, DecisionNode>()

  /** The node with these edges; those to nothing are left out, and equal neighbours are one. */
  #node(
    edges: readonly (Interval & { readonly below: DecisionNode | undefined })[],
  ): DecisionNode | undefined {
    const kept: Edge[] = []
    for (const { first, last, below } of edges) {
      if (below === undefined) continue
      const before = kept.at(-1)
      const continues =
        before !== undefined &&
        before.below === below &&
        typeof before.last === typeof first &&
        next(before.last) === first
      if (continues) kept[kept.length - 1] = { first: before.first, last, below }
      else kept.push({ first, last, below })
    }
    if (kept.length === 0) return undefined
    const key = kept
      .map(({ first, last, below }) => `${keyOfValue(first)}-${keyOfValue(last)}:${below.id}`)
      .join()
    const known = this.#nodes.get(key)
    if (known !== undefined) return known
    const node = { id: this.#nodes.size + 1, edges: kept }
    this.#nodes.set(key, node)
    return node
  }

  /** The points whose values lie in one of the intervals of each level, which do not overlap and ascend. */
  box(levels: readonly (readonly Interval[])[]): DecisionNode | undefined {
    return levels.reduceRight<DecisionNode | undefined>(
      (below, intervals) => this.#node(intervals.map(({ first, last }) => ({ first, last, below }))),
      everything,
    )
  }

  /** Both sets together, what they share, or the first without the second. */
  combine(
    operation: SetOperation,
    a: DecisionNode | undefined,
    b: DecisionNode | undefined,
  ): DecisionNode | undefined {
    const known = new Map<DecisionNode, Map<DecisionNode, DecisionNode | undefined>>()
    const combined = (
      left: DecisionNode | undefined,
      right: DecisionNode | undefined,
    ): DecisionNode | undefined => {
      if (left === undefined) return operation === 'union' ? right : undefined
      if (right === undefined) return operation === 'intersection' ? undefined : left
      if (left === right) return operation === 'difference' ? undefined : left
      const ofLeft = known.get(left) ?? new Map<DecisionNode, DecisionNode | undefined>()
      known.set(left, ofLeft)
      if (ofLeft.has(right)) return ofLeft.get(right)
      const pieces = piecesOf(left.edges, right.edges)
      const node = this.#node(
        pieces.map((piece) => ({ first: piece.first, last: piece.last, below: combined(piece.a, piece.b) })),
      )
      ofLeft.set(right, node)
      return node
    }
    return combined(a, b)
  }

  /** Whether a point is in the set. */
  holds(node: DecisionNode | undefined, point: readonly Value[]): boolean {
    let at = node
    for (const value of point) at = at?.edges.find((edge) => holdsValue(edge, value))?.below
    return at !== undefined
  }

  /** Changes the nodes of one level. */
  #changedAt(
    node: DecisionNode | undefined,
    target: number,
    change: (node: DecisionNode) => DecisionNode | undefined,
  ): DecisionNode | undefined {
    const known = new Map<DecisionNode, DecisionNode | undefined>()
    const changed = (at: DecisionNode, level: number): DecisionNode | undefined => {
      if (known.has(at)) return known.get(at)
      const made =
        level === target
          ? change(at)
          : this.#node(
              at.edges.map(({ first, last, below }) => ({ first, last, below: changed(below, level + 1) })),
            )
      known.set(at, made)
      return made
    }
    return node === undefined ? undefined : changed(node, 0)
  }

  /** The set with the value of one level replaced in every point. */
  replaced(node: DecisionNode | undefined, level: number, value: Value): DecisionNode | undefined {
    return this.#changedAt(node, level, ({ edges }) => {
      const below = edges.reduce<DecisionNode | undefined>(
        (all, edge) => this.combine('union', all, edge.below),
        undefined,
      )
      return this.#node([{ first: value, last: value, below }])
    })
  }

  /** Every point that is in the set when a level has the value, with any value of `whole` in its place. */
  freed(
    node: DecisionNode | undefined,
    level: number,
    value: Value,
    whole: readonly Interval[],
  ): DecisionNode | undefined {
    return this.#changedAt(node, level, ({ edges }) => {
      const below = edges.find((edge) => holdsValue(edge, value))?.below
      return this.#node(whole.map(({ first, last }) => ({ first, last, below })))
    })
  }

  /** Disjoint boxes that make up the set: an interval a level. */
  boxes(node: DecisionNode | undefined): readonly (readonly Interval[])[] {
    const visit = (at: DecisionNode, path: readonly Interval[]): readonly (readonly Interval[])[] =>
      at === everything
        ? [path]
        : at.edges.flatMap(({ first, last, below }) => visit(below, [...path, { first, last }]))
    return node === undefined ? [] : visit(node, [])
  }

  /** The first point in order. */
  first(node: DecisionNode | undefined): readonly Value[] | undefined {
    if (node === undefined) return undefined
    const point: Value[] = []
    for (let edge = node.edges[0]; edge !== undefined; edge = edge.below.edges[0]) point.push(edge.first)
    return point
  }

  /** How many points are in the set. */
  count(node: DecisionNode | undefined): bigint {
    const known = new Map<DecisionNode, bigint>([[everything, 1n]])
    const counted = (at: DecisionNode): bigint => {
      const before = known.get(at)
      if (before !== undefined) return before
      const sum = at.edges.reduce(
        (all, { first, last, below }) => all + (BigInt(last) - BigInt(first) + 1n) * counted(below),
        0n,
      )
      known.set(at, sum)
      return sum
    }
    return node === undefined ? 0n : counted(node)
  }
}
