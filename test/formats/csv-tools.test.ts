import { describe, expect, it, test } from 'vitest';
import { bytesOf, fixture, inShort, readOptions, readWhole } from '../support/foreign.ts';
import { errorOf } from '../support/import-context.ts';
import { readInvoices } from '../../src/formats/read-invoices.ts';

describe('the export of each tool (facts 4.3)', () => {
  test.each<[string, string[], string[]]>([
    [
      'xero.csv',
      [
        'INV-1014 Harbour Café Ltd 2026-03-24 2026-04-23 149500 149500 GBP',
        'INV-1015 Roastery Bar 2026-02-04 2026-03-06 86250 0 GBP',
        'INV-1016 Roastery Bar 2026-07-15 2026-08-14 30000 20000 GBP',
        'credit CN-0007 Roastery Bar 2026-04-20 2026-04-20 6000 6000 GBP',
      ],
      ['import.note_other 7', 'import.note_draft 8'],
    ],
    [
      'quickbooks-aging.csv',
      [
        'SI-1 Tactics Skate 2025-11-11 2025-12-11 100000 80000 USD',
        'credit SC-1 Zumi Goods 2026-01-23 2026-01-23 10000 10000 USD',
        'SI-2 Sports Basement 2026-07-01 2026-08-15 50000 50000 USD',
        'SI-3 Carter Katz, Inc. 2026-07-02 2026-08-16 120050 120050 USD',
      ],
      ['import.note_skipped 6, 10, 11, 14, 15, 19', 'import.note_other 9'],
    ],
    [
      'freshbooks.csv',
      ['0000001 Blue Door 2026-01-28 - 114000 114000 USD', '0000002 Red Fox 2026-02-03 - 60000 0 USD'],
      ['import.note_draft 5'],
    ],
    [
      'zoho.csv',
      [
        'INV-000001 Simple Bakery 2026-01-28 2026-02-27 48975 38975 USD',
        'INV-000003 Jessica Stone 2026-03-02 - 39000 39000 USD',
      ],
      ['import.note_void 4'],
    ],
    [
      'wave.csv',
      ['2 Mark Walter 2026-01-28 - 29400 29400 EUR', '3 Lucas Frame 2026-01-29 - 59050 50000 EUR'],
      [],
    ],
    [
      'invoice2go.csv',
      ['1 Barry Gordon 2026-01-28 - 95355 45355 EUR', '4 Pool Works 2026-01-28 - 7290 0 EUR'],
      [],
    ],
    [
      'invoicely.csv',
      [
        'INV-1 Bruce Wells 2026-01-28 2026-02-27 102000 102000 EUR',
        'INV-2 Bruce Wells 2026-02-02 2026-03-04 8000 0 EUR',
      ],
      [],
    ],
    [
      'invoice-ninja.csv',
      [
        '1 Ludwig Kray 2026-09-25 2026-10-20 1350 849 USD',
        '2 Ludwig Kray 2026-09-26 2026-10-26 2667 2667 USD',
      ],
      [],
    ],
    [
      'odoo.csv',
      [
        'INV/2026/00012 Azur Interior 2026-03-31 2026-04-30 180000 180000 EUR',
        'INV/2026/00013 Deco Addict 2026-03-31 2026-04-30 30000 0 EUR',
        'credit RINV/2026/00001 Azur Interior 2026-04-02 2026-04-02 12000 12000 EUR',
      ],
      [],
    ],
    [
      'faktu.csv',
      [
        'FAC2026-0001 SARL Dupont 2026-01-15 2026-02-15 120000 0 EUR',
        'FAC2026-0002 Entreprise Martin 2026-01-20 2026-02-20 300000 300000 EUR',
      ],
      ['import.note_draft 4'],
    ],
    [
      'faktu-detail.csv',
      [
        'FAC2026-0001 SARL Dupont 2026-01-15 - 120000 120000 EUR',
        'FAC2026-0002 Entreprise Martin 2026-01-20 - 120000 120000 EUR',
      ],
      [],
    ],
    [
      'eigene-liste.csv',
      [
        'RE-1 Müller & Söhne GmbH 2026-02-03 2026-03-05 119000 100000 EUR',
        'RE-2 Bäckerei Öz 2026-02-04 2026-03-06 5950 5950 EUR',
      ],
      ['import.note_encoding '],
    ],
    [
      'factuurlijst.csv',
      [
        "2026-001 't Hoekje BV 2026-02-01 2026-03-03 121000 121000 EUR",
        '2026-002 De Vries 2026-02-13 2026-03-15 60500 0 EUR',
      ],
      [],
    ],
  ])('%s', async (name, expected, notes) => {
    const file = await readWhole(fixture(`imports/${name}`));
    expect(file.invoices.map(inShort)).toEqual(expected);
    expect(file.notes.map(({ key, values }) => `${key} ${values['lines'] ?? ''}`)).toEqual(notes);
  });

  it('reads what the README of the samples says', async () => {
    const { invoices } = await readWhole(fixture('invoices/export-outil.csv'));
    expect(invoices.map(inShort)).toEqual([
      'F-2026-101 Menuiserie Roussel SARL 2026-08-15 2026-09-14 84000 84000 EUR',
      'F-2026-102 Brasserie du Canal 2026-09-01 2026-10-01 89000 89000 EUR',
      'F-2026-103 Groupe Hélios; Services 2026-09-05 2026-10-05 420000 300000 EUR',
      'F-2026-104 Clinique Vétérinaire des Lices 2026-09-20 2026-10-20 64000 0 EUR',
      'F-2026-105 Menuiserie Roussel SARL 2026-11-02 2026-12-02 150060 150060 EUR',
      'credit A-2026-003 Brasserie du Canal 2026-10-10 2026-10-10 12000 12000 EUR',
    ]);
    expect(invoices.map(({ prepaid }) => prepaid.minor)).toEqual([0, 0, 120_000, 64_000, 0, 0]);
  });
});

