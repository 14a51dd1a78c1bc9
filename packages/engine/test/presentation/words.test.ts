// The two catalogues: every sentence with and without its parameters, no word left empty, no hole in Japanese.
import { describe, expect, test } from 'vitest'
import { english } from '../../src/presentation/words/en.ts'
import { ruleText } from '../../src/presentation/words/index.ts'
import { japanese } from '../../src/presentation/words/ja.ts'

const parameters = Object.fromEntries(
  [
    'prefix',
    'source',
    'nextHopType',
    'nextHopIp',
    'destination',
    'expected',
    'nextHop',
    'address',
    'vnet',
    'vnets',
    'tag',
    'service',
    'vm',
    'to',
    'expected',
    'nic',
    'chain',
    'group',
    'firewall',
    'collection',
    'names',
    'element',
    'rule',
    'priority',
    'attachedTo',
    'dev',
    'frontend',
    'count',
    'peering',
    'subnet',
    'asPath',
    'site',
    'circuit',
    'element',
    'gateway',
    'gateways',
    'value',
    'year',
    'resource',
    'name',
    'connection',
    'hub',
    'firewall',
    'balancer',
    'probe',
    'port',
    'cluster',
    'state',
    'endpoint',
  ].map((name) => [name, `<${name}>`]),
)
const sentencesOf = (words: typeof english): readonly (readonly [string, string])[] =>
  [...Object.entries(words.decisions), ...Object.entries(words.assumptions)].map(([code, say]) => [
    code,
    say(parameters),
  ])

describe.each([
  ['en', english],
  ['ja', japanese],
] as const)('%s', (_, words) => {
  test('no sentence has a hole when its parameters are there', () => {
    for (const [code, sentence] of sentencesOf(words)) {
      expect(sentence, code).not.toMatch(/\?|undefined/u)
      expect(sentence.trim(), code).not.toBe('')
    }
  })

  test('both languages use the same parameters', () => {
    const used = (sentences: readonly (readonly [string, string])[]): unknown =>
      Object.fromEntries(
        sentences.map(([code, sentence]) => [code, [...sentence.matchAll(/<\w+>/gu)].map(String).sort()]),
      )
    expect(used(sentencesOf(words))).toEqual(used(sentencesOf(english)))
  })
})

test('Japanese differs from English where it has words of its own', () => {
  const same = Object.entries(japanese.endings).filter(([ending, text]) =>
    Object.entries(english.endings).some(([e, t]) => e === ending && t === text),
  )
  expect(same).toEqual([])
})

test('a rule without a name is printed as its id, whatever it is called', () => {
  expect(ruleText('R9.9', english)).toBe('R9.9')
  expect(ruleText('constructor', english)).toBe('constructor')
  expect(ruleText('R1.3', english)).toBe('R1.3 reserved prefixes go to None')
})
