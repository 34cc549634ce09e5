import { mkdirSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeStoryLedger, openStoryLedger } from '../support/roussel.ts';
import { runDun } from '../support/run-dun.ts';
import { Home, Terminal } from '../support/terminal.ts';

let home: Home;

beforeEach(() => {
  home = new Home();
});

afterEach(() => home.remove());

const at = { DUN_TODAY: '2026-06-02T10:15' };

interface Talk {
  readonly lang: string;
  readonly init: readonly (readonly [question: string, answer: string])[];
  readonly invoice: readonly (readonly [question: string, answer: string])[];
  readonly due: string;
}

const talks: readonly Talk[] = [
  {
    lang: 'fr_FR.UTF-8',
    init: [
      ['Votre prénom', 'Nadia'], ['votre nom', 'Benali'], ['quel nom vos clients', 'Atelier Benali'], ['quel pays', ''],
      ['quel numéro', '06 12 34 56 78'], ['Votre courriel', 'nadia@benali.example'], ['Votre IBAN', ''], ['vous payer', ''], ['Envoyer les mémos', ''],
    ],
    invoice: [
      ["L'ajouter", 'o'], ['Qui appeler', 'Jules Roussel'], ['quel numéro', '03 88 00 11 22'], ['quelle adresse', ''],
      ['Quel numéro porte', 'F-1'], ['Quel montant', '1 200,50'], ['Envoyée quel jour', '20/04'], ['À payer au plus tard', '20/05'],
    ],
    due: '1 200,50 €',
  },
  {
    lang: 'en_GB.UTF-8',
    init: [
      ['first name', 'Nadia'], ['last name', 'Benali'], ['clients know', 'Benali Studio'], ['Which country', ''],
      ['Which number', '020 7946 0018'], ['email', 'nadia@benali.example'], ['IBAN', ''], ['can you be paid', ''], ['Send memos', ''],
    ],
    invoice: [
      ['Add', 'y'], ['Whom do you ring', 'Jules Roussel'], ['Which number', '020 7946 0019'], ['Which address', ''],
      ['number does the invoice', 'F-1'], ['Which amount', '1,200.50'], ['Sent on which day', '20/4'], ['paid by which day', '20/5'],
    ],
    due: '£1,200.50',
  },
]; // biome-ignore format: a question a line

async function answerAll(terminal: Terminal, talk: readonly (readonly [string, string])[]): Promise<void> {
  for (const [question, answer] of talk) {
    await terminal.see(new RegExp(`\\? [^\\n]*${question}`, 'i'));
    terminal.press(`${answer}\r`);
  }
  expect((await terminal.ended).exitCode).toBe(0);
}

describe('from nothing to the first list, on a terminal', () => {
  it.each(talks)('in $lang', async ({ lang, init, invoice, due }) => {
    const env = home.env({ ...at, LANG: lang });
    const first = new Terminal(['init'], env);
    await answerAll(first, init);
    const second = new Terminal(['invoice', 'add', 'Menuiserie Roussel'], env);
    await answerAll(second, invoice);
    const list = runDun(['due'], env).stdout;
    expect(list).toContain(due);
    expect(list).toContain('Jules Roussel');
  });
});

describe('Ctrl-C', () => {
  it('at any question of init ends with 130 and leaves no half profile', async () => {
    const [talk] = talks;
    // The last question is about mail: there the profile is whole and kept.
    for (const broken of talk?.init.slice(0, -1).keys() ?? []) {
      const terminal = new Terminal(['init'], home.env(at));
      for (const [question, answer] of talk?.init.slice(0, broken) ?? []) {
        await terminal.see(new RegExp(`\\? [^\\n]*${question}`));
        terminal.press(`${answer}\r`);
      }
      await terminal.see(new RegExp(`\\? [^\\n]*${talk?.init[broken]?.[0]}`));
      terminal.press('\u0003');
      expect((await terminal.ended).exitCode).toBe(130);
    }
    const ledger = openStoryLedger(home.db);
    expect(ledger.profile.load()).toBeUndefined();
    ledger.close();
  });

  it('at any question of a new client with its invoice ends with 130 and leaves neither', async () => {
    const [talk] = talks;
    for (const broken of talk?.invoice.keys() ?? []) {
      const terminal = new Terminal(['invoice', 'add', 'Menuiserie Roussel'], home.env(at));
      for (const [question, answer] of talk?.invoice.slice(0, broken) ?? []) {
        await terminal.see(new RegExp(`\\? [^\\n]*${question}`));
        terminal.press(`${answer}\r`);
      }
      await terminal.see(new RegExp(`\\? [^\\n]*${talk?.invoice[broken]?.[0]}`));
      terminal.press('\u0003');
      expect((await terminal.ended).exitCode).toBe(130);
    }
    const ledger = openStoryLedger(home.db);
    expect(ledger.clients.all()).toEqual([]);
    ledger.close();
  });
});

