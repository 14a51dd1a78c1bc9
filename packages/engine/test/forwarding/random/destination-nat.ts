// Destination NAT in guests: of ports, of whole addresses, to the machine itself, and where no input tells whereto.
import type { GuestDestinationNat } from '../../../src/resources/guest-configuration.ts'
import type { Making } from './making.ts'

/** A rule or two; `own`: an address of the machine. */
export const destinationNatOf = ({ dice, count }: Making, own: string): readonly GuestDestinationNat[] => {
  const target = (): string => `10.${dice.roll(count)}.0.${dice.pick([4, 4, 4, 5, 30])}`
  const kinds: readonly (() => GuestDestinationNat)[] = [
    () => ({ protocol: 'tcp', port: 443, to: `${target()}:8443` }),
    () => ({ protocol: 'tcp', port: 443, destination: `${own}/32`, to: target() }),
    () => ({ protocol: 'tcp', ports: ['22', '2000-3000'], to: target() }),
    () => ({ protocol: 'udp', port: 53, to: `${target()}:53` }),
    () => ({ destination: `${own}/32`, to: target() }),
    () => ({ destination: `${own}/32`, source: `10.${dice.roll(count)}.0.0/16`, to: target() }),
    () => ({ dev: 'eth0', to: target() }),
    () => ({ protocol: 'tcp', port: 443, to: ':8080' }),
    () => ({ protocol: 'udp', port: 53, to: 'self' }),
    () => ({ protocol: 'tcp', port: 22, keep: true }),
    () => ({ protocol: 'icmp', destination: `${own}/32`, to: target() }),
    () => ({ protocol: 'tcp', port: 443, to: `${target()}-10.0.0.9` }),
  ]
  return Array.from({ length: 1 + dice.roll(2) }, () => dice.pick(kinds)())
}
