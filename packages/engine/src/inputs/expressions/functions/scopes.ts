// Where a deployment goes and what Azure knows about it: resourceGroup(), subscription(), environment()…
import type { Unknown, Value } from '../../../resources/index.ts'
import { baseName } from '../../paths.ts'
import type { TemplateFunction } from '../template-function.ts'
import { text } from './argument-readers.ts'
import { type Call, many, none } from './define-function.ts'

/** A property that only Azure knows; its origin names it, so that two of them stay different. */
const atRuntime = (origin: string, call: Call): Unknown => ({
  kind: 'unknown',
  reason: 'runtime',
  origin,
  span: call.context.span,
})

/** The group of the deployment, one of its subscription, or one of another subscription. */
const resourceGroup = (args: readonly string[], call: Call): Value => {
  const { scope } = call.context
  const name = args.at(-1) ?? scope.resourceGroup
  if (name === undefined) return call.fail('noResourceGroup')
  const subscription = args.length === 2 ? (args[0] ?? '') : scope.subscription
  const isOwn =
    subscription.toLowerCase() === scope.subscription.toLowerCase() &&
    name.toLowerCase() === scope.resourceGroup?.toLowerCase()
  return call.object({
    id: call.scalar(`/subscriptions/${subscription}/resourceGroups/${name}`),
    name: call.scalar(name),
    type: call.scalar('Microsoft.Resources/resourceGroups'),
    location: isOwn ? call.scalar(scope.location) : atRuntime(`resourceGroup('${name}').location`, call),
    tags: atRuntime('resourceGroup().tags', call),
    properties: call.object({ provisioningState: call.scalar('Succeeded') }),
  })
}

const subscription = ([id]: readonly string[], call: Call): Value => {
  const subscriptionId = id ?? call.context.scope.subscription
  return call.object({
    id: call.scalar(`/subscriptions/${subscriptionId}`),
    subscriptionId: call.scalar(subscriptionId),
    tenantId: atRuntime('subscription().tenantId', call),
    displayName: atRuntime('subscription().displayName', call),
  })
}

const tenant = (call: Call): Value =>
  call.object({
    id: atRuntime('tenant().id', call),
    tenantId: atRuntime('tenant().tenantId', call),
    countryCode: atRuntime('tenant().countryCode', call),
    displayName: atRuntime('tenant().displayName', call),
  })

const managementGroup = ([given]: readonly string[], call: Call): Value => {
  const root = '/providers/Microsoft.Management/managementGroups'
  return call.object({
    id: given === undefined ? atRuntime('managementGroup().id', call) : call.scalar(`${root}/${given}`),
    name: given === undefined ? atRuntime('managementGroup().name', call) : call.scalar(given),
    type: call.scalar(root),
    properties: atRuntime('managementGroup().properties', call),
  })
}

/**
 * The deployment of the template that holds the call. That of the main file has the name that the command-line tools
 * choose: the file's without extension. Its link is the file's own path from the root, so that `uri()` finds the templates next to it.
 */
const deployment = (call: Call): Value => {
  const { span, scope, deploymentName } = call.context
  if (span === undefined) return call.unknown('runtime')
  return call.object({
    name: call.scalar(deploymentName?.() ?? baseName(span.file).replace(/\.[^.]*$/, '')),
    location: call.scalar(scope.location),
    properties: call.object({
      templateLink: call.object({ uri: call.scalar(span.file) }),
      mode: call.scalar('Incremental'),
      provisioningState: call.scalar('Running'),
    }),
  })
}

type Tree = string | readonly string[] | { readonly [name: string]: Tree }

/** What environment() gives in the public cloud. */
const publicCloud: Tree = {
  name: 'AzureCloud',
  gallery: 'https://gallery.azure.com/',
  graph: 'https://graph.windows.net/',
  portal: 'https://portal.azure.com',
  graphAudience: 'https://graph.windows.net/',
  activeDirectoryDataLake: 'https://datalake.azure.net/',
  batch: 'https://batch.core.windows.net/',
  media: 'https://rest.media.azure.net',
  sqlManagement: 'https://management.core.windows.net:8443/',
  vmImageAliasDoc:
    'https://raw.githubusercontent.com/Azure/azure-rest-api-specs/master/arm-compute/quickstart-templates/aliases.json',
  resourceManager: 'https://management.azure.com/',
  authentication: {
    loginEndpoint: 'https://login.microsoftonline.com/',
    audiences: ['https://management.core.windows.net/', 'https://management.azure.com/'],
    tenant: 'common',
    identityProvider: 'AAD',
  },
  suffixes: {
    acrLoginServer: '.azurecr.io',
    azureDatalakeAnalyticsCatalogAndJob: 'azuredatalakeanalytics.net',
    azureDatalakeStoreFileSystem: 'azuredatalakestore.net',
    azureFrontDoorEndpointSuffix: 'azurefd.net',
    keyvaultDns: '.vault.azure.net',
    sqlServerHostname: '.database.windows.net',
    storage: 'core.windows.net',
  },
}

const isTexts = (tree: Tree): tree is readonly string[] => Array.isArray(tree)

const treeValue = (tree: Tree, call: Call): Value => {
  if (typeof tree === 'string') return call.scalar(tree)
  if (isTexts(tree)) return call.list(tree.map((each) => call.scalar(each)))
  return call.object(
    Object.fromEntries(Object.entries(tree).map(([name, inner]) => [name, treeValue(inner, call)])),
  )
}

/** The functions of this topic. */
export const scopeFunctions: readonly TemplateFunction[] = [
  many('resourceGroup', 0, text, resourceGroup, 2),
  many('subscription', 0, text, subscription, 1),
  many('managementGroup', 0, text, managementGroup, 1),
  none('tenant', tenant),
  none('deployment', deployment),
  none('environment', (call) => treeValue(publicCloud, call)),
]
