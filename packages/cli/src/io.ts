// What the command touches of the world around it: so that tests need no process.

/** The terminal, the environment and the current folder. */
export interface Io {
  readonly stdout: (text: string) => void
  readonly stderr: (text: string) => void
  /** Absolute path of the current folder. */
  readonly cwd: string
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly stdoutIsTerminal: boolean
  readonly stderrIsTerminal: boolean
  /** Columns of the terminal; undefined when the output goes elsewhere. */
  readonly columns: number | undefined
  /** Milliseconds from any fixed moment; only differences are used. */
  readonly now: () => number
}

/** 0 answered; 1 an error finding or an expectation that is not met; 2 could not answer. */
export type ExitCode = 0 | 1 | 2
