// Which software a router runs: daemons differ in what they override, tell and print (R7.2).
import type { BgpConfiguration, GuestConfiguration, Router } from '../../model/index.ts'

/** What is described of the router's operating system. */
export const guestOf = (router: Router): GuestConfiguration | undefined =>
  router.kind === 'vm' ? router.vm.guest : router.site.guest

/** Device names that only Cisco's systems have. */
const ciscoDevice = /^(?:GigabitEthernet|TenGigabitEthernet|Tunnel|Loopback)/i

const hasCiscoDevices = (guest: GuestConfiguration | undefined): boolean =>
  [
    ...Object.keys(guest?.interfaces ?? {}),
    ...(guest?.tunnels ?? []).map(({ dev }) => dev),
    ...(guest?.addresses ?? []).map(({ dev }) => dev),
  ].some((dev) => ciscoDevice.test(dev))

/** Whether the whole system is Cisco's: as its BGP states, else where the devices are called as its are. */
export const isCiscoSystem = (guest: GuestConfiguration | undefined): boolean =>
  guest?.bgp?.daemon === undefined ? hasCiscoDevices(guest) : guest.bgp.daemon === 'ios'

/** Which daemon runs: as stated, else Cisco's where the devices are called as its are, else FRR. */
export const daemonOf = (router: Router, bgp: BgpConfiguration): NonNullable<BgpConfiguration['daemon']> =>
  bgp.daemon ?? (hasCiscoDevices(guestOf(router)) ? 'ios' : 'frr')
