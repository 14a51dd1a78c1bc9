// English messages about hairpin.yaml.
import type * as world from '../../findings/world.ts'
import type { MessagesOf } from '../catalogue.ts'
import { printable } from '../printable.ts'
import { anyValueKind, didYouMean, knownNames, quote, quoteAll, things, valueKind } from './wording.ts'

const inPath = (path: string): string => (path === '' ? 'at the top of hairpin.yaml' : `in ${quote(path)}`)

export const worldMessages: MessagesOf<typeof world> = {
  HP1031: ({ path, field, known, suggestion }) => ({
    message: `There is no field ${quote(field)} ${inPath(path)}, so it was not used.`,
    advice: `${didYouMean(suggestion)}${knownNames(known)}Correct the name or delete the field.`,
  }),
  HP1032: ({ path, found, expected }) => ({
    message: `${path === '' ? 'The top of hairpin.yaml' : quote(path)} is ${valueKind(found)}; expected ${anyValueKind(expected)}.`,
    advice: 'Write a value of the expected kind. The rest of hairpin.yaml was kept.',
  }),
  HP1033: ({ path, kind, name, known, suggestion }) => ({
    message: `${quote(path)} names the ${things[kind]} ${quote(name)}, which no input declares.`,
    advice: `${didYouMean(suggestion)}${knownNames(known)}Correct the name, or add the file that declares it to the inputs.`,
  }),
  HP1034: ({ found, supported }) => ({
    message: `hairpin.yaml has version ${quote(found)}; this program reads version ${supported}.`,
    advice: `Write "version: ${supported}", or use the release of Hairpin that the file was written for.`,
  }),
  HP1035: ({ found, earliest, latest }) => ({
    message: `The era ${printable(String(found))} is not known; behaviour is known for the years ${earliest} to ${latest}.`,
    advice: 'Choose a year in this range, or leave the era out to get the newest behaviour.',
  }),
  HP1036: ({ path, field }) => ({
    message: `The field ${quote(field)} is missing ${inPath(path)}.`,
    advice: 'Add it. Without it this entry is not used; the rest of hairpin.yaml was kept.',
  }),
  HP1038: ({ path, fields, found }) => ({
    message: `${quote(path)} needs exactly one of ${quoteAll(fields, 'or')}; it has ${found.length === 0 ? 'none' : quoteAll(found)}.`,
    advice: 'Name exactly one. Until then this entry is not used; the rest of hairpin.yaml was kept.',
  }),
  HP1039: ({ file }) => ({
    message: `The file ${quote(file)} is no list of service tags: expected an object with "values", each with "name" and "properties.addressPrefixes".`,
    advice:
      'Download "Azure IP Ranges and Service Tags" from Microsoft and name that file. Until then the list that comes with Hairpin is used.',
  }),
}
