import type { Context } from '../cli/context.ts';
import type { Attempt, MemoKind } from '../domain/attempt.ts';
import { noRecords } from '../domain/call-record.ts';
import { badAddresses } from '../domain/came-back.ts';
import { DunError } from '../domain/errors.ts';
import { memoCalendar } from '../domain/memo-calendar.ts';
import { memoFacts } from '../domain/memo-facts.ts';
import type { MemoContent } from '../domain/memo-occasion.ts';
import { memoPayment, type MemoPayment } from '../domain/memo-payment.ts';
import { memoOccasion, type MemoRequest } from '../domain/memo-source.ts';
import { memoTopics, type MemoTopic, recordsOfCall } from '../domain/memo-topic.ts';
import type { Standing } from '../domain/standing.ts';
import { stillTold } from '../domain/still-told.ts';
import { type Thread, threadAfter, threadOf } from '../domain/thread.ts';
import { withoutDebt } from '../script/facts.ts';
import {
  type Addressee,
  type Letter,
  lettersOf,
  type Reader,
  type Recipient,
  recipientOf,
} from './memo-recipient.ts';
import { typedForMemo } from './memo-typed.ts';
import { theirWords } from './their-words.ts';

export type MemoServices = Pick<
  Context,
  | 'ledger' | 'words' | 'wordsIn' | 'script' | 'output' | 'prompter' | 'today' | 'now' | 'rules' | 'files' | 'mail'
  | 'profile' | 'editText' | 'language' | 'isJson' | 'isEarlier' | 'owner' | 'toClipboard'
>; // biome-ignore format: one row of names

type MemoDraft = Parameters<Context['mail']['compose']>[0];

/** A memo ready to be shown, edited and sent. */
export interface PreparedMemo {
  readonly standing: Standing;
  /** The call it follows; thanks for a payment follow none. */
  readonly callId: number | null;
  readonly kind: MemoKind;
  readonly reader: Reader;
  readonly to: Addressee;
  readonly cc: Recipient['cc'];
  readonly subject: string;
  readonly text: string;
  readonly blocks: MemoDraft['blocks'];
  /** Facts the words ask for and nobody gave: the memo may be read, not sent (practice C10). */
  readonly missing: readonly string[];
  readonly calendar: MemoDraft['calendar'];
  readonly invoices: MemoDraft['invoices'];
  readonly inReplyTo: string | null;
  /** The main point in a few words, for an SMS or a chat; `null` when it has no short form. */
  readonly short: string | null;
  /** What a call brought besides, which the short text does not tell. */
  readonly sectionCount: number;
  /** The message that this one says again. */
  readonly repeats: number | null;
  /** Absent of a memo that asks for nothing, and of one that may not speak of the debt. */
  readonly debt?: MemoDebt;
}

/** What a memo is about: the thread it stands in and the code to pay by follow from it. */
export interface MemoDebt {
  readonly invoiceIds: readonly number[];
  readonly payment: MemoPayment | null;
}

/** Whose memo, and what the user decided about it. */
export interface MemoSource {
  readonly standing: Standing;
  readonly attempt: Attempt;
  /** Another address than the contact's. */
  readonly to?: string | undefined;
}

/** The field of a call's drafts that keeps a memo edited but not yet sent. */
export function memoField({ reader }: Pick<PreparedMemo, 'reader'>): string {
  return reader === 'person' ? 'memo' : 'memo.approver';
}

/** Kinds to which a copy of the invoice belongs. */
const withCopy: ReadonlySet<MemoKind> = new Set([
  'promise_confirmation', 'instalment_plan', 'dispute_acknowledged', 'duplicate_sent', 'no_agreement', 'broken_promise',
  'final_notice', 'approval_request', 'voicemail_followup',
]); // biome-ignore format: rows of names

/**
 * The memos of an attempt in the client's language, one a reader: to the person of the call first. None when its outcome
 * asks for none.
 */
export async function prepareMemos(
  context: MemoServices,
  source: MemoSource,
): Promise<readonly PreparedMemo[]> {
  const request = requestOf(context, source);
  const records = recordsOfCall(request.records, source.attempt.id);
  const letters = lettersOf(source, memoTopics(request), records);
  const written = await Promise.all(letters.map((letter) => writeMemo(context, { source, request, letter })));
  return written.flatMap((memo) => (memo === null ? [] : [keptEdit(context, memo)]));
}

/** What is to be told to whom, and what it is told from. */
export interface MemoTask {
  readonly source: MemoSource;
  readonly request: MemoRequest;
  readonly letter: Letter;
}

type Desk = Pick<MemoServices, 'script' | 'files'>;

