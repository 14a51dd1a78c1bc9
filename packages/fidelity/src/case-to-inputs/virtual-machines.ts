// Virtual machines, their network interfaces and public addresses.
import type { CaseNic, CaseVm, Topology } from '../topology.ts'
import { type ArmResource, type Ids, inlineChild, type Json, linkTo, resource } from './arm.ts'
import { backendPoolOf } from './load-balancers.ts'

/** All addresses of a NIC, the primary first. */
export const addressesOf = (nic: CaseNic): readonly string[] => {
  const listed = nic.ips ?? []
  return nic.ip === undefined || listed.includes(nic.ip) ? listed : [nic.ip, ...listed]
}

const ipConfigurations = (nic: CaseNic, topology: Topology, ids: Ids): readonly Json[] => {
  const pools = (topology.loadBalancers ?? [])
    .filter(({ backends }) => backends.includes(nic.name))
    .map(({ name }) => ({ id: backendPoolOf(name, ids) }))
  const subnet = { id: ids.subnet(nic.subnet) }
  const id = (index: number): string =>
    ids.network('networkInterfaces', nic.name, 'ipConfigurations', `ipconfig${index + 1}`)
  const primaryOnly = {
    publicIPAddress: linkTo(nic.publicIp ? ids.network('publicIPAddresses', `${nic.name}-pip`) : undefined),
    loadBalancerBackendAddressPools: pools.length === 0 ? undefined : pools,
  }
  const addresses = addressesOf(nic)
  if (addresses.length === 0) {
    return [
      inlineChild(id(0), { primary: true, privateIPAllocationMethod: 'Dynamic', subnet, ...primaryOnly }),
    ]
  }
  return addresses.map((address, index) =>
    inlineChild(id(index), {
      primary: index === 0,
      privateIPAddress: address,
      privateIPAllocationMethod: 'Static',
      privateIPAddressVersion: address.includes(':') ? 'IPv6' : 'IPv4',
      subnet,
      ...(index === 0 ? primaryOnly : {}),
    }),
  )
}

const networkInterfaces = (vm: CaseVm, topology: Topology, ids: Ids): readonly ArmResource[] =>
  vm.nics.flatMap((nic, index) => [
    ...(nic.publicIp
      ? [
          resource(ids.network('publicIPAddresses', `${nic.name}-pip`), {
            location: ids.location,
            sku: { name: 'Standard' },
            properties: { publicIPAllocationMethod: 'Static', publicIPAddressVersion: 'IPv4' },
          }),
        ]
      : []),
    resource(ids.network('networkInterfaces', nic.name), {
      location: ids.location,
      properties: {
        primary: index === 0,
        enableIPForwarding: nic.ipForwarding,
        networkSecurityGroup: linkTo(nic.nsg && ids.network('networkSecurityGroups', nic.nsg)),
        virtualMachine: { id: ids.compute('virtualMachines', vm.name) },
        ipConfigurations: ipConfigurations(nic, topology, ids),
      },
    }),
  ])

const powerState = (running: boolean | undefined): Json | undefined =>
  running === undefined
    ? undefined
    : { statuses: [{ code: running ? 'PowerState/running' : 'PowerState/deallocated' }] }

const osTypes = { linux: 'Linux', windows: 'Windows' } as const

/** All virtual machines. What a machine is for (`role`) is a tag, as people write it. */
export const virtualMachines = (topology: Topology, ids: Ids): readonly ArmResource[] =>
  (topology.vms ?? []).flatMap((vm) => [
    ...networkInterfaces(vm, topology, ids),
    resource(ids.compute('virtualMachines', vm.name), {
      location: ids.location,
      ...(vm.role === undefined ? {} : { tags: { role: vm.role } }),
      properties: {
        storageProfile: vm.os === undefined ? undefined : { osDisk: { osType: osTypes[vm.os] } },
        networkProfile: {
          networkInterfaces: vm.nics.map((nic, index) => ({
            id: ids.network('networkInterfaces', nic.name),
            properties: { primary: index === 0 },
          })),
        },
        instanceView: powerState(vm.running),
      },
    }),
  ])
