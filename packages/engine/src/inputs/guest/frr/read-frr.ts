// Reads the configuration of FRR.
import type { GuestReading, GuestText } from '../guest-reading.ts'

/** What an frr.conf says. */
export const readFrr = (_source: GuestText): GuestReading => ({ guest: {}, findings: [] })
