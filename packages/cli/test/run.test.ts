// The command as people call it: exit codes, what goes to which stream, languages, and mistakes.
import { readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { version } from '../src/version.ts'
import { folderWith, runIn } from './recorder.ts'
import { smallNetwork } from './small-network.ts'

const good = (): string => folderWith({ 'network.json': smallNetwork() })
const wrong = (): string => folderWith({ 'network.json': smallNetwork(true) })

describe('answers', () => {
  test('a dropped packet is an answer: 0, nothing on stderr', async () => {
    const { code, stdout, stderr } = await runIn(good(), ['trace', 'vm-a', 'vm-b'])
    expect(stdout).toMatch(
      /^vm-a cannot reach vm-b \(10\.2\.0\.4\): no route; dropped by 10\.0\.0\.0\/8 → None\.\n/u,
    )
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  })

  test('an error finding: the answer on stdout, the finding with its lines on stderr, 1', async () => {
    const { code, stdout, stderr } = await runIn(wrong(), ['routes', 'vm-a'])
    expect(code).toBe(1)
    expect(stdout).toMatch(/^Source +State +Address Prefix/u)
    expect(stderr).toMatch(/^network\.json:\d+:\d+: error HP3009: /u)
    expect(stderr).toMatch(/^ {2}> +\d+ \| /mu)
  })

  test('places are shown from the current folder, whatever the root is', async () => {
    const folder = folderWith({
      'project/network.json': smallNetwork(true),
      'project/.git/HEAD': '',
      'here/x': '',
    })
    const { stderr } = await runIn(`${folder}/here`, ['routes', 'vm-a', '../project/network.json'])
    expect(stderr).toMatch(/^\.\.\/project\/network\.json:\d+:\d+: error/u)
  })

  test('JSON is alone on stdout', async () => {
    const { stdout } = await runIn(wrong(), ['trace', 'vm-a', 'vm-b', '--output', 'json'])
    expect(JSON.parse(stdout)).toMatchObject({ format: 1, verdict: 'notReached', replyTtl: null })
  })

  test('inspect as JSON holds the findings', async () => {
    const { code, stdout, stderr } = await runIn(wrong(), ['inspect', '-o', 'json'])
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' })
    expect(JSON.parse(stdout)).toMatchObject({ findings: [{ code: 'HP3009', severity: 'error' }] })
  })

  test('routes --output az is one NIC as Azure gives it', async () => {
    const { code, stdout } = await runIn(good(), ['routes', 'vm-a', '--output', 'az'])
    expect(code).toBe(0)
    const table: { nextLink: unknown; value: readonly unknown[] } = JSON.parse(stdout)
    expect(table.nextLink).toBeNull()
    expect(table.value[0]).toEqual({
      addressPrefix: ['10.1.0.0/16'],
      name: null,
      nextHopIpAddress: [],
      nextHopType: 'VnetLocal',
      source: 'Default',
      state: 'Active',
    })
    expect((await runIn(good(), ['routes', '--output', 'az'])).code).toBe(2)
  })

  test('bgp answers where nothing speaks BGP', async () => {
    expect(await runIn(good(), ['bgp'])).toEqual({
      code: 0,
      stdout: 'Nothing speaks BGP here.\n',
      stderr: '',
    })
  })

  test('--style prints what the tool would print, --verbose and --wide print more', async () => {
    const folder = good()
    const ethr = await runIn(folder, ['trace', 'vm-a', 'vm-b:22', '--style', 'ethr'])
    expect(ethr.stdout).toMatch(/^Using destination: 10\.2\.0\.4, ip: 10\.2\.0\.4, port: 22\n/u)
    const [plain, wide] = [await runIn(folder, ['routes']), await runIn(folder, ['routes', '--wide'])]
    expect(plain.stdout).not.toContain('R1.1')
    expect(wide.stdout).toContain("R1.1 the VNet's own prefixes")
  })

  test('options may stand anywhere', async () => {
    const folder = good()
    const before = await runIn(folder, ['--lang', 'ja', 'trace', 'vm-a', '--style=ping', 'vm-b'])
    const after = await runIn(folder, ['trace', 'vm-a', 'vm-b', '--style', 'ping', '--lang=ja'])
    expect(before).toEqual(after)
    expect(before.stdout).toContain('100% packet loss')
  })
})

describe('--expect', () => {
  test.each([
    ['drop', 0],
    ['reach', 1],
  ] as const)('%s of a dropped packet: %i', async (expected, code) => {
    const outcome = await runIn(good(), ['trace', 'vm-a', 'vm-b', '--expect', expected])
    expect(outcome.code).toBe(code)
    expect(outcome.stderr === '').toBe(code === 0)
  })

  test('says what came instead, in the language asked for', async () => {
    const { stderr } = await runIn(good(), ['trace', 'vm-a', 'vm-b', '--expect', 'reach', '--lang', 'ja'])
    expect(stderr).toMatch(/^--expect reach の結果と異なります: vm-a から vm-b/u)
  })

  test('an address is reached in its own subnet', async () => {
    expect((await runIn(good(), ['trace', 'vm-a', '10.1.0.4', '--expect', 'reach'])).code).toBe(0)
  })
})

describe('could not answer: 2, stdout empty', () => {
  const cases: readonly (readonly [string, readonly string[], string])[] = [
    ['unknown command', ['rutes'], 'Did you mean "routes"?'],
    ['unknown option', ['routes', '--outptu', 'json'], 'Did you mean "--output"?'],
    ['option of another command', ['routes', '--style', 'ping'], 'HP9002'],
    ['missing value', ['routes', '--output'], '--output json'],
    ['value not allowed', ['trace', 'vm-a', 'vm-b', '--proto', 'gre'], '"icmp", "tcp" or "udp"'],
    ['az for a trace', ['trace', 'vm-a', 'vm-b', '--output', 'az'], '"text" or "json"'],
    ['missing name', ['trace', 'vm-a'], '"TO"'],
    ['missing names', ['trace'], '"FROM"'],
    ['too many names', ['routes', 'vm-a', 'vm-b'], '"vm-b" is one argument too many'],
    ['name not there', ['routes', 'vm-aa'], 'Did you mean "vm-a"?'],
    ['destination not there', ['trace', 'vm-a', 'vm-c'], 'HP5001'],
    ['a file not there', ['routes', 'vm-a', 'netwrk.json'], 'Did you mean "network.json"?'],
    ['a folder not there', ['routes', './nowhere'], 'HP1001'],
    ['a root not there', ['routes', '--root', 'nowhere'], 'HP1001'],
    ['a port that is none', ['trace', 'vm-a', 'vm-b:0'], '"0" is no port'],
    ['a port that is too large', ['trace', 'vm-a', 'vm-b:99999'], 'a number from 1 to 65535'],
    ['no port behind the colon', ['trace', 'vm-a', 'vm-b:'], 'No port stands behind the colon'],
    ['a port for ICMP', ['trace', 'vm-a', 'vm-b:22', '--proto', 'icmp'], 'ICMP has no ports'],
    ['an empty name', ['trace', '', 'vm-b'], '"FROM" is missing'],
    ['a name of spaces', ['trace', 'vm-a', ' '], '"TO" is missing'],
    ['a URL', ['trace', 'vm-a', 'https://vm-b/'], 'is a URL'],
    ['a port of the source', ['trace', 'vm-a:22', 'vm-b'], 'Write "vm-a"'],
    ['a network', ['trace', 'vm-a', 'vnet-b'], 'Name who is meant: "vm-b"'],
    ['a ping to a port', ['trace', 'vm-a', 'vm-b:443', '--style', 'ping'], 'cannot ask for TCP to port 443'],
    ['a tracert by TCP', ['trace', 'vm-a', 'vm-b', '--style', 'tracert', '--proto', 'tcp'], 'HP5060'],
    [
      'a year that is none',
      ['routes', '--era', 'soon'],
      'The era soon is not known; behaviour is known for the years 2017 to',
    ],
    ['a year too early', ['routes', '--era', '1999'], 'HP1035'],
    ['a parameter without =', ['routes', '--param', 'x'], '--param'],
  ]
  test.each(cases)('%s', async (_, argv, hint) => {
    const { code, stdout, stderr } = await runIn(good(), argv)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr.replaceAll(/\s+/gu, ' ')).toContain(hint)
  })

  test('nothing to read', async () => {
    const { code, stdout, stderr } = await runIn(folderWith({ 'x.txt': '' }), ['routes'])
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain('HP1007')
  })

  test('an input that leads out of the root', async () => {
    const folder = folderWith({ 'outside.json': smallNetwork(), 'project/bicepconfig.json': '{}' })
    const { code, stderr } = await runIn(`${folder}/project`, ['routes', '--root', '.', '../outside.json'])
    expect(code).toBe(2)
    expect(stderr.replaceAll(/\s+/gu, '')).toContain(`--root"${folder}"`)
  })

  test('no command: the help on stderr', async () => {
    const { code, stdout, stderr } = await runIn(good(), [])
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain('Usage')
  })
})

