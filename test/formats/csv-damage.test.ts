import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { DunError } from '../../src/domain/errors.ts';
import { EUR, formatDecimal, money } from '../../src/domain/money.ts';
import { readInvoices } from '../../src/formats/read-invoices.ts';
import { bytesOf, fixture, inShort, readOptions, readWhole } from '../support/foreign.ts';
import { errorOf } from '../support/import-context.ts';

const header =
  'Numéro Facture;Date Émission;Date Échéance;Client;Montant TTC;Statut;Montant Payé;Reste à Payer';
const good = 'F-1;15/08/2026;14/09/2026;Noor;1 840,00;Envoyée;0,00;1 840,00';
const table = (...rows: string[]) => bytesOf(`${[header, ...rows].join('\n')}\n`);

describe('a damaged row is one error with its line', () => {
  test.each<[string, string, string, object]>([
    [
      'an amount in words',
      good.replace('1 840,00', 'mille'),
      'import.row_amount',
      { column: 'Montant TTC', value: 'mille' },
    ],
    ['no amount', good.replace('1 840,00', ''), 'import.row_amount', { column: 'Montant TTC', value: '' }],
    ['groups of two', good.replace('1 840,00', '18 40,00'), 'import.row_amount', { value: '18 40,00' }],
    ['three decimals', good.replace('1 840,00', '1840,005'), 'import.row_amount', { value: '1840,005' }],
    [
      'a day that does not exist',
      good.replace('15/08', '31/02'),
      'import.row_day',
      { column: 'Date Émission', value: '31/02/2026' },
    ],
    [
      'a month first',
      good.replace('14/09', '09/14'),
      'import.row_day',
      { column: 'Date Échéance', value: '09/14/2026' },
    ],
    ['a year of two digits', good.replace('15/08/2026', '15/08/26'), 'import.row_day', { value: '15/08/26' }],
    ['a day in words nobody says', good.replace('15/08/2026', 'hier'), 'import.row_day', { value: 'hier' }],
    [
      'no day at all',
      good.replace('15/08/2026;14/09/2026', ';'),
      'import.row_day_missing',
      { column: 'Date Émission' },
    ],
    ['no client', good.replace('Noor', ' '), 'import.row_client', { column: 'Client' }],
    ['no number', good.replace('F-1', ''), 'import.row_number', { column: 'Numéro Facture' }],
    ['a cell too many', `${good};x`, 'import.ragged', { found: 9, expected: 8 }],
    ['a cell too few', good.slice(0, good.lastIndexOf(';')), 'import.ragged', { found: 7, expected: 8 }],
    ['a quote in the middle', good.replace('Noor', 'Chez "Noor"'), 'import.quote', {}],
    ['a quote that stays open', good.replace('Noor', '"Noor'), 'import.quote', {}],
    [
      'a number twice with other amounts',
      good.replaceAll('1 840', '1 900').replace('F-1', 'F-0'),
      'import.row_twice',
      { first: 2, number: 'F-0' },
    ],
  ])('%s', async (...[, row, key, values]) => {
    const rows = [
      'F-0;01/08/2026;31/08/2026;Noor;10,00;Envoyée;0,00;10,00',
      '',
      row,
      good.replace('F-1', 'F-9'),
    ];
    const error = await errorOf(() => readWhole(table(...rows), {}, 'liste.csv'));
    expect([error.key, error.exitCode]).toEqual([key, 65]);
    expect(error.values).toMatchObject({ file: 'liste.csv', line: 4, ...values });
  });

  it('counts the lines inside quotes', async () => {
    const rows = [good.replace('Noor', '"No\nor"'), good.replace('F-1', 'F-2').replace('15/08', '15/13')];
    expect((await errorOf(() => readWhole(table(...rows)))).values['line']).toBe(4);
  });

  it('tells an unknown currency', async () => {
    const error = await errorOf(() =>
      readWhole(bytesOf('Number,Client,Total,Currency\nF-1,Noor,1.00,EUR\nF-2,Noor,1.00,ZZZ\n')),
    );
    expect([error.key, error.values]).toEqual([
      'import.row_currency',
      { file: 'file', line: 3, value: 'ZZZ' },
    ]);
  });
});

