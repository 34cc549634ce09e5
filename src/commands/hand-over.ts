import { foreignAccounts } from '../domain/account-mask.ts';
import type { Attempt } from '../domain/attempt.ts';
import { DunError } from '../domain/errors.ts';
import { type Message, outboxTrouble, refusedRecipients } from '../domain/outbox.ts';
import type { Standing } from '../domain/standing.ts';
import { showLine } from '../terminal/show-line.ts';
import { showMemo } from '../terminal/show-memo.ts';
import { show } from '../terminal/style.ts';
import {
  draftOf,
  memoField,
  type MemoServices,
  paymentOf,
  type PreparedMemo,
  prepareMemos,
  readEdited,
  withText,
} from './memo-draft.ts';
import { refuseWritten } from './memo-once.ts';

/**
 * The last step of a call: the memo on screen, then send, edit or later; the approver's after it. A mail that cannot
 * leave is told, never thrown: the call itself is on record, and `dun memo` takes the message up again.
 */
export async function handOverMemo(context: MemoServices, attemptId: number): Promise<Message | null> {
  const { standing, attempt } = attemptOf(context, attemptId);
  const prepared = await prepareMemos(context, { standing, attempt });
  if (prepared.length === 0) context.output.note(context.words.label('memo.none'));
  let message: Message | null = null;
  for (const memo of prepared) {
    message = await handOverOne(context, memo);
    // What waits for later waits in order: an edit is kept for one memo of a call.
    if (message === null) break;
  }
  return message;
}

async function handOverOne(context: MemoServices, prepared: PreparedMemo): Promise<Message | null> {
  try {
    const message = await handOver(context, prepared);
    if (message !== null) tellTrouble(context, outboxTrouble(message));
    return message;
  } catch (error) {
    if (!(error instanceof DunError)) throw error;
    tellTrouble(context, error);
    return null;
  }
}

// A contact held without the script has no row of a guided call, so its client is looked for.
function attemptOf({ ledger }: MemoServices, attemptId: number): { standing: Standing; attempt: Attempt } {
  const clientId = ledger.calls.byId(attemptId)?.clientId;
  const standings = clientId === undefined ? ledger.standings.all() : [ledger.standings.one(clientId)];
  for (const standing of standings) {
    const attempt = standing.attempts.find(({ id }) => id === attemptId);
    if (attempt !== undefined) return { standing, attempt };
  }
  throw new RangeError(`no attempt ${attemptId}`);
}

/** Shows the memo and does what the user says; `null` when it stays for later. Without a terminal it only shows. */
export async function handOver(context: MemoServices, first: PreparedMemo): Promise<Message | null> {
  let prepared = first;
  for (;;) {
    showPrepared(context, prepared);
    if (!context.prompter.isInteractive) return null;
    const choice = await askChoice(context, prepared);
    if (choice === 'send') return sendMemo(context, prepared);
    if (choice === 'later') {
      const { handle } = prepared.standing.client;
      context.output.note(showLine(context.words, 'memo.done.later', { handle }));
      return null;
    }
    prepared = await editMemo(context, prepared);
  }
}

/**
 * Builds the message once, queues its bytes and hands them to the transport. `DunError` 1 when a fact is missing, and what
 * became of it when somebody else was quicker.
 */
export async function sendMemo(context: MemoServices, prepared: PreparedMemo): Promise<Message> {
  const { ledger, mail, output, words } = context;
  refuseUnfit(context, prepared);
  const composed = await mail.compose(draftOf(context, prepared));
  const queued = ledger.transaction(() => {
    refuseWritten(context, prepared);
    if (prepared.callId !== null) ledger.calls.saveDraft(prepared.callId, memoField(prepared), '');
    return ledger.outbox.queue(composed);
  });
  if (queued.transport !== 'draft')
    output.note(showLine(words, 'memo.sending', { to: queued.to.join(', ') }));
  return tellDone(context, await mail.deliver(queued.id));
}

/**
 * A memo with an unfilled fact is read, not sent (practice C10): `DunError` 1 names what is missing. One that carries an
 * account other than ours is not sent either, whoever put it there (practice B14).
 */
