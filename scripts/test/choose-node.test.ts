// Tests which Node is chosen on which machine.
import { describe, expect, test } from 'vitest'
import { isSuitable, needsAnotherNode } from '../../packages/cli/bin/node-version.mjs'
import { chooseNode } from '../choose-node.mjs'

describe('versions', () => {
  test.each(['22.18.0', '22.23.3', '24.11.0', '24.21.0', '25.0.0', '26.10.0', '100.0.0'])(
    '%s can run Hairpin',
    (version) => {
      expect(isSuitable(version)).toBe(true)
    },
  )

  test.each(['8.17.0', '20.20.2', '21.7.3', '22.17.9', '23.11.1', '24.0.0', '24.10.0'])(
    '%s cannot run Hairpin',
    (version) => {
      expect(isSuitable(version)).toBe(false)
    },
  )
})

describe('choice', () => {
  const linux = { platform: 'linux', arch: 'x64' }

  test.each([
    [{ ...linux, version: '24.21.0', pinnedIsHere: false }, 'own'],
    [{ ...linux, version: '22.18.0', pinnedIsHere: true }, 'own'],
    [{ platform: 'win32', arch: 'arm64', version: '26.0.0', pinnedIsHere: false }, 'own'],
    [{ ...linux, version: '20.20.2', pinnedIsHere: false }, 'bring pinned'],
    [{ ...linux, version: '24.10.0', pinnedIsHere: true }, 'pinned'],
    [{ platform: 'linux', arch: 'arm64', version: '20.20.2', pinnedIsHere: false }, 'none'],
    [{ platform: 'darwin', arch: 'arm64', version: '23.11.1', pinnedIsHere: false }, 'none'],
    [{ platform: 'win32', arch: 'x64', version: '20.20.2', pinnedIsHere: true }, 'none'],
  ])('%o: %s', (machine, choice) => {
    expect(chooseNode(machine)).toBe(choice)
  })
})

describe('the sentence', () => {
  test('is one line of English that names the Node found and what to do', () => {
    const said = needsAnotherNode('20.20.2', { LANG: 'en_US.UTF-8' })
    expect(said.split('\n')).toHaveLength(1)
    expect(said).toMatch(/Node 22\.18.*24\.11.*Node 20\.20\.2.*nodejs\.org/)
  })

  test('comes in Japanese too where the locale is Japanese', () => {
    expect(needsAnotherNode('20.20.2', { LANG: 'ja_JP.UTF-8' }).split('\n')).toHaveLength(2)
    expect(needsAnotherNode('20.20.2', { LC_ALL: 'C', LANG: 'ja_JP.UTF-8' }).split('\n')).toHaveLength(1)
    expect(needsAnotherNode('20.20.2', {}).split('\n')).toHaveLength(1)
  })
})
