import { localDay } from '../domain/day.ts';
import { formatDay } from '../domain/day-words.ts';
import { foreignAccounts } from '../domain/account-mask.ts';
import { DunError } from '../domain/errors.ts';
import { goneSince } from '../domain/held-message.ts';
import { isGivenAsText, type Message, standingOf } from '../domain/outbox.ts';
import { longestText } from '../script/memo-text.ts';
import { showLine } from '../terminal/show-line.ts';
import { writeEml } from './eml-file.ts';
import { editMemo, handOver, sendMemo, showPrepared } from './hand-over.ts';
import { refuseUnfit } from './memo-fit.ts';
import { giveText, shortOf } from './memo-copy.ts';
import { preparedDocument } from './memo-document.ts';
import { draftOf, type MemoServices, type PreparedMemo } from './memo-draft.ts';
import { checkAddress, memoOf, messageOrClient, repeated, wantedMemo } from './memo-find.ts';
import { isKept, settle, tellRefusal } from './memo-stored.ts';
import { typedForMemo } from './memo-typed.ts';

export interface EditOptions {
  readonly client: string;
  readonly to?: string;
}

export interface RepeatOptions {
  /** A number of the list, or a client: then the last message that left for them. */
  readonly which: string;
  readonly dryRun?: boolean;
  readonly eml?: string;
  readonly copy?: boolean;
  readonly to?: string;
}

/** `dun memo edit`: the words in the user's editor, kept until the memo leaves. What is in the outbox stays as it is. */
export async function editOf(context: MemoServices, { client, to }: EditOptions): Promise<void> {
  const { stored, prepared, handle } = await wantedMemo(context, { client, to });
  if (isKept(stored)) throw new DunError(`memo.not_editable.${stored.state}`, 1, { handle, id: stored.id });
  if (prepared === null) throw new DunError('memo.nothing', 1, { handle });
  if (stored !== undefined) tellRefusal(context, stored);
  const edited = await editMemo(context, prepared);
  if (context.isJson) context.output.json(preparedDocument(context.today, edited));
  else showPrepared(context, edited);
  // The words are kept all the same: nobody types them twice.
  const accounts = foreignAccounts(`${edited.subject}\n\n${edited.text}`, context.profile().iban);
  if (accounts.length > 0)
    throw new DunError('memo.kept_other_account', 1, { accounts: accounts.join(', '), handle });
  if (context.isJson) return;
  const key = edited === prepared ? 'memo.done.unchanged' : 'memo.done.edited';
  context.output.note(showLine(context.words, key, { handle }));
}

/**
 * `dun memo resend`: what has left once leaves as a message of its own that says so, in the thread of the first. It is
 * shown before; on a terminal it is asked about as well.
 */
export async function repeatMemo(context: MemoServices, options: RepeatOptions): Promise<void> {
  const first = await messageToRepeat(context, options.which);
  const client = context.ledger.standings.one(first.clientId).client;
  checkAddress(options.to, client.handle);
  const memo = await memoOf(context, first, options.to);
  if (memo === null) throw new DunError('memo.no_repeat', 1, { id: first.id, handle: client.handle });
  const root = rootOf(context, first);
  const opening = openingOf(context, memo, root);
  const text = root === first ? first.text : withoutOpening(first.text, opening);
  const again = repeated(memo, { ...first, text }, opening);
  if (options.copy === true) return repeatText(context, again, opening);
  if (options.dryRun !== true) refuseGone(context, first);
  if (options.eml !== undefined) {
    refuseUnfit(context, again);
    return writeEml(context, await context.mail.compose(draftOf(context, again)), options.eml);
  }
  if (options.dryRun === true) return present(context, again);
  if (context.isJson) return settle(context, await sendMemo(context, again));
  if (context.prompter.isInteractive) {
    const message = await handOver(context, again);
    if (message !== null) settle(context, message);
    return;
  }
  showPrepared(context, again);
  settle(context, await sendMemo(context, again));
}

/** The words are those of the first message: `DunError` 1 when a promise in them was withdrawn or moved since. */
function refuseGone({ ledger }: MemoServices, first: Message): void {
  const standing = ledger.standings.one(first.clientId);
  const gone = goneSince(first, standing);
  if (gone !== null) throw new DunError(`memo.gone.${gone}`, 1, { handle: standing.client.handle });
}

/** Only what has left is said again; what waits, or may have left, is a matter of the outbox. */
async function messageToRepeat(context: MemoServices, which: string): Promise<Message> {
  const found = await messageOrClient(context, which);
  const { outbox } = context.ledger;
  const mails =
    'client' in found ? outbox.forClient(found.client.id).filter((one) => !isGivenAsText(one)) : [];
  const message = 'message' in found ? found.message : standingOf(mails);
  const handle =
    'client' in found
      ? found.client.handle
      : context.ledger.standings.one(found.message.clientId).client.handle;
  if (message === undefined) throw new DunError('memo.none_left', 1, { handle });
  if (isGivenAsText(message)) throw new DunError('memo.was_text', 1, { handle, id: message.id });
  if (message.state === 'sent' || message.state === 'draft') return message;
  const exitCode = message.state === 'uncertain' ? 76 : message.state === 'failed' ? 1 : 75;
  const typed = typedForMemo(message.kind, handle);
  throw new DunError(`memo.not_left.${message.state}`, exitCode, { handle: typed, id: message.id });
}

/** What was sent again may be sent again: it says of which message, and only once. */
function rootOf(context: MemoServices, message: Message): Message {
  const before = message.repeats === null ? undefined : context.ledger.outbox.byId(message.repeats);
  return before === undefined ? message : rootOf(context, before);
}

function withoutOpening(text: string, opening: string): string {
  return text.startsWith(opening) ? text.slice(opening.length).trimStart() : text;
}

/** The line that says it, in the client's language and register. */
function openingOf(context: MemoServices, { standing }: PreparedMemo, first: Message): string {
  const { language } = first;
  const day = formatDay(localDay(first.sentAt ?? first.createdAt), language, 'long');
  const isFamiliar = language === 'fr' && standing.client.register === 'familiar';
  return context.wordsIn(language).label(isFamiliar ? 'memo.resent.familiar' : 'memo.resent.formal', { day });
}

async function repeatText(context: MemoServices, again: PreparedMemo, opening: string): Promise<void> {
  const short = shortOf(context, again);
  const both = `${opening} ${short}`.replace(/[\u00a0\u202f]/g, ' ');
  await giveText(context, Array.from(both).length <= longestText ? both : short, again);
}

function present(context: MemoServices, again: PreparedMemo): void {
  if (context.isJson) context.output.json(preparedDocument(context.today, again));
  else showPrepared(context, again);
}
