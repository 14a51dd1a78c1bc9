// AS numbers with a meaning in Azure, and what routers do to AS paths: each adds its own once (R7.5).

/** Every Azure gateway, Route Server and hub router (R3.8, R4.1). */
export const azureAsn = 65515
/** The Microsoft Enterprise Edge routers (R3.19). */
export const mseeAsn = 12076

/** RFC 6996. */
export const isPrivateAsn = (asn: number): boolean =>
  (asn >= 64512 && asn <= 65534) || (asn >= 4_200_000_000 && asn <= 4_294_967_294)

/** R7.3: what an MSEE does towards customers. */
export const withoutPrivate = (path: readonly number[]): readonly number[] =>
  path.filter((asn) => !isPrivateAsn(asn))

/** R7.2: the peer's own number gives way to the sender's, so that the peer's loop check passes. */
export const withOverride = (path: readonly number[], peer: number, own: number): readonly number[] =>
  path.map((asn) => (asn === peer ? own : asn))