/** One letter, filled; `null` when there is nothing to tell its reader. */
export async function writeMemo(context: Desk, task: MemoTask): Promise<PreparedMemo | null> {
  const { source, request, letter } = task;
  const open = recipientOf(source, letter, recordsOfCall(request.records, source.attempt.id));
  const isOpen = isConfirmed(source.attempt, letter, open);
  const topics = isOpen ? letter.topics : letter.topics.flatMap(neutral);
  const recipient = isOpen ? open : recipientOf(source, { reader: 'person', topics }, noRecords);
  const parts = await partsOf(context, request, { topics, recipient });
  const { language, register } = request.standing.client;
  const [main, ...sections] = parts.map(({ kind, content }) => {
    const isSilent = !isOpen || (kind === 'callback_agreed' && isPaused(source.attempt));
    return { kind, lists: content.lists, facts: isSilent ? withoutDebt(content.facts) : content.facts };
  });
  if (main === undefined) return null;
  const script = context.script(language);
  const memo = script.memo(main.kind, main.facts, { register, lists: main.lists, sections });
  return {
    standing: source.standing,
    callId: source.attempt.id,
    kind: main.kind,
    reader: letter.reader,
    to: recipient.to,
    cc: recipient.cc,
    ...memo,
    calendar: isOpen && letter.reader === 'person' ? memoCalendar(request) : null,
    invoices: isOpen ? distinct(parts.flatMap(({ copies }) => copies)) : [],
    inReplyTo: null,
    short: letter.reader === 'person' ? script.text(main.kind, main.facts, register) : null,
    sectionCount: sections.length,
    repeats: null,
    ...(isOpen ? { debt: debtOf(request, letter) } : {}),
  };
}

/** Only the person of the call is asked to pay: an approver is asked to approve. */
function debtOf(request: MemoRequest, { topics, reader }: Letter): MemoDebt {
  const ids = topics.flatMap(({ invoices }) => invoices.map(({ invoice }) => invoice.id));
  return {
    invoiceIds: [...new Set(ids)],
    payment: reader === 'person' ? memoPayment(request, topics) : null,
  };
}

/** The code that travels with a memo: none when the text was edited and no longer names its amount. */
export function paymentOf({ debt, blocks, text }: PreparedMemo): MemoPayment | null {
  const payment = debt?.payment ?? null;
  if (payment === null || blocks !== null) return payment;
  const plain = (words: string): string => words.replace(/\s+/g, ' ');
  return plain(text).includes(plain(payment.amount)) ? payment : null;
}

/** Under the memo it answers, else under the newest one about the same debt that went to one of its readers. */
function threadFor({ ledger }: MemoServices, prepared: PreparedMemo, to: string): Thread | null {
  const messages = ledger.outbox.list();
  const answered = messages.find(({ messageId }) => messageId === prepared.inReplyTo);
  if (answered !== undefined) return threadAfter(answered);
  const { standing, callId, cc, debt, kind } = prepared;
  if (debt === undefined && kind !== 'payment_thanks') return null;
  const recipients = [to, ...cc.map(({ address }) => address)];
  return threadOf(messages, { standing, callId, invoiceIds: debt?.invoiceIds ?? null, recipients });
}

interface Part {
  readonly kind: MemoKind;
  readonly content: MemoContent;
  readonly copies: MemoDraft['invoices'];
}

/** Each topic with its own facts, and the copies that belong to it. */
function partsOf(
  context: Desk,
  request: MemoRequest,
  { topics, recipient }: { topics: readonly MemoTopic[]; recipient: Recipient },
): Promise<Part[]> {
  return Promise.all(
    topics.map(async (topic) => {
      const copies = withCopy.has(topic.kind) ? await copiesOf(context, topic) : [];
      const occasion = memoOccasion(request, topic, recipient.contact);
      const extra = { ...documentName(request, topic, copies), ...recipient.facts, ...occasion.extra };
      return { kind: topic.kind, content: memoFacts({ ...occasion, extra }), copies };
    }),
  );
}

function distinct(copies: MemoDraft['invoices']): MemoDraft['invoices'] {
  return [...new Map(copies.map((copy) => [copy.name, copy])).values()];
}

/** What may be told to somebody who is not sure to be the right person: when to speak, and nothing else (practice B5). */
function neutral(topic: MemoTopic): MemoTopic[] {
  if (topic.kind === 'broken_promise') return [{ ...topic, kind: 'voicemail_followup' }];
  return topic.kind === 'callback_agreed' || topic.kind === 'voicemail_followup' ? [topic] : [];
}

/** Somebody in distress: the call back is agreed, and nothing is said about money (practice B7). */
function isPaused({ outcomes }: Attempt): boolean {
  return outcomes.some(({ outcome }) => outcome === 'distress');
}

/** The memo with another text; what was missing is settled once its `{name}` is gone. */
export function withText(prepared: PreparedMemo, subject: string, text: string): PreparedMemo {
  const missing = prepared.missing.filter((name) => `${subject}\n${text}`.includes(`{${name}}`));
  return { ...prepared, subject, text, blocks: null, missing };
}

