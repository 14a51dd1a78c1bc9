// FROM TO[:PORT]: what is a port and what belongs to an IPv6 address.
import { expect, test } from 'vitest'
import { portNumber, readDestination } from '../src/destination.ts'

test.each([
  ['vm-b', 'vm-b', undefined],
  ['vm-b:443', 'vm-b', '443'],
  ['rg/vm-b:443', 'rg/vm-b', '443'],
  ['10.0.0.4:22', '10.0.0.4', '22'],
  ['fd00::4', 'fd00::4', undefined],
  ['[fd00::4]:22', 'fd00::4', '22'],
  ['[fd00::4]', 'fd00::4', undefined],
  ['vm-b:', 'vm-b', ''],
  ['https://vm-b:443/', 'https://vm-b:443/', undefined],
  ['http://vm-b', 'http://vm-b', undefined],
])('%s', (text, name, port) => {
  expect(readDestination(text)).toEqual({ name, port })
})

test.each([
  ['1', 1],
  ['65535', 65535],
  ['65536', undefined],
  ['0', undefined],
  ['', undefined],
  ['22x', undefined],
  ['-1', undefined],
  ['1e3', undefined],
])('port %s', (text, port) => {
  expect(portNumber(text)).toBe(port)
})
