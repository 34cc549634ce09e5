import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { paymentPicture } from '../../src/documents/payment-picture.ts';
import { epcPayload } from '../../src/domain/epc-payload.ts';
import { DunError } from '../../src/domain/errors.ts';
import { EUR, money, parseCurrency } from '../../src/domain/money.ts';
import { makeOgm, makeRf, formatRf } from '../../src/domain/reference.ts';
import { byteLength, type Transfer } from '../../src/domain/transfer.ts';
import { type QrModules, sturdyCode } from '../../src/documents/qr.ts';
import { scanPicture } from '../support/scan-picture.ts';

const plain: Transfer = {
  payee: 'Studio Élodie Maes',
  address: null,
  country: 'BE',
  iban: 'BE68539007547034',
  bic: null,
  amount: money(120_000, EUR),
  references: [],
};

/** The level as a reader finds it: two modules beside the first corner, under the mask that the standard gives. */
function levelOf(modules: QrModules): string | undefined {
  const bits = [modules[8]?.[0], modules[8]?.[1]].map(Number).join('');
  return { '00': 'H', '10': 'M', '11': 'L', '01': 'Q' }[bits];
}

function keyOf(make: () => unknown): string {
  try {
    make();
  } catch (error) {
    if (error instanceof DunError) return error.key;
    throw error;
  }
  return 'made';
}