describe('every reading command with --json', () => {
  it('gives one document of its schema, with days, money as text and no value left out', () => {
    mkdirSync(dirname(home.db), { recursive: true, mode: 0o700 });
    makeStoryLedger(home.db);
    const env = home.env(at);
    runDun(['pay', 'roussel', '40'], env);
    runDun(['promise', 'add', 'roussel', '--on', '2026-06-05'], env);
    const commands = [
      'client list', 'client show roussel', 'invoice list', 'invoice list --open', 'invoice show F-2026-044', 'pay list',
      'promise list', 'promise list --all', 'config list', 'config get max_gap_days', 'due', 'due --all',
    ]; // biome-ignore format: a row of commands
    const wrong = commands.flatMap((command) => {
      const { stdout } = runDun([...command.split(' '), '--json'], env);
      const document = JSON.parse(stdout);
      const isSame = runDun([...command.split(' '), '--json'], env).stdout === stdout;
      const isNamed = /^dun(?:\.[a-z]+){1,2}\/1$/.test(document.schema) && document.today === '2026-06-02';
      return [...(isSame && isNamed ? [] : [command]), ...wrongValues(document, command)];
    });
    expect(wrong).toEqual([]);
  });
});

/** Money is `{amount: "1.00", currency}`; days and moments are ISO; rows of one list have the same keys. */
function wrongValues(value: unknown, where: string): string[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) {
    const rows = value.filter((row) => typeof row === 'object' && row !== null);
    const isEven = new Set(rows.map((row) => Object.keys(row).join())).size <= 1;
    return [...(isEven ? [] : [where]), ...rows.flatMap((row) => wrongValues(row, where))];
  }
  return Object.entries(value).flatMap(([key, one]) => {
    const form = formOf(key, 'currency' in value);
    const isWrong = one === undefined || (typeof one === 'string' && form !== undefined && !form.test(one));
    return [...(isWrong ? [`${where} ${key}`] : []), ...wrongValues(one, `${where} ${key}`)];
  });
}

function formOf(key: string, isMoney: boolean): RegExp | undefined {
  if (key === 'amount' && isMoney) return /^-?\d+(?:\.\d{2,3})?$/;
  if (/(?:On|Deadline)$|^on$/.test(key)) return /^\d{4}-\d\d-\d\d$/;
  return /[a-z]At$/.test(key) ? /^\d{4}-\d\d-\d\dT[\d:.]+Z$/ : undefined;
}

describe('files', () => {
  it.each([0o000, 0o022, 0o077])('are for nobody else under umask %o', (mask) => {
    const before = process.umask(mask);
    try {
      const env = home.env(at);
      runDun(['init', '--first', 'N', '--last', 'B', '--business', 'C', '--email', 'n@b.example'], env);
      runDun(['client', 'add', 'Roussel', '--email', 'j@r.example', '--contact', 'Jules R'], env);
      runDun(['invoice', 'add', 'roussel', '--number', 'F-1', '--amount', '5', '--due', '2026-05-20'], env);
      runDun(['log', 'roussel', '--outcome', 'promise', '--on', '2026-06-05'], env);
      runDun(['memo', 'roussel', '--yes'], env);
    } finally {
      process.umask(before);
    }
    const modes = walk(join(home.folder, 'data')).map(([path, isFolder, mode]) => [
      path,
      isFolder,
      mode.toString(8),
    ]);
    expect(modes.length).toBeGreaterThan(2);
    expect(
      modes.filter(([path, isFolder, mode]) => path !== 'data' && mode !== (isFolder ? '700' : '600')),
    ).toEqual([]);
  });
});

function walk(folder: string): [path: string, isFolder: boolean, mode: number][] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    const one: [string, boolean, number] = [path, entry.isDirectory(), statSync(path).mode & 0o777];
    return entry.isDirectory() ? [one, ...walk(path)] : [one];
  });
}
