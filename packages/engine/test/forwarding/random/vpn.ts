// VPN gateways, joined with each other and with a branch, by BGP or static routes.
import { localNetworkGateway, siteConnection, vnetConnection, vpnGateway } from '../azure-gateways.ts'
import { type Making, own } from './making.ts'

const addBranch = (making: Making, hub: number): void => {
  const { dice, resources, sites, devices } = making
  const bgp = dice.chance(0.5)
  const space = '192.168.64.0/20'
  resources.push(
    localNetworkGateway(
      'branch-lng',
      bgp && dice.chance(0.5) ? [] : [space],
      bgp ? { asn: 65060, bgpPeeringAddress: '192.168.64.1' } : undefined,
    ),
    siteConnection(`v${hub}`, 'branch-lng', bgp),
  )
  // The space is inside that of the other site too: whoever the routes lead to has it.
  own(making, '192.168.64.10', 'branch', 'site')
  if (dice.chance(0.15)) return
  devices.push({ localNetworkGateway: 'branch-lng', is: { site: 'branch' } })
  sites.push({
    name: 'branch',
    asn: 65060,
    prefixes: [space],
    hosts: [{ name: 'branch-pc', ip: '192.168.64.10' }],
    links: [
      {
        localNetworkGateway: 'branch-lng',
        ...(bgp
          ? { advertises: [{ prefix: space }, ...(dice.chance(0.2) ? [{ prefix: '10.0.0.0/8' }] : [])] }
          : {}),
      },
    ],
  })
  making.senders.push('branch-pc')
}

/** Gateways for all VNets that have a VPN gateway, and their connections. */
export const addVpn = (making: Making): void => {
  const { dice, resources, gateways, state } = making
  const hubs = [...gateways].filter(([, kind]) => kind === 'vpn').map(([number]) => number)
  for (const hub of hubs) {
    const instances = [`10.${hub}.255.4`, `10.${hub}.255.5`].slice(0, dice.chance(0.4) ? 2 : 1)
    resources.push(
      vpnGateway(`v${hub}`, instances, {
        bgpSettings: {
          asn: 65100 + hub,
          bgpPeeringAddresses: instances.map((address) => ({ defaultBgpIpAddresses: [address] })),
        },
      }),
    )
  }
  for (const [index, a] of hubs.entries()) {
    for (const b of hubs.slice(index + 1)) {
      if (dice.chance(0.3)) continue
      const bgp = dice.chance(0.5)
      resources.push(vnetConnection(`v${a}`, `v${b}`, bgp))
      if (dice.chance(0.9)) resources.push(vnetConnection(`v${b}`, `v${a}`, bgp))
      if (dice.chance(0.1)) state.push({ connection: `v${a}--v${b}`, up: false })
    }
  }
  const [first] = hubs
  if (first !== undefined && dice.chance(0.7)) addBranch(making, first)
}

/** Notes the instances of a VPN gateway as addresses to ask for. */
export const askForInstances = (making: Making): void => {
  for (const [number, kind] of making.gateways)
    if (kind === 'vpn') {
      own(making, `10.${number}.255.4`, `v${number}-gw`)
    }
}