describe('what goes with an invoice', () => {
  it('takes mail, order number, service, terms and country where they are', async () => {
    const [xero, , poster] = (await readWhole(fixture('imports/xero.csv'))).invoices;
    expect(xero).toMatchObject({
      clientEmail: 'accounts@harbour.example',
      poNumber: 'PO 77',
      clientCountry: 'GB',
      service: null,
    });
    expect(poster?.service).toBe('Poster');
    const [, zoho] = (await readWhole(fixture('imports/zoho.csv'))).invoices;
    expect(zoho?.terms).toBe('Due on Receipt');
  });
});

describe('the shape of a table', () => {
  const plain = 'Invoice number,Client,Date,Due date,Total\nF-1,Noor,2026-09-01,2026-10-01,120.00\n';
  const expected = ['F-1 Noor 2026-09-01 2026-10-01 12000 12000 EUR'];
  const latin = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));

  test.each<[string, Uint8Array]>([
    ['plain', bytesOf(plain)],
    ['semicolons', bytesOf(plain.replaceAll(',', ';'))],
    ['tabs', bytesOf(plain.replaceAll(',', '\t'))],
    ['bars', bytesOf(plain.replaceAll(',', '|'))],
    ['a byte order mark', bytesOf(`\ufeff${plain}`)],
    ['UTF-16, little end first', new Uint8Array(Buffer.from(`\ufeff${plain}`, 'utf16le'))],
    ['UTF-16, big end first', new Uint8Array(Buffer.from(`\ufeff${plain}`, 'utf16le').swap16())],
    ['UTF-16 without a mark', new Uint8Array(Buffer.from(plain, 'utf16le'))],
    ['CR LF', bytesOf(plain.replaceAll('\n', '\r\n'))],
    ['CR alone', bytesOf(plain.replaceAll('\n', '\r'))],
    ['no line end at the end', bytesOf(plain.trimEnd())],
    ['sep= of a spreadsheet', bytesOf(`sep=;\n${plain.replaceAll(',', ';')}`)],
    ['everything in quotes', bytesOf(plain.replace(/[^,\n]+/g, '"$&"'))],
    ['titles above', bytesOf(`My firm\n\nInvoices 2026,,,,\n${plain}`)],
    ['empty lines between', bytesOf(plain.replace('\nF', '\n\n,,,,\nF'))],
    ['a total below', bytesOf(`${plain}TOTAL,,,,120.00\n`)],
    ['a total without a word below', bytesOf(`${plain},,,,120.00\n`)],
    ['a line of thanks below', bytesOf(`${plain}\nThank you for your business\n`)],
    ['the header again', bytesOf(plain + plain.slice(0, plain.indexOf('\n') + 1))],
    ['empty columns at the end', bytesOf(plain.replaceAll('\n', ',,\n'))],
    [
      'columns in another order',
      bytesOf('Total,Due date,Client,Date,Invoice number\n120.00,2026-10-01,Noor,2026-09-01,F-1\n'),
    ],
    [
      'columns nobody knows',
      bytesOf(plain.replace('Total', 'Total,Shoe size').replace('120.00', '120.00,42')),
    ],
    [
      'headers of a prototype',
      bytesOf(plain.replace('Total', 'Total,__proto__,constructor').replace('120.00', '120.00,x,y')),
    ],
    ['a short German due day', bytesOf(plain.replace('Due date', 'Fällig'))],
    ['old Latin letters', latin(plain.replace('Client', 'Soci\u00e9t\u00e9'))],
  ])('%s', async (_, bytes) => {
    expect((await readWhole(bytes)).invoices.map(inShort)).toEqual(expected);
  });

  it('obeys --encoding and says what it guessed', async () => {
    const bytes = latin(plain.replace('Noor', 'No\u00e9'));
    expect((await readWhole(bytes, { encoding: 'iso-8859-15' })).notes).toEqual([]);
    const guessed = await readWhole(bytes);
    expect(guessed.invoices[0]?.clientName).toBe('Noé');
    expect(guessed.notes).toMatchObject([
      { key: 'import.note_encoding', values: { encoding: 'windows-1252' } },
    ]);
    expect((await errorOf(() => readWhole(bytes, { encoding: 'utf-8' }))).key).toBe('import.encoding_wrong');
    const unknown = await errorOf(() => readWhole(bytes, { encoding: 'klingon' }));
    expect([unknown.key, unknown.exitCode]).toEqual(['import.encoding_unknown', 2]);
  });

  it('takes off what spreadsheets put before text', async () => {
    const [row] = (
      await readWhole(bytesOf(`Number,Client,Total,Phone\n="0042",'t Hoekje,120.00,'+33388001122\n`))
    ).invoices;
    expect(row).toMatchObject({ number: '0042', clientName: "'t Hoekje", clientPhone: '+33388001122' });
  });

  it('is not mapped when a column is missing, and read when it is named', async () => {
    const odd = bytesOf('Doc;Buyer;Worth\nF-1;Noor;120,00\n');
    const file = await readInvoices(odd, 'odd.csv', readOptions);
    expect(file).toMatchObject({
      state: 'unmapped',
      missing: ['number', 'client', 'amount'],
      headers: ['Doc', 'Buyer', 'Worth'],
      sample: ['F-1', 'Noor', '120,00'],
    });
    const columns = { number: 'Doc', client: 'Buyer', amount: 'worth' };
    expect((await readWhole(odd, { columns })).invoices.map(inShort)).toEqual([
      'F-1 Noor - - 12000 12000 EUR',
    ]);
    const saved = 'number=Doc,client=Buyer,amount=Worth';
    expect((await readWhole(odd, { savedColumns: () => saved })).invoices).toHaveLength(1);
  });

  it('needs no client column when every row is for one', async () => {
    const file = await readWhole(bytesOf('Number,Total\nF-1,120.00\n'), { clientName: 'Noor' });
    expect(file.invoices.map(inShort)).toEqual(['F-1 Noor - - 12000 12000 EUR']);
  });
});
