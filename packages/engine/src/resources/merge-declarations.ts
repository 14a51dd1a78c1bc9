// Brings all declarations of a resource together, and adds the resources that others take for granted.
import { type Finding, findings, formatSpan } from '../diagnostics/index.ts'
import { assumedCircuits } from './assumed-circuits.ts'
import { type AssumedGateway, assumedGateways } from './assumed-gateways.ts'
import type { Declaration, DeclarationForm } from './declaration.ts'
import { mergeBodies } from './merge-values.ts'
import { nameOf, parentOf, type ResourceId } from './resource-id.ts'
import type { Resource } from './resource-set.ts'
import { classifyType } from './resource-types.ts'
import { at, dictionary, type List, scalar, textAt, type Value } from './value.ts'

/** Resources by lower-cased id, a parent always before its children. */
export interface MergedResources {
  readonly resources: ReadonlyMap<string, Resource>
  readonly findings: readonly Finding[]
}

const strength: Readonly<Record<DeclarationForm, number>> = { existing: 0, inline: 1, standalone: 2 }

const placeOf = ({ body, id }: Declaration): string =>
  body.span === undefined ? id.text : formatSpan(body.span)

/** Of two declarations the one that stands on its own wins, else the later one. */
const join = (first: Declaration, second: Declaration, found: Finding[]): Declaration => {
  const secondWins = strength[second.form] >= strength[first.form]
  const [weaker, stronger] = secondWins ? [first, second] : [second, first]
  const { body, conflict } = mergeBodies(weaker.body, stronger.body)
  if (conflict) {
    const places = { first: placeOf(weaker), second: placeOf(stronger) }
    found.push(
      findings.duplicateResource(
        { id: first.id.text, ...places, outcome: 'secondWins' },
        { span: stronger.body.span, resourceId: first.id.text },
      ),
    )
  }
  return { id: stronger.id, body, form: stronger.form }
}

const prefixesOf = (subnet: Declaration): readonly Value[] => {
  const several = at(subnet.body, 'properties', 'addressPrefixes')
  if (several?.kind === 'list' && several.items.length > 0) return several.items
  const one = at(subnet.body, 'properties', 'addressPrefix')
  return one === undefined ? [] : [one]
}

/** The least that a parent of these children has: of a virtual network, the space that its subnets lie in. */
const assumedParent = (id: ResourceId, children: readonly Declaration[]): Resource => {
  const subnets = children.filter((child) => child.id.type.toLowerCase().endsWith('virtualnetworks/subnets'))
  const prefixes: List = { kind: 'list', items: subnets.flatMap(prefixesOf), span: undefined }
  const properties =
    subnets.length === 0
      ? dictionary({})
      : dictionary({ addressSpace: dictionary({ addressPrefixes: prefixes }) })
  return {
    id,
    body: dictionary({ name: scalar(nameOf(id)), properties }),
    declaredAt: undefined,
    assumed: true,
  }
}

/**
 * One resource for each id. Two declarations that disagree give a finding. A parent that nobody declares is
 * assumed, with a finding that names the child; so is a circuit that a connection names.
 */
export const mergeDeclarations = (declarations: readonly Declaration[]): MergedResources => {
  const found: Finding[] = []
  const joined = new Map<string, Declaration>()
  const childrenOf = new Map<string, Declaration[]>()
  for (const declaration of declarations) {
    const earlier = joined.get(declaration.id.key)
    joined.set(declaration.id.key, earlier === undefined ? declaration : join(earlier, declaration, found))
  }
  for (const declaration of joined.values()) {
    const parent = parentOf(declaration.id)
    if (parent === undefined) continue
    const siblings = childrenOf.get(parent.key)
    if (siblings === undefined) childrenOf.set(parent.key, [declaration])
    else siblings.push(declaration)
  }
  const resources = new Map<string, Resource>()
  const ensureParent = (id: ResourceId, child: Declaration): void => {
    const parent = parentOf(id)
    if (parent === undefined || resources.has(parent.key)) return
    // Accounts and the like, which hold a service that is read, are left aside even where they are declared.
    if (classifyType(parent.type).kind !== 'understood') return
    const declared = joined.get(parent.key)
    if (declared !== undefined) add(declared)
    else {
      ensureParent(parent, child)
      const parameters = { id: parent.text, type: parent.type, neededBy: child.id.text }
      found.push(findings.assumedResource(parameters, { span: child.body.span }))
      resources.set(parent.key, assumedParent(parent, childrenOf.get(parent.key) ?? []))
    }
  }
  const add = (declaration: Declaration): void => {
    const { id, body, form } = declaration
    if (resources.has(id.key)) return
    ensureParent(id, declaration)
    resources.set(id.key, { id, body, declaredAt: body.span, assumed: form === 'existing' })
  }
  for (const declaration of joined.values()) add(declaration)
  const completed = assumedGateways(resources)
  for (const { gateway, configuration } of completed) {
    resources.set(gateway.id.key, gateway)
    if (configuration !== undefined) resources.set(configuration.id.key, configuration)
  }
  for (const { circuit, neededBy } of assumedCircuits(resources)) {
    resources.set(circuit.id.key, circuit)
    const parameters = { id: circuit.id.text, type: circuit.id.type, neededBy: neededBy.id.text }
    found.push(findings.assumedResource(parameters, { span: circuit.declaredAt }))
  }
  for (const { id, form, body } of joined.values()) {
    if (form !== 'existing') continue
    const inferred = completed.find(({ gateway }) => gateway.id.key === id.key)
    const parameters = { id: id.text, type: id.type, neededBy: id.text, ...inferenceOf(inferred) }
    found.push(findings.assumedResource(parameters, { span: body.span }))
  }
  return { resources, findings: found }
}

/** What was inferred of a gateway, for the finding about it. */
const inferenceOf = (
  inferred: AssumedGateway | undefined,
): { readonly gatewayType?: string; readonly subnet?: string } => {
  if (inferred === undefined) return {}
  const subnet = textAt(inferred.configuration?.body, 'properties', 'subnet', 'id')
  return { gatewayType: inferred.kind, ...(subnet === undefined ? {} : { subnet }) }
}
