// How names are told apart: Bicep has one space of names, ARM one for each kind of thing and no letter case.
import type { BicepProgram } from '../bicep/syntax-tree.ts'
import type { Name } from '../expressions/expression.ts'

/** Keys for the names of one file. */
export interface NameSpaces {
  readonly keyOf: (space: Name['space'], name: string) => string
  /** Whether a name of one space could be meant where one of the other is asked for. */
  readonly isSameSpace: (a: Name['space'], b: Name['space']) => boolean
  readonly functionKey: (name: string, namespace: string | undefined) => string
  /** The namespace that functions for other files are in. */
  readonly exportedNamespace: string | undefined
}

/** Bicep's functions for other files have this namespace once they are built into ARM. */
const bicepNamespace = '__bicep'

const bicep: NameSpaces = {
  keyOf: (_, name) => name,
  isSameSpace: () => true,
  functionKey: (name, namespace) => (namespace === undefined ? name : `${namespace}.${name}`),
  exportedNamespace: undefined,
}

const arm: NameSpaces = {
  keyOf: (space, name) => `${space} ${name.toLowerCase()}`,
  isSameSpace: (a, b) => a === b,
  functionKey: (name, namespace) => `${namespace ?? ''}.${name}`.toLowerCase(),
  exportedNamespace: bicepNamespace,
}

/** The name spaces of a language. */
export const nameSpaces = (language: BicepProgram['language']): NameSpaces =>
  language === 'arm' ? arm : bicep
