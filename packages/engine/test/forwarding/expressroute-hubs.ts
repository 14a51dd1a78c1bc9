// Two hubs on one ExpressRoute circuit, a spoke below each: the network of several tests.
import type { World } from '../../src/resources/index.ts'
import { type ArmResource, circuit, connection, gateway, transit, vm, vnet } from './azure.ts'

type Toggle = boolean | 'unset'

const toggle = (value: Toggle) => ({ allowRemoteVnetTraffic: value === 'unset' ? undefined : value })

/** Two hubs on one circuit, a spoke below each, and what only Azure knows of the addresses. */
export const hubs = (first: Toggle = true, second: Toggle = true): readonly ArmResource[] => [
  vnet('hub1', '10.1.0.0/16', { main: '10.1.0.0/24', GatewaySubnet: '10.1.255.0/27' }),
  vnet('hub2', '10.2.0.0/16', { main: '10.2.0.0/24', GatewaySubnet: '10.2.255.0/27' }),
  vnet('spoke1', '10.11.0.0/16', { main: '10.11.0.0/24' }),
  vnet('spoke2', '10.12.0.0/16', { main: '10.12.0.0/24' }),
  ...transit('hub1', 'spoke1'),
  ...transit('hub2', 'spoke2'),
  ...vm('vm1', 'hub1/main', '10.1.0.4'),
  ...vm('vm2', 'hub2/main', '10.2.0.4'),
  ...vm('vm11', 'spoke1/main', '10.11.0.4'),
  ...vm('vm12', 'spoke2/main', '10.12.0.4'),
  gateway('hub1', toggle(first)),
  gateway('hub2', toggle(second)),
  circuit('er1', '172.31.0.0/30', '172.31.0.4/30'),
  connection('hub1', 'er1'),
  connection('hub2', 'er1'),
]

/** What only Azure knows of the addresses. */
export const known: Pick<World, 'circuits' | 'gateways'> = {
  circuits: [
    {
      name: 'er1',
      links: [
        { role: 'primary', underlayNextHop: '10.2.146.76' },
        { role: 'secondary', underlayNextHop: '10.2.146.77' },
      ],
    },
  ],
  gateways: [
    {
      name: 'hub1-gw',
      instanceIps: ['10.1.255.12', '10.1.255.13'],
      mseePeers: [
        { circuit: 'er1', link: 'primary', address: '10.1.255.4' },
        { circuit: 'er1', link: 'secondary', address: '10.1.255.5' },
      ],
    },
    {
      name: 'hub2-gw',
      instanceIps: ['10.2.255.12', '10.2.255.13'],
      mseePeers: [
        { circuit: 'er1', link: 'primary', address: '10.2.255.4' },
        { circuit: 'er1', link: 'secondary', address: '10.2.255.5' },
      ],
    },
  ],
}
