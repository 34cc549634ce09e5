import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeStoryLedger, storyMoment } from '../support/roussel.ts';
import { runDun } from '../support/run-dun.ts';
import { Home, Terminal } from '../support/terminal.ts';

interface ImportedInvoice {
  readonly number: string;
  readonly status: string;
  readonly due: string;
  readonly amount: { readonly amount: string };
  readonly owed: { readonly amount: string };
}

const invoices = join(import.meta.dirname, '..', 'fixtures', 'invoices');

let home: Home;

beforeEach(() => {
  home = new Home();
});

afterEach(() => home.remove());

function withStory(): Home {
  mkdirSync(dirname(home.db), { recursive: true, mode: 0o700 });
  makeStoryLedger(home.db);
  return home;
}

function json(argv: readonly string[], today = '2026-06-02') {
  const ran = runDun([...argv, '--json'], home.env({ DUN_TODAY: today }));
  if (ran.exitCode !== 0) throw new Error(`${argv.join(' ')} ended with ${ran.exitCode}: ${ran.stderr}`);
  return JSON.parse(ran.stdout);
}

function dun(argv: readonly string[], today = '2026-06-02') {
  return runDun(argv, home.env({ DUN_TODAY: today }));
}

const profile = [
  '--first',
  'Nadia',
  '--last',
  'Benali',
  '--business',
  'Atelier Benali',
  '--country',
  'FR',
  '--lang',
  'fr',
];

describe('from an empty home', () => {
  it('says how to start, sets up, imports and lists, without a terminal', () => {
    expect(dun([]).stdout).toContain('dun demo');
    expect(dun(['init', ...profile, '--email', 'nadia@benali.example']).exitCode).toBe(0);
    const file = join(invoices, 'Facture_FR_BASICWL.pdf');
    expect(json(['import', file]).files[0].invoices[0]).toMatchObject({
      client: 'Ma jolie boutique',
      number: 'FA-2017-0010',
      due: '2017-12-13',
      owed: { amount: '470.15', currency: 'EUR' },
      status: 'new',
      iban: 'FR2012421242124212421242124',
    });
    const before = json(['client', 'show', 'jolie']);
    expect(json(['import', file]).files[0].invoices[0].status).toBe('unchanged');
    expect(json(['client', 'show', 'jolie'])).toEqual(before);
    expect(json(['due']).items[0]).toMatchObject({ client: 'Ma jolie boutique', action: 'call', tier: 3 });
  });

  it('never makes a debt of a credit note', () => {
    dun(['init', ...profile]);
    json(['import', join(invoices, 'Avoir_FR_type381_BASIC.pdf')]);
    expect(json(['due'])).toMatchObject({ items: [], totals: [] });
  });

  it('reads the export of an invoicing tool as its README says', () => {
    dun(['init', ...profile]);
    const read: readonly ImportedInvoice[] = json(
      ['import', join(invoices, 'export-outil.csv')],
      '2026-11-23',
    ).files[0].invoices;
    expect(
      read.map(({ number, status, due, amount, owed }) => [number, status, due, amount.amount, owed.amount]),
    ).toEqual([
      ['F-2026-101', 'new', '2026-09-14', '840.00', '840.00'],
      ['F-2026-102', 'new', '2026-10-01', '890.00', '890.00'],
      ['F-2026-103', 'new', '2026-10-05', '4200.00', '3000.00'],
      ['F-2026-104', 'new', '2026-10-20', '640.00', '0.00'],
      ['F-2026-105', 'new', '2026-12-02', '1500.60', '1500.60'],
      ['A-2026-003', 'credit_note', '2026-10-10', '120.00', '0.00'],
    ]);
  });

  it('writes nothing of a file with a damaged row, and names its line', () => {
    dun(['init', ...profile]);
    const damaged = join(home.folder, 'damaged.csv');
    const text = readFileSync(join(invoices, 'export-outil.csv'), 'utf8');
    writeFileSync(damaged, text.replace('3 500,00;700,00;4 200,00', '3 500,00;700,00;quatre mille'));
    const ran = dun(['import', damaged]);
    expect(ran.exitCode).toBe(65);
    expect(ran.stderr).toMatch(/damaged\.csv[\s\S]*4[\s\S]*quatre mille/);
    expect(json(['client', 'list']).items).toEqual([]);
  });
});

