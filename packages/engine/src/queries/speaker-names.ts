// Which BGP speaker a text means: its name, `group/name`, its id, and of a circuit also one of its links.
import { nameOfSpeaker, ownerOfSpeaker, type Speaker } from '../control-plane/index.ts'
import { answersTo, parseResourceId, type ResourceId } from '../resources/index.ts'

const isCalled = (names: readonly string[], id: ResourceId | undefined, text: string): boolean =>
  names.some((name) => name.toLowerCase() === text.toLowerCase()) || (id !== undefined && answersTo(id, text))

/** Whether a table's speaker may be called so. `id` is a resource id, or the name of a site. */
export const tableAnswersTo = (
  { name, id }: { readonly name: string; readonly id: string },
  link: string | null,
  text: string,
): boolean => isCalled(link === null ? [name] : [name, `${name}/${link}`], parseResourceId(id), text)

/** Whether a speaker may be called so. */
export const speakerAnswersTo = (speaker: Speaker, text: string): boolean =>
  isCalled([nameOfSpeaker(speaker)], ownerOfSpeaker(speaker).id, text)
