import type { Command } from 'commander';
import type { Catch, CommandHost, Context } from '../cli/context.ts';
import { formatDay } from '../domain/day-words.ts';
import { DunError } from '../domain/errors.ts';
import type { Message } from '../domain/outbox.ts';
import { type Answerable, mayConcern } from '../domain/read-reply.ts';
import { showCount, showLine } from '../terminal/show-line.ts';
import { type ShownReply, showReplies } from '../terminal/show-reply.ts';
import { troubleLines } from './deliver.ts';
import { describe } from './describe.ts';
import { askAboutAnswers, type Unread, unreadOf } from './mail-check-ask.ts';
import { type Checked, checkDocument } from './mail-check-document.ts';
import { lookSince, type TakenReply, takeReplies } from './mail-check-take.ts';
import { hasArrived, lookUpDoubt } from './mail-doubts.ts';

export interface CheckOptions {
  readonly file?: string;
}

type Services = Pick<
  Context,
  'ledger' | 'mail' | 'files' | 'words' | 'output' | 'prompter' | 'today' | 'now' | 'isJson'
>;
type Run = (context: Services, options: CheckOptions) => Promise<void>;

/** `dun mail check`: what came back on the memos, read from the mailbox or from a saved mail. */
export function registerMailCheck(group: Command, host: CommandHost, run: Run = runMailCheck): void {
  describe(group.command('check'), host, { key: 'mail.check', flags: ['--file <file>'] }).action(
    async (options: CheckOptions) => run(await host.context(), options),
  );
}

/**
 * Confirms in writing what a mail agrees to word for word, leaves every other answer to the user, and marks addresses
 * that refuse mail. DunError 78 without settings, 78 or 75 when the mailbox cannot be read, 65 or 66 for a file.
 */
async function runMailCheck(context: Services, { file }: CheckOptions): Promise<void> {
  const checked = file === undefined ? await checkMailbox(context) : await checkFile(context, file);
  const unread = unreadOf(context);
  if (context.isJson) return context.output.json(checkDocument(checked, unread, context));
  report(context, checked, unread);
  if (unread.length === 0 || !context.prompter.isInteractive) return;
  context.output.line('');
  await askAboutAnswers(context, unread);
}

async function checkMailbox(context: Services): Promise<Checked> {
  const { ledger } = context;
  ledger.outbox.recover();
  const messages = ledger.replies.answerable();
  const doubts = ledger.outbox.list('uncertain');
  const since = lookSince(context, messages);
  const found = since === null ? nothingFound : await lookIn(context, messages, since);
  if (found === null) throw new DunError('reply.no_mailbox', 78);
  const { folder, count, isCut, unreadable } = found;
  const taken = takeReplies(context, found.mails, messages);
  const settled = await settleDoubts(context, doubts, taken);
  return { folder, since, count, isCut, unreadable, taken, ...settled };
}

const nothingFound: Catch = { folder: '', mails: [], count: 0, isCut: false, unreadable: 0 };

function lookIn(
  { mail, ledger }: Services,
  messages: readonly Answerable[],
  since: Checked['since'] & string,
): Promise<Catch | null> {
  const wants = (head: Parameters<typeof mayConcern>[0]): boolean => mayConcern(head, messages);
  const messageIds = messages.map(({ messageId }) => messageId);
  return mail.inbox({ since, wants, known: ledger.replies.known(), messageIds });
}

/** Whoever names a message has it, or has had it: that is known before any folder is looked into. */
async function settleDoubts(
  context: Services,
  doubts: readonly Message[],
  taken: readonly TakenReply[],
): Promise<Pick<Checked, 'found' | 'doubtful'>> {
  const looked: Message[] = [];
  for (const message of doubts)
    looked.push(isNamedBy(taken, message) ? hasArrived(context, message) : await lookUp(context, message));
  return {
    found: looked.filter(({ state }) => state !== 'uncertain'),
    doubtful: looked.filter(({ state }) => state === 'uncertain'),
  };
}

function isNamedBy(taken: readonly TakenReply[], { id }: Message): boolean {
  return taken.some(({ reply, isNamed }) => isNamed && reply.messageId === id);
}

/** What has come is noted already, so a folder that cannot be looked into is told in passing. */
async function lookUp(context: Services, message: Message): Promise<Message> {
  try {
    return await lookUpDoubt(context, message);
  } catch (error) {
    if (!(error instanceof DunError)) throw error;
    for (const line of troubleLines(context, error)) context.output.note(line);
    return message;
  }
}

async function checkFile(context: Services, path: string): Promise<Checked> {
  const { files, mail, ledger } = context;
  const bytes = await files.read(files.resolve(path));
  if (bytes === undefined) throw new DunError('cli.no_file', 66, { path });
  const saved = await mail.readSaved(bytes);
  if (saved === null) throw new DunError('reply.no_mail', 65, { path });
  const messages = ledger.replies.answerable();
  const isKnown = ledger.replies.known().has(saved.mail.id);
  const taken = takeReplies(context, [saved], messages);
  if (taken.length === 0 && !isKnown) throw new DunError('reply.of_nothing', 1, { path });
  const named = ledger.outbox.list('uncertain').filter((message) => isNamedBy(taken, message));
  return {
    folder: null,
    since: null,
    count: 1,
    isCut: false,
    unreadable: 0,
    taken,
    found: named.map((message) => hasArrived(context, message)),
    doubtful: [],
  };
}

function report({ output, words }: Services, checked: Checked, unread: readonly Unread[]): void {
  const { taken, found, doubtful, isCut, unreadable } = checked;
  const shown = taken.map(shownReply);
  for (const line of showReplies(shown, { words, output })) output.line(line);
  for (const message of found) {
    const key = isNamedBy(taken, message) ? 'reply.found_answered' : 'reply.found_sent';
    output.line(showLine(words, key, { to: message.to.join(', '), subject: message.subject }));
  }
  if (taken.length === 0 && found.length === 0) output.line(nothingNew(checked, words));
  if (isCut) output.note(words.label('reply.cut'));
  if (unreadable > 0) output.note(showCount(words, 'reply.unreadable', { count: unreadable }));
  if (doubtful.length > 0) output.note(showCount(words, 'reply.doubtful', { count: doubtful.length }));
  const older = unread.filter(({ reply }) => !taken.some((one) => one.reply.id === reply.id));
  if (older.length > 0) output.note(showCount(words, 'reply.unread', { count: older.length }));
}

function nothingNew({ folder, since, count }: Checked, words: Services['words']): string {
  if (folder === null) return words.label('reply.known_already');
  if (since === null) return words.label('reply.none_to_wait_for');
  return showCount(words, 'reply.nothing', { count, folder, day: formatDay(since, words.language, 'short') });
}

function shownReply({ client, standing, reply, confirmed, returns }: TakenReply): ShownReply {
  const promises = standing.promises.filter(({ id }) => confirmed.includes(id));
  return { client, contacts: standing.contacts, reply, confirmed: promises, returns };
}
