import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Certificates, makeCertificates } from '../mail/support/certificates.ts';
import {
  protocolSteps,
  startFaultServer,
  stepMoments,
  type ProtocolStep,
  type StepMoment,
  type Watch,
} from '../mail/support/fault-server.ts';
import { isTorture } from './children.ts';
import { MailDesk, type Running, ways } from './mail-desk.ts';

/**
 * Promise 13: the sender is killed at each step of the conversation, told by the server itself, so at no time by chance.
 * `npm run torture` kills it ten times more a step, some turns of the event loop after the answer, in the midst of its work.
 */
const turns = isTorture ? [0, 1, 2, 3, 5, 8, 13, 21, 34, 55] : [];
const cases = protocolSteps.flatMap((step) => [
  ...stepMoments.map((moment) => ({ step, moment, later: 0 })),
  ...turns.map((later) => ({ step, moment: 'at' as const, later })),
]);

let certificates: Certificates;

beforeAll(() => {
  certificates = makeCertificates();
});

/** Larger than what a socket takes at once, so that there is a half of it; with a line that starts with a dot. */
const largeBody = `${'0123456789abcdef'.repeat(4)}\r\n.\r\n`.repeat(6000);
const raw = Buffer.from(
  `From: nadia@atelier.example\r\nTo: jules@roussel.example\r\nMessage-ID: <0b9f8c1e@atelier.example>\r\n\r\n${largeBody}`,
);
const rawText = raw.toString('latin1');

describe.concurrent(`${cases.length} kills at ${protocolSteps.length} steps`, () => {
  it.each(cases)('$moment $step (+$later): one copy at most, and said', async ({ step, moment, later }) => {
    const sender: { running?: Running } = {};
    const watch = killAt(sender, { step, moment, later });
    const server = await startFaultServer('one-by-one', certificates, watch);
    try {
      const desk = new MailDesk({ port: server.port, authority: certificates.authority, raw });
      sender.running = desk.send();
      const { signal, code } = await sender.running.ended;
      await server.quiet();
      // With the answer to the dot the sender waits for nothing more: it may be done before its death comes.
      const mayBeDone = step === 'dot' || step === 'QUIT';
      expect(mayBeDone ? ['SIGKILL', 0] : ['SIGKILL']).toContain(signal ?? code);
      const { state, error, nextAt } = desk.message;
      const kept = server.kept.length;
      expect(possible(step, moment)).toContain(state);
      // A sender that died says nothing: the row must.
      expect({ kept, isExplained: error !== null, hasDay: nextAt !== null }).toEqual(
        { queued: told(0, true, true), uncertain: told(kept, true, false), sent: told(1, false, false) }[
          state as 'queued' | 'uncertain' | 'sent'
        ],
      );
      expect(await desk.goOn(kept === 1)).toEqual(ways[state as keyof typeof ways]);
      expect(desk.message.messageId).toBe('<0b9f8c1e@atelier.example>');
      expect(server.kept.map((mail) => mail.raw === rawText)).toEqual([true]);
    } finally {
      await server.close();
    }
  });
});

const told = (kept: number, isExplained: boolean, hasDay: boolean) => ({ kept, isExplained, hasDay });

interface Death {
  readonly step: ProtocolStep;
  readonly moment: StepMoment;
  /** Turns of the event loop to wait. */
  readonly later: number;
}

/** Kills the sender at this moment. The server answers nothing that comes after it until the sender is dead. */
function killAt(sender: { running?: Running }, { step, moment, later }: Death): Watch {
  let isSentenced = false;
  return (at, when) => {
    const isItsTime = !isSentenced && at === step && when === moment;
    if (isItsTime) afterTurns(later, () => sender.running?.kill('SIGKILL'));
    isSentenced ||= isItsTime;
    return isSentenced && when === 'before' ? sender.running?.ended.then(() => undefined) : undefined;
  };
}

function afterTurns(count: number, work: () => void): void {
  if (count === 0) work();
  else setImmediate(() => afterTurns(count - 1, work));
}

/** What the ledger may say of a sender that died there: nothing has left, a doubt, or all is done. */
function possible(step: ProtocolStep, moment: StepMoment): string[] {
  const place = protocolSteps.indexOf(step);
  const data = protocolSteps.indexOf('DATA');
  if (place < data || (step === 'DATA' && moment === 'before')) return ['queued'];
  if (step === 'DATA' && moment === 'at') return ['queued', 'uncertain'];
  // The answer to the dot is read by then, or may have been.
  const mayBeSent = step === 'QUIT' || (step === 'dot' && moment !== 'before');
  return mayBeSent ? ['uncertain', 'sent'] : ['uncertain'];
}

describe('a kill while the local sendmail has the memo', () => {
  it('leaves a doubt: the other program goes on, and nobody hears what it says', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'dun-sendmail-'));
    const [path, hasAll, mayEnd] = ['sendmail', 'has-all', 'may-end'].map((name) => join(folder, name));
    execFileSync('mkfifo', [hasAll ?? '', mayEnd ?? '']);
    const script = `#!/bin/sh\ncat > '${folder}/said'\necho yes > '${hasAll}'\ncat '${mayEnd}'\n`;
    writeFileSync(path ?? '', script, { mode: 0o755 });
    const settings = { 'mail.transport': 'sendmail', 'mail.sendmail_path': path ?? '' };
    const desk = new MailDesk({ port: 1, authority: certificates.authority, settings });
    const sender = desk.send();
    await readFile(hasAll ?? '');
    sender.kill('SIGKILL');
    // It holds our output open, so it ends first.
    await writeFile(mayEnd ?? '', '');
    expect((await sender.ended).signal).toBe('SIGKILL');
    expect(desk.message.state).toBe('uncertain');
    expect(readFileSync(join(folder, 'said'), 'latin1')).toContain('Bonjour');
    expect((await desk.memo({ send: true })).exitCode).toBe(76);
    await desk.memo({}, 'arrived');
    expect(desk.message.state).toBe('sent');
  });
});

describe('the word "body"', () => {
  it('is on disk, for another process to read, before the first byte of the message has left', async () => {
    const seen: string[] = [];
    const place: { path?: string } = {};
    const phase = (): string => {
      const db = new SqliteDatabase(place.path ?? '', { readonly: true });
      const row = db.prepare('SELECT state, phase FROM messages').get() as { state: string; phase: string };
      db.close();
      return `${row.state}/${row.phase}`;
    };
    const watch: Watch = (step, moment) => {
      if (moment === 'before' && ['MAIL', 'DATA', 'body'].includes(step)) seen.push(`${step}: ${phase()}`);
      return undefined;
    };
    const server = await startFaultServer('one-by-one', certificates, watch);
    try {
      const desk = new MailDesk({ port: server.port, authority: certificates.authority, raw });
      place.path = desk.path;
      expect((await desk.send().ended).code).toBe(0);
      expect(seen).toEqual(['MAIL: sending/connect', 'DATA: sending/connect', 'body: sending/body']);
    } finally {
      await server.close();
    }
  });
});
