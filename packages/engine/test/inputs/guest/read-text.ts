// Reads configurations of routers for tests, without the places that reading adds.
import type { Finding } from '../../../src/diagnostics/index.ts'
import { readFrr } from '../../../src/inputs/guest/frr/read-frr.ts'
import type { GuestReading, GuestText } from '../../../src/inputs/guest/guest-reading.ts'
import { readIos } from '../../../src/inputs/guest/ios/read-ios.ts'
import type { BgpNeighbor, GuestConfiguration } from '../../../src/resources/index.ts'

const withoutSpans = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutSpans)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== 'span')
      .map(([key, inner]) => [key, withoutSpans(inner)]),
  )
}

/** A text in a file of its own. */
const guestText = (text: string): GuestText => ({ text, file: 'router.conf', firstLine: 1, indent: 0 })

/** What FRR would make of a text. */
export const frr = (text: string): GuestReading => readFrr(guestText(text))

/** What IOS would make of a text. */
export const ios = (text: string): GuestReading => readIos(guestText(text))

/** The configuration without places. */
export const plain = (reading: GuestReading): unknown => withoutSpans(reading.guest)

/** One neighbour of a configuration, without places. */
export const neighborAt = (reading: GuestReading, address: string): Partial<BgpNeighbor> =>
  (withoutSpans(reading.guest) as GuestConfiguration).bgp?.neighbors.find((one) => one.address === address) ??
  {}

/** Findings as `CODE line parameters`. */
export const told = (findings: readonly Finding[]): readonly string[] =>
  findings.map(({ code, span, parameters }) => `${code} ${span?.line} ${Object.values(parameters).join(' ')}`)
