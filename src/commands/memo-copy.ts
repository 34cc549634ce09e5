import { DunError } from '../domain/errors.ts';
import type { Message } from '../domain/outbox.ts';
import { showCount, showLine } from '../terminal/show-line.ts';
import { show } from '../terminal/style.ts';
import { refuseUnfit } from './memo-fit.ts';
import { type MemoServices, type PreparedMemo, withText } from './memo-draft.ts';
import type { Wanted } from './memo-find.ts';
import { isKept } from './memo-stored.ts';
import { typedForMemo } from './memo-typed.ts';

/** Wider than any short text: it is to be taken as a whole. */
const whole = 1000;

/**
 * `--copy`: the memo in a few words, for an SMS or a chat. Unless a mail of it is on its way, it is noted as given: what
 * was said is in writing then, and nothing asks for it again. DunError 1 when there is no short form.
 */
export async function copyText(
  context: MemoServices,
  wanted: Wanted,
  { isDry }: { isDry: boolean },
): Promise<void> {
  const { prepared, stored, handle } = wanted;
  if (prepared === null) throw new DunError('memo.nothing', 1, { handle });
  const text = shortOf(context, prepared);
  await giveText(context, text, prepared);
  if (isDry || isKept(stored)) return;
  noteText(context, text, prepared);
}

/** The text as an answer to the question after a call: shown, put on the clipboard, noted. */
export async function copyAndNote(context: MemoServices, prepared: PreparedMemo): Promise<Message> {
  const text = shortOf(context, prepared);
  await giveText(context, text, prepared);
  return noteText(context, text, prepared);
}

/** The short text; DunError 1 for a kind that has none, for a missing fact, and for an account that is not ours. */
export function shortOf(context: MemoServices, prepared: PreparedMemo): string {
  const { short, standing, kind } = prepared;
  const handle = typedForMemo(kind, standing.client.handle);
  if (short === null) throw new DunError('memo.no_text', 1, { handle });
  refuseUnfit(context, { ...withText(prepared, '', short), missing: [], calendar: null });
  return short;
}

/** Text on stdout; on a terminal also on the clipboard, when a program of the system takes it. */
export async function giveText(context: MemoServices, text: string, prepared: PreparedMemo): Promise<void> {
  const { output, words, isJson, today } = context;
  const program = output.isTerminal ? await context.toClipboard(text) : null;
  const { callId, kind, standing, sectionCount } = prepared;
  if (isJson) {
    const { language } = standing.client;
    const length = Array.from(text).length;
    const schema = 'dun.memo.text/1';
    return output.json({ schema, today, callId, kind, language, text, length, clipboard: program });
  }
  output.line(show(text, whole));
  if (program !== null) output.note(showLine(words, 'memo.done.clipboard', { program }));
  if (sectionCount > 0) output.note(showCount(words, 'memo.text_more', { count: sectionCount }));
}

/** A message without an addressee: no mail, but on record with its words and its day. Given twice, it is noted once. */
function noteText(
  { ledger, now, owner, output, words, profile, isJson }: MemoServices,
  text: string,
  prepared: PreparedMemo,
): Message {
  const { callId, kind, standing } = prepared;
  const { client } = standing;
  const { outbox } = ledger;
  const known = outbox.forClient(client.id).at(-1);
  if (known !== undefined && known.callId === callId && known.text === text) return known;
  const noted = ledger.transaction(() => {
    const { id } = outbox.queue({
      callId,
      clientId: client.id,
      kind,
      language: client.language,
      messageId: `<text.${client.id}.${now()}@dun.invalid>`,
      from: profile().email ?? '',
      to: [],
      subject: '',
      text,
      raw: new TextEncoder().encode(text),
      transport: 'draft',
      repeats: prepared.repeats,
    });
    outbox.take(id, owner.pid);
    return outbox.advance(id, { to: 'draft', path: '', at: now() });
  });
  if (!isJson) output.note(words.label('memo.done.text'));
  return noted;
}
