// parseUri() and buildUri(): a URI taken apart and put together.
import type { Dictionary, Value } from '../../../resources/index.ts'
import type { TemplateFunction } from '../template-function.ts'
import { object, text } from './argument-readers.ts'
import { type Call, one } from './define-function.ts'

const uriPattern =
  /^(?<scheme>[a-z][a-z0-9+.-]*):\/\/(?:[^/?#@]*@)?(?<host>\[[^\]]*\]|[^/?#:]*)(?::(?<port>\d{1,5}))?(?<path>[^?#]*)(?<query>\?[^#]*)?(?:#.*)?$/is

/** The port that a scheme stands for where none is written. */
const usualPorts: ReadonlyMap<string, number> = new Map([
  ['ftp', 21],
  ['http', 80],
  ['https', 443],
])

const parseUri = (written: string, call: Call): Value => {
  const { scheme = '', host = '', port, path = '', query = '' } = uriPattern.exec(written)?.groups ?? {}
  if (scheme === '' || host === '') return call.fail('uri', written)
  const name = scheme.toLowerCase()
  return call.object({
    scheme: call.scalar(name),
    host: call.scalar(host.toLowerCase()),
    port: call.scalar(port === undefined ? (usualPorts.get(name) ?? -1) : Number(port)),
    path: call.scalar(path === '' ? '/' : path),
    query: call.scalar(query),
  })
}

const partOf = (components: Dictionary, name: string): Value | undefined => components.fields.get(name)?.value

const buildUri = (components: Dictionary, call: Call): Value => {
  const parts = ['scheme', 'host', 'port', 'path', 'query'].map((name) => partOf(components, name))
  const unknown = parts.find((part) => part?.kind === 'unknown')
  if (unknown !== undefined) return unknown
  const [scheme = '', host = '', port = '', path = '', query = ''] = parts.map((part) =>
    part?.kind === 'scalar' && part.value !== null ? String(part.value) : '',
  )
  if (scheme === '' || host === '') return call.fail('uri', `${scheme}://${host}`)
  const isUsual = port === '' || port === '-1' || usualPorts.get(scheme.toLowerCase()) === Number(port)
  const way = path.startsWith('/') ? path : `/${path}`
  const search = query === '' || query.startsWith('?') ? query : `?${query}`
  return call.scalar(`${scheme.toLowerCase()}://${host}${isUsual ? '' : `:${port}`}${way}${search}`)
}

/** The functions of this topic. */
export const uriFunctions: readonly TemplateFunction[] = [
  one('parseUri', text, parseUri),
  one('buildUri', object, buildUri),
]
