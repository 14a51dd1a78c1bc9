// uniqueString and guid, exactly as Azure computes them: names that are made of them come out right.
import type { TemplateFunction } from '../template-function.ts'
import { anyText } from './argument-readers.ts'
import { many, none } from './define-function.ts'
import { sha1 } from './sha1.ts'
import { encodeUtf8 } from './utf8.ts'

const rotate = (word: number, bits: number): number => (word << bits) | (word >>> (32 - bits))

const firstFactor = 0x239b961b
const secondFactor = 0xab0e9789

const scrambleFirst = (word: number): number =>
  Math.imul(rotate(Math.imul(word, firstFactor), 15), secondFactor)

const scrambleSecond = (word: number): number =>
  Math.imul(rotate(Math.imul(word, secondFactor), 17), firstFactor)

const finish = (hash: number): number => {
  const once = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  const twice = Math.imul(once ^ (once >>> 13), 0xc2b2ae35)
  return twice ^ (twice >>> 16)
}

/** Four octets from an index on, the least significant first; those behind the end are zero. */
const wordAt = (octets: readonly number[], at: number): number =>
  (octets[at] ?? 0) |
  ((octets[at + 1] ?? 0) << 8) |
  ((octets[at + 2] ?? 0) << 16) |
  ((octets[at + 3] ?? 0) << 24)

/** A 64-bit relative of MurmurHash3: two 32-bit halves that take turns. */
const murmur64 = (octets: readonly number[]): bigint => {
  let low = 0
  let high = 0
  const whole = octets.length - (octets.length % 8)
  for (let at = 0; at < whole; at += 8) {
    low = (rotate(low ^ scrambleFirst(wordAt(octets, at)), 19) + high) | 0
    low = (Math.imul(low, 5) + 0x561ccd1b) | 0
    high = (rotate(high ^ scrambleSecond(wordAt(octets, at + 4)), 13) + low) | 0
    high = (Math.imul(high, 5) + 0x0bcaa747) | 0
  }
  // Zero scrambles to zero, so a half that has no octets left stays as it is.
  low ^= scrambleFirst(wordAt(octets, whole)) ^ octets.length
  high ^= scrambleSecond(wordAt(octets, whole + 4)) ^ octets.length
  low = (low + high) | 0
  high = (high + low) | 0
  low = finish(low)
  high = finish(high)
  low = (low + high) | 0
  high = (high + low) | 0
  return (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0)
}

const base32 = 'abcdefghijklmnopqrstuvwxyz234567'

/** Thirteen digits of five bits, the most significant first; the last one holds four. */
const base32Text = (value: bigint): string => {
  let text = ''
  for (let rest = value, digit = 0; digit < 13; digit++) {
    text += base32.charAt(Number(rest >> 59n))
    rest = BigInt.asUintN(64, rest << 5n)
  }
  return text
}

/** What `uniqueString()` makes of its arguments: 13 letters and digits. */
const uniqueString = (parts: readonly string[]): string => base32Text(murmur64(encodeUtf8(parts.join('-'))))

// 11fb06fb-712d-4ddd-98c7-e71bbd588830, the namespace that Azure Resource Manager uses.
const guidNamespace: readonly number[] = [
  0x11, 0xfb, 0x06, 0xfb, 0x71, 0x2d, 0x4d, 0xdd, 0x98, 0xc7, 0xe7, 0x1b, 0xbd, 0x58, 0x88, 0x30,
]

/** What `guid()` makes of its arguments: a GUID of version 5 (RFC 9562 §5.5). */
export const guidOf = (parts: readonly string[]): string => {
  const hash = sha1([...guidNamespace, ...encodeUtf8(parts.join('-'))]).slice(0, 16)
  const octets = hash.map((octet, at) => {
    if (at === 6) return (octet & 0x0f) | 0x50
    return at === 8 ? (octet & 0x3f) | 0x80 : octet
  })
  const digits = octets.map((octet) => octet.toString(16).padStart(2, '0')).join('')
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    digits.slice(12, 16),
    digits.slice(16, 20),
    digits.slice(20),
  ].join('-')
}

/** The functions of this topic. */
export const hashFunctions: readonly TemplateFunction[] = [
  many('uniqueString', 1, anyText, (parts, call) => call.scalar(uniqueString(parts))),
  many('guid', 1, anyText, (parts, call) => call.scalar(guidOf(parts))),
  none('newGuid', (call) => call.unknown('runtime')),
]
