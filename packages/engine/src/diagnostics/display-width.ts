// How many columns a text takes in a terminal.

/** Blocks that East Asian typography draws two columns wide; wide emoji come from Unicode's own property. */
const wideBlocks: readonly (readonly [first: number, last: number])[] = [
  [0x1100, 0x115f],
  [0x2329, 0x232a],
  [0x2630, 0x2637],
  [0x268a, 0x268f],
  [0x2e80, 0x303e],
  [0x3041, 0x3247],
  [0x3250, 0x4dbf],
  [0x4dc0, 0xa4cf],
  [0xa960, 0xa97c],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe10, 0xfe19],
  [0xfe30, 0xfe6b],
  [0xff01, 0xff60],
  [0xffe0, 0xffe6],
  [0x16fe0, 0x18cff],
  [0x1aff0, 0x1b2fb],
  [0x1d300, 0x1d376],
  [0x1f200, 0x1f265],
  [0x20000, 0x2fffd],
  [0x30000, 0x3fffd],
]

const combining = /^[\p{Mn}\p{Me}\p{Cf}\p{Cc}\p{Zl}\p{Zp}\u{1160}-\u{11ff}]$/u
const softHyphenOrNumberSign = /^[\u{ad}\u{600}-\u{605}\u{6dd}\u{70f}]$/u
const emojiPresentation = /^\p{Emoji_Presentation}$/u
const emoji = /^\p{Emoji}$/u
const skinTone = /^\p{Emoji_Modifier}$/u
const regionalIndicator = /^\p{Regional_Indicator}$/u

const zeroWidthJoiner = '\u{200d}'
const emojiVariation = '\u{fe0f}'

const isWide = (codePoint: number): boolean => {
  let low = 0
  let high = wideBlocks.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const [first, last] = wideBlocks[middle] ?? [0, 0]
    if (codePoint < first) high = middle - 1
    else if (codePoint > last) low = middle + 1
    else return true
  }
  return false
}

/** Columns of one code point on its own. */
const widthOfCharacter = (character: string): 0 | 1 | 2 => {
  const codePoint = character.codePointAt(0) ?? 0
  if (codePoint >= 0x20 && codePoint < 0x7f) return 1
  if (combining.test(character)) return softHyphenOrNumberSign.test(character) ? 1 : 0
  if (regionalIndicator.test(character)) return 1 // two of them make one flag, two columns wide
  return isWide(codePoint) || emojiPresentation.test(character) ? 2 : 1
}

/** A character and the columns that it adds to what stands before it. */
export interface MeasuredCharacter {
  readonly character: string
  readonly columns: number
}

/**
 * Walks through the code points of a text with the columns that each adds: 2 for East Asian wide and
 * full-width characters and for emoji, 0 for combining, zero-width and control characters, 1 for the rest.
 * An emoji sequence (skin tone, joined family, flag) counts as one emoji.
 */
export function* measureCharacters(text: string): Generator<MeasuredCharacter> {
  let before = ''
  let columnsBefore = 0
  let joined = false
  for (const character of text) {
    let columns: number = widthOfCharacter(character)
    if (joined && emoji.test(character)) columns = 0
    else if (skinTone.test(character) && columnsBefore === 2 && emoji.test(before)) columns = 0
    else if (character === emojiVariation && columnsBefore === 1 && emoji.test(before)) columns = 1
    // A joiner joins emoji only; between letters it just has no width.
    joined = character === zeroWidthJoiner && emoji.test(before)
    if (character !== emojiVariation && character !== zeroWidthJoiner && !skinTone.test(character)) {
      before = character
      columnsBefore = columns
    } else if (character === emojiVariation) columnsBefore = 2
    yield { character, columns }
  }
}

/** Columns that a text takes in a terminal. Control characters count 0: show them with `escapeControl` first. */
export const displayWidth = (text: string): number => {
  let width = 0
  for (const { columns } of measureCharacters(text)) width += columns
  return width
}

/** The text with spaces behind it, up to this many columns; longer texts stay as they are. */
export const padEndToWidth = (text: string, width: number): string =>
  text + ' '.repeat(Math.max(0, width - displayWidth(text)))

/** The text with spaces before it, up to this many columns; longer texts stay as they are. */
export const padStartToWidth = (text: string, width: number): string =>
  ' '.repeat(Math.max(0, width - displayWidth(text))) + text
