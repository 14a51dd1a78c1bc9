// English messages about tables that Azure printed, and about the file that init writes.

import type * as comparison from '../../findings/comparison.ts'
import type { EvidenceTableKind, PlacingFault } from '../../kinds.ts'
import type { MessagesOf } from '../catalogue.ts'
import { didYouMean, knownNames, quote, quoteAll } from './wording.ts'

const kinds: Readonly<Record<EvidenceTableKind, string>> = {
  effectiveRoutes: 'effective routes of a network interface',
  gatewayRoutes: 'routes of a gateway or Route Server',
  circuitRoutes: 'routes of a circuit',
  hubRoutes: 'effective routes of a virtual hub',
}

const faults: Readonly<Record<PlacingFault, string>> = {
  noName: 'nothing says whose',
  severalNames: 'more than one place fits',
  nothingThere: 'the inputs have nothing of the kind',
}

export const comparisonMessages: MessagesOf<typeof comparison> = {
  HP4020: ({ folder }) => ({
    message: `${quote(folder)} holds no table that Azure printed.`,
    advice:
      'Keep the output of az there, for instance that of az network nic show-effective-route-table in a file NIC.json.',
  }),
  HP4021: ({ file }) => ({
    message: `${quote(file)} is no table that is recognised; it was left out.`,
    advice:
      'Expected: JSON or "-o table" of az network nic show-effective-route-table, vnet-gateway list-learned-routes and list-advertised-routes, routeserver peering list-…-routes, express-route list-route-tables, or vhub get-effective-routes.',
  }),
  HP4022: ({ file, kind, fault, candidates, suggestion }) => ({
    message: `${quote(file)} holds ${kinds[kind]}, but ${faults[fault]}; it was left out.`,
    advice:
      fault === 'nothingThere'
        ? 'Check that the input describes the network from which the table comes.'
        : `${suggestion === undefined ? '' : `Most like the prediction for ${quote(suggestion)}: if it is that, write --place ${file}=${suggestion}. `}Name the file after its place, or say --place FILE=NAME, or "evidence" in hairpin.yaml. ${knownNames(candidates)}`.trim(),
  }),
  HP4023: ({ file, kind, place, known, suggestion }) => ({
    message: `${quote(file)} holds ${kinds[kind]} of ${quote(place)}, which is not in the inputs; it was left out.`,
    advice: `${didYouMean(suggestion)}${knownNames(known)}The command inspect lists everything that was read.`,
  }),
  HP4024: ({ file, error }) => ({
    message: `${quote(file)} holds an error in place of a table: ${quote(error)}.`,
    advice:
      error === 'NicMustBeAttachedToRunningVm'
        ? 'Azure shows effective routes only while the virtual machine runs: start it and collect again. Hairpin predicts them all the same: ask for routes.'
        : 'Collect it again.',
  }),
  HP4025: ({ file, what }) => ({
    message: `${quote(file)} holds ${quote(what)}, which is not compared.`,
    advice: 'Nothing has to be done; the other tables are compared.',
  }),
  HP4026: ({ file, files, suggestion }) => ({
    message: `--place or "evidence" in hairpin.yaml names ${quote(file)}, and no file with tables is called so.`,
    advice:
      `${didYouMean(suggestion)}${files.length === 0 ? '' : `Files with tables: ${quoteAll(files)}.`}`.trim(),
  }),
  HP4030: ({ file }) => ({
    message: `${quote(file)} is there already and was not touched.`,
    advice: 'Print the suggestions with --stdout, or replace the file with --force.',
  }),
  HP4031: ({ file, reason }) => ({
    message: `${quote(file)} could not be written: ${reason}.`,
    advice: 'Print the suggestions with --stdout.',
  }),
}
