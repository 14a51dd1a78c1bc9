// Under which public addresses others know a router: the configuration of a tunnel's far end names those (R6.29).
import type { LocalNetworkGateway, Network, Router, VpnDevice } from '../model/index.ts'
import type { Address } from '../net/index.ts'

/** Whether what a local network gateway or a VPN site stands for is this router. */
export const isDeviceOf = (device: VpnDevice | undefined, router: Router): boolean =>
  router.kind === 'vm'
    ? device?.kind === 'vm' && device.vm === router.vm
    : device?.kind === 'site' && device.site === router.site

const addressTold = ({ device, gatewayAddress }: LocalNetworkGateway, router: Router): readonly Address[] =>
  gatewayAddress !== undefined && isDeviceOf(device, router) ? [gatewayAddress] : []

/** The public addresses of its interfaces, and those that Azure is told of it. */
export const outsideAddressesOf = (router: Router, network: Network): readonly Address[] => {
  const nics = router.kind === 'vm' ? router.vm.nics : []
  const held = network.publicEndpoints.flatMap(({ address, holder }) =>
    address !== undefined && holder?.kind === 'nic' && nics.some(({ id }) => id.key === holder.id.key)
      ? [address]
      : [],
  )
  return [...held, ...network.localNetworkGateways.flatMap((each) => addressTold(each, router))]
}
