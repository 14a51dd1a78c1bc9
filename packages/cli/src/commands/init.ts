// `hairpin init`: writes a first hairpin.yaml.
import type { Asked, Reply } from './reply.ts'
import { answerWith } from './reply.ts'

/** Not yet. */
export const answerInit = (_asked: Asked, _paths: readonly string[], _cwd: string): Reply => answerWith('')
