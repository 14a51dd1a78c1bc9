// Says the fidelity score in one line, from what `npm run fidelity -- --json` printed.

/**
 * @param {string} json
 * @returns {string}
 */
export function describeScore(json) {
  const { total, cases } = JSON.parse(json)
  if (!(total?.recorded > 0)) throw new Error('The fidelity run compared nothing: no recorded row was read.')
  const percent = (100 * total.matched) / (total.recorded + total.extra)
  return `score ${percent.toFixed(2)} %: ${total.matched} of ${total.recorded} recorded rows matched, ${total.extra} extra, ${cases.length} cases`
}
