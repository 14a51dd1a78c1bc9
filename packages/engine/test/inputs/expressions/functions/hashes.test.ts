// uniqueString and guid against known values and Node's own hashes.
import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sha1 } from '../../../../src/inputs/expressions/functions/sha1.ts'
import { resultOf, run } from './call.ts'

test.each([
  [['hello', 'world'], 'a7wkljktk6wne'],
  [['tyeth'], 'zcztcwvu6iyg6'],
  [['/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/myRg'], 'js26ofeqkqeve'],
])('uniqueString(%j) is %s', (parts, result) => {
  expect(resultOf('uniqueString', ...parts)).toBe(result)
})

test('arguments count as one text with hyphens between them', () => {
  expect(resultOf('uniqueString', 'a', 'b')).toBe(resultOf('uniqueString', 'a-b'))
  expect(resultOf('uniqueString', 'a', 'b')).not.toBe(resultOf('uniqueString', 'ab'))
  expect(resultOf('guid', 'a', 'b', 'c')).toBe(resultOf('guid', 'a-b-c'))
})

test('newGuid is for Azure to choose', () => {
  expect(resultOf('newGuid')).toEqual({ unknown: 'runtime' })
  expect(run('uniqueString', []).findings.map(({ code }) => code)).toEqual(['HP1051'])
})

describe('against Node', () => {
  const texts = fc.string({ unit: 'grapheme', maxLength: 200 })

  test('SHA-1', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (octets) => {
        expect(sha1([...octets])).toEqual([...createHash('sha1').update(octets).digest()])
      }),
    )
  })

  test('guid is version 5 in the namespace of Azure Resource Manager', () => {
    const namespace = '11fb06fb712d4ddd98c7e71bbd588830'
    fc.assert(
      fc.property(fc.array(texts, { minLength: 1, maxLength: 3 }), (parts) => {
        const hash = createHash('sha1')
          .update(Buffer.from(namespace, 'hex'))
          .update(parts.join('-'), 'utf8')
          .digest()
        hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x50, 6)
        hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8)
        expect(String(resultOf('guid', ...parts)).replaceAll('-', '')).toBe(hash.toString('hex', 0, 16))
      }),
    )
  })

  test('uniqueString has 13 digits of base 32, the last of four bits', () => {
    fc.assert(
      fc.property(texts, (part) => {
        expect(resultOf('uniqueString', part)).toMatch(/^[a-z2-7]{12}[acegikmoqsuwy246]$/)
      }),
    )
  })
})
