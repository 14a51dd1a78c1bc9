// English messages about exports of live networks.
import type * as exported from '../../findings/exports.ts'
import type { MessagesOf } from '../catalogue.ts'
import { formatNumber } from '../printable.ts'
import { count, quote, quoteResource } from './wording.ts'

/** HP1100 to HP1104. */
export const exportMessages: MessagesOf<typeof exported> = {
  HP1100: ({ file, found, total }) => ({
    message: `The list in ${quote(file)} goes on: the inputs hold ${count(found, 'resource')}${total === undefined ? '' : ` of ${formatNumber(total)}`}, and the next page of it is not among them.`,
    advice:
      'Fetch the other pages into the same folder: with az graph query by --skip-token, with az rest by the address in nextLink. The list commands of az fetch all pages themselves.',
  }),
  HP1101: ({ found }) => ({
    message: `PowerShell left out what lies deeper here and wrote ${quote(found)} in its place. What was left out is unknown.`,
    advice: 'Export again with a greater depth: ConvertTo-Json -Depth 20.',
  }),
  HP1102: ({ resource }) => ({
    message: `Azure says that the last change of ${quoteResource(resource)} failed. What it really does may differ from what it shows.`,
    advice: 'Repeat the change, or update the resource without one, until its state is Succeeded.',
  }),
  HP1103: ({ count: number }) => ({
    message: `${count(number, 'resource')} of this file ${number === 1 ? 'is' : 'are'} only named, without settings. ${number === 1 ? 'It does' : 'They do'} not count here.`,
    advice:
      'What az resource list prints is an inventory. Export the resources themselves: az network vnet list, az graph query -q "resources", or scripts/collect-azure.sh.',
  }),
  HP1104: ({ resource, childType, count: number }) => ({
    message: `${quoteResource(resource)} has ${formatNumber(number)} ${quote(childType)} that the inputs do not show. The answer goes without them.`,
    advice:
      'Azure lists them apart from the resource. Export them as well: az rest --method get --url ID/TYPE?api-version=..., or scripts/collect-azure.sh.',
  }),
}
