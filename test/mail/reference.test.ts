import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatQrr,
  formatRf,
  hasCheckDigits,
  inFours,
  isOgm,
  isQrIban,
  isQrr,
  isRf,
  makeOgm,
  makeQrr,
  makeRf,
  referenceFor,
  structureOf,
} from '../../src/domain/reference.ts';

// Vectors of ISO 11649 and of the Belgian structured communication.
describe('ISO 11649', () => {
  it.each([
    ['539007547034', 'RF18539007547034'],
    ['FAC2026117', 'RF93FAC2026117'],
    ['1234', 'RF541234'],
    ['18K5', 'RF6518K5'],
    ['G72UUR', 'RF45G72UUR'],
    ['000001', 'RF74000001'],
    ['5000056789012345', 'RF485000056789012345'],
    ['2026', 'RF102026'],
    ['FAC-2026/117', 'RF93FAC2026117'],
    ['fac 2026 117', 'RF93FAC2026117'],
  ])('makes %s into %s', (body, reference) => {
    expect(makeRf(body)).toBe(reference);
    expect(isRf(reference)).toBe(true);
  });

  it.each(['', 'é12', 'A'.repeat(22), '№ 12', 'F_12'])('makes nothing of %j', (body) => {
    expect(makeRf(body)).toBeUndefined();
  });

  it.each([
    ['RF51C4', true],
    ['RF684377', true],
    ['rf51 c4', true],
    ['RF17539007547034', false],
    ['RF35C4', false],
    ['RF214377', false],
    ['RF51', false],
    ['51C4', false],
    [`RF00${'A'.repeat(22)}`, false],
  ])('%s is valid: %s', (reference, valid) => {
    expect(isRf(reference)).toBe(valid);
  });

  it('is printed in groups of four', () => {
    expect(formatRf('RF485000056789012345')).toBe('RF48 5000 0567 8901 2345');
    expect(formatRf('RF51C4')).toBe('RF51 C4');
    expect(inFours('FR7630006000011234567890189')).toBe('FR76 3000 6000 0112 3456 7890 189');
    expect(inFours('BE68539007547034')).toBe('BE68 5390 0754 7034');
  });

  it('is valid for every body, and no longer after one digit changed', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Z0-9]{0,19}[0-9]$/), (body) => {
        const reference = makeRf(body) ?? '';
        const wrong = reference.slice(0, -1) + String((Number(reference.slice(-1)) + 1) % 10);
        expect([isRf(reference), isRf(wrong)]).toEqual([true, false]);
      }),
    );
  });
});

describe('Belgian structured communication', () => {
  it.each([
    ['0909337554', '+++090/9337/55493+++'],
    ['0000000097', '+++000/0000/09797+++'],
    ['0108068171', '+++010/8068/17183+++'],
    ['0000000000', '+++000/0000/00097+++'],
    ['1234567890', '+++123/4567/89002+++'],
    ['9999999999', '+++999/9999/99948+++'],
    ['2026000117', '+++202/6000/11714+++'],
    ['1905063212', '+++190/5063/21290+++'],
  ])('makes %s into %s', (digits, ogm) => {
    expect(makeOgm(digits)).toBe(ogm);
    expect(isOgm(ogm)).toBe(true);
  });

  it.each([
    ['***090/9337/55493***', true],
    ['090933755493', true],
    ['090/9337/55493', true],
    ['+++123/4567/89012+++', false],
    ['010/8068/17180', false],
    ['+++090/9337/55493***', false],
    ['09093375549', false],
    ['', false],
  ])('%s is valid: %s', (text, valid) => {
    expect(isOgm(text)).toBe(valid);
  });

  it.each(['123', '12345678901', '12345 7890', ''])('makes nothing of %j', (digits) => {
    expect(makeOgm(digits)).toBeUndefined();
  });
});

