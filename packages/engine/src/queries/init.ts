// `init`: everything that no input tells, as entries that hairpin.yaml could have.
import type { Analysis } from '../analyse.ts'
import type { Loaded } from '../resources/index.ts'
import { suggestAddresses } from './init/addresses.ts'
import { suggestBehaviour } from './init/behaviour.ts'
import { suggestGuests } from './init/guests.ts'
import { suggestSites } from './init/sites.ts'
import { type Suggestion, suggestedSections } from './init/suggestion.ts'

/** All suggestions by section, and inside a section in the order of the inputs. */
export const init = (loaded: Loaded, analysis: Analysis): readonly Suggestion[] => {
  const found = [...loaded.findings, ...analysis.findings]
  const suggestions = [
    ...suggestBehaviour(loaded, analysis, found),
    ...suggestSites(analysis),
    ...suggestGuests(analysis, found),
    ...suggestAddresses(analysis),
  ]
  return suggestedSections.flatMap((wanted) => suggestions.filter(({ section }) => section === wanted))
}
