/**
 * The names nearest to a mistyped one, best first: at most two slips away and more like it than unlike, or beginning
 * with what was typed. Empty when nothing is near.
 */
export function nearest(typed: string, names: readonly string[]): string[] {
  const bare = (name: string): string => name.replace(/^-+/, '').toLowerCase();
  const word = bare(typed);
  const rated = names.map((name) => ({ name, slips: slipsBetween(word, bare(name)) }));
  const near = rated.filter(({ name, slips }) => slips <= Math.min(2, Math.floor(bare(name).length * 0.4)));
  const least = Math.min(...near.map(({ slips }) => slips));
  if (near.length > 0) return near.filter(({ slips }) => slips === least).map(({ name }) => name);
  return word.length < 2 ? [] : names.filter((name) => bare(name).startsWith(word));
}

/** Letters to add, drop, change or swap with the neighbour until one word is the other. */
function slipsBetween(from: string, to: string): number {
  let older: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row += 1) {
    const next = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const change = from[row - 1] === to[column - 1] ? 0 : 1;
      const isSwap = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      next[column] = Math.min(
        at(last, column) + 1,
        at(next, column - 1) + 1,
        at(last, column - 1) + change,
        isSwap ? at(older, column - 2) + 1 : Infinity,
      );
    }
    [older, last] = [last, next];
  }
  return at(last, to.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Infinity;
}
