import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import PostalMime from 'postal-mime';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { CommandHost } from '../../src/cli/context.ts';
import { handOverMemo } from '../../src/commands/hand-over.ts';
import { type MemoOptions, registerMemo, runMemo } from '../../src/commands/memo.ts';
import { day } from '../../src/domain/day.ts';
import { loadWords } from '../../src/script/words.ts';
import { type Certificates, makeCertificates } from '../mail/support/certificates.ts';
import { type Fault, type FaultServer, startFaultServer } from '../mail/support/fault-server.ts';
import { aDesk, blockDrafts } from '../support/memo-services.ts';
import { wordFolders } from '../support/prep-services.ts';

const servers: FaultServer[] = [];
let certificates: Certificates;

beforeAll(() => {
  certificates = makeCertificates();
});

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function smtp(fault: Fault): Promise<{ settings: Record<string, string>; server: FaultServer }> {
  const server = await startFaultServer(fault, certificates);
  servers.push(server);
  const settings = {
    'mail.transport': 'smtp',
    'mail.host': '127.0.0.1',
    'mail.port': String(server.port),
    'mail.security': 'starttls',
    'mail.user': 'u',
    'mail.ca_file': certificates.authority,
  };
  return { settings, server };
}

describe('argv', () => {
  it.each<[string, MemoOptions]>([
    ['memo', {}],
    ['memo roussel', { client: 'roussel' }],
    ['memo roussel --send', { client: 'roussel', send: true }],
    ['memo roussel --reminder', { client: 'roussel', reminder: true }],
    ['memo --dry-run --to a@b.example', { dryRun: true, to: 'a@b.example' }],
    ['memo roussel --eml x.eml --copy', { client: 'roussel', eml: 'x.eml', copy: true }],
    ['memo list', { action: 'list' }],
    ['memo list roussel', { action: 'list', client: 'roussel' }],
    ['memo show 12', { action: 'show', which: '12' }],
    ['memo edit roussel --to a@b.example', { action: 'edit', client: 'roussel', to: 'a@b.example' }],
    ['memo resend #3 --dry-run', { action: 'resend', which: '#3', dryRun: true }],
  ])('%s', async (argv, options) => {
    const seen: MemoOptions[] = [];
    const host: CommandHost = {
      words: loadWords('fr', wordFolders),
      context: () => Promise.reject(new Error('not opened in this test')),
    };
    const lazy = { ...host, context: async () => ({}) as never };
    const program = new Command('dun');
    registerMemo(program, lazy, async (_context, given) => void seen.push(given));
    await program.parseAsync(argv.split(' '), { from: 'user' });
    expect(seen).toEqual([options]);
  });
});

