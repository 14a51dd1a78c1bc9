// What a path is like, in words: time, bandwidth, and what is paid for data. Estimates, and said to be so.
import { escapeControl } from '../diagnostics/index.ts'
import type { PathQuality } from '../queries/answers.ts'
import type { FilledTextOptions } from './text-options.ts'
import type { Words } from './words/catalogue.ts'
import { wrapText } from './wrap-text.ts'

const bandwidthLines = ({ bandwidth }: PathQuality, words: Words): readonly string[] => {
  const { forward, return: back } = bandwidth
  if (forward === null && back === null) return []
  const isSame = forward?.element === back?.element && forward?.megabitsPerSecond === back?.megabitsPerSecond
  if (isSame && forward !== null) return [words.quality.bandwidth(forward, undefined)]
  return [
    ...(forward === null ? [] : [words.quality.bandwidth(forward, 'forward')]),
    ...(back === null ? [] : [words.quality.bandwidth(back, 'return')]),
  ]
}

/** Where packets of this round trip turn round or pass: the reason for most of the time. */
const detours = ({ legs }: PathQuality, words: Words): readonly string[] => {
  const locations = [...new Set(legs.flatMap(({ peeringLocations }) => peeringLocations))]
  return locations.length === 0 ? [] : [words.quality.byWayOf(locations.map(escapeControl))]
}

/** Lines below a heading; none where nothing can be said. */
export const qualityLines = (
  quality: PathQuality | undefined,
  { style, width }: FilledTextOptions,
  words: Words,
): readonly string[] => {
  if (quality === undefined) return []
  const { milliseconds, beyond, costs, mtu } = quality
  const sentences = [
    ...(milliseconds === null ? [] : [words.quality.roundTrip(milliseconds), ...detours(quality, words)]),
    ...(milliseconds === null || beyond.length === 0
      ? []
      : [words.quality.beyond(beyond.map(escapeControl))]),
    ...bandwidthLines(quality, words),
    ...(mtu === null ? [] : [words.quality.mtu(mtu)]),
    ...costs.map(({ code, element, price }) => words.quality.costs[code](escapeControl(element), price)),
  ]
  if (sentences.length === 0) return []
  return [
    '',
    style.bold(words.quality.heading),
    ...sentences.flatMap((sentence) =>
      wrapText(escapeControl(sentence), width, { first: '  - ', rest: '    ' }),
    ),
  ]
}
