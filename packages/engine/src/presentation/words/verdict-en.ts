// The verdicts of a trace in English.
import type { DirectionFacts, Words } from './catalogue.ts'
import { part } from './sentence-parts.ts'

const waysArrive = ({ arriving, ways, share }: DirectionFacts, noun: string): string =>
  `${arriving} of ${ways} ${noun} ${arriving === 1 ? 'arrives' : 'arrive'} (${share})`

/** Whether and how one end reaches the other. */
export const verdictEnglish: Words['verdict'] = {
  reached: ({ from, to }) => `${from} reaches ${to}, and replies come back.`,
  partly: ({ from, to, forward, back, answered }) =>
    back.arriving === back.ways
      ? `${from} reaches ${to} with part of the flows only: ${waysArrive(forward, 'ways')}. What fails: ${forward.reason}.`
      : forward.arriving === forward.ways
        ? `${from} reaches ${to}, but part of the replies is lost: ${waysArrive(back, 'ways back')}. What fails: ${back.reason}.`
        : `${from} reaches ${to} with part of the flows only, and part of their replies is lost: ${waysArrive(forward, 'ways')}, and for these ${waysArrive(back, 'ways back')}, so ${answered} of the flows are answered. What fails on the way there: ${forward.reason}. On the way back: ${back.reason}.`,
  notReached: ({ from, to, forward, back, isAnswered }) =>
    forward.arriving === 0
      ? `${from} cannot reach ${to}: ${forward.reason}.`
      : (isAnswered
          ? `${from} gets the first answer of ${to}, but no connection: ${back.reason}.`
          : forward.arriving === forward.ways
            ? `${from} gets no reply from ${to}. The request arrives, the reply is lost: ${back.reason}.`
            : `${from} gets no reply from ${to}. Of the requests ${waysArrive(forward, 'ways')}; their replies are lost: ${back.reason}.`) +
        part(
          forward.arriving === forward.ways ? undefined : forward.reason,
          (why) => ` What fails on the way there: ${why}.`,
        ),
  unknown: ({ from, to, forward, back }) =>
    `Whether ${from} reaches ${to} cannot be told: ${forward.arriving === 0 ? forward.reason : back.reason}.`,
}
