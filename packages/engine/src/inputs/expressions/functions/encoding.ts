// Base64, URIs and data URIs.
import type { Value } from '../../../resources/index.ts'
import type { TemplateFunction } from '../template-function.ts'
import { known, text, wholeText } from './argument-readers.ts'
import { type Call, one, two } from './define-function.ts'
import { readJson } from './objects.ts'
import { decodeBase64, decodeUtf8, encodeBase64, encodeUtf8 } from './utf8.ts'
import { plainText, textLimit } from './value-text.ts'

const percentEncoded = (octet: number): string => `%${octet.toString(16).toUpperCase().padStart(2, '0')}`

/** Everything but unreserved characters (RFC 3986 §2.3) as percent-encoded UTF-8. */
const uriComponent = (source: string): string =>
  source.replaceAll(/[^A-Za-z0-9\-._~]+/g, (signs) => encodeUtf8(signs).map(percentEncoded).join(''))

/** Percent-encoded UTF-8 as text; what is not UTF-8 stays encoded. */
const uriComponentToString = (source: string): string =>
  source.replaceAll(/(?:%[0-9A-Fa-f]{2})+/g, (encoded) => {
    const octets = encoded
      .slice(1)
      .split('%')
      .map((digits) => Number.parseInt(digits, 16))
    return decodeUtf8(octets, percentEncoded)
  })

const decoded = (source: string, call: Call, use: (found: string) => Value): Value => {
  const octets = decodeBase64(source)
  return octets === undefined ? call.fail('base64', source) : use(decodeUtf8(octets))
}

const dataUri = (value: Value, call: Call): Value => {
  const written = plainText(value)
  if (written === undefined) return call.fail('tooLarge', textLimit)
  if (typeof written !== 'string') return written
  const mediaType = value.kind === 'scalar' ? 'text/plain' : 'application/json'
  return call.scalar(`data:${mediaType};charset=utf8;base64,${encodeBase64(encodeUtf8(written))}`)
}

const dataUriToString = (source: string, call: Call): Value => {
  const comma = source.indexOf(',')
  if (comma < 0 || !/^data:/i.test(source)) return call.fail('dataUri', source)
  const body = source.slice(comma + 1)
  return /;base64$/i.test(source.slice(0, comma))
    ? decoded(body, call, call.scalar)
    : call.scalar(uriComponentToString(body))
}

/** A path without `.` and `..`. */
const withoutDots = (path: string): string => {
  const parts: string[] = []
  const all = path.split('/')
  for (const [at, part] of all.entries()) {
    if (part === '..') parts.splice(Math.max(parts.length - 1, all[0] === '' ? 1 : 0))
    else if (part !== '.') parts.push(part)
    if (at === all.length - 1 && (part === '..' || part === '.')) parts.push('')
  }
  return parts.join('/')
}

const absolute = /^[A-Za-z][A-Za-z0-9+.-]*:\/\//

/** The parts of a URI: scheme and host; the path up to the last slash of it. */
const folderOf = (base: string): { readonly origin: string; readonly folder: string } => {
  const scheme = absolute.exec(base)?.[0] ?? ''
  const slash = scheme === '' ? 0 : base.indexOf('/', scheme.length)
  const origin = slash < 0 ? base : base.slice(0, slash)
  const path = (slash < 0 ? '/' : base.slice(slash)).replace(/[?#].*$/s, '')
  return { origin, folder: path.slice(0, path.lastIndexOf('/') + 1) }
}

/**
 * A URI next to another one: what follows the last slash of `base` is replaced. `base` may also be a path of a
 * file (what `deployment().properties.templateLink.uri` is here); its query is dropped.
 */
const resolveUri = (base: string, relative: string): string => {
  if (absolute.test(relative)) return relative
  const { origin, folder } = folderOf(base)
  const [, path = '', rest = ''] = /^([^?#]*)(.*)$/s.exec(relative) ?? []
  return origin + withoutDots(folder + path.replace(/^\/+/, '')) + rest
}

/** The functions of this topic. */
export const encodingFunctions: readonly TemplateFunction[] = [
  one('base64', wholeText, (source, call) => {
    const encoded = call.scalar(encodeBase64(encodeUtf8(source.text)))
    return source.file === undefined || encoded.kind !== 'scalar'
      ? encoded
      : { ...encoded, file: source.file }
  }),
  one('base64ToString', text, (source, call) => decoded(source, call, call.scalar)),
  one('base64ToJson', text, (source, call) => decoded(source, call, (json) => readJson(json, call))),
  one('uriComponent', text, (source, call) => call.scalar(uriComponent(source))),
  one('uriComponentToString', text, (source, call) => call.scalar(uriComponentToString(source))),
  one('dataUri', known, dataUri),
  one('dataUriToString', text, dataUriToString),
  two('uri', text, text, (base, relative, call) => call.scalar(resolveUri(base, relative))),
]
