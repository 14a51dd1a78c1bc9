// Why a file was not read, as a finding.
import { type Finding, findings, type Where } from '../diagnostics/index.ts'
import type { FileReading } from './file-access.ts'

/** Why a file has no text. `suggestion`: a file of a similar name, for one that is missing. */
export const refusedReading = (
  file: string,
  reading: Exclude<FileReading, { kind: 'text' }>,
  where: Where,
  suggestion?: string,
): Finding => {
  switch (reading.kind) {
    case 'missing':
      return findings.fileNotFound({ file, suggestion }, where)
    case 'unreadable':
      return findings.fileUnreadable({ file, reason: reading.reason }, where)
    case 'outsideRoot':
      return findings.fileOutsideRoot({ file, root: '.', rootToAdd: reading.root }, where)
    case 'gitFolder':
      return findings.gitFolderRefused({ file }, where)
    case 'tooLarge':
      return findings.fileTooLarge({ file, size: reading.bytes, limit: reading.limit }, where)
    case 'overLimit':
      return findings.tooManyFiles({ files: reading.files, characters: reading.characters })
    case 'notText':
      return findings.notText({ file, offset: reading.offset }, where)
  }
}