describe('dun memo without a terminal', () => {
  it('shows the memo and records nothing', async () => {
    const { context, seen, folder } = aDesk();
    await runMemo(context, {});
    expect(seen.lines.slice(0, 6)).toEqual([
      'À\u00a0: Jules Roussel <jules@roussel.example>',
      'Objet\u00a0: F-2026-044\u00a0: merci de confirmer 840,00\u00a0€, vendredi 12 juin 2026',
      '',
      '   Bonjour Jules Roussel,',
      '',
      expect.stringMatching(/^ {3}Merci pour notre échange téléphonique/),
    ]);
    expect(seen.lines.every((line) => line.length <= 80)).toBe(true);
    expect(seen.lines).toContain('Joint\u00a0: F-2026-044.pdf, agenda, code de paiement');
    expect(seen.notes).toEqual([]);
    expect(context.ledger.outbox.list()).toEqual([]);
    expect(readdirSync(folder)).not.toContain('outbox');
  });

  it('says the same as a document', async () => {
    const { context, seen, callId } = aDesk({ isJson: true, language: 'en' });
    await runMemo(context, { client: 'roussel' });
    expect(seen.lines).toEqual([]);
    expect(seen.documents).toMatchObject([
      {
        schema: 'dun.memo/1',
        today: '2026-06-09',
        callId,
        kind: 'promise_confirmation',
        language: 'en',
        to: 'jules@roussel.example',
        subject: expect.stringContaining('F-2026-044'),
        missing: [],
        attached: ['F-2026-044.pdf'],
        state: null,
        messageId: null,
        path: null,
        error: null,
        sentAt: null,
      },
    ]);
  });

  it('never leaves a key out of the document', async () => {
    const { context, seen } = aDesk({ isJson: true });
    await runMemo(context, {});
    await runMemo(context, { send: true });
    await runMemo(context, {});
    const [first = {}, ...others] = seen.documents;
    expect(others).toHaveLength(2);
    for (const document of others)
      expect(Object.keys(document).toSorted()).toEqual(Object.keys(first).toSorted());
    expect(others[1]).toMatchObject({
      state: 'draft',
      path: expect.stringMatching(/\.eml$/),
      sentAt: '2026-06-09T08:30:00.000Z',
    });
  });

  it('--send writes the draft that was shown, private and complete', async () => {
    const { context, seen, folder } = aDesk();
    await runMemo(context, { send: true });
    const [name = ''] = readdirSync(join(folder, 'outbox'));
    expect(name).toMatch(/^2026-06-09-roussel-promise-confirmation-\d+\.eml$/);
    const path = join(folder, 'outbox', name);
    expect(seen.lines).toEqual([`Brouillon prêt à partir\u00a0: ${path}`]);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const mail = await PostalMime.parse(readFileSync(path));
    expect(mail.headers[0]).toMatchObject({ key: 'x-unsent', value: '1' });
    expect(mail.to).toMatchObject([{ name: 'Jules Roussel', address: 'jules@roussel.example' }]);
    expect(mail.from?.address).toBe('nadia@benali.example');
    expect(mail.messageId).toMatch(/^<[0-9a-f-]{36}@benali\.example>$/);
    expect(mail.attachments.map(({ mimeType }) => mimeType)).toEqual([
      'image/png',
      'image/png',
      'text/calendar',
      'application/pdf',
    ]);
    const [message] = context.ledger.outbox.list();
    expect(message).toMatchObject({ state: 'draft', receipt: path });
    expect(Buffer.from(message?.raw ?? []).equals(readFileSync(path).subarray(13))).toBe(true);
    expect(mail.text).toContain('840,00\u00a0€');
  });

  it('does not send twice unasked; resend sends a new message that says so', async () => {
    const { context, folder } = aDesk();
    await runMemo(context, { send: true });
    await expect(runMemo(context, { send: true })).rejects.toMatchObject({
      key: 'memo.already_draft',
      exitCode: 1,
    });
    await runMemo(context, {});
    expect(context.ledger.outbox.list()).toHaveLength(1);
    await runMemo(context, { action: 'resend', which: 'roussel' });
    const [first, second] = context.ledger.outbox.list();
    expect(second?.messageId).not.toBe(first?.messageId);
    expect(second?.text).toMatch(/^Je vous renvoie mon message du mardi 9 juin 2026/);
    const files = readdirSync(join(folder, 'outbox')).map((name) =>
      readFileSync(join(folder, 'outbox', name)),
    );
    const mails = await Promise.all(files.map((file) => PostalMime.parse(file)));
    expect(mails.map((mail) => mail.inReplyTo)).toEqual([undefined, first?.messageId]);
  });

  it('--dry-run neither sends nor asks', async () => {
    const { context, seen } = aDesk({ choices: [] });
    await runMemo(context, { dryRun: true, send: true });
    expect(seen.lines[0]).toContain('jules@roussel.example');
    expect(context.ledger.outbox.list()).toEqual([]);
  });

  it('--eml writes the message beside the outbox, once', async () => {
    const { context, folder } = aDesk();
    await runMemo(context, { eml: 'memo.eml' });
    expect(readFileSync(join(folder, 'memo.eml'), 'utf8')).toMatch(/^X-Unsent: 1\r\nFrom: Nadia Benali/);
    expect(context.ledger.outbox.list()).toEqual([]);
    await expect(runMemo(context, { eml: 'memo.eml' })).rejects.toThrow('EEXIST');
  });

  it('--to writes to that address only', async () => {
    const { context } = aDesk();
    await runMemo(context, { to: 'compta@roussel.example', send: true });
    expect(context.ledger.outbox.list()[0]?.to).toEqual(['compta@roussel.example']);
    await expect(runMemo(context, { to: 'a@b.example, c@d.example' })).rejects.toMatchObject({ exitCode: 2 });
  });

  it('has no addressee: shown, not sent', async () => {
    const { context, seen } = aDesk({ contact: { email: null } });
    await runMemo(context, {});
    expect(seen.lines[0]).toContain('(adresse inconnue)');
    await expect(runMemo(context, { send: true })).rejects.toMatchObject({
      key: 'memo.no_recipient',
      exitCode: 1,
    });
  });

  it('lacks a fact: names it and does not leave', async () => {
    const { context, seen } = aDesk({ outcome: { outcome: 'paid_claimed' } });
    await runMemo(context, {});
    expect(seen.notes).toEqual(['Il manque 2 données dans ce message\u00a0: paid_date, paid_amount.']);
    await expect(runMemo(context, { send: true })).rejects.toMatchObject({
      key: 'memo.incomplete',
      exitCode: 1,
    });
    await expect(runMemo(context, { eml: 'x.eml' })).rejects.toMatchObject({ key: 'memo.incomplete' });
  });

  it.each([
    [{ outcome: 'no_answer' }, {}, 'memo.nothing'],
    [{}, { client: 'personne' }, 'client.unknown'],
  ] as const)('%o %o: %s', async (outcome, options, key) => {
    const { context } = aDesk('outcome' in outcome ? { outcome } : {});
    await expect(runMemo(context, options)).rejects.toMatchObject({ key });
  });

  it.each([
    { reach: 'voicemail', outcome: 'voicemail', verifiedOn: null, isOpen: false },
    { reach: 'voicemail', outcome: 'voicemail', verifiedOn: day('2026-06-02'), isOpen: true },
    { reach: 'desk', outcome: 'callback', verifiedOn: null, isOpen: false },
    { reach: 'person', outcome: 'callback', verifiedOn: null, isOpen: true },
  ] as const)('$outcome, $reach, verified $verifiedOn: speaks of the debt $isOpen', async (row) => {
    const { reach, outcome, verifiedOn, isOpen } = row;
    const { context, seen } = aDesk({ reach, outcome: { outcome }, contact: { verifiedOn } });
    await runMemo(context, {});
    expect(seen.lines.join('\n')).toContain('Jules Roussel');
    expect(/F-2026-044|840|€|FR76/.test(seen.lines.join('\n'))).toBe(isOpen);
  });

  it('keeps a draft that cannot be written', async () => {
    const { context, folder } = aDesk();
    blockDrafts(folder);
    await expect(runMemo(context, { send: true })).rejects.toMatchObject({
      key: 'mail.draft_failed',
      exitCode: 74,
    });
    expect(context.ledger.outbox.list()[0]?.state).toBe('queued');
  });
});

