// Evaluates ARM templates through load(): plain objects for templates, texts for the rest.
import type { FileReading, LoadRequest } from '../../../src/inputs/file-access.ts'
import { load } from '../../../src/inputs/load.ts'
import type { Loaded } from '../../../src/resources/index.ts'
import { memoryFiles } from '../memory-files.ts'

/** Objects become JSON, with a line for each property. */
export type Documents = Readonly<Record<string, string | object>>

/** A template of these resources and sections. */
export const template = (resources: unknown, sections: Readonly<Record<string, unknown>> = {}): object => ({
  $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
  contentVersion: '1.0.0.0',
  ...sections,
  resources,
})

/** A parameters file. */
export const parametersFile = (parameters: object): object => ({
  $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#',
  contentVersion: '1.0.0.0',
  parameters,
})

/** A route table, the smallest resource of a network. */
export const table = (name: string, more: Readonly<Record<string, unknown>> = {}): object => ({
  type: 'Microsoft.Network/routeTables',
  apiVersion: '2024-05-01',
  name,
  ...more,
})

/** A deployment with its template in it. */
export const nested = (
  name: string,
  inner: object,
  more: Readonly<Record<string, unknown>> = {},
): object => ({
  type: 'Microsoft.Resources/deployments',
  apiVersion: '2022-09-01',
  name,
  properties: {
    mode: 'Incremental',
    expressionEvaluationOptions: { scope: 'inner' },
    template: inner,
    ...more,
  },
})

/** Loads some files, without more said main.json. */
export const loaded = (documents: Documents, request: Partial<LoadRequest> = {}): Loaded =>
  load(
    memoryFiles(
      Object.fromEntries(
        Object.entries(documents).map(([name, document]): [string, string | FileReading] => [
          name,
          typeof document === 'string' ? document : JSON.stringify(document, undefined, 2),
        ]),
      ),
    ),
    { inputs: ['main.json'], ...request },
  )

/** Loads one template. */
export const deployed = (
  resources: unknown,
  sections: Readonly<Record<string, unknown>> = {},
  request: Partial<LoadRequest> = {},
): Loaded => loaded({ 'main.json': template(resources, sections) }, request)
