// .NET's composite format: `{0}`, `{0:D2}`, `{1,-8}`, `{{`, as format() and string interpolation use it.

/** A piece of a format string: text as it is, or the place of an argument. */
type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'item'
      readonly index: number
      /** Least width; negative: aligned to the left. */
      readonly alignment: number
      readonly specifier: string
      readonly written: string
    }
  | { readonly kind: 'malformed'; readonly written: string }

const itemPattern = /\{(\d{1,6})(?:, *(-?\d{1,7}) *)?(?::([^{}]*))?\}/y

/** Takes a format string apart. */
export const piecesOf = (format: string): readonly Piece[] => {
  const pieces: Piece[] = []
  for (let at = 0; at < format.length; ) {
    const brace = format.slice(at).search(/[{}]/)
    const end = brace < 0 ? format.length : at + brace
    if (end > at) pieces.push({ kind: 'text', text: format.slice(at, end) })
    if (brace < 0) break
    const sign = format.charAt(end)
    itemPattern.lastIndex = end
    const item = itemPattern.exec(format)
    if (format.charAt(end + 1) === sign) {
      pieces.push({ kind: 'text', text: sign })
      at = end + 2
    } else if (item !== null) {
      const [written, index, alignment = '0', specifier = ''] = item
      pieces.push({ kind: 'item', index: Number(index), alignment: Number(alignment), specifier, written })
      at = end + written.length
    } else {
      pieces.push({ kind: 'malformed', written: format.slice(end, end + 20) })
      at = end + 1
    }
  }
  return pieces
}

/** Pads to the least width of a placeholder. */
export const aligned = (text: string, alignment: number): string =>
  alignment < 0 ? text.padEnd(-alignment) : text.padStart(alignment)

const grouped = (digits: string): string => digits.replaceAll(/\B(?=(?:\d{3})+$)/g, ',')

/** A number with so many places behind the point, its thousands in groups or not. */
const fixed = (value: number, places: number, inGroups: boolean): string => {
  const [whole = '', fraction] = Math.abs(value).toFixed(places).split('.')
  const text = (inGroups ? grouped(whole) : whole) + (fraction === undefined ? '' : `.${fraction}`)
  return value < 0 && /[1-9]/.test(text) ? `-${text}` : text
}

const hexadecimal = (value: number): string => BigInt.asUintN(64, BigInt(value)).toString(16)

/** One letter and a precision: D, F, G, N, P, X. */
const standard = (value: number, letter: string, precision: number | undefined): string | undefined => {
  const isWhole = Number.isInteger(value)
  const digits = isWhole ? BigInt(Math.abs(value)).toString() : String(Math.abs(value))
  const sign = value < 0 ? '-' : ''
  switch (letter.toUpperCase()) {
    case 'D':
      return isWhole ? sign + digits.padStart(precision ?? 0, '0') : undefined
    case 'F':
      return fixed(value, precision ?? 2, false)
    case 'G':
      return precision === undefined || precision >= digits.length ? sign + digits : undefined
    case 'N':
      return fixed(value, precision ?? 2, true)
    case 'P':
      return `${fixed(value * 100, precision ?? 2, true)} %`
    case 'X': {
      if (!isWhole) return undefined
      const hex = hexadecimal(value).padStart(precision ?? 0, '0')
      return letter === 'X' ? hex.toUpperCase() : hex
    }
    default:
      return undefined
  }
}

/** A pattern of 0, #, one comma and one point, such as 000 or #,##0.00. */
const custom = (value: number, pattern: string): string | undefined => {
  const [, whole = '', fraction = ''] =
    /^([#0]{0,40}(?:,[#0]{1,40})?)(?:\.(0{0,20}#{0,20}))?$/.exec(pattern) ?? []
  if (whole + fraction === '') return undefined
  const inGroups = whole.includes(',')
  const [digits = '', places = ''] = Math.abs(value).toFixed(fraction.length).split('.')
  const least = whole.replaceAll(',', '').length - Math.max(whole.replaceAll(',', '').search('0'), 0)
  const leastDigits = whole.includes('0') ? least : 0
  const padded = (digits === '0' ? '' : digits).padStart(leastDigits, '0')
  const kept = places.replace(/0+$/, '').padEnd(fraction.replaceAll('#', '').length, '0')
  const text = (inGroups ? grouped(padded) : padded) + (kept === '' ? '' : `.${kept}`)
  return value < 0 && /[1-9]/.test(text) ? `-${text}` : text
}

/** A number as a format specifier writes it; undefined when the specifier is not supported. */
export const formatNumber = (value: number, specifier: string): string | undefined => {
  const [, letter, precision = ''] = /^([A-Za-z])(\d{0,2})$/.exec(specifier) ?? []
  return letter === undefined
    ? custom(value, specifier)
    : standard(value, letter, precision === '' ? undefined : Number(precision))
}
