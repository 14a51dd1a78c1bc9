// The body of an azapi resource: an object or JSON text, in which ids of other resources may still be missing.
import type { Span } from '../../diagnostics/index.ts'
import {
  classifyResource,
  classifyType,
  type Dictionary,
  dictionary,
  type Field,
  fieldOf,
  parseResourceId,
  scalar,
  type TypeClass,
  textAt,
  type Value,
  withField,
} from '../../resources/index.ts'
import { parseJson } from '../json/parse-json.ts'
import type { Step } from './address.ts'
import { attributeOf, type Instance } from './instances.ts'
import { armTypes } from './mapping.ts'
import type { Resolver } from './resolver.ts'
import { isTrue, lookUp, named, placed } from './values.ts'

/** ARM's properties that hold ids, by the name of the object around `id` (lower case), with the type that they link to. */
const linkTargets: ReadonlyMap<string, string> = new Map(
  Object.entries({
    virtualnetwork: armTypes.virtualNetwork,
    remotevirtualnetwork: armTypes.virtualNetwork,
    subnet: armTypes.subnet,
    routetable: armTypes.routeTable,
    networksecuritygroup: armTypes.networkSecurityGroup,
    natgateway: armTypes.natGateway,
    publicipaddress: armTypes.publicIp,
    virtualhub: armTypes.hub,
    virtualwan: armTypes.virtualWan,
    firewallpolicy: armTypes.firewallPolicy,
    associatedroutetable: armTypes.hubRouteTable,
    hubvirtualnetworkconnection: armTypes.hubConnection,
    virtualnetworkgateway1: armTypes.gateway,
    virtualnetworkgateway2: armTypes.gateway,
    localnetworkgateway2: armTypes.localNetworkGateway,
    expressroutecircuitpeering: armTypes.circuitPeering,
  }),
)

/** The type that an id at a path of the body must be of. */
const targetOf = (path: readonly Step[]): string | undefined => {
  const names = path.filter((step) => typeof step === 'string')
  const holder = names.at(-1)?.toLowerCase() === 'id' ? names.at(-2) : undefined
  return holder === undefined ? undefined : linkTargets.get(holder.toLowerCase())
}

/** JSON in a text stands where the text stands: places inside it would lead nowhere. */
const parsedText = (text: string, span: Span | undefined): Value | undefined => {
  const { value } = parseJson(text, span?.file ?? '')
  return value === undefined ? undefined : placed(value, () => span)
}

/** What is marked as sensitive is not known to anybody. */
const withoutSecrets = (value: Value, sensitive: Value | undefined, origin: string): Value => {
  if (isTrue(sensitive)) return { kind: 'unknown', reason: 'secret', origin, span: value.span }
  if (value.kind === 'list')
    return {
      ...value,
      items: value.items.map((item, index) =>
        withoutSecrets(item, lookUp(sensitive, [{ key: index }]), origin),
      ),
    }
  if (value.kind !== 'dictionary' || sensitive?.kind !== 'dictionary') return value
  const fields = [...value.fields].map(([key, field]): [string, Field] => [
    key,
    { ...field, value: withoutSecrets(field.value, sensitive.fields.get(key)?.value, origin) },
  ])
  return { ...value, fields: new Map(fields) }
}

/** Completes a body by what is only known after the apply. */
const completed = (
  value: Value | undefined,
  mark: Value | undefined,
  path: readonly Step[],
  instance: Instance,
  resolver: Resolver,
): Value | undefined => {
  if (isTrue(mark)) {
    const target = targetOf(path)
    const link = target === undefined ? undefined : resolver.linkAt(instance, path, target)
    return (
      link ??
      resolver.valueAt(instance, path) ?? {
        kind: 'unknown',
        reason: 'expression',
        origin: `${instance.address}.body`,
        span: instance.span,
      }
    )
  }
  if (mark?.kind === 'list') {
    const items = mark.items.map((each, index) =>
      completed(lookUp(value, [{ key: index }]), each, [...path, { key: index }], instance, resolver),
    )
    return { kind: 'list', items: items.filter((item) => item !== undefined), span: value?.span }
  }
  if (mark?.kind !== 'dictionary') return value
  const fields = new Map<string, Field>(value?.kind === 'dictionary' ? value.fields : [])
  for (const [key, field] of mark.fields) {
    const inner = completed(fields.get(key)?.value, field.value, [...path, field.name], instance, resolver)
    if (inner !== undefined) fields.set(key, { name: field.name, nameSpan: undefined, value: inner })
  }
  return { kind: 'dictionary', fields, span: value?.span }
}

/** The body in ARM's shape; undefined when the plan does not tell it. */
const azapiBody = (instance: Instance, resolver: Resolver): Dictionary | undefined => {
  const whole = attributeOf(instance, ['body'])
  if (whole.kind === 'unknown' || whole.kind === 'secret') return undefined
  const written = whole.kind === 'known' ? whole.value : undefined
  const text = textAt(written)
  const secrets = fieldOf(instance.sensitive, 'body')
  const open =
    written === undefined ? undefined : withoutSecrets(written, secrets, `${instance.address}.body`)
  const body =
    text === undefined
      ? completed(open, fieldOf(instance.unknown, 'body'), ['body'], instance, resolver)
      : parsedText(text, written?.span)
  return body === undefined || body.kind === 'dictionary' ? (body ?? dictionary({})) : undefined
}

/** What becomes of a resource of a type that is not read: also an id that is still missing may name a subnet. */
export const classifyAzapi = (instance: Instance, type: string): TypeClass => {
  const body = attributeOf(instance, ['body'])
  if (body.kind === 'unknown' || body.kind === 'secret') return classifyType(type)
  const written = body.kind === 'known' ? body.value : undefined
  const text = textAt(written)
  const parts = [
    text === undefined ? written : parsedText(text, written?.span),
    fieldOf(instance.unknown, 'body'),
  ]
  const classes = parts.map((part) => classifyResource(type, part ?? dictionary({})))
  return classes.find(({ kind }) => kind !== 'ignored') ?? { kind: 'ignored' }
}

/** The whole resource. */
export const writeAzapi = (
  id: string,
  type: string,
  isUpdate: boolean,
  instance: Instance,
  resolver: Resolver,
): Dictionary | undefined => {
  const body = azapiBody(instance, resolver)
  if (body === undefined || parseResourceId(id) === undefined) return undefined
  const place = (span: Span | undefined): Span | undefined => named(span, instance.address)
  const span = place(instance.span)
  const location = resolver.valueAt(instance, ['location'])
  const entries: Readonly<Record<string, Value>> = {
    id: scalar(id, span),
    type: scalar(type, span),
    name: scalar(id.slice(id.lastIndexOf('/') + 1), span),
    ...(location === undefined ? {} : { location }),
    ...(isUpdate ? { existing: scalar(true, span) } : {}),
  }
  const placedBody = placed(body, place)
  const start: Dictionary = {
    kind: 'dictionary',
    fields: placedBody.kind === 'dictionary' ? placedBody.fields : new Map(),
    span,
  }
  const complete = start.fields.has('properties')
    ? start
    : withField(start, 'properties', dictionary({}, span))
  return Object.entries(entries).reduce((result, [name, value]) => withField(result, name, value), complete)
}
