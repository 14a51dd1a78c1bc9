// What gateways and firewalls carry at most, in Mbit/s, as Microsoft documents it in October 2026.

/** ExpressRoute gateways; ErGwScale goes up to forty units. */
const expressRoute: Readonly<Record<string, number>> = {
  standard: 1000,
  ergw1az: 1000,
  highperformance: 2000,
  ergw2az: 2000,
  ultraperformance: 10_000,
  ergw3az: 10_000,
  ergwscale: 40_000,
}

/** VPN gateways, all tunnels together; of two generations of a SKU the first, which is less. */
const vpn: Readonly<Record<string, number>> = {
  basic: 100,
  vpngw1: 650,
  vpngw1az: 650,
  vpngw2: 1000,
  vpngw2az: 1000,
  vpngw3: 1250,
  vpngw3az: 1250,
  vpngw4: 5000,
  vpngw4az: 5000,
  vpngw5: 10_000,
  vpngw5az: 10_000,
}

/** Azure Firewall when it has scaled out; a single TCP flow gets less. */
const firewall: Readonly<Record<string, number>> = { basic: 250, standard: 30_000, premium: 100_000 }

const tables: Readonly<Record<'expressRoute' | 'vpn' | 'firewall', Readonly<Record<string, number>>>> = {
  expressRoute,
  vpn,
  firewall,
}

/** What a SKU carries; undefined for one that is not known. */
export const capacityOf = (kind: keyof typeof tables, sku: string | undefined): number | undefined =>
  sku === undefined ? undefined : tables[kind][sku.toLowerCase()]
