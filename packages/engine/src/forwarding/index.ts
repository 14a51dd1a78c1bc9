// The front of forwarding/: where one packet goes.
export { kernelChoice, ownsAddress } from './guest-kernel.ts'
export type { Location, Surroundings } from './location.ts'
export type { Packet, Protocol } from './packet.ts'
export { surroundingsOf, walk } from './walk.ts'
export * from './way.ts'
