// Where secrets stand in a source text, told by the names beside them: a syntax error must not show what it is next to.

/** A stretch of a text: offsets in UTF-16 units, the end exclusive. */
export type Part = readonly [start: number, end: number]

const quoted = `'''[\\s\\S]*?(?:'''|$)|"(?:[^"\\\\\\n]|\\\\.)*"?|'(?:[^'\\\\\\n]|\\\\.)*'?`
/** JSON with line breaks inside strings is read as Azure's tools read it: such a value goes on to its closing quote. */
const spanningLines = `"(?:[^"\\\\]|\\\\[\\s\\S])*"?`
/** `name`, `"name"` or `'name'`, in front of a value. Long runs of letters are names of nothing. */
const field = /(["']?)(?<![\w-])([A-Za-z_][\w-]{0,127})\1[ \t]*(?:[:=][ \t]*|(?=["']))/g
/** The word that a field of a secret holds in its name; what only names or addresses a secret is none. */
const secretWord =
  /passw(?:or)?d|secret|shared_?key|authorization_?key|pre_?shared|^psk$|access_?key|account_?key|primary_?key|secondary_?key|private_?key|connection_?string|sas_?token|custom_?data|user_?data|protected_?settings|certificate_?data|^md5$|^token$/i
const notItself = /(?:name|names|id|ids|uri|url|version|enabled|permissions|length|policy)$/i

const isSecretName = (name: string, declared: ReadonlySet<string>): boolean =>
  declared.has(name.toLowerCase()) || (secretWord.test(name) && !notItself.test(name))

/**
 * `@secure()` before a parameter of Bicep, `securestring` inside one of an ARM template. Other decorators may stand in
 * between, and whatever made the file a broken one.
 */
const secureParameter = /@(?:sys\.)?secure\(\)(?:[^\n]*\n){1,8}?[ \t]*(?:param|output)[ \t]+(\w+)/g
const parameter = /\b(?:param|output|var)[ \t]+(\w+)/g
const secureArmParameter = /"(\w+)"\s*:\s*\{[^{}]*"type"\s*:\s*"secure(?:string|object)"/gi

/** Names of the parameters that a text declares to be secret, in lower case. */
export const secureParameterNames = (text: string): readonly string[] => [
  ...[...text.matchAll(secureParameter)].map(([, name = '']) => name.toLowerCase()),
  ...[...text.matchAll(secureArmParameter)].map(([, name = '']) => name.toLowerCase()),
]

/** `password: password` in Bicep shows no secret. */
const reference = /^[A-Za-z_][\w.]*\s*(?:[,}\])].*)?$/

/** The end of what opens here, strings skipped; the end of the text where it is not closed. */
const closingOf = (text: string, start: number): number => {
  const token = new RegExp(`${quoted}|[[\\]{}]`, 'g')
  token.lastIndex = start
  let depth = 0
  for (let found = token.exec(text); found !== null; found = token.exec(text)) {
    if (found[0] === '{' || found[0] === '[') depth += 1
    if (found[0] === '}' || found[0] === ']') depth -= 1
    if (depth <= 0) return token.lastIndex
  }
  return text.length
}

const lineEnd = (text: string, from: number): number => {
  const end = text.indexOf('\n', from)
  return end < 0 ? text.length : end
}

/** A block of YAML (`|`, `>`): the lines that are indented more than the one of the name. */
const blockEnd = (text: string, nameAt: number): number => {
  const indentOf = (from: number): number => (/^ */.exec(text.slice(from, from + 200))?.[0] ?? '').length
  const own = indentOf(text.lastIndexOf('\n', nameAt) + 1)
  let end = lineEnd(text, nameAt)
  while (end < text.length) {
    const next = end + 1
    const stop = lineEnd(text, next)
    if (text.slice(next, stop).trim() !== '' && indentOf(next) <= own) break
    end = stop
  }
  return end
}

const valueAt = (text: string, start: number, nameAt: number): Part => {
  const first = text.charAt(start)
  if (first === '{' || first === '[') return [start, closingOf(text, start)]
  if (first === '|' || first === '>') return [start, blockEnd(text, nameAt)]
  const string = new RegExp(first === '"' ? spanningLines : quoted, 'y')
  string.lastIndex = start
  if (string.exec(text) !== null) return [start, string.lastIndex]
  return [start, lineEnd(text, start)]
}

/** The defaults of secret parameters of Bicep, which stand behind their types. */
const defaultsOf = (text: string, declared: ReadonlySet<string>): readonly Part[] =>
  [...text.matchAll(parameter)].flatMap((found): Part[] => {
    if (!isSecretName(found[1] ?? '', declared)) return []
    const end = lineEnd(text, found.index + found[0].length)
    const sign = text.indexOf('=', found.index + found[0].length)
    if (sign < 0 || sign > end) return []
    const start = sign + 1 + (/^[ \t]*/.exec(text.slice(sign + 1, end))?.[0].length ?? 0)
    return [valueAt(text, start, found.index)]
  })

/** The parts of a text that hold secrets; `declared`: names of secure parameters, of this and other files; `namesRefer`: bare names stand for values. */
export const secretParts = (
  text: string,
  declared: ReadonlySet<string>,
  namesRefer: boolean,
): readonly Part[] => {
  const parts: Part[] = [...defaultsOf(text, declared)]
  field.lastIndex = 0
  for (let found = field.exec(text); found !== null; found = field.exec(text)) {
    if (!isSecretName(found[2] ?? '', declared)) continue
    if (namesRefer && reference.test(text.slice(field.lastIndex, lineEnd(text, field.lastIndex)))) continue
    const part = valueAt(text, field.lastIndex, found.index)
    parts.push(part)
    field.lastIndex = Math.max(field.lastIndex, part[1])
  }
  return parts
}

/** A value, and the strings in it: a secret may be an argument of a function. */
export const stringsIn = (value: string): readonly string[] => [
  value,
  ...[...value.matchAll(new RegExp(quoted, 'g'))].map(([string]) => string),
]
