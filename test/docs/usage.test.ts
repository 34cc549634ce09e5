import { describe, expect, it } from 'vitest';
import { nearest } from '../../src/cli/nearest.ts';
import { type Ran, runDun } from '../support/run-dun.ts';
import { Home } from '../support/terminal.ts';

function dun(line: string, language: string): Ran {
  const home = new Home();
  try {
    return runDun(line.split(' ').filter(Boolean), home.env({ DUN_LANG: language }));
  } finally {
    home.remove();
  }
}

// What is typed; the first line in French, in English; what the hint must hold in both.
const rows: readonly [string, string, string, string][] = [
  ['deu', '« deu » : dun n’a pas cette commande.', '“deu”: dun has no such command.', 'dun due'],
  ['deu --help', '« deu » : dun n’a pas cette commande.', '“deu”: dun has no such command.', 'dun due'],
  ['help clinet', '« clinet » : dun n’a pas cette commande.', '“clinet”: dun has no such command.', 'dun client'],
  ['xyzzy', '« xyzzy » : dun n’a pas cette commande.', '“xyzzy”: dun has no such command.', 'dun --help'],
  ['client ad', '« ad » : dun client n’a pas cette commande.', '“ad”: dun client has no such command.', 'client add'],
  ['contact ad x', '« ad » : dun contact n’a pas cette commande.', '“ad”: dun contact has no such command.', 'contact add'],
  ['due --al', '--al : dun due n’a pas cette option.', '--al: there is no such option for dun due.', '--all'],
  ['due --jsno', '--jsno : dun due n’a pas cette option.', '--jsno: there is no such option for dun due.', '--json'],
  ['due --bogus', '--bogus : dun due n’a pas cette option.', '--bogus: there is no such option for dun due.', 'dun due --help'],
  ['-x', '-x : dun n’a pas cette option.', '-x: there is no such option for dun.', 'dun --help'],
  ['prep', 'Il manque <client>.', '<client> is missing.', 'dun prep [options] <client>'],
  ['pay undo', 'Il manque <numéro>.', '<id> is missing.', 'dun pay undo [options] <'],
  ['memo --eml', '--eml <fichier> : il manque la valeur après cette option.', '--eml <file>: a value goes after this option.', 'dun memo --help'],
  ['--today', '--today <moment> : il manque la valeur après cette option.', '--today <when>: a value goes after this option.', 'dun --help'],
  ['due x', '« x » est un mot de trop pour dun due.', '“x” is one word too many for dun due.', 'dun due --help'],
  ['invoice ad x y', '« ad » : dun invoice n’a pas cette commande.', '“ad”: dun invoice has no such command.', 'invoice add'],
  ['due --lang de', '--lang « de » : cette valeur ne va pas ici.', '--lang “de”: not a value it can take.', 'fr, en'],
  ['contact', 'Après dun contact vient un de ces mots : add, edit.', 'After dun contact goes one of these words: add, edit.', 'dun contact --help'],
]; // biome-ignore format: rows of a table

describe('a mistyped command line', () => {
  it.each(rows)('dun %s', (...[line, french, english, hint]) => {
    for (const [language, text] of [['fr', french], ['en', english]] as const) {
      const asked = dun(line, language);
      const [first = '', second = '', ...rest] = asked.stderr.trimEnd().split('\n');
      expect([asked.exitCode, asked.stdout, rest]).toEqual([2, '', []]);
      expect(first.replaceAll('\u00a0', ' ').replaceAll("'", '’')).toBe(text.replaceAll("'", '’'));
      expect(second).toMatch(/^→ /);
      expect(second).toContain(hint);
    }
  }); // biome-ignore format: two languages side by side
});

describe('a question about the program is no mistake', () => {
  it.each([
    ['help', 'Usage: dun ['],
    ['--help', 'Usage: dun ['],
    ['help help', 'Usage: dun ['],
    ['help due', 'Usage: dun due ['],
    ['due -h', 'Usage: dun due ['],
    ['help client add', 'Usage: dun client add ['],
    ['client help add', 'Usage: dun client add ['],
    ['client add --help', 'Usage: dun client add ['],
    ['--json help pay', 'Usage: dun pay ['],
    ['--version', ''],
    ['-V', ''],
  ])('dun %s', (line, start) => {
    const { exitCode, stdout, stderr } = dun(line, 'en');
    expect([exitCode, stderr]).toEqual([0, '']);
    expect(stdout.startsWith(start)).toBe(true);
  });

  it('settings alone mean the list of the day', () => {
    expect(JSON.parse(dun('--json --today 2026-06-02', 'en').stdout)).toMatchObject({
      schema: 'dun.due/1',
      today: '2026-06-02',
    });
  });
});

describe('the nearest name', () => {
  const names = ['due', 'demo', 'prep', 'promise', 'import', 'invoice', 'init', 'client'];
  it.each([
    ['deu', ['due']],
    ['dues', ['due']],
    ['Client', ['client']],
    ['clinet', ['client']],
    ['inv', ['invoice']],
    ['im', ['import']],
    ['pro', ['promise']],
    ['promsie', ['promise']],
    ['i', []],
    ['xyzzy', []],
    ['', []],
  ])('%s → %j', (typed, near) => {
    expect(nearest(typed, names)).toEqual(near);
  });

  it('looks past the dashes of an option', () => {
    expect(nearest('--amuont', ['--amount', '--on'])).toEqual(['--amount']);
  });
});
