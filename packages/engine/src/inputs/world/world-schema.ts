// The world file, version 1, as a schema: sites, devices, circuits, gateways, hubs, state and intents.
import { z } from 'zod'
import type {
  CircuitFacts,
  Device,
  GatewayFacts,
  RouteServerFacts,
  Site,
  StateFact,
  VirtualHubFacts,
  World,
} from '../../resources/index.ts'
import { guestSchema } from './guest-schema.ts'
import { type SchemaOf, schemaOf, type Written } from './schema-of.ts'
import { addressText, asNumber, prefixText } from './texts.ts'

const text = (description: string): z.ZodString => z.string().describe(description)
const name = (of: string): z.ZodString =>
  text(`Name of the ${of}; group/name or the whole id where several have it.`)
const addresses = (description: string) => z.array(addressText('An address.')).describe(description)
const linkRole = z.enum(['primary', 'secondary']).describe("Which of a circuit's two sessions.")
const isUp = (description: string): z.ZodBoolean => z.boolean().describe(description)

/** Demands exactly one of the fields. */
const exactlyOne =
  (...fields: readonly string[]) =>
  (value: object, context: z.RefinementCtx): void => {
    const found = fields.filter((field) => Object.hasOwn(value, field))
    if (found.length !== 1)
      context.addIssue({ code: 'custom', path: [], params: { fault: 'oneOf', fields, found } })
  }

const advertisement = z.strictObject({
  prefix: prefixText('Prefix that the site announces.'),
  asPath: z.array(asNumber('An AS number.')).describe('AS path as Azure receives it.').exactOptional(),
  med: z.int().describe('Multi-exit discriminator.').exactOptional(),
})

const siteLink = z
  .strictObject({
    circuit: name('ExpressRoute circuit').exactOptional(),
    localNetworkGateway: name('local network gateway').exactOptional(),
    vpnSite: name('VPN site').exactOptional(),
    up: isUp('Whether the link works.').exactOptional(),
    advertises: z
      .array(advertisement)
      .describe('What the site itself originates here; ignored where it has a BGP configuration.')
      .exactOptional(),
  })
  .superRefine(exactlyOne('circuit', 'localNetworkGateway', 'vpnSite'))

const siteHost = z.strictObject({ name: text('Name of the host.'), ip: addressText('Its address.') })

/** One of `sites`. */
const siteSchema: SchemaOf<Site> = schemaOf<Site>()(
  z
    .strictObject({
      name: text('Name of the site.'),
      asn: asNumber("The site's AS number.").exactOptional(),
      prefixes: z.array(prefixText('A prefix.')).describe('Prefixes in use at the site.').exactOptional(),
      hosts: z.array(siteHost).describe('Hosts to trace from and to.').exactOptional(),
      links: z.array(siteLink).describe('How the site is joined to Azure.').exactOptional(),
      guest: guestSchema.exactOptional(),
    })
    .describe('A network outside Azure.'),
)

/** One of `devices`. */
const deviceSchema: SchemaOf<Device> = schemaOf<Device>()(
  z
    .strictObject({
      localNetworkGateway: name('local network gateway').exactOptional(),
      vpnSite: name('VPN site').exactOptional(),
      is: z
        .strictObject({
          site: text('Name of a site of this file.').exactOptional(),
          vm: name('virtual machine').exactOptional(),
          gateway: name('virtual network gateway').exactOptional(),
        })
        .superRefine(exactlyOne('site', 'vm', 'gateway'))
        .describe('What the other end of the tunnel is.'),
    })
    .superRefine(exactlyOne('localNetworkGateway', 'vpnSite'))
    .describe('What a local network gateway or VPN site stands for.'),
)

const circuitLink = z.strictObject({
  role: linkRole,
  prefix: prefixText('The /30 towards the customer.').exactOptional(),
  underlayNextHop: addressText('Address that effective routes print as next hop.').exactOptional(),
  up: isUp('Whether the session is up.').exactOptional(),
})

/** One of `circuits`. */
const circuitSchema: SchemaOf<CircuitFacts> = schemaOf<CircuitFacts>()(
  z
    .strictObject({
      name: name('ExpressRoute circuit'),
      peeringLocation: text('Peering location, e.g. Tokyo.').exactOptional(),
      customerAsn: asNumber("The customer's AS number.").exactOptional(),
      links: z.array(circuitLink).describe("The circuit's two sessions.").exactOptional(),
    })
    .describe('What only Azure or the provider knows of a circuit.'),
)

const mseePeer = z.strictObject({
  circuit: name('ExpressRoute circuit'),
  link: linkRole.exactOptional(),
  address: addressText("Address of Microsoft's edge router inside the gateway subnet."),
})
const mseePeers = z.array(mseePeer).describe('Edge routers that the gateway peers with.')

/** One of `gateways`. */
const gatewaySchema: SchemaOf<GatewayFacts> = schemaOf<GatewayFacts>()(
  z
    .strictObject({
      name: name('virtual network gateway'),
      instanceIps: addresses('Private addresses of its instances.').exactOptional(),
      publicIps: addresses('Public addresses of its instances.').exactOptional(),
      mseePeers: mseePeers.exactOptional(),
    })
    .describe('Addresses of a gateway that only Azure knows.'),
)

/** One of `routeServers`. */
const routeServerSchema: SchemaOf<RouteServerFacts> = schemaOf<RouteServerFacts>()(
  z
    .strictObject({
      name: name('Route Server'),
      instanceIps: addresses('Addresses of its two instances.').exactOptional(),
    })
    .describe('Addresses of a Route Server.'),
)

