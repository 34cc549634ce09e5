import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Certificates, makeCertificates } from '../mail/support/certificates.ts';
import { type Fault, type FaultServer, startFaultServer } from '../mail/support/fault-server.ts';
import { runDun } from '../support/run-dun.ts';
import { Home, Terminal } from '../support/terminal.ts';

type Env = Readonly<Record<string, string>>;

const servers: FaultServer[] = [];
let certificates: Certificates;
let home: Home;

beforeAll(() => {
  certificates = makeCertificates();
});

beforeEach(() => {
  home = new Home();
});

afterEach(async () => {
  home.remove();
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

const envOf = (lang: string): Env =>
  home.env({ LANG: lang, DUN_TODAY: '2026-06-09T10:30', DUN_SMTP_PASSWORD: 'secret-7731' });

async function serve(fault: Fault, env: Env): Promise<FaultServer> {
  const server = await startFaultServer(fault, certificates);
  servers.push(server);
  runDun(['config', 'set', 'mail.port', String(server.port)], env);
  return server;
}

/** A memo after a promise that met this fault, driven as a user drives it. */
async function memoAfter(fault: Fault, env: Env, lang: string): Promise<FaultServer> {
  const own = [
    '--first',
    'Nadia',
    '--last',
    'Benali',
    '--business',
    'Atelier',
    '--phone',
    '0388001122',
    '--country',
    'FR',
  ];
  const commands = [
    ['init', ...own, '--lang', lang, '--email', 'nadia@atelier.example', '--iban', 'FR1420041010050500013M02606'],
    ['client', 'add', 'Roussel', '--country', 'FR', '--email', 'jules@roussel.example', '--contact', 'Jules Roussel'],
    ['invoice', 'add', 'roussel', '--number', 'F-44', '--amount', '840', '--issued', '2026-04-01', '--due', '2026-05-01'],
    ['log', 'roussel', '--outcome', 'promise', '--amount', '840', '--on', '2026-06-12', '--at', '2026-06-09T10:00'],
    ['mail', 'setup', '--transport', 'smtp', '--host', '127.0.0.1', '--security', 'starttls', '--user', 'nadia'],
    ['config', 'set', 'mail.ca_file', certificates.authority],
  ]; // biome-ignore format: a command a line
  for (const argv of commands) {
    const ran = runDun(argv, env);
    if (ran.exitCode !== 0) throw new Error(`${argv.join(' ')}: ${ran.stderr}`);
  }
  const server = await serve(fault, env);
  // Not by runDun: it would keep the server in this process from answering.
  await new Terminal(['memo', 'roussel', '--send'], env).ended;
  return server;
}

/** What the outbox holds, as a script reads it. */
function stateOf(env: Env): unknown {
  const { items } = JSON.parse(runDun(['memo', 'list', '--json'], env).stdout) as {
    items: { state: string }[];
  };
  return items.map(({ state }) => state);
}

const doubtful = 'drop-after-dot-kept';
const voices = [
  { lang: 'fr_FR.UTF-8', code: 'fr', asks: /arrivé\s+chez\s+jules@roussel\.example\s\?/, noted: 'arrivé', sent: 'Envoyé à jules@roussel.example', waits: 'Abandonné', nothing: "Rien n'attend" },
  { lang: 'en_GB.UTF-8', code: 'en', asks: /reach\s+jules@roussel\.example\?/, noted: 'arrived', sent: 'Sent to jules@roussel.example', waits: 'Given up', nothing: 'Nothing waits' },
] as const; // biome-ignore format: a language a line

describe.each(voices)('dun outbox in a terminal, $code', ({ lang, code, asks, noted, sent, nothing }) => {
  it('asks about a message in doubt, and takes "it arrived" by one key', async () => {
    const env = envOf(lang);
    const first = await memoAfter(doubtful, env, code);
    const second = await serve('ok', env);
    const terminal = new Terminal(['outbox'], env);
    await terminal.see(asks);
    terminal.press('a');
    await terminal.see(noted);
    expect(await terminal.ended).toMatchObject({ exitCode: 0 });
    expect([first.kept.length, second.kept.length, stateOf(env)]).toEqual([1, 0, ['sent']]);
  });

  it('sends it again by one key: the very same bytes, once', async () => {
    const env = envOf(lang);
    const first = await memoAfter(doubtful, env, code);
    const second = await serve('ok', env);
    const terminal = new Terminal(['outbox'], env);
    await terminal.see(asks);
    terminal.press('s');
    await terminal.see(sent);
    expect(await terminal.ended).toMatchObject({ exitCode: 0 });
    expect(second.kept.map(({ raw }) => raw)).toEqual(first.kept.map(({ raw }) => raw));
    expect(stateOf(env)).toEqual(['sent']);
    const after = new Terminal(['outbox'], env);
    await after.see(nothing);
    expect(await after.ended).toMatchObject({ exitCode: 0 });
  });

  it('leaves the doubt as it is for "later", for Enter and for a key that means nothing', async () => {
    const env = envOf(lang);
    await memoAfter(doubtful, env, code);
    const second = await serve('ok', env);
    const later = code === 'fr' ? 'p' : 'l';
    for (const keys of [later, '\r', `x${later}`]) {
      const terminal = new Terminal(['outbox'], env);
      await terminal.see(asks);
      terminal.press(keys);
      expect(await terminal.ended).toMatchObject({ exitCode: 0 });
      expect(stateOf(env)).toEqual(['uncertain']);
    }
    expect(second.kept).toEqual([]);
  });
});

describe('dun outbox in a terminal', () => {
  const { lang, code, asks, waits, nothing } = voices[0];

  it('leaves the doubt as it is for Ctrl-C, and the terminal as it was', async () => {
    const env = envOf(lang);
    await memoAfter(doubtful, env, code);
    const second = await serve('ok', env);
    const terminal = new Terminal(['outbox'], env, { inShell: true });
    await terminal.see(asks);
    terminal.press('\u0003');
    await terminal.see(/EXIT:130[\s\S]*DONE/);
    expect(terminal.text()).toMatch(/\bicanon\b[\s\S]*\becho\b/);
    expect([second.kept, stateOf(env)]).toEqual([[], ['uncertain']]);
  });

  it('gives up a message that waits, which then never leaves', async () => {
    const env = envOf(lang);
    await memoAfter('rcpt-450', env, code);
    const second = await serve('ok', env);
    const terminal = new Terminal(['outbox', 'cancel', '1'], env);
    await terminal.see(waits);
    expect(await terminal.ended).toMatchObject({ exitCode: 0 });
    const after = new Terminal(['outbox', 'send', '--now'], env);
    await after.see(nothing);
    expect(await after.ended).toMatchObject({ exitCode: 0 });
    expect([second.kept, stateOf(env)]).toEqual([[], ['given_up']]);
  });
});
