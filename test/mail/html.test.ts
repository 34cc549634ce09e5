import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeHtml, memoPage } from '../../src/mail/html.ts';

const frame = { language: 'fr', title: 'F-1', paymentCode: null };

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
      { language: evil, title: evil, paymentCode: evil },
    );
    expect(page).not.toMatch(/<img src=x/);
    expect(page.match(/&lt;img src=x onerror=&quot;a\(\)&quot;&gt;&amp;&#39;/g)).toHaveLength(11);
  });

  it('holds no tag that a text could have brought', () => {
    const numbers = /<span style="white-space:nowrap">([\w./-]*)<\/span>/g;
    const tags = (page: string): string =>
      (page.replace(numbers, '$1').match(/<\/?[a-z!][^\s>]*/gi) ?? []).join(' ');
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
    const page = memoPage([{ kind: 'paragraph', text: 'a' }], { ...frame, paymentCode: 'QR' });
    expect(page.match(/(?:src|href|url)\s*[=(]\s*["']?([^"')\s]+)/g)).toEqual(['src="cid:payment-code']);
    expect(page).not.toMatch(/@import|<link|<script|background/i);
  });

  it('shows the payment code above the signature', () => {
    const blocks = [
      { kind: 'paragraph', text: 'Corps' },
      { kind: 'signature', lines: ['Nadia'] },
    ] as const;
    const page = memoPage(blocks, { ...frame, paymentCode: 'Code de paiement' });
    expect(page.indexOf('Corps')).toBeLessThan(page.indexOf('cid:'));
    expect(page.indexOf('cid:')).toBeLessThan(page.indexOf('Nadia'));
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
});

describe('escapeHtml', () => {
  it.each([
    ['a\u0000b', 'a\ufffdb'],
    ['\ud800', '\ufffd'],
    ['a\u009bb', 'a\ufffdb'],
    ['a\tb', 'a\tb'],
  ])('%j becomes %j', (text, expected) => {
    expect(escapeHtml(text)).toBe(expected);
  });
});
