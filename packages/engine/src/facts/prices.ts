// List prices of data, pay as you go. Each has the day and the region it was read for; none is interpolated.

/** A price for a gigabyte. */
export interface DataPrice {
  /** US dollars. */
  readonly perGigabyte: number
  readonly asOf: string
}

/** Outbound data of a circuit with metered billing, by the price zone of its peering location. */
export const meteredCircuit: Readonly<Record<number, DataPrice>> = {
  1: { perGigabyte: 0.025, asOf: '2026-09-19' },
  2: { perGigabyte: 0.05, asOf: '2026-09-19' },
  3: { perGigabyte: 0.14, asOf: '2026-09-19' },
  4: { perGigabyte: 0.1, asOf: '2026-09-19' },
}

/** A peering inside one region: once where the data leaves, once where it arrives. */
export const peeringInRegion: DataPrice = { perGigabyte: 0.02, asOf: '2024-07-01' }

/** What Azure Firewall processes. */
export const firewallData: DataPrice = { perGigabyte: 0.016, asOf: '2024-07-01' }

/** What a hub of a Standard Virtual WAN processes between VNets. */
export const hubData: DataPrice = { perGigabyte: 0.02, asOf: '2024-07-01' }

/** What a private endpoint carries, inbound or outbound. */
export const privateEndpointData: DataPrice = { perGigabyte: 0.01, asOf: '2024-07-01' }
