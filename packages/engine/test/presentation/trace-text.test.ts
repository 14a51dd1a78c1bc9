// Traces as text: the verdict's sentence, and whole golden texts in both languages.
import { describe, expect, test } from 'vitest'
import { displayWidth, findings } from '../../src/diagnostics/index.ts'
import { plainStyle } from '../../src/presentation/style.ts'
import { traceText, verdictText } from '../../src/presentation/trace-text.ts'
import type { HopFilter, TraceAnswer } from '../../src/queries/answers.ts'
import { expectGolden, languages } from './golden.ts'
import { hairpin, noReply, noRoute, partly, unknown } from './samples.ts'

const samples = { hairpin, noReply, noRoute, partly, unknown }

describe('verdictText', () => {
  test('names the None route that drops', () => {
    expect(verdictText(noRoute, 'en')).toBe(
      'vm-spoke10 cannot reach vm-spoke20 (10.20.0.4): no route; dropped by 10.0.0.0/8 → None.',
    )
    expect(verdictText(noRoute, 'ja')).toBe(
      'vm-spoke10 から vm-spoke20 (10.20.0.4) には到達できません。理由: 経路なし (10.0.0.0/8 → None により破棄)。',
    )
  })

  test('tells a lost reply from a lost request', () => {
    expect(verdictText(noReply, 'en')).toContain('The request arrives, the reply is lost: no route')
    expect(verdictText(noReply, 'ja')).toContain('要求は届きますが、応答が戻りません')
  })

  test('says what part of the flows arrives, and why the rest does not', () => {
    expect(verdictText(partly, 'en')).toBe(
      'vm-spoke10 reaches vm-spoke110 (10.110.0.4) with part of the flows only: 1 of 2 ways arrives (50%). What fails: the appliance does not forward at vm-nva2 (IP forwarding is off in the guest of vm-nva2).',
    )
  })

  test('an unknown outcome is not called a failure', () => {
    expect(verdictText(unknown, 'en')).toMatch(/^Whether .* cannot be told: .*vxlan0/u)
  })

  test('where one way is not known, a way that fails is not the reason', () => {
    const ways = [...noRoute.forward.ways, ...unknown.forward.ways].map((way) => ({ ...way, share: 0.5 }))
    const answer = { ...unknown, forward: { ending: 'noRoute' as const, ways } }
    expect(verdictText(answer, 'en')).toMatch(/cannot be told: .*vxlan0/u)
    expect(verdictText(answer, 'en')).not.toContain('no route')
  })

  test('an address without a VM stands alone', () => {
    expect(verdictText({ ...noRoute, to: { ip: '8.8.8.8' } }, 'en')).toContain('cannot reach 8.8.8.8:')
  })
})

