import type { CallRecords } from '../domain/call-record.ts';
import { type Contact, contactName } from '../domain/client.ts';
import { isEmailAddress } from '../domain/email-address.ts';
import { fold } from '../domain/fold.ts';
import type { MemoTopic } from '../domain/memo-topic.ts';
import type { MemoSource } from './memo-draft.ts';

/** A name and an address; `null` = nobody knows where to write. */
export interface Addressee {
  readonly name: string;
  readonly address: string | null;
}

/** To whom a memo goes (practice C9: one email per call and addressee). */
export interface Recipient {
  /** As the memo speaks to them; `null` when nobody in particular is known. */
  readonly contact: Contact | null;
  readonly to: Addressee;
  readonly cc: readonly { readonly name: string; readonly address: string }[];
  /** Facts about who is written to. */
  readonly facts: Readonly<Record<string, string>>;
}

/** Whom a letter is for: the person of the call, or the approver named in it. */
export type Reader = 'person' | 'approver';

/** A letter of a call: its reader and what it tells. */
export interface Letter {
  readonly reader: Reader;
  /** The first one leads, the others are sections. */
  readonly topics: readonly MemoTopic[];
}

/**
 * One email per call and addressee (practice C9). An approver who can be written to gets the request alone, with a copy
 * to the person of the call; what else was agreed is between the two who spoke, and goes to the person, who is then
 * told in a section what the approver is asked.
 */
export function lettersOf(
  source: MemoSource,
  topics: readonly MemoTopic[],
  records: CallRecords,
): readonly Letter[] {
  const approval = topics.find(({ kind }) => kind === 'approval_request');
  const others = topics.filter((topic) => topic !== approval);
  if (approval === undefined || approverOf(source, records) === undefined) {
    return topics.length === 0 ? [] : [{ reader: 'person', topics }];
  }
  const request: Letter = { reader: 'approver', topics: [approval] };
  return others.length === 0 ? [request] : [{ reader: 'person', topics: [...others, approval] }, request];
}

/**
 * To whom a letter goes: the address given for a copy of the invoice when that leads, else the person who was called.
 * An address wanted by the user takes the place of all others.
 */
export function recipientOf(source: MemoSource, letter: Letter, records: CallRecords): Recipient {
  const person = personOf(source);
  const approver = letter.reader === 'approver' ? approverOf(source, records) : undefined;
  if (approver !== undefined) return toApprover(source, person, approver);
  const copied = records.documents.map(({ address }) => address).filter(isEmailAddress);
  const isCopy = letter.topics[0]?.kind === 'duplicate_sent';
  const address = source.to ?? (isCopy ? copied[0] : undefined) ?? person.address;
  const others = source.to === undefined ? new Set(copied.filter((one) => one !== address)) : [];
  return {
    contact: person.contact,
    to: { name: person.name, address },
    cc: [...others].map((one) => ({ name: '', address: one })),
    facts: {
      ...addressFacts(address),
      // What was sent by hand went where the record says; what goes with this memo goes where the memo goes.
      ...(source.to !== undefined || copied.length === 0 ? sentTo(address) : {}),
    },
  };
}

interface Person extends Addressee {
  readonly contact: Contact | null;
}

/** The person who was called, or the firm. */
function personOf({ standing, attempt }: MemoSource): Person {
  const { client, contacts } = standing;
  const contact = contacts.find(({ id }) => id === attempt.contactId) ?? null;
  const name = contact === null ? '' : contactName(contact);
  // Only when nobody in particular was called: a debt is not told to a colleague (product 8).
  const anybody = contact === null ? contacts.find(({ email }) => email !== null)?.email : null;
  const address = contact?.email ?? client.email ?? anybody ?? null;
  return { contact, name: name === '' ? client.name : name, address };
}

interface Approver {
  readonly contact: Contact | null;
  readonly name: string;
  readonly address: string;
}

const unnamed = { approver: null, approverContact: null };

/** By the address noted with the name, else by the name or the number of a known contact. */
function approverOf(source: MemoSource, { circuits }: CallRecords): Approver | undefined {
  const { approver, approverContact } = circuits.findLast((one) => one.approver !== null) ?? unnamed;
  const contact = knownApprover(source, approver) ?? null;
  const noted = approverContact?.trim() ?? '';
  const address = isEmailAddress(noted) ? noted : contact?.email;
  if (address == null) return undefined;
  return { contact, name: approver ?? (contact === null ? '' : contactName(contact)), address };
}

/** A contact of that name, else somebody other than the person of the call whom the approval lies with. */
function knownApprover({ standing, attempt }: MemoSource, name: string | null): Contact | undefined {
  const named = standing.contacts.find((one) => name !== null && fold(contactName(one)) === fold(name));
  const lies = attempt.outcomes.find(({ outcome }) => outcome === 'approval')?.contactId;
  return named ?? standing.contacts.find(({ id }) => id === lies && id !== attempt.contactId);
}

function toApprover({ standing, to }: MemoSource, person: Person, approver: Approver): Recipient {
  const address = to ?? approver.address;
  const isSame = person.address === approver.address || person.contact === null;
  const copied = to === undefined && person.address !== null && person.address !== approver.address;
  return {
    contact: approver.contact,
    to: { name: approver.name === '' ? standing.client.name : approver.name, address },
    cc: copied && person.address !== null ? [{ name: person.name, address: person.address }] : [],
    facts: {
      ...addressFacts(address),
      approver: approver.name,
      accounts_contact: isSame ? standing.client.name : person.name,
    },
  };
}

function addressFacts(address: string | null): Recipient['facts'] {
  return address === null ? {} : { contact_email: address };
}

function sentTo(address: string | null): Recipient['facts'] {
  return address === null ? {} : { sent_to: address };
}
