// English messages about parameter files, given values, and modules of registries.
import type * as templateInputs from '../../findings/template-inputs.ts'
import type { ExternalValueKind, ParameterRule, ParameterSource } from '../../kinds.ts'
import type { MessagesOf } from '../catalogue.ts'
import { didYouMean, quote, quoteAll, valueKind } from './wording.ts'

const demands: Readonly<Record<ParameterRule, (limit: string) => string>> = {
  allowed: (limit) => `one of ${limit}`,
  maxLength: (limit) => `at most ${limit} long`,
  maxValue: (limit) => `at most ${limit}`,
  minLength: (limit) => `at least ${limit} long`,
  minValue: (limit) => `at least ${limit}`,
}

const corrections: Readonly<Record<ParameterSource, string>> = {
  option: 'Correct the name behind --param.',
  parameterFile: 'Correct the name, or take the line out of the parameter file.',
  worldFile: 'Correct the name under "parameters" in hairpin.yaml.',
}

const externalValues: Readonly<Record<ExternalValueKind, (name: string) => readonly [string, string]>> = {
  commandArgument: (name) => [
    `The command-line argument ${quote(name)}`,
    `--external-input sys.cliArg:${name}=VALUE`,
  ],
  environmentVariable: (name) => [`The environment variable ${quote(name)}`, `--env ${name}=VALUE`],
  externalInput: (name) => [`The external input ${quote(name)}`, `--external-input ${name}=VALUE`],
}

export const templateInputMessages: MessagesOf<typeof templateInputs> = {
  HP1080: ({ path, mapping, lookedFor }) => ({
    message: `The module ${quote(path)} is mapped by ${quote(mapping)}, but there is no module at that place.`,
    advice: `Looked for ${quoteAll(lookedFor, 'or')}. Correct the mapping, or put the module there. Its resources are missing from the answer.`,
  }),
  HP1081: ({ path, alias, suggestion }) => ({
    message: `The path ${quote(path)} uses the alias ${quote(alias)}, which no bicepconfig.json above this file declares.`,
    advice: `${didYouMean(suggestion)}Declare it under "moduleAliases" of bicepconfig.json inside the root, or map the path with --module-path.`,
  }),
  HP1082: ({ path, expected }) => ({
    message: `The path ${quote(path)} is not complete; expected the form ${quote(expected)}.`,
    advice: 'Correct the path.',
  }),
  HP1083: ({ name, rule, found, limit }) => ({
    message: `The parameter ${quote(name)} ${found === undefined ? 'has a value' : `is given ${quote(found)}`} that is not allowed; it must be ${demands[rule](quote(limit))}.`,
    advice:
      'Azure refuses this value. It was used all the same. Give another one, or change the declaration.',
  }),
  HP1084: ({ name, expected, found }) => ({
    message: `The parameter ${quote(name)} is declared as ${valueKind(expected)} and is given ${valueKind(found)}.`,
    advice: 'Azure refuses this value. Give one of the declared type.',
  }),
  HP1085: ({ name, template, source, suggestion }) => ({
    message: `The template ${quote(template)} has no parameter ${quote(name)}, so the value was not used.`,
    advice: `${didYouMean(suggestion)}${corrections[source]}`,
  }),
  HP1086: ({ file }) => ({
    message: `The parameter file ${quote(file)} names no template, so it deploys nothing.`,
    advice:
      'Write using \'main.bicep\' in its first line, or name a file that extends it. A file with "using none" only serves others as a base.',
  }),
  HP1087: ({ files }) => ({
    message: `A parameter file extends itself: ${files.map(quote).join(' → ')}.`,
    advice: 'Remove the "extends" that closes the circle. The values before it were used.',
  }),
  HP1088: ({ kind, name }) => {
    const [what, option] = externalValues[kind](name)
    return {
      message: `${what} is not given, so the value is not known.`,
      advice: `Give it with ${option}. The real environment is never read, so that the same inputs give the same answer everywhere.`,
    }
  },
  HP1089: ({ template, files }) => ({
    message: `Parameter files lie beside ${quote(template)}, and none was used: ${quoteAll(files)}.`,
    advice: 'Name the one that is meant as the input, or call it main.bicepparam.',
  }),
}
