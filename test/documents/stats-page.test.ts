import { XMLParser, XMLValidator } from 'fast-xml-parser';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { barChart, trendChart } from '../../src/documents/charts.ts';
import { escapeMarkup } from '../../src/documents/markup.ts';
import { statsPage } from '../../src/documents/stats-page.ts';
import type { Report } from '../../src/domain/stats/report.ts';

const evil = '<img src=x onerror="a()">&</title></style><script>b()</script>\'';

function aReport(text: string): Report {
  const row = { label: text, values: [text, '67% (4 of 6)'], share: 0.5 };
  return {
    language: 'en',
    title: text,
    subtitle: text,
    lead: [{ label: text, values: [text, text] }],
    sections: [
      {
        title: text,
        blocks: [
          { kind: 'note', text },
          { kind: 'figures', rows: [{ label: text, value: text }] },
          { kind: 'bars', caption: text, rows: [row, { ...row, share: null }] },
          { kind: 'trends', caption: null, rows: [{ label: text, values: [text], points: [0, 0.5, 1] }] },
        ],
      },
    ],
  };
}

/** The page as XML: void elements of HTML closed. */
function asXml(page: string): string {
  return page
    .replace('<!DOCTYPE html>', '')
    .replace(/<meta [^>]*>/g, (tag) => tag.replace(/>$/, '/>'))
    .replace(/<style>[^]*?<\/style>/, '');
}

describe('the page', () => {
  test('is well-formed and holds the same tags whatever the words', () => {
    const tags = (page: string) => (asXml(page).match(/<\/?[a-z][^\s/>]*/gi) ?? []).join(' ');
    const plain = tags(statsPage(aReport('a')));
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const page = statsPage(aReport(text));
        expect(XMLValidator.validate(asXml(page))).toBe(true);
        expect(tags(page)).toBe(plain);
      }),
    );
    expect(tags(statsPage(aReport(evil)))).toBe(plain);
  });

  test('has no script, asks for nothing outside, and forbids both itself', () => {
    // Its tags are the same whatever the words: see above.
    const page = statsPage(aReport('a'));
    expect(page).not.toMatch(
      /<script|<link|<img|<iframe|@import|url\(|\son[a-z]+=["']?[a-z]|\b(?:src|href)=["']?\w/i,
    );
    expect(page).toContain(`content="default-src 'none';style-src 'unsafe-inline'"`);
  });

  test('hides from readers who listen what stands in words beside', () => {
    const report = new XMLParser({ ignoreAttributes: false }).parse(asXml(statsPage(aReport('nine'))));
    expect(report.html['@_lang']).toBe('en');
    for (const chart of [barChart(0.5), trendChart([0.5])]) expect(chart).toContain('aria-hidden="true"');
  });

  test.each([
    [true, ['none', 'total']],
    [false, [undefined, undefined]],
  ])(
    'no data has no bar; a sum (%s) stands out, and a part of it that is nothing steps back',
    (isTotal, [none, total]) => {
      const row = (label: string, share: number | null) => ({ label, values: ['1'], share });
      const rows = [row('a', 0.5), row('b', 0), row('c', null), { ...row('d', null), isTotal }];
      const report: Report = { ...aReport('x'), sections: [{ title: 'x', blocks: [{ kind: 'bars', caption: null, rows }] }] }; // biome-ignore format: one row
      const shown = [...statsPage(report).matchAll(/<tr(?: class="(\w+)")?>.*?<td class="plot">(<svg)?/g)];
      expect(shown.map(([, name, chart]) => [name, chart])).toEqual([
        [undefined, '<svg'],
        [none, '<svg'],
        [undefined, undefined],
        [total, undefined],
      ]);
    },
  );
});

test.each([
  [0, '0%'],
  [0.333, '33.3%'],
  [1, '100%'],
  [7, '100%'],
  [-1, '0%'],
])('a bar of %d is %s wide', (share, width) => {
  expect(barChart(share)).toContain(`<rect class="fill" width="${width}"`);
});

describe('charts', () => {
  test('a trend stays within its picture, one score is a dot', () => {
    expect(trendChart([1])).toContain('points="60,3"');
    expect(trendChart([0, 5])).toContain('points="3,25 117,3"');
    expect(trendChart([])).toContain('points=""');
  });
});

test('what is hidden or cut in two becomes visible', () => {
  expect(escapeMarkup('a\u0000b\u202ec\ud800')).toBe('a\ufffdb\ufffdc\ufffd');
  expect(escapeMarkup(`<&>"'`)).toBe('&lt;&amp;&gt;&quot;&#39;');
});
