// English messages about how the command was called, and about the program itself.
import type * as command from '../../findings/command.ts'
import type { MessagesOf } from '../catalogue.ts'
import { didYouMean, knownNames, quote, quoteAll } from './wording.ts'

export const commandMessages: MessagesOf<typeof command> = {
  HP9001: ({ command, known, suggestion }) => ({
    message: `There is no command ${quote(command)}.`,
    advice: `${didYouMean(suggestion)}${knownNames(known)}See hairpin --help.`,
  }),
  HP9002: ({ command, option, suggestion }) => ({
    message: `The command ${quote(command)} has no option ${quote(option)}.`,
    advice: `${didYouMean(suggestion)}See the options with --help behind the command.`,
  }),
  HP9003: ({ option, example }) => ({
    message: `The option ${quote(option)} needs a value.`,
    advice: `Write it like this: ${quote(example)}.`,
  }),
  HP9004: ({ option, found, allowed, suggestion }) => ({
    message: `${quote(option)} cannot be ${quote(found)}; expected ${quoteAll(allowed, 'or')}.`,
    advice: `${didYouMean(suggestion)}Use one of the values above.`,
  }),
  HP9005: ({ argument, usage }) => ({
    message: `The argument ${quote(argument)} is missing.`,
    advice: `Write it like this: ${quote(usage)}.`,
  }),
  HP9006: ({ argument, usage }) => ({
    message: `${quote(argument)} is one argument too many.`,
    advice: `Write it like this: ${quote(usage)}. If it was meant as an input: there is no file or folder of this name here. Put a name that contains spaces in quotation marks.`,
  }),
  HP9099: ({ message }) => ({
    message: `This is a bug in Hairpin, not in your input: ${quote(message)}.`,
    advice:
      'Please report it with the command line and, if you may share it, the smallest input that shows it.',
  }),
}