describe('a file that is no list of invoices', () => {
  test.each<[string, string, string]>([
    ['prose', 'Hello, this is a letter.\nIt has, some commas.\n', 'unmapped'],
    ['one word', 'hello', 'import.not_table'],
    ['nothing', '', 'import.empty'],
    [
      'a bank list, English',
      'Date,Description,Debit,Credit,Balance\n2026-01-01,X,,1.00,5.00\n',
      'import.statement',
    ],
    [
      'a bank list, French',
      'Date;Libellé;Débit;Crédit;Solde\n01/01/2026;VIR;;1,00;5,00\n',
      'import.statement',
    ],
    [
      'a bank list with references',
      'Date;Référence;Nom;Libellé;Débit;Crédit\n01/01/2026;R1;X;VIR;;1,00\n',
      'import.statement',
    ],
    ['MT940', ':20:X\n:25:X\n:28C:1\n:60F:C260101EUR1,00\n', 'import.statement'],
    ['OFX', 'OFXHEADER:100\nDATA:OFXSGML\n', 'import.statement'],
    ['OFX as XML', '<?xml version="1.0"?><OFX><SIGNONMSGSRSV1/></OFX>', 'import.statement'],
    ['QIF', '!Type:Bank\nD01/01/26\n', 'import.statement'],
    [
      'camt',
      '<?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"/>',
      'import.statement',
    ],
    ['CFONB', `01${'0'.repeat(118)}\n04${'0'.repeat(118)}\n`, 'import.statement'],
    ['CODA', `00000${'0'.repeat(123)}\n1${' '.repeat(127)}\n`, 'import.statement'],
    ['a ledger', new TextDecoder().decode(fixture('imports/fec.txt')), 'import.ledger'],
    ['an order', '<?xml version="1.0"?><Order/>', 'import.xml_other'],
    ['a page', '<!DOCTYPE html><html><body/></html>', 'import.xml_other'],
    ['an Invoice of another kind', '<Invoice xmlns="urn:other"/>', 'import.xml_other'],
    ['JSON', '[{"number":"F-1"}]', 'import.not_text'],
    ['a workbook', 'PK\u0003\u0004rest', 'import.spreadsheet'],
    ['bytes', 'a;b\u0000c\n', 'import.not_text'],
  ])('%s', async (_, text, expected) => {
    expect(await verdictOn(bytesOf(text))).toBe(expected);
  });

  it('knows pictures and old workbooks by their first bytes', async () => {
    const keys = await Promise.all(
      [
        [0x89, 0x50, 0x4e, 0x47],
        [0xff, 0xd8, 0xff, 0xe0],
        [0xd0, 0xcf, 0x11, 0xe0],
      ].map(async (bytes) => (await errorOf(() => readWhole(new Uint8Array(bytes)))).key),
    );
    expect(keys).toEqual(['import.picture', 'import.picture', 'import.spreadsheet']);
  });
});

