// Paths on a guest's disk that decide what becomes of packets.

/** Folders and files whose content is read. */
const bearing: readonly RegExp[] = [
  /^\/proc\/sys\//,
  /^\/etc\/sysctl(?:\.conf$|\.d\/)/,
  /^\/etc\/frr\//,
  /^\/etc\/quagga\//,
  /^\/etc\/netplan\//,
  /^\/etc\/network\//,
  /^\/etc\/networkd-dispatcher\//,
  /^\/etc\/systemd\//,
  /^\/(?:usr\/)?lib\/systemd\//,
  /^\/etc\/iptables\//,
  /^\/etc\/sysconfig\/(?:iptables|network-scripts\/)/,
  /^\/etc\/nftables/,
  /^\/etc\/wireguard\//,
  /^\/etc\/(?:strongswan\/)?(?:ipsec\.conf|ipsec\.d\/|swanctl\/)/,
  /^\/etc\/rc\.local$/,
  /^\/etc\/iproute2\//,
]

/** Whether what is written there may change the way of packets. */
export const isBearing = (path: string): boolean => bearing.some((pattern) => pattern.test(path))

/** An absolute path without dots; a relative one is taken to be in the folder of the administrator. */
export const absolutePath = (path: string): string => {
  const parts: string[] = []
  const from = path.startsWith('/') ? path : `/root/${path.replace(/^~\//, '')}`
  for (const part of from.split('/')) {
    if (part === '' || part === '.') continue
    if (part === '..') parts.pop()
    else parts.push(part)
  }
  return `/${parts.join('/')}`
}
