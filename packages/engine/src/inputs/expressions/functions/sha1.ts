// SHA-1 (FIPS 180-4), for the name-based GUIDs of guid().

const rotate = (word: number, bits: number): number => (word << bits) | (word >>> (32 - bits))

/** The message with its padding: a one, zeros, and its length in bits, to a multiple of 64 octets. */
const padded = (octets: readonly number[]): readonly number[] => {
  const zeros = (119 - (octets.length % 64)) % 64
  const bits = BigInt(octets.length) * 8n
  const length = Array.from({ length: 8 }, (_, at) => Number((bits >> BigInt(56 - at * 8)) & 0xffn))
  return [...octets, 0x80, ...Array.from({ length: zeros }, () => 0), ...length]
}

/** The eighty words of one block. */
const scheduleOf = (block: readonly number[]): readonly number[] => {
  const words: number[] = []
  for (let at = 0; at < 16; at++) {
    const [a = 0, b = 0, c = 0, d = 0] = block.slice(at * 4, at * 4 + 4)
    words.push((a << 24) | (b << 16) | (c << 8) | d)
  }
  for (let at = 16; at < 80; at++) {
    const mixed = (words[at - 3] ?? 0) ^ (words[at - 8] ?? 0) ^ (words[at - 14] ?? 0) ^ (words[at - 16] ?? 0)
    words.push(rotate(mixed, 1))
  }
  return words
}

const mixOf = (round: number, b: number, c: number, d: number): number => {
  if (round < 20) return ((b & c) | (~b & d)) + 0x5a827999
  if (round < 40) return (b ^ c ^ d) + 0x6ed9eba1
  if (round < 60) return ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc
  return (b ^ c ^ d) + 0xca62c1d6
}

type State = readonly [number, number, number, number, number]

const compress = ([h0, h1, h2, h3, h4]: State, block: readonly number[]): State => {
  let [a, b, c, d, e] = [h0, h1, h2, h3, h4]
  for (const [round, word] of scheduleOf(block).entries()) {
    const next = (rotate(a, 5) + mixOf(round, b, c, d) + e + word) | 0
    e = d
    d = c
    c = rotate(b, 30)
    b = a
    a = next
  }
  return [(h0 + a) | 0, (h1 + b) | 0, (h2 + c) | 0, (h3 + d) | 0, (h4 + e) | 0]
}

/** The twenty octets of the hash. */
export const sha1 = (octets: readonly number[]): readonly number[] => {
  const message = padded(octets)
  let state: State = [0x67452301, 0xefcdab89 | 0, 0x98badcfe | 0, 0x10325476, 0xc3d2e1f0 | 0]
  for (let at = 0; at < message.length; at += 64) state = compress(state, message.slice(at, at + 64))
  return state.flatMap((word) => [word >>> 24, (word >>> 16) & 0xff, (word >>> 8) & 0xff, word & 0xff])
}
