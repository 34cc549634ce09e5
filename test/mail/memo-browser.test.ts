import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import jsqr from 'jsqr';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paymentOf } from '../../src/commands/memo-draft.ts';
import { memoPage } from '../../src/mail/html.ts';
import { allMemos, type WrittenMemo } from '../support/all-memos.ts';
import { type Browser, hasBrowser, openBrowser } from '../support/browser.ts';
import type { Seen } from '../support/page-probe.ts';
import { type Pixels, readPng } from '../support/read-png.ts';

/** Where the pictures go when somebody wants to look at them: `DUN_SHOTS=folder npx vitest …`. */
const shots = process.env['DUN_SHOTS'];

/** The HTML part as a mail program shows it: pictures of the message itself stand in their places. */
async function pageOf({ message }: WrittenMemo): Promise<string> {
  const { html = '', attachments } = await PostalMime.parse(message.raw);
  return attachments.reduce((page, { contentId, mimeType, content }) => {
    if (contentId === undefined || !(content instanceof ArrayBuffer)) return page;
    const data = `data:${mimeType};base64,${Buffer.from(content).toString('base64')}`;
    return page.replaceAll(`cid:${contentId.slice(1, -1)}`, data);
  }, html);
}

const forms = [
  ['fr', 'fr', 'formal'],
  ['fr.familiar', 'fr', 'familiar'],
  ['en', 'en', 'formal'],
] as const;
const views = [320, 600, 1000].flatMap((width) => [false, true].map((isDark) => ({ width, isDark })));

// Where no browser starts, the page is judged by its text alone (html.test.ts, compose.test.ts).
describe.skipIf(!hasBrowser)('the memos in a real browser', { timeout: 120_000 }, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  describe.each(forms)('in %s', (form, language, register) => {
    let pages: { name: string; memo: WrittenMemo; html: string }[] = [];
    beforeAll(async () => {
      const memos = await allMemos(language, {}, register);
      pages = await Promise.all(
        memos.map(async (memo) => ({ name: memo.name, memo, html: await pageOf(memo) })),
      );
    });

    it.each(views)('nothing sticks out, runs or is asked for, and all can be read: %o', async (view) => {
      for (const { name, html } of pages) {
        const { seen, requests, picture } = await browser.show(html, view);
        expect.soft(seen, name).toMatchObject({ scroll: view.width, inner: view.width, out: [], scripts: 0 });
        expect.soft(seen, name).toMatchObject({ overlaps: [], broken: [] });
        expect.soft(seen.width, name).toBeLessThanOrEqual(600);
        expect.soft(requests, name).toEqual([]);
        expect.soft(seen.contrast, `${name}: ${seen.faintest}`).toBeGreaterThanOrEqual(4.5);
        expect.soft(seen.smallest, name).toBeGreaterThanOrEqual(13);
        expect.soft(light(seen.ground), name).toBe(!view.isDark);
        if (shots !== undefined) await keepShot(`${form}-${name}-${view.width}-${view.isDark}`, picture);
      }
      expect(new Set(pages.map(({ memo }) => memo.prepared.kind)).size).toBe(13);
    });

    // The picture is the same whatever the form of address.
    it.each(register === 'familiar' ? [] : views)(
      'a camera reads the code off the page: %o',
      async (view) => {
        const coded = pages.filter(({ memo }) => paymentOf(memo.prepared) !== null);
        for (const { name, memo, html } of view.width === 320 ? coded : coded.slice(0, 3)) {
          const { seen, picture } = await browser.show(html, view);
          const shown = readPng(await picture());
          expect.soft(darkInMargin(shown, seen.pictures), name).toBe(0);
          const { data, width, height } = shown;
          const read = jsqr.default(data, width, height, { inversionAttempts: 'dontInvert' });
          expect.soft(read?.data, name).toBe(paymentOf(memo.prepared)?.payload);
        }
        expect(coded.length).toBeGreaterThanOrEqual(3);
      },
    );
  });
});

describe.skipIf(!hasBrowser)('a wide table in a real browser', { timeout: 60_000 }, () => {
  const long =
    'la conception, la rédaction et la mise en page du rapport annuel 2025 en trois langues, deux tours';
  const page = memoPage(
    [
      {
        kind: 'table',
        head: ['Facture', 'Prestation', 'Échéance', 'Reste dû'],
        rows: [
          ['F-2026-052-AVENANT-3', long, '20/05/2026', '12\u00a0480,50\u00a0€'],
          ['2026/0045', '', '20/05/2026', '1\u00a0840,00\u00a0€'],
        ],
      },
    ],
    { language: 'fr', title: 'F-1', paymentCode: null },
  );
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  it.each([320, 360, 480, 481, 560, 561, 600, 1000])(
    'neither sticks out nor prints over itself: %i',
    async (width) => {
      const { seen } = await browser.show(page, { width });
      expect(seen).toMatchObject({ scroll: width, inner: width, out: [], overlaps: [], broken: [] });
    },
  );
});

/** Points that are not white in the four modules (16 pixels) around each code; its corners are round. */
function darkInMargin({ width, data }: Pixels, pictures: Seen['pictures']): number {
  let dark = 0;
  for (const [left, top, wide, high] of pictures) {
    for (let y = 0; y < high; y += 1) {
      for (let x = 0; x < wide; x += 1) {
        const [fromLeft, fromTop] = [Math.min(x, wide - 1 - x), Math.min(y, high - 1 - y)];
        if (Math.min(fromLeft, fromTop) >= 15 || Math.max(fromLeft, fromTop) < 5) continue;
        const at = ((Math.floor(top) + y) * width + Math.floor(left) + x) * 4;
        if (data.subarray(at, at + 3).some((channel) => channel < 250)) dark += 1;
      }
    }
  }
  return dark;
}

function light(ground: readonly number[]): boolean {
  return ground.every((channel) => channel > 127);
}

async function keepShot(name: string, picture: () => Promise<Buffer>): Promise<void> {
  mkdirSync(shots ?? '', { recursive: true });
  writeFileSync(join(shots ?? '', `${name}.png`), await picture());
}