/** One of `virtualHubs`. */
const virtualHubSchema: SchemaOf<VirtualHubFacts> = schemaOf<VirtualHubFacts>()(
  z
    .strictObject({
      name: name('virtual hub'),
      routerIps: addresses("Addresses of the hub router's instances.").exactOptional(),
      routerPublicIp: addressText('Public address that effective routes print as next hop.').exactOptional(),
      vpnInstanceIps: addresses('Private addresses of the VPN gateway.').exactOptional(),
      erInstanceIps: addresses('Private addresses of the ExpressRoute gateway.').exactOptional(),
      firewallIp: addressText('Private address of the Azure Firewall.').exactOptional(),
      mseePeers: mseePeers.exactOptional(),
    })
    .describe('Addresses of a virtual hub.'),
)

/** One of `state`. */
const stateSchema: SchemaOf<StateFact> = schemaOf<StateFact>()(
  z
    .strictObject({
      connection: name('connection').exactOptional(),
      vm: name('virtual machine').exactOptional(),
      circuitLink: z
        .strictObject({ circuit: name('ExpressRoute circuit'), role: linkRole })
        .describe("One of a circuit's two sessions.")
        .exactOptional(),
      session: z
        .strictObject({
          speaker: text('Name of the BGP speaker.'),
          peer: text("The peer's address or name."),
        })
        .describe('One BGP session.')
        .exactOptional(),
      up: isUp('false for down.'),
    })
    .superRefine(exactlyOne('connection', 'vm', 'circuitLink', 'session'))
    .describe('What is down, or up, at the moment.'),
)

/** A world file: the version, and any part of the world. */
export interface WorldFile extends Partial<Written<World>> {
  version: 1
}

/** The whole file. */
export const worldFileSchema: SchemaOf<WorldFile> = schemaOf<WorldFile>()(
  z
    .strictObject({
      version: z.literal(1).describe('Version of this format.'),
      era: z.int().describe('Year of the behaviour to predict; the newest when not given.').exactOptional(),
      settings: z
        .strictObject({
          remoteVnetDefault: z
            .enum(['accept', 'reject'])
            .describe('What an ExpressRoute gateway without allowRemoteVnetTraffic does with other VNets.')
            .exactOptional(),
          expressRouteHops: z
            .enum(['gateway', 'mseeAndGateway'])
            .describe('Which elements of an ExpressRoute crossing take one off the TTL.')
            .exactOptional(),
          vpnBetweenVnets: z
            .enum(['noHop', 'twoHops'])
            .describe('Whether the two VPN gateways of a tunnel between VNets take one off the TTL each.')
            .exactOptional(),
          vpnPeerRoutes: z
            .enum(['advertised', 'kept'])
            .describe('Whether a VPN gateway tells its BGP peers the host routes to its other peers.')
            .exactOptional(),
          routeServerOwnSpace: z
            .enum(['listed', 'dropped'])
            .describe('Whether a Route Server lists what peers tell of its own address space.')
            .exactOptional(),
          frrAsOverride: z
            .enum(['wholePath', 'anywhere'])
            .describe("Which paths FRR's as-override touches: those of the neighbour's number alone, or any.")
            .exactOptional(),
          noneRoutes: z
            .enum(['y2017', 'y2019', 'y2020', 'y2021-late', 'y2023', 'y2024', 'y2026-late'])
            .describe('The list of reserved prefixes with next hop None, by the year that it appeared in.')
            .exactOptional(),
          userRouteToExpressRouteGateway: z
            .enum(['drop', 'hairpin'])
            .describe('What becomes of packets that a user route sends to an ExpressRoute gateway.')
            .exactOptional(),
        })
        .describe('Single behaviours that differ from those of the era.')
        .exactOptional(),
      serviceTags: z
        .string()
        .describe(
          "File of service tags as Azure publishes it each week, relative to this file; takes the place of Hairpin's own list.",
        )
        .exactOptional(),
      inputs: z
        .array(z.string())
        .describe('Files and folders to read, relative to this file.')
        .exactOptional(),
      parameters: z
        .record(z.string(), z.unknown())
        .describe('Values of template parameters; never secrets.')
        .exactOptional(),
      modulePaths: z
        .record(z.string(), z.string())
        .describe(
          'Folders of modules of registries and template specs, relative to this file, by the front part of their paths.',
        )
        .exactOptional(),
      guests: z
        .record(z.string(), guestSchema)
        .describe('Guests by the name or id of their virtual machine.')
        .exactOptional(),
      sites: z.array(siteSchema).describe('Networks outside Azure.').exactOptional(),
      devices: z.array(deviceSchema).describe('What VPN endpoints outside the template are.').exactOptional(),
      circuits: z.array(circuitSchema).describe('ExpressRoute circuits.').exactOptional(),
      gateways: z.array(gatewaySchema).describe('Virtual network gateways.').exactOptional(),
      routeServers: z.array(routeServerSchema).describe('Route Servers.').exactOptional(),
      virtualHubs: z.array(virtualHubSchema).describe('Virtual hubs.').exactOptional(),
      state: z.array(stateSchema).describe('What is down at the moment.').exactOptional(),
      intents: z.array(z.unknown()).describe('What should hold; read by check.').exactOptional(),
    })
    .describe(
      'What no template can say of a network: networks outside Azure, guests, and addresses only Azure knows.',
    ),
)
