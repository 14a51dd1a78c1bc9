// Patterns of file names and of `case`: `*` and `?`. In linear time for each star.

const matchesAt = (text: string, pattern: string, from: number): boolean => {
  if (from + pattern.length > text.length) return false
  for (let at = 0; at < pattern.length; at++) {
    const sign = pattern.charAt(at)
    if (sign !== '?' && sign !== text.charAt(from + at)) return false
  }
  return true
}

/** Whether a text is what a pattern describes. */
export const globMatches = (text: string, pattern: string): boolean => {
  const [first = '', ...rest] = pattern.split('*')
  if (!matchesAt(text, first, 0)) return false
  const last = rest.pop()
  if (last === undefined) return text.length === first.length
  let at = first.length
  for (const part of rest) {
    while (at <= text.length && !matchesAt(text, part, at)) at++
    if (at > text.length) return false
    at += part.length
  }
  return text.length - last.length >= at && matchesAt(text, last, text.length - last.length)
}

/** The same for paths, in which a star stays inside its folder. */
export const pathMatches = (path: string, pattern: string): boolean => {
  const names = path.split('/')
  const patterns = pattern.split('/')
  return names.length === patterns.length && names.every((name, at) => globMatches(name, patterns[at] ?? ''))
}
