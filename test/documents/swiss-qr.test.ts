import { describe, expect, it } from 'vitest';
import { paymentPicture } from '../../src/documents/payment-picture.ts';
import { DunError } from '../../src/domain/errors.ts';
import { EUR, money, parseCurrency } from '../../src/domain/money.ts';
import { swissPayload } from '../../src/domain/swiss-payload.ts';
import type { Transfer } from '../../src/domain/transfer.ts';
import { scanPicture } from '../support/scan-picture.ts';

const CHF = parseCurrency('CHF') ?? EUR;
const plain: Transfer = {
  payee: 'Atelier Élodie Bär',
  address: 'Rue du Lac 12\n1200 Genève',
  country: 'CH',
  iban: 'CH9300762011623852957',
  bic: null,
  amount: money(123_450, CHF),
  references: ['F-2026-044'],
};
const payee = ['S', 'Atelier Élodie Bär', 'Rue du Lac', '12', '1200', 'Genève', 'CH'];
const nobody = Array<string>(7).fill('');

function lines(end: readonly string[], iban = plain.iban): string {
  return ['SPC', '0200', '1', iban, ...payee, ...nobody, '1234.50', 'CHF', ...nobody, ...end].join('\n');
}

describe('the Swiss code', () => {
  it.each<[string, Partial<Transfer>, string]>([
    ['a number as a message', {}, lines(['NON', '', 'F-2026-044', 'EPD'])],
    [
      'two numbers',
      { references: ['F-2026-044', 'F-2026-045'] },
      lines(['NON', '', 'F-2026-044, F-2026-045', 'EPD']),
    ],
    ['an RF reference', { references: ['RF93 FAC2 0261 17'] }, lines(['SCOR', 'RF93FAC2026117', '', 'EPD'])],
    [
      'a QR reference on a QR-IBAN',
      { iban: 'CH4431999123000889012', references: ['21 00000 00003 13947 14300 09017'] },
      lines(['QRR', '210000000003139471430009017', '', 'EPD'], 'CH4431999123000889012'),
    ],
  ])('holds %s, in 31 lines', (_, change, expected) => {
    const payload = swissPayload({ ...plain, ...change });
    expect(payload).toBe(expected);
    expect(payload.split('\n')).toHaveLength(31);
    expect(scanPicture(paymentPicture({ kind: 'swiss', payload }).png).text).toBe(payload);
  });

  it('is read with the cross in its middle, and differs from the same without', () => {
    const payload = swissPayload(plain);
    const [swiss, other] = [
      paymentPicture({ kind: 'swiss', payload }),
      paymentPicture({ kind: 'epc', payload }),
    ];
    expect(Buffer.from(swiss.png).equals(Buffer.from(other.png))).toBe(false);
    expect(scanPicture(swiss.png)).toEqual(scanPicture(other.png));
  });

  it('is read at its largest: long names, a long message', () => {
    const change = { payee: 'É'.repeat(70), references: ['é'.repeat(140)] };
    const payload = swissPayload({
      ...plain,
      ...change,
      address: `${'à'.repeat(60)} 1200a\n1200 ${'ç'.repeat(70)}`,
    });
    expect(scanPicture(paymentPicture({ kind: 'swiss', payload }).png).text).toBe(payload);
  });

  it.each([
    ['12 rue du Lac, 1200 Genève', ['rue du Lac', '12', '1200', 'Genève']],
    ['12 bis rue du Lac\nCH-1200 Genève\nSuisse', ['rue du Lac', '12 bis', '1200', 'Genève']],
    ['c/o Roux\nChemin Vert 4a\n1003 Lausanne', ['Chemin Vert', '4a', '1003', 'Lausanne']],
    ['Case postale\n1200 Genève 3', ['Case postale', '', '1200', 'Genève 3']],
    ['1200 Genève', ['', '', '1200', 'Genève']],
    ['Place 1\r\n9490 Vaduz', ['Place', '1', '9490', 'Vaduz']],
  ])('finds its fields in %j', (address, fields) => {
    expect(
      swissPayload({ ...plain, address })
        .split('\n')
        .slice(6, 10),
    ).toEqual(fields);
  });

  it.each<[string, Partial<Transfer>, string]>([
    ['euros', { amount: money(100, EUR) }, 'payment.currency'],
    ['nothing', { amount: money(0, CHF) }, 'payment.amount'],
    ['a thousand million', { amount: money(100_000_000_000, CHF) }, 'payment.amount'],
    ['a French account', { iban: 'FR7630006000011234567890189' }, 'payment.account'],
    ['wrong check digits', { iban: 'CH9300762011623852958' }, 'payment.account'],
    ['a QR-IBAN without its reference', { iban: 'CH4431999123000889012' }, 'payment.qr_reference'],
    [
      'a QR reference without its account',
      { references: ['21 00000 00003 13947 14300 09017'] },
      'payment.qr_reference',
    ],
    ['no address', { address: null }, 'payment.address'],
    ['an address without a town', { address: 'Rue du Lac 12' }, 'payment.address'],
    ['a street of 71', { address: `${'a'.repeat(71)}\n1200 Genève` }, 'payment.address'],
    ['a name of 71', { payee: 'a'.repeat(71) }, 'payment.name'],
    ['other letters', { payee: 'Ателье' }, 'payment.letters'],
    ['a number of 141', { references: ['1'.repeat(141)] }, 'payment.reference'],
  ])('refuses %s: %s', (_, change, key) => {
    let found: unknown;
    try {
      swissPayload({ ...plain, ...change });
    } catch (error) {
      found = error;
    }
    expect(found).toBeInstanceOf(DunError);
    expect(found).toMatchObject({ key, exitCode: 65 });
  });

  it('keeps its lines whatever name and address hold', () => {
    const change = { payee: 'Atelier\nEPD', address: 'Rue\u0000 1\n1200 Gen\u202eève', references: ['F\n1'] };
    const found = swissPayload({ ...plain, ...change }).split('\n');
    expect(found).toHaveLength(31);
    expect([found[5], found[6], found[9], found[29]]).toEqual(['Atelier EPD', 'Rue', 'Genève', 'F 1']);
  });
});
