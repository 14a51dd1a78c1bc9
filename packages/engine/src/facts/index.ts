// The front of facts/: dated data with typed readers.
export { capacityOf } from './capacities.ts'
export { type Era, eraOf, newestYear, oldestYear } from './era.ts'
export {
  accessTo,
  elementTimes,
  latencyWindow,
  partOf,
  priceZoneOf,
  type RoundTripTime,
  roundTripBetween,
  roundTripBetweenLocations,
  sumOf,
} from './latency.ts'
export {
  type DataPrice,
  firewallData,
  hubData,
  meteredCircuit,
  peeringInRegion,
  privateEndpointData,
} from './prices.ts'
export {
  bundledServiceTags,
  givenServiceTags,
  rankOfTag,
  type ServiceTag,
  type ServiceTags,
  tagOfService,
} from './service-tags.ts'
