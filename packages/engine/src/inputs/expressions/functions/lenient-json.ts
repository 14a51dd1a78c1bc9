// JSON as json() takes it: Azure's reader also knows single quotation marks, bare names, and numbers such as .5.

const parts =
  /"(?:[^"\\]|\\.)*"|'(?<text>(?:[^'\\]|\\.)*)'|(?<name>[A-Za-z_$][\w$]*)(?=\s*:)|(?<![\w.])(?<sign>[+-]?)(?<fraction>\.\d+)/gsu

/** The same text in strict JSON, where it is in one of these forms. */
export const strictJson = (text: string): string =>
  text.replaceAll(parts, (whole, ...rest) => {
    const groups: unknown = rest.at(-1)
    const group = (key: string): string | undefined =>
      typeof groups === 'object' && groups !== null && key in groups
        ? Object.entries(groups).find(([name]) => name === key)?.[1]
        : undefined
    const single = group('text')
    if (single !== undefined) return `"${single.replaceAll("\\'", "'").replaceAll(/(?<!\\)"/g, '\\"')}"`
    const name = group('name')
    if (name !== undefined) return JSON.stringify(name)
    const fraction = group('fraction')
    return fraction === undefined ? whole : `${group('sign') === '-' ? '-' : ''}0${fraction}`
  })
