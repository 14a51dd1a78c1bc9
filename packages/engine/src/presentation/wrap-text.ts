// Breaks a sentence into lines that fit the terminal: at spaces, and between Japanese characters.
import { displayWidth } from '../diagnostics/index.ts'

const japanese = /^[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}ー、。「」()・]$/u
/** Characters that may not begin a line. */
const closing = /^[、。」)・ーぁぃぅぇぉっゃゅょァィゥェォッャュョ,.:;!?)\]]$/u
/** Characters that may not end a line. */
const opening = /^[「(([]$/u

/** Pieces between which a line may break; a space belongs to the piece before it. */
const pieces = (text: string): readonly string[] => {
  const found: string[] = []
  let piece = ''
  let before = ''
  for (const character of text) {
    const canBreak =
      piece !== '' &&
      character !== ' ' &&
      !closing.test(character) &&
      !opening.test(before) &&
      (before === ' ' || japanese.test(before) || japanese.test(character))
    if (canBreak) {
      found.push(piece)
      piece = ''
    }
    piece += character
    before = character
  }
  return piece === '' ? found : [...found, piece]
}

/** The indentation of the first line and of those that continue it. */
export interface Indentation {
  readonly first: string
  readonly rest: string
}

/**
 * The text in lines of at most `width` columns, indentation included. What cannot be broken (a long id)
 * stays whole and sticks out, so that it can still be copied.
 */
export const wrapText = (text: string, width: number, indentation: Indentation): readonly string[] => {
  const lines: string[] = []
  let line = indentation.first
  let isEmpty = true
  for (const piece of pieces(text)) {
    if (!isEmpty && displayWidth(line) + displayWidth(piece.trimEnd()) > width) {
      lines.push(line.trimEnd())
      line = indentation.rest
    }
    line += piece
    isEmpty = false
  }
  return [...lines, line.trimEnd()]
}
