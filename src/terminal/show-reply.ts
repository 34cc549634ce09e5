import { type Client, type Contact, contactName } from '../domain/client.ts';
import { formatDay } from '../domain/day-words.ts';
import { formatMoney } from '../domain/money.ts';
import { refusalBesides } from '../domain/bounce.ts';
import type { PaymentPromise } from '../domain/promise.ts';
import type { ReplyRecord } from '../domain/reply.ts';
import { gistOf } from '../domain/gist.ts';
import type { Words } from '../script/words.ts';
import { showLine } from './show-line.ts';
import { show, type Style, wrap } from './style.ts';

interface View {
  readonly words: Words;
  readonly output: { readonly style: Style; readonly width: number };
}

/** What came back on a memo, with what it changed. */
export interface ShownReply {
  readonly client: Client;
  readonly contacts: readonly Contact[];
  readonly reply: ReplyRecord;
  /** The promises that it confirms in writing. */
  readonly confirmed: readonly PaymentPromise[];
  readonly returns: string | null;
}

/** Words of an answer that a list shows; to be read whole they are asked about. */
const longestQuote = 240;

/** Replies by client: who wrote, on which day, in which words, and what follows from it. */
export function showReplies(replies: readonly ShownReply[], view: View): string[] {
  const byClient = Map.groupBy(replies, ({ client }) => client.id);
  return [...byClient.values()].flatMap((own) => {
    const [first] = own;
    const name = first === undefined ? '' : show(first.client.name, 60);
    return [view.output.style.accent(name), ...own.flatMap((one) => replyLines(one, view))];
  });
}

function replyLines(one: ShownReply, { words, output }: View): string[] {
  const { reply, returns } = one;
  const { language } = words;
  const values = {
    day: formatDay(reply.on, language, 'short'),
    from: reply.from,
    words: quote(reply, longestQuote),
    address: reply.failedAddress ?? reply.from,
    returns: returns ?? '',
  };
  const key =
    reply.kind === 'automatic' && returns !== null ? 'reply.shown.absent' : `reply.shown.${reply.kind}`;
  const next = [...confirmedLines(one, words), ...hints(one, words)];
  return [
    ...wrap(showLine(words, key, values), output.width, '  '),
    ...next.flatMap((line) => wrap(line, output.width, '    ')),
  ];
}

function confirmedLines({ confirmed }: ShownReply, words: Words): string[] {
  return confirmed.flatMap(({ id, parts }) => {
    const last = parts.at(-1);
    if (last === undefined) return [];
    const minor = parts.reduce((sum, { amount }) => sum + amount.minor, 0);
    const values = {
      id,
      amount: formatMoney({ ...last.amount, minor }, words.language),
      day: formatDay(last.promisedOn, words.language, 'long'),
    };
    return [showLine(words, parts.length > 1 ? 'reply.confirmed_plan' : 'reply.confirmed', values)];
  });
}

/** What to type next. */
function hints({ client, contacts, reply }: ShownReply, words: Words): string[] {
  const { handle } = client;
  if (reply.kind === 'answer') return [words.label('reply.hint.answer')];
  if (reply.kind !== 'bounce') return [];
  const resend = showLine(words, 'reply.hint.resend', { handle });
  const besides = refusalBesides(reply.words);
  if (besides !== undefined) return [words.label(`reply.hint.${besides}`), resend];
  const contact = contacts.find(({ email }) => email?.toLowerCase() === reply.failedAddress);
  const person = contact === undefined ? '' : contactName(contact);
  const hint =
    person === ''
      ? showLine(words, 'reply.hint.client_address', { handle })
      : showLine(words, 'reply.hint.contact_address', { handle, person });
  return [hint, resend];
}

function quote({ words, subject }: ReplyRecord, most: number): string {
  return show(gistOf(words) || subject, most);
}

/** One answer to be read, whole: who, when, on which subject, and every line as it was written. */
export function showAnswer(
  { client, reply }: Pick<ShownReply, 'client' | 'reply'>,
  { words, output }: View,
): string[] {
  const { style, width } = output;
  const values = {
    client: client.name,
    from: reply.from,
    day: formatDay(reply.on, words.language, 'long'),
  };
  const lines = (reply.words.trim() || words.label('reply.no_words')).split('\n');
  return [
    style.bold(showLine(words, 'reply.head', values)),
    style.dim(show(reply.subject, width)),
    '',
    ...lines.flatMap((line) => wrap(show(line), width, '  ')),
    '',
  ];
}
