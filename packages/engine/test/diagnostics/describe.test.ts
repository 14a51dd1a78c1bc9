// Every code has words in every language, and shows what it was given.
import fc from 'fast-check'
import { expect, describe as group, test } from 'vitest'
import {
  type Code,
  danglingReference,
  describe,
  expressRouteHairpin,
  type Finding,
  type FindingOf,
  findings,
  gatewaySubnetTooSmall,
  jsonSyntax,
  type Language,
  nameAmbiguous,
  nameNotFound,
  subnetOutsideVnet,
  unknownValue,
  unsupportedResourceType,
  type ValueKind,
  worldUnknownReference,
  worldWrongType,
  wrongPropertyType,
} from '../../src/diagnostics/index.ts'
import { things as englishThings } from '../../src/diagnostics/messages/en/wording.ts'
import {
  jsonExpectations as japaneseExpectations,
  things as japaneseThings,
} from '../../src/diagnostics/messages/ja/wording.ts'
import { samples } from './samples.ts'

const languages: readonly Language[] = ['en', 'ja']
const codes = Object.values(findings).map((finding) => finding.code)

const keysOf = <K extends string>(record: Readonly<Record<K, unknown>>): readonly K[] => {
  const isKey = (key: string): key is K => key in record
  return Object.keys(record).filter(isKey)
}

const valueKinds = [
  'address',
  'asn',
  'boolean',
  'integer',
  'list',
  'null',
  'number',
  'object',
  'port',
  'prefix',
  'resourceId',
  'string',
] as const satisfies readonly ValueKind[]

const sampleOf = <C extends Code>(code: C): Finding<C> => {
  const finding: FindingOf<C, (typeof samples)[C]> = { code, severity: 'error', parameters: samples[code] }
  return finding
}

const textOf = <C extends Code>(finding: Finding<C>, language: Language): string => {
  const { message, advice } = describe(finding, language)
  return `${message}\n${advice}`
}

const isText = (value: unknown): value is string => typeof value === 'string' && value.endsWith('-a')

/** What a message must show: names and values, and the first of each list. Words for kinds are translated. */
const shownValues = (parameters: object): readonly string[] =>
  Object.values(parameters)
    .flatMap((value: unknown) => (Array.isArray(value) ? value : [value]))
    .filter(isText)

group.each(languages)('messages in %s', (language) => {
  test.each(codes)('%s says what was found and what to do', (code) => {
    const { message, advice } = describe(sampleOf(code), language)
    for (const text of [message, advice]) {
      expect(text.length).toBeGreaterThan(5)
      expect(text).not.toMatch(/undefined|\[object|NaN|\$\{/)
      expect(text).not.toMatch(/[\n“”]| {2}|\.\.$|。。/)
      expect(text).toMatch(language === 'en' ? /[.]$/ : /。$/)
    }
  })

  test.each(codes)('%s shows every name it was given, in quotation marks', (code) => {
    const text = textOf(sampleOf(code), language)
    for (const value of shownValues(samples[code]))
      expect(text).toContain(language === 'en' ? `"${value}"` : `「${value}」`)
  })

  test.each(codes)('%s shows every number it was given', (code) => {
    const text = textOf(sampleOf(code), language)
    for (const value of Object.values(samples[code]))
      if (typeof value === 'number')
        expect(text.replaceAll(/(?<=\d),(?=\d{3})/g, '')).toContain(String(value))
  })
})

test('English messages hold no Japanese, Japanese messages are Japanese', () => {
  const japaneseLetters = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u
  for (const code of codes) {
    expect(textOf(sampleOf(code), 'en')).not.toMatch(japaneseLetters)
    const { message, advice } = describe(sampleOf(code), 'ja')
    expect(message).toMatch(japaneseLetters)
    expect(advice).toMatch(japaneseLetters)
  }
})

group('Japanese puts a space between Latin and Japanese letters, never beside 「」', () => {
  const expectSpaces = (finding: Finding): void => {
    const text = textOf(finding, 'ja').replaceAll(/「[^」]*」/g, '「」')
    expect(text).not.toMatch(/[A-Za-z0-9}\]:,][\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u)
    expect(text).not.toMatch(/[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}][A-Za-z0-9]/u)
    expect(text).not.toMatch(/」 [\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u)
  }

  test.each(codes)('%s', (code) => {
    expectSpaces(sampleOf(code))
  })

  test.each(keysOf(japaneseThings))('thing %s', (kind) => {
    expectSpaces(nameNotFound({ kind, name: 'n', known: [] }))
    expectSpaces(nameAmbiguous({ kind, name: 'n', ids: [] }))
    expectSpaces(worldUnknownReference({ path: 'p', kind, name: 'n', known: [] }))
  })

  test.each(valueKinds)('value kind %s', (kind) => {
    expectSpaces(worldWrongType({ path: 'p', found: kind, expected: [kind] }))
    expectSpaces(wrongPropertyType({ resource: 'r', property: 'p', found: kind, expected: [kind, 'list'] }))
  })

  test.each(keysOf(japaneseExpectations))('JSON needs %s', (expected) => {
    expectSpaces(jsonSyntax({ expected }))
    expectSpaces(jsonSyntax({ found: 'x', expected }))
  })
})

test('hostile values stay in one line, harmless and of bounded length', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 2000 }),
      fc.constantFrom(...languages),
      (text, language) => {
        const finding = subnetOutsideVnet({ subnet: text, prefix: text, vnet: text, addressSpace: text })
        const { message, advice } = describe(finding, language)
        expect(message + advice).not.toMatch(/[\p{Cc}\u{202a}-\u{202e}\u{2066}-\u{2069}]/u)
        expect(message.length).toBeLessThan(12_000)
      },
    ),
  )
})