describe('names and inputs', () => {
  test('what exists is an input, the rest are names, in any order', async () => {
    const folder = folderWith({ 'net/network.json': smallNetwork() })
    const forms = [
      ['trace', 'vm-a', 'vm-b', 'net'],
      ['trace', 'net', 'vm-a', 'vm-b'],
      ['trace', 'vm-a', 'net/network.json', 'vm-b'],
    ]
    const outcomes = await Promise.all(forms.map((argv) => runIn(folder, argv)))
    expect(new Set(outcomes.map(({ stdout }) => stdout)).size).toBe(1)
    expect(outcomes.map(({ code }) => code)).toEqual([0, 0, 0])
  })

  test('several inputs share the deepest folder that holds them all', async () => {
    const folder = folderWith({ 'a/one.json': smallNetwork(), 'b/two.json': smallNetwork() })
    const { code, stderr } = await runIn(folder, ['trace', 'vm-a', 'vm-b', 'a', 'b/two.json'])
    expect({ code, refused: stderr.includes('HP1003') }).toEqual({ code: 0, refused: false })
  })

  test('files in messages are named as seen from the current folder', async () => {
    const folder = folderWith({ 'net/a.json': '{}', 'outside.json': smallNetwork() })
    const strange = await runIn(folder, ['routes', 'net'])
    expect(strange.code).toBe(2)
    expect(strange.stderr).toContain('in the folder "net" holds Azure resources. It has: "a.json"')
    symlinkSync('../outside.json', join(folder, 'net', 'link.json'))
    const linked = await runIn(folder, ['routes', 'net'])
    expect(linked.stderr).toContain('HP1003: The file "net/link.json" lies outside the root folder "net"')
    expect(linked.stderr).toContain(`--root "${folder}"`)
  })

  test('a subnet with a slash and an id are names', async () => {
    const folder = good()
    expect((await runIn(folder, ['routes', 'vnet-a/default'])).code).toBe(0)
    const id = '/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/networkInterfaces/nic-a'
    expect((await runIn(folder, ['routes', id])).code).toBe(0)
  })
})

