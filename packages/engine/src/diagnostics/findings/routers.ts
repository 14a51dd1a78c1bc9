// Findings about configurations of routers: FRR and Cisco IOS (HP1110 to HP1119).
import { defineFinding, type FindingFunction } from '../define-finding.ts'

/** `statement`: its first words; `count`: how often such a statement occurs. */
export const routerStatementNotModelled: FindingFunction<'HP1110', { statement: string; count: number }> =
  defineFinding('HP1110', 'warning')

export const routerStatementUnknown: FindingFunction<'HP1111', { statement: string; count: number }> =
  defineFinding('HP1111', 'note')

export const routerStatementMalformed: FindingFunction<
  'HP1112',
  {
    statement: string
    expected: 'address' | 'prefix' | 'asn' | 'number' | 'expression' | 'community' | 'word'
  }
> = defineFinding('HP1112', 'warning')

/** `effect`: what the router does with routes where a name is used that nothing defines. */
export const routerNameUndefined: FindingFunction<
  'HP1113',
  {
    thing: 'accessList' | 'asPathList' | 'communityList' | 'prefixList' | 'routeMap' | 'peerGroup'
    name: string
    effect: 'deniesAll' | 'permitsAll' | 'matchesNothing' | 'matchesAll' | 'ignored'
  }
> = defineFinding('HP1113', 'warning', { rules: ['R7.10'] })

/** `asn`: a number, or `external`. */
export const routerNeighborWithoutPolicy: FindingFunction<'HP1114', { neighbor: string; asn: string }> =
  defineFinding('HP1114', 'warning', { rules: ['R7.12'] })
