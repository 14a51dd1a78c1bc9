// Guests of a whole input: user data of templates, files, hairpin.yaml, and which of them wins.
import { describe, expect, test } from 'vitest'
import { load } from '../../../src/inputs/load.ts'
import { memoryFiles } from '../memory-files.ts'
import { told } from './guest-texts.ts'

const machine = (osProfile: string, more = ''): string => `
resource vm 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: 'nva'
  location: 'x'
  properties: { osProfile: ${osProfile} }
}
${more}`

const loaded = (files: Readonly<Record<string, string>>) => {
  const { resourceSet, findings, guests } = load(memoryFiles(files), { inputs: [] })
  const [guest] = Object.values(resourceSet.world.guests)
  return { guest, guests, findings, told: told(findings).filter((line) => line.startsWith('HP11')) }
}

const routes = (prefix: string): string => `#!/bin/sh\n\nip route add ${prefix} via 10.0.0.1\n`
const faulty = '#cloud-config\nruncmd:\n  - ip rule add fwmark 1 table 5\n'

describe('user data of a template', () => {
  test.each([
    ["{ customData: loadFileAsBase64('ci.yml') }", 'ci.yml:3'],
    ["{ customData: base64(loadTextContent('ci.yml')) }", 'ci.yml:3'],
    ["{ customData: base64(replace(loadTextContent('ci.yml'), 'xx', 'yy')) }", 'main.bicep:5'],
    [`{ customData: base64('${faulty.replaceAll('\n', '\\n')}') }`, 'main.bicep:5'],
    [`{ customData: '${Buffer.from(faulty).toString('base64')}' }`, 'main.bicep:5'],
  ])('%s is told of at %s', (profile, place) => {
    const { told: found } = loaded({ 'main.bicep': machine(profile), 'ci.yml': faulty })
    expect(found).toEqual([`HP1120 ip rule add fwmark ${place}`])
  })

  test('a file goes through modules with its name', () => {
    const main = "module m 'vm.bicep' = { name: 'm', params: { data: loadFileAsBase64('ci.yml') } }"
    const { told: found, guests } = loaded({
      'main.bicep': main,
      'vm.bicep': `param data string = ''\n${machine("{ customData: data == '' ? null : data }")}`,
      'ci.yml': faulty,
    })
    expect(found).toEqual(['HP1120 ip rule add fwmark ci.yml:3'])
    expect(guests).toEqual([{ machine: 'nva', from: ['ci.yml'], says: [] }])
  })

  test('JSON has it too', () => {
    const vm = {
      type: 'Microsoft.Compute/virtualMachines',
      name: 'nva',
      id: '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/nva',
      properties: { osProfile: { customData: Buffer.from(routes('10.9.0.0/16')).toString('base64') } },
    }
    expect(loaded({ 'vm.json': JSON.stringify([vm]) }).guest?.routes?.[0]?.prefix).toBe('10.9.0.0/16')
  })

  test('Windows runs none of it', () => {
    const profile = "{ windowsConfiguration: {}, customData: loadFileAsBase64('ci.yml') }"
    const { guest, told: found } = loaded({ 'main.bicep': machine(profile), 'ci.yml': faulty })
    expect([guest, found]).toEqual([undefined, []])
  })

  test('what is no Base64 is told when it is no user data either', () => {
    const { findings } = loaded({ 'main.bicep': machine("{ customData: '%%%' }") })
    expect(findings).toMatchObject([{ code: 'HP1122', span: { file: 'main.bicep', line: 5 } }])
  })

  test('secrets that it holds are in no finding and no source', () => {
    const text =
      '#cloud-config\\nchpasswd: { list: [a:hunter2] }\\nruncmd: [tool hunter2, hunter2, "X=hunter2; $X a", ip link add hunter2]\\n'
    const result = load(memoryFiles({ 'main.bicep': machine(`{ customData: base64('${text}') }`) }), {
      inputs: [],
    })
    expect(
      JSON.stringify([result.guests, result.findings.map(({ parameters }) => parameters)]),
    ).not.toContain('hunter2,')
    const told = result.findings
      .map(({ parameters }) => JSON.stringify(parameters))
      .filter((line) => line.includes('hunter2'))
    // A bare word in the place of a program is taken for the name of one.
    expect(told).toHaveLength(1)
  })
})