describe('help and version', () => {
  test('the version is that of the package', async () => {
    const text = readFileSync(fileURLToPath(new URL('../package.json', import.meta.url)), 'utf8')
    expect(JSON.parse(text)).toMatchObject({ version })
    expect(await runIn('/', ['--version'])).toEqual({ code: 0, stdout: `hairpin ${version}\n`, stderr: '' })
  })

  test.each(['en', 'ja'])('the help in %s', async (language) => {
    const { code, stdout } = await runIn('/', ['--help', '--lang', language])
    expect(code).toBe(0)
    await expect(stdout).toMatchFileSnapshot(`./expected/help.${language}.txt`)
  })

  test('each command has its own help, by either form', async () => {
    for (const command of ['routes', 'trace', 'bgp', 'inspect', 'tour']) {
      const [option, word] = [await runIn('/', [command, '--help']), await runIn('/', ['help', command])]
      expect(option).toEqual(word)
      expect(option.stdout).toContain(`hairpin ${command}`)
    }
  })

  test('the tour is not listed, and the help of one command shows no option of another', async () => {
    expect((await runIn('/', ['--help'])).stdout).not.toMatch(/\btour\b/u)
    expect((await runIn('/', ['bgp', '--help'])).stdout).not.toContain('--style')
  })
})

describe('language and colours', () => {
  test.each([
    [{ LANG: 'ja_JP.UTF-8' }, 'ja'],
    [{ LC_ALL: 'C', LANG: 'ja_JP.UTF-8' }, 'en'],
    [{ LC_ALL: '', LC_MESSAGES: 'ja_JP', LANG: 'en_US' }, 'ja'],
    [{ LANG: 'jam_JM' }, 'en'],
    [{}, 'en'],
  ] as const)('%j reads %s', async (environment, language) => {
    const { stdout } = await runIn('/', ['--help'], { environment })
    expect(stdout.includes('使い方')).toBe(language === 'ja')
  })

  test('colours on a terminal, unless told otherwise', async () => {
    const folder = good()
    const stdout = async (argv: readonly string[], environment: Record<string, string>): Promise<string> =>
      (await runIn(folder, ['trace', 'vm-a', 'vm-b', ...argv], { stdoutIsTerminal: true, environment }))
        .stdout
    expect(await stdout([], {})).toContain('\u001b[')
    expect(await stdout(['--no-color'], {})).not.toContain('\u001b')
    expect(await stdout([], { NO_COLOR: '1' })).not.toContain('\u001b')
    expect(await stdout([], { TERM: 'dumb' })).not.toContain('\u001b')
  })

  test('progress shows after a second, on a terminal only, and leaves nothing behind', async () => {
    const folder = good()
    let time = 0
    const slow = { now: () => (time += 2000) }
    const { stderr } = await runIn(folder, ['routes'], { ...slow, stderrIsTerminal: true })
    expect(stderr).toContain('Reading file')
    expect(stderr.endsWith('\r\u001b[2K')).toBe(true)
    expect((await runIn(folder, ['routes'], slow)).stderr).toBe('')
  })
})

describe('a bug', () => {
  const broken = {
    stdout: () => {
      throw new Error('the printer is on fire')
    },
  }

  test('is a finding, 2, with the stack for those who ask', async () => {
    const quiet = await runIn(good(), ['routes'], broken)
    expect(quiet.code).toBe(2)
    expect(quiet.stderr).toContain('HP9099')
    expect(quiet.stderr).not.toContain('    at ')
    expect((await runIn(good(), ['routes', '--verbose'], broken)).stderr).toContain('    at ')
    const environment = { HAIRPIN_DEBUG: '1' }
    expect((await runIn(good(), ['routes'], { ...broken, environment })).stderr).toContain('    at ')
  })
})
