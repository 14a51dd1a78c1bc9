// How the engine asks for files: it reads none itself, so that it runs in a browser as well.

/** What came of reading one file. Names are relative to the root, with forward slashes. */
export type FileReading =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'missing' }
  | { readonly kind: 'unreadable'; readonly reason: string }
  /** The real path lies outside the root; `root` is the folder that would have to be given with --root. */
  | { readonly kind: 'outsideRoot'; readonly root: string }
  | { readonly kind: 'gitFolder' }
  | { readonly kind: 'tooLarge'; readonly bytes: number; readonly limit: number }
  /** NUL bytes or invalid UTF-8; `offset`: the byte, from 0, where it stops being text, if it is known. */
  | { readonly kind: 'notText'; readonly offset?: number }

/** Read access to the files below one root. Synchronous; the caller bounds it (real path, size). */
export interface FileAccess {
  readonly read: (file: string) => FileReading
  /** The names of the files (not folders) in a folder, sorted; empty when there is no such folder. */
  readonly list: (folder: string) => readonly string[]
}

/** What the caller wants read. */
export interface LoadRequest {
  /** Folders or files, relative to the root. One folder: its hairpin.yaml and inputs are looked up there. */
  readonly inputs: readonly string[]
  /** `--param name=value`, later `parameters:` of the world file. */
  readonly parameters?: Readonly<Record<string, string>>
  /** `--module-path PREFIX=DIR`: where modules of registries lie, by the front part of their paths. Relative to the root. */
  readonly modulePaths?: Readonly<Record<string, string>>
  /** `--module-cache DIR`: caches of the Bicep compiler, with `br` and `ts` in them. Relative to the root. */
  readonly moduleCaches?: readonly string[]
  /** `--env NAME=VALUE`, for readEnvironmentVariable() of parameter files. */
  readonly environment?: Readonly<Record<string, string>>
  /** `--external-input KIND[:CONFIGURATION]=VALUE`, for externalInput() of parameter files. */
  readonly externalInputs?: Readonly<Record<string, string>>
  /** `--era YEAR`; wins over the world file. */
  readonly era?: number
  readonly subscription?: string
  readonly resourceGroup?: string
  readonly location?: string
  /** Years of which the behaviour is known; an `era:` outside them is a finding. Without them any year is taken. */
  readonly years?: { readonly earliest: number; readonly latest: number }
}
