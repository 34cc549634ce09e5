import type { Attempt } from '../domain/attempt.ts';
import type { Client } from '../domain/client.ts';
import { isEmailAddress } from '../domain/email-address.ts';
import { DunError } from '../domain/errors.ts';
import { isGivenAsText, type Message, standingOf } from '../domain/outbox.ts';
import type { Standing } from '../domain/standing.ts';
import { findClient } from './find-client.ts';
import { type MemoServices, type PreparedMemo, prepareMemos, withText } from './memo-draft.ts';
import { prepareReminder, writtenReminder } from './memo-reminder.ts';
import { prepareThanks, writtenThanks } from './memo-thanks.ts';

/** The message of a call as it stands in the outbox, and the memo as it would be written today. */
export interface Wanted {
  readonly handle: string;
  readonly stored: Message | undefined;
  readonly prepared: PreparedMemo | null;
}

/** Whose memo is meant, and where else it shall go. */
export interface Wish {
  readonly client?: string | undefined;
  readonly to?: string | undefined;
  readonly thanks?: boolean | undefined;
  readonly reminder?: boolean | undefined;
}

/** The memo of the last call that is still to be sent, thanks, or the courteous mail before the first one. DunError 1 or 2. */
export async function wantedMemo(context: MemoServices, wish: Wish): Promise<Wanted> {
  if (wish.thanks === true && wish.reminder === true) throw new DunError('memo.thanks_or_reminder', 2);
  if (wish.reminder === true) return wantedReminder(context, wish);
  if (wish.thanks === true) return wantedThanks(context, wish);
  const { standing, attempt } = await lastAttempt(context, wish.client);
  const { handle } = standing.client;
  checkAddress(wish.to, handle);
  const memos = await prepareMemos(context, { standing, attempt, to: wish.to });
  const found = memos.map((prepared) => ({ prepared, stored: storedOf(context, prepared, memos) }));
  // The next one that is still to be sent; when all have left, the first.
  const next = found.find(({ stored }) => !hasLeft(stored)) ?? found[0];
  return { handle, ...(next ?? { prepared: null, stored: standingOf(mailsOf(context, attempt)) }) };
}

/** The memo that a message was made of, as it would be written today; `null` when its call asks for none any more. */
export async function memoOf(
  context: MemoServices,
  message: Message,
  to: string | undefined,
): Promise<PreparedMemo | null> {
  const standing = context.ledger.standings.one(message.clientId);
  if (message.kind === 'payment_reminder')
    return orNull(() => prepareReminder(context, standing, { to, again: message }));
  if (message.kind === 'payment_thanks') return orNull(async () => prepareThanks(context, standing, to));
  const attempt = standing.attempts.find(({ id }) => id === message.callId);
  if (attempt === undefined) return null;
  const memos = await prepareMemos(context, { standing, attempt, to });
  return memos.find((one) => memos.length === 1 || isOf(one, message)) ?? null;
}

export function checkAddress(to: string | undefined, handle: string): void {
  if (to !== undefined && !isEmailAddress(to)) throw new DunError('memo.bad_to', 2, { address: to, handle });
}

function hasLeft(stored: Message | undefined): boolean {
  return stored?.state === 'sent' || stored?.state === 'draft';
}

/** The mails of a call: words taken along as text stand in the way of no mail. */
function mailsOf({ ledger }: MemoServices, { id, clientId }: Pick<Attempt, 'id' | 'clientId'>): Message[] {
  return ledger.outbox
    .forClient(clientId)
    .filter((message) => message.callId === id && !isGivenAsText(message));
}

/** The message that a memo has become, if it has: of two memos of a call, the approver's is told by its kind. */
function storedOf(
  context: MemoServices,
  prepared: PreparedMemo,
  memos: readonly PreparedMemo[],
): Message | undefined {
  const { callId, standing } = prepared;
  if (callId === null) return undefined;
  const mails = mailsOf(context, { id: callId, clientId: standing.client.id });
  return standingOf(mails.filter((message) => memos.length === 1 || isOf(prepared, message)));
}

function isOf({ reader }: PreparedMemo, { kind }: Message): boolean {
  return (kind === 'approval_request') === (reader === 'approver');
}

async function wantedThanks(context: MemoServices, { client: text, to }: Wish): Promise<Wanted> {
  if (text === undefined) throw new DunError('memo.whom_to_thank', 2);
  const client = await findClient(context, text);
  checkAddress(to, client.handle);
  const standing = context.ledger.standings.one(client.id);
  const prepared = prepareThanks(context, standing, to);
  return { handle: client.handle, stored: writtenThanks(context, standing), prepared };
}

async function wantedReminder(context: MemoServices, { client: text, to }: Wish): Promise<Wanted> {
  if (text === undefined) throw new DunError('memo.whom_to_remind', 2);
  const client = await findClient(context, text);
  checkAddress(to, client.handle);
  const prepared = await prepareReminder(context, context.ledger.standings.one(client.id), { to });
  return { handle: client.handle, stored: writtenReminder(context, prepared), prepared };
}

async function orNull(prepare: () => Promise<PreparedMemo>): Promise<PreparedMemo | null> {
  try {
    return await prepare();
  } catch (error) {
    if (error instanceof DunError) return null;
    throw error;
  }
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

/** A message by its number in the list (`12`, `#12`), or the client it is about. DunError 66. */
export async function messageOrClient(
  context: Pick<MemoServices, 'ledger' | 'prompter' | 'words'>,
  text: string,
): Promise<{ message: Message } | { client: Client }> {
  const [, mark, digits] = /^(#?)(\d{1,9})$/.exec(text.trim()) ?? [];
  const message = digits === undefined ? undefined : context.ledger.outbox.byId(Number(digits));
  if (message !== undefined) return { message };
  if (mark === '#') throw new DunError('memo.no_number', 66, { number: digits ?? '' });
  return { client: await findClient(context, text) };
}

/** The same message once more, in the thread of the first: its first line says so (product 3). */
export function repeated(prepared: PreparedMemo, first: Message, opening: string): PreparedMemo {
  const isAsWritten = prepared.blocks !== null && prepared.text.trim() === first.text.trim();
  const again = withText(prepared, first.subject, `${opening}\n\n${first.text}`);
  const blocks = isAsWritten
    ? [{ kind: 'paragraph', text: opening } as const, ...(prepared.blocks ?? [])]
    : null;
  return { ...again, blocks, missing: [], inReplyTo: first.messageId, repeats: first.id };
}
