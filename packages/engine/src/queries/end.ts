// One end of a trace: who sends or receives, and with which address.
import type { Analysis } from '../analyse.ts'
import {
  addressesTowards,
  attachedAt,
  kernelChoices,
  type Service,
  type VpnClientPlace,
} from '../forwarding/index.ts'
import type { AttachedService, Nic, PublicEndpoint, Site, Vm } from '../model/index.ts'
import type { Address } from '../net/index.ts'

/** Which end of a trace is asked for. */
export type Role = 'source' | 'destination'

/** One end of a trace. */
export interface End {
  readonly address: Address
  readonly vm: Vm | undefined
  readonly nic: Nic | undefined
  readonly site: Site | undefined
  /** A service of Azure's own that replies. */
  readonly service?: Service
  /** A public address of nobody's here: somebody on the Internet. */
  readonly internet?: true
  /** A public address of the network's own. */
  readonly publicEndpoint?: PublicEndpoint
  /** Where the client of a point-to-site VPN is connected. */
  readonly client?: VpnClientPlace
}

/** An address of which nobody is known to own it. */
export const endOfNobody = (address: Address): End => ({
  address,
  vm: undefined,
  nic: undefined,
  site: undefined,
})

/** A NIC by one of its addresses. */
export const endOfNic = (nic: Nic, address: Address): End => ({ ...endOfNobody(address), vm: nic.vm, nic })

/** A public address of the network's own. */
export const endOfPublic = (publicEndpoint: PublicEndpoint, address: Address): End => ({
  ...endOfNobody(address),
  publicEndpoint,
})

/** A service by the first address of the family that the other end has; as a destination where it takes connections. */
export const endOfAttached = (
  entries: readonly AttachedService[],
  role: Role,
  towards: Address | undefined,
): End | undefined => {
  const other = role === 'source' ? 'receives' : 'sends'
  const ordered = [...entries].sort((a, b) => Number(a.role === other) - Number(b.role === other))
  for (const each of ordered) {
    const address = each.addresses.find((own) => towards === undefined || typeof own === typeof towards)
    if (address !== undefined) return { ...endOfNobody(address), service: attachedAt(each, address) }
  }
  return undefined
}

/** The first address of the family that the other end has, if that is known. */
export const endAmong = (nics: readonly Nic[], towards: Address | undefined): End | undefined => {
  for (const nic of nics) {
    const address = nic.addresses.find((own) => towards === undefined || typeof own === typeof towards)
    if (address !== undefined) return endOfNic(nic, address)
  }
  return undefined
}

/** R6.14: a machine sends from the interface that its kernel chooses, with the address of that interface. */
export const senderEnd = (
  { controlPlane }: Analysis,
  vm: Vm,
  towards: Address | undefined,
): End | undefined => {
  const choice = towards === undefined ? undefined : kernelChoices(vm, towards, controlPlane)[0]
  const [address] = towards === undefined ? [] : addressesTowards(vm, towards, controlPlane)
  const [primary] = vm.nics
  if (choice?.kind === 'tunnel' && address !== undefined && primary !== undefined)
    return endOfNic(primary, address)
  return endAmong(choice?.kind === 'nic' ? [choice.nic, ...vm.nics] : vm.nics, towards)
}

/** A machine is called by the first address of its primary NIC, of the sender's family if it has one. */
export const receiverEnd = (vm: Vm, from?: Address): End | undefined =>
  endAmong(vm.nics, from) ?? endAmong(vm.nics, undefined)
