// Every finding that asks for hairpin.yaml has its suggestion, or a reason why init has none for it.
import { expect, test } from 'vitest'
import { type Code, describe, type Finding, findings } from '../../src/diagnostics/index.ts'
import { suggestionFor } from '../../src/queries/init/suggestion.ts'
import { samples } from '../diagnostics/samples.ts'

/** Codes whose words name hairpin.yaml and for which no line could be suggested, and why. */
const without: Readonly<Partial<Record<Code, string>>> = {
  HP1007: 'there is no input at all',
  HP1019: 'the file is in another format',
  HP1032: 'a fault of hairpin.yaml itself',
  HP1034: 'a fault of hairpin.yaml itself',
  HP1036: 'a fault of hairpin.yaml itself',
  HP1038: 'a fault of hairpin.yaml itself',
  HP1067: 'a module is given by its folder, with modulePaths or --module-path',
  HP1105: 'a table that a question asks for by name',
  HP1110: 'a line of a router that is not simulated; its message says what to write instead',
  HP1111: 'a line of a router that nobody knows; likewise',
  HP1120: 'a statement of a guest that is not simulated; its message says what to write instead',
  HP1121: 'a program of which nobody can tell what it does; likewise',
  HP1122: 'user data in a format that is not read; likewise',
  HP2009: 'one value of a resource; where a parameter decides it, HP1063 says so',
  HP4022: 'a table has no place, which is a question of the file and not of the network',
  HP4026: 'a fault of hairpin.yaml itself',
  HP5003: 'the address of a question',
}

test('codes that name hairpin.yaml', () => {
  const naming = Object.entries(samples).flatMap(([code, parameters]) => {
    const make = Object.values(findings).find((finding) => finding.code === code)
    if (make === undefined) return []
    const finding = { code, severity: make.severity, parameters } as Finding
    const { message, advice } = describe(finding, 'en')
    return /hairpin\.yaml/.test(message + advice) ? [code] : []
  })
  const accounted = [...Object.keys(suggestionFor), ...Object.keys(without)]
  expect(Object.keys(without).filter((code) => !naming.includes(code))).toEqual([])
  expect(naming.filter((code) => !accounted.includes(code))).toEqual([])
  for (const code of Object.keys(suggestionFor))
    expect([code, Object.hasOwn(without, code)]).toEqual([code, false])
})
