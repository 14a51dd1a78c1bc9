// The part of JSONPath that says one place: $.a.b[0]['c'], with or without the $ in front.
import type { Value } from '../../../resources/index.ts'

const stepPattern = /\.?([A-Za-z_][\w-]*)|\[(\d{1,9})\]|\['([^']*)'\]|\["([^"]*)"\]/y

/** The steps of a path; undefined when it says more than one place, or is no path. */
export const stepsOfPath = (path: string): readonly (string | number)[] | undefined => {
  const steps: (string | number)[] = []
  for (let at = path.startsWith('$') ? 1 : 0; at < path.length; at = stepPattern.lastIndex) {
    stepPattern.lastIndex = at
    const found = stepPattern.exec(path)
    if (found === null) return undefined
    const [, name, position, quoted, doubleQuoted] = found
    steps.push(position === undefined ? (name ?? quoted ?? doubleQuoted ?? '') : Number(position))
  }
  return steps
}

/** The value that the steps lead to; undefined when there is none. */
export const valueAtSteps = (value: Value, steps: readonly (string | number)[]): Value | undefined =>
  steps.reduce<Value | undefined>((current, step) => {
    if (current === undefined || current.kind === 'unknown') return current
    if (typeof step === 'number') return current.kind === 'list' ? current.items[step] : undefined
    return current.kind === 'dictionary' ? current.fields.get(step.toLowerCase())?.value : undefined
  }, value)
