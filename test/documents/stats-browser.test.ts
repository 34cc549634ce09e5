import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runStats } from '../../src/commands/stats.ts';
import { statsPage } from '../../src/documents/stats-page.ts';
import { type Browser, hasBrowser, openBrowser } from '../support/browser.ts';
import { lettersOf, paperOf } from '../support/paper.ts';
import { aSpring } from '../support/stats-ledger.ts';
import { statsServices } from '../support/stats-services.ts';

const name = 'Menuiserie-Rousselotterie-et-Compagnie-Strasbourgeoise-du-Grand-Canal <b>Rhin</b>';

// Where no browser starts, the page is judged by its parser alone (stats-page.test.ts).
describe.skipIf(!hasBrowser)('the page in a real browser', { timeout: 90_000 }, () => {
  let browser: Browser;
  let html = '';
  beforeAll(async () => {
    const desk = statsServices(aSpring(name), { language: 'fr' });
    await runStats(desk, { html: 'page.html' });
    html = desk.written.get('/here/page.html') ?? '';
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  test.each([
    { width: 320, isDark: false },
    { width: 360, isDark: false },
    { width: 360, isDark: true },
    { width: 768, isDark: false },
    { width: 1000, isDark: true },
  ])('nothing sticks out, runs or is asked for, and all can be read: %o', async (view) => {
    const { seen, requests } = await browser.show(html, view);
    expect(seen).toMatchObject({ scroll: view.width, inner: view.width, out: [], scripts: 0 });
    expect(seen).toMatchObject({ overlaps: [], broken: [] });
    const scales = seen.bars.filter((bars) => bars.length > 0).map((bars) => new Set(bars).size);
    expect(scales).toEqual(Array.from({ length: 8 }, () => 1));
    expect(seen.largest).toContain('2\u00a0690,00\u00a0€');
    expect(requests).toEqual([]);
    expect(seen.text).toContain('<b>Rhin</b>');
    expect(seen.contrast).toBeGreaterThanOrEqual(4.5);
    expect(seen.smallest).toBeGreaterThanOrEqual(14);
    expect(seen.ground).toEqual(view.isDark ? [22, 22, 22] : [255, 255, 255]);
  });

  test.each([320, 480, 600, 601, 768, 1000])(
    'shares of four currencies do not widen it: %i',
    async (width) => {
      const shares = ['29', '0', '12', '100'].map((share) => `${share}\u00a0%\u00a0EUR`).join('\u00a0+ ');
      const row = { label: 'non confirmée par écrit', values: ['25\u00a0% (2 sur 8)', shares], share: 0.25 };
      const section = { title: 'Promesses', blocks: [{ kind: 'bars' as const, caption: null, rows: [row] }] };
      const report = { language: 'fr', title: 'x', subtitle: 'x', lead: [], sections: [section] };
      const { seen } = await browser.show(statsPage(report), { width });
      expect(seen).toMatchObject({ scroll: width, inner: width, out: [], overlaps: [], broken: [] });
      expect(seen.bars[0]?.[0]).toBeGreaterThanOrEqual(75);
    },
  );

  test.each([false, true])('on A4: a few sheets, none of them cuts a text; dark %s', async (isDark) => {
    const { pdf, text } = await (await browser.show(html, { width: 1000, isDark })).print();
    const paper = await paperOf(pdf);
    expect(paper.sheets.length).toBeLessThanOrEqual(3);
    expect(paper.sheets.map((sheet) => sheet.map(Math.round))).toEqual(paper.sheets.map(() => [595, 842]));
    expect(paper.cut).toEqual([]);
    expect(paper.smallest).toBeGreaterThanOrEqual(7.5);
    expect(lettersOf(paper.text)).toBe(lettersOf(text));
  });
});
