/** One row of a plot: what it is, its figures as one reads them, and how long its bar is. */
export interface PlotRow {
  readonly label: string;
  /** Right-aligned columns; every figure stands here, the bar only shows it. */
  readonly values: readonly string[];
  /** Length of the bar between 0 and 1; `null` = no data, no bar. */
  readonly share: number | null;
  /** The sum of the rows above it. */
  readonly isTotal?: boolean;
}

/** Scores over time. */
export interface TrendRow {
  readonly label: string;
  readonly values: readonly string[];
  /** Oldest first, each between 0 and 1. */
  readonly points: readonly number[];
}

/** What a section is made of. */
export type Block =
  | { readonly kind: 'figures'; readonly rows: readonly { readonly label: string; readonly value: string }[] }
  | { readonly kind: 'bars'; readonly caption: string | null; readonly rows: readonly PlotRow[] }
  | { readonly kind: 'trends'; readonly caption: string | null; readonly rows: readonly TrendRow[] }
  | { readonly kind: 'note'; readonly text: string };

export interface Section {
  readonly title: string;
  readonly blocks: readonly Block[];
}

/**
 * Statistics in words, before they are laid out: the screen and the page of HTML show the same. Labels may hold foreign
 * text; whoever lays them out makes it safe.
 */
export interface Report {
  readonly language: string;
  readonly title: string;
  readonly subtitle: string;
  /** What one looks for first, as far as there is data; the sections tell it again with the rest. One value a line. */
  readonly lead: readonly { readonly label: string; readonly values: readonly string[] }[];
  readonly sections: readonly Section[];
}
