// Looks words of a guest's files up in tables of ours.

/** The entry of a name that the table has itself: `constructor` is a word like any other. */
export const lookUp = <T>(table: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined
