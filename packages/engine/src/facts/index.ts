// The front of facts/: dated data with typed readers.
export { type Era, eraOf, newestYear, oldestYear } from './era.ts'
