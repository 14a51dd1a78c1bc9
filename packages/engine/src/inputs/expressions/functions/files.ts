// Functions that read a file next to the one that calls them: its text, as Base64, as JSON or as YAML.
import type { Finding } from '../../../diagnostics/index.ts'
import type { Value } from '../../../resources/index.ts'
import { parseJson } from '../../json/parse-json.ts'
import { folderOf, joinPath } from '../../paths.ts'
import { refusedReading } from '../../refused-reading.ts'
import { parseYaml } from '../../world/parse-yaml.ts'
import type { TemplateFunction } from '../template-function.ts'
import { optional, text } from './argument-readers.ts'
import { compareIgnoringCase } from './compare-values.ts'
import { type Call, one, three, two } from './define-function.ts'
import { stepsOfPath, valueAtSteps } from './json-path.ts'
import { encodeBase64, encodeUtf8 } from './utf8.ts'

/** The name of a file in findings and places: relative to the root, as all others. */
const nameOf = (path: string, call: Call): string => {
  const caller = call.context.span?.file
  return caller === undefined ? path : joinPath(folderOf(caller), path)
}

/** Reads a file and makes a value of its text; the value is unknown when there is none. */
const withText = (path: string, call: Call, use: (content: string) => Value): Value => {
  const reading = call.context.readFile(path)
  if (reading.kind === 'text') return use(reading.text)
  // A file that holds something else than text is not wrong.
  if (reading.kind === 'notText') return call.unknown('unsupported')
  call.context.report(refusedReading(nameOf(path, call), reading, { span: call.context.span }))
  return call.unknown('expression')
}

/** A text that is that of a file as a whole keeps its name. */
const fromFile = (value: Value, path: string, call: Call): Value =>
  value.kind === 'scalar' ? { ...value, file: nameOf(path, call) } : value

/** What both parsers give. */
interface Parsed {
  readonly value: Value | undefined
  readonly findings: readonly Finding[]
}

/** A structured file, or the part of it that a path leads to. Its values keep their places in that file. */
const loadStructured =
  (parse: (content: string, file: string) => Parsed) =>
  (path: string, filter: string | undefined, _encoding: string | undefined, call: Call): Value => {
    const steps = stepsOfPath(filter ?? '$')
    if (steps === undefined) return call.fail('jsonPath', filter)
    return withText(path, call, (content) => {
      const parsed = parse(content, nameOf(path, call))
      for (const finding of parsed.findings) call.context.report(finding)
      if (parsed.value === undefined) return call.unknown('expression')
      return valueAtSteps(parsed.value, steps) ?? call.fail('pathNotFound', filter)
    })
  }

/** Whether a name fits a pattern in which * stands for any text and ? for one sign. In time of name × pattern. */
const fits = (name: string, pattern: string): boolean => {
  const signs = [...name.toLowerCase()]
  // Which beginnings of the name the pattern so far stands for.
  let reached = [true, ...signs.map(() => false)]
  for (const wanted of pattern.toLowerCase()) {
    const next = reached.map(() => false)
    for (const [end, isReached] of reached.entries()) {
      if (wanted === '*') next[end] = isReached || next[end - 1] === true
      else if (isReached && end < signs.length && (wanted === '?' || wanted === signs[end]))
        next[end + 1] = true
    }
    reached = next
  }
  return reached.at(-1) === true
}

/** The files of a folder: relative path, name, extension; in the order of their paths, whatever the letter case. */
const loadDirectoryFileInfo = (folder: string, pattern: string | undefined, call: Call): Value => {
  const { listFiles } = call.context
  if (listFiles === undefined) return call.unknown('unsupported')
  const names = listFiles(folder).filter((name) => pattern === undefined || fits(name, pattern))
  const paths = names.map((name) => ({ name, path: joinPath(folder, name) }))
  return call.list(
    paths
      .toSorted((a, b) => compareIgnoringCase(a.path, b.path))
      .map(({ name, path }) =>
        call.object({
          relativePath: call.scalar(path),
          baseName: call.scalar(name),
          extension: call.scalar(/\.[^.]*$/.exec(name)?.[0] ?? ''),
        }),
      ),
  )
}

/** The functions of this topic. The encoding is what the file turns out to be: UTF-8, or not readable. */
export const fileFunctions: readonly TemplateFunction[] = [
  two('loadTextContent', text, optional(text), (path, _encoding, call) =>
    withText(path, call, (content) => fromFile(call.scalar(content), path, call)),
  ),
  one('loadFileAsBase64', text, (path, call) =>
    withText(path, call, (content) => fromFile(call.scalar(encodeBase64(encodeUtf8(content))), path, call)),
  ),
  two('loadDirectoryFileInfo', text, optional(text), loadDirectoryFileInfo),
  three('loadJsonContent', text, optional(text), optional(text), loadStructured(parseJson)),
  three('loadYamlContent', text, optional(text), optional(text), loadStructured(parseYaml)),
]
