// UTF-8 and Base64, both ways, on plain arrays of octets.

const octetsOf = (codePoint: number): readonly number[] => {
  if (codePoint < 0x80) return [codePoint]
  if (codePoint < 0x800) return [0xc0 | (codePoint >> 6), 0x80 | (codePoint & 0x3f)]
  const last = [0x80 | ((codePoint >> 6) & 0x3f), 0x80 | (codePoint & 0x3f)]
  if (codePoint < 0x10000) return [0xe0 | (codePoint >> 12), ...last]
  return [0xf0 | (codePoint >> 18), 0x80 | ((codePoint >> 12) & 0x3f), ...last]
}

/** The UTF-8 octets of a text; half of a surrogate pair becomes U+FFFD. */
export const encodeUtf8 = (text: string): readonly number[] => {
  const octets: number[] = []
  for (const sign of text.toWellFormed()) octets.push(...octetsOf(sign.codePointAt(0) ?? 0))
  return octets
}

/** How many octets follow this one, and the smallest code point that needs so many. */
const sequenceOf = (first: number): { more: number; smallest: number; bits: number } | undefined => {
  if (first < 0x80) return { more: 0, smallest: 0, bits: first }
  if (first >= 0xc2 && first < 0xe0) return { more: 1, smallest: 0x80, bits: first & 0x1f }
  if (first >= 0xe0 && first < 0xf0) return { more: 2, smallest: 0x800, bits: first & 0x0f }
  if (first >= 0xf0 && first < 0xf5) return { more: 3, smallest: 0x10000, bits: first & 0x07 }
  return undefined
}

/** The code point that starts at an index, and how many octets it takes; undefined where there is none. */
const codePointAt = (
  octets: readonly number[],
  at: number,
): { codePoint: number; length: number } | undefined => {
  const sequence = sequenceOf(octets[at] ?? 0xff)
  if (sequence === undefined) return undefined
  let codePoint = sequence.bits
  for (let step = 1; step <= sequence.more; step++) {
    const octet = octets[at + step] ?? 0
    if ((octet & 0xc0) !== 0x80) return undefined
    codePoint = (codePoint << 6) | (octet & 0x3f)
  }
  const surrogate = codePoint >= 0xd800 && codePoint < 0xe000
  return codePoint < sequence.smallest || codePoint > 0x10ffff || surrogate
    ? undefined
    : { codePoint, length: sequence.more + 1 }
}

/** The text of UTF-8 octets; each octet that is none becomes what `malformed` says, U+FFFD if it says nothing. */
export const decodeUtf8 = (
  octets: readonly number[],
  malformed: (octet: number) => string = () => '\ufffd',
): string => {
  const parts: string[] = []
  for (let at = 0; at < octets.length; ) {
    const found = codePointAt(octets, at)
    parts.push(found === undefined ? malformed(octets[at] ?? 0) : String.fromCodePoint(found.codePoint))
    at += found?.length ?? 1
  }
  return parts.join('')
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** Base64 with padding (RFC 4648 §4). */
export const encodeBase64 = (octets: readonly number[]): string => {
  const parts: string[] = []
  for (let at = 0; at < octets.length; at += 3) {
    const [a = 0, b, c] = octets.slice(at, at + 3)
    const bits = (a << 16) | ((b ?? 0) << 8) | (c ?? 0)
    const digit = (shift: number): string => alphabet.charAt((bits >> shift) & 0x3f)
    parts.push(digit(18), digit(12), b === undefined ? '=' : digit(6), c === undefined ? '=' : digit(0))
  }
  return parts.join('')
}

const digitsAndPadding = /^[A-Za-z0-9+/]*={0,2}$/

/** The octets that Base64 stands for; white space is passed over. Undefined when it is not Base64. */
export const decodeBase64 = (text: string): readonly number[] | undefined => {
  const digits = text.replaceAll(/[ \t\r\n]/g, '')
  if (digits.length % 4 !== 0 || !digitsAndPadding.test(digits)) return undefined
  const octets: number[] = []
  for (let at = 0; at < digits.length; at += 4) {
    const group = digits.slice(at, at + 4).replaceAll('=', '')
    let bits = 0
    for (let place = 0; place < 4; place++)
      bits = (bits << 6) | (place < group.length ? alphabet.indexOf(group.charAt(place)) : 0)
    octets.push(...[bits >> 16, (bits >> 8) & 0xff, bits & 0xff].slice(0, group.length - 1))
  }
  return octets
}