describe('a promise of money leaving on Friday 5 June 2026', () => {
  beforeEach(() => {
    withStory();
    const ran = dun([
      'promise',
      'add',
      'roussel',
      '--amount',
      '840',
      '--on',
      'vendredi',
      '--means',
      'leaves',
    ]);
    if (ran.exitCode !== 0) throw new Error(ran.stderr);
  });

  it.each([
    ['2026-06-05', 'open'],
    ['2026-06-08', 'open'],
    ['2026-06-09', 'broken'],
    ['2026-06-20', 'broken'],
  ])('is on %s %s', (today, fate) => {
    const [promise] = json(['client', 'show', 'roussel'], today).promises;
    expect(promise).toMatchObject({
      fate,
      arrivalDeadline: '2026-06-08',
      recontactOn: '2026-06-09',
      level: 1,
    });
    const { items, hidden } = json(['due'], today);
    const listed = { first: items[0]?.handle ?? null, tier: items[0]?.tier ?? null };
    const waiting = hidden.filter((one: { handle: string }) => one.handle === 'roussel');
    const isBroken = fate === 'broken';
    expect(listed.first === 'roussel').toBe(isBroken);
    expect(listed.tier === 1).toBe(isBroken);
    expect(waiting).toMatchObject(isBroken ? [] : [{ gate: 'promise', until: '2026-06-09' }]);
  });

  it.each([
    ['840', '2026-06-08', 'kept'],
    ['840', '2026-06-09', 'kept_late'],
    ['100', '2026-06-08', 'partly_kept'],
  ])('with %s on %s it is %s', (amount, on, fate) => {
    expect(dun(['pay', 'roussel', amount, '--on', on], '2026-06-10')).toMatchObject({ exitCode: 0 });
    expect(json(['client', 'show', 'roussel'], '2026-06-10').promises[0].fate).toBe(fate);
  });
});

describe('when all is paid', () => {
  it('offers to say thank you, once', () => {
    withStory();
    expect(dun(['memo', 'roussel', '--thanks']).exitCode).toBe(1);
    expect(dun(['pay', 'roussel', '840']).stderr).toContain('dun memo roussel --thanks');
    expect(json(['memo', 'roussel', '--thanks'])).toMatchObject({
      kind: 'payment_thanks',
      callId: null,
      to: 'jules@roussel.example',
      missing: [],
    });
    expect(dun(['memo', 'roussel', '--thanks', '--send']).exitCode).toBe(0);
    expect(dun(['memo', 'roussel', '--thanks', '--send']).exitCode).toBe(1);
    expect(readdirSync(home.outbox)).toHaveLength(1);
  });
});

