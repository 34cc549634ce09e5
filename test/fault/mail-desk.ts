import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type WriteOptions, runMemo } from '../../src/commands/memo.ts';
import { reportError } from '../../src/cli/report.ts';
import type { Message } from '../../src/domain/outbox.ts';
import { type MailService, mailService } from '../../src/mail/service.ts';
import type { Patience } from '../../src/mail/transports/smtp.ts';
import type { Words } from '../../src/script/words.ts';
import { aMessage } from '../mail/support/message.ts';
import { anOutcome } from '../support/a-standing.ts';
import { aDesk, type Desk } from '../support/memo-services.ts';
import { dunBin } from '../support/terminal.ts';

/** Stands for a password in all that is searched for it afterwards. */
export const canary = 'canary-5e8f1a-über';

const forms = [
  canary,
  'canary-5e8f1a',
  Buffer.from(canary).toString('base64'),
  Buffer.from(`\u0000nadia@atelier.example\u0000${canary}`).toString('base64'),
  Buffer.from(`user=nadia@atelier.example\u0001auth=Bearer ${canary}\u0001\u0001`).toString('base64'),
  encodeURIComponent(canary),
];

/** The forms of the canary that stand in this text: none may. */
export const secretsIn = (text: string): string[] => forms.filter((form) => text.includes(form));

/** What a user sees of one command, and the code it ends with. */
export interface Shown {
  readonly exitCode: number;
  /** The lines about what went wrong. */
  readonly trouble: readonly string[];
  /** All that was printed, with the stack of `--debug`. */
  readonly all: string;
}

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly text: string;
}

/** A `dun` of its own, started and not yet ended. */
export interface Running {
  readonly kill: (signal: NodeJS.Signals) => void;
  readonly ended: Promise<Ended>;
}

const patient: Patience = { connect: 10_000, greeting: 10_000, envelope: 15_000, reply: 15_000 };
/** For a server that stays silent: what a user waits minutes for. */
export const impatient: Patience = { connect: 300, greeting: 300, envelope: 500, reply: 300 };

/** What a user says of a memo in doubt. */
export type Answer = 'arrived' | 'send_again' | 'later';

interface Setting {
  readonly port: number;
  readonly authority: string;
  readonly patience?: Patience;
  readonly to?: string[];
  readonly raw?: Uint8Array;
  readonly settings?: Readonly<Record<string, string>>;
  /** Written down by nobody yet: the first `--send` composes it. */
  readonly isUnwritten?: boolean;
}

/** How each state goes on, and what `--send` ends with. */
export const ways = {
  sent: { states: ['sent', 'sent'], exitCode: 1 },
  queued: { states: ['queued', 'sent'], exitCode: 0 },
  uncertain: { states: ['uncertain', 'uncertain', 'sent'], exitCode: 76 },
  failed: { states: ['failed'], exitCode: 69 },
} as const;

/** What is missing for a message not to be lost in silence: why and until when in its row, and words on the screen. */
export function untold(message: Message, trouble: readonly string[]): string[] {
  const { phase, pid, state, receipt } = message;
  const isForAll = state === 'sent' && !receipt?.includes(' | ');
  const wrongs = {
    'still held by a sender': phase !== null || pid !== null,
    'a hole in the words': /[{}]|undefined|\p{Cc}/u.test(trouble.join(' ')),
    'sent to all, and trouble told': isForAll && trouble.length > 0,
    'not two lines of words': !isForAll && trouble.length !== 2,
    'no word of what to type': !isForAll && !/\bdun /.test(trouble[1] ?? ''),
  };
  const inWords = Object.entries(wrongs).flatMap(([what, isWrong]) => (isWrong ? [what] : []));
  return [...inWords, ...missingIn(message)];
}

function missingIn({ state, error, nextAt, receipt }: Message): string[] {
  if (state === 'sent') return receipt?.startsWith('250 ') ? [] : ['sent without a receipt'];
  const hasDay = state !== 'queued' || nextAt !== null;
  return [...(error?.trim() ? [] : ['no reason kept']), ...(hasDay ? [] : ['queued without a day'])];
}

/** One memo, confirmed and queued in a real ledger on disk, and `dun memo` to send it: in this process or in its own. */
export class MailDesk {
  readonly #desk: Desk;
  readonly #patience: Patience;
  readonly messageId: number;

  constructor({ port, authority, patience = patient, settings = {}, isUnwritten, ...change }: Setting) {
    const smtp = {
      'mail.transport': 'smtp',
      'mail.host': '127.0.0.1',
      'mail.port': String(port),
      'mail.security': 'starttls',
      'mail.user': 'nadia@atelier.example',
      'mail.ca_file': authority,
    };
    this.#patience = patience;
    this.#desk = aDesk({ language: 'en', settings: { ...smtp, ...settings } });
    const { callId, context } = this.#desk;
    const { ledger } = context;
    const clientId = ledger.clients.find('roussel')[0]?.id ?? 0;
    const message = { ...aMessage({ callId, clientId }), ...change };
    this.messageId = isUnwritten === true ? 1 : ledger.outbox.queue(message).id;
  }

