// What the program has to tell about its inputs and answers: a code with its parameters, no words yet.
import type { FindingOf } from './define-finding.ts'
import type { findings } from './findings/index.ts'

type Functions = typeof findings

/** The parameters of every code. */
export type ParametersByCode = {
  readonly [N in keyof Functions as Functions[N]['code']]: ReturnType<Functions[N]>['parameters']
}

/** A stable code: HP1xxx input, HP2xxx values, HP3xxx validation, HP4xxx lints, HP5xxx questions, HP9xxx command. */
export type Code = keyof ParametersByCode

/** The parameters of one code. */
export type ParametersOf<C extends Code> = ParametersByCode[C]

/** A finding; the code tells which parameters it has. */
export type Finding<C extends Code = Code> = { [K in C]: FindingOf<K, ParametersByCode[K]> }[C]
