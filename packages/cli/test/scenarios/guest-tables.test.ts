// The tables of a machine as Linux and FRR really printed them (scripts/record-guest.mjs), beside the predicted ones.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { transcript } from './transcript.ts'

const scenario = fileURLToPath(new URL('../../../../scenarios/guest-tables', import.meta.url))
const recorded = (file: string) => readFileSync(`${scenario}/recorded/${file}`, 'utf8').trim()

const whole = await transcript('guest vm-router', scenario)

/** What stands below the prompt of a command. */
const screen = (command: string): string => {
  const found = whole
    .split(/\n\n(?=vm-router|Two layers)/)
    .find((part) => part.split('\n')[0]?.endsWith(command))
  return found?.slice(found.indexOf('\n') + 1).trimEnd() ?? `nothing below ${command}`
}

test.each([
  ['$ ip route', 'ip-route.txt'],
  ['$ ip route show table 100', 'ip-route-table-100.txt'],
  ['$ ip rule', 'ip-rule.txt'],
  ['# show ip route', 'show-ip-route.txt'],
  ['# show bgp summary', 'show-bgp-summary.txt'],
])('%s', (command, file) => {
  expect(screen(command)).toBe(recorded(file))
})

/**
 * A namespace has pairs of virtual interfaces in place of NICs, and the newer `ip` of the recording prints more sizes
 * than that of the images: these are no part of the comparison.
 */
const withoutHardware = (text: string): readonly string[] =>
  text
    .split('\n')
    .filter((line) => !line.startsWith('    veth '))
    .map((line) =>
      line
        .replace(/^(\d+: eth\d)@if\d/, '$1')
        .replace(/(eth.*) qdisc \S+/, '$1')
        .replace(/ link-netns \S+/, '')
        .replace(/ +allmulti 0/, '')
        .replace(/ maxmtu 655[23]\d?\d?/, '')
        .replace(/ numtxqueues.*$/, ''),
    )

test('$ ip -d addr', () => {
  expect(withoutHardware(screen('$ ip -d addr'))).toEqual(withoutHardware(recorded('ip-addr.txt')))
})

/** FRR 8 lists paths in the order in which they came; each line with its network, sorted. */
const paths = (text: string): readonly string[] => {
  let network = ''
  return text
    .split('\n')
    .map((line) => {
      if (!/^[* ][>= ][i ]/.test(line)) return line
      network = line.slice(3, 20).trim() === '' ? network : line.slice(3, 20)
      return `${line.slice(0, 3)}${network}${line.slice(20)}`
    })
    .sort()
}

test('# show ip bgp', () => {
  expect(paths(screen('# show ip bgp'))).toEqual(paths(recorded('show-ip-bgp.txt')))
  expect(paths(recorded('show-ip-bgp.txt'))).toHaveLength(recorded('show-ip-bgp.txt').split('\n').length)
})

describe('--output json', () => {
  const schema = z.fromJSONSchema(
    JSON.parse(readFileSync(new URL('../../../../schemas/guest.schema.json', import.meta.url), 'utf8')),
  )
  const jsonOf = async (ask: string, folder: string): Promise<unknown> => {
    const text = await transcript(`${ask} --output json`, folder)
    return JSON.parse(text.slice(text.indexOf('{'), text.lastIndexOf('[exit')))
  }

  test.each([
    ['guest vm-router', scenario],
    ['guest vm-router --show bgp', scenario],
    ['guest vm-hub00', `${scenario}/../vxlan-without-remote-gateway`],
    ['guest vm-spoke10', `${scenario}/../vxlan-without-remote-gateway`],
  ])('has the shape of schemas/guest.schema.json: %s', async (ask, folder) => {
    expect(schema.safeParse(await jsonOf(ask, folder)).error?.issues).toBeUndefined()
  })

  test('the schema refuses what is not in the contract', async () => {
    const answer = z.record(z.string(), z.unknown()).parse(await jsonOf('guest vm-router', scenario))
    expect(schema.safeParse({ ...answer, more: 1 }).success).toBe(false)
    expect(schema.safeParse({ ...answer, format: 2 }).success).toBe(false)
  })
})

describe('how it is asked', () => {
  test('without a machine', async () => {
    const text = await transcript('guest', scenario)
    expect(text).toContain('VM')
    expect(text).toContain('hairpin guest VM [INPUT…] [options]')
    expect(text).toMatch(/\[exit 2\]\n$/)
  })

  test('for a part that there is not', async () => {
    expect(await transcript('guest vm-router --show routes', scenario)).toContain('Did you mean "route"?')
  })

  test('with an option of another command', async () => {
    expect(await transcript('routes vm-router --show route', scenario)).toMatch(/--show[\s\S]*\[exit 2\]/)
  })

  test('one part alone is what the tool prints, and all of them the same with the prompt above', async () => {
    const alone = await transcript('guest vm-router --show rule', scenario)
    expect(alone).toBe(`$ hairpin guest vm-router --show rule\n${screen('$ ip rule')}\n[exit 0]\n`)
    expect(await transcript('guest vm-router --show all', scenario)).toBe(
      whole.replace('$ hairpin guest vm-router\n', '$ hairpin guest vm-router --show all\n'),
    )
  })
})
