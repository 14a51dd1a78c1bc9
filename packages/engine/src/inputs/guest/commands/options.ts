// Words of a command as options with values: `via 10.0.0.1 dev eth0`.

/** Options by name; a flag has the value ''. What stands in front of the first option is left over. */
export interface Options {
  readonly values: ReadonlyMap<string, string | undefined>
  readonly rest: readonly (string | undefined)[]
  /** A word that is no known option, and was not expected. */
  readonly strange: string | undefined
}

/** Reads options: which of them take a value, which are flags. At most so many words may come first. */
export const optionsOf = (
  words: readonly (string | undefined)[],
  withValue: ReadonlySet<string>,
  flags: ReadonlySet<string>,
  leading: number,
): Options => {
  const values = new Map<string, string | undefined>()
  const rest: (string | undefined)[] = []
  let strange: string | undefined
  for (let at = 0; at < words.length; at++) {
    const word = words[at]
    if (word !== undefined && withValue.has(word)) values.set(word, words[++at] ?? undefined)
    else if (word !== undefined && flags.has(word)) values.set(word, '')
    else if (rest.length < leading) rest.push(word)
    else strange ??= word ?? ''
  }
  return { values, rest, strange }
}

/** A whole number; undefined when it is none. */
export const wholeNumber = (text: string | undefined): number | undefined => {
  const value = text === undefined || text === '' ? Number.NaN : Number(text)
  return Number.isSafeInteger(value) && value >= 0 ? value : undefined
}
