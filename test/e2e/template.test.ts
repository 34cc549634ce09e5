import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { playStory, promiseStory } from '../support/call-story.ts';
import { makeStoryLedger } from '../support/roussel.ts';
import { runDun } from '../support/run-dun.ts';
import { Home, Terminal } from '../support/terminal.ts';

const today = { DUN_TODAY: '2026-06-02T10:15' };
let home: Home;

beforeEach(() => {
  home = new Home();
  mkdirSync(dirname(home.db), { recursive: true, mode: 0o700 });
  makeStoryLedger(home.db);
});

afterEach(() => home.remove());

const ownPath = (name: string) => join(home.folder, 'config', 'dun', 'templates', name);

function write(name: string, text: string): string {
  mkdirSync(dirname(ownPath(name)), { recursive: true });
  writeFileSync(ownPath(name), text);
  return ownPath(name);
}

const dun = (...argv: string[]) => runDun(argv, home.env(today));

describe("the user's own words", () => {
  it('are said in the call', async () => {
    write('fr/call/ask.txt', '# friendly\nParlons de {invoice_no}.\nQuand finissons-nous ?\n');
    const terminal = new Terminal(['call', 'roussel'], home.env(today));
    await playStory(terminal, { from: 0, to: promiseStory.findIndex(({ id }) => id === 'ask') });
    await terminal.see('Parlons de F-2026-044.');
    expect(terminal.text()).toContain('Quand finissons-nous');
    terminal.close();
  });

  it.each([
    ['fr/call/ask.txt', '# friendly\nÀ régler : {balence}\n', 2, 12],
    ['fr/call/voicemail.txt', '# friendly\nC’est pour une facture.\n', 2, 16],
    ['fr/screen/memo.json', '{\n  "memo.nope": "x"\n}', 2, 3],
  ])('stop the call before the number is shown when %s is faulty', async (...[name, text, line, column]) => {
    const path = write(name, text);
    const terminal = new Terminal(['call', 'roussel'], home.env(today));
    expect(await terminal.ended).toMatchObject({ exitCode: 78 });
    const shown = terminal.text().replace(/\s+/g, ' ');
    expect(shown).toContain(path.slice(-20));
    expect(shown).toMatch(new RegExp(`ligne ${line}, ?colonne ${column}`));
    expect(shown).not.toContain('Espace appeler');
    expect(dun('template', 'check')).toMatchObject({
      exitCode: 78,
      stdout: expect.stringContaining(`${path}:${line}:${column}: `),
    });
    // Nothing was begun: there is no call to take up again.
    expect(dun('template', 'reset', name, '--yes').exitCode).toBe(0);
    const again = new Terminal(['call', '--resume'], home.env(today));
    expect(await again.ended).toMatchObject({ exitCode: 1 });
  });

  it('cannot lock out the command that repairs them', () => {
    const path = write('fr/screen/cli.json', '{\n  "cli.summary": "x"\n  "cli.nope": 3\n}');
    write('fr/screen/template.json', 'broken');
    expect(dun('due').exitCode).toBe(0);
    expect(dun('client', 'list')).toMatchObject({ exitCode: 78, stderr: expect.stringContaining('ligne 3') });
    const check = dun('template', 'check');
    expect(check.exitCode).toBe(78);
    expect(check.stdout).toContain(`${path}:3:3: `);
    expect(check.stderr).toContain('4 fautes');
    expect(dun('template', 'reset', 'screen/cli', '--yes').exitCode).toBe(0);
    expect(dun('template', 'reset', 'screen/template', '--yes').exitCode).toBe(0);
    expect(dun('client', 'list').exitCode).toBe(0);
    expect(existsSync(`${path}.bak`)).toBe(true);
  });

  it('are written in the editor, and corrected there', async () => {
    const editor = join(home.folder, 'editor.sh');
    writeFileSync(
      editor,
      `n=$(cat '${editor}.n' 2>/dev/null || echo 0)\necho $((n+1)) >'${editor}.n'\n` +
        `[ $n = 0 ] && printf '# friendly\\nO\\303\\271 en est {facture} ?\\n' >"$1" || printf '# friendly\\nEt {balance} ?\\n' >"$1"\n`,
    );
    const terminal = new Terminal(
      ['template', 'edit', 'ask'],
      home.env({ ...today, EDITOR: `sh ${editor}` }),
    );
    await terminal.see('ask.txt:2:11');
    await terminal.see('Que faire');
    terminal.press('e');
    await terminal.see('vos mots servent');
    expect(await terminal.ended).toMatchObject({ exitCode: 0 });
    expect(readFileSync(ownPath('fr/call/ask.txt'), 'utf8')).toBe('# friendly\nEt {balance} ?\n');
    expect(dun('template', 'list', '--own').stdout).toMatch(/call\/ask +à vous/);
  });
});