describe('promises 8, row 17', () => {
  it('a file cut at any byte is a clean error or whole rows, never half a row', async () => {
    const names = [
      'invoices/export-outil.csv',
      'imports/xero.csv',
      'imports/invoice2go.csv',
      'imports/odoo.csv',
      'imports/faktu.csv',
      'imports/eigene-liste.csv',
    ];
    let cuts = 0;
    for (const name of names) {
      const bytes = fixture(name);
      const whole = new Set((await readWhole(bytes)).invoices.map(inShort));
      for (let end = 0; end < bytes.length; end += 1) {
        cuts += 1;
        const rows = await rowsOrError(bytes.subarray(0, end));
        const odd = rows.filter((row) => !whole.has(row));
        if (odd.length > 0) throw new Error(`${name} cut at ${end}: ${odd.join()}`);
      }
    }
    expect(cuts).toBeGreaterThan(5000);
  }, 60_000);

  it('every row comes back as it was written, whatever its text and the habits of its tool', async () => {
    const text = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
      .map((value) => `N${value.replace(/\p{Cc}/gu, '')}z`);
    const row = fc.record({
      client: text,
      minor: fc.integer({ min: 1, max: 99_999_999 }),
      offset: fc.integer({ min: 0, max: 3000 }),
    });
    const habits = fc.record({
      delimiter: fc.constantFrom(';', ',', '\t', '|'),
      isFrench: fc.boolean(),
      lineEnd: fc.constantFrom('\n', '\r\n', '\r'),
      mark: fc.constantFrom('', '\ufeff'),
      group: fc.constantFrom('', ' ', '\u00a0', '\u202f'),
    });
    let count = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { minLength: 1, maxLength: 200, size: 'max' }),
        habits,
        async (rows, habit) => {
          count += rows.length;
          const cells = rows.map(({ client, minor, offset }, index) => [
            `F-${index}`,
            client,
            dayText(offset, habit.isFrench),
            amountText(minor, habit),
          ]);
          const lines = [['Numéro', 'Client', 'Date', 'Total TTC'], ...cells].map((line) =>
            line.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(habit.delimiter),
          );
          const { invoices } = await readWhole(
            bytesOf(habit.mark + lines.join(habit.lineEnd) + habit.lineEnd),
          );
          expect(invoices.map(({ total }) => total.minor)).toEqual(rows.map(({ minor }) => minor));
          expect(invoices.map(({ issuedOn }) => issuedOn)).toEqual(rows.map(({ offset }) => isoText(offset)));
          expect(invoices.map(({ number }) => number)).toEqual(rows.map((_, index) => `F-${index}`));
        },
      ),
      { numRuns: 120, seed: 17 },
    );
    expect(count).toBeGreaterThan(10_000);
  }, 60_000);

  it('noise in any cell is a clean error or a list of invoices', async () => {
    const noise = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.constantFrom('"', ';', '\n', "'", '=1+1', '-', '0', '1e9', 'NaN', '__proto__', '€', '\u202e'),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(noise, { minLength: 1, maxLength: 9 }), { minLength: 1, maxLength: 6 }),
        async (rows) => {
          expect(await rowsOrError(table(...rows.map((cells) => cells.join(';'))))).toBeInstanceOf(Array);
        },
      ),
      { numRuns: 2000 },
    );
  }, 60_000);
});

/** How the reading of a file ends: a state, or the key of a `DunError` 65. */
async function verdictOn(bytes: Uint8Array): Promise<string> {
  try {
    return (await readInvoices(bytes, 'x', readOptions)).state;
  } catch (error) {
    if (!(error instanceof DunError) || error.exitCode !== 65) throw error;
    return error.key;
  }
}

/** The rows that are read, none when the file is refused; anything else than a `DunError` 65 fails. */
async function rowsOrError(bytes: Uint8Array): Promise<string[]> {
  try {
    const file = await readInvoices(bytes, 'x', readOptions);
    return file.state === 'read' ? file.invoices.map(inShort) : [];
  } catch (error) {
    if (!(error instanceof DunError) || error.exitCode !== 65) throw error;
    return [];
  }
}

function isoText(offset: number): string {
  return new Date(Date.UTC(2020, 0, 13) + offset * 86_400_000).toISOString().slice(0, 10);
}

/** Always with a row that tells day from month: the first is the 13th or later, or the file is ISO. */
function dayText(offset: number, isFrench: boolean): string {
  const [year, month, dayOfMonth] = isoText(offset).split('-');
  return isFrench ? `${dayOfMonth}/${month}/${year}` : `${year}-${month}-${dayOfMonth}`;
}

function amountText(minor: number, { isFrench, group }: { isFrench: boolean; group: string }): string {
  const [whole = '', decimals = ''] = formatDecimal(money(minor, EUR)).split('.');
  return whole.replace(/\B(?=(\d{3})+$)/g, group) + (isFrench ? ',' : '.') + decimals;
}
