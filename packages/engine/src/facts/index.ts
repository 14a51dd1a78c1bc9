// The front of facts/: dated data with typed readers.
export { type Era, eraOf, newestYear, oldestYear } from './era.ts'
export {
  bundledServiceTags,
  givenServiceTags,
  rankOfTag,
  type ServiceTag,
  type ServiceTags,
  tagOfService,
} from './service-tags.ts'
