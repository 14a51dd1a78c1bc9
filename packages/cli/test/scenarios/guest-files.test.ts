// The same network twice: guests read from cloud-init and files, and guests written by hand.
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { transcript } from './transcript.ts'

const folder = fileURLToPath(new URL('../../../../scenarios/guest-files/', import.meta.url))

/** Places differ, since the words stand elsewhere; so do the names of the files in front of them. */
const withoutPlaces = (text: string): string =>
  text
    .replaceAll(/"declaredAt": "[^"]*"/g, '"declaredAt": "…"')
    .replaceAll(/\s+(?:\.\.\/)?[\w./-]+\.(?:yaml|yml|bicep|conf):\d+:\d+/g, '')
    .replaceAll(/^\$.*$/gm, '')

describe.each([
  'routes',
  'routes vm-client --output json',
  'bgp',
  'bgp --output json',
  'bgp --prefix 172.16.0.0/16',
  'trace vm-client 172.16.0.1',
  'trace vm-client 172.16.0.1 --output json',
  'trace vm-branch vm-client',
  'trace vm-nva 172.16.0.1',
  'trace vm-client vm-branch --proto tcp',
])('%s', (ask) => {
  test('has the same answer', async () => {
    const [files, hand] = await Promise.all([transcript(ask, folder), transcript(ask, `${folder}by-hand`)])
    expect(withoutPlaces(files)).toBe(withoutPlaces(hand))
    expect(files).toContain('10.0.0.4')
  })
})
