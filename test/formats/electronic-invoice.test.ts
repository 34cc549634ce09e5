import { describe, expect, it, test } from 'vitest';
import { DunError } from '../../src/domain/errors.ts';
import { aCii, type CiiOptions } from '../support/a-cii.ts';
import { bytesOf, fixture, inShort, readWhole } from '../support/foreign.ts';
import { errorOf } from '../support/import-context.ts';

const readCii = async (options: CiiOptions) => {
  const file = await readWhole(bytesOf(aCii(options)));
  return { ...file.invoices[0], notes: file.notes };
};

test.each([
  [
    'Facture_FR_BASICWL.pdf',
    'factur-x',
    'FA-2017-0010 Ma jolie boutique 2017-11-13 2017-12-13 67115 47015 EUR',
  ],
  [
    'Avoir_FR_type381_BASIC.pdf',
    'factur-x',
    'credit AV-2017-0005 Ma jolie boutique 2017-11-16 2017-11-16 23347 23347 EUR',
  ],
  ['EN16931_Einfach_DueDate.cii.xml', 'cii', '471102 Kunden AG Mitte 2018-03-05 2019-03-05 52987 52987 EUR'],
  ['EN16931_Einfach_DueDate.ubl.xml', 'ubl', '471102 Kunden AG Mitte 2018-03-05 2019-03-05 52987 52987 EUR'],
  ['ubl-21-en16931.xml', 'ubl', 'F124212 Ma jolie boutique SARL 2026-06-17 2026-07-16 30803 20803 EUR'],
])('reads the sample %s', async (name, format, expected) => {
  const file = await readWhole(fixture(`invoices/${name}`));
  expect([file.format, ...file.invoices.map(inShort)]).toEqual([format, expected]);
  expect(file.notes).toEqual([]);
});

test('reads account, order and reference of a sample, and what a credit note lowers', async () => {
  const [invoice] = (await readWhole(fixture('invoices/Facture_FR_BASICWL.pdf'))).invoices;
  expect(invoice).toMatchObject({
    iban: 'FR2012421242124212421242124',
    poNumber: 'PO445',
    clientCountry: 'FR',
    reference: 'FA-2017-0010',
  });
  const [credit] = (await readWhole(fixture('invoices/Avoir_FR_type381_BASIC.pdf'))).invoices;
  expect(credit).toMatchObject({ kind: 'credit_note', creditedNumber: 'FA-2017-0010' });
});

test('reads who to call from a UBL invoice', async () => {
  const [invoice] = (await readWhole(fixture('invoices/ubl-21-en16931.xml'))).invoices;
  expect(invoice).toMatchObject({
    contactName: 'Mme Laëtitia Durand',
    clientPhone: '+33 7 42 12 42 12',
    terms: '30 jours net',
    deliveredOn: '2026-06-14',
  });
});

