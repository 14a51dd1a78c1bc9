// Checks a case file, as case.schema.json describes it: its head, and one shape for each kind of record.
import { z } from 'zod'
import type { Case, CaseRecord } from './case.ts'
import { cidr, ip, topologySchema } from './topology-schema.ts'

const text = z.string()
const flag = z.boolean()
const integer = z.number().int()
const maybe = z.exactOptional

const common = {
  determinable: flag,
  why: maybe(text),
  note: maybe(text),
}

const tableCommon = {
  ...common,
  complete: maybe(flag),
  completeFor: maybe(z.array(text)),
  undeterminedColumns: maybe(z.array(text)),
}

const bgpRoute = z.strictObject({
  network: cidr,
  nextHop: maybe(z.union([ip, z.null()])),
  asPath: z.array(integer),
  origin: maybe(text),
  sourcePeer: maybe(text),
  weight: maybe(integer),
  localPref: maybe(integer),
  best: maybe(flag),
  localAddress: maybe(text),
})

const effectiveRoutes = z.object({
  kind: z.literal('effectiveRoutes'),
  ...tableCommon,
  complete: flag,
  nic: text,
  hiddenNextHopTypes: maybe(z.array(text)),
  routes: z.array(
    z.strictObject({
      source: z.enum(['Default', 'User', 'VirtualNetworkGateway', 'Unknown']),
      state: maybe(z.enum(['Active', 'Invalid'])),
      prefixes: z.array(cidr),
      nextHopType: text,
      nextHopIps: z.array(ip),
      udrName: maybe(text),
    }),
  ),
})

const gatewayRoutes = z.object({
  kind: z.enum(['learnedRoutes', 'advertisedRoutes']),
  ...tableCommon,
  on: text,
  instance: maybe(text),
  peer: maybe(text),
  routes: z.array(bgpRoute),
})

const bgpTable = z.object({
  kind: z.literal('bgpTable'),
  ...tableCommon,
  on: text,
  direction: maybe(z.enum(['rib', 'received', 'advertised'])),
  peer: maybe(text),
  routes: z.array(bgpRoute),
})

const erCircuitRoutes = z.object({
  kind: z.literal('erCircuitRoutes'),
  ...tableCommon,
  on: text,
  link: z.enum(['primary', 'secondary']),
  routes: z.array(bgpRoute),
})

const vhubEffectiveRoutes = z.object({
  kind: z.literal('vhubEffectiveRoutes'),
  ...tableCommon,
  on: text,
  resource: z.strictObject({
    kind: z.enum(['routeTable', 'connection', 'firewall', 'vpnGateway', 'expressRouteGateway']),
    name: text,
  }),
  routes: z.array(
    z.strictObject({
      prefixes: z.array(cidr),
      nextHopType: text,
      nextHops: maybe(z.array(text)),
      asPath: maybe(z.array(integer)),
      origin: maybe(text),
    }),
  ),
})

const trace = z.object({
  kind: z.literal('trace'),
  ...common,
  from: text,
  to: text,
  hops: z.array(z.union([text, z.array(text)])),
  reached: flag,
  tool: maybe(text),
  protocol: maybe(text),
})

const ping = z.object({
  kind: z.literal('ping'),
  ...common,
  from: text,
  to: text,
  ok: flag,
  ttl: maybe(integer),
  protocol: maybe(text),
})

const nextHop = z.object({
  kind: z.literal('nextHop'),
  ...common,
  from: text,
  to: text,
  nextHopType: text,
  nextHopIp: maybe(ip),
})

const recordSchema: z.ZodType<CaseRecord> = z
  .discriminatedUnion('kind', [
    effectiveRoutes,
    gatewayRoutes,
    bgpTable,
    erCircuitRoutes,
    vhubEffectiveRoutes,
    trace,
    ping,
    nextHop,
  ])
  .refine((record) => record.determinable || record.why !== undefined, {
    path: ['why'],
    message: 'required where determinable is false',
  })

/** A whole case file. */
export const caseSchema: z.ZodType<Case> = z.strictObject({
  id: text,
  source: z.strictObject({
    repo: text,
    path: text,
    commit: maybe(text),
    url: maybe(text),
    otherPaths: maybe(z.array(text)),
  }),
  year: integer,
  settings: maybe(
    z.strictObject({
      remoteVnetDefault: maybe(z.enum(['accept', 'reject'])),
      expressRouteHops: maybe(z.enum(['gateway', 'mseeAndGateway'])),
      noneRoutes: maybe(z.enum(['y2017', 'y2019', 'y2020', 'y2021-late', 'y2023', 'y2024', 'y2026-late'])),
      userRouteToExpressRouteGateway: maybe(z.enum(['drop', 'hairpin'])),
    }),
  ),
  grade: maybe(z.enum(['A', 'B', 'C'])),
  features: z.array(text),
  notes: z.array(text),
  topology: topologySchema,
  recorded: z.array(recordSchema),
})
