// Whole numbers in a body: templates and exports write them as numbers and as text.
import { at, type Value } from './value.ts'

/** Whether anything is written at the path, readable or not. */
export const isStatedAt = (value: Value | undefined, ...path: readonly string[]): boolean => {
  const found = at(value, ...path)
  return found !== undefined && !(found.kind === 'scalar' && found.value === null)
}

/** The whole number from 0 at a path; undefined when there is none, or none that is known. */
export const numberAt = (value: Value | undefined, ...path: readonly string[]): number | undefined => {
  const found = at(value, ...path)
  if (found?.kind !== 'scalar') return undefined
  const number = typeof found.value === 'string' && found.value !== '' ? Number(found.value) : found.value
  return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0 ? number : undefined
}