describe('Swiss QR reference', () => {
  it.each([
    ['21000000000313947143000901', '210000000003139471430009017'],
    ['12345678901234567890123456', '123456789012345678901234567'],
    ['00000000000000000020260042', '000000000000000000202600427'],
    ['20260042', '000000000000000000202600427'],
  ])('makes %s into %s', (digits, reference) => {
    expect(makeQrr(digits)).toBe(reference);
    expect(isQrr(reference)).toBe(true);
    expect(isQrr(formatQrr(reference))).toBe(true);
  });

  it.each([
    '210000000003139471430009016',
    '21000000000313947143000901',
    '2100000000031394714300090171',
    '000000000000000000000000000',
    '21000000000313947143000901A',
    '',
  ])('%j is none', (text) => {
    expect(isQrr(text)).toBe(false);
  });

  it.each(['', '1'.repeat(27), '12 34', 'A1'])('makes nothing of %j', (digits) => {
    expect(makeQrr(digits)).toBeUndefined();
  });

  it('is printed as two digits and groups of five', () => {
    expect(formatQrr('210000000003139471430009017')).toBe('21 00000 00003 13947 14300 09017');
  });

  it('is no longer valid after any one digit changed', () => {
    const body = fc.stringMatching(/^[1-9]\d{25}$/);
    fc.assert(
      fc.property(body, fc.nat(26), fc.integer({ min: 1, max: 9 }), (digits, at, by) => {
        const reference = makeQrr(digits) ?? '';
        const wrong = String((Number(reference[at]) + by) % 10);
        expect(isQrr(reference)).toBe(true);
        expect(isQrr(reference.slice(0, at) + wrong + reference.slice(at + 1))).toBe(false);
      }),
    );
  });

  it.each([
    ['CH4431999123000889012', true],
    ['CH9300762011623852957', false],
    ['CH0030000123000889012', true],
    ['CH0029999123000889012', false],
    ['CH0032000123000889012', false],
    ['LI0031000123000889012', true],
    ['DE8931999044053201300', false],
  ])('%s is a QR-IBAN: %s', (iban, expected) => {
    expect(isQrIban(iban)).toBe(expected);
  });
});

describe('check digits of an account', () => {
  it.each([
    ['FR1420041010050500013M02606', true],
    ['FR7630006000011234567890189', true],
    ['BE68539007547034', true],
    ['LU280019400644750000', true],
    ['DE89370400440532013000', true],
    ['CH9300762011623852957', true],
    ['CH4431999123000889012', true],
    ['GB29NWBK60161331926819', true],
    ['RF18539007547034', true],
    ['FR7630006000011234567890188', false],
    ['DK1212341234123412', false],
    ['IBAN32423940', false],
    ['fr7630006000011234567890189', false],
    ['', false],
  ])('%s: %s', (code, expected) => {
    expect(hasCheckDigits(code)).toBe(expected);
  });
});

describe('structureOf', () => {
  it.each([
    ['RF93 FAC2 0261 17', { kind: 'rf', code: 'RF93FAC2026117' }],
    ['rf93fac2026117', { kind: 'rf', code: 'RF93FAC2026117' }],
    ['+++090/9337/55493+++', { kind: 'ogm', code: '090933755493' }],
    ['***090/9337/55493***', { kind: 'ogm', code: '090933755493' }],
    ['21 00000 00003 13947 14300 09017', { kind: 'qrr', code: '210000000003139471430009017' }],
    ['090933755493', undefined],
    ['210000000003139471430009017', undefined],
    ['+++123/4567/89012+++', undefined],
    ['RF17539007547034', undefined],
    ['F-2026-044', undefined],
    ['', undefined],
  ])('%s: %j', (printed, expected) => {
    expect(structureOf(printed)).toEqual(expected);
  });
});

describe('referenceFor', () => {
  const number = 'FAC-2026-117';
  const plain = { reference: null, country: 'FR', prefersRf: false };
  it.each([
    { what: 'its number when it has no reference', given: {}, expected: 'FAC-2026-117' },
    {
      what: 'its own reference as it is',
      given: { reference: 'DOSSIER 12', prefersRf: true },
      expected: 'DOSSIER 12',
    },
    { what: 'an RF in groups', given: { reference: 'RF93FAC2026117' }, expected: 'RF93 FAC2 0261 17' },
    {
      what: 'the structured form in Belgium',
      given: { reference: '090933755493', country: 'BE' },
      expected: '+++090/9337/55493+++',
    },
    {
      what: 'the Swiss form in Switzerland',
      given: { reference: '210000000003139471430009017', country: 'CH' },
      expected: '21 00000 00003 13947 14300 09017',
    },
    {
      what: 'a wrong Swiss reference as it is',
      given: { reference: '210000000003139471430009016', country: 'CH' },
      expected: '210000000003139471430009016',
    },
    {
      what: 'twelve digits as they are elsewhere',
      given: { reference: '090933755493' },
      expected: '090933755493',
    },
    {
      what: 'a wrong structured reference as it is',
      given: { reference: '+++123/4567/89012+++', country: 'BE' },
      expected: '+++123/4567/89012+++',
    },
    {
      what: 'an RF made from the number when asked for',
      given: { prefersRf: true },
      expected: 'RF93 FAC2 0261 17',
    },
    { what: 'the number when the reference is blank', given: { reference: '  ' }, expected: 'FAC-2026-117' },
  ])('quotes $what', ({ given, expected }) => {
    const { reference, country, prefersRf } = { ...plain, ...given };
    expect(referenceFor({ number, reference }, { country, prefersRf })).toBe(expected);
  });

  it('falls back to a number that no RF can hold', () => {
    const invoice = { number: 'Facture n° 12', reference: null };
    expect(referenceFor(invoice, { country: 'FR', prefersRf: true })).toBe('Facture n° 12');
  });
});
