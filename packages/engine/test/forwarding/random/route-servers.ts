// Route Servers, and appliances that announce prefixes to them: of their own, and the same from two.
import { routeServer } from '../azure-gateways.ts'
import { extendGuest, type Making, own } from './making.ts'

const anycast = '10.200.0.1'

/** The Route Servers of the VNets that have one, each with the appliances of its VNet as peers. */
export const addRouteServers = (making: Making): void => {
  const { dice, resources, appliances } = making
  for (const number of making.routeServers) {
    const instances = [`10.${number}.3.4`, `10.${number}.3.5`]
    const [first, ...others] = appliances.filter(({ vnet }) => vnet === number)
    if (first === undefined) continue
    const server = routeServer(`v${number}`, instances, { ip: first.address, asn: 65200 + number })
    const more = others.map(({ name, address }) => ({
      type: 'bgpConnections',
      name: `peer-${name}`,
      properties: { peerIp: address, peerAsn: 65200 + number },
    }))
    resources.push({
      ...server,
      properties: { ...server.properties, allowBranchToBranchTraffic: dice.chance(0.5) },
      children: [...(server.children ?? []), ...more],
    })
    for (const { name } of [first, ...others]) {
      const isAnycast = dice.chance(0.6)
      extendGuest(making, name, {
        ipForward: true,
        addresses: isAnycast ? [{ dev: 'lo', address: `${anycast}/32` }] : [],
        bgp: {
          asn: 65200 + number,
          networks: [
            `10.20${1 + number}.0.0/16`,
            ...(isAnycast ? [`${anycast}/32`] : []),
            ...(dice.chance(0.2) ? ['0.0.0.0/0'] : []),
            ...(dice.chance(0.2) ? [`10.${dice.roll(making.count)}.0.0/16`] : []),
          ],
          neighbors: instances.map((address) => ({ address, asn: 65515, multihop: true })),
        },
      })
      if (isAnycast) own(making, anycast, name)
    }
    making.addresses.push(`10.20${1 + number}.0.4`)
    own(making, `10.${number}.3.4`, `v${number}-rs`)
  }
}
