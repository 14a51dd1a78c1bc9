// Sites out of the world file: prefixes, hosts, and what they announce.
import { expect, test } from 'vitest'
import { formatAddress, formatPrefix } from '../../src/net/index.ts'
import type { Site } from '../../src/resources/index.ts'
import { circuit } from './azure.ts'
import { networkOf } from './network-of.ts'

const sitesOf = (...sites: readonly Site[]) => networkOf([circuit('c')], { sites }).sites

test('a site has its prefixes, hosts and what it announces over its circuits', () => {
  const [site] = sitesOf({
    name: 'tokyo',
    asn: 65001,
    prefixes: ['192.168.0.0/16'],
    hosts: [{ name: 'pc', ip: '192.168.0.10' }],
    links: [
      {
        circuit: 'C',
        advertises: [
          { prefix: '192.168.0.0/16' },
          { prefix: '192.168.1.0/24', asPath: [65001, 65009], med: 50 },
        ],
      },
    ],
  })
  expect(site?.prefixes.map(formatPrefix)).toEqual(['192.168.0.0/16'])
  expect(site?.hosts.map(({ name, address }) => `${name} ${formatAddress(address)}`)).toEqual([
    'pc 192.168.0.10',
  ])
  const [link] = site?.circuitLinks ?? []
  expect(link).toMatchObject({ up: true, circuit: { name: 'c' } })
  expect(link?.advertises.map(({ prefix, asPath, med }) => [formatPrefix(prefix), asPath, med])).toEqual([
    ['192.168.0.0/16', [65001], 0],
    ['192.168.1.0/24', [65001, 65009], 50],
  ])
})

test('the AS number of a site that has none is that of the circuit’s customer', () => {
  const advertises = [{ prefix: '192.168.0.0/16' }]
  const [site] = networkOf([circuit('c')], {
    circuits: [{ name: 'c', customerAsn: 65007 }],
    sites: [{ name: 'tokyo', links: [{ circuit: 'c', advertises }] }],
  }).sites
  expect(site?.circuitLinks[0]?.advertises[0]?.asPath).toEqual([65007])
})

test('what cannot be read is left out and the rest stays; the world file’s reader tells of it', () => {
  const [site] = sitesOf({
    name: 'tokyo',
    prefixes: ['x', '192.168.0.0/16'],
    hosts: [{ name: 'pc', ip: 'x' }],
    links: [
      { circuit: 'nowhere', advertises: [{ prefix: '192.168.0.0/16' }] },
      { circuit: 'c', up: false, advertises: [{ prefix: 'x' }] },
    ],
  })
  expect(site?.prefixes.map(formatPrefix)).toEqual(['192.168.0.0/16'])
  expect(site?.hosts).toEqual([])
  expect(site?.circuitLinks).toMatchObject([{ up: false, advertises: [] }])
})