/** The first line of an edited text is the subject, the rest the body; `undefined` when nothing is left. */
export function readEdited(edited: string): { subject: string; text: string } | undefined {
  const [subject = '', ...lines] = edited.replaceAll('\r\n', '\n').replace(/^\n+/, '').split('\n');
  const text = lines.join('\n').trim();
  return subject.trim() === '' || text === '' ? undefined : { subject: subject.trim(), text: `${text}\n` };
}

/** What the mail service builds the message from. `DunError` 1 without an address. */
export function draftOf(context: MemoServices, prepared: PreparedMemo): MemoDraft {
  const { client } = prepared.standing;
  const { name, address } = prepared.to;
  if (address === null) throw nobodyToWriteTo(context, prepared);
  const profile = context.profile();
  return {
    callId: prepared.callId,
    clientId: client.id,
    kind: prepared.kind,
    language: client.language,
    from: { name: `${profile.firstName} ${profile.lastName}`.trim(), address: profile.email ?? '' },
    to: { name, address },
    cc: prepared.cc,
    subject: prepared.subject,
    text: prepared.text,
    blocks: prepared.blocks,
    thread: threadFor(context, prepared, address),
    calendar: prepared.calendar,
    invoices: prepared.invoices,
    paymentCode: paymentOf(prepared),
    repeats: prepared.repeats,
  };
}

/** Nobody has an address, or the ones that are known refuse mail: then it is named. */
function nobodyToWriteTo({ today }: MemoServices, { standing, kind }: PreparedMemo): DunError {
  const { client, contacts } = standing;
  const bad = badAddresses(standing, today);
  const address = [...contacts, client]
    .map(({ email }) => email ?? '')
    .find((one) => bad.has(one.toLowerCase()));
  const values = { client: client.name, handle: typedForMemo(kind, client.handle) };
  if (address === undefined) return new DunError('memo.no_recipient', 1, values);
  return new DunError('memo.address_refused', 1, { ...values, address });
}

function keptEdit(context: MemoServices, prepared: PreparedMemo): PreparedMemo {
  const kept = prepared.callId === null ? undefined : context.ledger.calls.draft(prepared.callId);
  const edited = kept?.field === memoField(prepared) ? readEdited(kept.text) : undefined;
  return edited === undefined ? prepared : withText(prepared, edited.subject, edited.text);
}

function requestOf(context: MemoServices, source: MemoSource): MemoRequest {
  const { standing, attempt } = stillTold(source);
  return {
    ...memoBasics(context, standing),
    // Only what they said is ever quoted to them.
    attempt: { ...attempt, note: theirWords(context, attempt) },
    records: context.ledger.records.of(standing.client.id),
    rules: context.rules,
  };
}

/** What every memo is written from, whether it follows a call or not. */
export function memoBasics(
  context: MemoServices,
  standing: Standing,
): Omit<MemoRequest, 'attempt' | 'records' | 'rules'> {
  const { language } = standing.client;
  const settings = context.ledger.settings.all();
  return {
    profile: context.profile(),
    standing,
    language,
    words: context.wordsIn(language),
    today: context.today,
    prefersRf: settings.get('memo.reference') === 'rf',
    ogmLine: settings.get('memo.belgian_reference') === 'structured' ? 'structured' : 'text',
  };
}

/** A copy is only announced when there is one to attach: else the memo lacks it, and says so. */
export function documentName(
  { words }: Pick<MemoRequest, 'words'>,
  { invoices }: MemoTopic,
  copies: MemoDraft['invoices'],
): Record<string, string> {
  if (copies.length === 0) return {};
  const invoice = invoices.map((item) => item.invoice.number).join(', ');
  return { document_name: words.label('memo.document', { invoice }) };
}

/** May the debt be spoken of to this reader? (practice C9, B5) */
function isConfirmed(attempt: Attempt, { topics }: Letter, { contact, to }: Recipient): boolean {
  const kinds = topics.map(({ kind }) => kind);
  if (isPaused(attempt) && kinds.every((kind) => kind === 'callback_agreed')) return false;
  if (attempt.reach === 'person' || attempt.channel !== 'call') return true;
  // An hour agreed with somebody else: what it is about stays between the two (practice C9).
  if (kinds.includes('callback_agreed')) return false;
  return (
    contact !== null && contact.verifiedOn !== null && contact.email !== null && contact.email === to.address
  );
}

/** The copies of these invoices that can be read, under their numbers. */
export async function copiesOf(
  { files }: Pick<Desk, 'files'>,
  { invoices }: MemoTopic,
): Promise<MemoDraft['invoices']> {
  const paths = invoices.flatMap(({ invoice }) =>
    invoice.file === null ? [] : [{ ...invoice, path: invoice.file }],
  );
  const copies = await Promise.all(
    paths.map(async ({ number, path }) => {
      const bytes = await files.read(path);
      const ending = /\.[A-Za-z0-9]{1,5}$/.exec(path)?.[0] ?? '';
      return bytes === undefined ? [] : [{ name: `${number}${ending}`, bytes }];
    }),
  );
  return copies.flat();
}