describe('the EPC code', () => {
  it.each([
    [
      'free text',
      {
        payee: "François D'Alsace S.A.",
        iban: 'FR1420041010050500013M02606',
        amount: money(1230, EUR),
        references: ['Client:Marie Louise La Lune'],
      },
      "BCD\n002\n1\nSCT\n\nFrançois D'Alsace S.A.\nFR1420041010050500013M02606\nEUR12.3\n\n\nClient:Marie Louise La Lune",
      104,
      6,
    ],
    [
      'a Belgian reference as text',
      { bic: 'KREDBEBB', references: ['+++202/6000/11714+++'] },
      'BCD\n002\n1\nSCT\nKREDBEBB\nStudio Élodie Maes\nBE68539007547034\nEUR1200\n\n\n+++202/6000/11714+++',
      90,
      6,
    ],
    [
      'an RF reference in its own line',
      { references: ['RF93 FAC2 0261 17'] },
      'BCD\n002\n1\nSCT\n\nStudio Élodie Maes\nBE68539007547034\nEUR1200\n\nRF93FAC2026117',
      75,
      5,
    ],
    [
      'nothing to quote: it ends with the amount',
      {},
      'BCD\n002\n1\nSCT\n\nStudio Élodie Maes\nBE68539007547034\nEUR1200',
      59,
      4,
    ],
  ] as const)('holds %s', (...[, change, text, bytes, version]) => {
    const payload = epcPayload({ ...plain, ...change });
    expect(payload).toBe(text);
    expect(byteLength(payload)).toBe(bytes);
    const { png, side } = paymentPicture({ kind: 'epc', payload });
    expect(side).toBe((17 + 4 * version + 8) * 4);
    expect(scanPicture(png)).toEqual({ text, side: side * 2 });
  });

  it.each<[string, Partial<Transfer>, string]>([
    ['nothing', { amount: money(0, EUR) }, 'payment.amount'],
    ['a cent less than nothing', { amount: money(-1, EUR) }, 'payment.amount'],
    ['a cent', { amount: money(1, EUR) }, 'made'],
    ['the most there is', { amount: money(99_999_999_999, EUR) }, 'made'],
    ['a thousand million', { amount: money(100_000_000_000, EUR) }, 'payment.amount'],
    ['pounds', { amount: money(100, parseCurrency('GBP') ?? EUR) }, 'payment.currency'],
    ['no name', { payee: ' \u200b ' }, 'payment.name'],
    ['70 characters', { payee: 'é'.repeat(70) }, 'made'],
    ['71 characters', { payee: 'e'.repeat(71) }, 'payment.name'],
    ['a name of a million', { payee: 'e'.repeat(1_000_000) }, 'payment.name'],
    ['wrong check digits', { iban: 'FR7630006000011234567890188' }, 'payment.account'],
    ['an American account', { iban: '021000021' }, 'payment.account'],
    ['a Brazilian one', { iban: 'BR1800360305000010009795493C1' }, 'payment.account'],
    ['a Swiss QR-IBAN', { iban: 'CH4431999123000889012', bic: 'UBSWCHZH80A' }, 'payment.account'],
    ['a Swiss account with its BIC', { iban: 'CH9300762011623852957', bic: 'UBSWCHZH' }, 'made'],
    ['a Swiss account without', { iban: 'CH9300762011623852957' }, 'payment.bic'],
    ['a British one without', { iban: 'GB29NWBK60161331926819' }, 'payment.bic'],
    ['a BIC of ten', { bic: 'KREDBEBB12' }, 'payment.bic'],
    ['a BIC with a line break', { bic: 'KREDBEBB\nEvil' }, 'payment.bic'],
    ['a number of 140', { references: ['F'.repeat(140)] }, 'made'],
    ['a number of 141: half of it is another one', { references: ['F'.repeat(141)] }, 'payment.reference'],
    [
      'more bytes than there are',
      { payee: '名'.repeat(70), references: ['é'.repeat(60)] },
      'payment.reference',
    ],
    [
      'a name of 280 bytes',
      { payee: '🎈'.repeat(70), references: ['RF93 FAC2 0261 17'] },
      'payment.too_long',
    ],
  ])('%s: %s', (_, change, key) => {
    expect(keyOf(() => epcPayload({ ...plain, ...change }))).toBe(key);
  });

  it.each<[string, readonly string[], 'text' | 'structured', readonly string[]]>([
    ['a Belgian one as text', ['+++202/6000/11714+++'], 'text', ['', '+++202/6000/11714+++']],
    ['a Belgian one in its own line', ['***202/6000/11714***'], 'structured', ['+++202/6000/11714+++']],
    ['an RF one in its own line', ['RF93 FAC2 0261 17'], 'structured', ['RF93FAC2026117']],
    ['a wrong Belgian one as text', ['+++202/6000/11715+++'], 'structured', ['', '+++202/6000/11715+++']],
    ['two as text', ['+++202/6000/11714+++', 'F-2'], 'structured', ['', '+++202/6000/11714+++, F-2']],
  ])('quotes %s', (...[, references, ogm, expected]) => {
    const payload = epcPayload({ ...plain, references }, ogm);
    expect(payload.split('\n').slice(9)).toEqual(expected);
    expect(scanPicture(paymentPicture({ kind: 'epc', payload }).png).text).toBe(payload);
  });

  it('shortens what is quoted by bytes, and nothing else', () => {
    const references = Array.from({ length: 9 }, (_, index) => `Créance-née-été-${index}`);
    const payee = '株式会社'.repeat(17);
    const lines = epcPayload({ ...plain, payee, references }).split('\n');
    expect(lines.slice(5, 8)).toEqual([payee, plain.iban, 'EUR1200']);
    expect(lines.at(-1)).toBe(references.slice(0, 3).join(', '));
    expect(byteLength(lines.join('\n'))).toBeLessThanOrEqual(331);
    expect(byteLength(`${lines.join('\n')}, ${references[3]}`)).toBeGreaterThan(331);
  });

  it('is of level M, up to version 13', () => {
    const fullest = epcPayload({
      ...plain,
      payee: 'é'.repeat(70),
      references: [`${'é'.repeat(31)}${'F'.repeat(86)}`],
    });
    expect(byteLength(fullest)).toBe(331);
    for (const [payload, version] of [
      [epcPayload(plain), 4],
      [fullest, 13],
    ] as const) {
      const modules = sturdyCode(payload);
      expect(modules).toHaveLength(17 + 4 * version);
      expect(levelOf(modules)).toBe('M');
    }
  });

  it('names as many invoices as there is room for, each of them whole', () => {
    const references = Array.from({ length: 20 }, (_, index) => `F-2026-${100 + index}`);
    const text =
      epcPayload({ ...plain, references })
        .split('\n')
        .at(-1) ?? '';
    expect(text.length).toBeLessThanOrEqual(140);
    expect(text.split(', ')).toEqual(references.slice(0, 11));
  });

  it.each([
    [
      'a line break',
      'Atelier\nFR7630006000011234567890189\nEUR999',
      'Atelier FR7630006000011234567890189 EUR999',
    ],
    ['a turn to the left', 'Ate\u202elier', 'Atelier'],
    ['a control', 'Ate\u0000lier', 'Ate lier'],
  ])('keeps its lines whatever a name holds: %s', (_, payee, name) => {
    const lines = epcPayload({ ...plain, payee, references: ['F\r\n1'] }).split('\n');
    expect(lines).toEqual(['BCD', '002', '1', 'SCT', '', name, plain.iban, 'EUR1200', '', '', 'F 1']);
  });
});

