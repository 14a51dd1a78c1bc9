// Blanks what a terminal said around a JSON document: warnings of az, and comments that people put above an output.

const aside = /^(?:#|(?:DEBUG|ERROR|INFO|WARNING): )/

const lineEndFrom = (text: string, start: number): number => {
  const end = text.indexOf('\n', start)
  return end < 0 ? text.length : end + 1
}

/** A line before or behind the document: an aside, or nothing at all. */
const isBeside = (line: string): boolean => aside.test(line) || line.trim() === ''

/** Where the document begins: behind the lines above it. */
const beginOf = (text: string): number => {
  let start = 0
  while (start < text.length) {
    const end = lineEndFrom(text, start)
    if (!isBeside(text.slice(start, end))) break
    start = end
  }
  return start
}

/** Where the document ends: before the lines below it, unless these are the end of a text over several lines. */
const endOf = (text: string, begin: number): number => {
  let end = text.length
  while (end > begin) {
    const start = text.lastIndexOf('\n', end - 2) + 1
    if (start < begin || !isBeside(text.slice(start, end))) break
    end = start
  }
  return /[\]}]\s*$/.test(text.slice(Math.max(begin, end - 200), end)) ? end : text.length
}

const blanked = (text: string): string => text.replaceAll(/[^\r\n]/g, ' ')

/** The text with spaces in place of asides, so that every place in the document stays where it is. */
export const withoutAsides = (text: string): string => {
  const begin = beginOf(text)
  const end = endOf(text, begin)
  if (begin === 0 && end === text.length) return text
  return blanked(text.slice(0, begin)) + text.slice(begin, end) + blanked(text.slice(end))
}
