// English messages about single values of resources and the references between them.
import type * as values from '../../findings/values.ts'
import type { AllocationFailure, UnknownCause } from '../../kinds.ts'
import type { MessagesOf } from '../catalogue.ts'
import { formatNumber } from '../printable.ts'
import { anyValueKind, didYouMean, quote, quoteAll, quoteResource, valueKind } from './wording.ts'

const unknownCauses: Readonly<Record<UnknownCause, (origin: string) => string>> = {
  expression: (origin) => `it comes from the expression ${quote(origin)}, which cannot be evaluated here`,
  parameter: (origin) => `the parameter ${quote(origin)} was given no value`,
  runtime: (origin) => `Azure decides it at deployment (${quote(origin)})`,
  secret: (origin) => `it is a secret (${quote(origin)})`,
  unsupported: (origin) => `${quote(origin)} is not supported`,
}

const unknownAdvice: Readonly<Record<UnknownCause, string>> = {
  expression: 'If the answer depends on it, replace the expression by a value, or pass its parameters.',
  parameter: 'If the answer depends on it, pass --param name=value.',
  runtime:
    'If the answer depends on it, write it in hairpin.yaml, or read an export of the deployed network.',
  secret: 'Secrets are not needed for routing: nothing to do unless the answer names this value.',
  unsupported: 'If the answer depends on it, replace it by a value.',
}

const allocationFailures: Readonly<Record<AllocationFailure, string>> = {
  prefixUnknown: "the subnet's address prefix is not known",
  subnetFull: 'the subnet has no free address',
  subnetUnknown: 'the subnet is not among the inputs',
}

export const valueMessages: MessagesOf<typeof values> = {
  HP2001: ({ resource, property }) => ({
    message: `${quoteResource(resource)} lacks the property ${quote(property)}, which it needs.`,
    advice: 'Add the property; without it this part of the network is left out of the answer.',
  }),
  HP2002: ({ resource, property, found, expected }) => ({
    message: `The property ${quote(property)} of ${quoteResource(resource)} is ${valueKind(found)}; expected ${anyValueKind(expected)}.`,
    advice: 'Write a value of the expected kind.',
  }),
  HP2003: ({ property, text }) => ({
    message: `${quote(text)}, given for ${quote(property)}, is not an IP address; expected the form 10.0.0.4 or 2001:db8::4.`,
    advice:
      'Correct the address: no prefix length, no leading zeros, each part of an IPv4 address from 0 to 255.',
  }),
  HP2004: ({ property, text }) => ({
    message: `${quote(text)}, given for ${quote(property)}, is not an address prefix; expected the form 10.0.0.0/16 or 2001:db8::/48.`,
    advice: 'Correct the prefix: an address, a slash, and a length of 0 to 32 (IPv4) or 0 to 128 (IPv6).',
  }),
  HP2005: ({ property, text }) => ({
    message: `${quote(text)}, given for ${quote(property)}, is not a resource id; expected the form /subscriptions/ID/resourceGroups/GROUP/providers/TYPE/NAME.`,
    advice: 'Write the whole id. In a template, use the id of the resource or resourceId().',
  }),
  HP2006: ({ resource, property, target, suggestion }) => ({
    message: `${quote(property)} of ${quoteResource(resource)} refers to ${quote(target)}, which is not among the inputs.`,
    advice: `${didYouMean(suggestion)}Correct the id, or add the file that declares the resource. Until then only this link is left out of the answer.`,
  }),
  HP2007: ({ resource, property, target, found, expected }) => ({
    message: `${quote(property)} of ${quoteResource(resource)} refers to ${quote(target)}, which is of type ${quote(found)}; expected ${quote(expected)}.`,
    advice: 'Refer to a resource of the expected type.',
  }),
  HP2008: ({ property, found, allowed, suggestion }) => ({
    message: `${quote(found)} is not a possible value of ${quote(property)}; expected ${quoteAll(allowed, 'or')}.`,
    advice: `${didYouMean(suggestion)}Write one of the possible values.`,
  }),
  HP2009: ({ property, cause, origin }) => ({
    message: `The value of ${quote(property)} is not known: ${unknownCauses[cause](origin)}.`,
    advice: unknownAdvice[cause],
  }),
  HP2010: ({ resource, subnet, cause }) => ({
    message: `No address could be chosen for ${quote(resource)} in the subnet ${quote(subnet)}: ${allocationFailures[cause]}.`,
    advice: 'Give it a static private IP address, or make the subnet known and large enough.',
  }),
  HP2011: ({ property, prefix, corrected }) => ({
    message: `The prefix ${quote(prefix)}, given for ${quote(property)}, has bits set behind its length; Azure refuses it.`,
    advice: `Write ${quote(corrected)}, or choose another length.`,
  }),
  HP2012: ({ id, type, neededBy, gatewayType, subnet }) => ({
    message: `${
      id === neededBy
        ? `${quote(id)} of type ${quote(type)} is referred to as existing, but no input declares it; it was taken to exist`
        : `${quote(id)} of type ${quote(type)} is declared nowhere but needed by ${quote(neededBy)}; it was taken to exist`
    }${gatewayType === undefined ? '' : `, by its connections as a gateway of type ${quote(gatewayType)}`}${
      subnet === undefined ? '' : `, in the only subnet that is free for it: ${quoteResource(subnet)}`
    }.`,
    advice: 'If its properties matter, add the file or export that declares it.',
  }),
  HP2013: ({ group, configuration }) => ({
    message: `The network group ${quote(group)} has no static member in the inputs, so the configuration ${quote(configuration)} connects nothing through it.`,
    advice:
      'If a policy fills the group, add its members as staticMembers to the inputs; an export of the live group has them.',
  }),
  HP2014: ({ tags, usedBy, source }) => ({
    message: `The prefixes of ${quoteAll(tags)}, needed for ${quoteAll(usedBy)}, are not in the list of service tags (${quote(source)}).`,
    advice:
      'Download "Azure IP Ranges and Service Tags" from Microsoft and name the file in hairpin.yaml: serviceTags: FILE. Until then route tables lack these rows, and a trace to a public address that may need one ends as unknown.',
  }),
  HP2015: ({ tags, date }) => ({
    message: `The prefixes of ${quoteAll(tags)} are those of ${quote(date)}; Azure changes them every week.`,
    advice: 'If an address near their edges matters, name a newer file in hairpin.yaml: serviceTags: FILE.',
  }),
  HP2016: ({ subnet, service, resources }) => ({
    message: `How many addresses ${quote(service)} takes in the subnet ${quote(subnet)} is not known, so those chosen for ${quoteAll(resources)} may be others in Azure.`,
    advice: 'If an address matters, make it static.',
  }),
  HP2017: ({ scaleSet }) => ({
    message: `The number of instances of the scale set ${quote(scaleSet)} is not known; one stands for all of them.`,
    advice: 'Give the parameter that its sku.capacity comes from: --param NAME=NUMBER.',
  }),
  HP2018: ({ scaleSet, found, limit }) => ({
    message: `The scale set ${quote(scaleSet)} asks for ${formatNumber(found)} instances; Azure allows ${formatNumber(limit)}, and so many were read.`,
    advice: 'Correct sku.capacity.',
  }),
  HP2020: ({ balancer, pool, address }) => ({
    message: `The backend pool ${quote(pool)} of the load balancer ${quote(balancer)} has the address ${quote(address)}, which no network interface of the inputs has; nothing is sent there.`,
    advice: 'Correct the address, or add what has it to the inputs.',
  }),
}