export function refuseUnfit({ profile }: Pick<MemoServices, 'profile'>, prepared: PreparedMemo): void {
  const { missing, standing, subject, text, calendar } = prepared;
  const { handle } = standing.client;
  if (missing.length > 0) throw new DunError('memo.incomplete', 1, { names: missing.join(', '), handle });
  const entries = calendar?.events.flatMap((event) => [event.summary, event.description ?? '']) ?? [];
  const accounts = foreignAccounts([subject, text, ...entries].join('\n\n\n\n'), profile().iban);
  if (accounts.length > 0)
    throw new DunError('memo.other_account', 1, { accounts: accounts.join(', '), handle });
}

/** Says that a message has left, or where its draft lies; anything else is told as trouble by the caller. */
export function tellDone({ output, words, isJson }: MemoServices, message: Message): Message {
  if (isJson) return message;
  if (message.state === 'sent') {
    const refused = refusedRecipients(message);
    const reached = message.to.filter((address) => !refused.has(address));
    output.line(showLine(words, 'memo.done.sent', { to: reached.join(', ') }));
  }
  if (message.state === 'draft') {
    output.line(showLine(words, 'memo.done.draft', { path: message.receipt ?? '' }));
    output.note(words.label('memo.state.draft.next'));
  }
  return message;
}

export function showPrepared({ output, words }: MemoServices, prepared: PreparedMemo): void {
  const { width, style } = output;
  for (const line of showMemo(
    { ...prepared, attached: attachedNames(words, prepared) },
    { words, width, style },
  )) {
    output.line(line);
  }
  const count = prepared.missing.length;
  if (count === 0) return;
  const key = count === 1 ? 'memo.missing.one' : 'memo.missing.other';
  output.note(style.warn(words.label(key, { count, names: prepared.missing.join(', ') })));
}

export function attachedNames(words: MemoServices['words'], prepared: PreparedMemo): string[] {
  const calendar = prepared.calendar === null ? [] : [words.label('memo.attached.calendar')];
  const code = paymentOf(prepared) === null ? [] : [words.label('payment.attached')];
  return [...prepared.invoices.map(({ name }) => name), ...calendar, ...code];
}

function askChoice(
  { prompter, words, ledger }: MemoServices,
  prepared: PreparedMemo,
): Promise<'send' | 'edit' | 'later'> {
  const transport = ledger.settings.all().get('mail.transport') ?? 'draft';
  const send = {
    key: 's',
    label: words.label(transport === 'draft' ? 'memo.choice.draft' : 'memo.choice.send'),
    value: 'send',
  } as const;
  const canSend = prepared.missing.length === 0 && prepared.to.address !== null;
  return prompter.key<'send' | 'edit' | 'later'>({
    message: words.label('memo.ask'),
    choices: [
      ...(canSend ? [send] : []),
      { key: 'e', label: words.label('memo.choice.edit'), value: 'edit' },
      { key: 'p', also: ['l'], label: words.label('memo.choice.later'), value: 'later' },
    ],
  });
}

/** The text in the user's editor, kept at once: "later" must not lose it. */
async function editMemo(context: MemoServices, prepared: PreparedMemo): Promise<PreparedMemo> {
  const edited = await context.editText(`${prepared.subject}\n\n${prepared.text}`);
  const read = readEdited(edited);
  if (read === undefined) {
    context.output.note(context.words.label('memo.edited_empty'));
    return prepared;
  }
  if (read.subject === prepared.subject && read.text.trim() === prepared.text.trim()) return prepared;
  if (prepared.callId !== null) {
    context.ledger.calls.saveDraft(prepared.callId, memoField(prepared), `${read.subject}\n\n${read.text}`);
  }
  return withText(prepared, read.subject, read.text);
}

function tellTrouble({ output, words }: MemoServices, trouble: DunError | null): void {
  if (trouble === null) return;
  const values = Object.fromEntries(
    Object.entries(trouble.values).map(([name, value]) => [
      name,
      typeof value === 'number' ? value : show(value, 300),
    ]),
  );
  output.note(words.label(trouble.key, values));
  if (words.has(`${trouble.key}.hint`)) output.note(`→ ${words.label(`${trouble.key}.hint`, values)}`);
}