describe('the days before the first call', () => {
  it('leads from the list to the courteous mail, and to the call on its day', () => {
    dun(['init', ...profile, '--email', 'nadia@benali.example', '--iban', 'FR7630006000011234567890189']);
    const person = ['--contact', 'Karim Haddad', '--phone', '0388324567', '--email', 'karim@canal.example'];
    dun(['client', 'add', 'Brasserie du Canal', '--country', 'FR', ...person]);
    const file = join(invoices, 'Facture_FR_BASICWL.pdf');
    const bill = ['--amount', '480', '--issued', '2026-05-03', '--due', '2026-06-02', '--file', file];
    expect(dun(['invoice', 'add', 'canal', '--number', 'C-1', ...bill])).toMatchObject({ exitCode: 0 });
    const reasons = (on: string) =>
      json(['due'], on).items.map(
        (item: { action: string; reason: string }) => `${item.action} ${item.reason}`,
      );

    const list = dun(['due'], '2026-06-03').stdout;
    expect(list).toContain('écrire à Karim Haddad · un mot courtois, copie jointe');
    expect(list).toContain('dun memo brasserie-du-canal --reminder');
    expect(dun(['prep', 'canal'], '2026-06-03').stdout).toContain('dun memo brasserie-du-canal --reminder');
    expect(reasons('2026-06-03')).toEqual(['email courtesy']);
    // Seen from a day on which it was too late for it, the call has its place.
    expect(reasons('2026-06-08')).toEqual(['call first_call']);

    expect(dun(['memo', 'canal', '--reminder', '--send'], '2026-06-03')).toMatchObject({ exitCode: 0 });
    const [draft = ''] = readdirSync(home.outbox);
    const mail = readFileSync(join(home.outbox, draft), 'utf8');
    expect(mail).toMatch(/^X-Unsent: 1/);
    expect(mail).toContain('filename=c-1.pdf');
    expect(reasons('2026-06-04')).toEqual([]);
    expect(dun(['memo', 'canal', '--reminder', '--send'], '2026-06-04').exitCode).toBe(1);
    expect(readdirSync(home.outbox)).toHaveLength(1);

    expect(reasons('2026-06-08')).toEqual(['call first_call']);
    const { memos } = json(['client', 'show', 'canal'], '2026-06-08');
    expect(memos).toMatchObject([{ kind: 'payment_reminder', state: 'draft' }]);
    expect(json(['due', '--as-of', '2026-06-02'], '2026-06-08').items).toEqual([
      expect.objectContaining({ reason: 'preventive' }),
    ]);
  });
});

describe('bad input', () => {
  const cases: readonly (readonly [string, readonly string[], number, RegExp])[] = [
    ['an unknown client', ['prep', 'nobody'], 66, /nobody/],
    ['an amount of nothing', ['pay', 'roussel', '0'], 2, /0/],
    ['more than is owed', ['pay', 'roussel', '841'], 2, /840,00/],
    [
      'a promise of more than is owed',
      ['promise', 'add', 'roussel', '--amount', '900', '--on', 'demain'],
      2,
      /840,00/,
    ],
    [
      'a day in the past',
      ['promise', 'add', 'roussel', '--amount', '840', '--on', 'hier'],
      2,
      /1er juin 2026/,
    ],
    [
      'a vague day',
      ['promise', 'add', 'roussel', '--amount', '840', '--on', 'cette semaine'],
      2,
      /cette semaine/,
    ],
    ['an IBAN with a wrong check digit', ['init', '--iban', 'FR7630006000011234567890188'], 2, /188/],
    ['a PDF without an invoice', ['import', 'plain.pdf'], 65, /plain\.pdf/],
    ['a file that is not there', ['import', 'missing.csv'], 66, /missing\.csv/],
    ['an unknown option', ['due', '--frobnicate'], 2, /frobnicate/],
    ['an unknown command', ['frobnicate'], 2, /frobnicate/],
    ['a day that is none', ['due', '--today', '2026-02-30'], 2, /2026-02-30/],
    ['a call without a terminal', ['call', 'roussel'], 2, /terminal/],
  ];

  it.each(cases)('%s: one clear error, its code, nothing written', (...[, argv, exitCode, said]) => {
    withStory();
    const file = join(home.folder, 'plain.pdf');
    writeFileSync(file, '%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');
    const before = json(['client', 'show', 'roussel']);
    const ran = dun(argv.map((word) => (word === 'plain.pdf' ? file : word)));
    expect(ran.exitCode).toBe(exitCode);
    expect(ran.stderr).toMatch(said);
    expect(ran.stderr).toContain('→');
    expect(ran.stdout).toBe('');
    expect(ran.stderr).not.toMatch(/Error:|\.cjs/);
    expect(json(['client', 'show', 'roussel'])).toEqual(before);
  });

  it('refuses a ledger that is none, and leaves it as it is', () => {
    mkdirSync(dirname(home.db), { recursive: true });
    writeFileSync(home.db, 'this is a shopping list, not a ledger'.repeat(40), { mode: 0o600 });
    const sum = () => createHash('sha256').update(readFileSync(home.db)).digest('hex');
    const before = sum();
    const ran = dun(['due']);
    expect(ran.exitCode).toBe(73);
    expect(ran.stderr).toContain(home.db);
    expect(sum()).toBe(before);
  });
});

