import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import { type DueOptions, registerDue, runDue } from '../../src/commands/due.ts';
import { day } from '../../src/domain/day.ts';
import { EUR, money, parseCurrency } from '../../src/domain/money.ts';
import { loadWords } from '../../src/script/words.ts';
import { aClient, aDispute, anInvoice, euros } from '../support/a-standing.ts';
import { aMorning, dueServices } from '../support/due-services.ts';
import { wordFolders } from '../support/prep-services.ts';

/** What the terminal shows, with ordinary blanks for the reader of this file. */
async function screen(
  options: DueOptions = {},
  setting: Parameters<typeof dueServices>[1] = {},
): Promise<string[]> {
  const services = dueServices(aMorning(), setting);
  await runDue(services, options);
  return services.lines.map((line) => line.replaceAll('\u00a0', ' '));
}

async function document(options: DueOptions = {}, on = '2026-06-09'): Promise<Record<string, unknown>> {
  const services = dueServices(aMorning(), { isJson: true, on });
  await runDue(services, options);
  expect(services.lines).toEqual([]);
  return { ...services.documents[0] };
}

describe('the screen', () => {
  test('in French, at 80 columns', async () => {
    expect(await screen()).toEqual([
      'Mardi 9 juin 2026                            2 à relancer · 1 730,00 € en retard',
      '',
      '1  Menuiserie Roussel  840,00 €  promesse du 5 juin non tenue                 30',
      '   appeler Jules Roussel · 03 88 00 11 22',
      '2  Brasserie du Canal  890,00 €  11 jours sans contact, 29 jours de retard    31',
      '   appeler Karim Haddad · 03 88 32 45 67',
      '',
      'En attente : Clinique des Lices (litige, réponse le 15 juin) · Atelier Noor',
      '(promesse du 12 juin)',
      '',
      '→ dun prep roussel                                         dun due --why roussel',
    ]);
  });

  test('in English', async () => {
    const lines = await screen({}, { language: 'en' });
    expect(lines[0]).toBe('Tuesday 9 June 2026                               2 to chase · €1,730.00 overdue');
    expect(lines[2]).toContain('promise for 5 June not kept');
    expect(lines[5]).toBe('   call Karim Haddad · 03 88 32 45 67');
  });

  test.each([40, 50, 80, 100])('no line is wider than %i columns', async (width) => {
    for (const options of [{}, { all: true, by: 'dispute' }, { why: 'roussel' }])
      for (const line of await screen(options, { width })) expect(line.length).toBeLessThanOrEqual(width);
  });

  test('in a narrow window the reason goes below, and the name stays whole', async () => {
    const lines = await screen({}, { width: 44 });
    expect(lines.slice(3, 6)).toEqual([
      '1  Menuiserie Roussel  840,00 €           30',
      '   promesse du 5 juin non tenue',
      '   appeler Jules Roussel · 03 88 00 11 22',
    ]);
  });

  test('nothing to do is told with what comes next', async () => {
    expect(await screen({}, { on: '2026-05-02' })).toEqual([
      "Rien à relancer aujourd'hui. Prochaine échéance : lundi 4 mai 2026, Clinique des",
      'Lices, 1 200,00 €.',
    ]);
  });

  test('--all gives everybody a line', async () => {
    const all = await screen({ all: true });
    expect(all.filter((line) => line.includes('Groupe Hélios'))).toEqual([
      '   Groupe Hélios       3 200,00 €  pas encore échue, premier appel le 25 juin',
    ]);
  });

  test.each([
    ['age', ['canal', '29 jours'], ['roussel', '20 jours']],
    ['amount', ['canal', '890,00 €'], ['roussel', '840,00 €']],
    ['slippage', ['canal', '890,00 €'], ['roussel', '840,00 €']],
  ])('--by %s', async (by, ...expected) => {
    const items = (await document({ by }))['items'] as { handle: string }[];
    expect(items.map(({ handle }) => handle)).toEqual(expected.map(([handle]) => handle));
    const lines = await screen({ by });
    for (const [, figure] of expected) expect(lines.some((line) => line.endsWith(`${figure}`))).toBe(true);
  });

  test('--by dispute counts what is contested and still open, once', async () => {
    const ledger = aMorning();
    const [canal] = ledger.clients.find('canal');
    const [invoice] = ledger.standings.one(canal?.id ?? 0).invoices;
    const first = aDispute({
      clientId: canal?.id ?? 0,
      invoiceId: invoice?.id ?? 0,
      disputed: euros(890),
      raisedOn: day('2026-06-01'),
    });
    ledger.disputes.open(first);
    ledger.disputes.open({ ...first, disputed: euros(100) });
    const services = dueServices(ledger, {});
    await runDue(services, { by: 'dispute', all: true });
    const lines = services.lines.map((line) => line.replaceAll('\u00a0', ' '));
    expect(lines.filter((line) => line.includes('Brasserie')).join(' ')).toMatch(/890,00 €.* 890,00 €$/);
    expect(lines.join(' ')).not.toContain('990,00');
  });

  test('--by something else is a usage error', async () => {
    await expect(screen({ by: 'mood' })).rejects.toMatchObject({ key: 'due.bad_by', exitCode: 2 });
  });
});

