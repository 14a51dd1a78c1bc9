// Private endpoints: of services of Azure's own, and of a Private Link service behind an internal load balancer.
import { privateEndpoint } from '../azure.ts'
import { balancer, endpointTo, privateLinkService } from '../azure-edge.ts'
import { type Making, own } from './making.ts'

/** The pool of the balancer behind the Private Link service of a VNet, if it has one. */
export const linkedPoolOf = ({ dice }: Making, number: number): string | undefined =>
  dice.chance(0.15) ? `plb-link${number}/pool` : undefined

/** The service of a pool with these machines behind it, and an endpoint to it in some VNet. */
export const addPrivateLink = (making: Making, number: number, machines: readonly string[]): void => {
  const { dice, count, resources, names } = making
  const [frontend, at] = [`10.${number}.0.101`, dice.roll(count)]
  const status = dice.chance(0.2) ? undefined : dice.pick(['Approved', 'Approved', 'Approved', 'Pending'])
  resources.push(
    balancer(`plb-link${number}`, {
      at: `v${number}/main|${frontend}`,
      rules: {
        https: { port: 443 },
        ...(dice.chance(0.4) ? { dns: { protocol: 'Udp', port: 53 } } : {}),
      },
    }),
    privateLinkService(`pls${number}`, `plb-link${number}`, `v${number}/main`, `10.${number}.0.102`),
    endpointTo(`pls${number}`, `ple${number}`, `v${at}/main`, `10.${at}.0.2${number}`, status),
  )
  own(making, frontend, ...machines)
  own(making, `10.${at}.0.2${number}`, ...machines)
  names.push(`ple${number}`)
}

/** Now and then an endpoint of a storage account. */
export const addPrivateEndpoint = (making: Making, number: number): void => {
  const { dice, resources, names } = making
  if (!dice.chance(0.3)) return
  resources.push(privateEndpoint(`pe${number}`, `v${number}/main`, `10.${number}.0.40`))
  own(making, `10.${number}.0.40`, `pe${number}`)
  names.push(`pe${number}`)
}
