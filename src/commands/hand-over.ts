import type { Attempt } from '../domain/attempt.ts';
import { DunError } from '../domain/errors.ts';
import { type Message, outboxTrouble } from '../domain/outbox.ts';
import type { Standing } from '../domain/standing.ts';
import { showLine } from '../terminal/show-line.ts';
import { showMemo } from '../terminal/show-memo.ts';
import { deliverWaiting, troubleLines } from './deliver.ts';
import { copyAndNote } from './memo-copy.ts';
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
import { refuseUnfit } from './memo-fit.ts';
import { refuseWritten } from './memo-once.ts';
import { tellDone } from './memo-told.ts';
import { typedForMemo } from './memo-typed.ts';

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
    if (choice === 'copy') return copyAndNote(context, prepared);
    if (choice === 'later') {
      const handle = typedForMemo(prepared.kind, prepared.standing.client.handle);
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
  const message = tellDone(context, await mail.deliver(queued.id));
  keepRefused(context, prepared, message);
  // The way is open: what waited for it goes too.
  if (message.state === 'sent' || message.state === 'draft') await deliverWaiting(context);
  return message;
}

/** Words edited by hand and refused by the server are there again for the next try. */
function keepRefused({ ledger }: MemoServices, prepared: PreparedMemo, { state }: Message): void {
  const { callId, blocks, subject, text } = prepared;
  if (state !== 'failed' || callId === null || blocks !== null || prepared.repeats !== null) return;
  ledger.calls.saveDraft(callId, memoField(prepared), `${subject}\n\n${text}`);
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

type Choice = 'send' | 'copy' | 'edit' | 'later';

/** Without an address the memo can still be taken along as a short text. */
function askChoice({ prompter, words, ledger }: MemoServices, prepared: PreparedMemo): Promise<Choice> {
  const transport = ledger.settings.all().get('mail.transport') ?? 'draft';
  const send = {
    key: 's',
    label: words.label(transport === 'draft' ? 'memo.choice.draft' : 'memo.choice.send'),
    value: 'send',
  } as const;
  const hasAddress = prepared.to.address !== null;
  const copy = { key: 'c', label: words.label('memo.choice.copy'), value: 'copy' } as const;
  return prompter.key<Choice>({
    message: words.label(hasAddress ? 'memo.ask' : 'memo.ask.no_address'),
    choices: [
      ...(hasAddress && prepared.missing.length === 0 ? [send] : []),
      ...(!hasAddress && prepared.short !== null ? [copy] : []),
      { key: 'e', label: words.label('memo.choice.edit'), value: 'edit' },
      { key: 'p', also: ['l'], label: words.label('memo.choice.later'), value: 'later' },
    ],
  });
}

/** The text in the user's editor, kept at once: "later" must not lose it. */
export async function editMemo(context: MemoServices, prepared: PreparedMemo): Promise<PreparedMemo> {
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

function tellTrouble(context: MemoServices, trouble: DunError | null): void {
  if (trouble === null) return;
  for (const line of troubleLines(context, trouble)) context.output.note(line);
}
