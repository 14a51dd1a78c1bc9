// Communities that say how far a route may go (RFC 1997), spelled as numbers.

/** R4.5: to nobody. A Route Server programs the route; all other communities pass as they are (R7.7). */
export const noAdvertise = '65535:65282'
/** To nobody outside the AS. */
export const noExport = '65535:65281'
