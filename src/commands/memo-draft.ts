import type { Context } from '../cli/context.ts';
import type { Attempt, MemoKind } from '../domain/attempt.ts';
import { type Contact, contactName } from '../domain/client.ts';
import { DunError } from '../domain/errors.ts';
import { memoCalendar } from '../domain/memo-calendar.ts';
import { memoFacts } from '../domain/memo-facts.ts';
import { memoKindFor } from '../domain/memo-kind.ts';
import type { MemoFacts, MemoOccasion } from '../domain/memo-occasion.ts';
import { memoOccasion } from '../domain/memo-source.ts';
import type { Standing } from '../domain/standing.ts';
import { isFactName, withoutDebt } from '../script/facts.ts';
import type { Memo } from '../script/memo.ts';

export type MemoServices = Pick<
  Context,
  | 'ledger' | 'words' | 'wordsIn' | 'script' | 'output' | 'prompter' | 'today' | 'now' | 'rules' | 'files' | 'mail'
  | 'profile' | 'editText' | 'language' | 'isJson'
>; // biome-ignore format: one row of names

type MemoDraft = Parameters<Context['mail']['compose']>[0];

/** A memo ready to be shown, edited and sent. */
export interface PreparedMemo {
  readonly standing: Standing;
  /** The call it follows; thanks for a payment follow none. */
  readonly callId: number | null;
  readonly kind: MemoKind;
  readonly to: { readonly name: string; readonly address: string | null };
  readonly subject: string;
  readonly text: string;
  readonly blocks: MemoDraft['blocks'];
  /** Facts the words ask for and nobody gave: the memo may be read, not sent (practice C10). */
  readonly missing: readonly string[];
  readonly calendar: MemoDraft['calendar'];
  readonly invoices: MemoDraft['invoices'];
  readonly inReplyTo: string | null;
}

/** Whose memo, and what the user decided about it. */
export interface MemoSource {
  readonly standing: Standing;
  readonly attempt: Attempt;
  /** Another address than the contact's. */
  readonly to?: string | undefined;
}

/** The field of a call's drafts that keeps a memo edited but not yet sent. */
export const memoField = 'memo';

/** Kinds that show no amount to somebody who is not sure to be the right person (practice C9, B5). */
const cautious: ReadonlySet<MemoKind> = new Set(['voicemail_followup', 'callback_agreed']);
/** Kinds to which a copy of the invoice belongs. */
const withCopy: ReadonlySet<MemoKind> = new Set([
  'promise_confirmation', 'instalment_plan', 'dispute_acknowledged', 'duplicate_sent', 'no_agreement', 'broken_promise',
  'final_notice', 'approval_request', 'voicemail_followup',
]); // biome-ignore format: rows of names

/** The memo of an attempt in the client's language; `null` when its outcome asks for none. */
export async function prepareMemo(context: MemoServices, source: MemoSource): Promise<PreparedMemo | null> {
  const { standing, attempt } = source;
  const kind = memoKindFor(attempt.outcomes);
  if (kind === null) return null;
  const { contact, to } = recipient(source);
  const occasion = occasionOf(context, source, contact);
  const isOpen = !cautious.has(kind) || isConfirmed(attempt, contact, to.address);
  const invoices = isOpen && withCopy.has(kind) ? await copiesOf(context, occasion) : [];
  const memo = filled(context, kind, { ...withDocument(occasion, to.address, invoices), isOpen });
  const calendar = isOpen ? memoCalendar(occasion, attempt, standing) : null;
  return keptEdit(context, {
    standing,
    callId: attempt.id,
    kind,
    to,
    ...memo,
    calendar,
    invoices,
    inReplyTo: null,
  });
}

