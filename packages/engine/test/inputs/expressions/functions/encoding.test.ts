// Base64, UTF-8, URIs and data URIs, against Node's own.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeUtf8, encodeUtf8 } from '../../../../src/inputs/expressions/functions/utf8.ts'
import { failed, failureOf, resultOf } from './call.ts'

test.each<readonly [name: string, args: readonly unknown[], result: unknown]>([
  ['base64', ['one, two, three'], 'b25lLCB0d28sIHRocmVl'],
  ['base64', [''], ''],
  ['base64', ['日本'], '5pel5pys'],
  ['base64ToString', ['b25l\r\nLCB0 d28='], 'one, two'],
  ['base64ToJson', ['eyJhIjpbMV19'], { a: [1] }],
  ['uriComponent', ["http://contoso.com/a b'(c)!*~"], 'http%3A%2F%2Fcontoso.com%2Fa%20b%27%28c%29%21%2A~'],
  ['uriComponentToString', ['http%3A%2F%2Fcontoso.com%2F%e6%97%a5'], 'http://contoso.com/日'],
  ['uriComponentToString', ['100%, %FF%41 %zz'], '100%, %FFA %zz'],
  ['dataUri', ['Hello'], 'data:text/plain;charset=utf8;base64,SGVsbG8='],
  ['dataUri', [{ a: 1 }], 'data:application/json;charset=utf8;base64,eyJhIjoxfQ=='],
  ['dataUriToString', ['data:;base64,SGVsbG8sIFdvcmxkIQ=='], 'Hello, World!'],
  ['dataUriToString', ['data:,a%20b'], 'a b'],
  ['uri', ['http://contoso.org/firstpath', 'myscript.sh'], 'http://contoso.org/myscript.sh'],
  ['uri', ['http://contoso.org/firstpath/', 'myscript.sh'], 'http://contoso.org/firstpath/myscript.sh'],
  ['uri', ['http://contoso.org/firstpath/', '/myscript.sh'], 'http://contoso.org/firstpath/myscript.sh'],
  [
    'uri',
    ['http://contoso.org/firstpath/azuredeploy.json', '/myscript.sh'],
    'http://contoso.org/firstpath/myscript.sh',
  ],
  ['uri', ['http://contoso.org', 'a/b.json?x=1'], 'http://contoso.org/a/b.json?x=1'],
  ['uri', ['https://x.org/a/b/c.json?sas=/1', '../d.json'], 'https://x.org/a/d.json'],
  ['uri', ['https://x.org/a', 'https://y.org/b'], 'https://y.org/b'],
  ['uri', ['https://x.org/', '../../../b'], 'https://x.org/b'],
  ['uri', ['labs/main.json', 'nested/./vnet.json'], 'labs/nested/vnet.json'],
  ['uri', ['main.json', 'nested/vnet.json'], 'nested/vnet.json'],
])('%s(%j) is %j', (name, args, result) => {
  expect(resultOf(name, ...args)).toEqual(result)
})

test.each<readonly [name: string, args: readonly unknown[], why: string]>([
  ['base64ToString', ['abc'], 'base64'],
  ['base64ToString', ['a==='], 'base64'],
  ['base64ToString', ['ab!='], 'base64'],
  ['base64ToJson', ['aGVsbG8='], 'json'],
  ['dataUriToString', ['hello'], 'dataUri'],
  ['dataUriToString', ['data:;base64,*'], 'base64'],
])('%s(%j) fails: %s', (name, args, why) => {
  expect(failureOf(name, ...args)).toEqual(failed(why))
})

describe('against Node', () => {
  const texts = fc.string({ unit: 'binary', maxLength: 60 })

  test('Base64 is the same, and comes back', () => {
    fc.assert(
      fc.property(texts, (source) => {
        const encoded = Buffer.from(source, 'utf8').toString('base64')
        expect(resultOf('base64', source)).toBe(encoded)
        expect(resultOf('base64ToString', encoded)).toBe(source.toWellFormed())
      }),
    )
  })

  test('UTF-8 with lone surrogates and malformed octets', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)) }),
        (source) => {
          expect(encodeUtf8(source)).toEqual([...Buffer.from(source, 'utf8')])
        },
      ),
    )
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 12 }), (octets) => {
        const decoded = decodeUtf8([...octets])
        expect(decoded.isWellFormed()).toBe(true)
        const runs = (text: string): string => text.replaceAll(/\ufffd+/g, '\ufffd')
        expect(runs(decoded)).toBe(runs(new TextDecoder('utf-8', { ignoreBOM: true }).decode(octets)))
      }),
    )
  })

  test('a URI component comes back, and is what the language makes of it but for five signs', () => {
    fc.assert(
      fc.property(texts, (source) => {
        const encoded = resultOf('uriComponent', source)
        expect(encoded).toMatch(/^[A-Za-z0-9\-._~%]*$/)
        expect(resultOf('uriComponentToString', encoded)).toBe(source)
        expect(decodeURIComponent(String(encoded))).toBe(source)
      }),
    )
  })

  test('uri() resolves dots as a browser does', () => {
    const segments = fc.array(fc.constantFrom('a', 'b', '..', '.'), { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(segments, segments, (base, relative) => {
        const from = `https://x.org/${base.join('/')}/main.json`
        expect(resultOf('uri', from, relative.join('/'))).toBe(new URL(relative.join('/'), from).href)
      }),
    )
  })
})
