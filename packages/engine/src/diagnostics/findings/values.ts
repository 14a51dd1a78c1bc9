// Findings about single values of resources and the references between them (HP20xx).
import { defineFinding, type FindingFunction } from '../define-finding.ts'
import type { AllocationFailure, UnknownCause, ValueKind } from '../kinds.ts'

export const missingProperty: FindingFunction<'HP2001', { resource: string; property: string }> =
  defineFinding('HP2001', 'error')

export const wrongPropertyType: FindingFunction<
  'HP2002',
  { resource: string; property: string; found: ValueKind; expected: readonly ValueKind[] }
> = defineFinding('HP2002', 'error')

export const malformedAddress: FindingFunction<'HP2003', { property: string; text: string }> = defineFinding(
  'HP2003',
  'error',
)

export const malformedPrefix: FindingFunction<'HP2004', { property: string; text: string }> = defineFinding(
  'HP2004',
  'error',
)

export const malformedId: FindingFunction<'HP2005', { property: string; text: string }> = defineFinding(
  'HP2005',
  'error',
)

/** `target`: the id that leads nowhere. Only the endpoint that holds it is left out of the answer. */
export const danglingReference: FindingFunction<
  'HP2006',
  { resource: string; property: string; target: string; suggestion?: string | undefined }
> = defineFinding('HP2006', 'error')

/** `found`, `expected`: resource types. */
export const referenceWrongType: FindingFunction<
  'HP2007',
  { resource: string; property: string; target: string; found: string; expected: string }
> = defineFinding('HP2007', 'error')

export const enumValueUnknown: FindingFunction<
  'HP2008',
  { property: string; found: string; allowed: readonly string[]; suggestion?: string | undefined }
> = defineFinding('HP2008', 'error')

/** `origin`: the expression or parameter that the value would come from. */
export const unknownValue: FindingFunction<
  'HP2009',
  { property: string; cause: UnknownCause; origin: string }
> = defineFinding('HP2009', 'note')

export const addressNotAllocated: FindingFunction<
  'HP2010',
  { resource: string; subnet: string; cause: AllocationFailure }
> = defineFinding('HP2010', 'warning', { rules: ['R6.34'] })

/** `corrected`: the same prefix with its host bits cleared. */
export const prefixHostBits: FindingFunction<
  'HP2011',
  { property: string; prefix: string; corrected: string }
> = defineFinding('HP2011', 'error', { azureCode: 'InvalidCIDRNotation', rules: ['V11'] })

/** A resource that no input declares. `neededBy`: what needs it; itself where a template says that it exists. */
export const assumedResource: FindingFunction<
  'HP2012',
  {
    id: string
    type: string
    neededBy: string
    /** What a gateway was taken for, because of its connections, and where, because no other place is free. */
    gatewayType?: string | undefined
    subnet?: string | undefined
  }
> = defineFinding('HP2012', 'note')

/** A group of Virtual Network Manager: a policy may add VNets to it that no input tells. */
export const networkGroupWithoutMembers: FindingFunction<'HP2013', { group: string; configuration: string }> =
  defineFinding('HP2013', 'warning', { rules: ['R1.11'] })

/** `tags`: of the user routes or services in `usedBy`; `source`: the list of tags, a date or a file, that lacks it. */
export const serviceTagNotKnown: FindingFunction<
  'HP2014',
  { tags: readonly string[]; usedBy: readonly string[]; source: string }
> = defineFinding('HP2014', 'warning', { rules: ['R1.8', 'R1.25'] })

/** The list that comes with the engine was used for these tags; `date`: when it was published. */
export const serviceTagsDated: FindingFunction<'HP2015', { tags: readonly string[]; date: string }> =
  defineFinding('HP2015', 'note', { rules: ['R1.8', 'R1.25'] })

/** `service`: takes an unknown number of addresses; `resources`: chose theirs behind it. */
export const addressesUncertain: FindingFunction<
  'HP2016',
  { subnet: string; service: string; resources: readonly string[] }
> = defineFinding('HP2016', 'note', { rules: ['R6.50'] })

/** One instance stands for all of them. */
export const instanceCountUnknown: FindingFunction<'HP2017', { scaleSet: string }> = defineFinding(
  'HP2017',
  'note',
  { rules: ['R6.50'] },
)

/** More instances than Azure allows; those up to the limit are there. */
export const tooManyInstances: FindingFunction<'HP2018', { scaleSet: string; found: number; limit: number }> =
  defineFinding('HP2018', 'error')

/** The address in a backend pool is one that no network interface of the inputs has. */
export const backendAddressUnused: FindingFunction<
  'HP2020',
  { balancer: string; pool: string; address: string }
> = defineFinding('HP2020', 'warning', { rules: ['R6.56'] })
