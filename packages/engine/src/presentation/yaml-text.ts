// Plain data as YAML, for suggestions that go into hairpin.yaml: short things on one line, everything else as a block.

type Plain = unknown

const isPlainText = (text: string): boolean =>
  /^[A-Za-z_][\w./ -]*$|^\d{1,3}(?:\.\d{1,3}){3}(?:\/\d{1,2})?$/.test(text) &&
  !text.endsWith(' ') &&
  !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(text)

/** A text that YAML would take for something else, or that holds signs of its grammar, is quoted. */
const scalarText = (value: Plain): string =>
  typeof value === 'string'
    ? isPlainText(value)
      ? value
      : JSON.stringify(value)
    : JSON.stringify(value ?? null)

const isObject = (value: Plain): value is Readonly<Record<string, Plain>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const entriesOf = (value: Readonly<Record<string, Plain>>): readonly (readonly [string, Plain])[] =>
  Object.entries(value).filter(([, item]) => item !== undefined)

/** The value on one line, e.g. `{ prefix: 10.0.0.0/8, asPath: [65050] }`. */
export const inlineYaml = (value: Plain): string => {
  if (Array.isArray(value)) return `[${value.map(inlineYaml).join(', ')}]`
  if (!isObject(value)) return scalarText(value)
  const parts = entriesOf(value).map(([name, item]) => `${scalarText(name)}: ${inlineYaml(item)}`)
  return parts.length === 0 ? '{}' : `{ ${parts.join(', ')} }`
}

const longestLine = 76

/** Whether a value stands on the line of its name. */
const fits = (value: Plain, used: number): boolean =>
  !(
    Array.isArray(value) && value.some((item) => isObject(item) && Object.values(item).some(Array.isArray))
  ) && inlineYaml(value).length + used <= longestLine

/** The lines of a value below its name. */
export const yamlLines = (value: Plain): readonly string[] => {
  if (Array.isArray(value)) {
    return value.flatMap((item): readonly string[] => {
      if (!isObject(item) || (fits(item, 2) && Object.keys(item).length <= 3))
        return [`- ${inlineYaml(item)}`]
      return yamlLines(item).map((line, index) => (index === 0 ? `- ${line}` : `  ${line}`))
    })
  }
  if (!isObject(value)) return [scalarText(value)]
  return entriesOf(value).flatMap(([name, item]) => {
    const head = `${scalarText(name)}:`
    const isList = Array.isArray(item) && item.some(isObject)
    const isBlock = isObject(item) && Object.values(item).some((each) => typeof each === 'object')
    if (!isList && !isBlock && fits(item, head.length + 1)) return [`${head} ${inlineYaml(item)}`]
    return typeof item === 'object' && item !== null
      ? [head, ...yamlLines(item).map((line) => `  ${line}`)]
      : [`${head} ${scalarText(item)}`]
  })
}
