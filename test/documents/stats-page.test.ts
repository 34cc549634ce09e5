import { XMLParser, XMLValidator } from 'fast-xml-parser';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { barChart, columnChart, trendChart } from '../../src/documents/charts.ts';
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
    sections: [
      {
        title: text,
        blocks: [
          { kind: 'note', text },
          { kind: 'figures', rows: [{ label: text, value: text }] },
          { kind: 'bars', caption: text, rows: [row, { ...row, share: null }] },
          { kind: 'columns', caption: null, rows: [row] },
          { kind: 'columns', caption: null, rows: Array.from({ length: 11 }, () => row) },
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

  test('tells readers who listen what the columns show, and hides what stands in words beside', () => {
    const report = new XMLParser({ ignoreAttributes: false }).parse(asXml(statsPage(aReport('nine'))));
    const [columns] = [report.html.body.main.section.svg].flat();
    expect(columns['@_aria-label']).toBe('nine. nine: nine 67% (4 of 6)');
    expect(report.html['@_lang']).toBe('en');
    expect(barChart(0.5)).toContain('aria-hidden="true"');
  });
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
  test('columns: no data is no height, a figure stands above and its counts below', () => {
    const chart = columnChart([{ label: '9 h', value: '67 %\n4/6', share: 2 / 3 }, { label: '10 h', value: 'no data', share: null }], 'hours'); // biome-ignore format: one row
    expect(chart).toMatch(/height="53.3".*>67 %<.*>9 h<.*>4\/6<.*height="0".*>no data</);
  });

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
