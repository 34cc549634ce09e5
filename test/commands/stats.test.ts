import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import { registerStats, runStats, type StatsOptions } from '../../src/commands/stats.ts';
import { addDays, day } from '../../src/domain/day.ts';
import { type Currency, money, parseCurrency } from '../../src/domain/money.ts';
import { loadWords } from '../../src/script/words.ts';
import { widthOf } from '../../src/terminal/style.ts';
import { aClient, anInvoice } from '../support/a-standing.ts';
import { hostileStrings, leaks } from '../support/hostile.ts';
import { anEmptyLedger, wordFolders } from '../support/prep-services.ts';
import { aSpring, statsDay } from '../support/stats-ledger.ts';
import { type StatsDesk, statsServices } from '../support/stats-services.ts';

const root = join(import.meta.dirname, '..', '..');
const golden = (name: string) => join(import.meta.dirname, '..', 'golden', name);

function currencyOf(code: string): Currency {
  const currency = parseCurrency(code);
  if (currency === undefined) throw new Error(`no currency ${code}`);
  return currency;
}

async function shown(
  options: StatsOptions = {},
  setting: Parameters<typeof statsServices>[1] = {},
): Promise<StatsDesk> {
  const desk = statsServices(aSpring(), setting);
  await runStats(desk, options);
  return desk;
}

describe('the screen', () => {
  test.each(['fr', 'en'] as const)('in %s', async (language) => {
    const { lines } = await shown({}, { language });
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(golden(`stats.${language}.txt`));
  });

  test('of one client, with its own hours and without the others', async () => {
    const { lines } = await shown({ client: 'canal' });
    const text = lines.join('\n').replaceAll('\u00a0', ' ');
    expect(text).toContain('Brasserie du Canal, au mardi 9 juin 2026');
    expect(text).toContain('Répond surtout de 9 h à 10 h.');
    expect(text).not.toContain('Roussel');
    expect(text).not.toContain('USD');
  });

  test.each([40, 60, 80, 100])('no line is wider than %i columns, nor than 80', async (width) => {
    for (const language of ['fr', 'en'] as const)
      for (const line of (await shown({}, { language, width })).lines)
        expect(widthOf(line)).toBeLessThanOrEqual(Math.min(80, width));
  });

  test('with the setting for listeners there are words and figures only', async () => {
    const ledger = aSpring();
    ledger.settings.set('call.plain', 'yes');
    const desk = statsServices(ledger);
    await runStats(desk, {});
    expect(desk.lines.join('')).not.toMatch(/[▁-▉]/);
    expect(desk.lines.join('\n')).toContain('(2 sur 4)');
  });

  test('a currency in which nothing is open comes last, without figures of what is open', async () => {
    const ledger = aSpring();
    const [client] = ledger.clients.find('canal');
    const paid = money(475_000, currencyOf('CHF'));
    ledger.invoices.add(
      anInvoice({ clientId: client?.id ?? 0, number: 'CH-17', amount: paid, settledBefore: paid }),
    );
    const desk = statsServices(ledger);
    await runStats(desk, {});
    const text = desk.lines.join('\n');
    expect(text.match(/Encours en \w+/g)).toEqual(['Encours en EUR', 'Encours en USD', 'Encours en CHF']);
    const swiss = text.slice(text.indexOf('Encours en CHF'), text.indexOf('Litiges'));
    expect(swiss).toContain("Rien n'est ouvert.");
    expect(swiss).not.toMatch(/En retard|À provisionner/);
  });

  test('a currency with nothing open and no recent invoice is not shown, unless there is no other', async () => {
    const paid = money(475_000, currencyOf('CHF'));
    const old = { amount: paid, settledBefore: paid, issuedOn: day('2025-01-02'), dueOn: day('2025-02-02') };
    const sections: (RegExpMatchArray | null)[] = [];
    for (const ledger of [aSpring(), anEmptyLedger()]) {
      const { id } = ledger.clients.find('canal')[0] ?? ledger.clients.add(aClient({ handle: 'canal' }));
      ledger.invoices.add(anInvoice({ ...old, clientId: id, number: 'CH-17' }));
      ledger.invoices.add(anInvoice({ ...old, clientId: id, number: 'CH-18' }));
      const desk = statsServices(ledger);
      await runStats(desk, {});
      sections.push(desk.lines.join('\n').match(/Encours.*|Rien n'est ouvert.*/g));
    }
    expect(sections).toEqual([
      ['Encours en EUR, par âge', 'Encours en USD, par âge'],
      ['Encours', "Rien n'est ouvert."],
    ]);
  });

  test('is true on the day that was asked for', async () => {
    const { lines } = await shown({}, { on: '2026-03-01' });
    const text = lines.join('\n').replaceAll('\u00a0', ' ');
    expect(text).toContain("Aucune promesse n'est encore arrivée à son terme.");
    expect(text).toContain('2 000,00 €');
    expect(text).not.toContain('840,00');
  });
});

describe('an empty ledger', () => {
  test.each(['fr', 'en'] as const)('says that there is no data, in %s', async (language) => {
    const desk = statsServices(anEmptyLedger(), { language });
    await runStats(desk, {});
    const text = desk.lines.join('\n');
    expect(text.split(language === 'fr' ? 'aucune donnée' : 'no data').length).toBeGreaterThan(9);
    expect(text).not.toMatch(/NaN|undefined|Infinity|null|\b0[\u00a0 ]?%/);
  });

  test('as JSON: null, never a number', async () => {
    const desk = statsServices(anEmptyLedger(), { isJson: true });
    await runStats(desk, {});
    expect(desk.documents[0]).toMatchObject({
      schema: 'dun.stats/1',
      client: null,
      clients: 0,
      credit: [],
      promises: {
        kept: { count: 0, of: 0, share: null },
        amounts: [],
        reference: { verdict: null, weakPoint: null },
      },
      calls: {
        meanMinutes: null,
        meanPrepMinutes: null,
        collected: [],
        daysToMoney: null,
        contact: { share: null },
      },
      ownHours: null,
      disputes: [],
      objections: [],
    });
  });
});

describe('JSON', () => {
  test('the shape others rely on', async () => {
    const { documents, lines } = await shown({}, { isJson: true, language: 'en' });
    expect(lines).toEqual([]);
    await expect(`${JSON.stringify(documents[0], null, 2)}\n`).toMatchFileSnapshot(golden('stats.json'));
  });
});

describe('--window', () => {
  test.each(['0', '-1', '1.5', 'abc', '', '3651', '99999'])('"%s" is a usage error', async (window) => {
    await expect(shown({ window })).rejects.toMatchObject({ key: 'stats.bad_window', exitCode: 2 });
  });

  test.each([
    ['fr', '1', /DSO, 1\sjour\)/],
    ['fr', '90', /DSO, 90\sjours\)/],
    ['en', '1', /DSO over 1\sday\)/],
    ['en', '30', /DSO over 30\sdays\)/],
  ] as const)('in words, in %s: %s', async (language, window, expected) => {
    const { lines } = await shown({ window }, { language });
    expect(lines.join('\n')).toMatch(expected);
  });

  test.each(['1', '30', '3650'])('%s is the period of the DSO', async (window) => {
    const { documents } = await shown({ window }, { isJson: true });
    expect(documents[0]).toMatchObject({
      window: Number(window),
      credit: [{ dso: { period: Number(window) } }, {}],
    });
  });
});

