import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeHtml, memoPage } from '../../src/mail/html.ts';

const frame = { language: 'fr', title: 'F-1', paymentCode: null };
const code = { cid: 'code.1', side: 196, alt: 'Code de paiement', caption: ['À scanner', 'Atelier Benali'] };

describe('memoPage', () => {
  it('escapes every value, in every kind of block', () => {
    const evil = '<img src=x onerror="a()">&\'';
    const page = memoPage(
      [
        { kind: 'paragraph', text: evil },
        { kind: 'facts', rows: [[evil, evil]] },
        { kind: 'table', head: [evil], rows: [[evil]] },
        { kind: 'signature', lines: [evil, evil] },
      ],
      { language: evil, title: evil, paymentCode: { cid: evil, side: 1, alt: evil, caption: [evil, evil] } },
    );
    expect(page).not.toMatch(/<img src=x/);
    expect(page.match(/&lt;img src=x onerror=&quot;a\(\)&quot;&gt;&amp;&#39;/g)).toHaveLength(14);
  });

  it('holds no tag that a text could have brought', () => {
    const numbers = /<span style="white-space:nowrap">([\w./-]*)<\/span>/g;
    const tags = (page: string): string =>
      (
        page
          .replace(numbers, '$1')
          .replaceAll('<wbr>', '')
          .match(/<\/?[a-z!][^\s>]*/gi) ?? []
      ).join(' ');
    const plain = tags(memoPage([{ kind: 'paragraph', text: 'a' }], frame));
    const noBreak = fc.string().map((text) => text.replace(/[\r\n]/g, ' '));
    fc.assert(
      fc.property(noBreak, (text) => {
        expect(tags(memoPage([{ kind: 'paragraph', text }], frame))).toBe(plain);
      }),
      { numRuns: 1000 },
    );
  });

  it('loads nothing from outside', () => {
    const page = memoPage([{ kind: 'paragraph', text: 'a' }], { ...frame, paymentCode: code });
    expect(page.match(/(?:src|href|url)\s*[=(]\s*["']?([^"')\s]+)/g)).toEqual(['src="cid:code.1']);
    expect(page).not.toMatch(/@import|<link|<script|background/i);
  });

  it.each([
    ['under the account', 'FR76 3000 6000 0112 3456 7890 189', ['Compte', 'cid:', 'Corps', 'Nadia']],
    ['above the signature where no account is named', '4321', ['Compte', 'Corps', 'cid:', 'Nadia']],
  ])('shows the payment code %s', (_, account, order) => {
    const blocks = [
      { kind: 'facts', rows: [['Compte', account]] },
      { kind: 'paragraph', text: 'Corps' },
      { kind: 'signature', lines: ['Nadia'] },
    ] as const;
    const page = memoPage(blocks, { ...frame, paymentCode: code });
    expect(order.toSorted((a, b) => page.indexOf(a) - page.indexOf(b))).toEqual(order);
  });

  it.each([
    ['840,00\u00a0€', '840,00\u00a0€'],
    ['€1,455.50', '€1,455.50'],
    ['205,00\u00a0CHF', '205,00\u00a0CHF'],
    ['lundi 1er juin 2026', 'lundi 1er juin 2026'],
    ['vendredi 12 juin 2026 (jour où le virement part)', 'vendredi 12 juin 2026'],
    ['Thursday 18 June 2026 at 14:30', 'Thursday 18 June 2026 at 14:30'],
    ['INV-044', ''],
    ['VIR-77', ''],
    ['la refonte du catalogue 2026', ''],
    ['AGRIFRPP', ''],
  ])('of the facts, how much, when and where to are bold: %s', (value, bold) => {
    const page = memoPage([{ kind: 'facts', rows: [['Fait', value]] }], frame);
    const found = [...page.matchAll(/font-weight:600">(.*?)<\/span>/g)].map(([, words]) => words);
    expect(found).toEqual(bold === '' ? [] : [bold]);
  });

  it.each([
    ['paragraph', 1],
    ['table', 0],
  ] as const)('facts below a %s have %i lines above them', (kind, count) => {
    const paragraph = { kind: 'paragraph', text: 'Corps' } as const;
    const table = { kind: 'table', head: ['Jour'], rows: [['5 juin']] } as const;
    const facts = { kind: 'facts', rows: [['Total', '8\u00a0€']] } as const;
    const page = memoPage([kind === 'table' ? table : paragraph, facts], frame);
    expect(page.match(/border-top:/g) ?? []).toHaveLength(count);
  });

  it('so is the account', () => {
    const rows = [['Compte', 'BE68 5390 0754 7034']] as const;
    expect(memoPage([{ kind: 'facts', rows }], frame)).toMatch(/font-weight:600"><span[^>]*>BE68</);
  });

  it('keeps lines of a text as lines, and amounts to the right', () => {
    const page = memoPage(
      [
        { kind: 'paragraph', text: 'un\ndeux\r\ntrois' },
        {
          kind: 'table',
          head: ['Jour', 'Montant'],
          rows: [
            ['5 juin', '420,00\u00a0€'],
            ['5 juillet', '420,00\u00a0€'],
          ],
        },
      ],
      frame,
    );
    expect(page).toContain('un<br>deux<br>trois');
    expect(page.match(/text-align:right/g)).toHaveLength(3);
  });

  it('keeps invoice numbers that look like an amount on the left', () => {
    const page = memoPage([{ kind: 'table', head: ['Invoice'], rows: [['INV-044'], ['INV-045']] }], frame);
    expect(page).not.toContain('text-align:right');
  });
});

describe('a number to copy', () => {
  const shown = (text: string): string =>
    /<p style="margin:0 0 16px">(.*?)<\/p>/.exec(memoPage([{ kind: 'paragraph', text }], frame))?.[1] ?? '';
  const bare = (html: string): string => html.replace(/<[^>]*>/g, '');

  it.each([
    ['FR76 3000 6000 0112 3456 7890 189', 'FR7630006000011234567890189', 6],
    ['BE68 5390 0754 7034', 'BE68539007547034', 3],
    ['RF93 FAC2 0261 17', 'RF93FAC202611 7'.replace(' ', ''), 3],
    ['21 00000 00003 13947 14300 09017', '210000000003139471430009017', 5],
  ])('%s is read in groups and copied as one', (printed, whole, gaps) => {
    const html = shown(`Compte ${printed}, merci`);
    expect(bare(html)).toBe(`Compte ${whole}, merci`);
    expect(html.match(/padding-right/g)).toHaveLength(gaps);
    expect(html.match(/<wbr>/g)).toHaveLength(gaps);
  });

  it.each([
    'FR76 3000 6000 0112 3456 7890 188',
    'RF17 5390 0754 7034',
    'le 12 30000 personnes',
    'PO12 3456',
    'AB12',
    '21 00000 00003 13947 14300 09018',
  ])('%s stays as it is', (text) => {
    expect(shown(text)).toBe(text);
  });

  it('leaves amounts, days and phones alone', () => {
    const text = '1 200,00 € le 12 juin 2026, +33 6 12 34 56 78';
    expect(bare(shown(text))).toBe(text);
  });
});

describe('an e-mail address', () => {
  it.each([
    ['à jules@roussel.example, merci', 'à jules@<wbr>roussel.example, merci'],
    ['jean-luc+x@a-b.example', 'jean-luc+x@<wbr>a-b.example'],
    ['rendez-vous @ midi, 3@4', 'rendez-vous @ midi, 3@4'],
  ])('breaks behind its @ and nowhere else: %s', (text, expected) => {
    expect(memoPage([{ kind: 'paragraph', text }], frame)).toContain(`>${expected}</p>`);
  });
});

describe('escapeHtml', () => {
  it.each([
    ['a\u0000b', 'ab'],
    ['\ud800', '\ufffd'],
    ['a\u009bb', 'ab'],
    ['a\tb', 'a\tb'],
    ['F-1\u202e981', 'F-1981'],
    ['a\u2028b\u00ad\u200bc', 'a\nbc'],
  ])('%j becomes %j', (text, expected) => {
    expect(escapeHtml(text)).toBe(expected);
  });
});
