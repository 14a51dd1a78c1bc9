// One line on a terminal that tells what takes long; nothing within the first second, nothing in a pipe.
import type { Io } from './io.ts'

/** Shows what is being done. */
export interface Progress {
  readonly show: (text: string) => void
  /** Takes the line away. */
  readonly end: () => void
}

const quietMilliseconds = 1000
const redrawMilliseconds = 100
const clearLine = '\r\u001b[2K'

/** Progress on stderr. Work is done in one thread, so the line changes between its steps. */
export const progressOn = (io: Io): Progress => {
  const begin = io.now()
  let drawnAt: number | undefined
  return {
    show: (text) => {
      const now = io.now()
      if (!io.stderrIsTerminal || now - begin < quietMilliseconds) return
      if (drawnAt !== undefined && now - drawnAt < redrawMilliseconds) return
      drawnAt = now
      io.stderr(clearLine + text)
    },
    end: () => {
      if (drawnAt !== undefined) io.stderr(clearLine)
      drawnAt = undefined
    },
  }
}
