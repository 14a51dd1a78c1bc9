// `hairpin compare`: what its arguments mean, its exit codes, and its contract.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { folderWith, runIn } from './recorder.ts'
import { smallNetwork } from './small-network.ts'

const scenario = fileURLToPath(new URL('../../../scenarios/compare-drift', import.meta.url))

const tableOf = async (vm: string): Promise<string> =>
  (await runIn(folderWith({ 'network.json': smallNetwork() }), ['routes', vm, '--output', 'az'])).stdout

describe('where things are', () => {
  test('tables beside the inputs, without any argument', async () => {
    const folder = folderWith({ 'network.json': smallNetwork(), 'nic-a.json': await tableOf('vm-a') })
    for (const argv of [
      ['compare'],
      ['compare', '.'],
      ['compare', 'nic-a.json'],
      ['compare', 'nic-a.json', 'network.json'],
    ]) {
      const { code, stdout, stderr } = await runIn(folder, argv)
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
      expect(stdout).toContain('Agreement 100.0 %')
    }
  })

  test('a collected folder: resources/, evidence/ and hairpin.yaml', async () => {
    const folder = folderWith({
      'c/resources/all.json': smallNetwork(),
      'c/evidence/table.json': await tableOf('vm-a'),
      'c/hairpin.yaml': 'version: 1\nevidence: { table.json: nic-a }\n',
    })
    const { code, stdout, stderr } = await runIn(folder, ['compare', 'c'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toContain('c/evidence/table.json')
  })

  test('tables outside the root of the inputs', async () => {
    const folder = folderWith({
      'project/.git/HEAD': '',
      'project/network.json': smallNetwork(),
      'elsewhere/nic-b.txt': (await runIn(folderWith({ 'n.json': smallNetwork() }), ['routes', 'vm-b']))
        .stdout,
    })
    const { code, stdout } = await runIn(`${folder}/project`, ['compare', '../elsewhere', 'network.json'])
    expect(code).toBe(0)
    expect(stdout).toContain('Agreement 100.0 %')
  })

  test('a folder that is not there, and one without tables', async () => {
    const folder = folderWith({ 'network.json': smallNetwork() })
    expect((await runIn(folder, ['compare', './collected'])).code).toBe(2)
    const { code, stderr } = await runIn(folder, ['compare', '.'])
    expect([code, stderr.slice(0, 12)]).toEqual([2, 'error HP4020'])
  })
})

describe('what a collection brings', () => {
  const ids =
    '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/rg-prod/providers/Microsoft.Network'
  const gateway = `${ids}/virtualNetworkGateways/ergw-hub`
  const advertised = (peer: string): string =>
    JSON.stringify({
      kind: 'advertisedRoutes',
      resource: gateway,
      peer,
      output: {
        value: ['10.0.0.0/16', '10.1.0.0/16'].map((network) => ({
          network,
          nextHop: '10.0.200.4',
          asPath: '65515',
          origin: 'Igp',
          localAddress: '10.0.200.4',
        })),
      },
    })
  const resources = Object.fromEntries(
    ['virtual-networks', 'machines', 'gateways'].map((name) => [
      `resources/${name}.json`,
      readFileSync(`${scenario}/collected/resources/${name}.json`, 'utf8'),
    ]),
  )

  test('what a gateway tells an edge router of which only Azure knows the address', async () => {
    const folder = folderWith({
      ...resources,
      'collected.json': '{"format": 1, "files": []}',
      'evidence/a.json': advertised('10.0.200.14'),
      'evidence/b.json': advertised('10.0.200.15'),
    })
    const { code, stdout } = await runIn(folder, ['compare'])
    expect(code).toBe(0)
    expect(stdout).toContain('Agreement 100.0 %: 4 of 4 rows in 2 tables')
  })

  test('what its instances tell each other, states and filters are left out', async () => {
    const folder = folderWith({
      ...resources,
      'evidence/a.json': advertised('10.0.200.14'),
      'evidence/own.json': advertised('10.0.200.5'),
      'evidence/nsg.json': JSON.stringify({
        kind: 'effectiveSecurityGroup',
        resource: gateway,
        output: { value: [] },
      }),
      'evidence/peers.json': JSON.stringify({ kind: 'bgpPeerStatus', resource: gateway, output: null }),
    })
    const { stdout, stderr } = await runIn(folder, ['compare', '--verbose'])
    expect(stdout).toContain('2 of 2 rows in 1 table')
    expect(stderr.match(/note HP4025/gu)).toHaveLength(3)
  })
})

describe('exit codes', () => {
  const different = async (): Promise<string> =>
    folderWith({ 'network.json': smallNetwork(), 'nic-a.json': await tableOf('vm-b') })

  test('a difference is an answer, unless --strict', async () => {
    const folder = await different()
    expect((await runIn(folder, ['compare'])).code).toBe(0)
    const { code, stderr } = await runIn(folder, ['compare', '--strict'])
    expect(code).toBe(1)
    expect(stderr).toBe('--strict: 2 rows differ\n')
  })

  test('nothing to compare is no answer', async () => {
    const folder = folderWith({ 'network.json': smallNetwork(), 'x.json': await tableOf('vm-a') })
    const { code, stderr } = await runIn(folder, ['compare'])
    expect(code).toBe(2)
    expect(stderr).toContain('HP4022')
    expect(stderr).toContain('--place x.json=nic-a')
  })

  test('--place without a name', async () => {
    expect((await runIn(await different(), ['compare', '--place', 'x.json'])).stderr).toContain('HP9003')
  })
})

describe('--output json', () => {
  const schema = z.fromJSONSchema(
    JSON.parse(readFileSync(new URL('../../../schemas/compare.schema.json', import.meta.url), 'utf8')),
  )

  test.each([
    ['drift', ['compare', 'collected', '.']],
    ['no drift', ['compare', 'collected']],
    ['one file', ['compare', 'from-a-colleague.json', '.', '--place', 'from-a-colleague.json=nic-spoke1']],
  ])('has the shape of schemas/compare.schema.json: %s', async (_, argv) => {
    const { stdout } = await runIn(scenario, [...argv, '--output', 'json'])
    expect(schema.safeParse(JSON.parse(stdout)).error?.issues).toBeUndefined()
  })

  test('the schema refuses what is not in the contract', async () => {
    const { stdout } = await runIn(scenario, ['compare', 'collected', '--output', 'json'])
    expect(schema.safeParse({ ...JSON.parse(stdout), more: 1 }).success).toBe(false)
    expect(schema.safeParse({ ...JSON.parse(stdout), format: 2 }).success).toBe(false)
  })
})
