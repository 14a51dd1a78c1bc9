// Reading the command line: options of every form, and what counts even when the rest is wrong.
import { describe, expect, test } from 'vitest'
import { readArguments } from '../src/arguments.ts'

describe('readArguments', () => {
  test('every option arrives', () => {
    const { request, manner } = readArguments([
      ...['trace', 'a', 'b', '--proto=udp', '--style', 'ping', '--expect', 'drop', '-ojson', '--era', '2022'],
      ...['--module-path', 'br/public:avm=./vendor', '--module-cache', '.bicep', '--module-cache', '/cache'],
      ...['--env', 'REGION=japaneast', '--external-input', 'sys.cliArg:a=b'],
      ...['--param', 'x=1', '--param', 'y=a=b', '--param', 'x=2', '--root', '..', '--resource-group', 'rg'],
      ...['--subscription', 's', '--location', 'japaneast', '--lang', 'ja', '-v', '--no-color'],
    ])
    expect(request).toEqual({
      kind: 'question',
      command: 'trace',
      operands: ['a', 'b'],
      options: {
        output: 'json',
        wide: false,
        protocol: 'udp',
        style: 'ping',
        expect: 'drop',
        parameters: { x: '2', y: 'a=b' },
        modulePaths: { 'br/public:avm': './vendor' },
        moduleCaches: ['.bicep', '/cache'],
        environment: { REGION: 'japaneast' },
        externalInputs: { 'sys.cliArg:a': 'b' },
        era: 2022,
        root: '..',
        resourceGroup: 'rg',
        subscription: 's',
        location: 'japaneast',
      },
    })
    expect(manner).toEqual({ language: 'ja', verbose: true, color: false })
  })

  test('a parameter named __proto__ is data', () => {
    const { request } = readArguments(['routes', '--param', '__proto__=x'])
    if (request.kind !== 'question') throw new Error('expected a question')
    expect(Object.entries(request.options.parameters)).toEqual([['__proto__', 'x']])
  })

  test('behind -- everything is a name or an input', () => {
    expect(readArguments(['trace', '--', '--style', '-x'])).toMatchObject({
      request: { kind: 'question', operands: ['--style', '-x'] },
    })
  })

  test('the language counts even in a mistake', () => {
    expect(readArguments(['nonsense', '--lang', 'ja'])).toMatchObject({
      request: { kind: 'mistake' },
      manner: { language: 'ja' },
    })
  })

  test.each([['--version'], ['routes', '-V'], ['--help', '-V']])('%s asks for the version', (...argv) => {
    expect(readArguments(argv).request).toEqual({ kind: 'version' })
  })
})
