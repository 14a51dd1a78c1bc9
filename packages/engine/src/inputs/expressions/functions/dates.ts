// Dates without a clock: dateTimeAdd, dateTimeToEpoch and dateTimeFromEpoch on dates that the template names.
import type { Value } from '../../../resources/index.ts'
import type { TemplateFunction } from '../template-function.ts'
import { integer, optional, text } from './argument-readers.ts'
import { type Call, one, three } from './define-function.ts'

/** A day of the Gregorian calendar. */
interface Day {
  readonly year: number
  readonly month: number
  readonly day: number
}

const secondsOfDay = 86_400

/** Days from 1970-01-01. Counts years from March, so that the leap day comes last. */
const dayNumber = ({ year, month, day }: Day): number => {
  const fromMarch = month > 2 ? year : year - 1
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1
  const leapDays = Math.floor(fromMarch / 4) - Math.floor(fromMarch / 100) + Math.floor(fromMarch / 400)
  return fromMarch * 365 + leapDays + dayOfYear - 719_468
}

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)

const daysOfMonth = (year: number, month: number): number =>
  month === 2 ? (isLeap(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31

/** The day with this number. */
const dayAt = (number: number): Day => {
  let year = 1970 + Math.floor(number / 365.2425)
  while (dayNumber({ year: year + 1, month: 1, day: 1 }) <= number) year++
  while (dayNumber({ year, month: 1, day: 1 }) > number) year--
  let month = 1
  while (month < 12 && dayNumber({ year, month: month + 1, day: 1 }) <= number) month++
  return { year, month, day: number - dayNumber({ year, month, day: 1 }) + 1 }
}

/** So many months later; the day is the last of the month where the month has no such day. */
const addMonths = (day: Day, months: number): Day => {
  const count = day.year * 12 + day.month - 1 + months
  const year = Math.floor(count / 12)
  const month = count - year * 12 + 1
  return { year, month, day: Math.min(day.day, daysOfMonth(year, month)) }
}

const datePattern =
  /^(\d{4})-?(\d{2})-?(\d{2})(?:[T ](\d{2}):?(\d{2})(?::?(\d{2})(?:\.\d+)?)?)?(?:Z|([+-])(\d{2}):?(\d{2}))?$/i

/** Seconds since 1970-01-01T00:00:00Z; fractions are dropped. Undefined when the text is no date. */
const epochOf = (written: string): number | undefined => {
  const found = datePattern.exec(written.trim())
  if (found === null) return undefined
  const part = (index: number): number => Number(found[index] ?? 0)
  const day = { year: part(1), month: part(2), day: part(3) }
  const valid =
    day.month >= 1 &&
    day.month <= 12 &&
    day.day >= 1 &&
    day.day <= daysOfMonth(day.year, day.month) &&
    part(4) < 24 &&
    part(5) < 60 &&
    part(6) < 60
  if (!valid) return undefined
  const offset = (part(8) * 60 + part(9)) * 60 * (found[7] === '-' ? -1 : 1)
  return dayNumber(day) * secondsOfDay + part(4) * 3600 + part(5) * 60 + part(6) - offset
}

const durationPattern =
  /^(-)?P(?=.)(?:(\d{1,6})Y)?(?:(\d{1,6})M)?(?:(\d{1,6})W)?(?:(\d{1,8})D)?(?:T(?=.)(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})(?:\.\d+)?S)?)?$/i

/** A moment plus an ISO 8601 duration, years and months by the calendar. Undefined when it is no duration. */
const plusDuration = (epoch: number, duration: string): number | undefined => {
  const found = durationPattern.exec(duration.trim())
  if (found === null) return undefined
  const sign = found[1] === undefined ? 1 : -1
  const part = (index: number): number => sign * Number(found[index] ?? 0)
  const days = Math.floor(epoch / secondsOfDay)
  const moved = addMonths(dayAt(days), part(2) * 12 + part(3))
  const wholeDays = dayNumber(moved) + part(4) * 7 + part(5)
  const seconds = epoch - days * secondsOfDay + part(6) * 3600 + part(7) * 60 + part(8)
  return wholeDays * secondsOfDay + seconds
}

