// A law of hub tables: a prefix is in a table if and only if its connection propagates there (R5.2).
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hub, routing, table, toVnet, wan, wanId } from '../model/azure-wan.ts'
import { vnet } from './azure.ts'
import { hubsOf } from './hubs.ts'

interface Connection {
  readonly hub: number
  /** Tables by hub and name. */
  readonly ids: readonly (readonly [hub: number, name: string])[]
  readonly labels: readonly string[]
}

const tableNames = ['defaultRouteTable', 'red', 'blue'] as const
/** Labels of the tables, the same in all hubs. */
const labelsOf: Readonly<Record<string, readonly string[]>> = {
  defaultRouteTable: ['default'],
  red: ['colours', 'warm'],
  blue: ['colours'],
}

const estate = fc.record({
  hubs: fc.integer({ min: 1, max: 3 }),
  meshed: fc.boolean(),
  connections: fc.array(
    fc.record({
      hub: fc.nat(2),
      ids: fc.uniqueArray(fc.tuple(fc.nat(2), fc.constantFrom(...tableNames, 'noneRouteTable', 'missing')), {
        maxLength: 3,
        selector: (pair) => pair.join(),
      }),
      labels: fc.subarray(['default', 'colours', 'warm', 'nobody']),
    }),
    { maxLength: 4 },
  ),
})

test('a prefix is in a table if and only if its connection propagates there', () => {
  fc.assert(
    fc.property(estate, ({ hubs, meshed, connections }) => {
      const at = ({ hub: index }: Connection): number => index % hubs
      const nameOf = (index: number): string => `hub${index}`
      const { hubTable } = hubsOf([
        wan(),
        ...connections.map((_, index) => vnet(`v${index}`, [`10.${100 + index}.0.0/16`])),
        ...Array.from({ length: hubs }, (_, index) =>
          hub(
            nameOf(index),
            `10.${index}.0.0/23`,
            [
              ...tableNames.map((name) => table(name, labelsOf[name] ?? [])),
              ...connections.flatMap((connection, number) =>
                at(connection) === index
                  ? [
                      toVnet(
                        `v${number}`,
                        routing(
                          undefined,
                          connection.ids.map(([other, name]) => wanId.table(nameOf(other % hubs), name)),
                          connection.labels,
                        ),
                      ),
                    ]
                  : [],
              ),
            ],
            meshed ? {} : { virtualWan: null },
          ),
        ),
      ])
      for (let index = 0; index < hubs; index += 1) {
        for (const name of tableNames) {
          const expected = connections.flatMap((connection, number) => {
            const isNear = at(connection) === index
            if (!isNear && !meshed) return []
            const isSilent = connection.ids.length === 0 && connection.labels.length === 0
            const isNamed = connection.ids.some(([other, one]) => other % hubs === index && one === name)
            const isLabelled = (isSilent ? ['default'] : connection.labels).some(
              (label) => labelsOf[name]?.includes(label) === true,
            )
            if (!isNamed && !isLabelled) return []
            const way = isNear ? `v${number}` : `hub${at(connection)} 65520-65520`
            return [`10.${100 + number}.0.0/16 ${way}`]
          })
          expect(hubTable(`${nameOf(index)}/${name}`)).toEqual(expected)
        }
      }
    }),
  )
})
