import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ringPrograms } from '../mail/support/ring.ts';
import { runDun } from '../support/run-dun.ts';
import { Home, Terminal } from '../support/terminal.ts';

const secret = 'abcd efgh ijkl mnop';
let home: Home;
let ring: string;

beforeEach(() => {
  home = new Home();
  ring = join(home.folder, 'ring');
  mkdirSync(ring);
  ringPrograms(ring);
});

afterEach(() => home.remove());

function env(lang: string): Record<string, string> {
  return home.env({ LANG: lang, PATH: `${ring}:${process.env['PATH'] ?? ''}` });
}

describe('mail by Gmail, set up in the first minute', () => {
  it.each([
    {
      lang: 'fr_FR.UTF-8',
      ends: ['Votre prénom', 'votre nom', 'quel nom vos clients', 'quel pays', 'quel numéro', 'Votre courriel', 'Votre IBAN', 'vous payer'],
      mail: ['Envoyer les mémos', 'quelle adresse', 'chez Gmail', "Mot de passe d'application", 'Essayer maintenant'],
      yes: 'o',
      no: 'n',
      page: 'myaccount.google.com/apppasswords',
    },
    {
      lang: 'en_GB.UTF-8',
      ends: ['first name', 'last name', 'clients know', 'Which country', 'Which number', 'email', 'IBAN', 'can you be paid'],
      mail: ['Send memos', 'Which address', 'with Gmail', 'App password', 'Try it now'],
      yes: 'y',
      no: 'n',
      page: 'myaccount.google.com/apppasswords',
    },
  ])('in $lang', async ({ lang, ends, mail, yes, no, page }) => {
    const terminal = new Terminal(['init'], env(lang));
    const answers = ['Nadia', 'Benali', 'Atelier Benali', '', '', 'nadia@gmail.com', '', ''];
    const talk = ends.map((question, at) => [question, answers[at] ?? '']);
    const more = [yes, '', yes, secret, no].map((answer, at) => [mail[at] ?? '', answer]);
    for (const [question = '', answer = ''] of [...talk, ...more]) {
      await terminal.see(new RegExp(`\\? [^\\n]*${question}`, 'i'));
      terminal.press(`${answer}\r`);
    }
    expect((await terminal.ended).exitCode).toBe(0);
    const screen = terminal.text();
    expect(screen).toContain(page);
    expect(screen).not.toContain('abcd');
    const kept = readdirSync(ring).filter((name) => name.startsWith('item-'));
    expect(kept.map((name) => readFileSync(join(ring, name), 'utf8'))).toEqual(['abcdefghijklmnop']);
    // Nowhere else: not in the ledger, its journal or its copies, not in an argument.
    const files = readdirSync(dirname(home.db), { recursive: true, withFileTypes: true });
    const bytes = files
      .filter((file) => file.isFile())
      .map((file) => readFileSync(join(file.parentPath, file.name), 'latin1'));
    expect(bytes.length).toBeGreaterThan(0);
    expect([...bytes, readFileSync(join(ring, 'argv'), 'latin1')].filter((text) => /abcd ?efgh/.test(text))).toEqual([]);
    expect(runDun(['config', 'get', 'mail.provider'], env(lang)).stdout.trim()).toBe('gmail');
  }); // biome-ignore format: a question a line
});
