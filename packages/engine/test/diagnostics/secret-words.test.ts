// Secrets of router configurations are never shown, and nothing else is hidden.
import { expect, test } from 'vitest'
import { codeFrame } from '../../src/diagnostics/index.ts'
import { withoutSecrets } from '../../src/diagnostics/secret-words.ts'

test.each([
  [' neighbor 10.0.0.4 password hunter2', ' neighbor 10.0.0.4 password *******'],
  ['username admin privilege 15 secret 9 $9$abc', 'username admin privilege 15 secret 9 ******'],
  ['username admin password 0 hunter2', 'username admin password 0 *******'],
  ['enable secret 5 $1$x', 'enable secret 5 ****'],
  [' password 7 0822455D0A16', ' password 7 ************'],
  ['  pre-shared-key local hunter2', '  pre-shared-key local *******'],
  [' pre-shared-key "two words"', ' pre-shared-key ***********'],
  ['crypto isakmp key hunter2 address 203.0.113.1', 'crypto isakmp key ******* address 203.0.113.1'],
  ['snmp-server community public RO', 'snmp-server community ****** RO'],
  ["vtysh -c 'neighbor 10.0.0.4 password hunter2'", "vtysh -c 'neighbor 10.0.0.4 password *******'"],
])('%s', (line, shown) => {
  expect(withoutSecrets(line)).toBe(shown)
})

test.each([
  'param password string',
  'param secret object = {}',
  '  password: vault/secret',
  '  "password": "x"',
  ' neighbor 10.0.0.4 route-map KEY in',
])('%s stays', (line) => {
  expect(withoutSecrets(line)).toBe(line)
})

test('a frame around the next line hides it', () => {
  const text = ' neighbor 10.0.0.4 password hunter2\n neighbor 10.0.0.4 whatever\n'
  const frame = codeFrame(text, { file: 'frr.conf', line: 2, column: 2, endLine: 2, endColumn: 10 })
  expect(frame).toContain('password *******')
  expect(frame).not.toContain('hunter2')
})
