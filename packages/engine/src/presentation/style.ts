// How a text may be emphasised: the caller says what bold or red means, so that this folder stays pure.

/** Wraps a text in the marks of one emphasis; the visible characters stay the same. */
export type Emphasis = (text: string) => string

/** The emphases that texts use. */
export interface Style {
  readonly bold: Emphasis
  /** Details that a reader may skip. */
  readonly dim: Emphasis
  /** What works. */
  readonly good: Emphasis
  /** What fails. */
  readonly bad: Emphasis
  /** What deserves a second look. */
  readonly caution: Emphasis
}

const asIs: Emphasis = (text) => text

/** No emphasis at all: for files, pipes and tests. */
export const plainStyle: Style = { bold: asIs, dim: asIs, good: asIs, bad: asIs, caution: asIs }