describe('dun memo on a terminal', () => {
  it('sends, edits, or waits, as told', async () => {
    const edit = (text: string): string => text.replace('Merci de votre temps', 'Grand merci de votre temps');
    const desk = aDesk({ choices: ['edit', 'later', 'send'], edit });
    await runMemo(desk.context, {});
    expect(desk.context.ledger.outbox.list()).toEqual([]);
    expect(desk.seen.notes.at(-1)).toContain('dun memo roussel');
    await runMemo(desk.context, {});
    expect(desk.left).toEqual([]);
    const [message] = desk.context.ledger.outbox.list();
    expect(message?.text).toContain('Grand merci de votre temps');
    const mail = await PostalMime.parse(Buffer.from(message?.raw ?? []));
    expect(mail.html).toContain('Grand merci de votre temps');
    expect(desk.context.ledger.calls.draft(desk.callId)).toBeUndefined();
  });

  it('offers to send a memo once its gaps are filled by hand', async () => {
    const edit = (text: string): string =>
      text.replaceAll('{paid_date}', '5 juin').replaceAll('{paid_amount}', '840');
    const desk = aDesk({ outcome: { outcome: 'paid_claimed' }, choices: ['edit', 'send'], edit });
    await runMemo(desk.context, {});
    expect(desk.context.ledger.outbox.list()[0]?.text).toContain('5 juin');
  });

  it('takes an empty text for no text', async () => {
    const desk = aDesk({ choices: ['edit', 'later'], edit: () => '\n\n' });
    await runMemo(desk.context, {});
    expect(desk.seen.notes).toContain("Texte vide\u00a0: rien n'est changé.");
  });
});