describe('the whole day in a terminal', () => {
  // The profile is the one that Enter alone makes of the questions of `dun init`: paid by "virement".
  it.each([
    ['without colours', '1'],
    ['in colours', ''],
  ])(
    'holds a call in at most 20 keys from "a person answers" to the memo, and writes the draft, %s',
    async (...[, noColour]) => {
      withStory();
      expect(dun(['init', '--methods', 'virement']).exitCode).toBe(0);
      const terminal = new Terminal(
        ['call', 'roussel'],
        home.env({ DUN_TODAY: storyMoment, NO_COLOR: noColour }),
      );
      await terminal.see('Espace appeler');
      terminal.press(' ');
      await terminal.see('Qui répond');
      let keys = 0;
      const press = (text: string): void => {
        keys += text.length;
        terminal.press(text);
      };
      press('1');
      await terminal.see('avant tout chiffre');
      press('1');
      await terminal.see('sur le travail');
      press('1');
      await terminal.see('puis se taire');
      press('1');
      await terminal.see('Montant ›');
      press('t');
      await terminal.see('Quel jour ›');
      press('+3\r');
      await terminal.see('vendredi 5 juin 2026');
      press('3');
      await terminal.see('lu ✓');
      press(' ');
      await terminal.see('Qui fait quoi');
      press('1');
      await terminal.see('Rester joignable');
      press(' ');
      await terminal.see('annoncer le message');
      press(' ');
      await terminal.see("tant que c'est frais");
      press(' ');
      await terminal.see('Un regard en arrière');
      press(' ');
      await terminal.see(/enregistré ✓[\s\S]*s préparer le brouillon[\s\S]*Ce message/);
      press('s');
      expect(await terminal.ended).toMatchObject({ exitCode: 0 });
      expect(keys).toBeLessThanOrEqual(20);
      const [draft] = readdirSync(home.outbox);
      const bytes = readFileSync(join(home.outbox, draft ?? ''), 'utf8');
      expect(bytes).toMatch(/^X-Unsent: 1\r\n/);
      expect(bytes).toContain('To: Jules Roussel <jules@roussel.example>');
      expect(bytes).toMatch(/Content-Type: image\/png/);
      expect(json(['memo', 'roussel'])).toMatchObject({ kind: 'promise_confirmation', state: 'draft' });
    },
  );
});

describe('the demo without a terminal', () => {
  it.each(['fr', 'en'] as const)(
    'plays brief, script, promise, memo and due list in this order, in %s',
    (language) => {
      const ran = runDun(['demo', '--lang', language], home.env());
      expect(ran).toMatchObject({ exitCode: 0 });
      const marks =
        language === 'fr'
          ? [
              'dun prep roussel',
              'But ',
              'dun call roussel',
              'Suis-je|Vous êtes|je parle',
              'vendredi 5 juin 2026',
              'À : Jules',
              'promesse du 5 juin non tenue',
            ]
          : [
              'dun prep roussel',
              'Goal ',
              'dun call roussel',
              'speaking|Is this|Am I',
              'Friday 5 June 2026',
              'To: Jules',
              'promise',
            ];
      let from = 0;
      for (const mark of marks) {
        const found = ran.stdout.slice(from).search(new RegExp(mark));
        expect({ mark, isThere: found >= 0 }).toEqual({ mark, isThere: true });
        from += found;
      }
      expect(ran.stdout).toContain(
        language === 'fr' ? '840,00 € auj. → le 16/06' : '€840.00 today → by Tue 16 June',
      );
      // Compiled code may stay, data may not.
      expect(readdirSync(home.folder).filter((name) => name !== '.cache')).toEqual([]);
    },
  );
});
