// Functions whose result is not known here: only Azure knows it at deployment, or it has no bearing on networks.
import type { UnknownReason } from '../../../resources/index.ts'
import type { TemplateFunction } from '../template-function.ts'
import { anything } from './argument-readers.ts'
import { many } from './define-function.ts'

const unknownResult = (reason: UnknownReason, name: string, least: number, most: number): TemplateFunction =>
  many(name, least, anything, (_, call) => call.unknown(reason), most)

/** The functions of this topic. */
export const unknownResultFunctions: readonly TemplateFunction[] = [
  unknownResult('runtime', 'utcNow', 0, 1),
  unknownResult('runtime', 'deployer', 0, 0),
  unknownResult('runtime', 'pickZones', 3, 5),
  unknownResult('runtime', 'providers', 1, 2),
  unknownResult('runtime', 'roleDefinitions', 1, 1),
  unknownResult('runtime', 'toLogicalZone', 3, 3),
  unknownResult('runtime', 'toLogicalZones', 3, 3),
  unknownResult('runtime', 'toPhysicalZone', 3, 3),
  unknownResult('runtime', 'toPhysicalZones', 3, 3),
  unknownResult('secret', 'getSecret', 4, 5),
]