describe('--why', () => {
  test('adds up, and names the rules', async () => {
    const lines = await screen({ why: 'roussel' });
    expect(lines).toContain('  30,1  au total, soit 30');
    const points = lines.flatMap((line) => /^ +(\d+,\d) {2}(?!au total)/.exec(line)?.[1] ?? []);
    expect(points.reduce((sum, text) => sum + Number(text.replace(',', '.')) * 10, 0)).toBeCloseTo(301);
    expect(lines).toContain("  jours pour qu'un virement parti soit sur le compte : 3 (arrival_days)");
  });

  test('of somebody who is left alone says until when', async () => {
    expect(await screen({ why: 'noor' })).toContain("Pas aujourd'hui : promesse du 12 juin.");
    expect(await screen({ why: 'lices' })).toContain("Pas aujourd'hui : litige, réponse le 15 juin.");
  });

  test('of an invoice asked about before its due day names the amounts that make it worth asking', async () => {
    const lines = (await screen({ why: 'helios' })).join(' ');
    for (const key of ['small_amount', 'large_amount']) expect(lines).toContain(`(${key})`);
    expect(lines).not.toContain('Le jour convenu');
  });

  test('as JSON', async () => {
    expect(await document({ why: 'lices' })).toMatchObject({
      schema: 'dun.due.why/1',
      handle: 'lices',
      holds: [{ reason: 'dispute', invoice: 'F-lices', until: '2026-06-15' }],
      nextActions: [{ action: 'follow_up', gate: 'dispute', amount: { amount: '1200.00', currency: 'EUR' } }],
    });
  });

  test('as JSON of a client who owes nothing: the same keys', async () => {
    const ledger = aMorning();
    ledger.clients.add(aClient({ handle: 'novum', name: 'Novum' }));
    const services = dueServices(ledger, { isJson: true });
    await runDue(services, { why: 'novum' });
    await runDue(services, { why: 'lices' });
    const [nothing, something] = services.documents;
    expect(Object.keys({ ...nothing })).toEqual(Object.keys({ ...something }));
    expect(nothing).toMatchObject({ handle: 'novum', item: null, rung: null, holds: [], nextActions: [] });
  });

  test('of yen, which have no cents: the same reference as the score has', async () => {
    const ledger = aMorning();
    const currency = parseCurrency('JPY') ?? EUR;
    const client = ledger.clients.add(aClient({ handle: 'sakura', name: 'Sakura' }));
    const amount = money(5000, currency);
    ledger.invoices.add(anInvoice({ clientId: client.id, amount, settledBefore: money(0, currency) }));
    const services = dueServices(ledger, { language: 'en' });
    await runDue(services, { why: 'sakura' });
    const line = services.lines.find((text) => text.includes('full mark at') && text.includes('JPY'));
    expect(line?.replaceAll('\u00a0', ' ')).toBe(
      '  35.0  amount    5,000 JPY undisputed, full mark at 5,000 JPY',
    );
  });

  test('of nobody', async () => {
    await expect(screen({ why: 'zzz' })).rejects.toMatchObject({ exitCode: 66 });
  });
});

