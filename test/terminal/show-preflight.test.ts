import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { qrCodes } from '../../src/documents/qr.ts';
import { loadWords } from '../../src/script/words.ts';
import { bigDigits, groupsOf, spacedDigits } from '../../src/terminal/big-digits.ts';
import type { DialNumber, Preflight, PreflightFrame } from '../../src/terminal/preflight-facts.ts';
import { plainPreflight, showPreflight, showQrPage } from '../../src/terminal/show-preflight.ts';
import { createStyle, plainStyle, show, widthOf } from '../../src/terminal/style.ts';
import { aPreflight } from '../support/a-preflight.ts';
import { wordFolders } from '../support/prep-services.ts';
import { scan, themes, window } from '../support/camera.ts';
import { hostileStrings, leaks } from '../support/hostile.ts';
import { VtScreen } from '../support/vt-screen.ts';

const coloured = await createStyle(true);
const words = { fr: loadWords('fr', wordFolders), en: loadWords('en', wordFolders) };
/** Lines of the window that are not the body: head, input and footer. */
const rest = 5;
const tel = 'tel:+33388001122';

const choices = (width: number): string[] =>
  ['1 objectif', '2 ouverture', '3 répéter', '4 répondeur', 'Espace appeler'].map((text) =>
    show(text, width),
  );

function aFrame(change: Partial<PreflightFrame> = {}): PreflightFrame {
  return {
    words: words.fr,
    spokenIn: 'fr',
    style: plainStyle,
    width: 80,
    rows: 24 - rest,
    objective: { max: "840,00 € aujourd'hui, à une heure dite", min: "50 % aujourd'hui, le reste sous 7 jours" },
    opening: ['Bonjour, Nadia Benali, Atelier Benali. Suis-je bien avec Jules Roussel ?', 'Le 2 juin, vous annonciez 840 euros pour le 3. Où en est-il ?'],
    choices,
    qrKey: '0',
    ...change,
  }; // biome-ignore format: texts
}

function aNumber(display: string, e164: string | null): DialNumber {
  const link = e164 === null ? null : `tel:${e164}`;
  return { display, extension: null, tel: link, codes: link === null ? [] : qrCodes(link) };
}

const numbers: readonly (DialNumber | null)[] = [
  null,
  aNumber('03 88 00 11 22', '+33388001122'),
  { ...aNumber('03 88 00 11 22', '+33388001122'), extension: '4567' },
  aNumber('+49 1512 3456789', '+4915123456789'),
  aNumber('(202) 555-0123', '+12025550123'),
  aNumber('demander Mme Klein au standard, poste 12 ou 13, sauf le mercredi', null),
];

const codeOf = (lines: readonly string[]): string[] => lines.filter((line) => /[▀▄█]{2}/.test(line));

describe('large digits', () => {
  it.each([
    ['03 88 00 11 22', ['03', '88', '00', '11', '22']],
    ['+32 2 511 22 33', ['+32', '2', '511', '22', '33']],
    ['(202) 555-0123', ['202', '555', '0123']],
    ['au standard', []],
  ])('are grouped as the number is: %s', (display, groups) => expect(groupsOf(display)).toEqual(groups));

  it('are three lines high, ten of them in 43 columns', () => {
    expect(bigDigits('03 88 00 11 22', 43)).toEqual([
      [
        '█▀█ ▀▀█  █▀█ █▀█  █▀█ █▀█  ▄█  ▄█   ▀▀█ ▀▀█',
        '█ █  ▀█  █▀█ █▀█  █ █ █ █   █   █   █▀▀ █▀▀',
        '▀▀▀ ▀▀▀  ▀▀▀ ▀▀▀  ▀▀▀ ▀▀▀  ▀▀▀ ▀▀▀  ▀▀▀ ▀▀▀',
      ],
    ]);
  });

  it('break between groups where the window is narrower, and are none where a group is too wide', () => {
    expect(bigDigits('03 88 00 11 22', 42)).toHaveLength(2);
    expect(bigDigits('123456 7', 22)).toEqual([]);
    expect(spacedDigits('03 88')).toBe('0 3   8 8');
  });
});

