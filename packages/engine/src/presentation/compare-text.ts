// Orders texts by UTF-16 units: the same on every machine, whatever its locale.

/** Negative, zero or positive, as `Array.prototype.sort` wants it. */
export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