describe('Cross Industry Invoice', () => {
  test.each<[string, CiiOptions, object]>([
    ['the profile MINIMUM has neither due day nor account', {}, { dueOn: null, iban: null, terms: null }],
    ['leading zeros of a number stay', { number: '000123' }, { number: '000123' }],
    ['several terms: the latest day', { due: ['20260915', '20261001'] }, { dueOn: '2026-10-01' }],
    [
      'several accounts: the first that is an IBAN, without blanks',
      { ibans: [' ', 'FR76 3000 6000 0112 3456 7890 189'] },
      { iban: 'FR7630006000011234567890189' },
    ],
    [
      'terms in words',
      { terms: ['30 jours', 'fin de mois'] },
      { terms: '30 jours · fin de mois', dueOn: null },
    ],
    ['a no-break space in a name is a space', { buyer: 'Atelier\u00a0Noor' }, { clientName: 'Atelier Noor' }],
    ['the five entities and numbers', { buyer: 'A &amp; B &#233;&#xE9;' }, { clientName: 'A & B éé' }],
    ['unknown entities stay as written', { buyer: 'A &nbsp; B' }, { clientName: 'A &nbsp; B' }],
    ['CDATA is taken as it is', { buyer: '<![CDATA[A & B <C> &amp;]]>' }, { clientName: 'A & B <C> &amp;' }],
    ['one item is the service', { items: ['Refonte du catalogue'] }, { service: 'Refonte du catalogue' }],
    ['several items are none', { items: ['Logo', 'Site'] }, { service: null }],
    ['type 381 is a credit note', { type: '381' }, { kind: 'credit_note' }],
    [
      'a negative invoice is a credit note',
      { total: '-120.00', payable: '-120.00' },
      { kind: 'credit_note', total: { minor: 12_000, currency: 'EUR' } },
    ],
    ['a corrected invoice is an invoice', { type: '384' }, { kind: 'invoice' }],
    [
      'three decimals are no thousands',
      { total: '1.250', payable: '1.250' },
      { total: { minor: 125, currency: 'EUR' } },
    ],
    [
      'yen have no decimals',
      { currency: 'JPY', total: '1200', payable: '1200.00' },
      { total: { minor: 1200, currency: 'JPY' } },
    ],
    [
      'paid twice over, nothing is owed',
      { prepaid: '150.00', payable: '-30.00' },
      { kind: 'invoice', amountDue: { minor: 0, currency: 'EUR' } },
    ],
    [
      'ZUGFeRD 1.0',
      { version: 'first', due: ['20261001'], ibans: ['DE89370400440532013000'] },
      {
        number: 'F-1',
        dueOn: '2026-10-01',
        iban: 'DE89370400440532013000',
        amountDue: { minor: 12_000, currency: 'EUR' },
      },
    ],
    [
      'the person to call',
      {
        contact:
          '<ram:DefinedTradeContact><ram:PersonName>Ada Roy</ram:PersonName><ram:TelephoneUniversalCommunication><ram:CompleteNumber>01\u00a023 45 67 89</ram:CompleteNumber></ram:TelephoneUniversalCommunication><ram:EmailURIUniversalCommunication><ram:URIID>ada@noor.example</ram:URIID></ram:EmailURIUniversalCommunication></ram:DefinedTradeContact>',
      },
      { contactName: 'Ada Roy', clientPhone: '01 23 45 67 89', clientEmail: 'ada@noor.example' },
    ],
    [
      'a network identifier is no mail address',
      {
        contact:
          '<ram:URIUniversalCommunication><ram:URIID schemeID="0225">123456789</ram:URIID></ram:URIUniversalCommunication>',
      },
      { clientEmail: null },
    ],
  ])('%s', async (_, options, expected) => {
    expect(await readCii(options)).toMatchObject(expected);
  });

  it('says when the amount due is not the total minus what was paid', async () => {
    const { notes, amountDue } = await readCii({ total: '120.00', prepaid: '20.00', payable: '120.00' });
    expect(notes).toEqual([{ key: 'import.note_sum', values: { file: 'file', number: 'F-1' } }]);
    expect(amountDue?.minor).toBe(12_000);
  });

  test.each<[string, CiiOptions, string]>([
    ['an amount that is none', { total: '12,00' }, 'import.field_amount'],
    ['more decimals than the currency has', { payable: '1.005' }, 'import.field_amount'],
    ['a day that does not exist', { due: ['20260230'] }, 'import.field_date'],
    ['an unknown currency', { currency: 'ZZZ' }, 'import.currency_unknown'],
    ['no number', { number: ' ' }, 'import.field_missing'],
    ['no buyer', { buyer: '' }, 'import.field_missing'],
    ['a proforma', { type: '325' }, 'import.not_invoice_type'],
  ])('refuses %s', async (_, options, key) => {
    const error = await errorOf(() => readCii(options));
    expect([error.key, error.exitCode]).toEqual([key, 65]);
  });

  it('reads ISO 8859-1 and UTF-16 as declared', async () => {
    const latin = Buffer.from(
      aCii({ buyer: 'Café', before: '<?xml version="1.0" encoding="ISO-8859-1"?>' }),
      'latin1',
    );
    const wide = Buffer.from(
      `\ufeff${aCii({ buyer: 'Café', before: '<?xml version="1.0" encoding="UTF-16"?>' })}`,
      'utf16le',
    );
    for (const bytes of [latin, wide]) {
      expect((await readWhole(new Uint8Array(bytes))).invoices[0]?.clientName).toBe('Café');
    }
  });

  it('is a clean error when cut at any byte', async () => {
    const bytes = fixture('invoices/EN16931_Einfach_DueDate.cii.xml');
    const whole = new TextDecoder().decode(bytes).lastIndexOf('</rsm:CrossIndustryInvoice>');
    for (let end = whole - 2000; end < whole; end += 7) {
      expect(await errorOf(() => readWhole(bytes.subarray(0, end)))).toBeInstanceOf(DunError);
    }
  });
});
