import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, test } from 'vitest';
import type { Command } from 'commander';
import { createProgram } from '../../src/cli/program.ts';
import { type ImportOptions, registerImport, runImport } from '../../src/commands/import.ts';
import { day } from '../../src/domain/day.ts';
import { balances } from '../../src/domain/invoice.ts';
import { errorOf, importContext, type ImportSetup } from '../support/import-context.ts';

const invoices = new URL('../fixtures/invoices/', import.meta.url).pathname;
const exports_ = new URL('../fixtures/imports/', import.meta.url).pathname;
const facture = `${invoices}Facture_FR_BASICWL.pdf`;
const avoir = `${invoices}Avoir_FR_type381_BASIC.pdf`;
const list = `${invoices}export-outil.csv`;

function aFile(content: string | Uint8Array, name = 'liste.csv'): string {
  const folder = mkdtempSync(join(tmpdir(), 'dun-import-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

function story(setup: ImportSetup = {}) {
  const { context, written, ledger } = importContext(setup);
  onTestFinished(() => ledger.close());
  return {
    ledger,
    written,
    again: (more: ImportSetup) => importContext({ ...setup, ...more, ledger }),
    run: async (files: string | string[], options: Omit<ImportOptions, 'files'> = {}) =>
      runImport(context, { files: [files].flat(), ...options }),
    /** Client, number, what is open, for every invoice of the ledger. */
    open: () =>
      ledger.standings
        .all()
        .flatMap((standing) =>
          [...balances(standing, day('2026-11-23')).values()].map(
            ({ invoice, balance }) => `${standing.client.name} ${invoice.number} ${balance.minor}`,
          ),
        ),
  };
}

describe('dun import', () => {
  it('takes a Factur-X invoice with client, due day, what is owed, account and copy', async () => {
    const { ledger, written, run, open } = story();
    await run(facture);
    expect(open()).toEqual(['Ma jolie boutique FA-2017-0010 47015']);
    const [standing] = ledger.standings.all();
    expect(standing?.invoices[0]).toMatchObject({
      dueOn: '2017-12-13',
      iban: 'FR2012421242124212421242124',
      file: facture,
      poNumber: 'PO445',
      settledBefore: { minor: 20_100 },
    });
    expect(written.lines).toEqual([
      'Ma jolie boutique  FA-2017-0010  €470.15  2017-12-13  new',
      'Imported: 1 new invoice, 1 new client.',
    ]);
  });

  it('changes nothing the second time and says so', async () => {
    const { written, run, open, ledger } = story();
    await run([facture, list]);
    const before = [open(), ledger.payments.list(), ledger.clients.all()];
    written.lines.length = 0;
    await run([facture, list]);
    expect([open(), ledger.payments.list(), ledger.clients.all()]).toEqual(before);
    expect(written.lines.at(-1)).toBe('Nothing new: it is all here already.');
    expect(written.notes.filter((note) => note.includes('imported before'))).toHaveLength(2);
  });

  it('knows the same invoice in another file', async () => {
    const { written, run, open } = story();
    await run(`${invoices}EN16931_Einfach_DueDate.cii.xml`);
    await run(`${invoices}EN16931_Einfach_DueDate.ubl.xml`);
    expect(open()).toEqual(['Kunden AG Mitte 471102 52987']);
    expect(written.lines.at(-1)).toBe('Nothing new: it is all here already.');
  });

  it('never makes a debt of a credit note, and lowers the invoice it names, whatever the order of files', async () => {
    const { ledger, run, open } = story();
    await run(avoir);
    expect([open(), ledger.standings.open()]).toEqual([[], []]);
    const other = story();
    await other.run([avoir, facture]);
    expect(other.open()).toEqual(['Ma jolie boutique FA-2017-0010 23668']);
  });

  it('reads the list of a tool', async () => {
    const { run, open } = story();
    await run(list);
    expect(open().toSorted()).toEqual([
      'Brasserie du Canal F-2026-102 77000',
      'Clinique Vétérinaire des Lices F-2026-104 0',
      'Groupe Hélios; Services F-2026-103 300000',
      'Menuiserie Roussel SARL F-2026-101 84000',
      'Menuiserie Roussel SARL F-2026-105 150060',
    ]);
  });

  it('takes a lower amount due for a payment of today', async () => {
    const { ledger, run, open, written } = story();
    await run(
      aFile('Number,Client,Date,Due date,Total,Balance\nF-1,Noor,2026-09-01,2026-10-01,120.00,120.00\n'),
    );
    await run(
      aFile('Number,Client,Date,Due date,Total,Balance\nF-1,Noor,2026-09-01,2026-10-01,120.00,50.00\n'),
    );
    expect(open()).toEqual(['Noor F-1 5000']);
    expect(ledger.payments.list()).toMatchObject([
      { amount: { minor: 7000 }, on: '2026-11-23', source: 'import' },
    ]);
    expect(written.lines.at(-1)).toBe('Imported: 1 payment.');
  });

  it('gives a known invoice the copy that a PDF brings', async () => {
    const { ledger, run } = story();
    await run(
      aFile(
        'Number,Client,Date,Due date,Total,Balance\nFA-2017-0010,Ma jolie boutique,2017-11-13,2017-12-13,671.15,470.15\n',
      ),
    );
    await run(facture);
    expect(ledger.standings.all()[0]?.invoices).toMatchObject([{ file: facture }]);
  });

  it('writes nothing with --dry-run', async () => {
    const { ledger, run, written } = story();
    await run([facture, list], { dryRun: true });
    expect([ledger.clients.all(), ledger.imports.columnMap('x')]).toEqual([[], undefined]);
    expect(written.lines.at(-1)).toMatch(
      /^To import: 6 new invoices, 1 credit note, 5 new clients\. Nothing is written\.$/,
    );
  });

  it('asks on a terminal, and nothing is written after a no', async () => {
    const { run, ledger } = story({ answers: [false] });
    const error = await errorOf(() => run(facture));
    expect([error.key, error.exitCode, ledger.clients.all()]).toEqual(['import.declined', 1, []]);
    const yes = story({ answers: [true] });
    await yes.run(facture);
    expect(yes.open()).toHaveLength(1);
    const unasked = story({ answers: [] });
    await unasked.run(facture, { yes: true });
    expect(unasked.open()).toHaveLength(1);
  });

  it('gives every row to one client, an existing one by any part of its name', async () => {
    const { run, open } = story();
    await run(list);
    await run(aFile('Number,Total\nF-9,10.00\n'), { client: 'roussel' });
    expect(open()).toContain('Menuiserie Roussel SARL F-9 1000');
  });

  it('warns of an account with wrong check digits and takes it', async () => {
    const { run, written, ledger } = story();
    await run(aFile('Number,Client,Total,IBAN\nF-1,Noor,120.00,FR76 3000 6000 0112 3456 7890 188\n'));
    expect(written.notes.join()).toContain('wrong check digits');
    expect(ledger.standings.all()[0]?.invoices[0]?.iban).toBe('FR7630006000011234567890188');
  });
});

describe('several files', () => {
  it('one that is bad does not keep the others out', async () => {
    const { run, open, written } = story();
    const bad = aFile('Number,Client,Total\nF-1,Noor,xx\n');
    const error = await errorOf(() => run([bad, facture]));
    expect([error.key, error.exitCode, error.values]).toEqual([
      'import.some_failed',
      65,
      { count: 1, files: bad },
    ]);
    expect(open()).toHaveLength(1);
    expect(written.notes.join()).toContain('liste.csv, line 2, column "Total"');
  });

  it('each is all or nothing', async () => {
    const { run, ledger } = story();
    const rows = Array.from({ length: 50 }, (_, index) => `F-${index},Noor,${index + 1}.00`);
    const error = await errorOf(() => run(aFile(['Number,Client,Total', ...rows, 'F-99,,1.00'].join('\n'))));
    expect([error.key, error.values['line'], ledger.clients.all()]).toEqual(['import.row_client', 52, []]);
  });

  it('share a client that none of them knew before', async () => {
    const { run, ledger } = story();
    await run([facture, `${invoices}ubl-21-en16931.xml`]);
    expect(ledger.clients.all().map(({ name }) => name)).toEqual(['Ma jolie boutique']);
  });
});

describe('columns nobody knows', () => {
  const odd = 'Doc;Buyer;Worth\nF-1;Noor;120,00\n';

  it('are an error with the headers and the flag to type, without a terminal', async () => {
    const error = await errorOf(async () => story().run(aFile(odd)));
    expect([error.key, error.exitCode, error.values]).toEqual([
      'import.columns',
      65,
      {
        file: expect.stringContaining('liste.csv'),
        missing: 'number, client, amount',
        headers: 'Doc | Buyer | Worth',
        map: 'number=…,client=…,amount=…',
      },
    ]);
  });

  it('are asked on a terminal, once for each kind of header', async () => {
    const { run, open, again } = story({ answers: ['Doc', 'Buyer', 'Worth', true] });
    await run(aFile(odd));
    const second = again({ answers: [true] });
    await runImport(second.context, { files: [aFile(odd.replace('F-1', 'F-2'))] });
    expect(open()).toEqual(['Noor F-1 12000', 'Noor F-2 12000']);
  });

  it('are named by --map, and remembered', async () => {
    const { run, open } = story();
    await run(aFile(odd), { map: 'number=Doc,client=Buyer,amount=Worth' });
    await run(aFile(odd.replace('F-1', 'F-2')));
    expect(open()).toHaveLength(2);
  });

  test.each([
    ['size=Doc', 'import.map_form'],
    ['number=Dock,client=Buyer,amount=Worth', 'import.map_unknown'],
  ])('--map %s is refused', async (map, key) => {
    const error = await errorOf(async () => story().run(aFile(odd), { map }));
    expect([error.key, error.exitCode]).toEqual([key, 2]);
  });
});

describe('--json', () => {
  it('is one document of schema dun.import/1', async () => {
    const { run, written } = story({ isJson: true, answers: [] });
    const error = await errorOf(() => run([facture, avoir, `${exports_}fec.txt`]));
    expect(error.key).toBe('import.some_failed');
    expect(written.lines).toEqual([]);
    expect(written.documents).toEqual([
      {
        schema: 'dun.import/1',
        today: '2026-11-23',
        files: [
          {
            file: facture,
            format: 'factur-x',
            invoices: [
              {
                client: 'Ma jolie boutique',
                handle: 'ma-jolie-boutique',
                number: 'FA-2017-0010',
                due: '2017-12-13',
                amount: { amount: '671.15', currency: 'EUR' },
                owed: { amount: '470.15', currency: 'EUR' },
                status: 'new',
                iban: 'FR2012421242124212421242124',
              },
            ],
            notes: [expect.stringContaining('IBAN')],
            error: null,
          },
          {
            file: avoir,
            format: 'factur-x',
            invoices: [
              expect.objectContaining({
                number: 'AV-2017-0005',
                status: 'credit_note',
                owed: { amount: '0.00', currency: 'EUR' },
              }),
            ],
            notes: [],
            error: null,
          },
          {
            file: `${exports_}fec.txt`,
            format: null,
            invoices: [],
            notes: [],
            error: expect.stringContaining('FEC'),
          },
        ],
      },
    ]);
  });
});

test.each<[string[], ImportOptions]>([
  [['a.pdf', 'b.csv'], { files: ['a.pdf', 'b.csv'] }],
  [['a.csv', '--yes', '--dry-run'], { files: ['a.csv'], yes: true, dryRun: true }],
  [
    ['a.csv', '--encoding', 'latin1', '--map', 'number=N', '--client', 'acme', '--currency', 'GBP'],
    { files: ['a.csv'], encoding: 'latin1', map: 'number=N', client: 'acme', currency: 'GBP' },
  ],
])('dun import %j', async (argv, expected) => {
  const seen: ImportOptions[] = [];
  const { context } = importContext();
  const host = { words: context.words, context: async () => context as never };
  const program: Command = await createProgram(host, 'due', { out: () => undefined });
  registerImport(program, host, async (_, options) => void seen.push(options));
  await program.parseAsync(['node', 'dun', 'import', ...argv]);
  expect(seen).toEqual([expected]);
});

describe.each(['fr', 'en'] as const)('words in %s', (language) => {
  const { words } = importContext({ language }).context;
  const source = new URL('../../src/', import.meta.url).pathname;
  const texts = ['formats', 'domain', 'commands', 'terminal'].flatMap((folder) =>
    readdirSync(join(source, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => readFileSync(join(source, folder, name), 'utf8')),
  );

  it('exist for every label the code names, with a hint for every error', () => {
    const keys = texts
      .flatMap((text) => text.match(/'import\.[a-z_.]+'/g) ?? [])
      .map((key) => key.slice(1, -1));
    const errors = texts.flatMap((text) =>
      [...text.matchAll(/DunError\(\s*'(import\.[a-z_]+)'/g)].map((match) => match[1] ?? ''),
    );
    expect(errors.length).toBeGreaterThan(30);
    expect(keys.filter((key) => !words.has(key) && !words.has(`${key}.other`))).toEqual([]);
    expect(errors.filter((key) => !words.has(`${key}.hint`))).toEqual([]);
  });
});
