// VNets with machines, appliances, internal load balancers and private endpoints.
import {
  type ArmResource,
  loadBalancer,
  nic,
  privateEndpoint,
  securityGroup,
  vm,
  vmOn,
  vnet,
} from '../azure.ts'
import { describeGuest } from './guests.ts'
import { type Making, own } from './making.ts'
import { applicationGroupFor, securityGroupFor } from './security.ts'

const addAppliance = (making: Making, number: number): void => {
  const { dice, resources, state } = making
  const name = `nva${number}`
  const address = `10.${number}.1.4`
  const forwards = dice.chance(0.85)
  const withBalancer = dice.chance(0.3)
  const settings = {
    forwards,
    ...(withBalancer ? { pool: `lb${number}/pool` } : {}),
    ...securityGroupFor(making, name, number),
    publicAddress: dice.chance(0.1),
  }
  if (dice.chance(0.25)) {
    resources.push(nic(`${name}-a`, `v${number}/nva`, address, settings))
    resources.push(nic(`${name}-b`, `v${number}/main`, `10.${number}.0.9`, { forwards }))
    resources.push(vmOn(name, [`${name}-a`, `${name}-b`]))
    own(making, `10.${number}.0.9`, name)
    describeGuest(making, name, ['eth0', 'eth1'])
  } else {
    resources.push(...vm(name, `v${number}/nva`, address, settings))
    making.appliances.push({ name, address, vnet: number })
    describeGuest(making, name, ['eth0'])
  }
  own(making, address, name)
  making.senders.push(name)
  making.nextHops.push(address)
  if (dice.chance(0.1)) state.push({ vm: name, up: false })
  if (!withBalancer) return
  const second = `nva${number}-2`
  const frontend = `10.${number}.1.100`
  resources.push(loadBalancer(`lb${number}`, `v${number}/nva`, frontend))
  resources.push(
    ...vm(second, `v${number}/nva`, `10.${number}.1.5`, { forwards: true, pool: `lb${number}/pool` }),
  )
  making.appliances.push({ name: second, address: `10.${number}.1.5`, vnet: number })
  own(making, `10.${number}.1.5`, second)
  own(making, frontend, name, second)
  making.senders.push(second)
  making.nextHops.push(frontend)
}

/** IPv6 beside IPv4 in the subnet `main`. */
const dualStack = (resource: ArmResource, number: number): ArmResource => {
  const { addressSpace, subnets } = resource.properties ?? {}
  const spaces =
    typeof addressSpace === 'object' && addressSpace !== null && 'addressPrefixes' in addressSpace
      ? addressSpace['addressPrefixes']
      : []
  return {
    ...resource,
    properties: {
      ...resource.properties,
      addressSpace: { addressPrefixes: [...(Array.isArray(spaces) ? spaces : []), `fd00:10${number}::/48`] },
      subnets: (Array.isArray(subnets) ? subnets : []).map((subnet) =>
        subnet.name === 'main'
          ? {
              ...subnet,
              properties: {
                ...subnet.properties,
                addressPrefix: undefined,
                addressPrefixes: [`10.${number}.0.0/24`, `fd00:10${number}::/64`],
              },
            }
          : subnet,
      ),
    },
  }
}

const subnetsOf = (making: Making, number: number): Parameters<typeof vnet>[2] => {
  const { dice, resources, firewalls, routeServers } = making
  const tabled = (prefix: string, table: string, probability: number) =>
    dice.chance(probability) ? { prefix, routeTable: `${table}${number}` } : { prefix }
  const withNatGateway = dice.chance(0.15)
  if (withNatGateway)
    resources.push({ type: 'Microsoft.Network/natGateways', name: `nat${number}`, properties: {} })
  return {
    main: {
      ...tabled(`10.${number}.0.0/24`, 'main', 0.7),
      defaultOutboundAccess: dice.chance(0.5),
      ...(withNatGateway ? { natGateway: `nat${number}` } : {}),
      ...securityGroupFor(making, `main${number}`, number),
    },
    nva: {
      ...tabled(`10.${number}.1.0/24`, 'nva', 0.3),
      ...securityGroupFor(making, `subnet-nva${number}`, number),
    },
    GatewaySubnet: tabled(`10.${number}.255.0/27`, 'gateway', 0.3),
    ...(firewalls.has(number) ? { AzureFirewallSubnet: tabled(`10.${number}.2.0/26`, 'firewall', 0.4) } : {}),
    ...(routeServers.has(number) ? { RouteServerSubnet: `10.${number}.3.0/27` } : {}),
  }
}

/** A VNet `v<number>` with what is in it. */
export const addVnet = (making: Making, number: number): void => {
  const { dice, resources } = making
  const plain = vnet(
    `v${number}`,
    dice.chance(0.2) ? [`10.${number}.0.0/16`, `172.20.${number}.0/24`] : `10.${number}.0.0/16`,
    subnetsOf(making, number),
    dice.pick(['japaneast', 'japanwest']),
  )
  const isDualStack = dice.chance(0.15)
  resources.push(isDualStack ? dualStack(plain, number) : plain)
  const six = `fd00:10${number}::4`
  resources.push(
    ...vm(`vm${number}`, `v${number}/main`, [`10.${number}.0.4`, ...(isDualStack ? [six] : [])], {
      publicAddress: dice.chance(0.2),
      ...securityGroupFor(making, `vm${number}`, number),
      ...applicationGroupFor(making, number),
    }),
  )
  if (isDualStack) own(making, six, `vm${number}`)
  own(making, `10.${number}.0.4`, `vm${number}`)
  making.senders.push(`vm${number}`)
  if (dice.chance(0.15)) {
    resources.push(securityGroup(`nsg-second${number}`, { 100: { access: 'Deny', port: '22' } }))
    resources.push(
      ...vm(`second${number}`, `v${number}/main`, `10.${number}.0.5`, {
        networkSecurityGroup: `nsg-second${number}`,
        ...applicationGroupFor(making, number),
      }),
    )
    own(making, `10.${number}.0.5`, `second${number}`)
  }
  if (dice.chance(0.7)) addAppliance(making, number)
  if (dice.chance(0.2)) {
    resources.push(privateEndpoint(`pe${number}`, `v${number}/main`, `10.${number}.0.20`))
    own(making, `10.${number}.0.20`, `pe${number}`)
  }
}
