// English words of the story of a prefix: why a speaker does not take or tell it.
import type { Words } from './catalogue.ts'

const part = (value: string | undefined, text: (value: string) => string): string =>
  value === undefined || value === '' ? '' : text(value)

/** English words of `bgp --prefix`. */
export const prefixStoryEnglish: Pick<Words, 'refusals' | 'prefixStory'> = {
  refusals: {
    loop: 'its own AS number is in the path',
    ownSpace: 'the prefix lies in address space of its own',
    remoteVnetsOff: 'the gateway does not allow traffic of remote VNets (allowRemoteVnetTraffic)',
    virtualWanOff: 'the gateway does not allow traffic of Virtual WAN (allowVirtualWanTraffic)',
    nonVirtualWanOff:
      'the hub gateway does not allow traffic from outside its WAN (allowNonVirtualWanTraffic)',
    cameFromHere: 'it comes back to the gateway that brought it to the circuit',
    summarised: 'a summarised prefix stands in its place',
    noTransit: 'what one side told is not passed on to the other here',
    defaultRoute: 'a default route is not told this way',
    staysWithGateway: 'it concerns the gateway and its own peers only',
    branchToBranchOff: 'branch-to-branch is off',
    noAdvertise: 'it carries the community no-advertise',
    noExport: 'it carries the community no-export',
    fromOtherRouteServer:
      'another Route Server or virtual hub has it from an appliance, a VPN or a static route',
    importPolicy: 'the import policy refuses it',
    exportPolicy: 'the export policy refuses it',
    internalOnly: 'what iBGP told is not told to another iBGP peer',
    family: 'this address family is not carried',
    linkLocal: 'link-local prefixes are not taken',
    notInTable: 'it is in no table that the listener looks up',
    staysInHub: 'hubs do not tell each other this',
    expressRouteOnly: 'ExpressRoute does not reach ExpressRoute through a hub',
    asZero: 'AS number 0 is in the path',
    passesNothingOn: 'only its own announcements are described',
    hasItself: 'the listener has it by itself',
    sessionDown: 'the session is down',
  },
  prefixStory: {
    heading: (prefix) => `Prefix ${prefix}`,
    originsHeading: 'Originates at',
    learnedHeading: 'Learned by',
    columns: ['Speaker', 'From', 'AsPath', 'Best'],
    stopsHeading: 'Stops',
    stop: ({ from, to, side, reason, asPath }) =>
      side === 'receiver'
        ? `${to} does not take it from ${from}${part(asPath, (path) => ` (path ${path})`)}: ${reason}`
        : `${from} does not tell ${to}: ${reason}`,
    programmedHeading: 'In the effective routes of',
  },
}
