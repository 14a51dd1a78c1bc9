// The front of queries/: the questions.
export type * from './answers.ts'
export { bgp } from './bgp.ts'
export { bgpPrefix } from './bgp-prefix.ts'
export { type CompareQuestion, type CompareReply, compare } from './compare.ts'
export * from './comparison/index.ts'
export { guest } from './guest.ts'
export type * from './guest-tables/guest-answer.ts'
export {
  type SuggestedSection,
  type Suggestion,
  type SuggestionCode,
  suggestionFor,
} from './init/suggestion.ts'
export { init } from './init.ts'
export { inspect } from './inspect.ts'
export type { Answered } from './names.ts'
export { reachability } from './reachability.ts'
export { routes } from './routes.ts'
export { type TraceQuestion, trace } from './trace.ts'