test('extensions and run commands run what they are given', () => {
  const more = `
resource ext 'Microsoft.Compute/virtualMachines/extensions@2024-07-01' = {
  parent: vm
  name: 'script'
  properties: {
    publisher: 'Microsoft.Azure.Extensions'
    settings: { commandToExecute: 'ip route add 10.1.0.0/16 via 10.0.0.1' }
    protectedSettings: { commandToExecute: 'ip route add 10.2.0.0/16 via 10.0.0.1' }
  }
}
resource run 'Microsoft.Compute/virtualMachines/runCommands@2024-07-01' = {
  parent: vm
  name: 'run'
  properties: { source: { script: loadTextContent('run.sh') } }
}`
  const { guest } = loaded({ 'main.bicep': machine('{}', more), 'run.sh': routes('10.3.0.0/16') })
  expect(guest?.routes?.map(({ prefix, span }) => `${prefix} ${span?.file}:${span?.line}`)).toEqual([
    '10.1.0.0/16 main.bicep:13',
    '10.3.0.0/16 run.sh:3',
  ])
})

test('a file that an extension fetches is read where it is among the inputs', () => {
  const more = `
resource ext 'Microsoft.Compute/virtualMachines/extensions@2024-07-01' = {
  parent: vm
  name: 'script'
  properties: {
    settings: {
      fileUris: ['https://example.com/lab/main/scripts/nva.sh?x=1', 'https://example.com/../../etc/passwd']
      commandToExecute: 'bash nva.sh 10.7.0.0/16'
    }
  }
}`
  const script = '#!/bin/bash\nip route add $1 via 10.0.0.1\n'
  const { guest, told: found } = loaded({ 'main.bicep': machine('{}', more), 'scripts/nva.sh': script })
  expect(guest?.routes).toMatchObject([{ prefix: '10.7.0.0/16', span: { file: 'scripts/nva.sh', line: 2 } }])
  expect(found).toEqual([])
  const without = loaded({ 'main.bicep': machine('{}', more) })
  expect(without.told).toEqual(['HP1121 nva.sh main.bicep:14'])
})

describe('who wins', () => {
  const template = {
    'main.bicep': machine("{ customData: loadFileAsBase64('ci.sh') }"),
    'ci.sh': `${routes('10.1.0.0/16')}sysctl -w net.ipv4.ip_forward=1\n`,
    'guests/setup.sh': routes('10.2.0.0/16'),
  }
  const world = (guest: string): string => `version: 1\ninputs: [main.bicep]\nguests:\n  nva: ${guest}\n`

  test('files over the template, field by field', () => {
    const { guest, guests } = loaded({ ...template, 'hairpin.yaml': world('{ files: [guests/setup.sh] }') })
    expect(guest).toMatchObject({ ipForward: true, routes: [{ prefix: '10.2.0.0/16' }] })
    expect(guests[0]?.from).toEqual(['ci.sh', 'guests/setup.sh'])
  })

  test('hairpin.yaml over both', () => {
    const { guest, guests } = loaded({
      ...template,
      'hairpin.yaml': world('{ files: { scripts: [guests/setup.sh] }, ipForward: false }'),
    })
    expect(guest).toMatchObject({ ipForward: false, routes: [{ prefix: '10.2.0.0/16' }] })
    expect(guests).toEqual([
      {
        machine: 'nva',
        from: ['ci.sh', 'guests/setup.sh', 'hairpin.yaml'],
        says: [
          { field: 'ipForward', count: 1 },
          { field: 'routes', count: 1 },
        ],
      },
    ])
  })

  test('a file that is not there, or of no known kind, is told at its name', () => {
    const { findings } = loaded({
      ...template,
      'notes.txt': 'hello\n',
      'hairpin.yaml': world('{ files: [missing.sh, notes.txt] }'),
    })
    expect(findings.map(({ code, span }) => `${code} ${span?.line}`)).toEqual(['HP1001 4', 'HP1123 4'])
  })

  test('the router of a site has files as well', () => {
    const text = 'version: 1\nsites:\n  - name: dc\n    guest: { files: [r1.cfg] }\n'
    const result = load(
      memoryFiles({
        'hairpin.yaml': text,
        'r1.cfg': 'frr defaults traditional\nrouter bgp 65050\n neighbor 10.0.0.9 remote-as 65001\n',
      }),
      { inputs: ['hairpin.yaml'] },
    )
    expect(result.resourceSet.world.sites[0]?.guest?.bgp?.asn).toBe(65050)
    expect(result.guests).toMatchObject([{ machine: 'dc', from: ['r1.cfg'] }])
  })
})
