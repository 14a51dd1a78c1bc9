// A call of the command `ip`, taken apart.

/** What a call is about: `ip link add`, in full words. */
export interface IpCall {
  readonly object: string
  readonly verb: string
  readonly words: readonly (string | undefined)[]
  readonly ipv6: boolean
}
