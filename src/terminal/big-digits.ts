/** Digits of three columns and five half rows, so that a number is three lines high. */
const digits: Readonly<Record<string, readonly [string, string, string]>> = {
  '0': ['█▀█', '█ █', '▀▀▀'],
  '1': ['▄█ ', ' █ ', '▀▀▀'],
  '2': ['▀▀█', '█▀▀', '▀▀▀'],
  '3': ['▀▀█', ' ▀█', '▀▀▀'],
  '4': ['█ █', '▀▀█', '  ▀'],
  '5': ['█▀▀', '▀▀█', '▀▀▀'],
  '6': ['█▀▀', '█▀█', '▀▀▀'],
  '7': ['▀▀█', '  █', '  ▀'],
  '8': ['█▀█', '█▀█', '▀▀▀'],
  '9': ['█▀█', '▀▀█', '▀▀▀'],
  '+': [' ▄ ', '▀█▀', '   '],
};

const betweenDigits = ' ';
const betweenGroups = '  ';

/** Groups of digits as one reads them out, `03 88 00 11 22`: in pairs in France, as the country groups them elsewhere. */
export function groupsOf(display: string): string[] {
  return display.match(/\+?\d+/g) ?? [];
}

/**
 * A number in large digits, broken between groups into rows of at most `width` columns; each row is three lines. Empty
 * when a group alone is wider.
 */
export function bigDigits(display: string, width: number): string[][] {
  const rows: string[][] = [];
  for (const group of groupsOf(display)) {
    if (widthOfDigits([group]) > width) return [];
    const row = rows.at(-1);
    if (row !== undefined && widthOfDigits([...row, group]) <= width) row.push(group);
    else rows.push([group]);
  }
  return rows.map((row) => [0, 1, 2].map((line) => bigLine(row, line)));
}

/** One line, the digits apart and the groups further apart: large enough where three lines have no room. */
export function spacedDigits(display: string): string {
  return groupsOf(display)
    .map((group) => Array.from(group).join(' '))
    .join('   ');
}

function widthOfDigits(groups: readonly string[]): number {
  return bigLine(groups, 0).length;
}

function bigLine(groups: readonly string[], line: number): string {
  return groups
    .map((group) =>
      Array.from(group)
        .map((digit) => digits[digit]?.[line] ?? '')
        .join(betweenDigits),
    )
    .join(betweenGroups);
}
