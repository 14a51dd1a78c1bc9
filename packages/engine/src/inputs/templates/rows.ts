// What one statement declares: a single resource or module, or all those of its loop.
import { findings, type Span } from '../../diagnostics/index.ts'
import { classifyType, type Unknown } from '../../resources/index.ts'
import type { DeploymentStatement, ModuleStatement, ResourceStatement } from '../bicep/syntax-tree.ts'
import { sourceOf } from '../expressions/composites.ts'
import { bounded, type Environment, isBeyondLimit } from '../expressions/environment.ts'
import { iterations } from '../expressions/evaluate.ts'
import type { Lazy } from '../expressions/evaluated.ts'
import type { Deployment } from './deployment.ts'

/** The resources or modules of a statement; none while the list that its loop runs over is not known. */
export interface Row<T extends Lazy> {
  readonly items: readonly T[]
  /** What the name of the statement stands for. */
  readonly symbol: Lazy | Unknown
}

const collection = (items: readonly Lazy[], span: Span): Lazy => ({
  kind: 'lazy',
  member: () => undefined,
  item: (index) => items[index],
  size: () => items.length,
  force: () => ({ kind: 'list', items: items.map((item) => item.force()), span }),
})

/** What each of them counts for, in steps of evaluation. */
const itemSteps = 100

/** Whether nothing of the network is lost when these resources are missing. */
const isOfNoAccount = (statement: DeploymentStatement | ModuleStatement | ResourceStatement): boolean => {
  if (statement.kind !== 'resource' || statement.type.kind !== 'literal') return false
  const [type = ''] = String(statement.type.value).split('@')
  return classifyType(type).kind === 'ignored'
}

/** Makes the row; `label` is what one of them is called: `spoke`, `spokes[2]`. */
export const rowOf = <T extends Lazy>(
  statement: DeploymentStatement | ModuleStatement | ResourceStatement,
  environment: Environment,
  deployment: Deployment,
  make: (inner: Environment, label: string) => T,
): Row<T> => {
  const { name, body } = statement
  const { loop } = body
  if (loop === undefined) {
    const only = make(environment, name.name)
    return { items: [only], symbol: only }
  }
  const each = iterations(loop, environment)
  if (each.kind === 'unknown') {
    const span = environment.spanOf(sourceOf(loop))
    if (!isOfNoAccount(statement)) {
      deployment.undecided(each)
      if (!isBeyondLimit(each)) deployment.report(findings.unknownLoop({ origin: each.origin }, { span }))
    }
    return { items: [], symbol: each }
  }
  const items = bounded<readonly T[]>(
    environment,
    () => environment.spanOf(name),
    () => {
      environment.budget.spend(each.count * itemSteps)
      return Array.from({ length: each.count }, (_, index) =>
        make(each.environmentOf(index), `${name.name}[${index}]`),
      )
    },
    () => [],
  )
  return { items, symbol: collection(items, environment.spanOf(name)) }
}
