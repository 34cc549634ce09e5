import { describe, expect, test } from 'vitest';
import { prepPage, prepPageMark, type PrepSheet } from '../../src/documents/prep-page.ts';

const hostile = '</style><script>alert(1)</script><img src=x onerror=alert(1)>"\'&\u202e\u0007';

function aSheet(text: string): PrepSheet {
  return {
    language: 'fr',
    title: text,
    subtitle: text,
    person: text,
    reach: [
      { text, href: 'tel:+33388001122' },
      { text, href: 'mailto:jules%40roussel.example' },
      { text, href: `javascript:${text}` },
      { text, href: 'https://roussel.example/' },
      { text, href: null },
    ],
    facts: [text],
    stop: { label: text, items: [text] },
    think: { label: text, items: [text] },
    sections: [
      {
        title: text,
        blocks: [
          { kind: 'figures', rows: [{ label: text, value: text, note: text, isMain: true }] },
          { kind: 'invoices', rows: [{ amount: text, number: text, service: text, due: text }], total: text },
          { kind: 'dated', rows: [{ day: text, text }] },
          { kind: 'said', language: 'fr', lines: [text] },
          { kind: 'answers', language: 'fr', rows: [{ heard: text, answer: text }] },
          { kind: 'list', items: [text] },
          { kind: 'questions', rows: [{ question: text, answer: text }, { question: text, answer: null }] },
        ],
      },
    ],
    missing: text,
    notes: text,
    made: text,
  }; // biome-ignore format: every place that a word may stand in
}

describe('prepPage', () => {
  test('whatever the words are, they stay words', () => {
    const bare = prepPage(aSheet('x'));
    const page = prepPage(aSheet(hostile));
    const tags = (html: string) => html.match(/<[^>]*>/g)?.map((tag) => /^<\/?[a-z0-9]+/i.exec(tag)?.[0]);
    expect(tags(page)).toEqual(tags(bare));
    expect(page).not.toMatch(/<script|<img|\u202e/);
    expect(page).not.toContain('\u0007');
  });

  test('only what dials or writes is a link', () => {
    const links = [...prepPage(aSheet('x')).matchAll(/href="([^"]*)"/g)].map(([, href]) => href);
    expect(links).toEqual(['tel:+33388001122', 'mailto:jules%40roussel.example']);
  });

  test('nothing is loaded, and the page forbids it itself', () => {
    const page = prepPage(aSheet('x'));
    expect(page).toContain(`content="default-src 'none';style-src 'unsafe-inline'"`);
    expect(page).not.toMatch(/<(?:script|link|img|iframe|object|form|base)\b|url\(|@import|src=/);
  });

  test('it carries the mark by which it is known again, near its top', () => {
    expect(prepPage(aSheet('x')).indexOf(prepPageMark)).toBeLessThan(200);
  });

  test('an empty list of warnings leaves no empty box', () => {
    const none = { label: 'x', items: [] };
    expect(prepPage({ ...aSheet('x'), stop: none, think: none })).not.toContain('class="alert');
  });
});
