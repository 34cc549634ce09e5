import { describe, expect, it } from 'vitest';
import { inFours } from '../../src/domain/reference.ts';
import { checkIban } from '../../src/formats/iban.ts';

const valid = [
  'FR1420041010050500013M02606',
  'FR7630006000011234567890189',
  'BE68539007547034',
  'LU280019400644750000',
  'DE89370400440532013000',
  'CH9300762011623852957',
  'CH4431999123000889012', // QR-IBAN
  'GB29NWBK60161331926819',
];

/** ISO 7064 over the digits, without the library. */
function remainder(iban: string): number {
  const moved = iban.slice(4) + iban.slice(0, 4);
  const digits = Array.from(moved, (character) => String(Number.parseInt(character, 36))).join('');
  return Number(BigInt(digits) % 97n);
}

describe('checkIban', () => {
  it.each(valid)('takes %s', (iban) => {
    expect(remainder(iban)).toBe(1);
    expect(checkIban(iban)).toEqual({ iban });
    expect(checkIban(inFours(iban).toLowerCase())).toEqual({ iban });
    expect(checkIban(`IBAN: ${inFours(iban).replaceAll(' ', '\u00a0')}`)).toEqual({ iban });
  });

  it('finds every single wrong digit', () => {
    for (const iban of valid) {
      for (let at = 2; at < iban.length; at += 1) {
        const other = iban.charAt(at) === '7' ? '1' : '7';
        expect(checkIban(iban.slice(0, at) + other + iban.slice(at + 1))).toHaveProperty('problem');
      }
    }
  });

  it.each([
    ['FR7630006000011234567890188', 'checksum'],
    ['FR7530006000011234567890189', 'checksum'],
    ['DK1212341234123412', 'checksum'],
    ['BE6853900754703', 'length'],
    ['FR763000600001123456789018', 'length'],
    ['XX12345678', 'country'],
    ['US12345678901234', 'country'],
    ['IBAN32423940', 'country'],
    ['IBANFR7630006000011234567890188', 'checksum'],
    ['GB29123460161331926819', 'format'],
    ['DEAB370400440532013000', 'format'],
    ['3000600001123456789', 'format'],
    ['', 'format'],
    ['FR76 3000 6000 0112 3456 7890 189 ou BE68', 'length'],
    ['FR76é', 'format'],
  ])('%s: wrong %s', (text, problem) => expect(checkIban(text)).toEqual({ problem }));
});
