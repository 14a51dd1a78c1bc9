// `guest`: the interfaces, routing tables and BGP of one machine's operating system, as the machine itself lists them.
import type { Analysis } from '../analyse.ts'
import { daemonOf } from '../control-plane/index.ts'
import { type Finding, findings } from '../diagnostics/index.ts'
import type { BgpConfiguration, Vm } from '../model/index.ts'
import { guestBgp } from './guest-tables/bgp-table.ts'
import { type DaemonRib, daemonTable } from './guest-tables/daemon-table.ts'
import { fixedRoutesOf } from './guest-tables/fixed-routes.ts'
import type { GuestAnswer, GuestPart } from './guest-tables/guest-answer.ts'
import { mainTable, otherTables, rulesOf } from './guest-tables/kernel-tables.ts'
import { linksOf } from './guest-tables/links.ts'
import { layerDifferences } from './guest-tables/two-layers.ts'
import { hypotheticalPart } from './hypothetical.ts'
import { type Answered, answered, findMachine } from './names.ts'

/** A configuration of nothing, by which the names of interfaces alone tell the daemon. */
const noBgp: BgpConfiguration = { asn: 0, neighbors: [] }

const daemonOn = (vm: Vm): 'frr' | 'bird' | 'ios' => daemonOf({ kind: 'vm', vm }, vm.guest?.bgp ?? noBgp)

/** FRR is there where it is configured: with BGP, or with static routes of its own. */
const runsFrr = (vm: Vm): boolean =>
  daemonOn(vm) === 'frr' &&
  (vm.guest?.bgp !== undefined || (vm.guest?.routes ?? []).some(({ protocol }) => protocol === 'static'))

const systemOf = (vm: Vm): GuestAnswer['system'] => {
  if (vm.operatingSystem === 'windows') return 'windows'
  return daemonOn(vm) === 'ios' ? 'ios' : 'linux'
}

const ribOf = ({ controlPlane }: Analysis, vm: Vm): DaemonRib | undefined => {
  for (const [speaker, entries] of controlPlane.bgp.ribs) {
    const { place } = speaker
    if (place.kind === 'router' && place.router.kind === 'vm' && place.router.vm === vm)
      return { speaker, entries }
  }
  return undefined
}

/** Why a machine has nothing to say to a part that was asked for by name; undefined where it has. */
const absenceOf = (vm: Vm, part: 'frr' | 'bgp'): 'noFrr' | 'noBgp' | 'off' | 'ios' | 'bird' | undefined => {
  const daemon = daemonOn(vm)
  if (!runsFrr(vm)) return daemon === 'frr' ? 'noFrr' : daemon
  const bgp = vm.guest?.bgp
  if (part === 'frr') return undefined
  return bgp === undefined ? 'noBgp' : bgp.running === false ? 'off' : undefined
}

const missing = (vm: Vm, part: GuestPart | undefined): Finding | undefined => {
  if (part !== 'frr' && part !== 'bgp') return undefined
  const found = absenceOf(vm, part)
  return found === undefined ? undefined : findings.guestPartMissing({ machine: vm.name, part, found })
}

/** The tables of the machine of this name; only one part where one is named. */
export const guest = (analysis: Analysis, name: string, only?: GuestPart): Answered<GuestAnswer> => {
  const found = findMachine(analysis, name)
  if (!found.ok) return found
  const vm = found.answer
  const refusal = missing(vm, only)
  if (refusal !== undefined) return { ok: false, finding: refusal }
  const { controlPlane } = analysis
  const links = linksOf(vm, controlPlane.era)
  const fixed = fixedRoutesOf(vm, links, controlPlane.era)
  const rib = ribOf(analysis, vm)
  const daemon = daemonTable(fixed, rib)
  const main = mainTable(fixed, daemonOn(vm), daemon)
  const parts: Required<Pick<GuestAnswer, GuestPart>> = {
    addr: links,
    route: [{ table: 'main', routes: main }, ...otherTables(vm, fixed)],
    rule: rulesOf(vm),
    frr: runsFrr(vm) ? daemon : null,
    bgp: runsFrr(vm) ? guestBgp(vm, links, fixed, rib, controlPlane) : null,
    layers: layerDifferences(analysis, vm, main, links),
  }
  return answered({
    format: 1,
    machine: { id: vm.id.text, name: vm.name },
    system: systemOf(vm),
    running: vm.running,
    ...(only === undefined ? parts : { [only]: parts[only] }),
    ...hypotheticalPart(analysis),
  })
}