describe('traceText', () => {
  for (const [name, answer] of Object.entries(samples)) {
    test.each(languages)(`${name} in %s`, async (language) => {
      await expectGolden(traceText(answer, { language }), `trace-${name}.${language}`)
    })
  }

  test('a filter is the reason only where it can be told that nothing arrives', () => {
    const denied = { filtering: 'denied', routing: 'reached' } as const
    expect(traceText({ ...noReply, ...denied }, { language: 'en' })).toContain('stops it')
    expect(traceText({ ...unknown, ...denied }, { language: 'en' })).not.toContain('stops it')
  })

  test('a direction of which nothing is known is marked so, not as a failure', () => {
    const nothing = { ...noRoute.return, ending: 'unknown' as const, ways: [] }
    const answer = { ...noRoute, verdict: 'unknown' as const, return: nothing }
    const lines = traceText(answer, { language: 'en' }).split('\n')
    expect(lines).toContain('  ?  what decides is not known')
  })

  test('where nobody has the destination, there is no way back to tell of', () => {
    const nothing = { ...noRoute.return, ending: 'unknown' as const, ways: [] }
    const lines = traceText({ ...noRoute, return: nothing }, { language: 'en' }).split('\n')
    expect(lines.filter((line) => line.startsWith('  ?  '))).toEqual([])
    expect(lines).toContain('  –  nobody is there to reply')
    expect(lines).toContain('A ping gets no reply.')
  })

  test.each(languages)('a network that cannot exist is told beside the verdict (%s)', (language) => {
    const caution = findings.hypothetical({ codes: ['HP3214'] })
    const text = traceText({ ...hairpin, findings: [...hairpin.findings, caution] }, { language, width: 200 })
    const lines = text.split('\n')
    expect(lines[1]).toMatch(/HP5007.*HP3214/)
    expect(lines.filter((line) => line.includes('HP5007'))).toHaveLength(1)
    expect(lines.filter((line) => line.includes('HP4006'))).toHaveLength(1)
  })

  test('everyWay prints each way in full', () => {
    const short = traceText(hairpin, { language: 'en' })
    const full = traceText(hairpin, { language: 'en', everyWay: true })
    expect(short).toMatch(/by the\s+same decisions/u)
    expect(full).not.toMatch(/by the\s+same decisions/u)
    expect(full.split('\n').length).toBeGreaterThan(short.split('\n').length)
  })

  test.each(languages)('fits into 80 columns where words can be broken (%s)', (language) => {
    for (const answer of Object.values(samples)) {
      const sentences = traceText({ ...answer, findings: [] }, { language, width: 80 }).split('\n')
      expect(sentences.filter((line) => displayWidth(line) > 80)).toEqual([])
    }
  })

  test('emphasis adds marks and changes no word', () => {
    const mark = (text: string): string => `\u0001${text}\u0002`
    const style = { ...plainStyle, bold: mark, dim: mark, good: mark, bad: mark, caution: mark }
    const styled = traceText(hairpin, { language: 'en', style })
    expect(styled).toContain('\u0001')
    expect(styled.replaceAll('\u0001', '').replaceAll('\u0002', '')).toBe(
      traceText(hairpin, { language: 'en' }),
    )
  })

  test('parameters and names from the input cannot command the terminal', () => {
    const text = JSON.stringify(noRoute)
      .replaceAll('vm-spoke20', 'vm\\u001b]0;x')
      .replaceAll('10.0.0.0/8', '\\u009b2J')
    const answer: typeof noRoute = JSON.parse(text)
    const shown = traceText(answer, { language: 'en' })
    expect([...'\u001b\u009b'].filter((character) => shown.includes(character))).toEqual([])
  })
})

describe('what is said of security rules', () => {
  const filter: HopFilter = {
    group: 'nsg',
    attachedTo: 'default',
    to: 'subnet',
    direction: 'Outbound',
    rule: 'AllowVnetOutBound',
    priority: 65000,
    access: 'Allow',
    isDefault: true,
  }
  /** The answer with rules asked at the hops of the way there that `at` picks by their place from the end. */
  const asked = (answer: TraceAnswer, at: (fromEnd: number) => boolean): string =>
    traceText(
      {
        ...answer,
        forward: {
          ...answer.forward,
          ways: answer.forward.ways.map((way) => ({
            ...way,
            hops: way.hops.map((hop, index) =>
              at(way.hops.length - 1 - index) ? { ...hop, filters: [filter] } : hop,
            ),
          })),
        },
        return: { ...answer.return, ways: [] },
      },
      { language: 'en' },
    )

  test('that they allow it, only of what arrives', () => {
    expect(asked(hairpin, () => true)).toContain('Security rules allow it.')
    expect(asked(noRoute, () => true)).not.toContain('Security rules allow it.')
    expect(asked(hairpin, () => false)).not.toContain('Security rules')
  })

  test('that they are not the reason, only where they were asked at the place where it ends', () => {
    expect(asked(noRoute, (fromEnd) => fromEnd === 0)).toContain('No security rule is the reason.')
    expect(asked(noRoute, () => false)).not.toMatch(/security rule/i)
  })
})
