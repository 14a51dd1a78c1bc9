// Terraform's addresses and references taken apart: `module.hub["a"].azurerm_subnet.x[0].id`.

/** A name, or the key of an instance or item: a text for `for_each` and maps, a number for `count` and lists. */
export type Step = string | { readonly key: string | number }

/** Longer references are nobody's: they would only cost time. */
const lengthLimit = 4_000

const nameText = /[^.[\]"\s]+/y
const numberKey = /\[(\d{1,9})\]/y
const textKey = /\["((?:[^"\\]|\\.)*)"\]/y
const otherKey = /\[[^\]]*\]/y

const matchAt = (pattern: RegExp, text: string, at: number): RegExpExecArray | null => {
  pattern.lastIndex = at
  return pattern.exec(text)
}

const unescaped = (text: string): string => text.replaceAll(/\\(.)/gsu, '$1')

/** The steps of an address or a reference. A splat or a computed key is no step: any instance may be meant. */
export const stepsOf = (text: string): readonly Step[] => {
  const steps: Step[] = []
  const read = text.slice(0, lengthLimit)
  for (let at = 0; at < read.length; ) {
    const number = matchAt(numberKey, read, at)
    const key = number ?? matchAt(textKey, read, at)
    const name = key ?? matchAt(nameText, read, at)
    const found = name ?? matchAt(otherKey, read, at)
    if (number !== null) steps.push({ key: Number(number[1]) })
    else if (key !== null) steps.push({ key: unescaped(key[1] ?? '') })
    else if (name !== null) steps.push(name[0])
    at += found === null ? 1 : Math.max(1, found[0].length)
  }
  return steps
}

/** One module call on the way to an instance. */
export interface ModuleStep {
  readonly name: string
  readonly key: string | number | undefined
}

/** The keys of the module instances in a module's address, from the root down. */
export const moduleSteps = (address: string): readonly ModuleStep[] => {
  const steps = stepsOf(address)
  const modules: ModuleStep[] = []
  for (let at = 0; at < steps.length; at += 1) {
    if (steps[at] !== 'module') continue
    const name = steps[at + 1]
    if (typeof name !== 'string') continue
    const key = steps[at + 2]
    modules.push({ name, key: typeof key === 'object' ? key.key : undefined })
    at += typeof key === 'object' ? 2 : 1
  }
  return modules
}

const keyText = (key: string | number | undefined): string =>
  key === undefined ? '' : typeof key === 'number' ? `[${key}]` : `[${JSON.stringify(key)}]`

/** The address of a module instance, as Terraform writes it; '' for the root. */
export const moduleAddress = (steps: readonly ModuleStep[]): string =>
  steps.map(({ name, key }) => `module.${name}${keyText(key)}`).join('.')

/** The address of an instance, for documents that give its parts only. */
export const instanceAddress = (
  module: string,
  mode: 'managed' | 'data',
  type: string,
  name: string,
  key: string | number | undefined,
): string => {
  const own = `${mode === 'data' ? 'data.' : ''}${type}.${name}${keyText(key)}`
  return module === '' ? own : `${module}.${own}`
}
