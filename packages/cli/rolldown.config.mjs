// Makes the command one file: everything inlined, readable, from the sources of both packages.
/** @satisfies {import('rolldown').RolldownOptions} */
export default {
  input: 'src/main.ts',
  platform: 'node',
  resolve: { conditionNames: ['@hairpin/source', 'import', 'default'], mainFields: ['module', 'main'] },
  output: { file: 'dist/hairpin.mjs', format: 'esm', minify: false, codeSplitting: false },
}
