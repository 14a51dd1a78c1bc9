// What a file of a guest says, whichever language it is written in.
import type { Finding } from '../../diagnostics/index.ts'
import type { GuestConfiguration } from '../../resources/index.ts'

/** A text with its place: a file of its own, or a part of another one (a heredoc, an entry of write_files). */
export interface GuestText {
  readonly text: string
  readonly file: string
  /** The line of `file`, from 1, on which `text` begins. */
  readonly firstLine: number
  /** Columns of `file` in front of each line of `text`, as a block in YAML has. */
  readonly indent: number
}

/** What was understood; a configuration holds only what the text says. */
export interface GuestReading {
  readonly guest: GuestConfiguration
  readonly findings: readonly Finding[]
}
