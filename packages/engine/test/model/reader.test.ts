// Reading the properties of a resource: values of the right type, of a wrong one, and those that are not known.
import { describe, expect, test } from 'vitest'
import type { Finding } from '../../src/diagnostics/index.ts'
import { type Reader, readerOf } from '../../src/model/reader.ts'
import { formatAddress, formatPrefix } from '../../src/net/index.ts'
import { codesOf, type PlainObject, resourceSetOf, unknown } from './network-of.ts'

const reading = (properties: PlainObject): { reader: Reader; found: Finding[] } => {
  const [resource] = resourceSetOf([
    { type: 'Microsoft.Network/things', name: 'thing', properties },
  ]).resources.values()
  if (resource === undefined) throw new Error('no resource')
  const found: Finding[] = []
  return { reader: readerOf(resource, (finding) => found.push(finding)), found }
}

describe('a value of the right type', () => {
  test('is read, with names in any letter case and no finding', () => {
    const { reader, found } = reading({
      Name: 'x',
      on: true,
      count: 7,
      asn: '65001',
      inner: { address: '10.0.0.4', prefix: '10.0.0.0/24', list: ['10.1.0.0/16', '10.2.0.0/16'] },
    })
    expect(reader.text('name')).toBe('x')
    expect(reader.flag('ON')).toBe(true)
    expect(reader.integer('count')).toBe(7)
    expect(reader.integer('asn')).toBe(65001)
    const address = reader.address('inner', 'address')
    expect(address === undefined ? undefined : formatAddress(address)).toBe('10.0.0.4')
    expect(reader.prefixes('inner', 'list').map(formatPrefix)).toEqual(['10.1.0.0/16', '10.2.0.0/16'])
    expect(found).toEqual([])
  })

  test('may be the text of a number or of a boolean, as Azure takes it', () => {
    const { reader, found } = reading({ on: 'true', off: 'False', asn: '65001' })
    expect([reader.flag('on'), reader.flag('off'), reader.integer('asn')]).toEqual([true, false, 65001])
    expect(found).toEqual([])
  })

  test('is missing without a word, and so are null and an empty address', () => {
    const { reader, found } = reading({ nothing: null, address: '' })
    expect(reader.text('absent')).toBeUndefined()
    expect(reader.text('nothing')).toBeUndefined()
    expect(reader.address('address')).toBeUndefined()
    expect(reader.items('absent')).toEqual([])
    expect(found).toEqual([])
  })
})

describe('a value of the wrong type', () => {
  test.each([
    ['text', 'number', 'string', 5],
    ['flag', 'string', 'boolean', 'yes'],
    ['integer', 'string', 'integer', 'many'],
    ['integer', 'number', 'integer', 1.5],
    ['integer', 'object', 'integer', {}],
    ['prefixes', 'string', 'list', '10.0.0.0/8'],
    ['address', 'list', 'string', []],
    ['flag', 'object', 'boolean', { value: true }],
  ] as const)('%s finds a %s where it wants a %s', (kind, was, expected, value) => {
    const { reader, found } = reading({ it: value })
    const result = reader[kind]('it')
    expect(result === undefined || (Array.isArray(result) && result.length === 0)).toBe(true)
    expect(found).toMatchObject([
      { code: 'HP2002', parameters: { property: 'properties.it', found: was, expected: [expected] } },
    ])
  })

  test.each([
    ['address', '10.0.0.256', 'HP2003'],
    ['prefix', '10.0.0.0', 'HP2004'],
  ] as const)('an unreadable %s is told as it was written', (kind, text, code) => {
    const { reader, found } = reading({ it: text })
    expect(reader[kind]('it')).toBeUndefined()
    expect(found).toMatchObject([{ code, parameters: { property: 'properties.it', text } }])
  })

  test('a prefix with host bits is corrected', () => {
    const { reader, found } = reading({ it: '10.0.0.4/24' })
    const prefix = reader.prefix('it')
    expect(prefix === undefined ? undefined : formatPrefix(prefix)).toBe('10.0.0.0/24')
    expect(found).toMatchObject([
      { code: 'HP2011', parameters: { prefix: '10.0.0.4/24', corrected: '10.0.0.0/24' } },
    ])
  })

  test('an id that is none is told; the other ids of the list are read', () => {
    const good = '/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/routeTables/t'
    const { reader, found } = reading({ list: [{ id: 'rt' }, { id: good }, {}] })
    expect(reader.references('list').map((reference) => reference.id.text)).toEqual([good])
    expect(found).toMatchObject([
      { code: 'HP2005', parameters: { property: 'properties.list.0.id', text: 'rt' } },
    ])
  })
})

describe('an unknown value', () => {
  test('is no value and no fault, but a note with its origin', () => {
    const { reader, found } = reading({ it: unknown("parameters('x')") })
    expect(reader.text('it')).toBeUndefined()
    expect(found).toMatchObject([
      {
        code: 'HP2009',
        severity: 'note',
        parameters: { property: 'properties.it', origin: "parameters('x')" },
      },
    ])
  })

  test('counts as written, where null and an empty list do not', () => {
    const { reader } = reading({ it: unknown('p'), nothing: null, list: [], no: false })
    expect(['it', 'nothing', 'list', 'no', 'absent'].map((name) => reader.states(name))).toEqual([
      true,
      false,
      false,
      true,
      false,
    ])
    expect(reader.states('it', 'below')).toBe(true)
  })

  test('in place of an object stands for what would be inside', () => {
    const { reader, found } = reading({ outer: unknown("variables('o')") })
    expect(reader.reference('outer', 'subnet')).toBeUndefined()
    expect(found).toMatchObject([{ code: 'HP2009', parameters: { origin: "variables('o')" } }])
  })

  test('in a list leaves the other items', () => {
    const { reader, found } = reading({ list: ['10.0.0.0/16', unknown('p'), '10.1.0.0/16'] })
    expect(reader.prefixes('list').map(formatPrefix)).toEqual(['10.0.0.0/16', '10.1.0.0/16'])
    expect(found).toMatchObject([{ code: 'HP2009', parameters: { property: 'properties.list.1' } }])
  })

  test('among ids leaves the other ids, whether the item or its id is unknown', () => {
    const { reader, found } = reading({ list: [unknown('a'), { id: unknown('b') }] })
    expect(reader.references('list')).toEqual([])
    expect(codesOf(found)).toEqual(['HP2009', 'HP2009'])
  })
})
