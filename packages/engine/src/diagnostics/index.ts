// The front of this folder: places, findings, their words, and how a terminal shows them.
export { bicepCodeOf } from './bicep-codes.ts'
export { type CodeFrameOptions, codeFrame } from './code-frame.ts'
export type { FindingFunction, FindingOf, ParameterValue, Severity, Where } from './define-finding.ts'
export { describe, type Language } from './describe.ts'
export { displayWidth, padEndToWidth, padStartToWidth } from './display-width.ts'
export { escapeControl } from './escape-control.ts'
export type { Code, Finding, ParametersOf } from './finding.ts'
export * from './findings/command.ts'
export * from './findings/functions.ts'
export * from './findings/gateway-validation.ts'
export { findings } from './findings/index.ts'
export * from './findings/input.ts'
export * from './findings/lints.ts'
export * from './findings/network-validation.ts'
export * from './findings/peering-validation.ts'
export * from './findings/questions.ts'
export * from './findings/template-inputs.ts'
export * from './findings/values.ts'
export * from './findings/world.ts'
export type {
  AllocationFailure,
  ArmExpectation,
  BicepExpectation,
  ExternalValueKind,
  FunctionFailure,
  GatewayKind,
  JsonExpectation,
  LimitedThing,
  MergeOutcome,
  MissingEffect,
  ParameterRule,
  ParameterSource,
  ThingKind,
  UnknownCause,
  ValueKind,
} from './kinds.ts'
export type { Text } from './messages/catalogue.ts'
export { nearest } from './nearest.ts'
export { refusals } from './refused.ts'
export { sortFindings } from './sort.ts'
export { compareSpans, formatSpan, type Span } from './span.ts'