describe('the screen before dialling', () => {
  it('fits any window, with everything that foreign texts may hold', () => {
    const text = fc.oneof(
      fc.constantFrom(...hostileStrings.map(([, one]) => one)),
      fc.string({ maxLength: 200 }),
    );
    const frames = fc.record({
      width: fc.integer({ min: 40, max: 120 }),
      height: fc.integer({ min: 16, max: 40 }),
      language: fc.constantFrom('fr' as const, 'en' as const),
      style: fc.constantFrom(plainStyle, coloured),
      qrKey: fc.constantFrom('0', null),
    });
    const ready = fc.record({
      number: fc.constantFrom(...numbers),
      owed: text,
      warnings: fc.array(text, { maxLength: 5 }),
      voicemailPlan: fc.constantFrom('leave' as const, 'skip' as const),
    });
    const told = fc.record({
      objective: fc.record({ max: text, min: text }),
      opening: fc.array(text, { maxLength: 3 }),
    });
    fc.assert(
      fc.property(frames, ready, told, ({ height, language, ...look }, preflight: Preflight, texts) => {
        const frame = aFrame({ ...look, ...texts, rows: height - rest, words: words[language] });
        for (const lines of [showPreflight(preflight, frame), showQrPage(preflight, frame, 'light')]) {
          expect(lines.length).toBeLessThanOrEqual(frame.rows);
          expect(Math.max(...lines.map(widthOf))).toBeLessThanOrEqual(frame.width);
          expect(lines.flatMap((line) => leaks(line.replace(ownCodes, '')))).toEqual([]);
        }
        expect(showPreflight(preflight, frame).join('\n')).toContain('Espace appeler');
      }),
      { numRuns: 400 },
    );
  });

  it.each(themes)('lets a camera read the code among all the text, in colours on $name', (theme) => {
    for (const [width, height] of [
      [80, 24],
      [72, 24],
      [100, 30],
      [70, 20],
      [60, 40],
    ] as const) {
      // biome-ignore format: sizes
      const lines = showPreflight(aPreflight({ warnings: ['Une promesse court.'] }), aFrame({ width, rows: height - rest, style: coloured }));
      const screen = new VtScreen(width + 2, height + 2).write(window(lines, 1, width));
      expect([width, height, scan(screen.cells(), theme)]).toEqual([width, height, tel]);
    }
  });

  it('shows the code beside the text from 63 columns on, below it in a high window, else behind a key', () => {
    const shown = (width: number, rows: number) =>
      showPreflight(aPreflight(), aFrame({ width, rows, style: coloured }));
    expect(codeOf(shown(63, 19)).length).toBeGreaterThan(10);
    expect(shown(63, 19).join('\n')).not.toContain('0 code QR');
    expect(shown(62, 19).join('\n')).toContain('0 code QR à scanner');
    expect(codeOf(shown(62, 19)).length).toBe(3);
    expect(codeOf(shown(60, 40)).length).toBeGreaterThan(15);
  });

  it('names no key that is not there', () => {
    expect(showPreflight(aPreflight(), aFrame({ width: 60, qrKey: null })).join('\n')).not.toContain('QR');
  });

  it('says without colours which background the code is for, and which key turns it round', () => {
    expect(showPreflight(aPreflight(), aFrame()).join('\n')).toContain(
      'Fond clair ? 0 inverse le code.'.replace(' ?', '\u00a0?'),
    );
    expect(showPreflight(aPreflight(), aFrame({ qrKey: null })).join('\n')).toContain(
      'Code pour fond sombre.',
    );
    expect(showPreflight(aPreflight(), aFrame({ style: coloured })).join('\n')).not.toContain('ond sombre');
  });

  it('shows a number that cannot be read as it stands, without link or code', () => {
    const lines = showPreflight(aPreflight({ number: aNumber('au standard, poste 12', null) }), aFrame());
    expect(lines).toContain('au standard, poste 12');
    expect(lines.join('\n')).not.toMatch(/tel:|[▀▄█]/);
  });

  it('says what to do without a number', () => {
    expect(showPreflight(aPreflight({ number: null }), aFrame()).join('\n')).toContain('dun contact edit');
  });

  it('makes the link one to click where there are colours', () => {
    const screen = new VtScreen(80, 24).write(
      showPreflight(aPreflight(), aFrame({ style: coloured })).join('\r\n'),
    );
    expect(screen.links).toEqual([tel, '']);
    expect(showPreflight(aPreflight(), aFrame()).join('\n')).not.toContain('\u001b');
  });

  it('says whole sentences first, or as many of them as there is room for', () => {
    const [greeting = '', opening = ''] = aFrame().opening;
    const wide = showPreflight(aPreflight(), aFrame({ width: 120, rows: 30 }))
      .join(' ')
      .replace(/\s+/g, ' ');
    expect(wide).toContain(opening.slice(0, 40));
    const low = showPreflight(aPreflight(), aFrame()).join('\n');
    expect(low).toContain(greeting.slice(0, 20));
    expect(low).not.toContain('Le 2 juin');
  });
});

describe('the page of the code', () => {
  it.each(themes)('is read on $name, in black and white turned round by the key', (theme) => {
    for (const style of [coloured, plainStyle]) {
      const lines = showQrPage(aPreflight(), aFrame({ width: 40, rows: 17, style }), theme.ground);
      const screen = new VtScreen(44, 22).write(window(lines, 2, 40));
      expect(scan(screen.cells(), theme)).toBe(tel);
    }
  });

  it('says how large the window has to be, and when there is no code', () => {
    expect(showQrPage(aPreflight(), aFrame({ width: 40, rows: 12 }), 'dark').join(' ')).toMatch(
      /25 colonnes et 13 lignes/,
    );
    expect(showQrPage(aPreflight({ number: null }), aFrame(), 'dark').join(' ')).toContain('Pas de code QR');
  });
});

describe('the plain screen before dialling', () => {
  it.each(['fr', 'en'] as const)(
    'tells one thing a line, without code and large digits, in %s',
    (language) => {
      const number = { ...aNumber('03 88 00 11 22', '+33388001122'), extension: '12' };
      const preflight = aPreflight({ number, warnings: ['!'] });
      const lines = plainPreflight(preflight, aFrame({ words: words[language], width: 100 }));
      expect(lines.join('\n')).not.toMatch(/[▀▄█]/);
      expect(lines[0]).toBe(
        language === 'fr'
          ? 'Numéro\u00a0: 03 88 00 11 22, poste 12, tel:+33388001122'
          : 'Number: 03 88 00 11 22, ext. 12, tel:+33388001122',
      );
      expect(lines).toHaveLength(8);
    },
  );
});

/** What our colours and links write around a text. */
const ownCodes = /\u001b(?:\[[\d;]*m|\]8;;[^\u0007\u001b]*\u0007)/g; // oxlint-disable-line no-control-regex -- colour codes