  get path(): string {
    return join(this.#desk.folder, 'dun.db');
  }

  /** The message as it stands; a sender that died is found out first, as every `dun memo` does. */
  get message(): Message {
    const { outbox } = this.#desk.context.ledger;
    outbox.recover();
    const message = outbox.byId(this.messageId);
    if (message === undefined) throw new RangeError('the message is gone');
    return message;
  }

  get all(): Message[] {
    return this.#desk.context.ledger.outbox.list();
  }

  /** A second call about the same debt, that ended without a date: a second memo is to be written. */
  callAgain(): void {
    const { ledger } = this.#desk.context;
    const [standing] = ledger.standings.all();
    const [first] = standing?.attempts ?? [];
    const [invoice] = standing?.invoices ?? [];
    if (first === undefined || invoice === undefined) throw new RangeError('no first call');
    const outcomes = [anOutcome({ invoiceId: invoice.id, outcome: 'no_date' })];
    ledger.calls.log({ ...first, startedAt: first.startedAt + 600_000, outcomes });
  }

  /** What became of each promise, change by change. */
  promises(): string[][] {
    const standings = this.#desk.context.ledger.standings.all();
    return standings.flatMap(({ promises }) =>
      promises.map(({ changes }) => changes.map(({ kind }) => kind)),
    );
  }

  set(name: string, value: string): void {
    this.#desk.context.ledger.settings.set(name, value);
  }

  /** From now on mail goes to another server. */
  useServer(port: number): void {
    this.#desk.context.ledger.settings.set('mail.port', String(port));
  }

  /** `dun memo roussel …`; with an answer it has a terminal and is asked. */
  async memo(options: WriteOptions, answer?: Answer): Promise<Shown> {
    return this.#run(options, answer === undefined ? undefined : async () => answer);
  }

  /** `dun memo roussel` in a terminal, where something else happens before the question is answered. */
  async memoWhile(happens: () => Promise<unknown>, answer: Answer | 'send'): Promise<Shown> {
    return this.#run({}, async () => {
      await happens();
      return answer;
    });
  }

  async #run(options: WriteOptions, answer: (() => Promise<string>) | undefined): Promise<Shown> {
    const { context, seen, left } = this.#desk;
    const prompter: typeof context.prompter = {
      ...context.prompter,
      isInteractive: answer !== undefined,
      key: async (question) => {
        if (answer !== undefined) left.push(await answer());
        return context.prompter.key(question);
      },
    };
    const services = { ...context, mail: this.#mail(), prompter };
    const told = await troubleOf(
      async () => runMemo(services, { client: 'roussel', ...options }),
      context.words,
    );
    const printed = [seen.lines, seen.notes, told.trace].flat();
    return { ...told, all: [...printed, JSON.stringify(seen.documents)].join('\n') };
  }

  #mail(): MailService {
    const { context, folder } = this.#desk;
    return mailService({
      outbox: context.ledger.outbox,
      settings: () => context.ledger.settings.all(),
      now: context.now,
      newId: randomUUID,
      pid: process.pid,
      draftFolder: join(folder, 'outbox'),
      handleOf: () => 'roussel',
      password: canary,
      patience: this.#patience,
    });
  }

  /** The built program in a process of its own, without a terminal. */
  start(argv: readonly string[], more: Readonly<Record<string, string>> = {}): Running {
    const child = spawn(process.execPath, [dunBin, ...argv], { env: { ...this.#env(), ...more } });
    let text = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (part: string) => (text += part));
    child.stdin.end();
    const ended = once(child, 'close').then(([code, signal]) => ({
      code: code as number | null,
      signal: signal as NodeJS.Signals | null,
      text,
    }));
    return { kill: (signal) => void child.kill(signal), ended };
  }

  send(...more: string[]): Running {
    return this.start(['memo', 'roussel', '--send', ...more]);
  }

  /** Every byte that lies beside the ledger, and the ledger itself. */
  filesText(): string {
    const names = readdirSync(this.#desk.folder, { recursive: true, withFileTypes: true });
    return names
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
      .join('\n');
  }

  /**
   * What a user does next: what waits is sent, what is in doubt is asked about (`--send` alone only says so), what is
   * sent or refused stays. The states it goes through, and the exit code of that `--send`.
   */
  async goOn(hasArrived: boolean): Promise<{ readonly states: string[]; readonly exitCode: number }> {
    const { state } = this.message;
    // A refused message is never sent again: a new one takes its place, which is another matter.
    if (state === 'failed') return { states: [state], exitCode: 69 };
    const { exitCode } = await this.memo({ send: true });
    const states = [state, this.message.state];
    if (state !== 'uncertain') return { states, exitCode };
    await this.memo({}, hasArrived ? 'arrived' : 'send_again');
    return { states: [...states, this.message.state], exitCode };
  }

  #env(): Record<string, string> {
    return {
      PATH: process.env['PATH'] ?? '',
      HOME: this.#desk.folder,
      NODE_COMPILE_CACHE: compileCache,
      TZ: 'Europe/Paris',
      DUN_DB: this.path,
      DUN_TODAY: '2026-06-09T10:30',
      DUN_LANG: 'en',
      DUN_SMTP_PASSWORD: canary,
    };
  }
}

/** What main would say and end with, and what it says beyond that with `--debug`. */
async function troubleOf(run: () => Promise<void>, words: Words) {
  try {
    await run();
    return { exitCode: 0, trouble: [], trace: [] };
  } catch (error) {
    const report = (isDebug: boolean) => reportError(error, words, { isDebug, endedBy: undefined });
    const { exitCode, lines } = report(false);
    return { exitCode, trouble: lines, trace: report(true).lines };
  }
}

const compileCache = mkdtempSync(join(tmpdir(), 'dun-compiled-'));