describe('dun memo by SMTP', () => {
  it.each<[Fault, string, number, string]>([
    ['rcpt-450', 'mail.later', 75, 'queued'],
    ['rcpt-550', 'mail.refused', 69, 'failed'],
    ['drop-after-dot-kept', 'mail.uncertain', 76, 'uncertain'],
    ['auth-535', 'mail.login_refused', 78, 'queued'],
    ['cert-self-signed', 'mail.certificate_refused', 78, 'queued'],
  ])('%s: %s, exit code %i', async (fault, ...[key, exitCode, state]) => {
    const { settings } = await smtp(fault);
    const { context } = aDesk({ settings });
    await expect(runMemo(context, { send: true })).rejects.toMatchObject({ key, exitCode });
    expect(context.ledger.outbox.list()[0]?.state).toBe(state);
  });

  it('sends, and says to whom', async () => {
    const { settings, server } = await smtp('ok');
    const { context, seen } = aDesk({ settings });
    await runMemo(context, { send: true });
    expect(server.kept).toHaveLength(1);
    expect(server.kept[0]?.to).toEqual(['jules@roussel.example']);
    expect(seen.lines).toEqual(['Envoyé à jules@roussel.example.']);
    await runMemo(context, {});
    expect(seen.lines.at(-1)).toBe('Envoyé le mardi 9 juin 2026 à 10\u00a0h\u00a030.');
  });

  it('never repeats an uncertain one by itself', async () => {
    const { settings, server } = await smtp('drop-after-dot-kept');
    const { context } = aDesk({ settings });
    const uncertain = { key: 'mail.uncertain', exitCode: 76 };
    await expect(runMemo(context, { send: true })).rejects.toMatchObject(uncertain);
    await expect(runMemo(context, {})).rejects.toMatchObject(uncertain);
    await expect(runMemo(context, { send: true })).rejects.toMatchObject(uncertain);
    expect(server.kept).toHaveLength(1);
  });

  it.each([
    ['arrived', 'sent', 0],
    ['send_again', 'sent', 1],
  ] as const)('asked about an uncertain one: %s', async (choice, state, copies) => {
    const first = await smtp('drop-after-dot-kept');
    const desk = aDesk({ settings: first.settings, choices: [choice] });
    const { ledger } = desk.context;
    await expect(runMemo(desk.context, { send: true })).rejects.toMatchObject({ exitCode: 76 });
    const second = await smtp('ok');
    ledger.settings.set('mail.port', String(second.server.port));
    await runMemo(desk.context, {});
    expect(ledger.outbox.list()).toMatchObject([{ state }]);
    expect(second.server.kept).toHaveLength(copies);
    const ids = [...first.server.kept, ...second.server.kept].map(
      ({ raw }) => /^message-id: (.*)$/im.exec(raw)?.[1],
    );
    expect(new Set(ids).size).toBe(1);
  });

  it('takes up what waited for a setting', async () => {
    const { settings, server } = await smtp('ok');
    const { context } = aDesk({ settings: { ...settings, 'mail.ca_file': '/nowhere' } });
    await expect(runMemo(context, { send: true })).rejects.toMatchObject({ key: 'mail.no_ca_file' });
    context.ledger.settings.set('mail.ca_file', certificates.authority);
    await runMemo(context, { send: true });
    expect(context.ledger.outbox.list()).toMatchObject([{ state: 'sent', attempts: 2 }]);
    expect(server.kept).toHaveLength(1);
  });

  it('tells a refused one and writes a new one', async () => {
    const refused = await smtp('rcpt-550');
    const { context, seen } = aDesk({ settings: refused.settings });
    await expect(runMemo(context, { send: true })).rejects.toMatchObject({ exitCode: 69 });
    const good = await smtp('ok');
    context.ledger.settings.set('mail.port', String(good.server.port));
    await runMemo(context, { send: true, to: 'compta@roussel.example' });
    expect(seen.notes).toContain('Refusé\u00a0: 550 5.1.1 no such user');
    expect(context.ledger.outbox.list().map(({ state }) => state)).toEqual(['failed', 'sent']);
  });
});

describe('the memo at the end of a call', () => {
  it('is sent, and its trouble is told without ending in an error', async () => {
    const { settings } = await smtp('rcpt-450');
    const desk = aDesk({ settings, choices: ['send'] });
    const message = await handOverMemo(desk.context, desk.callId);
    expect(message?.state).toBe('queued');
    expect(desk.seen.notes.join('\n')).toContain('450 4.2.0 greylisted');
  });

  it('is kept for later when the settings are wrong', async () => {
    const desk = aDesk({ settings: { 'mail.transport': 'smtp' }, choices: ['send'] });
    expect(await handOverMemo(desk.context, desk.callId)).toBeNull();
    expect(desk.seen.notes.join('\n')).toContain('mail.host');
  });

  it('is not written when nobody was reached', async () => {
    const desk = aDesk({ outcome: { outcome: 'no_answer' } });
    expect(await handOverMemo(desk.context, desk.callId)).toBeNull();
    expect(desk.seen.notes).toEqual(['Aucun message à écrire pour cet appel.']);
  });
});
