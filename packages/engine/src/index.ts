// The engine's front door: the only file that other packages import.
export { type AnalyseOptions, type Analysis, analyse } from './analyse.ts'
export * from './diagnostics/index.ts'
export { type Era, eraOf, newestYear, oldestYear } from './facts/index.ts'
export type { Protocol } from './forwarding/index.ts'
export { type EvidenceReading, readEvidence } from './inputs/evidence/read-evidence.ts'
export type { FileAccess, FileReading, LoadRequest } from './inputs/file-access.ts'
export { load } from './inputs/load.ts'
export { containsAddress, formatAddress, formatPrefix, parseAddress, parsePrefix } from './net/index.ts'
export * from './presentation/index.ts'
export * from './queries/index.ts'
export type {
  CircuitLinkFacts,
  Device,
  GatewayFacts,
  GuestConfiguration,
  HubResourceKind,
  LinkRole,
  Loaded,
  MseePeer,
  RecordedBgpRoute,
  RecordedBgpTable,
  RecordedHubRoute,
  RecordedRoute,
  Resource,
  ResourceId,
  ResourceSet,
  RouteServerFacts,
  Site,
  StateFact,
  TableScope,
  VirtualHubFacts,
  World,
} from './resources/index.ts'
