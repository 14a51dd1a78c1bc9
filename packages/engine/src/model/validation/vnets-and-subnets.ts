// Address spaces and the subnets in them: V9, V10, V27.
import { type Finding, findings } from '../../diagnostics/index.ts'
import { containsPrefix, formatPrefix, overlaps, type Prefix, PrefixTable, prefix } from '../../net/index.ts'
import type { Subnet, Vnet } from '../network.ts'
import { visitNested } from './nested-prefixes.ts'
import type { Validating } from './validating.ts'

/** R6.34: what no VNet may hold. */
const forbiddenBlocks: readonly Prefix[] = [
  prefix('127.0.0.0/8'),
  prefix('168.63.129.16/32'),
  prefix('169.254.0.0/16'),
  prefix('224.0.0.0/4'),
  prefix('255.255.255.255/32'),
]

const validateForbiddenSpace = (vnet: Vnet, { placeOfPrefix }: Validating): readonly Finding[] =>
  vnet.prefixes.flatMap((own) =>
    forbiddenBlocks
      .filter((block) => overlaps(own, block))
      .map((block) =>
        findings.forbiddenAddressSpace(
          { vnet: vnet.name, prefix: formatPrefix(own), forbidden: formatPrefix(block) },
          placeOfPrefix(vnet, own),
        ),
      ),
  )

/** A subnet lies in one prefix of the address space; two neighbouring ones together do not hold it. */
const validateInsideVnet = (vnet: Vnet, { placeOfPrefix }: Validating): readonly Finding[] => {
  if (!vnet.addressSpaceKnown) return []
  const space = new PrefixTable<true>()
  for (const own of vnet.prefixes) space.set(own, true)
  const addressSpace = vnet.prefixes.map(formatPrefix).join(', ')
  return vnet.subnets.flatMap((subnet) =>
    subnet.prefixes
      .filter((inner) => !space.matches(inner.address).some((own) => containsPrefix(own.prefix, inner)))
      .map((outside) =>
        findings.subnetOutsideVnet(
          { subnet: subnet.name, prefix: formatPrefix(outside), vnet: vnet.name, addressSpace },
          placeOfPrefix(subnet, outside),
        ),
      ),
  )
}

const validateSubnetOverlaps = (vnet: Vnet, { placeOfPrefix }: Validating): readonly Finding[] => {
  const found: Finding[] = []
  const order = new Map<Subnet, number>(vnet.subnets.map((subnet, index) => [subnet, index]))
  const isLater = (a: Subnet, b: Subnet): boolean => (order.get(a) ?? 0) > (order.get(b) ?? 0)
  const entries = vnet.subnets.flatMap((subnet) =>
    subnet.prefixes.map((own) => ({ prefix: own, owner: subnet })),
  )
  visitNested(entries, (entry, containing) => {
    const other = containing.findLast((outer) => outer.owner !== entry.owner)
    if (other === undefined) return
    // What was declared later is what Azure refuses.
    const [later, earlier] = isLater(entry.owner, other.owner) ? [entry, other] : [other, entry]
    found.push(
      findings.subnetsOverlap(
        {
          vnet: vnet.name,
          subnet: later.owner.name,
          prefix: formatPrefix(later.prefix),
          otherSubnet: earlier.owner.name,
          otherPrefix: formatPrefix(earlier.prefix),
        },
        placeOfPrefix(later.owner, later.prefix),
      ),
    )
  })
  return found
}

/** V9 subnets outside their VNet, V10 overlapping subnets, V27 address spaces that Azure keeps for itself. */
export const validateVnetsAndSubnets = (context: Validating): readonly Finding[] =>
  context.network.vnets.flatMap((vnet) => [
    ...validateForbiddenSpace(vnet, context),
    ...validateInsideVnet(vnet, context),
    ...validateSubnetOverlaps(vnet, context),
  ])
