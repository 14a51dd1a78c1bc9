// Hides the secrets of the sources: in code frames, and in the words of findings.
import type { Finding } from './finding.ts'
import { type Part, secretParts, secureParameterNames, stringsIn } from './secret-parts.ts'

/** What hides the texts of one run. */
export interface SecretMask {
  /** The text with every character of a secret as `*`, so that columns stay. */
  readonly maskSource: (file: string) => string | undefined
  /** The words with every secret of this file taken out. */
  readonly maskWords: (file: string, words: string) => string
}

/** Shorter texts stand everywhere: taking them out would tell more than it hides. */
const shortest = 4

const masks = new WeakMap<ReadonlyMap<string, string>, SecretMask>()

const maskOf = (sources: ReadonlyMap<string, string>): SecretMask => {
  let names: ReadonlySet<string> | undefined
  const found = new Map<string, readonly Part[]>()
  const partsOf = (file: string, text: string): readonly Part[] => {
    names ??= new Set([...sources.values()].flatMap(secureParameterNames))
    const parts = found.get(file) ?? secretParts(text, names, /\.bicep(?:param)?$/i.test(file))
    found.set(file, parts)
    return parts
  }
  return {
    maskSource: (file) => {
      const text = sources.get(file)
      if (text === undefined) return undefined
      let masked = ''
      let at = 0
      for (const [start, end] of partsOf(file, text).toSorted(([a], [b]) => a - b)) {
        if (end <= at) continue
        const from = Math.max(start, at)
        masked += text.slice(at, from) + text.slice(from, end).replace(/[^\s"',;{}[\]|>]/g, '*')
        at = end
      }
      return masked + text.slice(at)
    },
    maskWords: (file, words) => {
      const text = sources.get(file)
      if (text === undefined) return words
      return partsOf(file, text)
        .flatMap(([start, end]) => stringsIn(text.slice(start, end)))
        .map((secret) => secret.replace(/^["']+|["']+$/g, ''))
        .filter((secret) => secret.length >= shortest)
        .reduce((masked, secret) => masked.replaceAll(secret, '***'), words)
    },
  }
}

/** The mask of these sources; made once for each set of them. */
export const secretMask = (sources: ReadonlyMap<string, string>): SecretMask => {
  const known = masks.get(sources)
  if (known !== undefined) return known
  const made = maskOf(sources)
  masks.set(sources, made)
  return made
}

/** The finding without secrets in what it quotes from a source: the texts at which a reader stopped. */
export const withoutSecrets = (finding: Finding, { maskWords }: SecretMask): Finding => {
  const file = finding.span?.file
  if (file === undefined) return finding
  switch (finding.code) {
    case 'HP1008':
    case 'HP1059': {
      const { found } = finding.parameters
      if (found === undefined) return finding
      // One branch a code: the parameters of both look alike, and are not the same type.
      return finding.code === 'HP1008'
        ? { ...finding, parameters: { ...finding.parameters, found: maskWords(file, found) } }
        : { ...finding, parameters: { ...finding.parameters, found: maskWords(file, found) } }
    }
    case 'HP1053': {
      const detail = maskWords(file, finding.parameters.detail)
      return { ...finding, parameters: { ...finding.parameters, detail } }
    }
    case 'HP1009': {
      const problem = maskWords(file, finding.parameters.problem)
      return { ...finding, parameters: { ...finding.parameters, problem } }
    }
    default:
      return finding
  }
}
