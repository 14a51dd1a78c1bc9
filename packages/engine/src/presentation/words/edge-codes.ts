// Which decisions and assumptions at Azure's edge have their words in files of their own.
import type { Words } from './catalogue.ts'

/** Words of decisions about load balancers, public addresses, ways out and Private Link. */
export type EdgeDecisions = Pick<
  Words['decisions'],
  | 'answerLeavesElsewhere'
  | 'balancingRuleOpen'
  | 'closedAddress'
  | 'connectionNotApproved'
  | 'egressForOtherProtocol'
  | 'egressWithoutIcmp'
  | 'floatingAddressMissing'
  | 'inboundNatRule'
  | 'inlineAppliances'
  | 'internetEgress'
  | 'loadBalanced'
  | 'noBalancingRule'
  | 'noEgress'
  | 'noPublicAddress'
  | 'outboundOnly'
  | 'privateLink'
  | 'probesBlocked'
  | 'privateLinkProtocol'
  | 'publicAddress'
  | 'publicAddressUnused'
>

/** Words of what is taken for granted there. */
export type EdgeAssumptions = Pick<
  Words['assumptions'],
  | 'floatingAddress'
  | 'inlineAppliancesPass'
  | 'lentAddress'
  | 'natPortByOrder'
  | 'podsLeaveAsNodes'
  | 'standInAddress'
>