describe('--html', () => {
  test('begins with what is overdue, as far as there is data', async () => {
    const spring = (await shown({ html: 'figures.html' })).written.get('/here/figures.html') ?? '';
    const lead = /<header>.*<\/header>/s.exec(spring)?.[0].replaceAll('\u00a0', ' ') ?? '';
    expect([...lead.matchAll(/<dd>(.*?)<\/dd>/g)].map(([, value]) => value)).toEqual([
      '2 690,00 €',
      '1 200,00 $',
      '50 % (2 sur 4)',
      '100 % (5 sur 5)',
    ]);
    const desk = statsServices(anEmptyLedger());
    await runStats(desk, { html: 'figures.html' });
    expect(desk.written.get('/here/figures.html')).not.toContain('class="lead"');
  });

  test('writes the page instead of printing, and says where', async () => {
    const { written, lines } = await shown({ html: 'figures.html' }, { language: 'en' });
    expect(lines).toEqual(['stderr: Page written: /here/figures.html']);
    expect(written.get('/here/figures.html')).toContain('Menuiserie Roussel');
  });

  test('with --json both are given', async () => {
    const { written, documents } = await shown({ html: 'f.html' }, { isJson: true });
    expect([written.size, documents.length]).toEqual([1, 1]);
  });
});

test('a name that tries to drive the terminal or the page does neither', async () => {
  for (const [, hostile] of hostileStrings) {
    const desk = statsServices(aSpring(hostile));
    await runStats(desk, {});
    await runStats(desk, { html: 'x.html' });
    expect(leaks(desk.lines.join('\n'))).toEqual([]);
    expect(leaks(desk.written.get('/here/x.html') ?? '')).toEqual([]);
  }
});

test('a client that nobody knows is 66', async () => {
  await expect(shown({ client: 'zzz' })).rejects.toMatchObject({ exitCode: 66 });
});

test('a year of looking ahead neither fails nor invents', async () => {
  for (const days of [-2000, -1, 0, 1, 400]) {
    const { lines } = await shown({}, { on: addDays(statsDay, days) });
    expect(lines.join('\n')).not.toMatch(/NaN|undefined|Infinity/);
  }
});

test('argv', async () => {
  const seen: StatsOptions[] = [];
  const host = {
    words: loadWords('en', wordFolders),
    context: async () => Promise.resolve(statsServices(aSpring())),
  };
  const parse = async (...argv: string[]) => {
    const program = new Command();
    // The command hands the whole context on; the runner asks for less.
    registerStats(program, host as never, async (_, options) => void seen.push(options));
    await program.parseAsync(['stats', ...argv], { from: 'user' });
  };
  await parse();
  await parse('canal', '--window', '30', '--html', 'x.html');
  expect(seen).toEqual([{}, { client: 'canal', window: '30', html: 'x.html' }]);
});

test('the due list loads none of it', () => {
  const seen = new Set<string>();
  const visit = (path: string): void => {
    if (seen.has(path)) return;
    seen.add(path);
    const source = readFileSync(path, 'utf8');
    for (const [, name] of source.matchAll(/^import (?!type )[^;]*? from '(\.[^']+)';/gm))
      if (name !== undefined) visit(join(path, '..', name));
  };
  visit(join(root, 'src', 'cli', 'due-main.ts'));
  expect(seen.size).toBeGreaterThan(30);
  expect([...seen].filter((path) => /stats|plot|charts/.test(path))).toEqual([]);
});
