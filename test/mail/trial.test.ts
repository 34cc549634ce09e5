import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { trialDocument } from '../../src/commands/mail-document.ts';
import { day } from '../../src/domain/day.ts';
import type { MailTrial } from '../../src/domain/mail-trial.ts';
import { mailProvider } from '../../src/domain/mail-provider.ts';
import type { Language } from '../../src/domain/profile.ts';
import { faultOf } from '../../src/mail/fault.ts';
import { mailService } from '../../src/mail/service.ts';
import { loadWords } from '../../src/script/words.ts';
import { showTrial } from '../../src/terminal/show-mail.ts';
import { plainStyle, widthOf } from '../../src/terminal/style.ts';
import { makeCertificates } from './support/certificates.ts';
import { anOutbox } from './support/message.ts';
import { TrialPlace, type TrialRow, trialRows } from './support/trial-rows.ts';

const templates = new URL('../../templates', import.meta.url).pathname;
const path = process.env['PATH'] ?? '';
const trials = new Map<string, MailTrial>();
let place: TrialPlace;

function tryRow(row: TrialRow): Promise<readonly MailTrial[]> {
  const { settings, password, keyring = null, draftFolder = join(place.folder, 'outbox') } = row;
  const service = mailService({
    outbox: anOutbox(),
    settings: () => new Map(Object.entries(settings)),
    now: () => 0,
    newId: () => 'id',
    pid: process.pid,
    draftFolder,
    handleOf: () => 'client',
    password,
    keyring,
    address: () => (row.address === undefined ? 'nadia@atelier.example' : row.address),
    path: row.path,
    patience: { connect: 400, greeting: 300, envelope: 3000, reply: 1000 },
  });
  return service.test();
}

beforeAll(async () => {
  place = new TrialPlace(makeCertificates());
  process.env['PATH'] = `${place.folder}:${path}`;
  for (const [name, row] of Object.entries(trialRows(place))) {
    const tried = await tryRow(await row());
    const trial = name.startsWith('receiving') ? tried.find(({ way }) => way === 'imap') : tried[0];
    if (trial !== undefined) trials.set(name, trial);
  }
}, 60_000);

afterAll(async () => {
  process.env['PATH'] = path;
  await place.close();
});

/** The same on every machine: ports, folders and the words of the system's libraries differ. */
function steady(text: string): string {
  return text
    .replaceAll(place.folder, '/trial')
    .replaceAll(/127\.0\.0\.1:(?!1025|1143)\d+/g, '127.0.0.1:PORT')
    .replaceAll(/\b(port) (?!1025|1143)\d{4,5}\b/g, '$1 PORT');
}

describe('dun mail test', () => {
  it.each<Language>(['fr', 'en'])(
    'says in words what is wrong and what to type next: %s',
    async (language) => {
      const words = loadWords(language, { builtIn: templates, user: null });
      const output = { style: plainStyle, width: 80 };
      const text = Array.from(trials, ([name, trial]) =>
        [`# ${name}`, ...showTrial(trial, { words, output }), ''].join('\n'),
      ).join('\n');
      expect(text.split('\n').filter((line) => widthOf(line) > 80 && !line.startsWith('#'))).toEqual([]);
      await expect(steady(text)).toMatchFileSnapshot(`../golden/mail-test.${language}.txt`);
    },
  );

  it('writes no secret into words or JSON', () => {
    const words = loadWords('en', { builtIn: templates, user: null });
    const document = JSON.stringify(trialDocument(day('2026-06-09'), [...trials.values()], words));
    expect(document).not.toContain('secret-7731');
    expect(document).not.toContain(Buffer.from('secret-7731').toString('base64'));
  });

  it('gives one row a way as JSON', () => {
    const words = loadWords('en', { builtIn: templates, user: null });
    const picked = ['all well', 'login refused, Gmail'].flatMap((name) => trials.get(name) ?? []);
    expect(trialDocument(day('2026-06-09'), picked, words)).toMatchObject({
      schema: 'dun.mail.test/1',
      ok: false,
      items: [
        {
          way: 'smtp',
          security: 'starttls',
          user: 'nadia',
          ok: true,
          fault: null,
          message: null,
          hint: null,
        },
        { ok: false, fault: 'login_refused.app_password', hint: expect.stringContaining('app password') },
      ],
    });
  });
});

describe('what a test on loopback cannot bring about', () => {
  const server = { host: 'smtp.gmail.com', port: 465, security: 'tls', user: 'n', caFile: null } as const;
  const gmail = mailProvider('gmail') ?? null;
  it.each([
    ['ENOTFOUND', null, 'no_such_host', 78],
    ['ENOTFOUND', gmail, 'no_network', 75],
    ['EAI_AGAIN', null, 'no_network', 75],
    ['ENETUNREACH', null, 'no_network', 75],
    ['SELF_SIGNED_CERT_IN_CHAIN', null, 'self_signed', 78],
    ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', null, 'unknown_authority', 78],
    ['CERT_NOT_YET_VALID', null, 'expired', 78],
    ['CERT_REVOKED', null, 'unknown_authority', 78],
  ] as const)('%s', (...[code, provider, kind, exitCode]) => {
    const error = Object.assign(new Error(code), { code: 'ESOCKET', originalCode: code });
    const fault = faultOf(error, { way: 'smtp', server, provider, secrets: [] });
    expect(fault).toMatchObject({ key: `mail.fault.${kind}`, exitCode });
    for (const language of ['fr', 'en'] as const) {
      const words = loadWords(language, { builtIn: templates, user: null });
      const trial = { way: 'smtp', place: 'x', security: null, user: null, fault } as const;
      expect(showTrial(trial, { words, output: { style: plainStyle, width: 80 } }).length).toBeGreaterThan(2);
    }
  });

  it('a server that repeats the password is not repeated', () => {
    const error = Object.assign(new Error('x'), {
      code: 'EAUTH',
      responseCode: 535,
      response: `535 no: hunter22 ${Buffer.from('hunter22').toString('base64')}`,
    });
    const fault = faultOf(error, { way: 'smtp', server, provider: null, secrets: ['hunter22'] });
    expect(fault.values['reason']).toBe('535 no: … …');
  });
});
