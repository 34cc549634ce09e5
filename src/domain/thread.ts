import { type Day, localDay } from './day.ts';
import type { Invoice } from './invoice.ts';
import type { Message } from './outbox.ts';
import { tellsOf } from './reminder-sent.ts';
import type { Standing } from './standing.ts';
import { toldInvoices } from './told-invoices.ts';

/** Which earlier message a new one answers, as mail programs read it (RFC 5322 3.6.4). */
export interface Thread {
  /** Message-ID of the earlier message. */
  readonly inReplyTo: string;
  /** The messages before, oldest first; the last one is `inReplyTo`. */
  readonly references: readonly string[];
}

/** What a new message is about, and who gets it. */
export interface Subject {
  readonly standing: Standing;
  /** The call it follows; two messages of one call do not answer each other. */
  readonly callId: number | null;
  /** `null` = whatever the client owed. */
  readonly invoiceIds: readonly number[] | null;
  readonly recipients: readonly string[];
}

/** More would make a header that some servers cut; the first one and the newest are what programs thread by. */
const mostReferences = 20;

/**
 * The thread of a new message: under the newest earlier one about the same debt that went to one of its readers. Bytes
 * that are stored stay as they are: what came before is read from their header. `null` = a first message.
 */
export function threadOf(messages: readonly Message[], subject: Subject): Thread | null {
  const earlier = messages.findLast((message) => isBefore(message, subject));
  return earlier === undefined ? null : threadAfter(earlier);
}

/** The thread of a message that answers this one. */
export function threadAfter({ raw, messageId }: Pick<Message, 'raw' | 'messageId'>): Thread {
  const before = referencesIn(raw).filter((id) => id !== messageId);
  const [first, ...others] = [...before, messageId];
  const kept = first === undefined ? [] : [first, ...others.slice(1 - mostReferences)];
  return { inReplyTo: messageId, references: kept };
}

/** What waits may be given up: then its answer would answer what nobody ever got. */
const mayHaveArrived: ReadonlySet<Message['state']> = new Set(['sent', 'draft', 'uncertain']);

function isBefore(message: Message, { standing, callId, invoiceIds, recipients }: Subject): boolean {
  if (message.clientId !== standing.client.id || !mayHaveArrived.has(message.state)) return false;
  if (callId !== null && message.callId === callId) return false;
  const isShared = message.to.some((address) => recipients.includes(address));
  return isShared && isAbout(message, standing, invoiceIds);
}

/**
 * Was the call of this message about one of these invoices? An outcome without an invoice was about all of them; thanks,
 * which follow no call, closed what had been issued by then.
 */
function isAbout(
  { callId, kind, createdAt }: Message,
  standing: Standing,
  ids: readonly number[] | null,
): boolean {
  if (ids === null) return true;
  if (callId === null) {
    const sent = { on: localDay(createdAt) };
    const isTold = kind === 'payment_reminder' ? tellsOf : wasIssuedBy;
    return standing.invoices.some((invoice) => ids.includes(invoice.id) && isTold(sent, invoice));
  }
  const found = toldInvoices(standing, callId);
  return found.some((id) => id === null || ids.includes(id));
}

function wasIssuedBy({ on }: { readonly on: Day }, { issuedOn }: Pick<Invoice, 'issuedOn'>): boolean {
  return issuedOn <= on;
}

/** The `References` of a message, from its header alone: a body that looks like a header is none. */
function referencesIn(raw: Uint8Array): string[] {
  const text = new TextDecoder('latin1').decode(raw.subarray(0, longestHeader));
  const header = (text.split('\r\n\r\n')[0] ?? '').replace(/\r\n[ \t]+/g, ' ');
  const line = /^references:(.*)$/im.exec(header)?.[1] ?? '';
  return line.match(/<[!-;=?A-~]+@[!-;=?A-~]+>/g) ?? [];
}

const longestHeader = 65_536;
