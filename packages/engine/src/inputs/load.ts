// Reads everything that was asked for into one resource set: discover → read → merge → allocate → check.

import { type Finding, findings, secretMask, sortFindings, withoutSecrets } from '../diagnostics/index.ts'
import { classifyType, emptyWorld, type Loaded, type Resource, type World } from '../resources/index.ts'
import { boundedFiles } from './bounded-files.ts'
import { deploy, resourcesOfOtherSide } from './deploy-rounds.ts'
import { stepsOfInput } from './discover.ts'
import { failedResources } from './exports/failed-resources.ts'
import { missingChildren } from './exports/missing-children.ts'
import { missingPages } from './exports/pages.ts'
import type { FileAccess, LoadRequest } from './file-access.ts'
import { readGuests } from './guest/guests-of-resources.ts'
import { sourceFiles } from './source-files.ts'
import { addCounts, type Loading, take } from './take-files.ts'
import { checkWorldReferences } from './world/check-references.ts'
import { mergeWorlds } from './world/merge-worlds.ts'
import type { WorldReading } from './world/read-world.ts'

/** The caller's words win over the files'. */
const worldOf = (worlds: readonly WorldReading[], request: LoadRequest): World => {
  const world = worlds.map((reading) => reading.world).reduce(mergeWorlds, emptyWorld)
  return {
    ...world,
    ...(request.era === undefined ? {} : { era: request.era }),
    ...(request.parameters === undefined
      ? {}
      : { parameters: { ...world.parameters, ...request.parameters } }),
  }
}

const unsupportedTypes = (unsupported: ReadonlyMap<string, number>): readonly Finding[] =>
  [...unsupported].flatMap(([type, count]): Finding[] => {
    const known = classifyType(type)
    const effect = known.kind === 'unsupported' ? known.effect : 'unclear'
    return [findings.unsupportedResourceType({ type, count, effect })]
  })

const sorted = (counts: ReadonlyMap<string, number>): ReadonlyMap<string, number> =>
  new Map([...counts].toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))

/**
 * Reads folders and files into a resource set. Every fault is a finding and everything that could be understood is
 * there: children are resources of their own, addresses are allocated, names of the world file are checked.
 * Never throws. An empty list of inputs stands for the root folder.
 */
export const load = (access: FileAccess, request: LoadRequest): Loaded => {
  const files = boundedFiles(access)
  const loading: Loading = {
    sources: sourceFiles(files),
    request,
    scope: {
      subscription: request.subscription ?? '00000000-0000-0000-0000-000000000000',
      resourceGroup: request.resourceGroup ?? 'rg',
    },
    visited: new Set(),
    worlds: [],
    serviceTags: [],
    declarations: [],
    pages: [],
    templates: [],
    plans: [],
    parameterFiles: [],
    ignored: new Map(),
    unsupported: new Map(),
    findings: [],
  }
  const inputs = request.inputs.length === 0 ? ['.'] : request.inputs
  const origin = { from: 'caller', only: inputs.length === 1 } as const
  const steps = inputs.flatMap((input) => stepsOfInput(input, loading.sources, origin))
  // World files first: what they say of inputs must not depend on the order of the arguments.
  for (const step of steps) if (step.kind === 'world') take(loading, step)
  for (const step of steps) if (step.kind !== 'world') take(loading, step)

  const world = worldOf(loading.worlds, request)
  const { merged, allocation, arm } = deploy(loading, world, files)
  const guests = readGuests(world, loading.worlds, allocation.resourceSet.resources, loading.sources)
  const serviceTags = loading.serviceTags.at(-1)
  const known = { ...allocation.resourceSet, world: guests.world }
  const resourceSet = serviceTags === undefined ? known : { ...known, serviceTags }
  addCounts(loading.ignored, arm.ignored)
  addCounts(loading.unsupported, arm.unsupported)
  const sites = world.sites.map((site) => site.name)
  const checked = (resources: ReadonlyMap<string, Resource>): readonly Finding[] =>
    resources.size === 0
      ? []
      : loading.worlds.flatMap((reading) =>
          checkWorldReferences(reading.world, reading.value, resources, sites),
        )
  const missing = checked(resourceSet.resources)
  const references =
    missing.length === 0 || loading.plans.length === 0
      ? missing
      : checked(new Map([...resourcesOfOtherSide(loading, world), ...resourceSet.resources]))
  const mask = secretMask(loading.sources.texts)
  return {
    resourceSet,
    findings: sortFindings([
      ...loading.findings,
      ...arm.findings,
      ...missingPages(loading.pages),
      ...failedResources(resourceSet.resources),
      ...missingChildren(resourceSet.resources),
      ...unsupportedTypes(loading.unsupported),
      ...merged.findings,
      ...allocation.findings,
      ...references,
      ...guests.findings,
    ]).map((finding) => withoutSecrets(finding, mask)),
    ignored: sorted(loading.ignored),
    unsupported: sorted(loading.unsupported),
    guests: guests.sources,
    sources: loading.sources.texts,
  }
}