const twoDigits = (value: number): string => String(value).padStart(2, '0')

/** `2024-05-01` and `12:30:00` of a moment; undefined outside the years 1 to 9999. */
const partsAt = (epoch: number): { readonly date: string; readonly time: string } | undefined => {
  const days = Math.floor(epoch / secondsOfDay)
  if (
    days < dayNumber({ year: 1, month: 1, day: 1 }) ||
    days >= dayNumber({ year: 10_000, month: 1, day: 1 })
  )
    return undefined
  const { year, month, day } = dayAt(days)
  const rest = epoch - days * secondsOfDay
  const hours = Math.floor(rest / 3600)
  const minutes = Math.floor(rest / 60) % 60
  return {
    date: `${String(year).padStart(4, '0')}-${twoDigits(month)}-${twoDigits(day)}`,
    time: `${twoDigits(hours)}:${twoDigits(minutes)}:${twoDigits(rest % 60)}`,
  }
}

/** .NET's standard formats that have no fraction and no language, as custom ones. */
const standardFormats: ReadonlyMap<string, string> = new Map([
  ['s', 'yyyy-MM-ddTHH:mm:ss'],
  ['u', 'yyyy-MM-dd HH:mm:ssZ'],
])

/** A moment in a custom format of .NET: digits of its parts, and signs that stand for themselves. Undefined for others. */
const formatted = ({ date, time }: { date: string; time: string }, format: string): string | undefined => {
  const [yyyy = '', MM = '', dd = ''] = date.split('-')
  const [HH = '', mm = '', ss = ''] = time.split(':')
  const parts: ReadonlyMap<string, string> = new Map(Object.entries({ yyyy, MM, dd, HH, mm, ss }))
  const pattern = standardFormats.get(format) ?? format
  const pieces = (pattern.match(/([A-Za-z])\1*|./gs) ?? []).map((piece) =>
    /^[-TZ:/. ]$/.test(piece) ? piece : parts.get(piece),
  )
  return pieces.includes(undefined) ? undefined : pieces.join('')
}

/** Without a format the result looks like the moment that is added to. */
const formatOf = (base: string): string => (/\dT\d/i.test(base) ? 'yyyy-MM-ddTHH:mm:ssZ' : 'u')

const dateTimeAdd = (base: string, duration: string, format: string | undefined, call: Call): Value => {
  const epoch = epochOf(base)
  if (epoch === undefined) return call.fail('date', base)
  const sum = plusDuration(epoch, duration)
  if (sum === undefined) return call.fail('date', duration)
  const parts = partsAt(sum)
  if (parts === undefined) return call.fail('overflow')
  const text = formatted(parts, format ?? formatOf(base))
  return text === undefined ? call.unknown('unsupported') : call.scalar(text)
}

const dateTimeToEpoch = (written: string | undefined, call: Call): Value => {
  if (written === undefined) return call.unknown('runtime')
  const epoch = epochOf(written)
  return epoch === undefined ? call.fail('date', written) : call.scalar(epoch)
}

const dateTimeFromEpoch = (epoch: number | undefined, call: Call): Value => {
  if (epoch === undefined) return call.unknown('runtime')
  const parts = partsAt(epoch)
  return parts === undefined ? call.fail('overflow') : call.scalar(`${parts.date}T${parts.time}Z`)
}

/** The functions of this topic. */
export const dateFunctions: readonly TemplateFunction[] = [
  three('dateTimeAdd', text, text, optional(text), dateTimeAdd),
  one('dateTimeToEpoch', optional(text), dateTimeToEpoch),
  one('dateTimeFromEpoch', optional(integer), dateTimeFromEpoch),
]
