// Machines and network interfaces out of resources.
import { describe, expect, test } from 'vitest'
import { formatAddress } from '../../src/net/index.ts'
import { id, nic, vm, vnet } from './azure.ts'
import { codesOf, networkOf, resolvedOf, unknown } from './network-of.ts'

const hub = vnet('hub', ['10.0.0.0/16'], { a: '10.0.0.0/24', b: '10.0.1.0/24' })
const inSubnet = { subnet: { id: id.subnet('hub/a') } }

describe('network interfaces', () => {
  test('have their primary address first', () => {
    const { nics } = networkOf([
      hub,
      nic('n', 'hub/a', undefined, {
        ipConfigurations: [
          { name: 'second', properties: { ...inSubnet, privateIPAddress: '10.0.0.5' } },
          { name: 'first', properties: { ...inSubnet, privateIPAddress: '10.0.0.4', primary: true } },
        ],
      }),
    ])
    expect(nics[0]?.addresses.map(formatAddress)).toEqual(['10.0.0.4', '10.0.0.5'])
    expect(nics[0]).toMatchObject({ ipForwarding: false, published: [], vm: undefined })
  })

  test('know their public address and their network security group', () => {
    const { nics } = networkOf([
      hub,
      nic('n', 'hub/a', undefined, {
        enableIPForwarding: true,
        networkSecurityGroup: { id: id.nsg('nsg') },
        ipConfigurations: [
          { name: 'a', properties: { ...inSubnet, privateIPAddress: '10.0.0.4', primary: true } },
          {
            name: 'b',
            properties: {
              ...inSubnet,
              privateIPAddress: '10.0.0.5',
              publicIPAddress: { id: id.publicAddress('pip') },
            },
          },
        ],
      }),
    ])
    expect(nics[0]?.ipForwarding).toBe(true)
    const published = nics[0]?.published.map((each) => [formatAddress(each.address), each.publicAddress.text])
    expect(published).toEqual([['10.0.0.5', id.publicAddress('pip')]])
    expect(nics[0]?.networkSecurityGroup?.id.text).toBe(id.nsg('nsg'))
  })

  test('without an address that is known are there without it', () => {
    const { network, findings } = resolvedOf([hub, nic('n', 'hub/a', unknown('p'))])
    expect(network.nics[0]?.addresses).toEqual([])
    expect(codesOf(findings)).toEqual(['HP2009'])
  })

  test.each([
    ['whose subnet is nowhere', nic('lost', 'hub/c', '10.0.0.9'), 'HP2006'],
    ['without IP configurations', nic('lost', 'hub/a', '10.0.0.9', { ipConfigurations: [] }), 'HP2001'],
    [
      'without a subnet',
      nic('lost', 'hub/a', '10.0.0.9', { ipConfigurations: [{ name: 'c', properties: { subnet: {} } }] }),
      'HP2001',
    ],
  ])('%s are left out with one finding, and their VM is not blamed', (_, lost, code) => {
    const { network, findings } = resolvedOf([
      hub,
      lost,
      nic('kept', 'hub/b', '10.0.1.4'),
      vm('m', ['lost', 'kept']),
    ])
    expect(network.nics.map(({ name }) => name)).toEqual(['kept'])
    expect(network.vms[0]?.nics.map(({ name }) => name)).toEqual(['kept'])
    expect(codesOf(findings)).toEqual([code])
  })
})

describe('virtual machines', () => {
  const nics = [nic('x', 'hub/a', '10.0.0.4'), nic('y', 'hub/b', '10.0.1.4')]

  test('have their primary NIC first, and each NIC knows its VM', () => {
    const networkInterfaces = [
      { id: 'malformed' },
      { id: id.nic('x'), properties: { primary: false } },
      { id: id.nic('y').toUpperCase(), properties: { primary: true } },
    ]
    const { network, findings } = resolvedOf([
      hub,
      ...nics,
      vm('m', [], { networkProfile: { networkInterfaces } }),
    ])
    expect(network.vms[0]?.nics.map(({ name }) => name)).toEqual(['y', 'x'])
    expect(network.nics.map((each) => each.vm)).toEqual([network.vms[0], network.vms[0]])
    expect(codesOf(findings)).toEqual(['HP2005'])
  })

  test('whose NIC is nowhere are there without it', () => {
    const { network, findings } = resolvedOf([hub, ...nics, vm('m', ['z', 'x'])])
    expect(network.vms[0]?.nics.map(({ name }) => name)).toEqual(['x'])
    expect(findings).toMatchObject([{ code: 'HP2006', parameters: { target: id.nic('z') } }])
  })

  test('do not share a NIC: the first keeps it', () => {
    const { vms } = networkOf([hub, ...nics, vm('first', ['x']), vm('second', ['x', 'y'])])
    expect(vms.map((each) => each.nics.map(({ name }) => name))).toEqual([['x'], ['y']])
  })

  const statuses = (...codes: readonly string[]) => ({
    instanceView: { statuses: codes.map((code) => ({ code })) },
  })
  test.each([
    ['a template says nothing', {}, undefined, true],
    ['Azure says running', statuses('ProvisioningState/succeeded', 'PowerState/running'), undefined, true],
    ['Azure says deallocated', statuses('PowerState/deallocated'), undefined, false],
    ['Azure says stopped', statuses('PowerState/stopped'), undefined, false],
    [
      'Resource Graph says deallocated',
      { extended: { instanceView: { powerState: { code: 'PowerState/deallocated' } } } },
      undefined,
      false,
    ],
    ['the world file says down', statuses('PowerState/running'), false, false],
    ['the world file says up', statuses('PowerState/deallocated'), true, true],
  ])('run or not when %s', (_, properties, up, expected) => {
    const state = up === undefined ? [] : [{ vm: 'm', up }]
    expect(networkOf([vm('m', [], properties)], { state }).vms[0]?.running).toBe(expected)
  })

  const image = (publisher: string) => ({ storageProfile: { imageReference: { publisher } } })
  test.each([
    ['the disk', { storageProfile: { osDisk: { osType: 'Windows' } } }, 'windows'],
    ['the profile', { osProfile: { linuxConfiguration: {} } }, 'linux'],
    ['a Windows image', image('MicrosoftWindowsServer'), 'windows'],
    ['another image', image('Canonical'), 'linux'],
    ['nothing', {}, undefined],
  ])('have the operating system that %s says', (_, properties, expected) => {
    expect(networkOf([vm('m', [], properties)]).vms[0]?.operatingSystem).toBe(expected)
  })

  test('have the guest that the world file gives by name, group and name, or id', () => {
    const one = { ...vm('m', []), resourceGroup: 'one' }
    const two = { ...vm('m', []), resourceGroup: 'two' }
    const guestsOf = (name: string) =>
      networkOf([one, two], { guests: { [name]: { ipForward: true } } }).vms.map(
        ({ guest }) => guest?.ipForward ?? false,
      )
    expect(guestsOf('M')).toEqual([true, true])
    expect(guestsOf('two/m')).toEqual([false, true])
    expect(guestsOf('other')).toEqual([false, false])
    const [first] = networkOf([one]).vms
    expect(guestsOf(first?.id.text ?? '')).toEqual([true, false])
  })
})
