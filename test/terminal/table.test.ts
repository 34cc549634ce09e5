import { describe, expect, it } from 'vitest';
import { widthOf } from '../../src/terminal/style.ts';
import { type Column, tableLines } from '../../src/terminal/table.ts';

const columns: readonly Column[] = [{ canShrink: true }, { align: 'right' }, {}];
const rows = [
  ['Menuiserie Roussel', '840,00\u00a0€', '20 jours'],
  ['漢字', '3\u00a0200,00\u00a0€', ''],
  ['Atelier\u202e Noor', '7,00\u00a0€', 'x'],
];

describe('tableLines', () => {
  it('aligns columns, amounts on the right', () => {
    expect(tableLines(rows, columns, 80)).toEqual([
      'Menuiserie Roussel    840,00\u00a0€  20 jours',
      '漢字                3\u00a0200,00\u00a0€',
      'Atelier\ufffd Noor           7,00\u00a0€  x',
    ]);
  });

  it('cuts the column that may shrink, down to a readable width', () => {
    const lines = tableLines(rows, columns, 34);
    expect(Math.max(...lines.map(widthOf))).toBe(34);
    expect(lines[0]).toBe('Menuiserie…     840,00\u00a0€  20 jours');
  });

  it('paints after padding, and leaves an empty listing empty', () => {
    const paint = (cell: string) => `<${cell}>`;
    expect(
      tableLines(
        [
          ['a', '1'],
          ['bb', '22'],
        ],
        [{ paint }, { align: 'right', paint }],
        80,
      ),
    ).toEqual(['<a >  < 1>', '<bb>  <22>']);
    expect(tableLines([], columns, 80)).toEqual([]);
    expect(tableLines([[]], columns, 80)).toEqual(['']);
  });
});
