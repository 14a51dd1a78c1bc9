// Which kind of route a virtual hub or Route Server prefers (R4.8, R5.8).

/** How a Route Server or hub chooses between sources (R4.8, R5.8). */
export type RoutingPreference = 'ExpressRoute' | 'VpnGateway' | 'ASPath'
