// The part of longest-prefix-match 1.3.1 that the benchmark uses; the package has no types.
declare module 'longest-prefix-match' {
  export default class LongestPrefixMatch<T> {
    addPrefix(prefix: string, data: T): void
    getMatch(prefix: string, all?: boolean): T[]
  }
}
