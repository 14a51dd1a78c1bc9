// The texts of the world file that mean something: addresses, prefixes and numbers, with the finding that each gives.
import { z } from 'zod'
import { parseAddress, parsePrefix } from '../../net/index.ts'

/** What is wrong with a value of the right type; carried by a schema's issue to the finding. */
export type Fault = 'address' | 'asn' | 'interface' | 'port' | 'prefix'

/** An IPv4 or IPv6 address. */
export const addressText = (description: string): z.ZodString =>
  z
    .string()
    .refine((text) => parseAddress(text) !== undefined, { params: { fault: 'address' satisfies Fault } })
    .meta({ description, examples: ['10.0.0.4'] })

/** A prefix in CIDR notation without host bits. */
export const prefixText = (description: string): z.ZodString =>
  z
    .string()
    .refine((text) => parsePrefix(text).kind === 'prefix', { params: { fault: 'prefix' satisfies Fault } })
    .meta({ description, examples: ['10.0.0.0/16'] })

/** An interface's address with the length of its network: host bits are the point of it. */
export const interfaceText = (description: string): z.ZodString =>
  z
    .string()
    .refine((text) => parsePrefix(text).kind !== 'malformed', {
      params: { fault: 'interface' satisfies Fault },
    })
    .meta({ description, examples: ['169.254.0.1/24'] })

/** An AS number, two or four bytes. */
export const asNumber = (description: string): z.ZodInt =>
  z
    .int()
    .refine((value) => value >= 1 && value <= 4_294_967_295, { params: { fault: 'asn' satisfies Fault } })
    .meta({ description, minimum: 1, maximum: 4_294_967_295 })

/** An AS number, or a word in its place. */
export const asNumberOr = <W extends string>(
  word: W,
  description: string,
): z.ZodUnion<readonly [z.ZodInt, z.ZodLiteral<W>]> =>
  z.union([asNumber(description), z.literal(word)]).describe(description)

/** A TCP or UDP port. */
export const portNumber = (description: string): z.ZodInt =>
  z
    .int()
    .refine((value) => value >= 1 && value <= 65_535, { params: { fault: 'port' satisfies Fault } })
    .meta({ description, minimum: 1, maximum: 65_535 })

const isPortRange = (text: string): boolean => {
  const [first = '', last = first] = text.split('-')
  const bounds = [first, last].map((bound) => (/^\d{1,5}$/.test(bound) ? Number(bound) : 0))
  return text.split('-').length < 3 && bounds.every((bound) => bound >= 1 && bound <= 65_535)
}

/** A TCP or UDP port, or a range of them. */
export const portRangeText = (description: string): z.ZodString =>
  z
    .string()
    .refine(isPortRange, { params: { fault: 'port' satisfies Fault } })
    .meta({ description, examples: ['443', '1024-2047'] })
