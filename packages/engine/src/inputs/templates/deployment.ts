// What all files of one evaluation share: the files, what is known from run time, and where findings go.
import type { Finding, Span } from '../../diagnostics/index.ts'
import type { Dictionary, Unknown, Value } from '../../resources/index.ts'
import type { BicepProgram } from '../bicep/syntax-tree.ts'
import type { Budget, Environment, OwnFunction } from '../expressions/environment.ts'
import type { Evaluated, Lazy } from '../expressions/evaluated.ts'
import type { GivenSurroundings, TemplateScope } from '../expressions/template-function.ts'
import type { FileReading } from '../file-access.ts'
import type { TypeNames } from './declared-types.ts'

/** Modules within modules. */
export const moduleDepthLimit = 20

/** A deployed file: Bicep, or ARM's JSON. */
export interface Template {
  /** Declares its resources and those of its modules. */
  readonly deploy: () => void
  /** The value of an output; undefined when there is none of this name. */
  readonly output: (name: string) => Value | undefined
  readonly outputNames: readonly string[]
  /** A variable, for files that import it. */
  readonly exported: (name: string) => Evaluated | undefined
  readonly functionNamed: (name: string) => OwnFunction | undefined
  readonly types: TypeNames
  /** All that another file may import, for suggestions. */
  readonly names: readonly string[]
}

/** One evaluation, from the main file down. */
export interface Deployment {
  /** The parsed file, each once; undefined when it cannot be read, which is reported where it was named. */
  readonly program: (file: string, namedAt: Span | undefined) => BicepProgram | undefined
  readonly readFile: (file: string) => FileReading
  /** The values in a parameters file in JSON. */
  readonly parametersIn: (file: string) => ReadonlyMap<string, () => Value>
  /** Names of the files in a folder. */
  readonly listFiles: (folder: string) => readonly string[]
  /** The file that a path of a registry or template spec means; undefined when it is not here, which is reported. */
  readonly moduleFile: (path: string, declaringFile: string, namedAt: Span) => string | undefined
  /** What parameter files can ask for. */
  readonly given: GivenSurroundings
  /** Files that others import from, each once. */
  readonly imported: Map<string, Template>
  /** The resource as it is known after an earlier round: with ids, children and allocated addresses. */
  readonly runtime: (idKey: string) => Dictionary | undefined
  /** Notes that a value was missing which a later round may know. */
  readonly missedRuntime: () => void
  readonly report: (finding: Finding) => void
  /** A parameter of the main file without a value; told only where something of the network depends on it. */
  readonly missingParameter: (name: string, span: Span) => void
  /** Something could not be decided for lack of this: how often a loop runs. */
  readonly undecided: (unknown: Unknown) => void
  readonly budget: Budget
  /** Every resource that is deployed or said to exist, in order, as a dictionary with its id. */
  readonly declare: (resource: Dictionary) => void
  /** A resource whose condition is false: where an `existing` one has its id, this is what that one looks like. */
  readonly declareTwin: (idKey: string, resource: () => Dictionary) => void
}

/** A file as it is deployed: where to, with which parameters, and by which way of modules it was reached. */
export interface Placement {
  readonly file: string
  readonly scope: TemplateScope
  /** Values given; a module's are evaluated where they are written, on demand. */
  readonly parameters: ReadonlyMap<string, () => Value>
  /** Names of the modules on the way, for symbolic names and messages; empty for the main file. */
  readonly path: readonly string[]
  /** Files on the way, to find a module that deploys itself. */
  readonly files: readonly string[]
  /** The name of the module's deployment; undefined for the main file. */
  readonly deploymentName?: () => string
  /** The values of the parameter file that this one extends. */
  readonly base?: Lazy | undefined
  /** Whether the module is deployed at all, where that is not known. */
  readonly condition: Unknown | undefined
  /** Finds what the templates around this one deploy, by its id. */
  readonly around?: (id: string) => Evaluated | undefined
  /** What ARM evaluates as a part of the template around it: the names there, and the scope that its calls mean. */
  readonly outer?: Environment
}
