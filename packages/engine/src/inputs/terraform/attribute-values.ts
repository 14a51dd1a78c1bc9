// Finds the values of plain attributes: written in the plan, taken from another resource, or made by the deployment.
import { familyOf, formatAddress, parseAddress } from '../../net/index.ts'
import { scalar, type Value } from '../../resources/index.ts'
import type { Step } from './address.ts'
import type { ExpressionPart } from './configuration.ts'
import type { Found } from './follow-references.ts'
import type { Identities } from './identities.ts'
import { attributeOf, type Instance } from './instances.ts'
import {
  pathText,
  type Resolving,
  referenceTexts,
  tableOf,
  textOf,
  unknownAttribute,
  unknownSources,
} from './resolving.ts'
import { isTrue, isUnset, itemsOf, lookUp, named } from './values.ts'

/** Answers what a plain attribute is; undefined where nothing is set, or where the provider chooses. */
export type ValueAt = (instance: Instance, path: readonly Step[]) => Value | undefined

/** The steps of a path in ARM: `#` stands for the position that the reference names. */
const armSteps = (path: string, position: number): readonly Step[] =>
  path
    .split('.')
    .map((step) => (step === '#' ? { key: position } : /^\d+$/.test(step) ? { key: Number(step) } : step))

/** The path, and what is left when its end is cut: a reference inside a larger expression is asked for too much. */
const withPrefixes = (path: readonly Step[]): readonly (readonly Step[])[] =>
  path.map((_, index) => path.slice(0, path.length - index))

/** Where a prefix is wanted, `"${azurerm_firewall.hub.private_ip_address}/32"` is told as the address alone. */
const asPrefix = (value: Value, path: readonly Step[]): Value => {
  const isForPrefix = path.some((step) => typeof step === 'string' && /prefix|cidr/.test(step))
  const address = isForPrefix ? parseAddress(textOf(value) ?? '') : undefined
  return address === undefined
    ? value
    : scalar(`${formatAddress(address)}/${familyOf(address) === 4 ? 32 : 128}`, value.span)
}

/** The values of a document's instances. */
export const attributeValues = (context: Resolving, identity: Identities): ValueAt => {
  /** What Azure shows of a resource once it is deployed; undefined for attributes that it does not make. */
  const runtimeValue = (instance: Instance, path: readonly Step[]): Value | undefined => {
    const names = path.filter((step) => typeof step === 'string').join('.')
    const shown = tableOf(instance)?.runtime?.[names]
    let id = identity.idOf(instance)
    if (shown === undefined || id === undefined) return undefined
    const positions = path.flatMap((step) => (typeof step === 'object' ? [Number(step.key)] : []))
    let value: Value | undefined
    for (const part of shown.split(' > ')) {
      value =
        id === undefined
          ? undefined
          : lookUp(context.runtime(id.toLowerCase()), armSteps(part, positions.at(-1) ?? 0))
      id = textOf(value)
    }
    if (value !== undefined) return value
    context.missedRuntime()
    return unknownAttribute(instance, path, instance.span, 'runtime')
  }

  /** The value of another resource's attribute. */
  const attributeThrough = (instance: Instance, path: readonly Step[]): readonly Value[] | undefined => {
    const attribute = attributeOf(instance, path)
    if (attribute.kind === 'known') return isUnset(attribute.value) ? undefined : [attribute.value]
    if (attribute.kind === 'secret') return [unknownAttribute(instance, path, attribute.span, 'secret')]
    const part = attribute.kind === 'unknown' ? context.expressionOf(instance, path) : undefined
    const through =
      part === undefined
        ? undefined
        : context.once(`${instance.address}|${pathText(path)}`, () =>
            unknownSources(context.followed(instance, part)).flatMap(valueThrough),
          )
    if (through !== undefined && through.length > 0) return through
    const shown = runtimeValue(instance, path)
    return shown === undefined ? undefined : [shown]
  }

  const valueThrough = (found: Found): readonly Value[] => {
    if (found.kind !== 'attribute') return []
    const { instance, path } = found
    if (path[0] === 'id') {
      const own = identity.idOf(instance)
      return own === undefined ? [] : [scalar(own, named(instance.span, instance.address))]
    }
    for (const each of withPrefixes(path)) {
      const values = attributeThrough(instance, each)
      if (values !== undefined) return values
    }
    return []
  }

  /** What an expression comes to; undefined where it only decides whether the provider chooses. */
  const resolved = (
    instance: Instance,
    path: readonly Step[],
    span: Value['span'],
    part: ExpressionPart,
  ): Value | undefined => {
    const found = context.followed(instance, part)
    if (found.every((each) => each.kind === 'constant') && found.length > 0) return undefined
    const values = unknownSources(found).flatMap(valueThrough)
    const different = new Map(values.map((value) => [JSON.stringify({ ...value, span: undefined }), value]))
    const [only] = different.values()
    return only !== undefined && different.size === 1
      ? { ...asPrefix(only, path), span: named(span, instance.address) }
      : unknownAttribute(instance, path, span, 'expression', referenceTexts(part)[0])
  }

  /** A list of which some items are only known after the apply. */
  const completedList = (instance: Instance, path: readonly Step[], value: Value): Value => {
    const marks = itemsOf(lookUp(instance.unknown, path))
    if (value.kind !== 'list' || !marks.some(isTrue)) return value
    const part = context.expressionOf(instance, path)
    return {
      ...value,
      items: marks.map((mark, index) => {
        const item = value.items[index]
        if (item !== undefined && !isTrue(mark)) return item
        const at = [...path, { key: index }]
        return (
          (part === undefined ? undefined : resolved(instance, at, value.span, part)) ??
          unknownAttribute(instance, at, value.span, 'expression')
        )
      }),
    }
  }

  return (instance, path) => {
    const attribute = attributeOf(instance, path)
    switch (attribute.kind) {
      case 'known':
        return isUnset(attribute.value) ? undefined : completedList(instance, path, attribute.value)
      case 'absent':
        return undefined
      case 'secret':
        return unknownAttribute(instance, path, attribute.span, 'secret')
      case 'unknown': {
        const part = context.expressionOf(instance, path)
        return part === undefined ? undefined : resolved(instance, path, attribute.span, part)
      }
    }
  }
}
