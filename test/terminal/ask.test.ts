import { PassThrough } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { type IPty, spawn } from '@lydell/node-pty';
import { afterEach, describe, expect, it } from 'vitest';
import { DunError } from '../../src/domain/errors.ts';
import { createPrompter } from '../../src/terminal/ask.ts';
import { VtScreen } from '../support/vt-screen.ts';

const session = fileURLToPath(new URL('../support/ask-session.ts', import.meta.url));

interface Session {
  /** Resolves when the screen has shown this text since the last wait. */
  shows(text: string): Promise<void>;
  type(keys: string): void;
  readonly pty: IPty;
  readonly ended: Promise<{ exitCode: number; signal?: number | undefined }>;
  output(): string;
}

let open: Session | undefined;

const start = (...questions: string[]): Session => run(process.execPath, [session, ...questions]);

/** A shell with job control, for Ctrl-Z. */
const startShell = (): Session => run('bash', ['--norc', '--noprofile', '-i']);

function run(program: string, args: string[]): Session {
  const env = { ...process.env, NO_COLOR: '1', TERM: 'xterm-256color', CI: '', PS1: '$ ' };
  const pty = spawn(program, args, { cols: 80, rows: 24, env });
  let [output, read] = ['', 0];
  let look = (): void => undefined;
  pty.onData((text) => {
    output += text;
    look();
  });
  const ended = new Promise<{ exitCode: number; signal?: number | undefined }>((resolve) =>
    pty.onExit(resolve),
  );
  const shows = (text: string): Promise<void> =>
    new Promise((resolve) => {
      look = () => {
        const at = output.indexOf(text, read);
        if (at < 0) return;
        read = at + text.length;
        resolve();
      };
      look();
    });
  open = { shows, type: (keys) => pty.write(keys), pty, ended, output: () => output };
  return open;
}

afterEach(async () => {
  open?.pty.kill('SIGKILL');
  await open?.ended;
  open = undefined;
});

const shownBy: Readonly<Record<string, string>> = {
  choose: 'valider',
  confirm: 'Envoyer ?',
  key: 'Ce message ›',
};