describe('an independent reader', () => {
  const digits = fc.stringMatching(/^\d{10}$/);
  const references = fc.oneof(
    fc.constant([]),
    fc.stringMatching(/^[A-Z0-9]{1,21}$/).map((body) => [formatRf(makeRf(body) ?? '')]),
    digits.map((ten) => [makeOgm(ten) ?? '']),
    fc.array(fc.stringMatching(/^[A-Z]{1,4}-20\d\d[-/]\d{1,5}$/), { minLength: 1, maxLength: 15 }),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }).map((text) => [text]),
  );
  const names = fc.oneof(
    fc.stringMatching(/^[A-Za-zÀÂÇÉÈÊËÎÏÔÙÛÜŸŒÆàâçéèêëîïôùûüÿœæß'&. -]{1,70}$/),
    fc.string({ unit: 'grapheme-composite', minLength: 1, maxLength: 30 }),
  );
  const accounts = fc.constantFrom(
    'FR1420041010050500013M02606',
    'FR7630006000011234567890189',
    'BE68539007547034',
    'LU280019400644750000',
    'DE89370400440532013000',
  );
  const transfers = fc.record({
    payee: names,
    iban: accounts,
    bic: fc.constantFrom(null, 'KREDBEBB', 'AGRIFRPPXXX'),
    minor: fc.oneof(
      fc.integer({ min: 1, max: 99_999_999_999 }),
      fc.integer({ min: 1, max: 1_000_000 }),
      fc.constantFrom(1, 9, 10, 99, 100, 101, 99_999_999_999),
    ),
    references,
  });

  it('reads 500 codes back: every line of them, within 331 bytes', { timeout: 120_000 }, () => {
    let read = 0;
    const property = fc.property(transfers, ({ minor, ...change }) => {
      const transfer = { ...plain, ...change, amount: money(minor, EUR) };
      const key = keyOf(() => epcPayload(transfer));
      // The only reason left to refuse one: a name or a reference of nothing but what is invisible, or too long.
      fc.pre(key === 'made');
      const payload = epcPayload(transfer);
      expect(byteLength(payload)).toBeLessThanOrEqual(331);
      const { text, side } = scanPicture(paymentPicture({ kind: 'epc', payload }).png);
      expect(text).toBe(payload);
      expect(side / 8 - 8).toBeLessThanOrEqual(69);
      const lines = text?.split('\n') ?? [];
      expect([lines[0], lines[1], lines[2], lines[3]]).toEqual(['BCD', '002', '1', 'SCT']);
      expect([lines[4], lines[6]]).toEqual([transfer.bic ?? '', transfer.iban]);
      expect(Math.round(Number(lines[7]?.replace('EUR', '')) * 100)).toBe(minor);
      expect(lines[7]).toMatch(/^EUR(?:0|[1-9]\d{0,8})(?:\.\d{1,2})?$/);
      expect(Array.from(lines[5] ?? '').length).toBeLessThanOrEqual(70);
      expect([lines[9] ?? '', lines[10] ?? ''].filter((line) => line !== '').length).toBeLessThanOrEqual(1);
      expect([lines.length <= 11, lines.at(-1) === '']).toEqual([true, false]);
      read += 1;
    });
    fc.assert(property, { numRuns: 500 });
    expect(read).toBe(500);
  });
});
