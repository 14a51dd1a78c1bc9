// Reads what scripts of many rounds are told: how many, and from which seed on.

const wholeNumber = (text: string | undefined, usual: number, what: string): number => {
  const number = text === undefined ? usual : Number(text)
  if (!Number.isSafeInteger(number) || number < 0) {
    process.stderr.write(`${what} must be a whole number, not ${text}\n`)
    process.exit(2)
  }
  return number
}

/** The two arguments, COUNT and SEED; `usual`: the count where none is given. */
export const countAndSeed = (usual: number): { readonly count: number; readonly seed: number } => ({
  count: wholeNumber(process.argv[2], usual, 'COUNT'),
  seed: wholeNumber(process.argv[3], 1, 'SEED'),
})
