// Names the files in the words of a finding as people find them from where they are.
import type { Finding } from '../diagnostics/index.ts'
import { showDeclaredAt } from './text-options.ts'

/** The finding with the files in its parameters as `showFile` shows them; its span keeps the name by which its source is known. */
export const withShownFiles = (finding: Finding, showFile: (file: string) => string): Finding => {
  switch (finding.code) {
    case 'HP1001': {
      const { file, suggestion } = finding.parameters
      const shown = suggestion === undefined ? undefined : showFile(suggestion)
      return { ...finding, parameters: { file: showFile(file), suggestion: shown } }
    }
    case 'HP1002':
      return { ...finding, parameters: { ...finding.parameters, file: showFile(finding.parameters.file) } }
    case 'HP1003': {
      const { file, root } = finding.parameters
      return {
        ...finding,
        parameters: { ...finding.parameters, file: showFile(file), root: showFile(root) },
      }
    }
    case 'HP1004':
      return { ...finding, parameters: { file: showFile(finding.parameters.file) } }
    case 'HP1005':
      return { ...finding, parameters: { ...finding.parameters, file: showFile(finding.parameters.file) } }
    case 'HP1006':
      return { ...finding, parameters: { ...finding.parameters, file: showFile(finding.parameters.file) } }
    case 'HP1007':
      return {
        ...finding,
        parameters: { ...finding.parameters, folder: showFile(finding.parameters.folder) },
      }
    case 'HP1010': {
      const { key, first } = finding.parameters
      return { ...finding, parameters: { key, first: showDeclaredAt(first, showFile) } }
    }
    case 'HP1011':
      return { ...finding, parameters: { ...finding.parameters, file: showFile(finding.parameters.file) } }
    case 'HP1013':
      return { ...finding, parameters: { ...finding.parameters, file: showFile(finding.parameters.file) } }
    case 'HP1015': {
      const { first, second } = finding.parameters
      return {
        ...finding,
        parameters: {
          ...finding.parameters,
          first: showDeclaredAt(first, showFile),
          second: showDeclaredAt(second, showFile),
        },
      }
    }
    case 'HP1019':
      return { ...finding, parameters: { ...finding.parameters, file: showFile(finding.parameters.file) } }
    case 'HP1020':
      return {
        ...finding,
        parameters: { ...finding.parameters, folder: showFile(finding.parameters.folder) },
      }
    case 'HP1065':
      return {
        ...finding,
        parameters: {
          ...finding.parameters,
          declaredAt: showDeclaredAt(finding.parameters.declaredAt, showFile),
        },
      }
    case 'HP1068':
      return { ...finding, parameters: { files: finding.parameters.files.map(showFile) } }
    case 'HP1080': {
      const { lookedFor } = finding.parameters
      return { ...finding, parameters: { ...finding.parameters, lookedFor: lookedFor.map(showFile) } }
    }
    case 'HP1085':
      return {
        ...finding,
        parameters: { ...finding.parameters, template: showFile(finding.parameters.template) },
      }
    case 'HP1086':
      return { ...finding, parameters: { file: showFile(finding.parameters.file) } }
    case 'HP1087':
      return { ...finding, parameters: { files: finding.parameters.files.map(showFile) } }
    case 'HP1089': {
      const { template, files } = finding.parameters
      return { ...finding, parameters: { template: showFile(template), files } }
    }
    default:
      return finding
  }
}
