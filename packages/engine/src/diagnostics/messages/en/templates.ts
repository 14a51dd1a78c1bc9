// English messages about templates as they are evaluated.
import type * as templates from '../../findings/templates.ts'
import type { EvaluationLimit } from '../../kinds.ts'
import type { MessagesOf } from '../catalogue.ts'
import { frontOf } from '../module-paths.ts'
import { formatNumber } from '../printable.ts'
import { armExpectations, bicepExpectations, didYouMean, quote, quoteAll } from './wording.ts'

const evaluationLimits: Readonly<Record<EvaluationLimit, string>> = {
  depth: 'its values need each other in too long a chain',
  steps: 'it takes too many steps',
  values: 'its resources hold too much',
}

export const templateMessages: MessagesOf<typeof templates> = {
  HP1059: ({ found, expected, suggestion }) => ({
    message: `${found === undefined ? 'The file ends' : found === '\n' ? 'The line ends' : `${quote(found)} stands`} where Bicep needs ${bicepExpectations[expected]}.`,
    advice: `${didYouMean(suggestion)}${
      found === undefined
        ? 'Close what was opened, or check that the file is whole.'
        : 'Correct the text here. What could be read before and after it was kept.'
    }`,
  }),
  HP1060: ({ name, suggestion }) => ({
    message: `Nothing is called ${quote(name)} here; its value is not known.`,
    advice: `${didYouMean(suggestion)}Declare it as a parameter, variable, resource or module, or correct the name.`,
  }),
  HP1061: ({ name, suggestion }) => ({
    message: `The function ${quote(name)} is not known; its result is not known either.`,
    advice: `${didYouMean(suggestion)}If it is a function of Bicep, tell us; what does not depend on it was answered.`,
  }),
  HP1062: ({ path }) => ({
    message: `The value of ${quote(path[0] ?? '')} depends on itself: ${path.map(quote).join(' → ')}.`,
    advice: 'Break the circle: give one of the values that refer to each other a value of its own.',
  }),
  HP1063: ({ name }) => ({
    message: `The parameter ${quote(name)} has no value.`,
    advice: `Give it one with --param ${name}=VALUE, under "parameters" in hairpin.yaml, or by naming a .bicepparam file as the input. What does not depend on it was answered.`,
  }),
  HP1064: ({ module, name, suggestion }) => ({
    message: `The module ${quote(module)} has no parameter ${quote(name)}, so the value was not used.`,
    advice: `${didYouMean(suggestion)}Correct the name, or declare the parameter in the module.`,
  }),
  HP1065: ({ module, name, declaredAt }) => ({
    message: `The module ${quote(module)} needs the parameter ${quote(name)} (declared at ${quote(declaredAt)}), and is not given it.`,
    advice: 'Pass it under "params". Until then its value is not known, and names made of it are symbolic.',
  }),
  HP1066: ({ of, limit }) => ({
    message: `The evaluation of this template was stopped here: ${evaluationLimits[of]} (limit: ${formatNumber(limit)}).`,
    advice:
      'What was found before is kept, and the rest is unknown. Split the template, or make its loops smaller.',
  }),
  HP1067: ({ path }) => ({
    message: `The module ${quote(path)} is kept in ${/^ts/i.test(path) ? 'a template spec' : 'a registry'}, and its files are not here. Its resources are missing from the answer and its outputs are not known.`,
    advice: `Restore it with "bicep restore" and give the cache with --module-cache ~/.bicep, or point --module-path ${frontOf(path)}=FOLDER (or "modulePaths" in hairpin.yaml) at a copy.`,
  }),
  HP1068: ({ files }) => ({
    message: `A module deploys itself: ${files.map(quote).join(' → ')}.`,
    advice: 'Azure refuses this. Remove the module that closes the circle.',
  }),
  HP1069: ({ origin }) => ({
    message: `This loop runs over a list that is not known (${quote(origin)}), so what it declares is missing.`,
    advice: 'Give the parameter that the list depends on with --param.',
  }),
  HP1070: ({ found, limit, loop }) => ({
    message: `${loop === undefined ? 'This loop' : `The loop ${quote(loop)}`} has ${found} iterations; Azure allows ${limit}.`,
    advice: `The first ${limit} were read. Split the loop.`,
  }),
  HP1071: ({ found, expected }) => ({
    message: `${found === undefined ? 'The expression ends' : `${quote(found)} stands`} where ${armExpectations[expected]} is needed; its value is not known.`,
    advice:
      'Correct the expression. A text that only looks like one, since it begins with [ and ends with ], is written with [[ in front.',
  }),
  HP1072: ({ uri }) => ({
    message: `The linked template ${quote(uri)} is not found beside the main template.`,
    advice:
      'Its resources are missing from the answer and its outputs are not known. Put the file below the folder of the main template, at the path that the link ends in.',
  }),
  HP1073: ({ file }) => ({
    message: `${quote(file)} is deployed as a template, and is none: it has no "resources".`,
    advice: 'Name an ARM template (it has "$schema", "contentVersion" and "resources") or a Bicep file.',
  }),
  HP1074: ({ template, files }) => ({
    message: `Several parameters files could be meant for ${quote(template)}: ${quoteAll(files)}. None of them was used.`,
    advice: 'Name the one to use as an input beside the template.',
  }),
  HP1075: ({ file }) => ({
    message: `${quote(file)} holds parameters, and no template is among the inputs.`,
    advice: 'Name the template as an input as well.',
  }),
  HP1076: ({ name }) => ({
    message: `The parameter ${quote(name)} has neither a "value" nor a "reference" here, so it has none.`,
    advice: 'Write {"value": …} behind the name.',
  }),
}
