// What a file imports from others: variables, functions and types, by their own names or below a namespace.
import { type Finding, findings, nearest, type Span } from '../../diagnostics/index.ts'
import type { BicepProgram, ImportStatement } from '../bicep/syntax-tree.ts'
import type { OwnFunction } from '../expressions/environment.ts'
import { type Evaluated, unknownAt } from '../expressions/evaluated.ts'
import type { DeclaredType } from './declared-types.ts'
import type { Template } from './deployment.ts'

/** The names that imports bring into a file. */
export interface Imports {
  readonly names: readonly string[]
  readonly isNamespace: (name: string) => boolean
  readonly value: (name: string) => Evaluated | undefined
  readonly functionNamed: (name: string, namespace: string | undefined) => OwnFunction | undefined
  readonly type: (name: string) => DeclaredType | undefined
}

/** A name that is imported: from where, and what it is called there; undefined for a whole namespace. */
interface Imported {
  readonly from: () => Template | undefined
  readonly exported: string | undefined
  readonly span: Span
}

/** Puts together what a file imports. Files are opened when something in them is asked for. */
export const importsOf = (
  program: BicepProgram,
  open: (statement: ImportStatement) => Template | undefined,
  report: (finding: Finding) => void,
): Imports => {
  const imported = new Map<string, Imported>()
  for (const statement of program.statements) {
    if (statement.kind === 'extension') {
      const name = statement.alias ?? statement.specification
      if ('name' in name)
        imported.set(name.name, {
          from: () => undefined,
          exported: undefined,
          span: program.spanOf(name),
        })
    }
    if (statement.kind !== 'import') continue
    const from = (): Template | undefined => open(statement)
    if ('namespace' in statement.symbols) {
      const { namespace } = statement.symbols
      imported.set(namespace.name, { from, exported: undefined, span: program.spanOf(namespace) })
    } else
      for (const { exported, name, ...place } of statement.symbols)
        imported.set(name.name, { from, exported, span: program.spanOf(place) })
  }

  /** What a file does not export is a fault; of a file that is not here nothing is known, which was said. */
  const missing = (name: string, { span }: Imported, from: Template | undefined): Evaluated => {
    if (from !== undefined)
      report(findings.unknownSymbol({ name, suggestion: nearest(name, from.names) }, { span }))
    return unknownAt(from === undefined ? 'unsupported' : 'expression', name, span)
  }

  const valueIn = (name: string, entry: Imported): Evaluated => {
    const from = entry.from()
    return from?.exported(name) ?? missing(name, entry, from)
  }

  const functionIn = (name: string, entry: Imported): OwnFunction => {
    const from = entry.from()
    const own = from?.functionNamed(name)
    if (own !== undefined) return own
    const unknown = missing(name, entry, from)
    return () => (unknown.kind === 'unknown' ? unknown : unknownAt('expression', name, entry.span))
  }

  const namespaceNamed = (name: string): Imported | undefined => {
    const entry = imported.get(name)
    return entry?.exported === undefined ? entry : undefined
  }

  return {
    names: [...imported.keys()],
    isNamespace: (name) => namespaceNamed(name) !== undefined,
    value: (name) => {
      const entry = imported.get(name)
      if (entry === undefined) return undefined
      if (entry.exported !== undefined) return valueIn(entry.exported, entry)
      return {
        kind: 'lazy',
        member: (wanted) => valueIn(wanted, entry),
        force: () => unknownAt('unsupported', name, entry.span),
      }
    },
    functionNamed: (name, namespace) => {
      const entry = imported.get(namespace ?? name)
      if (entry === undefined || (namespace === undefined && entry.exported === undefined)) return undefined
      return functionIn(namespace === undefined ? (entry.exported ?? name) : name, entry)
    },
    type: (name) => {
      const [first = '', second] = name.split('.')
      const entry = imported.get(first)
      if (entry === undefined) return undefined
      return entry.from()?.types.named(entry.exported ?? second ?? '')
    },
  }
}
