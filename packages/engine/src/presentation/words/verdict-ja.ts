// The verdicts of a trace in Japanese.
import type { DirectionFacts, Words } from './catalogue.ts'
import { part } from './sentence-parts.ts'

const waysOf = ({ arriving, ways, share }: DirectionFacts): string =>
  `${ways} 経路のうち ${arriving} 経路、フローの ${share}`

/** Whether and how one end reaches the other. */
export const verdictJapanese: Words['verdict'] = {
  reached: ({ from, to }) => `${from} から ${to} に到達でき、応答も戻ります。`,
  partly: ({ from, to, forward, back, answered }) =>
    back.arriving === back.ways
      ? `${from} から ${to} に到達できるのは一部のフローだけです (${waysOf(forward)})。残りが届かない理由: ${forward.reason}。`
      : forward.arriving === forward.ways
        ? `${from} から ${to} には届きますが、応答の一部が失われます (戻れるのは ${waysOf(back)})。残りが戻らない理由: ${back.reason}。`
        : `${from} から ${to} に到達できるのは一部のフローだけで (${waysOf(forward)})、その応答も一部が失われます (戻れるのは ${waysOf(back)})。応答まで得られるのは全フローの ${answered} です。往路で届かない理由: ${forward.reason}。復路で戻らない理由: ${back.reason}。`,
  notReached: ({ from, to, forward, back, isAnswered }) =>
    forward.arriving === 0
      ? `${from} から ${to} には到達できません。理由: ${forward.reason}。`
      : (isAnswered
          ? `${from} に ${to} の最初の応答は届きますが、接続は確立しません。理由: ${back.reason}。`
          : forward.arriving === forward.ways
            ? `${from} から ${to} への要求は届きますが、応答が戻りません。理由: ${back.reason}。`
            : `${from} から ${to} への要求は一部だけが届き (${waysOf(forward)})、その応答も戻りません。応答が戻らない理由: ${back.reason}。`) +
        part(
          forward.arriving === forward.ways ? undefined : forward.reason,
          (why) => `往路で届かない理由: ${why}。`,
        ),
  unknown: ({ from, to, forward, back }) =>
    `${from} から ${to} に到達できるかどうかは判断できません。理由: ${forward.arriving === 0 ? forward.reason : back.reason}。`,
}
