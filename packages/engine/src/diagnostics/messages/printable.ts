// Values inside messages, the same in every language: safe to print, never endless.
import { escapeControl } from '../escape-control.ts'

const longest = 300 // UTF-16 units; a resource id has at most about 260

/** How many names a list shows before it only counts. */
export const longestList = 8

/** A value from the input, in one line; a very long one is clipped in the middle. */
export const printable = (text: string): string => {
  if (text.length <= longest) return escapeControl(text)
  const half = longest / 2
  return `${escapeControl(text.slice(0, half))}...${escapeControl(text.slice(-half))}`
}

/** A whole number with a comma every three digits. */
export const formatNumber = (value: number): string =>
  Number.isInteger(value) ? String(value).replace(/(?<=\d)(?=(?:\d{3})+$)/g, ',') : String(value)

/** Bytes in the largest unit that leaves at least one, with at most one decimal. */
export const formatBytes = (bytes: number): string => {
  const units = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB']
  let value = bytes
  let unit = 0
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024
    unit += 1
  }
  const rounded = Math.round(value * 10) / 10
  return `${Number.isInteger(rounded) ? formatNumber(rounded) : rounded} ${units[unit] ?? ''}`
}