/** What is missing stands in the text as `{name}`, so that the user sees where it belongs and can type it there. */
function filled(
  context: MemoServices,
  kind: MemoKind,
  occasion: MemoOccasion & { readonly isOpen: boolean },
): Memo {
  const { language, register } = occasion.client;
  const { facts, lists } = memoFacts(occasion);
  const given = occasion.isOpen ? facts : withoutDebt(facts);
  const script = context.script(language);
  const memo = script.memo(kind, given, { register, lists });
  if (memo.missing.length === 0) return memo;
  const gaps = Object.fromEntries(memo.missing.filter(isFactName).map((name) => [name, `{${name}}`]));
  return { ...script.memo(kind, { ...given, ...gaps }, { register, lists }), missing: memo.missing };
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
  if (address === null)
    throw new DunError('memo.no_recipient', 1, { client: client.name, handle: client.handle });
  const profile = context.profile();
  return {
    callId: prepared.callId,
    clientId: client.id,
    kind: prepared.kind,
    language: client.language,
    from: { name: `${profile.firstName} ${profile.lastName}`.trim(), address: profile.email ?? '' },
    to: { name, address },
    subject: prepared.subject,
    text: prepared.text,
    blocks: prepared.blocks,
    inReplyTo: prepared.inReplyTo,
    calendar: prepared.calendar,
    invoices: prepared.invoices,
    paymentCode: null,
  };
}

function keptEdit(context: MemoServices, prepared: PreparedMemo): PreparedMemo {
  const kept = prepared.callId === null ? undefined : context.ledger.calls.draft(prepared.callId);
  const edited = kept?.field === memoField ? readEdited(kept.text) : undefined;
  return edited === undefined ? prepared : withText(prepared, edited.subject, edited.text);
}

function occasionOf(
  context: MemoServices,
  { standing, attempt }: MemoSource,
  contact: Contact | null,
): MemoOccasion {
  const { client } = standing;
  const request = {
    profile: context.profile(),
    standing,
    attempt,
    language: client.language,
    words: context.wordsIn(client.language),
    today: context.today,
    rules: context.rules,
    prefersRf: context.ledger.settings.all().get('memo.reference') === 'rf',
  };
  return memoOccasion(request, contact);
}

/** A copy is only announced when there is one to attach: else the memo lacks it, and says so. */
function withDocument(
  occasion: MemoOccasion,
  address: string | null,
  copies: MemoDraft['invoices'],
): MemoOccasion {
  const invoice = occasion.invoices.map((item) => item.invoice.number).join(', ');
  const named: MemoFacts =
    copies.length === 0 ? {} : { document_name: occasion.words.label('memo.document', { invoice }) };
  const sent: MemoFacts = address === null ? {} : { sent_to: address, contact_email: address };
  return { ...occasion, extra: { ...named, ...sent, ...occasion.extra } };
}

/** Who is written to: the approver when one was named, else the person who was called, at the address wanted. */
function recipient({ standing, attempt, to }: MemoSource): {
  contact: Contact | null;
  to: PreparedMemo['to'];
} {
  const { client, contacts } = standing;
  const approval = attempt.outcomes.find(({ outcome }) => outcome === 'approval');
  const id = approval?.contactId ?? attempt.contactId;
  const contact = contacts.find((one) => one.id === id) ?? null;
  const name = contact === null ? '' : contactName(contact);
  const address = to ?? contact?.email ?? client.email ?? fallbackAddress(standing, contact);
  return { contact, to: { name: name === '' ? client.name : name, address } };
}

// Only when nobody in particular was called: a debt is not told to a colleague (product 8).
function fallbackAddress({ contacts }: Standing, contact: Contact | null): string | null {
  return contact === null ? (contacts.find(({ email }) => email !== null)?.email ?? null) : null;
}

function isConfirmed(attempt: Attempt, contact: Contact | null, address: string | null): boolean {
  if (attempt.reach === 'person' || attempt.channel !== 'call') return true;
  // An hour agreed with somebody else: what it is about stays between the two (practice C9).
  if (memoKindFor(attempt.outcomes) === 'callback_agreed') return false;
  return (
    contact !== null && contact.verifiedOn !== null && contact.email !== null && contact.email === address
  );
}

async function copiesOf({ files }: MemoServices, { invoices }: MemoOccasion): Promise<MemoDraft['invoices']> {
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
