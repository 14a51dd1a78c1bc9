// What an expression of an ARM template is inside of: loops and functions, whose names are local.

/** The surroundings of an expression, as far as its text alone tells. */
export interface ArmScope {
  /** Names of the loops around it, lower case, from the outermost. */
  readonly loops: readonly string[]
  /** The loop of the resource itself, which `copyIndex()` without a name means. */
  readonly resourceLoop: string | undefined
  /** The parameters of the function of which it is the body (lower case); undefined outside of functions. */
  readonly functionParameters: ReadonlySet<string> | undefined
}

/** At the top of a template. */
export const outermost: ArmScope = { loops: [], resourceLoop: undefined, functionParameters: undefined }

/** Inside one more loop. */
export const withinLoop = (scope: ArmScope, name: string, kind: 'property' | 'resource'): ArmScope => ({
  ...scope,
  loops: [...scope.loops, name.toLowerCase()],
  resourceLoop: kind === 'resource' ? name.toLowerCase() : scope.resourceLoop,
})

/** The name under which an iteration finds its number. */
export const indexName = (loop: string): string => `copyIndex(${loop.toLowerCase()})`
