// Takes what the engine carries of latencies and places out of collected fact files: node scripts/write-latency-facts.mjs FOLDER
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const [folder] = process.argv.slice(2)
if (folder === undefined) {
  console.error('usage: node scripts/write-latency-facts.mjs FOLDER')
  process.exit(2)
}

/** @param {string} name */
const read = (name) => JSON.parse(readFileSync(join(folder, name), 'utf8'))
const target = new URL('../packages/engine/src/facts/', import.meta.url)

/** @typedef {{ from: string, to: string, rttP50Ms: number | null, rttP95Ms: number | null, rttP50MsJun2025: number | null }} Row */
/** @type {{ asOf: string, rows: Row[] }} */
const latency = read('region-latency.json')
const regions = [...new Set(latency.rows.map(({ from }) => from))].sort()
const byPair = new Map(latency.rows.map((row) => [`${row.from}>${row.to}`, row]))
/** @param {'rttP50Ms' | 'rttP95Ms' | 'rttP50MsJun2025'} field */
const matrix = (field) =>
  `[\n${regions
    .map((from) => JSON.stringify(regions.map((to) => byPair.get(`${from}>${to}`)?.[field] ?? null)))
    .join(',\n')}\n]`
writeFileSync(
  new URL('region-latency.json', target),
  `{"source":"Azure network round-trip latency statistics, learn.microsoft.com/azure/networking/azure-network-latency","windows":{"p50":"30 days to 2026-07-30, P50","p95":"30 days to 2026-07-30, P95","p50June2025":"30 days to 2025-06-29, P50"},"regions":${JSON.stringify(regions)},\n"p50":${matrix('rttP50Ms')},\n"p95":${matrix('rttP95Ms')},\n"p50June2025":${matrix('rttP50MsJun2025')}}\n`,
)

/** @type {{ asOf: string, rows: { name: string, lat: number | null, lon: number | null }[] }} */
const places = read('regions.json')
/** @type {{ asOf: string, rows: { name: string, localRegions: string[], nearestRegion: string | null, lat: number, lon: number, pricingZone: number | null }[] }} */
const locations = read('er-peering-locations.json')
writeFileSync(
  new URL('places.json', target),
  `{"source":"Azure regions (Azure Resource Manager, Azure/multi-region-platform) and ExpressRoute peering locations (learn.microsoft.com/azure/expressroute/expressroute-locations-providers)","asOf":${JSON.stringify(locations.asOf)},"regions":[\n${places.rows
    .filter(({ lat, lon }) => lat !== null && lon !== null)
    .map(({ name, lat, lon }) => JSON.stringify({ name, lat, lon }))
    .join(',\n')}\n],"peeringLocations":[\n${locations.rows
    .map(({ name, localRegions, nearestRegion, lat, lon, pricingZone }) =>
      JSON.stringify({ name, localRegions, nearestRegion: nearestRegion ?? null, lat, lon, pricingZone }),
    )
    .join(',\n')}\n]}\n`,
)
console.log(`${regions.length} regions with latencies, ${locations.rows.length} peering locations`)