describe('on a terminal', () => {
  it('breaks a long question between words, and takes the answer behind it', async () => {
    const asked = start('long');
    await asked.shows('le reste vendredi »');
    asked.type('600\r');
    await asked.shows('[long="600"]');
    const lines = new VtScreen(80, 24).write(asked.output()).text();
    expect(lines[0]).toMatch(/^ {2}But .* aujourd’hui,$/);
    expect(lines[1]).toMatch(/^ {2}preuve à l’appui, le reste vendredi » 600$/);
  });

  it('takes a line, and asks again until it is right', async () => {
    const at = start('text', 'checked');
    await at.shows('Nom du client');
    at.type('  Menuiserie Roussel \r');
    await at.shows('[text="Menuiserie Roussel"]');
    await at.shows('Montant');
    at.type('abc\r');
    await at.shows("« abc\ufffd » n'est pas un montant");
    at.type('\u007f\u007f\u007f12\r');
    await at.shows('[checked="12"]');
    await at.shows('[done]');
    expect((await at.ended).exitCode).toBe(7);
    expect(at.output()).not.toContain('✔');
  });

  it.each([
    ['Enter takes it', '\r', 'F-2026-044'],
    ['typing replaces it', 'F-9\r', 'F-9'],
    ['Tab brings it into the line', '\t\u007f5\r', 'F-2026-045'],
    ['Backspace drops it', '\u007f\r', ''],
  ])('what is proposed: %s', async (_, keys, answer) => {
    const at = start('edit');
    await at.shows('Objet (F-2026-044)');
    at.type(keys);
    await at.shows(`[edit="${answer}"]`);
    expect((await at.ended).exitCode).toBe(7);
  });

  it('takes a secret as it is, and shows its length alone', async () => {
    const at = start('secret');
    await at.shows('Mot de passe');
    at.type(' sésame ');
    await at.shows('••••••••');
    expect(at.output()).not.toContain('same');
    at.type('\r');
    await at.shows('[secret=" sésame "]');
    expect((await at.ended).exitCode).toBe(7);
  });

  it('lets choose by arrow and by number', async () => {
    const at = start('choose', 'choose');
    await at.shows('valider');
    at.type('\u001b[B\r');
    await at.shows('[choose=1]');
    await at.shows('valider');
    at.type('3');
    await at.shows('3. Hélios');
    at.type('\r');
    await at.shows('[choose=2]');
    await at.shows('[done]');
    expect(at.output()).not.toContain('✔');
  });

  it.each([
    ['s', 'send'],
    ['E', 'edit'],
    ['p', 'later'],
    ['l', 'later'],
    ['2', 'edit'],
    ['\r', 'send'],
  ])('takes the key %j at once', async (pressed, value) => {
    const at = start('key');
    await at.shows('s\u00a0envoyer');
    await at.shows('Ce message ›');
    at.type(pressed);
    await at.shows(`[key="${value}"]`);
    expect((await at.ended).exitCode).toBe(7);
    expect(at.output()).not.toMatch(/\u001b\]/); // oxlint-disable-line no-control-regex -- what must not come
  });

  it('says which keys there are when another one is pressed', async () => {
    const at = start('key');
    await at.shows('Ce message ›');
    at.type('x');
    await at.shows('KEY x: s, e, p');
    at.type('4');
    await at.shows('KEY 4: s, e, p');
    at.type('e');
    await at.shows('[key="edit"]');
    expect((await at.ended).exitCode).toBe(7);
  });

  it('asks yes or no in the words of the screen, Enter takes what stands first', async () => {
    const at = start('confirm', 'confirm', 'decline', 'decline');
    await at.shows('Envoyer ? (O/n)');
    at.type('\r');
    await at.shows('[confirm=true]');
    await at.shows('Envoyer ?');
    at.type('peut-être\r');
    await at.shows('Répondez par oui ou par non');
    at.type('\u0015non\r');
    await at.shows('[confirm=false]');
    await at.shows('Effacer ? (o/N)');
    at.type('\r');
    await at.shows('[decline=false]');
    await at.shows('Effacer ?');
    at.type('oui\r');
    await at.shows('[decline=true]');
    expect((await at.ended).exitCode).toBe(7);
  });

  it.each([
    ['Ctrl-C', '\u0003', 'interrupt'],
    ['Ctrl-C with text typed', 'abc\u0003', 'interrupt'],
    ['Ctrl-D on an empty line', '\u0004', 'end'],
  ])('%s breaks off, the terminal stays usable', async (_, keys, reason) => {
    const at = start('text', 'text');
    await at.shows('Nom du client');
    at.type(keys);
    await at.shows(`[BrokenOff:${reason}]`);
    await at.shows('[raw=false]');
    expect((await at.ended).exitCode).toBe(7);
  });

  it.each(['choose', 'confirm', 'edit', 'key'])('Ctrl-D at %s does not hang', async (question) => {
    const at = start('text', question);
    await at.shows('Nom du client');
    at.type('x\r');
    await at.shows(shownBy[question] ?? 'F-2026-044');
    at.type('\u0004');
    await at.shows('[BrokenOff:end]');
    expect((await at.ended).exitCode).toBe(7);
  });

  it('is ended by the abort signal', async () => {
    const at = start('confirm');
    await at.shows('Envoyer ?');
    process.kill(at.pty.pid, 'SIGTERM');
    await at.shows('[BrokenOff:signal]');
    await at.shows('[raw=false]');
    expect((await at.ended).exitCode).toBe(7);
  });

  it.each([
    ['an answer', 'el\r', '[text="Roussel"]'],
    ['Ctrl-D', '\u0015\u0004', '[BrokenOff:end]'],
    ['Ctrl-C', '\u0003', '[BrokenOff:interrupt]'],
  ])('listens again after Ctrl-Z and fg, to %s', async (_, keys, result) => {
    const at = startShell();
    at.type(`'${process.execPath}' '${session}' text\r`);
    await at.shows('? Nom du client');
    at.type('Rous');
    await at.shows('? Nom du client Rous');
    at.type('\u001a');
    await at.shows('$ ');
    at.type('fg\r');
    await at.shows('ask-session.ts');
    at.type('s');
    await at.shows('? Nom du client Rouss');
    at.type(keys);
    await at.shows(result);
    await at.shows('$ ');
    at.type('exit 3\r');
    expect((await at.ended).exitCode).toBe(3);
  });

  it('lets no name drive the terminal', async () => {
    const at = start('hostile', 'choose');
    await at.shows('x\ufffd[2J y');
    at.type('\r');
    await at.shows('valider');
    at.type('2\r');
    await at.shows('[done]');
    expect(at.output()).not.toMatch(/\u001b\]|\u001b\[2J|\u202e|\u0007/); // oxlint-disable-line no-control-regex -- what must not come
  });
});

describe('without a terminal', () => {
  it('refuses every question and names it', async () => {
    const stream = new PassThrough();
    const prompter = createPrompter({
      input: Object.assign(stream, { fd: 0 }) as unknown as NodeJS.ReadStream,
      output: process.stdout,
      signal: new AbortController().signal,
      isInteractive: false,
      words: { label: (key) => key },
    });
    const refused = new DunError('cli.no_terminal', 2, { question: 'Nom\ufffd ?' });
    const message = 'Nom\u202e ?';
    await expect(prompter.text({ message })).rejects.toEqual(refused);
    await expect(prompter.confirm({ message })).rejects.toEqual(refused);
    await expect(prompter.choose({ message, choices: [{ label: 'a', value: 1 }] })).rejects.toEqual(refused);
    expect(prompter.isInteractive).toBe(false);
  });
});
