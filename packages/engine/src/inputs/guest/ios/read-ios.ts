// Reads a configuration of Cisco IOS.
import type { GuestReading, GuestText } from '../guest-reading.ts'

/** What a running-config says. */
export const readIos = (_source: GuestText): GuestReading => ({ guest: {}, findings: [] })
