import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { barLines, barOf, sparkLines, sparkOf } from '../../src/terminal/plot.ts';
import { widthOf } from '../../src/terminal/style.ts';

const view = { width: 78, isPlain: false };

test.each([
  [0, ''],
  [0.001, '▏'],
  [0.5, '█████'],
  [0.55, '█████▌'],
  [1, '██████████'],
  [2, '██████████'],
  [-1, ''],
])('a bar of %d of ten columns', (share, bar) => {
  expect(barOf(share, 10)).toBe(bar);
});

test.each([
  [[], ''],
  [[0], '▁'],
  [[0, 0.5, 1], '▁▅█'],
  [[-1, 2], '▁█'],
])('a sparkline of %j', (points, spark) => {
  expect(sparkOf(points)).toBe(spark);
});

describe('rows', () => {
  test('figures stand right-aligned before the bar; no data has no bar', () => {
    const rows = [
      { label: 'on time', values: ['67% (4 of 6)', '5'], share: 2 / 3 },
      { label: 'late', values: ['no data', '12'], share: null },
    ];
    expect(barLines(rows, { ...view, width: 46 })).toEqual([
      'on time  67% (4 of 6)   5  ████████████▋',
      'late          no data  12',
    ]);
  });

  test('where there is no room, the bar goes and the figures stay', () => {
    const rows = [{ label: 'a client with a long name', values: ['1 234 567,00 €'], share: 1 }];
    expect(barLines(rows, { ...view, width: 30 })).toEqual(['a client with…  1 234 567,00 €']);
    expect(barLines(rows, { ...view, isPlain: true })).toEqual(['a client with a long name  1 234 567,00 €']);
  });

  test('a label that would be cut to a few letters has a line of its own', () => {
    const values = ['0% (0 of 2)', '0% CHF + 0% EUR + 0% GBP'];
    const rows = [
      { label: '7 days ahead at most', values, share: null },
      { label: 'more than 14 days ahead', values: ['0% (0 of 1)', ''], share: null },
    ];
    expect(barLines(rows, { ...view, width: 38 })).toEqual([
      '7 days ahead at most',
      '  0% (0 of 2) · 0% CHF + 0% EUR + 0%',
      '  GBP',
      'more than 14 days ahead',
      '  0% (0 of 1)',
    ]);
  });

  test('scores', () => {
    const rows = [
      { label: 'tone', values: ['1.5 of 2', 'rising'], points: [0.5, 1] },
      { label: 'focus', values: ['no data', ''], points: [] },
    ];
    expect(sparkLines(rows, view)).toEqual(['tone   1.5 of 2  rising  ▅█', 'focus   no data']);
  });

  test('no rows, no lines', () => {
    expect([barLines([], view), sparkLines([], view)]).toEqual([[], []]);
  });

  test('never wider than the screen, whatever the names', () => {
    const row = fc.record({
      label: fc.string({ unit: 'grapheme', maxLength: 60 }),
      values: fc.constant(['100% (12 of 12)', '1,234.00']),
      share: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
    });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 6 }), fc.integer({ min: 40, max: 100 }), (rows, width) => {
        for (const line of barLines(rows, { width, isPlain: false }))
          expect(widthOf(line)).toBeLessThanOrEqual(width);
      }),
    );
  });
});
