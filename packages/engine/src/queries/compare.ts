// `compare`: tables that Azure printed beside the prediction, and what may be behind each difference.
import type { Analysis } from '../analyse.ts'
import type { Finding } from '../diagnostics/index.ts'
import { type Evidence, isOfType, type ResourceId, type ResourceSet } from '../resources/index.ts'
import type { CompareAnswer } from './comparison/compare-answer.ts'
import { predictionOf } from './comparison/compare-table.ts'
import { explainDifferences } from './comparison/explain-differences.ts'
import { placeEvidence, type StatedPlaces, unusedPlaces } from './comparison/place-evidence.ts'
import { compareAll } from './comparison/placed-difference.ts'
import { sumTallies } from './comparison/row-comparison.ts'
import { tableTargets } from './comparison/table-targets.ts'
import { unstatedAddresses } from './comparison/unstated-addresses.ts'
import { hypotheticalPart } from './hypothetical.ts'

/** What is compared. */
export interface CompareQuestion {
  readonly evidence: readonly Evidence[]
  /** Where `hairpin.yaml` and `--place` say that files belong. */
  readonly places: StatedPlaces
  /** The resources that were collected with the tables, where the prediction comes from elsewhere. */
  readonly collected?: ResourceSet | undefined
  readonly era?: number | undefined
}

/** The answer, and findings about tables that have no place. */
export interface CompareReply {
  readonly answer: CompareAnswer
  readonly findings: readonly Finding[]
}

/** The primary NIC of a machine that an envelope names. */
const primaryNic =
  ({ network }: Analysis) =>
  (vm: ResourceId): ResourceId | undefined =>
    isOfType(vm, 'Microsoft.Compute/virtualMachines')
      ? network.vms.find(
          ({ id, name }) => id.key === vm.key || name.toLowerCase() === vm.names.at(-1)?.toLowerCase(),
        )?.nics[0]?.id
      : undefined

/** Compares every table that has a place. */
export const compare = (analysis: Analysis, question: CompareQuestion): CompareReply => {
  const prediction = predictionOf(analysis)
  const targets = tableTargets(analysis, prediction.bgp)
  const { evidence, places, collected, era } = question
  const placing = placeEvidence(evidence, targets, places, prediction, primaryNic(analysis))
  const compared = compareAll(placing.placed, prediction)
  const { groups, otherChanges } = explainDifferences(analysis, placing.placed, compared, collected, era)
  const total = sumTallies(compared.tables.map(({ tally }) => tally))
  const rows = total.recorded + total.extra
  return {
    answer: {
      format: 1,
      agreement: {
        ...total,
        share: rows === 0 ? 1 : Math.round((total.matched / rows) * 10_000) / 10_000,
        noneRows: sumTallies(compared.tables.map(({ noneRows }) => noneRows)),
      },
      tables: compared.tables.flatMap(({ tally, noneRows, predicted }, index) => {
        const table = placing.placed[index]
        return table === undefined
          ? []
          : [{ file: table.file, place: table.place, predicted, ...tally, noneRows }]
      }),
      groups,
      otherChanges,
      unstatedAddresses: unstatedAddresses(placing.placed, prediction, groups),
      ...hypotheticalPart(analysis),
    },
    findings: [...placing.findings, ...unusedPlaces(evidence, places)],
  }
}
