// The front of forwarding/: where one packet goes.
export { addressIn, devices, isDown, ownsAddress, tunnelNamed } from './guest-interfaces.ts'
export { addressesTowards, kernelChoices } from './guest-kernel.ts'
export type { Location, Surroundings } from './location.ts'
export type { FlowMemory, Packet, Protocol } from './packet.ts'
export { reaches, startOfReply } from './reaches.ts'
export { attachedAt, initialTtlOf, type Service } from './service.ts'
export { surroundingsOf, walk } from './walk.ts'
export * from './way.ts'
