import type { Command } from 'commander';
import type { CommandHost } from '../cli/context.ts';
import type { Attempt } from '../domain/attempt.ts';
import { isEmailAddress } from '../domain/email-address.ts';
import { DunError } from '../domain/errors.ts';
import { type Message, unsent } from '../domain/outbox.ts';
import type { Standing } from '../domain/standing.ts';
import { showLine } from '../terminal/show-line.ts';
import { describe } from './describe.ts';
import { findClient } from './find-client.ts';
import { handOver, refuseUnfit, sendMemo, showPrepared } from './hand-over.ts';
import { messageDocument, preparedDocument } from './memo-document.ts';
import { draftOf, type MemoServices, type PreparedMemo, prepareMemos } from './memo-draft.ts';
import { prepareThanks, writtenThanks } from './memo-thanks.ts';
import { isKept, settle, takeUp, tellRefusal } from './memo-stored.ts';

export interface MemoOptions {
  readonly client?: string;
  readonly send?: boolean;
  readonly dryRun?: boolean;
  readonly eml?: string;
  readonly to?: string;
  readonly resend?: boolean;
  readonly thanks?: boolean;
}

const flags = ['--thanks', '--send', '--dry-run', '--eml <file>', '--to <address>', '--resend'];

/** `dun memo [CLIENT]` (product 3 and 7). */
export function registerMemo(program: Command, host: CommandHost, run = runMemo): void {
  const command = describe(program.command('memo [client]'), host, { key: 'memo', flags });
  command.action(async (client: string | undefined, options: Omit<MemoOptions, 'client'>) => {
    await run(await host.context(), { ...options, ...(client === undefined ? {} : { client }) });
  });
}

/** The memo of the last call, or thanks: shows it, and sends it when told to. Exit codes 69, 75, 76, 78 as in promises 9. */
export async function runMemo(context: MemoServices, options: MemoOptions): Promise<void> {
  context.ledger.outbox.recover();
  const { stored, prepared, handle } = await wantedMemo(context, options);
  if (options.eml !== undefined) return writeFile(context, { stored, prepared }, options.eml);
  if (isKept(stored)) return takeUp(context, { stored, prepared }, options);
  if (prepared === null) throw new DunError('memo.nothing', 1, { handle });
  if (stored !== undefined) tellRefusal(context, stored);
  if (options.dryRun === true) return present(context, prepared);
  if (options.send === true) return settle(context, await sendMemo(context, prepared));
  if (context.isJson) return present(context, prepared);
  const message = await handOver(context, prepared);
  if (message !== null) settle(context, message);
}

interface Wanted extends Writable {
  readonly handle: string;
}

async function wantedMemo(context: MemoServices, options: MemoOptions): Promise<Wanted> {
  if (options.thanks === true) return wantedThanks(context, options);
  const { standing, attempt } = await lastAttempt(context, options.client);
  const { handle } = standing.client;
  checkAddress(options.to, handle);
  const memos = await prepareMemos(context, { standing, attempt, to: options.to });
  const found = memos.map((prepared) => ({ prepared, stored: storedOf(context, prepared, memos) }));
  // The next one that is still to be sent; when all have left, the first.
  const next = found.find(({ stored }) => !hasLeft(stored)) ?? found[0];
  return { handle, ...(next ?? { prepared: null, stored: context.ledger.outbox.forCall(attempt.id) }) };
}

function hasLeft(stored: Message | undefined): boolean {
  return stored?.state === 'sent' || stored?.state === 'draft';
}

/** The message that a memo has become, if it has: of two memos of a call, the approver's is told by its kind. */
function storedOf(
  { ledger }: MemoServices,
  { callId, reader }: PreparedMemo,
  memos: readonly PreparedMemo[],
): Message | undefined {
  if (callId === null) return undefined;
  if (memos.length === 1) return ledger.outbox.forCall(callId);
  const isRequest = reader === 'approver';
  return ledger.outbox
    .list()
    .findLast((message) => message.callId === callId && (message.kind === 'approval_request') === isRequest);
}

async function wantedThanks(context: MemoServices, { client: text, to }: MemoOptions): Promise<Wanted> {
  if (text === undefined) throw new DunError('memo.whom_to_thank', 2);
  const client = await findClient(context, text);
  checkAddress(to, client.handle);
  const standing = context.ledger.standings.one(client.id);
  const prepared = prepareThanks(context, standing, to);
  return { handle: client.handle, stored: writtenThanks(context, standing), prepared };
}

function checkAddress(to: string | undefined, handle: string): void {
  if (to !== undefined && !isEmailAddress(to)) throw new DunError('memo.bad_to', 2, { address: to, handle });
}

async function writeFile(context: MemoServices, found: Writable, path: string): Promise<void> {
  const { files, mail, output, words } = context;
  const { stored, prepared } = found;
  if (prepared !== null && !isKept(stored)) refuseUnfit(context, prepared);
  const message =
    isKept(stored) || prepared === null ? stored : await mail.compose(draftOf(context, prepared));
  if (message === undefined) return;
  const target = files.resolve(path);
  await files.write(target, unsent(message.raw));
  if (context.isJson) output.json(messageDocument(context.today, message, target));
  else output.line(showLine(words, 'memo.done.eml', { path: target }));
}

interface Writable {
  readonly stored: Message | undefined;
  readonly prepared: PreparedMemo | null;
}

function present(context: MemoServices, prepared: PreparedMemo): void {
  if (context.isJson) context.output.json(preparedDocument(context.today, prepared));
  else showPrepared(context, prepared);
}

async function lastAttempt(
  context: MemoServices,
  text: string | undefined,
): Promise<{ standing: Standing; attempt: Attempt }> {
  const { standings } = context.ledger;
  const client = text === undefined ? undefined : await findClient(context, text);
  const all = client === undefined ? standings.all() : [standings.one(client.id)];
  const found = all
    .flatMap((standing) => standing.attempts.map((attempt) => ({ standing, attempt })))
    .toSorted((a, b) => b.attempt.startedAt - a.attempt.startedAt || b.attempt.id - a.attempt.id)[0];
  if (found !== undefined) return found;
  if (client === undefined) throw new DunError('memo.no_call', 1);
  throw new DunError('memo.no_call_client', 1, { client: client.name, handle: client.handle });
}
