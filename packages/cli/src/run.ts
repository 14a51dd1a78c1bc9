// The command from its arguments to its exit code, without a process around it.
import type { Appearance } from './answer.ts'
import { type Manner, type Request, readArguments } from './arguments.ts'
import type { ExitCode, Io } from './io.ts'
import { languageOf } from './locale.ts'
import { version } from './version.ts'

const handle = async (request: Request, appearance: Appearance, io: Io): Promise<ExitCode> => {
  // The engine is loaded only now, so that --version costs nothing.
  switch (request.kind) {
    case 'version':
      io.stdout(`hairpin ${version}\n`)
      return 0
    case 'help': {
      const [{ helpText }, { styleFor }] = await Promise.all([import('./help.ts'), import('./style.ts')])
      const stream = request.asked ? 'stdout' : 'stderr'
      io[stream](helpText(request.command, appearance.language, styleFor(stream, appearance.color, io)))
      return request.asked ? 0 : 2
    }
    case 'mistake': {
      const [engine, { reportFindings }] = await Promise.all([
        import('@hairpin/engine'),
        import('./answer.ts'),
      ])
      reportFindings([request.complaint(engine)], appearance, io)
      return 2
    }
    case 'question': {
      const { answer } = await import('./answer.ts')
      return answer(request, appearance, io)
    }
  }
}

const appearanceOf = (manner: Manner, io: Io): Appearance => ({
  language: manner.language ?? languageOf(io.environment),
  verbose: manner.verbose,
  color: manner.color,
})

/** Runs the command; `argv` are the arguments behind the program's name. Never throws: a bug is a finding. */
export const run = async (argv: readonly string[], io: Io): Promise<ExitCode> => {
  const { request, manner } = readArguments(argv)
  const appearance = appearanceOf(manner, io)
  try {
    return await handle(request, appearance, io)
  } catch (error) {
    const { bug, reportFindings } = await import('./answer.ts')
    reportFindings([bug(error)], appearance, io)
    const wantsStack = appearance.verbose || (io.environment['HAIRPIN_DEBUG'] ?? '') !== ''
    if (wantsStack && error instanceof Error) {
      const { escapeControl } = await import('@hairpin/engine')
      io.stderr(
        (error.stack ?? '')
          .split('\n')
          .map((line) => `${escapeControl(line)}\n`)
          .join(''),
      )
    }
    return 2
  }
}
