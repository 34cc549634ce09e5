/** So many of so many. `share` lies between 0 and 1; `null` = nothing to count, which is no data and not 0 %. */
export interface Rate {
  readonly count: number;
  readonly of: number;
  readonly share: number | null;
}

export function rate(count: number, of: number): Rate {
  return { count, of, share: of === 0 ? null : count / of };
}

/** How many of these hold. */
export function rateOf<T>(all: readonly T[], holds: (one: T) => boolean): Rate {
  return rate(all.filter(holds).length, all.length);
}

/** `null` of no numbers at all. */
export function meanOf(numbers: readonly number[]): number | null {
  if (numbers.length === 0) return null;
  return numbers.reduce((total, each) => total + each, 0) / numbers.length;
}

/** The middle one, or half-way between the two in the middle; `null` of no numbers at all. */
export function medianOf(numbers: readonly number[]): number | null {
  const sorted = numbers.toSorted((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  return meanOf(sorted.slice(sorted.length % 2 === 1 ? half : half - 1, half + 1));
}
