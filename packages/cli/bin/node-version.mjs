// Says which versions of Node can run Hairpin, and what to tell whoever has another one.
// It runs before anything is known about the Node at hand, so it is JavaScript that old versions read too.

/**
 * Whether a version can run Hairpin: what `engines` in package.json says (^22.18.0 || >=24.11.0).
 * @param {string} version as in `process.versions.node`, such as `22.18.0`
 * @returns {boolean}
 */
export function isSuitable(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  if (major === 22) return minor >= 18
  if (major === 24) return minor >= 11
  return major > 24
}

/**
 * The sentence for a Node that cannot run Hairpin: English, and Japanese below it where the user reads Japanese.
 * @param {string} version as in `process.versions.node`
 * @param {Record<string, string | undefined>} environment for LC_ALL, LC_MESSAGES and LANG, in this order
 * @returns {string}
 */
export function needsAnotherNode(version, environment) {
  const english = `Hairpin needs Node 22.18 or a later 22, or 24.11 or later, and this is Node ${version}: install one from https://nodejs.org and run the command again.`
  const japanese = `Hairpin には Node 22.18 以降の 22 系か 24.11 以降が必要ですが、これは Node ${version} です: https://nodejs.org のものを入れて、もう一度実行してください。`
  return readsJapanese(environment) ? `${english}\n${japanese}` : english
}

/**
 * Whether the user's locale is Japanese.
 * @param {Record<string, string | undefined>} environment for LC_ALL, LC_MESSAGES and LANG, in this order
 * @returns {boolean}
 */
export function readsJapanese(environment) {
  const locale = environment['LC_ALL'] || environment['LC_MESSAGES'] || environment['LANG'] || ''
  return locale.startsWith('ja')
}