describe('JSON', () => {
  test('the shape others rely on', async () => {
    const found = await document();
    expect(found).toMatchObject({
      schema: 'dun.due/1',
      today: '2026-06-09',
      totals: [{ amount: '1730.00', currency: 'EUR' }],
      next: { handle: 'noor', on: '2026-06-12', amount: { amount: '420.00', currency: 'EUR' } },
      hidden: [
        { client: 'Clinique des Lices', handle: 'lices', gate: 'dispute', until: '2026-06-15' },
        { handle: 'noor', gate: 'promise', until: '2026-06-16' },
        { handle: 'helios', gate: 'not_due' },
      ],
    });
    expect(found['items']).toMatchObject([
      {
        client: 'Menuiserie Roussel',
        handle: 'roussel',
        tier: 1,
        score: 30,
        terms: { amount: 5.9, age: 6.7, broken: 7.5, risk: 5, gap: 5 },
        action: 'call',
        reason: 'promise_broken',
        on: '2026-06-09',
        at: null,
        level: 1,
        owed: { amount: '840.00', currency: 'EUR' },
        promise: { fate: 'broken', promisedOn: '2026-06-05', recontactOn: '2026-06-09' },
        contact: 'Jules Roussel',
        phone: '03 88 00 11 22',
      },
      { handle: 'canal', tier: 3, reason: 'gap', promise: null, level: null },
    ]);
  });

  test('the client of a running promise is silent until the recontact day and back on it', async () => {
    const handles = async (on: string) =>
      ((await document({}, on))['items'] as { handle: string }[]).map(({ handle }) => handle);
    expect(await handles('2026-06-15')).not.toContain('noor');
    expect((await handles('2026-06-16')).slice(0, 2)).toContain('noor');
  });
});

describe('the command line', () => {
  test.each<[string[], DueOptions]>([
    [[], {}],
    [['--all'], { all: true }],
    [['--week'], { week: true }],
    [['--by', 'age'], { by: 'age' }],
    [['--why', 'roussel'], { why: 'roussel' }],
  ])('dun due %j', async (argv, expected) => {
    let seen: DueOptions | undefined;
    const program = new Command().exitOverride();
    const host = {
      words: loadWords('fr', wordFolders),
      context: () => Promise.reject(new Error('not asked')),
    };
    const services = dueServices(aMorning());
    registerDue(program, { ...host, context: async () => ({ ...services }) as never }, async (_, options) => {
      seen = options;
    });
    await program.parseAsync(['due', ...argv], { from: 'user' });
    expect(seen).toEqual(expected);
  });
});

test('the words of both languages have the same keys and the same placeholders', () => {
  const read = (language: string): Record<string, string> =>
    JSON.parse(readFileSync(join(wordFolders.builtIn, language, 'screen', 'due.json'), 'utf8'));
  const names = (text: string) =>
    [...text.matchAll(/\{(\w+)\}/g)]
      .map((match) => match[1])
      .toSorted((a, b) => `${a}`.localeCompare(`${b}`));
  const [fr, en] = [read('fr'), read('en')];
  expect(Object.keys(fr)).toEqual(Object.keys(en));
  for (const [key, text] of Object.entries(fr)) {
    expect([key, ...names(text)]).toEqual([key, ...names(en[key] ?? '')]);
    expect(text).not.toMatch(/ [:;?!»]|« /);
  }
});