test('long lists end in a count', () => {
  const known = Array.from({ length: 30 }, (_, index) => `vm-${index}`)
  const finding = nameNotFound({ kind: 'virtualMachine', name: 'vm', known })
  expect(describe(finding, 'en').advice).toContain('"vm-7" and 22 more.')
  expect(describe(finding, 'ja').advice).toContain('「vm-7」、ほか 22 件。')
})

test('a suggestion is asked first, and nothing is asked without one', () => {
  const without = nameNotFound({ kind: 'circuit', name: 'cirquit', known: [] })
  const withOne = nameNotFound({ kind: 'circuit', name: 'cirquit', known: [], suggestion: 'circuit' })
  expect(describe(without, 'en')).toEqual({
    message: 'There is no ExpressRoute circuit named "cirquit" in the inputs.',
    advice: 'The command inspect lists everything that was read.',
  })
  expect(describe(withOne, 'en').advice).toMatch(/^Did you mean "circuit"\? The command/)
  expect(describe(without, 'ja').message).toBe(
    '「cirquit」という名前の ExpressRoute 回線は入力の中にありません。',
  )
  expect(describe(withOne, 'ja').advice).toMatch(/^「circuit」の誤りではありませんか。/)
})

test('golden: texts as people read them', () => {
  const span = { file: 'main.bicep', line: 12, column: 5, endLine: 12, endColumn: 20 }
  const outside = subnetOutsideVnet(
    { subnet: 'app', prefix: '10.1.0.0/24', vnet: 'hub', addressSpace: '10.0.0.0/16' },
    { span },
  )
  expect(describe(outside, 'en').message).toBe(
    'The subnet "app" with prefix "10.1.0.0/24" lies outside the address space of "hub", which is "10.0.0.0/16".',
  )
  expect(describe(outside, 'ja').message).toBe(
    'サブネット「app」のプレフィックス「10.1.0.0/24」が、「hub」のアドレス空間「10.0.0.0/16」の外にあります。',
  )
  const hairpin = expressRouteHairpin({
    first: 'vnet1',
    second: 'vnet2',
    circuit: 'c1',
    peeringLocation: 'Tokyo',
  })
  for (const part of ['"vnet1" and "vnet2"', '"c1"', '"Tokyo"', 'bandwidth', 'latency', 'not recommended'])
    expect(describe(hairpin, 'en').message).toContain(part)
  for (const part of ['「vnet1」と「vnet2」', '「c1」', '「Tokyo」', '帯域幅', '遅延', '推奨されません'])
    expect(describe(hairpin, 'ja').message).toContain(part)
  const gateways = gatewaySubnetTooSmall({
    vnet: 'hub',
    prefix: '10.0.0.0/29',
    minimumLength: 27,
    gateways: ['expressRoute', 'vpn'],
  })
  expect(describe(gateways, 'en').message).toContain('(ExpressRoute and VPN) needs /27 or larger')
  const one = unsupportedResourceType({ type: 'T', count: 1, effect: 'filters' })
  const many = unsupportedResourceType({ type: 'T', count: 1234, effect: 'filters' })
  expect(describe(one, 'en').message).toBe('1 resource of type "T" was read but is not simulated.')
  expect(describe(many, 'en').message).toBe('1,234 resources of type "T" were read but are not simulated.')
})

test('the end of the file reads differently from a wrong character', () => {
  expect(describe(jsonSyntax({ expected: 'closingBrace' }), 'en').message).toBe(
    'The file ends where the JSON needs a closing brace (}).',
  )
  expect(describe(jsonSyntax({ found: ';', expected: 'comma' }), 'en').message).toBe(
    '";" stands where the JSON needs a comma (,).',
  )
  expect(describe(jsonSyntax({ found: '"name"', expected: 'comma' }), 'en').message).toBe(
    '"name" stands where the JSON needs a comma (,).',
  )
  expect(describe(jsonSyntax({ expected: 'closingBrace' }), 'ja').message).toBe(
    'JSON の構文エラーです。閉じ波かっこ } が必要な位置にファイルの終わりがあります。',
  )
})

test('every cause of an unknown value has its own words', () => {
  const causes = ['expression', 'parameter', 'runtime', 'secret', 'unsupported'] as const
  for (const language of languages) {
    const texts = causes.map((cause) => textOf(unknownValue({ property: 'p', cause, origin: 'o' }), language))
    expect(new Set(texts).size).toBe(causes.length)
  }
})

test('both languages name the same kinds of things, each differently', () => {
  for (const things of [englishThings, japaneseThings])
    expect(new Set(Object.values(things)).size).toBe(Object.keys(things).length)
})

test('a resource is named by what tells it apart within its provider, a target by its whole id', () => {
  const resource = '/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/networkInterfaces/nic-a'
  const target = '/subscriptions/s/resourceGroups/h/providers/Microsoft.Network/virtualNetworks/v/subnets/s'
  const dangling = danglingReference({ resource, property: 'properties.subnet.id', target })
  for (const language of languages) {
    const { message } = describe(dangling, language)
    expect(message).toMatch(/["「]networkInterfaces\/nic-a["」]/u)
    expect(message).toContain(target)
  }
})

test('the top of hairpin.yaml has words of its own', () => {
  const wrong = worldWrongType({ path: '', found: 'list', expected: ['object'] })
  expect(describe(wrong, 'en').message).toBe('The top of hairpin.yaml is a list; expected an object.')
  expect(describe(wrong, 'ja').message).toContain('hairpin.yaml の最上位の値が配列です')
})
