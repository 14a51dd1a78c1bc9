// English messages about reading files.
import type * as input from '../../findings/input.ts'
import type { MergeOutcome, MissingEffect, UnreadFormat } from '../../kinds.ts'
import type { MessagesOf } from '../catalogue.ts'
import { formatBytes, formatNumber } from '../printable.ts'
import { count, didYouMean, jsonExpectations, quote, quoteAll, quoteSource } from './wording.ts'

const mergeOutcomes: Readonly<Record<MergeOutcome, string>> = {
  identical: 'Both say the same, so it counts once',
  joined: 'They do not contradict each other, so their properties were joined',
  secondWins: 'Where they differ, the second one is used',
}

const missingEffects: Readonly<Record<MissingEffect, string>> = {
  addresses: 'addresses that it takes up or owns',
  filters: 'packets that it drops or lets through',
  routes: 'routes that it adds or removes',
  traffic: 'traffic that it forwards, starts or answers',
  unclear: 'whatever it does to routing',
}

const unreadFormats: Readonly<Record<UnreadFormat, { readonly reason: string; readonly advice: string }>> = {
  other: {
    reason: 'its name says neither JSON nor YAML',
    advice: 'Give a folder, *.json files with resources, or a hairpin.yaml.',
  },
  terraform: {
    reason: 'this version does not read Terraform',
    advice: 'Give an export of the deployed resources as JSON instead: az graph query -q "resources".',
  },
}

export const inputMessages: MessagesOf<typeof input> = {
  HP1001: ({ file, suggestion }) => ({
    message: `The file ${quote(file)} does not exist.`,
    advice: `${didYouMean(suggestion)}Check the path; it is taken relative to the file that names it, or to the current folder.`,
  }),
  HP1002: ({ file, reason }) => ({
    message: `The file ${quote(file)} exists but cannot be read: ${quote(reason)}.`,
    advice: 'Check that it is a file, not a folder, and that you may read it.',
  }),
  HP1003: ({ file, root, rootToAdd }) => ({
    message: `The file ${quote(file)} lies outside the root folder ${quote(root)}, so it was not read.`,
    advice: `If you trust it, add the option --root ${quote(rootToAdd)}.`,
  }),
  HP1004: ({ file }) => ({
    message: `The file ${quote(file)} lies in a .git folder, which is never read.`,
    advice: 'Name the file in the work tree, or copy it to another folder.',
  }),
  HP1005: ({ file, size, limit }) => ({
    message: `The file ${quote(file)} has ${formatBytes(size)}; at most ${formatBytes(limit)} are read.`,
    advice: 'Export fewer resource groups, or leave out resource types that have no bearing on the network.',
  }),
  HP1006: ({ file, offset }) => ({
    message: `The file ${quote(file)} is not text: ${offset === undefined ? 'it holds bytes that are' : `byte ${formatNumber(offset)} is`} not part of any UTF-8 character, or NUL.`,
    advice: 'Name a text file. If it is text in another encoding, save it as UTF-8.',
  }),
  HP1007: ({ folder, lookedFor }) => ({
    message: `Nothing to read was found in the folder ${quote(folder)}. Looked for: ${quoteAll(lookedFor)}.`,
    advice: 'Name the input files on the command line, or list them under "inputs" in hairpin.yaml.',
  }),
  HP1008: ({ found, expected }) => ({
    message: `${found === undefined ? 'The file ends' : `${quoteSource(found)} stands`} where the JSON needs ${jsonExpectations[expected]}.`,
    advice:
      found === undefined
        ? 'The file is cut off: export or copy it again, or close what was opened.'
        : 'Correct the text here. What could be read before and after it was kept.',
  }),
  HP1009: ({ problem }) => ({
    message: `This is not valid YAML: ${quote(problem)}.`,
    advice: 'Check indentation (spaces, no tabs), the space after each colon, and quotation marks.',
  }),
  HP1010: ({ key, first }) => ({
    message: `The key ${quote(key)} occurs twice in one object; it was first given at ${quote(first)}. Only the last value is used.`,
    advice: 'Delete one of the two.',
  }),
  HP1011: ({ file, limit }) => ({
    message: `The file ${quote(file)} is nested more than ${count(limit, 'level')} deep, so it was not read to the end.`,
    advice: 'No Azure resource is nested that deep: check that it is the right file.',
  }),
  HP1012: ({ found, limit }) => ({
    message: `The inputs hold ${count(found, 'resource')}; at most ${formatNumber(limit)} are taken.`,
    advice: 'Export fewer resource groups, or split the network into parts that do not touch each other.',
  }),
  HP1013: ({ file, keys }) => ({
    message: `The file ${quote(file)} is JSON but none of the recognised shapes.${keys.length === 0 ? '' : ` At its top it has: ${quoteAll(keys)}.`}`,
    advice:
      'Give one resource (an object with id, type and name), an array of resources, {"value": [...]} (REST or az rest), {"data": [...]} (Resource Graph), or an ARM template with "resources".',
  }),
  HP1014: ({ index, missing }) => ({
    message: `Element ${formatNumber(index)} of this list (counted from 0) is not a resource: it lacks ${quoteAll(missing)}.`,
    advice:
      'Export whole resources, without a --query that picks single properties. The other elements were kept.',
  }),
  HP1015: ({ id, first, second, outcome }) => ({
    message: `The resource ${quote(id)} is declared twice, at ${quote(first)} and at ${quote(second)}. ${mergeOutcomes[outcome]}.`,
    advice: 'Leave one of the two out of the inputs.',
  }),
  HP1016: ({ property, expression }) => ({
    message: `The value of ${quote(property)} is the unevaluated template expression ${quote(expression)}, so it counts as unknown.`,
    advice:
      'Give the whole template with its parameters, so that the expression can be evaluated, or write the value here.',
  }),
  HP1017: ({ type, count: number, effect }) => ({
    message: `${count(number, 'resource')} of type ${quote(type)} ${number === 1 ? 'was' : 'were'} read but ${number === 1 ? 'is' : 'are'} not simulated.`,
    advice: `Keep in mind that the answer may lack ${missingEffects[effect]}.`,
  }),
  HP1018: ({ type, count: number }) => ({
    message: `${count(number, 'resource')} of this file ${number === 1 ? 'is' : 'are'} in the flattened shape of az network commands, without "properties": the first has type ${quote(type)}. ${number === 1 ? 'It was' : 'They were'} not used.`,
    advice:
      'Export in the shape of the REST API: az graph query -q "resources", az rest --method get --url ..., or az group export.',
  }),
  HP1019: ({ file, format }) => ({
    message: `The file ${quote(file)} is not read: ${unreadFormats[format].reason}.`,
    advice: unreadFormats[format].advice,
  }),
  HP1020: ({ folder, files }) => ({
    message: `No JSON file in the folder ${quote(folder)} holds Azure resources. It has: ${quoteAll(files)}.`,
    advice:
      'Name one of the files as the input to learn what is wrong with it. Expected are resources in the shape of the REST API: az graph query, az rest or an ARM template.',
  }),
}
