// Which of the templates in a folder are deployed by themselves: others are linked from them.
import { baseName } from '../paths.ts'

/** A template of a folder. */
export interface FolderTemplate {
  readonly file: string
  readonly text: string
}

/** What Bicep builds `main.bicep` into. */
const builtName = 'main.json'

/** Whether a text names a file, at the end of a path or by itself. */
const mentions = (text: string, name: string): boolean => {
  const lower = text.toLowerCase()
  for (let at = lower.indexOf(name); at >= 0; at = lower.indexOf(name, at + 1)) {
    if (/['"/\\]/.test(lower.charAt(at - 1)) && /['"?]/.test(lower.charAt(at + name.length))) return true
  }
  return false
}

/** A built `main.json` stands for its folder; else every template counts that no other one names. */
export const chooseTemplates = <T extends FolderTemplate>(templates: readonly T[]): readonly T[] => {
  const built = templates.find(({ file }) => baseName(file).toLowerCase() === builtName)
  if (built !== undefined) return [built]
  const roots = templates.filter(
    ({ file }) =>
      !templates.some((other) => other.file !== file && mentions(other.text, baseName(file).toLowerCase())),
  )
  // Templates that all name each other: none of them can be left out.
  return roots.length === 0 ? templates : roots
}
