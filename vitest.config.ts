// How the unit, law and scenario tests run: from source, with no build in between.
import { defineConfig } from 'vitest/config'

const conditions = ['@hairpin/source', 'node', 'import', 'default']

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    include: ['packages/*/test/**/*.test.ts', 'scripts/test/**/*.test.ts'],
    allowOnly: false,
    // Only what hangs may fail for its time: a busy machine with two cores is slow, and no test asserts a speed.
    testTimeout: 60_000,
    // An expected output that is missing is a failure, not a reason to write it: only --update does that.
    update: 'none',
    coverage: {
      provider: 'v8',
      include: ['packages/*/src/**/*.ts'],
      reporter: ['text-summary', 'json-summary', 'html'],
      thresholds: { 'packages/engine/src/**': { lines: 85 } },
    },
  },
})
