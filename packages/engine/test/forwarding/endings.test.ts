// The closed list of endings: every one has a network that shows it, and nothing ends in another way.
import { describe, expect, test } from 'vitest'
import type { DecisionCode, ElementKind, Ending } from '../../src/forwarding/index.ts'
import { analysisOf } from './azure.ts'
import { beyondSamples } from './beyond-samples.ts'
import { lastDecision, traced, waysOf } from './described.ts'
import { edgeSamples } from './edge-samples.ts'
import { samples } from './samples.ts'
import { translationSamples } from './translation-samples.ts'

const all = [...samples, ...beyondSamples, ...edgeSamples, ...translationSamples]

/** The compiler keeps these complete: a new member without an entry does not compile. */
const endings: Readonly<Record<Ending, true>> = {
  applianceMissing: true,
  applianceNotForwarding: true,
  delivered: true,
  deliveredElsewhere: true,
  deliveredToInternet: true,
  filtered: true,
  gatewayNoRoute: true,
  hostStopped: true,
  loop: true,
  noInternetEgress: true,
  noRoute: true,
  noSuchHost: true,
  peeringRefused: true,
  ttlExpired: true,
  tunnelDown: true,
  unknown: true,
}

const codes: Readonly<Record<DecisionCode, true>> = {
  addressTranslation: true,
  answerNotSeen: true,
  answerFromElsewhere: true,
  answerLeavesElsewhere: true,
  balancingRuleOpen: true,
  destinationTranslated: true,
  bgpRoute: true,
  closedAddress: true,
  connectionNotApproved: true,
  effectiveRoute: true,
  egressForOtherProtocol: true,
  egressWithoutIcmp: true,
  elementNotModelled: true,
  forwardedTrafficOff: true,
  guestFilter: true,
  guestForwardingOff: true,
  internetEgress: true,
  outsideReply: true,
  kernelBlackhole: true,
  kernelRoute: true,
  loadBalanced: true,
  localDelivery: true,
  machineStopped: true,
  membersOverlap: true,
  nextHopStopped: true,
  nextHopUnreachable: true,
  nicForwardingOff: true,
  nobodyOwns: true,
  noBalancingRule: true,
  noBgpRoute: true,
  noConnection: true,
  noEffectiveRoute: true,
  natRules: true,
  noClientRoute: true,
  noEgress: true,
  noRouteOfInterface: true,
  notRoutableOnInternet: true,
  ownerNotKnown: true,
  sameNetwork: true,
  spaceNotKnown: true,
  outboundOnly: true,
  peerNotInInputs: true,
  privateLink: true,
  probesBlocked: true,
  privateLinkProtocol: true,
  publicAddressUnused: true,
  announcementsNotDescribed: true,
  notCarried: true,
  platformAddress: true,
  platformPing: true,
  reservedAddress: true,
  reversePath: true,
  seenBefore: true,
  firewallDefault: true,
  firewallRule: true,
  firewallRuleOpen: true,
  noFlowState: true,
  noPublicAddress: true,
  publicAddress: true,
  publicAddressOfFirewall: true,
  securityRule: true,
  securityRuleOpen: true,
  serviceEndpoint: true,
  serviceTagNotKnown: true,
  siteNetwork: true,
  siteNotDescribed: true,
  sourceTranslated: true,
  subnetNotPeered: true,
  tooManyHops: true,
  clientPool: true,
  clientRoute: true,
  connectionOneSided: true,
  connectionRoute: true,
  deviceNotDescribed: true,
  floatingAddressMissing: true,
  foreignSource: true,
  hubRoute: true,
  inboundNatRule: true,
  inlineAppliances: true,
  linkLocalSource: true,
  neverForwards: true,
  noHubRoute: true,
  tunnel: true,
  tunnelBlocked: true,
  tunnelDown: true,
  tunnelRecursion: true,
  userRouteToExpressRoute: true,
  userRouteToUnknownGateway: true,
  userRouteWithoutGateway: true,
  virtualNetworkAccessOff: true,
}

const kinds: Readonly<Record<ElementKind, true>> = {
  appliance: true,
  expressRouteGateway: true,
  firewall: true,
  hubRouter: true,
  routeServer: true,
  vpnGateway: true,
  internet: true,
  loadBalancer: true,
  msee: true,
  nic: true,
  privateEndpoint: true,
  service: true,
  site: true,
  vpnClient: true,
}

describe('every ending', () => {
  for (const { name, resources, world, question, ending, decision } of all) {
    test(`${ending}, ${decision}: ${name}`, () => {
      const answer = traced(analysisOf(resources, world), question)
      expect(
        { ending: answer.forward.ending, decision: lastDecision(answer.forward) },
        waysOf(answer.forward).join('\n'),
      ).toEqual({
        ending,
        decision,
      })
    })
  }
})

test('the lists are closed: each ending, decision and element is one that some network shows', () => {
  const shown = { endings: new Set<string>(), codes: new Set<string>(), kinds: new Set<string>() }
  for (const { resources, world, question } of all) {
    const answer = traced(analysisOf(resources, world), question)
    for (const { ending, hops } of [...answer.forward.ways, ...answer.return.ways]) {
      shown.endings.add(ending)
      for (const hop of hops) {
        shown.codes.add(hop.decision.code)
        shown.kinds.add(hop.kind)
      }
    }
  }
  expect([...shown.endings].sort()).toEqual(Object.keys(endings).sort())
  expect([...shown.codes].sort()).toEqual(Object.keys(codes).sort())
  expect([...shown.kinds].sort()).toEqual(Object.keys(kinds).sort())
})
